use aluma_types::{List, Span, Timestamp};

use crate::dao::rules::pauses::{BETWEEN, LONGEST, Pause, Resting, longest, next_from, resting};

fn pause(rests: &[Resting], since: Timestamp, lasts: Span) -> Pause {
    let rests = List::new(rests.to_vec()).unwrap();
    Pause { rests, since, until: since.after(lasts), by_role: false, task: 1 }
}

#[test]
fn what_was_named_rests_up_to_the_last_moment_and_no_longer() {
    let since = Timestamp(5_000);
    let last = pause(&[Resting::Payments, Resting::Roles], since, Span::days(14));
    let until = since.after(Span::days(14));
    for (kind, now, expected) in [
        (Resting::Payments, since, Some(until)),
        (Resting::Roles, until, Some(until)),
        (Resting::Payments, until.after(Span(1)), None),
        (Resting::Issues, since, None),
        (Resting::Admissions, since, None),
    ] {
        assert_eq!(resting(Some(&last), kind, now), expected, "{kind:?} at {now:?}");
    }
    assert_eq!(resting(None, Resting::Payments, since), None);
}

#[test]
fn the_next_pause_begins_ninety_days_after_the_last_began() {
    let since = Timestamp(5_000);
    let from = since.after(BETWEEN);
    let last = pause(&[Resting::Payments], since, Span::days(1));
    for (last, now, expected) in [
        (None, since, None),
        (Some(&last), since, Some(from)),
        (Some(&last), from.before(Span(1)), Some(from)),
        (Some(&last), from, None),
    ] {
        for by_role in [false, true] {
            assert_eq!(next_from(last, by_role, now), expected, "at {now:?}");
        }
    }
}

/// Else whoever holds a role could use up the members' pause whenever they like.
#[test]
fn a_roles_pause_keeps_the_members_from_nothing_and_counts_with_theirs() {
    let (since, hour, day) = (Timestamp(5_000), Span::hours(1), Span::days(1));
    let from = since.after(BETWEEN);
    let last = Pause { by_role: true, ..pause(&[Resting::Payments], since, Span::days(3)) };
    let left = |used: Span| Span(LONGEST.0 - used.0);
    //  now, from when a role may pause again, the longest pause of the members
    for (now, again, most) in [
        (since, Some(from), LONGEST),
        (since.after(hour), Some(from), left(hour)),
        (since.after(Span::days(3)), Some(from), left(Span::days(3))),
        (since.after(Span::days(30)), Some(from), left(Span::days(3))),
        (from.before(Span(1)), Some(from), left(Span::days(3))),
        (from, None, LONGEST),
    ] {
        assert_eq!(next_from(Some(&last), true, now), again, "a role at {now:?}");
        assert_eq!(next_from(Some(&last), false, now), None, "members at {now:?}");
        assert_eq!(longest(Some(&last), now), most, "at {now:?}");
    }
    let own = pause(&[Resting::Payments], since, day);
    assert_eq!(longest(Some(&own), since.after(day)), LONGEST);
    assert_eq!(longest(None, since), LONGEST);
}
