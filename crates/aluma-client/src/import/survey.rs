//! What is on the ledger already, and whether the file fits it. Nothing is changed here.

use std::collections::BTreeMap;

use aluma_types::text::is_allowed;
use aluma_types::{AccountId, AssetId, DaoId, Hash32, Span, Text, Timestamp, show};
use aluma_verify::names::{check_handle, skeleton_hash};
use serde_json::{Value as Json, json};

use super::error::ImportError;
use super::names::reference;
use super::{Job, Tools};
use crate::client::Client;
use crate::error::Error;
use crate::payouts::Group;

/// Payments in one act.
pub(crate) const BATCH: usize = 2_000;
/// Payments in one proposal: what fits a transaction, with room.
pub(crate) const MAX_PAYMENTS: usize = 30_000;
/// How much of the ledger's time one group takes at most: an hour's delay, and votes.
const GROUP_TIME: Span = Span::hours(2);
/// The same for issuing units: the constitution's delay, and votes.
const ISSUE_TIME: Span = Span::days(5);

/// What is there.
#[derive(Debug, Default)]
pub struct Survey {
    /// The DAO of the handle.
    pub(crate) dao: Option<DaoId>,
    /// The asset of the symbol.
    pub(crate) asset: Option<AssetId>,
    /// Base units of the asset that lie free in the DAO's pots.
    pub(crate) free: u128,
    /// How many more base units can ever be issued.
    pub(crate) issuable: u128,
    /// Accounts by the labels of those who hold them.
    pub(crate) payees: BTreeMap<String, AccountId>,
    /// For each group of the file whether it was paid.
    pub(crate) paid: Vec<bool>,
    /// Proposals of an earlier run that are not done yet.
    pub(crate) unfinished: Vec<u64>,
}

/// Looks at the ledger.
///
/// # Errors
/// What does not fit, by name; nothing was applied.
pub fn survey(tools: &Tools<'_>, job: &Job<'_>) -> Result<Survey, ImportError> {
    check(job)?;
    let mut survey = Survey {
        paid: vec![false; job.payouts.groups.len()],
        issuable: u128::MAX,
        ..Survey::default()
    };
    if let Some(dao) = find_dao(tools, job.handle)? {
        survey.dao = Some(dao);
        look_at_money(tools.client, job, dao, &mut survey)?;
        survey.payees = payees(tools.client, dao)?;
        look_at_batches(tools.client, job, dao, &mut survey)?;
        look_at_proposals(tools, job, dao, &mut survey)?;
    }
    check_sum(job, &survey)?;
    check_time(tools, job, &survey)?;
    Ok(survey)
}

/// Whether a file and its names can be on any ledger.
///
/// # Errors
/// What does not fit, by name.
pub fn check(job: &Job<'_>) -> Result<(), ImportError> {
    check_names(job)?;
    check_groups(job)
}

impl Survey {
    /// Base units of the groups that are not paid.
    pub(crate) fn owed(&self, job: &Job<'_>) -> u128 {
        let groups = job.payouts.groups.iter().zip(&self.paid);
        groups.filter(|(_, paid)| !**paid).fold(0, |sum, (group, _)| sum + group.total())
    }

    /// Base units that must be issued before the rest can be paid.
    pub(crate) fn missing(&self, job: &Job<'_>) -> u128 {
        self.owed(job).saturating_sub(self.free)
    }
}

fn check_names(job: &Job<'_>) -> Result<(), ImportError> {
    check_terms((job.handle, job.symbol, job.decimals), &job.payouts.payees)
}

/// Whether a handle, a symbol, its decimals and people's names can be on any ledger.
pub(crate) fn check_terms(
    (handle, symbol, decimals): (&str, &str, u8),
    people: &[String],
) -> Result<(), ImportError> {
    if let Err(rule) = check_handle(handle) {
        return Err(ImportError::refused(
            "bad-handle",
            format!("{handle:?} can be no handle: {}", rule.name()),
            "Use 2 to 32 small letters, digits and single hyphens.",
        ));
    }
    if Text::<12>::new(symbol).is_err() {
        return Err(ImportError::refused(
            "bad-symbol",
            format!("{symbol:?} can be no asset's symbol"),
            "Use 1 to 12 printable ASCII characters without spaces.",
        ));
    }
    if decimals > 36 {
        return Err(ImportError::refused(
            "too-many-decimals",
            format!("{decimals} decimals are more than an asset can have"),
            "Use at most 36.",
        ));
    }
    match people.iter().find(|label| !label.chars().all(is_allowed)) {
        None => Ok(()),
        Some(label) => Err(ImportError::refused(
            "forbidden-character",
            format!("the payee {label:?} holds a character that no text may hold"),
            "Remove marks of direction and control characters.",
        )),
    }
}

