//! How long changes of voting shares are remembered.

use aluma_types::{Span, Timestamp};

use crate::dao::Moment;

/// No proposal is open for longer than this, its preparation, every extension, its confirmation and
/// the ageing of power included. A test of governance holds the charter's ranges to it.
pub(crate) const ASKED: Span = Span::days(240);

/// The oldest moment at which anybody may still ask what an account held, as of a block.
pub(crate) const fn oldest_asked(now: Moment) -> Moment {
    // A holding changed before that time is needed only as what it still is.
    Moment { height: u64::MAX, time: now.time.before(ASKED) }
}

/// The same for a total, which a proposal freezes when it opens: the last block before this one.
pub(crate) const fn oldest_total(now: Moment) -> Moment {
    Moment { height: now.height.saturating_sub(1), time: Timestamp(u64::MAX) }
}
