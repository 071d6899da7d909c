//! What holds after every block.

use alloc::collections::BTreeMap;

use aluma_types::{AccountId, DaoId};

use super::fenwick;
use crate::kernel::invariants::Invariant;
use crate::registry::State;
use crate::review::types::{Stage, Status};
use crate::treasury::escrow;

/// A law of the domain.
pub(crate) const LINES: Invariant = Invariant {
    name: "review: the sums of a line are those of its places",
    quick: None,
    full: lines_hold,
};

/// A law of the domain.
pub(crate) const DESKS: Invariant = Invariant {
    name: "review: what waits for somebody is what their desk says",
    quick: None,
    full: desks_hold,
};

/// A law of the domain.
pub(crate) const SHARED: Invariant = Invariant {
    name: "review: what work brought is shared among its authors without rest",
    quick: None,
    full: shared_hold,
};

/// A law of the domain.
pub(crate) const PAY: Invariant = Invariant {
    name: "review: what lies in trust for panels is what waits for them and what reviewers have to get",
    quick: None,
    full: pay_holds,
};

fn pay_holds(state: &State) -> bool {
    let mut sums: BTreeMap<(DaoId, u64), u128> = BTreeMap::new();
    let mut add = |key, units: u128| {
        let sum = sums.entry(key).or_default();
        *sum = sum.saturating_add(units);
    };
    for ((dao, _), row) in state.review.commissions.iter() {
        if let Some(budget) = row.budget {
            add((*dao, budget.escrow), budget.sum.units);
        }
    }
    for ((dao, ..), row) in state.review.wages.iter() {
        add((*dao, row.escrow), row.flat.saturating_add(row.growth));
    }
    let lies = |key| escrow::escrow(state, key).map_or(0, |row| row.left.units);
    sums.into_iter().all(|(key, sum)| lies(key) == sum)
}

fn lines_hold(state: &State) -> bool {
    let tables = &state.review;
    let mut sums = BTreeMap::new();
    let mut counts = BTreeMap::new();
    for ((dao, area, slot), row) in tables.slots.iter() {
        let Some(pool) = tables.pools.get(&(*dao, *area)) else { return false };
        let place = tables.places.get(&(*dao, *area, row.account)).map(|place| place.slot);
        if place != Some(*slot) || *slot > pool.slots {
            return false;
        }
        for node in fenwick::above(*slot, fenwick::room_for(pool.slots)) {
            let sum: &mut u64 = sums.entry((*dao, *area, node)).or_default();
            *sum = sum.saturating_add(row.weight.value());
        }
        let count: &mut u64 = counts.entry((*dao, *area)).or_default();
        *count = count.saturating_add(u64::from(row.weight.value() > 0));
    }
    let count = |key| counts.get(key).copied().unwrap_or(0);
    tables.nodes.iter().all(|(key, row)| sums.remove(key).unwrap_or(0) == row.sum.value())
        && sums.values().all(|sum| *sum == 0)
        && tables.pools.iter().all(|(key, row)| count(key) == row.candidates.value())
}

fn desks_hold(state: &State) -> bool {
    let tables = &state.review;
    let mut open: BTreeMap<(DaoId, AccountId), (u8, u8)> = BTreeMap::new();
    for ((dao, _, _), row) in tables.panels.iter().filter(|(_, row)| row.stage != Stage::Closed) {
        for seat in row.sitting().filter(|seat| seat.rated.is_none()) {
            let (reviews, _) = open.entry((*dao, seat.account)).or_default();
            *reviews = reviews.saturating_add(1);
        }
    }
    let claims = tables.makers.iter().filter(|(key, _)| !tables.commissions.contains(key));
    for ((dao, evidence), row) in claims {
        let status = tables.evidence.get(&(*dao, *evidence)).map(|row| row.status);
        if status == Some(Status::Judging) {
            let (_, claims) = open.entry((*dao, row.by)).or_default();
            *claims = claims.saturating_add(1);
        }
    }
    let said = |key| tables.desks.get(key).map(|desk| (desk.open, desk.claims));
    open.iter().all(|(key, counted)| said(key) == Some(*counted))
        && tables
            .desks
            .iter()
            .all(|(key, desk)| open.contains_key(key) || (desk.open, desk.claims) == (0, 0))
}

fn shared_hold(state: &State) -> bool {
    let tables = &state.review;
    tables.evidence.iter().all(|(key, row)| {
        let Some(makers) = tables.makers.get(key) else { return false };
        let shared = makers.minted.iter().fold(0u64, |sum, micro| sum.saturating_add(*micro));
        match row.status {
            Status::Judged { micro, .. } => micro == shared,
            _ => shared == 0,
        }
    })
}