fn check_groups(job: &Job<'_>) -> Result<(), ImportError> {
    match job.payouts.groups.iter().find(|group| group.rows.len() > MAX_PAYMENTS) {
        None => Ok(()),
        Some(group) => Err(ImportError::refused(
            "group-too-large",
            format!("the group {:?} pays {} payees", group.label, group.rows.len()),
            "A proposal carries at most 30000 payments: split the group.",
        )),
    }
}

/// The archive of a handle that this ledger's operator founded, if there is one.
pub(crate) fn find_dao(tools: &Tools<'_>, handle: &str) -> Result<Option<DaoId>, ImportError> {
    let skeleton = skeleton_hash(handle).to_string();
    let known = tools.client.view("name", &json!({ "skeleton": skeleton }))?;
    let Some(number) = known.get("dao").and_then(Json::as_u64) else { return Ok(None) };
    let row = tools.client.view("dao", &json!({ "dao": number }))?;
    let text = |path: &str| row.pointer(path).and_then(Json::as_str).unwrap_or_default();
    if text("/handle/text") != handle {
        return Err(ImportError::refused(
            "handle-taken",
            format!("the handle {:?} looks like one that is there", text("/handle/text")),
            "Choose another handle.",
        ));
    }
    let founder = row.pointer("/inside/founder").and_then(Json::as_u64).map(AccountId);
    if text("/inside/template") != "archive" || founder != tools.founder.account() {
        return Err(ImportError::refused(
            "not-an-archive",
            format!("{} is no archive that this ledger's operator founded", handle),
            "Import into a DAO of its own: choose another handle.",
        ));
    }
    Ok(Some(DaoId(number)))
}

/// Base units in a field that JSON writes as a decimal string.
fn units(json: Option<&Json>) -> u128 {
    json.and_then(Json::as_str).and_then(|text| text.parse().ok()).unwrap_or(0)
}

fn look_at_money(
    client: &Client,
    job: &Job<'_>,
    dao: DaoId,
    survey: &mut Survey,
) -> Result<(), ImportError> {
    let treasury = client.view("treasury", &json!({ "dao": dao.0 }))?;
    let list = |name: &str| treasury.get(name).and_then(Json::as_array).cloned();
    let assets = list("assets").unwrap_or_default();
    let symbol = |row: &&Json| row.pointer("/what/symbol") == Some(&json!(job.symbol));
    let Some(row) = assets.iter().find(symbol) else { return Ok(()) };
    let decimals = row.pointer("/what/decimals").and_then(Json::as_u64);
    if decimals != Some(u64::from(job.decimals)) {
        return Err(ImportError::refused(
            "other-decimals",
            format!(
                "{} has {} decimals in {}, not {}",
                job.symbol,
                decimals.unwrap_or(0),
                job.handle,
                job.decimals
            ),
            "Give the asset's own number with --decimals.",
        ));
    }
    let id = row.get("asset").and_then(Json::as_u64);
    let id = id.ok_or_else(|| Error::Answer("an asset without a number".to_owned()))?;
    survey.asset = Some(AssetId(id));
    survey.issuable = u128::MAX - units(row.pointer("/supply/issued"));
    let free = list("free").unwrap_or_default();
    let of_it = |row: &&Json| row.pointer("/free/asset") == Some(&json!(id));
    survey.free = units(free.iter().find(of_it).and_then(|row| row.pointer("/free/units")));
    Ok(())
}

/// Everybody whom the DAO enrolled, by label.
pub(crate) fn payees(
    client: &Client,
    dao: DaoId,
) -> Result<BTreeMap<String, AccountId>, ImportError> {
    let rows = client.rows("balances", &json!({ "dao": dao.0 }), "rows")?;
    let read = |row: &Json| {
        let label = row.pointer("/label/text")?.as_str()?.to_owned();
        Some((label, AccountId(row.get("account")?.as_u64()?)))
    };
    Ok(rows.iter().filter_map(read).collect())
}

fn look_at_batches(
    client: &Client,
    job: &Job<'_>,
    dao: DaoId,
    survey: &mut Survey,
) -> Result<(), ImportError> {
    let Some(asset) = survey.asset else { return Ok(()) };
    for (group, paid) in job.payouts.groups.iter().zip(&mut survey.paid) {
        let name = reference(&group.label, 0).to_string();
        let asked = json!({ "dao": dao.0, "asset": asset.0, "group": name });
        let answer = client.view("batch", &asked)?;
        if let Some(content) = answer.pointer("/paid/content").and_then(Json::as_str) {
            same_rows(group, content)?;
            *paid = true;
        }
    }
    Ok(())
}

