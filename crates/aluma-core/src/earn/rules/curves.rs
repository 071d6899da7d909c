//! How much a claim is worth. Every part is rounded down, so that nothing is ever worth more than its
//! curve says; what a pool leaves over stays in trust.

use alloc::vec::Vec;

use aluma_types::{Share, Span, Timestamp};

use crate::earn::types::Step;
use crate::exact::{part_up, quotient, quotient_up, times};
use crate::split::split;

/// The units of the highest step that a score reaches; nothing below the first.
pub fn tiered(steps: &[Step], score: u128) -> u128 {
    steps.iter().rfind(|step| step.from <= score).map_or(0, |step| step.units)
}

/// Whether the steps of a tiered curve rise one after another, both in score and in units.
pub fn rises(steps: &[Step]) -> bool {
    let pairs = steps.iter().zip(steps.iter().skip(1));
    let is_rising =
        pairs.into_iter().all(|(one, next)| one.from < next.from && one.units <= next.units);
    !steps.is_empty() && is_rising
}

/// What claims have taken off a falling curve, as of a moment: so much at `since`, and `units` recover in
/// `recover`. What has recovered is rounded down.
pub fn fallen(
    units: u128,
    (taken, since): (u128, Timestamp),
    recover: Span,
    now: Timestamp,
) -> u128 {
    let passed = now.since(since);
    if recover.0 == 0 || passed >= recover {
        return 0;
    }
    let back = quotient(times(units, u128::from(passed.0)), u128::from(recover.0).into());
    taken.saturating_sub(back.unwrap_or(u128::MAX))
}

/// Since when what is taken off now goes on recovering: since the moment at which the last whole unit had
/// come back, and not since now, or claims that follow each other within the time of a unit would stop it.
/// That moment is rounded up to a millisecond.
pub fn recovers_from(
    units: u128,
    (taken, since): (u128, Timestamp),
    recover: Span,
    now: Timestamp,
) -> Timestamp {
    let left = fallen(units, (taken, since), recover, now);
    if left == 0 {
        return now;
    }
    let back = taken.saturating_sub(left);
    let spent = quotient_up(times(back, u128::from(recover.0)), units.into()).unwrap_or(u128::MAX);
    since.after(Span(u64::try_from(spent).unwrap_or(u64::MAX))).min(now)
}

/// What is taken off after one more claim: at most all of it. What it takes is rounded up.
pub fn falls(units: u128, taken: u128, fall: Share) -> u128 {
    taken.saturating_add(part_up(units, fall)).min(units)
}

/// The largest number whose square is not above another.
pub fn isqrt(number: u128) -> u128 {
    number.isqrt()
}

/// What a claim adds to somebody whose claims scored so much before: so that however they are cut, all of
/// them together are worth the root of their sum.
pub fn concave(units: u128, before: u128, score: u128) -> u128 {
    let roots = isqrt(before.saturating_add(score)).saturating_sub(isqrt(before));
    units.saturating_mul(roots)
}

/// The part of a ladder that somebody's next claim is worth; nothing after the last. The parts are the
/// whole to the last unit.
pub fn ladder(units: u128, parts: &[u16], claims: u32) -> u128 {
    let weights: Vec<(u64, u128)> =
        (0u64..).zip(parts.iter()).map(|(place, part)| (place, u128::from(*part))).collect();
    let place = usize::try_from(claims).unwrap_or(usize::MAX);
    split(units, &weights).and_then(|parts| parts.get(place).copied()).unwrap_or(0)
}

/// The part of a vested reward that is paid when so many were paid: all of them are the whole.
pub fn vested(units: u128, parts: u8, paid: u8) -> u128 {
    let weights: Vec<(u64, u128)> = (0..u64::from(parts)).map(|place| (place, 1)).collect();
    let place = usize::from(paid);
    split(units, &weights).and_then(|parts| parts.get(place).copied()).unwrap_or(0)
}

/// What each is paid of what is there, in the order given: what they are to have, or where less is there
/// their part of it by that, to the last unit; never more than they are to have.
pub fn as_far_as(there: u128, wanted: &[u128]) -> Vec<u128> {
    let sum = wanted.iter().fold(0u128, |sum, units| sum.saturating_add(*units));
    let weights: Vec<(u64, u128)> = (0u64..).zip(wanted.iter().copied()).collect();
    let parts = split(there.min(sum), &weights);
    parts.unwrap_or_else(|| wanted.iter().map(|_| 0).collect())
}

/// One claim in a pool: its number, its weight, and the most that it may take.
pub type Pooled = (u64, u128, u128);

/// What each claim takes of a pool, in the order given: its part by weight; nobody more than their most.
/// What is cut off stays in trust.
pub fn pool(total: u128, claims: &[Pooled]) -> Vec<u128> {
    let weights: Vec<_> = claims.iter().map(|(id, weight, _)| (*id, *weight)).collect();
    let parts = split(total, &weights).unwrap_or_else(|| claims.iter().map(|_| 0).collect());
    parts.into_iter().zip(claims).map(|(part, (_, _, most))| part.min(*most)).collect()
}

/// The same where what is cut off goes to the others, by weight, until all is given or nobody may take
/// more. The parts add up to the pool, or to what all may take where that is less.
pub fn water_filling(total: u128, claims: &[Pooled]) -> Vec<u128> {
    let mut parts: Vec<Option<u128>> =
        claims.iter().map(|(_, weight, _)| if *weight == 0 { Some(0) } else { None }).collect();
    let mut left = total;
    loop {
        let open: Vec<(usize, Pooled)> = (0usize..)
            .zip(claims)
            .zip(&parts)
            .filter(|(_, part)| part.is_none())
            .map(|((place, claim), _)| (place, *claim))
            .collect();
        let whole = open.iter().fold(ethnum::U256::ZERO, |sum, (_, (_, weight, _))| {
            sum.saturating_add(ethnum::U256::new(*weight))
        });
        // Whose exact part reaches the most takes the most: weight / whole * left >= most. Weights and
        // sums of 2^10 claims stay below 2^138, so a product with 2^118 base units would still fit; a
        // larger one is held at the largest number on both sides and ends in the last split below.
        let is_full = |(_, weight, most): &Pooled| {
            let reach = times(*weight, left);
            reach >= ethnum::U256::new(*most).saturating_mul(whole)
        };
        let full: Vec<_> = open.iter().filter(|(_, claim)| is_full(claim)).copied().collect();
        if full.is_empty() {
            let weights: Vec<_> = open.iter().map(|(_, (id, weight, _))| (*id, *weight)).collect();
            let last = split(left, &weights).unwrap_or_default();
            for ((place, (_, _, most)), part) in open.iter().zip(last) {
                if let Some(slot) = parts.get_mut(*place) {
                    *slot = Some(part.min(*most));
                }
            }
            return parts.into_iter().map(|part| part.unwrap_or(0)).collect();
        }
        for (place, (_, _, most)) in full {
            // Together their exact parts are no more than what is left.
            let part = most.min(left);
            left = left.saturating_sub(part);
            if let Some(slot) = parts.get_mut(place) {
                *slot = Some(part);
            }
        }
    }
}
