//! The steps of an import of payouts, each of which finds done what an earlier run did.

use std::collections::BTreeMap;
use std::time::Instant;

use aluma_types::{AccountId, AssetId, DaoId, show};
use serde_json::{Value as Json, json};

use super::error::ImportError;
use super::hand::{Founding, Hand};
use super::names::{Names, reference};
use super::survey::{BATCH, Survey, survey};
use super::{Job, Summary, Tools, council};
use crate::error::Error;
use crate::payouts::Group;

/// Bytes of a proposal's title.
const TITLE_BYTES: usize = 200;

/// A run.
struct Steps<'a> {
    hand: Hand<'a>,
    job: &'a Job<'a>,
}

/// Brings a file onto the ledger, or finishes doing so.
///
/// # Errors
/// [`ImportError::Refused`] before anything is applied; [`ImportError::Step`] where a step failed,
/// after which running it again goes on.
pub fn run(tools: &Tools<'_>, job: &Job<'_>) -> Result<Summary, ImportError> {
    let begun = Instant::now();
    // What a run that was cut off had handed in is taken first: the survey must see it.
    (tools.advance)(tools.client.status()?.now)?;
    let before = tools.client.status()?;
    let found = survey(tools, job)?;
    let hand = Hand::new(tools, job.payouts.groups.len());
    let mut steps = Steps { hand, job };
    if !is_complete(job, &found) {
        let names = Names::new(&tools.secret, &before.network, job.handle);
        steps.bring(&names, found)?;
    }
    steps.hand.tell("done");
    let after = tools.client.status()?;
    Ok(Summary {
        proposals: steps.hand.proposals,
        transactions: steps.hand.transactions,
        blocks: after.height.saturating_sub(before.height),
        state_root: after.state_root.to_string(),
        seconds: begun.elapsed().as_millis() as f64 / 1_000.0,
        ..Summary::of(job)
    })
}

/// Whether nothing is left to do: not even the council is asked for then.
fn is_complete(job: &Job<'_>, found: &Survey) -> bool {
    let enrolled = |label: &String| found.payees.contains_key(label);
    let groups = job.payouts.groups.iter().zip(&found.paid);
    found.asset.is_some()
        && found.unfinished.is_empty()
        && job.payouts.payees.iter().all(enrolled)
        && groups.filter(|(group, _)| !group.rows.is_empty()).all(|(_, paid)| *paid)
}

impl Steps<'_> {
    fn bring(&mut self, names: &Names, found: Survey) -> Result<(), ImportError> {
        let dao = match found.dao {
            Some(dao) => dao,
            None => self.hand.found(&founding(self.job))?,
        };
        self.hand.tell("the council");
        let council = council::gather(&mut self.hand, names, dao)?;
        self.hand.enroll((names, dao), &self.job.payouts.payees, &found.payees)?;
        for proposal in &found.unfinished {
            self.hand.tell("what an earlier run began");
            self.hand.carry(*proposal, &council)?;
        }
        // What the last run left open has moved money: look again.
        let found = survey(self.hand.tools, self.job)?;
        if found.asset.is_none() || found.missing(self.job) > 0 {
            self.hand.tell("issuing the file's sum");
            let proposal = self.issue(dao, &found)?;
            self.hand.carry(proposal, &council)?;
        }
        let found = survey(self.hand.tools, self.job)?;
        let missing = || Error::Answer("the asset was not issued".to_owned());
        let asset = found.asset.ok_or_else(missing)?;
        for (group, paid) in self.job.payouts.groups.iter().zip(&found.paid) {
            if !paid && !group.rows.is_empty() {
                self.hand.tell(&group.label);
                let proposal = self.propose((dao, asset), group, &found.payees)?;
                self.hand.carry(proposal, &council)?;
            }
            self.hand.done.0 += 1;
        }
        Ok(())
    }

    fn issue(&mut self, dao: DaoId, found: &Survey) -> Result<u64, ImportError> {
        let job = self.job;
        let asset = match found.asset {
            Some(asset) => json!({ "more": { "asset": asset.0 } }),
            None => json!({ "new": {
                "symbol": job.symbol,
                "decimals": job.decimals,
                "kind": "token",
            } }),
        };
        let units = found.missing(job);
        let act = json!({
            "action": "issue",
            "asset": asset,
            "units": units.to_string(),
            "to": { "pot": { "dao": dao.0, "pot": 0 } },
        });
        let title = format!("Issue {} {}", show::amount(units, job.decimals), job.symbol);
        self.hand.open(json!({ "dao": dao.0, "title": title, "actions": [act] }))
    }

    fn propose(
        &mut self,
        (dao, asset): (DaoId, AssetId),
        group: &Group,
        accounts: &BTreeMap<String, AccountId>,
    ) -> Result<u64, ImportError> {
        let labels = &self.job.payouts.payees;
        let payment = |(place, units): &(usize, u128)| {
            let account = labels.get(*place).and_then(|label| accounts.get(label));
            let missing = || Error::Answer("a payee is not enrolled".to_owned());
            Ok(json!({ "to": account.ok_or_else(missing)?.0, "units": units.to_string() }))
        };
        let payments = group.rows.iter().map(payment).collect::<Result<Vec<_>, Error>>()?;
        let content = aluma_types::Hash32(group.hash).to_string();
        let act = |(part, payments): (u32, &[Json])| {
            let name = reference(&group.label, part).to_string();
            json!({
                "action": "pay-batch",
                "asset": asset.0,
                "payments": payments,
                "reference": { "group": name, "content": content },
            })
        };
        let acts: Vec<Json> = (0u32..).zip(payments.chunks(BATCH)).map(act).collect();
        let sum = show::amount(group.total(), self.job.decimals);
        let body = format!(
            "Payouts of the group {}: {sum} {} to {} payees. Rows: {content}.",
            group.label,
            self.job.symbol,
            group.rows.len()
        );
        let title = cut(&group.label, TITLE_BYTES);
        self.hand.open(json!({ "dao": dao.0, "title": title, "body": body, "actions": acts }))
    }
}

const fn founding<'a>(job: &Job<'a>) -> Founding<'a> {
    Founding {
        handle: job.handle,
        purpose: "The archive of payouts that were decided elsewhere.",
        symbol: job.symbol,
        decimals: job.decimals,
        supply: job.payouts.total,
    }
}

/// The beginning of a text, in so many bytes at most.
pub(crate) fn cut(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