/// Refuses a group that is on the ledger with other rows.
fn same_rows(group: &Group, content: &str) -> Result<(), ImportError> {
    if Hash32::from_hex(content) == Some(Hash32(group.hash)) {
        return Ok(());
    }
    Err(ImportError::refused(
        "group-differs",
        format!("the group {:?} is on the ledger with other rows", group.label),
        "What was paid stays paid: give corrections a group of their own.",
    ))
}

fn look_at_proposals(
    tools: &Tools<'_>,
    job: &Job<'_>,
    dao: DaoId,
    survey: &mut Survey,
) -> Result<(), ImportError> {
    let all = json!({ "dao": dao.0, "open": false });
    let groups: BTreeMap<String, &Group> = job
        .payouts
        .groups
        .iter()
        .map(|group| (reference(&group.label, 0).to_string(), group))
        .collect();
    for row in tools.client.rows("proposals", &all, "proposals")? {
        let label = row.get("label").and_then(Json::as_str).unwrap_or_default();
        let proposer = row.get("proposer").and_then(Json::as_u64).map(AccountId);
        if is_over(label) || proposer != tools.founder.account() {
            continue;
        }
        let Some(number) = row.get("proposal").and_then(Json::as_u64) else { continue };
        let proposal = tools.client.view("proposal", &json!({ "proposal": number }))?;
        let acts = proposal.get("acts").and_then(Json::as_array).cloned().unwrap_or_default();
        for act in &acts {
            let text = |path: &str| act.pointer(path).and_then(Json::as_str).unwrap_or_default();
            let ours = act.get("asset") == Some(&json!(survey.asset.map(|asset| asset.0)));
            if let (true, Some(group)) = (ours, groups.get(text("/reference/group"))) {
                same_rows(group, text("/reference/content"))?;
            }
        }
        if !acts.is_empty() && acts.iter().all(is_of_import) {
            survey.unfinished.push(number);
        }
    }
    Ok(())
}

/// Whether nothing more will become of a proposal.
pub(crate) fn is_over(label: &str) -> bool {
    matches!(label, "rejected" | "withdrawn" | "enacted" | "enactment-failed" | "expired")
}

fn is_of_import(act: &Json) -> bool {
    match act.get("action").and_then(Json::as_str) {
        Some("pay-batch") => act.get("reference").is_some_and(|reference| !reference.is_null()),
        Some("issue") => true,
        _ => false,
    }
}

fn check_sum(job: &Job<'_>, survey: &Survey) -> Result<(), ImportError> {
    if survey.missing(job) <= survey.issuable {
        return Ok(());
    }
    Err(ImportError::refused(
        "supply-too-large",
        format!("with this file more {} would be issued than the ledger can hold", job.symbol),
        "Import it as another asset.",
    ))
}

/// A simulated clock must end before now.
fn check_time(tools: &Tools<'_>, job: &Job<'_>, survey: &Survey) -> Result<(), ImportError> {
    let status = tools.client.status()?;
    if status.clock == "manual" {
        return Ok(());
    }
    let open = survey.paid.iter().filter(|paid| !**paid).count() + survey.unfinished.len();
    let issues = survey.dao.is_some() && survey.missing(job) > 0;
    let begins = status.now.after(if issues { ISSUE_TIME } else { Span(0) });
    if open == 0 { Ok(()) } else { has_time(open, begins, tools.wall) }
}

/// Whether the votes of so many groups, the first of which is opened at `begins`, end before now.
///
/// # Errors
/// `no-time-left`.
pub fn has_time(groups: usize, begins: Timestamp, wall: Timestamp) -> Result<(), ImportError> {
    if begins.after(Span(GROUP_TIME.0.saturating_mul(groups as u64))) <= wall {
        return Ok(());
    }
    Err(ImportError::refused(
        "no-time-left",
        format!(
            "this ledger's time is {}, too close to now for the votes of {groups} groups, which \
             take place on a simulated clock",
            show::time(begins)
        ),
        "Time on a ledger never goes back, and votes after now would make it wait for them. Give \
         the import a data folder of its own, where it begins in the past: `aluma --data archive \
         import payouts ...`, and afterwards `aluma --data archive up`.",
    ))
}
