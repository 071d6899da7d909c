//! Grants: reward rounds that share a budget.
//!
//! **Words.** A *round* sets a budget aside and shares it when it closes. In a *praise round* people
//! praise each other for something, *raters* are assigned to what was said and score it, and the
//! budget goes by the means of their scores. An *entry* is one praise in a round. A round *as
//! recorded* tells what happened elsewhere: its *steward* brings praise, raters and scores.
//!
//! **Who may.** The members by a proposal, or a role inside its limit, open a round and cancel it.
//! Admitted members and those who joined praise; whoever the steward assigned scores; the steward
//! of a round as recorded records, and says when the record is whole.
//!
//! **What time does.** It closes each round, adds up what everybody takes and pays it in full; what
//! nobody takes is free again. Nobody presses a button for that.
//!
//! **Invariants.** A round never pays more than is still set aside for it. The parts of what it
//! shares are the whole. Whoever praised themselves takes nothing by it, unless the round is told
//! as recorded and says so.

pub(crate) mod actions;
pub mod events;
pub mod refusals;
pub mod rules;
pub(crate) mod tables;
pub(crate) mod tasks;
pub mod types;
pub mod views;

#[cfg(test)]
mod tests;

pub use events::{Event, Fact};
pub use refusals::Refusal;

use alloc::collections::BTreeMap;

use aluma_types::DaoId;

use crate::grants::types::Stage;
use crate::kernel::invariants::Invariant;
use crate::registry::State;

/// A law of the domain.
pub(crate) const SHARED: Invariant = Invariant {
    name: "grants: the parts of a round are what it shared, and no more than its budget",
    quick: None,
    full: parts_add_up,
};

/// A law of the domain.
pub(crate) const COUNTED: Invariant = Invariant {
    name: "grants: a round counts its entries",
    quick: None,
    full: entries_are_counted,
};

fn parts_add_up(state: &State) -> bool {
    let tables = &state.grants;
    let mut sums: BTreeMap<(DaoId, u64), u128> = BTreeMap::new();
    for ((dao, round, _), take) in tables.takes.iter() {
        let slot = sums.entry((*dao, *round)).or_default();
        let Some(sum) = slot.checked_add(take.total()) else { return false };
        *slot = sum;
    }
    tables.rounds.iter().all(|(key, row)| {
        let sum = sums.get(key).copied().unwrap_or(0);
        match row.stage {
            Stage::Paid { shared, .. } => shared == sum && shared <= row.budget.units,
            Stage::Open | Stage::Adding { .. } | Stage::Cancelled { .. } => sum == 0,
        }
    })
}

fn entries_are_counted(state: &State) -> bool {
    let tables = &state.grants;
    let mut counts: BTreeMap<(DaoId, u64), u32> = BTreeMap::new();
    for ((dao, round, _), _) in tables.entries.iter() {
        let count = counts.entry((*dao, *round)).or_default();
        *count = count.saturating_add(1);
    }
    tables.rounds.iter().all(|(key, row)| counts.get(key).copied().unwrap_or(0) == row.entries)
}
