//! What always holds of points.

use alloc::collections::BTreeMap;

use aluma_types::{AccountId, DaoId};

use crate::kernel::invariants::Invariant;
use crate::registry::State;
use crate::reputation::types::{Area, Given, PastSum, WHOLE, area};

/// A law of the domain.
pub(crate) const POINTS: Invariant = Invariant {
    name: "reputation: what all have weighs exactly what each has, by every clock",
    quick: None,
    full: points_add_up,
};

/// A law of the domain.
pub(crate) const RECORDS: Invariant = Invariant {
    name: "reputation: what all gave is what each gave, and what evidence brought",
    quick: None,
    full: records_add_up,
};

/// A law of the domain.
pub(crate) const PAST: Invariant = Invariant {
    name: "reputation: past contributions together are what each of them is",
    quick: None,
    full: past_adds_up,
};

/// Whether totals are exactly the sums of rows, by every clock that is in force or being made ready.
fn points_add_up(state: &State) -> bool {
    let tables = &state.reputation;
    let mut sums: BTreeMap<(DaoId, u32, Area), (u128, u128)> = BTreeMap::new();
    for ((dao, clock, area, _), voice) in tables.voices.iter() {
        let sum = sums.entry((*dao, *clock, *area)).or_default();
        sum.0 = sum.0.saturating_add(voice.hard.value());
        sum.1 = sum.1.saturating_add(voice.soft.value());
    }
    let is_whole = tables.voice_totals.iter().all(|(key, total)| {
        sums.get(key).copied().unwrap_or_default() == (total.hard.value(), total.soft.value())
    });
    // Totals of a clock that is being forgotten go first.
    let has_total = |key: &(DaoId, u32, Area)| {
        let number = tables.clocks.get(&key.0).map_or(0, |clocks| clocks.number);
        key.1 < number || tables.voice_totals.contains(key)
    };
    is_whole && sums.keys().all(has_total)
}

/// Whether what all gave is what each gave, by domain and by skill, and what evidence brought somebody is
/// what they gave in the whole community.
fn records_add_up(state: &State) -> bool {
    let tables = &state.reputation;
    let mut sums: BTreeMap<(DaoId, Area), Given> = BTreeMap::new();
    for ((dao, _, area), row) in tables.records.iter() {
        let more = Given { hard: row.hard, soft: row.soft };
        sums.entry((*dao, *area)).or_default().add(more);
    }
    let mut skills: BTreeMap<(DaoId, u32), Given> = BTreeMap::new();
    for ((dao, _, skill), row) in tables.skill_records.iter() {
        skills.entry((*dao, *skill)).or_default().add(*row);
    }
    let mut evidence: BTreeMap<(DaoId, aluma_types::AccountId), u128> = BTreeMap::new();
    for ((dao, account, _), row) in tables.mints.iter() {
        let sum = evidence.entry((*dao, *account)).or_default();
        *sum = sum.saturating_add(row.micro.into());
    }
    let whole = crate::reputation::types::WHOLE;
    let has_evidence = tables.records.iter().filter(|((.., area), _)| *area == whole).all(
        |((dao, account, _), row)| {
            evidence.get(&(*dao, *account)).copied().unwrap_or(0) == row.hard
        },
    );
    let totals = tables
        .record_totals
        .iter()
        .all(|(key, all)| sums.get(key).copied().unwrap_or_default() == *all);
    let by_skill = tables
        .skill_totals
        .iter()
        .all(|(key, all)| skills.get(key).copied().unwrap_or_default() == *all);
    has_evidence && totals && by_skill
}

/// Whether what is told of somebody's past contributions together is what each of them is, in the whole
/// community and in its own domain.
fn past_adds_up(state: &State) -> bool {
    let tables = &state.reputation;
    let mut sums: BTreeMap<(DaoId, AccountId, Area), PastSum> = BTreeMap::new();
    for ((dao, account, _), work) in tables.past_works.iter().filter(|(_, work)| !work.struck) {
        let owner = tables.past_owners.get(&(*dao, *account)).copied().unwrap_or_default();
        let own = work.domain.map(|domain| area(Some(domain)));
        for area in own.into_iter().chain([WHOLE]) {
            let sum = sums.entry((*dao, *account, area)).or_default();
            sum.add(work.micro, work.batch < owner.batch);
        }
    }
    let is_same = |key: &(DaoId, AccountId, Area), row: &PastSum| {
        sums.get(key).copied().unwrap_or_default() == *row
    };
    tables.past_sums.iter().all(|(key, row)| is_same(key, row))
        && sums.keys().all(|key| tables.past_sums.contains(key))
}
