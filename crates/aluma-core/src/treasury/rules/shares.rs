//! How long changes of voting shares are remembered.

use aluma_types::{Span, Timestamp};

use crate::dao::{Checkpoints, MAX_CHECKPOINTS, Moment};

/// No proposal is open for longer than this, its preparation and the ageing of power included.
const ASKED: Span = Span::days(120);

/// The oldest moment at which anybody may still ask what an account held, as of a block.
pub(crate) const fn oldest_asked(now: Moment) -> Moment {
    // A holding changed before that time is needed only as what it still is.
    Moment { height: u64::MAX, time: now.time.before(ASKED) }
}

/// The same for a total, which a proposal freezes when it opens: the last block before this one.
pub(crate) const fn oldest_total(now: Moment) -> Moment {
    Moment { height: now.height.saturating_sub(1), time: Timestamp(u64::MAX) }
}

/// Whether a change in this block would be one more than are remembered.
pub(crate) fn is_full(held: &Checkpoints, now: Moment) -> bool {
    if held.rows().len() < MAX_CHECKPOINTS {
        return false;
    }
    let here = held.rows().last().is_some_and(|row| row.at == now);
    let mut kept = held.clone();
    kept.prune(oldest_asked(now));
    !here && kept.rows().len() >= MAX_CHECKPOINTS
}
