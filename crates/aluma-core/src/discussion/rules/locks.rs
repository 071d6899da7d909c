//! How long a thread may be locked. What a moderator locks opens by itself, and stays open as long as
//! one may lock it for: silence for good is the members' to decide.

use aluma_types::{Span, Timestamp};

use crate::discussion::Refusal;
use crate::discussion::types::Lock;

/// The longest lock by a role, and the shortest time from the end of one to the next.
pub const LONGEST: Span = Span::days(14);
/// The longest lock by the members that ends by itself.
pub const MEMBERS_LONGEST: Span = Span::days(365);

/// The last moment of a lock that begins now.
///
/// # Errors
/// [`Refusal::LockTooLong`], [`Refusal::LockedLately`].
pub fn until(
    lasts: Option<Span>,
    by_role: bool,
    last: Option<&Lock>,
    now: Timestamp,
) -> Result<Option<Timestamp>, Refusal> {
    let most = if by_role { LONGEST } else { MEMBERS_LONGEST };
    let is_right = match lasts {
        Some(lasts) => lasts > Span(0) && lasts <= most,
        None => !by_role,
    };
    if !is_right {
        return Err(Refusal::LockTooLong { most });
    }
    let ended = last.filter(|lock| lock.by.holder().is_some()).and_then(|lock| lock.until);
    match ended.map(|ended| ended.after(LONGEST)) {
        Some(from) if by_role && now < from => Err(Refusal::LockedLately { from }),
        _ => Ok(lasts.map(|lasts| now.after(lasts))),
    }
}
