//! When what is due.

use aluma_types::{Share, Span, Timestamp};

use crate::exact::part_down;
use crate::work::types::Stage;

/// The shortest time that there is for a first note of progress.
pub const FIRST_NOTE: Span = Span::hours(24);
/// The part of the estimate that there is for it, where that is longer.
pub const FIRST_NOTE_PART: Share = Share::percent(25);

/// How long there is for a first note of progress: the longer of 24 hours and a quarter of the
/// estimate.
pub fn first_note(estimate: Span) -> Span {
    let part = part_down(u128::from(estimate.0), FIRST_NOTE_PART);
    FIRST_NOTE.max(Span(u64::try_from(part).unwrap_or(u64::MAX)))
}

/// How work begins at a moment: with a note that is asked for, unless none is.
pub fn begins(now: Timestamp, (lasts, grace): (Span, Span), notes: bool) -> Stage {
    let until = now.after(lasts).after(grace);
    Stage::Assigned { note_until: notes.then(|| now.after(first_note(lasts))), until }
}

/// Whole days from one moment to a later one, rounded up.
pub const fn days(from: Timestamp, to: Timestamp) -> u16 {
    const DAY: u64 = Span::days(1).0;
    let days = to.since(from).0.div_ceil(DAY);
    if days > u16::MAX as u64 { u16::MAX } else { days as u16 }
}
