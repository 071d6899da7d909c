//! Bringing past payouts and reward rounds onto a ledger, through signed transactions only.
//!
//! The community is founded from the archive template; a council of five, the founder and four
//! whose keys follow from the operator's secret, votes each group of payments through, and a due
//! task enacts it. **The ledger is the only memory**: every run first asks what is there (the DAO,
//! its council, its payees, what was paid, what is still open) and does what is missing, so that a
//! run that was cut off anywhere is finished by the next one and nothing is done twice.
//!
//! Reading order: [`survey`](mod@survey) (what is there, and whether the file fits it), [`run`]
//! (the steps of payouts), `praise` (those of praise rounds), `hand` (what both do), `council`
//! (who votes), `names` (keys, handles and hashes that later runs find again), [`error`] (ways to
//! say no before anything is applied).

mod council;
pub mod error;
mod hand;
pub mod issues;
mod names;
pub mod past;
mod praise;
mod run;
pub mod survey;
#[cfg(test)]
mod tests;

use aluma_types::{Timestamp, show};
use serde_json::{Value as Json, json};

use crate::author::Author;
use crate::client::Client;
use crate::error::Error;
use crate::payouts::Payouts;

pub use error::ImportError;
pub use praise::{PraiseJob, PraiseSummary, check as check_praise, run as run_praise};
pub(crate) use run::cut;
pub use run::run;

/// What is to be brought in, and under which names.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The file.
    pub payouts: &'a Payouts,
    /// Handle of the DAO.
    pub handle: &'a str,
    /// Symbol of the asset.
    pub symbol: &'a str,
    /// Its decimals.
    pub decimals: u8,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress<'a> {
    /// Groups that are done.
    pub done: usize,
    /// Groups of the file.
    pub groups: usize,
    /// What is being done, in a few words.
    pub what: &'a str,
}

/// What an import needs besides the file.
pub struct Tools<'a> {
    /// The way to the ledger.
    pub client: &'a Client,
    /// The operator: founder and first member of the council.
    pub founder: Author,
    /// The operator's secret, from which the council's keys follow.
    pub secret: [u8; 32],
    /// Moves the ledger's clock to a moment.
    pub advance: &'a dyn Fn(Timestamp) -> Result<(), Error>,
    /// The real time, which a simulated clock must not pass.
    pub wall: Timestamp,
    /// Is told how far it has come.
    pub progress: &'a dyn Fn(Progress<'_>),
}

/// What a run did. The first four count the file, the next three this run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Groups of the file.
    pub groups: usize,
    /// Distinct payees of the file.
    pub payees: usize,
    /// Rows of the file whose amount is zero.
    pub zero_rows: usize,
    /// The file's sum in whole units of the asset, exactly.
    pub paid_total: String,
    /// Proposals opened.
    pub proposals: u64,
    /// Transactions that blocks took.
    pub transactions: u64,
    /// Blocks made.
    pub blocks: u64,
    /// State root afterwards.
    pub state_root: String,
    /// How long it took.
    pub seconds: f64,
}

impl Summary {
    fn of(job: &Job<'_>) -> Self {
        Self {
            groups: job.payouts.groups.len(),
            payees: job.payouts.payees.len(),
            zero_rows: job.payouts.zero_rows,
            paid_total: show::amount(job.payouts.total, job.decimals),
            ..Self::default()
        }
    }

    /// As JSON, with exactly these keys.
    pub fn to_json(&self) -> Json {
        json!({
            "groups": self.groups,
            "payees": self.payees,
            "zero_rows": self.zero_rows,
            "paid_total": self.paid_total,
            "proposals": self.proposals,
            "transactions": self.transactions,
            "blocks": self.blocks,
            "state_root": self.state_root,
            "seconds": self.seconds,
        })
    }
}
