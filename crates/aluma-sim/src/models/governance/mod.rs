//! Governance, naively: who belonged when is a list of intervals, who held which shares a list of
//! changes, ballots and answers are lists, and every weight, tally, deadline, outcome, track and
//! limit is worked out from those lists at every step.

pub(crate) mod charter;
mod model;
mod money;
mod opening;
mod people;
mod polls;
mod roles;
mod said;
mod scale;
mod shares;
pub(crate) mod sums;
mod vote;

use std::collections::BTreeSet;

pub use model::{Model, Moment};

use crate::ledger::Ledger;

/// The communities whose charters let them pay for what their members do beyond their own days.
pub(crate) fn sponsors(ledger: &Ledger) -> BTreeSet<u64> {
    let mut all = BTreeSet::new();
    if let Some(table) = ledger.state().tables().find(|table| table.spec().name == "charters") {
        table.each(&mut |key, _| all.extend(key.try_into().map(u64::from_be_bytes)));
    }
    let pays = |dao: &u64| {
        let charter = charter::Parameters::read(ledger, *dao);
        charter.is_some_and(|charter| charter.flag("allowance.sponsors"))
    };
    all.retain(pays);
    all
}
