//! The laws of programmes, by full scans.

use alloc::collections::BTreeMap;

use aluma_types::{AccountId, DaoId};

use crate::earn::types::{Stage, Verifier};
use crate::kernel::invariants::Invariant;
use crate::registry::{self, State};
use crate::treasury::escrow;

/// A law of the domain.
pub(crate) const TRUST: Invariant = Invariant {
    name: "earn: what lies in trust for a programme is what was funded, less what was paid and returned",
    quick: None,
    full: trust_is_whole,
};

/// A law of the domain.
pub(crate) const RESERVED: Invariant = Invariant {
    name: "earn: what is set aside is what open claims wait for and learners are held, and lies in trust",
    quick: None,
    full: reserved_is_whole,
};

/// A law of the domain.
pub(crate) const BONDS: Invariant = Invariant {
    name: "earn: what attestors and programmes count is what there is",
    quick: None,
    full: counts_are_whole,
};

fn trust_is_whole(state: &State) -> bool {
    let tables = &state.earn;
    let mut lies: BTreeMap<(DaoId, u64), u128> = BTreeMap::new();
    for ((dao, programme, number), _) in tables.programme_funds.iter() {
        let Some(row) = escrow::escrow(state, (*dao, *number)) else { return false };
        let slot = lies.entry((*dao, *programme)).or_default();
        *slot = slot.saturating_add(row.left.units);
    }
    tables.programmes.iter().all(|(key, row)| {
        let there = lies.remove(key).unwrap_or(0);
        let gone = row.purse.paid.checked_add(row.purse.returned);
        gone.and_then(|gone| row.purse.funded.checked_sub(gone)) == Some(there)
    }) && lies.is_empty()
}

fn reserved_is_whole(state: &State) -> bool {
    let tables = &state.earn;
    let mut learners = registry::learners(state);
    let mut waits: BTreeMap<(DaoId, u64), u128> = BTreeMap::new();
    let mut paid: BTreeMap<(DaoId, u64), u128> = BTreeMap::new();
    for ((dao, _), claim) in tables.reward_claims.iter() {
        if claim.paid > claim.units {
            return false;
        }
        let key = (*dao, claim.programme);
        if !claim.stage.is_over() {
            let slot = waits.entry(key).or_default();
            *slot = slot.saturating_add(claim.units.saturating_sub(claim.paid));
        }
        let slot = paid.entry(key).or_default();
        *slot = slot.saturating_add(claim.paid);
    }
    tables.programmes.iter().all(|(key, row)| {
        let (held, count) = learners.remove(key).unwrap_or((0, 0));
        let claims = waits.get(key).copied().unwrap_or(0);
        let earned = row.purse.paid.checked_sub(row.purse.taught);
        Some(row.purse.reserved) == claims.checked_add(held)
            && row.learners == count
            && earned == Some(paid.get(key).copied().unwrap_or(0))
            && row.purse.reserved <= row.purse.lies()
    }) && learners.is_empty()
}

fn counts_are_whole(state: &State) -> bool {
    let tables = &state.earn;
    let mut open: BTreeMap<(DaoId, u64), u32> = BTreeMap::new();
    let mut answers: BTreeMap<(DaoId, u64, AccountId), u32> = BTreeMap::new();
    for ((dao, _), claim) in tables.reward_claims.iter().filter(|(_, row)| !row.stage.is_over()) {
        let key = (*dao, claim.programme);
        let slot = open.entry(key).or_default();
        *slot = slot.saturating_add(1);
        let Some(programme) = tables.programmes.get(&key) else { return false };
        for voice in claim.voices.iter() {
            let verifier = programme.terms.verifiers.get(usize::from(voice.verifier));
            if verifier.is_some_and(Verifier::is_attestors) {
                let slot = answers.entry((*dao, claim.programme, voice.account)).or_default();
                *slot = slot.saturating_add(1);
            }
        }
    }
    let pools = tables.reward_epochs.iter().all(|((dao, programme, epoch), row)| {
        let waits = tables.reward_claims.index().pooled((*dao, *programme, *epoch)).count();
        let is_so = |claim: u64| {
            let row = tables.reward_claims.get(&(*dao, claim));
            row.is_some_and(|row| row.stage == Stage::Pooled { epoch: *epoch })
        };
        let mut all = tables.reward_claims.index().pooled((*dao, *programme, *epoch));
        all.all(is_so)
            && (row.shared || waits == row.claims as usize)
            && (!row.shared || waits == 0)
    });
    pools
        && tables.programmes.iter().all(|(key, row)| row.open == open.remove(key).unwrap_or(0))
        && tables.attestors.iter().all(|(key, row)| row.open == answers.remove(key).unwrap_or(0))
        && open.is_empty()
        && answers.is_empty()
}
