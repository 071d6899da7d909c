use aluma_types::{AccountId, Body, Hash32, ProposalId, Span, Timestamp};

use crate::discussion::Refusal;
use crate::discussion::rules::locks::{LONGEST, MEMBERS_LONGEST, until};
use crate::discussion::types::{Lock, Moderator};

const NOW: Timestamp = Timestamp(100 * Span::days(1).0);

fn lock(by: Moderator, until: Option<Timestamp>) -> Lock {
    let reason = Body::new(Hash32::ZERO, 1).unwrap();
    Lock { by, reason, since: Timestamp(1), until, task: None }
}

const ROLE: Moderator = Moderator::Role { role: 1, holder: AccountId(2) };
const MEMBERS: Moderator = Moderator::Members { proposal: ProposalId(1) };

#[test]
fn a_role_locks_for_two_weeks_and_the_members_as_they_like() {
    let (long, more) = (MEMBERS_LONGEST, Span(MEMBERS_LONGEST.0 + 1));
    let after = |span| Ok(Some(NOW.after(span)));
    let no = |most| Err(Refusal::LockTooLong { most });
    for (lasts, by_role, expected) in [
        (Some(Span(0)), true, no(LONGEST)),
        (Some(Span(1)), true, after(Span(1))),
        (Some(LONGEST), true, after(LONGEST)),
        (Some(Span(LONGEST.0 + 1)), true, no(LONGEST)),
        (None, true, no(LONGEST)),
        (Some(Span(0)), false, no(MEMBERS_LONGEST)),
        (Some(long), false, after(long)),
        (Some(more), false, no(MEMBERS_LONGEST)),
        (None, false, Ok(None)),
    ] {
        assert_eq!(until(lasts, by_role, None, NOW), expected, "{lasts:?} by role: {by_role}");
    }
}

/// Else a role would lock for ever, two weeks at a time.
#[test]
fn what_a_role_locked_stays_open_for_as_long_before_a_role_locks_it_again() {
    let day = Some(Span::days(1));
    let free_at = NOW;
    let just = lock(ROLE, Some(free_at.before(LONGEST)));
    let early = lock(ROLE, Some(free_at.before(LONGEST).after(Span(1))));
    let by_members = lock(MEMBERS, Some(NOW.before(Span(1))));
    let next = Ok(Some(NOW.after(Span::days(1))));
    let lately = Err(Refusal::LockedLately { from: free_at.after(Span(1)) });
    for (last, by_role, expected) in [
        (&just, true, next),
        (&early, true, lately),
        (&early, false, next),
        (&by_members, true, next),
    ] {
        assert_eq!(until(day, by_role, Some(last), NOW), expected, "{last:?}");
    }
}

#[test]
fn a_lock_holds_up_to_its_last_moment() {
    for (until, expected) in [(None, true), (Some(NOW), true), (Some(NOW.before(Span(1))), false)] {
        assert_eq!(lock(ROLE, until).holds(NOW), expected, "{until:?}");
    }
}
