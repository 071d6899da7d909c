//! Wait for quiet: a vote that turns late stays open, within a bound.

use aluma_types::{Canon, Span, Timestamp};

use super::tally::{Bar, Tally};

/// The times of one vote, frozen at opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Quiet {
    /// When voting opened.
    pub opened: Timestamp,
    /// P: how long it lasts undisturbed.
    pub period: Span,
    /// W: what a late turn adds.
    pub increase: Span,
}

impl Quiet {
    /// The deadline at opening; a vote at this very moment counts.
    pub const fn original_deadline(&self) -> Timestamp {
        self.opened.after(self.period)
    }

    /// The moment that no sequence of turns can push the deadline past: P + 2W after opening.
    pub const fn bound(&self) -> Timestamp {
        self.original_deadline().after(self.increase).after(self.increase)
    }

    /// The deadline after a ballot that [`turned`] the outcome at `now`:
    /// max(deadline, now + W + floor(P/2) - floor(elapsed/2)). A moment past the deadline moves
    /// nothing.
    ///
    /// It stays within [`Quiet::bound`]: with e <= P + 2W elapsed, e - floor(e/2) = ceil(e/2) is at
    /// most ceil(P/2) + W, and that plus W + floor(P/2) is P + 2W.
    pub fn deadline_after_turn(&self, deadline: Timestamp, now: Timestamp) -> Timestamp {
        if now > deadline {
            return deadline;
        }
        let half_elapsed = now.since(self.opened).0 / 2;
        let ahead = u128::from(now.0)
            .saturating_add(u128::from(self.increase.0))
            .saturating_add(u128::from(self.period.0 / 2))
            .saturating_sub(u128::from(half_elapsed));
        // The end of time holds the deadline, as it holds every other sum of times.
        deadline.max(Timestamp(u64::try_from(ahead).unwrap_or(u64::MAX)))
    }

    /// Whether a ballot cast at `now` counts in place of the same voter's earlier one.
    ///
    /// Up to the original deadline each does. After it only a first ballot (`before` is `None`)
    /// and a change that neither raises For nor lowers Against, so that nobody burns the
    /// extension, or takes the proposal through it, with changes of his own.
    pub fn counts(&self, now: Timestamp, before: Option<&Tally>, after: &Tally) -> bool {
        let Some(before) = before else { return true };
        let is_late = now > self.original_deadline();
        !is_late || (after.for_ <= before.for_ && after.against >= before.against)
    }
}

/// Whether a ballot turned the outcome if closed now (threshold and support quorum together, in
/// either direction) and leaves no absolute majority of `total`. Only then the deadline moves.
pub fn turned(bar: &Bar, before: &Tally, after: &Tally, total: u128) -> bool {
    let was = bar.outcome_if_closed(before).is_passed();
    let is = bar.outcome_if_closed(after).is_passed();
    was != is && !bar.has_absolute_majority(after, total)
}
