//! Grants: reward rounds that share a budget, and money for a purpose that is paid by milestones.
//!
//! **Words.** A *round* puts a budget in trust and shares it when it closes, by its *policy*. In a
//! *praise round* people praise each other for something, *raters* are assigned to what was said and
//! score it, and the budget goes by the means of their scores. An *entry* is one praise in a round. A
//! round *as recorded* tells what happened elsewhere: its *steward* brings praise, raters and scores.
//! *Immediate*, *recent* and *balanced* rounds go by points: those that came while it was open, those
//! that weigh when it closes, those that rounds paid least for. In a *circle* members give each other
//! *tokens*. In a *retroactive* round *candidates* nominate themselves for what they did, and those who
//! hold a role cast *ballots*, whose medians count.
//!
//! An *undertaking* is what somebody does for money that waits: a *gift pot*, to which people *give* and for
//! which they *pledge* to add to what others give, or a *grant* of the community's own money. It is paid by
//! *milestones*. A *fund* adds to what people give to *projects*, by how many give.
//!
//! **Who may.** The members by a proposal, or a role inside its limit, open a round; the members cancel
//! it. Admitted members and those who joined praise, receive tokens and are nominated; admitted members
//! give tokens, or those who hold the circle's role; whoever the steward assigned scores; the steward
//! of a round as recorded records, and says when the record is whole. The members open gift pots and offer
//! grants; whoever may read of a gift pot gives and pledges, but who receives; whoever receives hands in;
//! the members or who holds a role judge, and never who receives.
//!
//! **What time does.** It closes each round, adds up what everybody takes and pays it in full, so many
//! rows at a time; where there is nothing to share by, the budget returns and the round says why.
//! Nobody presses a button for that. It ends the time to give, to answer, to hand in and to judge, and what
//! was not paid returns to whoever gave it, whether they are here or not.
//!
//! **Invariants.** A round never pays more than lies in trust for it. The parts of what it shares are
//! the whole. Whoever praised themselves takes nothing by it, unless the round is told as recorded and
//! says so. What people received in an open circle is what members gave. What lies in trust for an
//! undertaking is what was given, less what was paid and what returned, for everybody who gave and for all.

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

/// A law of the domain.
pub(crate) const GIVEN: Invariant = Invariant {
    name: "grants: tokens that people received in a circle are those that members gave",
    quick: None,
    full: tokens_add_up,
};

/// A law of the domain.
pub(crate) const KEPT: Invariant = Invariant {
    name: "grants: what lies in trust for an undertaking is what was given, less paid and returned",
    quick: None,
    full: rules::kept::trust_adds_up,
};

/// A law of the domain.
pub(crate) const FUNDED: Invariant = Invariant {
    name: "grants: a fund keeps what people gave, and what there is to add, until it closes",
    quick: None,
    full: rules::kept::funds_add_up,
};

fn tokens_add_up(state: &State) -> bool {
    let tables = &state.grants;
    let mut sums: BTreeMap<(DaoId, u64), (u128, u128)> = BTreeMap::new();
    for ((dao, round, _), row) in tables.gifts.iter() {
        let given = row.gifts.iter().map(|gift| u128::from(gift.tokens));
        let (sum, _) = sums.entry((*dao, *round)).or_default();
        *sum = given.fold(*sum, u128::saturating_add);
    }
    for ((dao, round, _), take) in tables.takes.iter() {
        let (_, sum) = sums.entry((*dao, *round)).or_default();
        *sum = sum.saturating_add(take.weight);
    }
    let circles = tables.rounds.iter().filter(|(_, row)| row.policy.kind() == "circle");
    let mut sums = circles.filter_map(|(key, _)| sums.get(key));
    sums.all(|(given, received)| given == received)
}

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
            // Parts are found slice by slice, and then paid.
            Stage::Adding { .. } => sum <= row.budget.units,
            Stage::Open | Stage::Cancelled { .. } | Stage::Returned { .. } => sum == 0,
        }
    })
}

fn entries_are_counted(state: &State) -> bool {
    let tables = &state.grants;
    let mut counts: BTreeMap<(DaoId, u64), u32> = BTreeMap::new();
    let entries = tables.entries.iter().map(|((dao, round, _), _)| (*dao, *round));
    let gifts = tables.gifts.iter().map(|((dao, round, _), _)| (*dao, *round));
    let ballots = tables.retro_ballots.iter().map(|((dao, round, _), _)| (*dao, *round));
    for key in entries.chain(gifts).chain(ballots) {
        let count = counts.entry(key).or_default();
        *count = count.saturating_add(1);
    }
    tables.rounds.iter().all(|(key, row)| counts.get(key).copied().unwrap_or(0) == row.entries)
}
