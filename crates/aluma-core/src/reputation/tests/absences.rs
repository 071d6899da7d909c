use aluma_types::{List, Span, Timestamp};

use crate::reputation::rules::absences::{booked, still};
use crate::reputation::types::{Absence, MAX_ABSENCES};

const DAY: u64 = Span::days(1).0;

fn day(number: u64) -> Timestamp {
    Timestamp(number * DAY)
}

fn days(span: Span) -> u64 {
    span.0 / DAY
}

fn absence(until: u64, lasts: u64) -> Absence {
    Absence { until: day(until), lasts: Span::days(lasts) }
}

#[test]
fn points_stand_still_for_ninety_days_of_any_year() {
    //  before, since, until -> days
    let cases: [(&[Absence], u64, u64, u64); 9] = [
        (&[], 1_000, 1_010, 10),
        (&[], 1_000, 1_090, 90),
        (&[], 1_000, 1_091, 90),
        (&[absence(900, 60)], 1_000, 1_030, 30),
        (&[absence(900, 60)], 1_000, 1_031, 30),
        (&[absence(900, 90)], 1_000, 1_030, 0),
        // a year later it is forgotten, and half of it after half of it lies further back
        (&[absence(665, 90)], 1_000, 1_030, 30),
        (&[absence(675, 90)], 1_000, 1_030, 30),
        (&[absence(675, 90)], 1_000, 1_095, 90),
    ];
    for (before, since, until, lasts) in cases {
        let got = days(still(before, day(since), day(until)));
        assert_eq!(got, lasts, "{before:?} {since} {until}");
    }
    // The part of an earlier absence inside the year counts.
    assert_eq!(days(still(&[absence(700, 90)], day(960), day(1_060))), 85);
    assert_eq!(days(still(&[absence(700, 90)], day(960), day(1_055))), 80);
}

#[test]
fn old_absences_are_forgotten_and_many_become_one() {
    let (all, lasts) = booked(&List::default(), day(100), day(110));
    assert_eq!((all.as_ref(), days(lasts)), (&[absence(110, 10)][..], 10));
    // A year after it ended it counts no more.
    let (all, _) = booked(&all, day(470), day(475));
    assert_eq!(all.as_ref(), &[absence(475, 5)][..]);
    let mut all = List::default();
    for number in 0..20 {
        let (more, lasts) = booked(&all, day(1_000 + 2 * number), day(1_001 + 2 * number));
        assert_eq!(days(lasts), 1);
        all = more;
    }
    assert_eq!(all.len(), MAX_ABSENCES);
    let sum: u64 = all.iter().map(|absence| days(absence.lasts)).sum();
    assert_eq!(sum, 20, "nothing is forgotten by that");
}
