use aluma_types::{List, Span, Timestamp};

use crate::dao::rules::pauses::{BETWEEN, Pause, Resting, next_from, resting};

fn pause(rests: &[Resting], since: Timestamp, lasts: Span) -> Pause {
    let rests = List::new(rests.to_vec()).unwrap();
    Pause { rests, since, until: since.after(lasts), task: 1 }
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
        assert_eq!(next_from(last, now), expected, "at {now:?}");
    }
}
