use alloc::vec::Vec;
use aluma_types::{Canon, Timestamp};
use proptest::prelude::*;

use crate::treasury::rules::velocity::MAX_COMMITMENTS;
use crate::treasury::rules::{Books, Commitment, Commitments, Limit, MINTS, OUTFLOW, base};

const MAX: u128 = u128::MAX;
const DAY: u64 = 86_400_000;

fn at(time: u64, amount: u128) -> Commitment {
    Commitment { at: Timestamp(time), amount }
}

#[test]
fn room_within_a_week_and_a_month() {
    const WEEK: u64 = 7 * DAY;
    const MONTH: u64 = 30 * DAY;
    type Case<'a> = (&'a [(u64, u128)], u128, u128, u64, u128);
    // of a base of 1,000 a week allows 250, a month 400
    //  committed (at, amount), standing, base, now -> room
    let cases: [Case<'_>; 18] = [
        (&[], 0, 1_000, 0, 250),
        (&[], 0, 1_003, 0, 250), // 250.75
        (&[], 0, 1_004, 0, 251),
        (&[], 0, 0, 0, 0),
        (&[], 0, MAX, 0, MAX / 4),
        (&[(0, 249)], 0, 1_000, 0, 1),
        (&[(0, 250)], 0, 1_000, 0, 0),
        (&[(0, 251)], 0, 1_000, 0, 0),
        // a week is over after exactly seven days; the month still counts it
        (&[(0, 250)], 0, 1_000, WEEK - 1, 0),
        (&[(0, 250)], 0, 1_000, WEEK, 150),
        (&[(0, 250), (WEEK, 150)], 0, 1_000, 2 * WEEK, 0),
        (&[(0, 250), (WEEK, 150)], 0, 1_000, MONTH - 1, 0),
        (&[(0, 250), (WEEK, 150)], 0, 1_000, MONTH, 250),
        // streams are charged at any time
        (&[], 50, 1_000, MONTH, 200),
        (&[(0, 250)], 50, 1_000, WEEK, 100),
        (&[], 251, 1_000, 0, 0),
        // a base that fell leaves no room rather than a debt
        (&[(0, 250)], 0, 100, WEEK, 0),
        (&[(0, MAX), (1, MAX)], MAX, MAX, 1, 0),
    ];
    for (rows, standing, base, now, room) in cases {
        let committed: Vec<_> = rows.iter().map(|(time, amount)| at(*time, *amount)).collect();
        let books = Books { committed: &committed, standing, base };
        let got = books.room(Timestamp(now), &OUTFLOW);
        assert_eq!(got, room, "{rows:?} and {standing} of {base} at {now}");
    }
}

#[test]
fn what_can_never_fit_names_what_could() {
    let committed = [at(0, 250)];
    let books = Books { committed: &committed, standing: 20, base: 1_000 };
    assert_eq!(books.most(&OUTFLOW), 230);
    assert_eq!(books.most(&MINTS), 80);
    assert_eq!(books.most(&[]), MAX, "no limit");
    assert_eq!(books.room(Timestamp(0), &[]), MAX, "no limit");
    //  now, amount -> first moment with room
    for (now, amount, from) in [
        (0, 0, Some(0)),
        (0, 1, Some(7 * DAY)),
        (0, 130, Some(7 * DAY)),
        (0, 131, Some(30 * DAY)),
        (7 * DAY, 130, Some(7 * DAY)),
        (8 * DAY, 131, Some(30 * DAY)),
        (0, 230, Some(30 * DAY)),
        (0, 231, None),
    ] {
        let got = books.room_from(Timestamp(now), &OUTFLOW, amount);
        assert_eq!(got, from.map(Timestamp), "{amount} from {now}");
    }
}

#[test]
fn the_base_is_the_lesser() {
    assert_eq!(base(5, 7), 5);
    assert_eq!(base(7, 5), 5);
}

