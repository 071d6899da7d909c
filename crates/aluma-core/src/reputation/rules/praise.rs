//! What praise is worth at the end of an epoch.
//!
//! A giver's budget is a part of their own points; what they gave beyond is scaled down in
//! proportion. What goes to somebody is damped by the praise the two exchanged in the past, M / (M + m)
//! with M of 100 points and m the less of both directions, and within a cluster to a tenth (0054): honest
//! work is mutual, so it is damped and never nothing. To a tenth, too, goes what a cluster gives somebody
//! outside of it whom it holds up, two or more of it and with a fifth or more of what they receive: else
//! whoever stops praising their circle back would have ten times as much of it (decision 0051). What
//! somebody receives is scaled down to a part of their own points of accepted work, and all of it to a
//! part of those of the epoch. Everything is rounded down; what is rounded away comes into being for
//! nobody.

use aluma_types::{Canon, Share};
use ethnum::U256;

use super::decay::POINT;
use super::minting::part_of;
use crate::exact::{part_down, quotient, times};

/// Mutual praise of the past by which a pair is damped to a half, in micro-points.
pub const HALVES: u64 = 100 * POINT;
/// What is left of praise within a cluster: one of so many parts.
pub const WITHIN_CLUSTER: u64 = 10;

/// What comes to somebody in an epoch, within the budgets of those who give it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Inflow {
    /// From how many.
    #[he("מכמה")]
    pub givers: u32,
    /// Micro-points.
    #[he("מיליוניות נקודה")]
    pub micro: u64,
}

/// Those of a cluster who hold somebody up are so many at least.
const HOLDERS: u32 = 2;
/// And give one of so many parts of what they receive.
const HELD: u128 = 5;

/// Whether a cluster that gives somebody so much holds them up, of all that comes to them.
pub fn is_held_up(of: Inflow, all: Inflow) -> bool {
    of.givers >= HOLDERS && u128::from(of.micro).saturating_mul(HELD) >= u128::from(all.micro)
}

/// Micro-points of so many points of praise that a giver can afford: all of theirs together are `given`,
/// their budget is `budget` micro-points.
pub fn afforded(points: u64, given: u64, budget: u64) -> u64 {
    let micro = |points: u64| u128::from(points).saturating_mul(u128::from(POINT));
    let (own, all) = (micro(points), micro(given));
    let part = if all <= u128::from(budget) { own } else { part_of(own, budget.into(), all) };
    u64::try_from(part).unwrap_or(u64::MAX)
}

/// What is left of it between two members who exchanged `mutual` micro-points before.
pub fn damped(micro: u64, mutual: u64, in_one_cluster: bool) -> u64 {
    let product = times(micro.into(), HALVES.into());
    let whole = U256::from(u128::from(HALVES).saturating_add(mutual.into()));
    let left = quotient(product, whole).and_then(|left| u64::try_from(left).ok());
    let left = left.unwrap_or(micro);
    if in_one_cluster { left.checked_div(WITHIN_CLUSTER).unwrap_or(0) } else { left }
}

/// A part of what comes to `sum` where no more than `room` is there.
pub fn bounded(part: u64, sum: u128, room: u128) -> u64 {
    if sum <= room {
        return part;
    }
    u64::try_from(part_of(part.into(), room, sum)).unwrap_or(part)
}

/// What somebody with so much of their own may still receive.
pub fn room_of(hard: u64, soft: u64, part: Share) -> u64 {
    let most = u64::try_from(part_down(hard.into(), part)).unwrap_or(hard);
    most.saturating_sub(soft)
}
