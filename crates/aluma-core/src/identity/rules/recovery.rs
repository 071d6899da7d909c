//! Who gets an account back, and who can stop that.
//!
//! The ledger cannot tell a thief who holds the key from an owner who does, nor an honest guardian
//! from a hostile one. What it can weigh is how many speak and how old their word is:
//!
//! * `m` guardians start a recovery, and any key with full control cancels it. So `m` hostile
//!   guardians lose against an owner who is there.
//! * Where it was cancelled, `m + 1` may repeat it once, and then it takes 30 days. A key cancels
//!   the repetition only if it was 30 days old when the first try began *and* did not cancel that
//!   one. So the thief of the only key loses against `m + 1` honest guardians, whatever keys they
//!   add; and an owner with a second old key loses against nobody.

use alloc::vec::Vec;

use aluma_types::{PublicKey, Span, Timestamp};

use crate::identity::types::{Cancelled, Guardian, Guards, Key, Open, Recovery, Support};

/// How long the removal of a key and a change of guardians wait.
pub(crate) const WAIT: Span = Span::days(7);
/// How long a first recovery waits.
pub(crate) const DELAY: Span = Span::days(7);
/// How long a repeated one waits, how old a key must be to cancel it, how long guardians of a
/// cancelled try are locked, and how long their word for a key counts.
pub(crate) const LONG: Span = Span::days(30);

/// The cancelled try that the next one would repeat, if there is one.
pub(crate) fn repeatable(row: &Recovery, now: Timestamp) -> Option<&Cancelled> {
    row.cancelled.as_ref().filter(|last| !last.repeated && now <= last.at.after(LONG))
}

/// How many guardians it takes to start a recovery now.
pub(crate) fn needed(row: &Recovery, guards: &Guards, now: Timestamp) -> usize {
    let more = usize::from(repeatable(row, now).is_some());
    usize::from(guards.threshold).saturating_add(more)
}

/// Until when a guardian may start nothing. The one repetition is open to those of the try that it
/// repeats.
pub(crate) fn locked_until(
    row: &Recovery,
    guardian: &Guardian,
    now: Timestamp,
) -> Option<Timestamp> {
    let repeats = repeatable(row, now).map(|last| last.at);
    let locks = row.locks.iter().filter(|lock| lock.guardian == *guardian);
    locks
        .filter(|lock| repeats != Some(lock.since))
        .map(|lock| lock.since.after(LONG))
        .max()
        .filter(|until| now <= *until)
}

/// The guardians, of those that are there, whose word for a key counts now.
pub(crate) fn supporters(
    row: &Recovery,
    guards: &Guards,
    (key, now): (&PublicKey, Timestamp),
) -> Vec<Guardian> {
    let counts = |word: &&Support| {
        word.key == *key
            && now <= word.at.after(LONG)
            && guards.guardians.contains(&word.guardian)
            && locked_until(row, &word.guardian, now).is_none()
    };
    row.supports.iter().filter(counts).map(|word| word.guardian).collect()
}

/// Why a key cannot cancel an open recovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cannot {
    /// It was too young when the first try began.
    TooYoung,
    /// It cancelled the first try.
    CancelledBefore,
}

/// Whether a key with full control cancels an open recovery.
pub(crate) fn may_cancel(open: &Open, (number, key): (u16, &Key)) -> Result<(), Cannot> {
    let Some(first) = &open.repeats else { return Ok(()) };
    if key.since.after(LONG) > first.began {
        Err(Cannot::TooYoung)
    } else if first.by == number {
        Err(Cannot::CancelledBefore)
    } else {
        Ok(())
    }
}
