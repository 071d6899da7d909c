//! Parts of what is claimed, and when it may be claimed anew.

use aluma_types::{Span, Timestamp};

use crate::review::types::{Authors, Status};

/// An author's part of a size, rounded down; of no parts at all nothing.
pub fn part_of(size: Span, part: u32, all: u64) -> Span {
    let part = u128::from(size.0).saturating_mul(u128::from(part));
    Span(part.checked_div(u128::from(all)).and_then(|part| u64::try_from(part).ok()).unwrap_or(0))
}

/// The largest size of which an author's part is no more than so much, rounded down.
pub fn whole_of(most: Span, part: u32, all: u64) -> Span {
    let whole = u128::from(most.0).saturating_mul(u128::from(all)).checked_div(u128::from(part));
    Span(whole.and_then(|whole| u64::try_from(whole).ok()).unwrap_or(u64::MAX))
}

/// What the parts of all authors add up to.
pub fn sum_of_parts(authors: &Authors) -> u64 {
    authors.iter().fold(0, |sum: u64, author| sum.saturating_add(author.part.into()))
}

/// Whether what was claimed by a hash may be claimed anew: it was taken back, nobody judged it, or it was
/// found worth nothing and nobody appealed in time. Else whoever claims another's work would keep it from
/// them for good.
pub fn is_free(status: Status, now: Timestamp, appeal: Span) -> bool {
    match status {
        Status::Withdrawn | Status::Unreviewed { .. } => true,
        Status::Judged { micro: 0, at, .. } => now > at.after(appeal),
        _ => false,
    }
}
