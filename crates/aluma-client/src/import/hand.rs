//! What every import does: acts by the founder, a founding, payees, proposals that a council carries.

use std::collections::BTreeMap;

use aluma_types::{AccountId, DaoId, Span, Timestamp};
use serde_json::{Value as Json, json};

use super::error::ImportError;
use super::names::Names;
use super::survey::is_over;
use super::{Progress, Tools};
use crate::author::Author;
use crate::client::{Answer, Wish};
use crate::error::Error;

/// Payees that one action enrolls.
const ENROLL: usize = 500;
/// Looks at one proposal before giving up on it: votes, delay, and a wait for each.
const LOOKS: u32 = 12;

/// Counts what a run does.
pub(super) struct Hand<'a> {
    pub(super) tools: &'a Tools<'a>,
    pub(super) transactions: u64,
    pub(super) proposals: u64,
    /// Groups that are done, of how many.
    pub(super) done: (usize, usize),
}

/// The community of an import.
pub(super) struct Founding<'a> {
    pub(super) handle: &'a str,
    pub(super) purpose: &'a str,
    pub(super) symbol: &'a str,
    pub(super) decimals: u8,
    /// Base units of the asset to begin with.
    pub(super) supply: u128,
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

impl<'a> Hand<'a> {
    pub(super) const fn new(tools: &'a Tools<'a>, groups: usize) -> Self {
        Self { tools, transactions: 0, proposals: 0, done: (0, groups) }
    }

    pub(super) fn tell(&self, what: &str) {
        let (done, groups) = self.done;
        (self.tools.progress)(Progress { done, groups, what });
    }

    /// Does one thing, which must succeed.
    pub(super) fn act(&mut self, author: &Author, wish: &Wish<'_>) -> Result<Answer, Error> {
        let submit = || self.tools.client.submit(author, wish);
        let answer = today_or_next(submit, self.tools.advance)?;
        self.transactions += u64::from(answer.height.is_some());
        answer.done()
    }

    /// Founds it from the archive template, with the asset's first units in its pot.
    pub(super) fn found(&mut self, what: &Founding<'_>) -> Result<DaoId, ImportError> {
        self.tell("founding");
        let asset = json!({
            "symbol": what.symbol,
            "decimals": what.decimals,
            "kind": "token",
            "supply": what.supply.to_string(),
            "holders": [],
        });
        let fields = json!({
            "handle": what.handle,
            "name": what.handle,
            "purpose": what.purpose,
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

    /// Makes accounts for those of the labels that have none there.
    pub(super) fn enroll(
        &mut self,
        (names, dao): (&Names, DaoId),
        labels: &[String],
        there: &BTreeMap<String, AccountId>,
    ) -> Result<(), ImportError> {
        let labels = labels.iter();
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

    pub(super) fn open(&mut self, fields: Json) -> Result<u64, ImportError> {
        let founder = self.tools.founder.clone();
        let made = self.act(&founder, &Wish::new("propose", fields))?.made;
        self.proposals += 1;
        let missing = || Error::Answer("a proposal was opened without a number".to_owned());
        Ok(made.ok_or_else(missing)?)
    }

    /// Sees a proposal through: votes, its delay, its enactment.
    pub(super) fn carry(&mut self, proposal: u64, council: &[Author]) -> Result<(), ImportError> {
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
