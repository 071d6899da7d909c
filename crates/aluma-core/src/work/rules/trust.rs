//! Who may take how much without having been chosen for it.
//!
//! Slots of trust stand in place of bonds for people without funds: what is not handed in uses one up,
//! what is accepted gives one back. Whoever finishes what they take needs none. Whoever has none left
//! can still be chosen or asked by somebody who knows them, and earns it back so.

use aluma_types::Share;

use crate::exact::compare_part;
use crate::work::types::WorkerRecord;

/// Limits of the charter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Slots of trust that everybody has.
    pub slots: u8,
    /// The part of what one took that must have been accepted to need none.
    pub completion: Share,
    /// The most that anybody has in hand.
    pub claims: u32,
}

/// What keeps somebody from taking one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum No {
    /// Their slots are used up.
    Slots,
    /// They have so many in hand already, which is all they may.
    Hand(u32),
}

/// Whether somebody finishes what they take: something was accepted, and it is at least `completion` of
/// all that was decided.
pub fn is_reliable(record: WorkerRecord, completion: Share) -> bool {
    let all = record.accepted.saturating_add(record.abandoned);
    record.accepted > 0 && compare_part(record.accepted.into(), all.into(), completion).is_ge()
}

/// How many somebody may have in hand: `1 + floor(accepted / 3)`, up to the charter's most.
pub fn hand(record: WorkerRecord, most: u32) -> u32 {
    // Three is not nothing.
    let more = record.accepted.checked_div(3).unwrap_or(0);
    more.saturating_add(1).min(most)
}

/// Whether somebody with so many in hand may take one more.
///
/// # Errors
/// What keeps them.
pub fn may_take(record: WorkerRecord, in_hand: u32, limits: Limits) -> Result<(), No> {
    if record.used >= limits.slots && !is_reliable(record, limits.completion) {
        return Err(No::Slots);
    }
    let most = hand(record, limits.claims);
    if in_hand >= most { Err(No::Hand(most)) } else { Ok(()) }
}

/// A record after something was accepted.
pub const fn accepted(record: WorkerRecord) -> WorkerRecord {
    WorkerRecord {
        accepted: record.accepted.saturating_add(1),
        used: record.used.saturating_sub(1),
        ..record
    }
}

/// A record after something was not handed in in time. Slots beyond those that there are cannot be
/// used up, so that one acceptance always gives one back.
pub const fn abandoned(record: WorkerRecord, slots: u8) -> WorkerRecord {
    let used = record.used.saturating_add(1);
    WorkerRecord {
        abandoned: record.abandoned.saturating_add(1),
        used: if used > slots { slots } else { used },
        ..record
    }
}
