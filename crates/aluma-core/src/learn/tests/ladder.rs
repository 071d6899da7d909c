use alloc::vec::Vec;

use aluma_types::{DaoId, List, Timestamp};
use proptest::prelude::*;

use crate::earn::rules::curves;
use crate::learn::rules::ladder::{begins, open, part};
use crate::learn::types::{LADDER, LearnStage, Learning, REFRESH, bit, next_check};

fn parts(units: u128) -> Vec<u128> {
    (0..5).map(|place| curves::ladder(units, &LADDER, place)).collect()
}

fn learning(part: u8, stage: LearnStage) -> Learning {
    Learning {
        practice: DaoId(2),
        mentor: None,
        part,
        settled: 1,
        held: 0,
        tries: 0,
        drawn: List::default(),
        drawn_at: Timestamp(0),
        seen: 0,
        accepted: None,
        due: None,
        stage,
    }
}

proptest! {
    #[test]
    fn a_ladder_is_exactly_its_whole(units: u128) {
        let all = parts(units);
        prop_assert_eq!(all.iter().copied().try_fold(0u128, u128::checked_add), Some(units));
        prop_assert_eq!(open(&all, 0), units);
        prop_assert_eq!(open(&all, 0b11111), 0);
    }

    #[test]
    fn whatever_is_settled_first_all_parts_are_the_whole(
        units: u128,
        order in Just([0u8, 1, 2, 3, 4]).prop_shuffle(),
    ) {
        let all = parts(units);
        let (mut held, mut settled, mut gone) = (open(&all, 0), 0u8, 0u128);
        for place in order {
            let units = part(&all, settled, place);
            settled |= bit(place);
            held = held.checked_sub(units).expect("never more than is set aside");
            gone = gone.checked_add(units).expect("never more than the whole");
            prop_assert_eq!(held, open(&all, settled));
            prop_assert_eq!(part(&all, settled, place), 0, "none is had twice");
        }
        prop_assert_eq!((held, gone), (0, units));
    }
}

#[test]
fn the_parts_are_as_the_schedule_says() {
    assert_eq!(parts(1_000), [300, 200, 100, 150, 250]);
    assert_eq!(LADDER.iter().map(|part| u32::from(*part)).sum::<u32>(), 1_000);
}

#[test]
fn whoever_is_on_their_way_does_not_begin() {
    let at = Timestamp(5);
    assert_eq!(begins(None), Ok((0, 0)));
    assert_eq!(begins(Some(&learning(1, LearnStage::Lapsed { at }))), Ok((1, 1)));
    assert_eq!(begins(Some(&learning(4, LearnStage::Done { at }))), Ok((REFRESH, 1)));
    let stage = LearnStage::Practical { until: at };
    assert_eq!(begins(Some(&learning(1, stage))), Err(stage));
}

#[test]
fn checks_are_after_7_30_and_90_days_with_14_days_for_each() {
    const DAY: u64 = 24 * 60 * 60 * 1_000;
    let days = |count: u64| Timestamp(count * DAY);
    assert_eq!(next_check(days(0), 0), Some((days(7), days(21))));
    assert_eq!(next_check(days(0), 1), Some((days(30), days(44))));
    assert_eq!(next_check(days(0), 2), Some((days(90), days(104))));
    assert_eq!(next_check(days(0), 3), None);
}