#[test]
fn mints_have_their_own_cap() {
    let committed = [at(0, 99)];
    let books = Books { committed: &committed, standing: 0, base: 1_000 };
    for (now, room) in [(0, 1), (30 * DAY - 1, 1), (30 * DAY, 100)] {
        assert_eq!(books.room(Timestamp(now), &MINTS), room, "at {now}");
    }
}

#[test]
fn commitments_are_made_released_and_forgotten() {
    let none = Commitments::default();
    let made = none.with(Timestamp(5), 30).unwrap().with(Timestamp(5), 1).unwrap();
    let made = made.with(Timestamp(9), 7).unwrap();
    assert_eq!(made.rows(), [at(5, 31), at(9, 7)]);
    assert_eq!(made.with(Timestamp(8), 1), None, "before the last");
    assert_eq!(made.with(Timestamp(9), MAX), None, "above 128 bits");
    //  time, amount given back -> rows
    let released: [(u64, u128, Option<&[Commitment]>); 5] = [
        (5, 30, Some(&[at(5, 1), at(9, 7)])),
        (5, 31, Some(&[at(9, 7)])),
        (5, 32, None),
        (6, 1, Some(&[at(5, 31), at(9, 7)])),
        (9, 7, Some(&[at(5, 31)])),
    ];
    for (time, amount, rows) in released {
        let got = made.without(Timestamp(time), amount);
        assert_eq!(got.as_ref().map(Commitments::rows), rows, "{amount} of {time}");
    }
    for (now, rows) in [(5 + 30 * DAY - 1, 2), (5 + 30 * DAY, 1), (9 + 30 * DAY, 0)] {
        assert_eq!(made.since(Timestamp(now), &OUTFLOW).rows().len(), rows, "at {now}");
    }
    assert!(made.since(Timestamp(5), &[]).rows().len() <= 1);
    assert_eq!(Commitments::from_bytes(&made.to_bytes()), Ok(made));
}

#[test]
fn too_many_commitments_open_room_late_rather_than_early() {
    let mut made = Commitments::default();
    for time in 0..=MAX_COMMITMENTS as u64 {
        made = made.with(Timestamp(time), 1).unwrap();
    }
    assert_eq!(made.rows().len(), MAX_COMMITMENTS);
    assert_eq!(made.rows().first(), Some(&at(1, 2)));
}

proptest! {
    #[test]
    fn no_window_ever_exceeds_its_limit(
        asks in prop::collection::vec((0u64..4 * DAY, 1u128..400), 1..60)
    ) {
        let mut made = Commitments::default();
        let mut now = Timestamp(0);
        for (gap, amount) in asks {
            now = Timestamp(now.0 + gap);
            made = made.since(now, &OUTFLOW);
            let books = Books { committed: made.rows(), standing: 0, base: 1_000 };
            let amount = amount.min(books.room(now, &OUTFLOW));
            if amount > 0 {
                made = made.with(now, amount).unwrap();
            }
            for Limit { within, share } in OUTFLOW {
                let inside = made.rows().iter().filter(|row| row.at.after(within) > now);
                let sum: u128 = inside.map(|row| row.amount).sum();
                prop_assert!(sum * u128::from(share.den()) <= 1_000 * u128::from(share.num()));
            }
        }
    }

    #[test]
    fn room_opens_exactly_when_it_is_promised(
        rows in prop::collection::btree_map(0u64..40 * DAY, 1u128..200, 0..20), amount in 0u128..260
    ) {
        let committed: Vec<_> = rows.into_iter().map(|(time, sum)| at(time, sum)).collect();
        let books = Books { committed: &committed, standing: 0, base: 1_000 };
        let now = Timestamp(40 * DAY);
        match books.room_from(now, &OUTFLOW, amount) {
            None => prop_assert!(amount > books.most(&OUTFLOW)),
            Some(from) => {
                prop_assert!(books.room(from, &OUTFLOW) >= amount);
                let before = Timestamp(from.0 - 1);
                prop_assert!(from == now || books.room(before, &OUTFLOW) < amount);
            }
        }
    }
}
