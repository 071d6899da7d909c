//! Weeks in which thanks are counted.

use aluma_types::{Span, Timestamp};

const WEEK: u64 = Span::days(7).0;

/// The week of a moment, counted from 1970 in UTC.
pub fn week(at: Timestamp) -> u64 {
    at.0.checked_div(WEEK).unwrap_or(0)
}

/// When the next week begins.
pub fn next_week(at: Timestamp) -> Timestamp {
    Timestamp(week(at).saturating_add(1).saturating_mul(WEEK))
}
