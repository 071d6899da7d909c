//! The steps of an import, each of which finds done what an earlier run did.

use std::collections::BTreeMap;
use std::time::Instant;

use aluma_types::{AccountId, AssetId, DaoId, Span, Timestamp, show};
use serde_json::{Value as Json, json};

use super::error::ImportError;
use super::names::{Names, reference};
use super::survey::{BATCH, Survey, is_over, survey};
use super::{Job, Progress, Summary, Tools, council};
use crate::author::Author;
use crate::client::{Answer, Wish};
use crate::error::Error;
use crate::payouts::Group;

/// Payees that one action enrolls.
const ENROLL: usize = 500;
/// Looks at one proposal before giving up on it: votes, delay, and a wait for each.
const LOOKS: u32 = 12;
/// Bytes of a proposal's title.
const TITLE_BYTES: usize = 200;

/// Counts what a run does.
pub(super) struct Steps<'a> {
    pub(super) tools: &'a Tools<'a>,
    job: &'a Job<'a>,
    transactions: u64,
    proposals: u64,
    done: usize,
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
    let mut steps = Steps { tools, job, transactions: 0, proposals: 0, done: 0 };
    if !is_complete(job, &found) {
        let names = Names::new(&tools.secret, &before.network, job.handle);
        steps.bring(&names, found)?;
    }
    steps.tell("done");
    let after = tools.client.status()?;
    Ok(Summary {
        proposals: steps.proposals,
        transactions: steps.transactions,
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

/// Hands in once more, on the next day, what finds a day's allowance spent: on a simulated clock that
/// is one step away. What the next day has no room for either is refused.
pub(super) fn today_or_next<T>(
    mut submit: impl FnMut() -> Result<T, Error>,
    advance: impl Fn(Timestamp) -> Result<(), Error>,
) -> Result<T, Error> {
    match submit() {
        Err(Error::Refused(problem)) if problem.name == "allowance-spent" => {
            let Some(next) = problem.moment("next") else {
                return Err(Error::Refused(problem));
            };
            advance(next)?;
            submit()
        }
        answer => answer,
    }
}

impl<'a> Steps<'a> {
    fn tell(&self, what: &str) {
        let groups = self.job.payouts.groups.len();
        (self.tools.progress)(Progress { done: self.done, groups, what });
    }

    /// Does one thing, which must succeed.
    pub(super) fn act(&mut self, author: &Author, wish: &Wish<'_>) -> Result<Answer, Error> {
        let submit = || self.tools.client.submit(author, wish);
        let answer = today_or_next(submit, self.tools.advance)?;
        self.transactions += u64::from(answer.height.is_some());
        answer.done()
    }

    fn bring(&mut self, names: &Names, found: Survey) -> Result<(), ImportError> {
        let dao = match found.dao {
            Some(dao) => dao,
            None => self.found()?,
        };
        self.tell("the council");
        let council = council::gather(self, names, dao)?;
        self.enroll(names, dao, &found.payees)?;
        for proposal in &found.unfinished {
            self.tell("what an earlier run began");
            self.carry(*proposal, &council)?;
        }
        // What the last run left open has moved money: look again.
        let found = survey(self.tools, self.job)?;
        if found.asset.is_none() || found.missing(self.job) > 0 {
            self.tell("issuing the file's sum");
            let proposal = self.issue(dao, &found)?;
            self.carry(proposal, &council)?;
        }
        let found = survey(self.tools, self.job)?;
        let missing = || Error::Answer("the asset was not issued".to_owned());
        let asset = found.asset.ok_or_else(missing)?;
        for (group, paid) in self.job.payouts.groups.iter().zip(&found.paid) {
            if !paid && !group.rows.is_empty() {
                self.tell(&group.label);
                let proposal = self.propose((dao, asset), group, &found.payees)?;
                self.carry(proposal, &council)?;
            }
            self.done += 1;
        }
        Ok(())
    }

    fn found(&mut self) -> Result<DaoId, ImportError> {
        self.tell("founding");
        let job = self.job;
        let asset = json!({
            "symbol": job.symbol,
            "decimals": job.decimals,
            "kind": "token",
            "supply": job.payouts.total.to_string(),
            "holders": [],
        });
        let fields = json!({
            "handle": job.handle,
            "name": job.handle,
            "purpose": "The archive of payouts that were decided elsewhere.",
            "joining": "invitation",
            "manner": "small-circle",
            "template": "archive",
            "assets": [asset],
            "pots": [],
            "domains": [],
            "roles": [],
            "changes": [],
        });
        let founder = self.tools.founder.clone();
        let made = self.act(&founder, &Wish::new("found", fields))?.made;
        let missing = || Error::Answer("a DAO was founded without a number".to_owned());
        Ok(DaoId(made.ok_or_else(missing)?))
    }

    fn enroll(
        &mut self,
        names: &Names,
        dao: DaoId,
        there: &BTreeMap<String, AccountId>,
    ) -> Result<(), ImportError> {
        let labels = self.job.payouts.payees.iter();
        let missing: Vec<_> = labels.filter(|label| !there.contains_key(*label)).collect();
        let founder = self.tools.founder.clone();
        for some in missing.chunks(ENROLL) {
            self.tell("enrolling payees");
            let payee = |label: &&String| {
                json!({
                    "handle": names.payee(label),
                    "label": label,
                    "label_hash": names.label(label).to_string(),
                })
            };
            let payees: Vec<Json> = some.iter().map(payee).collect();
            let fields = json!({ "dao": dao.0, "payees": payees });
            self.act(&founder, &Wish::new("enroll", fields))?;
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
        self.open(json!({ "dao": dao.0, "title": title, "actions": [act] }))
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
        self.open(json!({ "dao": dao.0, "title": title, "body": body, "actions": acts }))
    }

    fn open(&mut self, fields: Json) -> Result<u64, ImportError> {
        let founder = self.tools.founder.clone();
        let made = self.act(&founder, &Wish::new("propose", fields))?.made;
        self.proposals += 1;
        let missing = || Error::Answer("a proposal was opened without a number".to_owned());
        Ok(made.ok_or_else(missing)?)
    }

    /// Sees a proposal through: votes, its delay, its enactment.
    fn carry(&mut self, proposal: u64, council: &[Author]) -> Result<(), ImportError> {
        for look in 0..LOOKS {
            let row = self.tools.client.view("proposal", &json!({ "proposal": proposal }))?;
            let label = row.get("label").and_then(Json::as_str).unwrap_or_default();
            let moment = |field: &str| {
                let path = format!("/timeline/{field}");
                row.pointer(&path).and_then(Json::as_u64).map(Timestamp)
            };
            match label {
                "enacted" => return Ok(()),
                "open" | "confirming" if look == 0 => self.vote(proposal, council)?,
                label if is_over(label) => break,
                _ => {
                    let due = moment("enact_at").or_else(|| moment("deadline"));
                    let now = self.tools.client.status()?.now;
                    let to = due.unwrap_or(now).max(now).after(Span::seconds(1));
                    (self.tools.advance)(to)?;
                }
            }
        }
        Err(Error::Answer(format!("proposal {proposal} was not enacted; look at it")).into())
    }

    /// Ballots until the outcome is decided.
    fn vote(&mut self, proposal: u64, council: &[Author]) -> Result<(), ImportError> {
        for member in council {
            let fields = json!({ "proposal": proposal, "choice": "for", "last": true });
            match self.act(member, &Wish::new("vote", fields)) {
                Ok(_) => {}
                Err(Error::Refused(problem)) if problem.name == "ballot-is-final" => {}
                Err(Error::Refused(problem)) if problem.name == "voting-closed" => break,
                Err(error) => return Err(error.into()),
            }
            let row = self.tools.client.view("proposal", &json!({ "proposal": proposal }))?;
            if row.get("label").and_then(Json::as_str) != Some("open") {
                break;
            }
        }
        Ok(())
    }
}

/// The beginning of a text, in so many bytes at most.
fn cut(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
