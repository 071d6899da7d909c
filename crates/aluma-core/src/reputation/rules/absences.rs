//! For how long points stand still while somebody is away: ninety days in any year.

use aluma_types::{List, Span, Timestamp};

use crate::reputation::types::{Absence, MAX_ABSENCES};

/// How long points stand still in a year at most.
pub const MOST: Span = Span::days(90);
/// The year, back from the end of an absence.
pub const YEAR: Span = Span::days(365);

/// How long points stand still from `since` until `now`, after those absences.
pub fn still(before: &[Absence], since: Timestamp, now: Timestamp) -> Span {
    let from = now.before(YEAR);
    // As far as each lies in the year.
    let used = before.iter().fold(0u64, |sum, absence| {
        let inside = absence.lasts.min(absence.until.since(from));
        sum.saturating_add(inside.0)
    });
    Span(MOST.0.saturating_sub(used)).min(now.since(since))
}

/// The absences once this one is over, and how long points stood still in it. Where too many are to be
/// remembered, the two oldest are held to have been one.
pub fn booked(
    before: &List<Absence, MAX_ABSENCES>,
    since: Timestamp,
    now: Timestamp,
) -> (List<Absence, MAX_ABSENCES>, Span) {
    let lasts = still(before, since, now);
    let from = now.before(YEAR);
    let mut all: alloc::vec::Vec<Absence> =
        before.iter().filter(|absence| absence.until > from).copied().collect();
    if lasts > Span(0) {
        all.push(Absence { until: now, lasts });
    }
    if all.len() > MAX_ABSENCES {
        let oldest = all.remove(0);
        if let Some(next) = all.first_mut() {
            next.lasts = Span(next.lasts.0.saturating_add(oldest.lasts.0));
        }
    }
    (List::new(all).unwrap_or_default(), lasts)
}
