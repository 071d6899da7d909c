use aluma_types::Share;
use proptest::prelude::*;

use crate::reputation::rules::decay::POINT;
use crate::reputation::rules::praise::{Inflow, afforded, bounded, damped, is_held_up, room_of};

#[test]
fn a_budget_scales_what_is_given() {
    //  points, given together, budget in micro-points -> micro-points
    let cases = [
        (3, 3, 3 * POINT, 3 * POINT),
        (3, 3, 3 * POINT - 1, 3 * POINT - 1),
        (1, 4, 2 * POINT, POINT / 2),
        (1, 3, POINT, POINT / 3),
        (5, 5, 0, 0),
        (0, 0, 0, 0),
    ];
    for (points, given, budget, micro) in cases {
        assert_eq!(afforded(points, given, budget), micro, "{points} of {given}, {budget}");
    }
}

#[test]
fn what_goes_back_and_forth_counts_less_and_never_nothing() {
    //  micro-points, mutual before, in one cluster -> micro-points
    let cases = [
        (POINT, 0, false, POINT),
        (POINT, 100 * POINT, false, POINT / 2),
        (POINT, 300 * POINT, false, POINT / 4),
        (POINT, 0, true, POINT / 10),
        (POINT, 100 * POINT, true, POINT / 20),
        (POINT, 9_900 * POINT, false, POINT / 100),
    ];
    for (micro, mutual, near, left) in cases {
        assert_eq!(damped(micro, mutual, near), left, "{micro} {mutual} {near}");
    }
}

#[test]
fn whom_two_of_a_cluster_give_a_fifth_is_held_up_by_it() {
    //  givers, given, all -> whether
    let cases = [
        (2, 20, 100, true),
        (2, 19, 100, false),
        (1, 100, 100, false),
        (3, 0, 1, false),
        (2, u64::MAX, u64::MAX, true),
    ];
    for (givers, micro, all, is) in cases {
        let (of, all) = (Inflow { givers, micro }, Inflow { givers: 9, micro: all });
        assert_eq!(is_held_up(of, all), is, "{of:?} of {all:?}");
    }
}

#[test]
fn bounds_scale_down() {
    //  part, sum, room -> part
    for (part, sum, room, left) in [(5, 10, 10, 5), (5, 10, 11, 5), (5, 10, 9, 4), (5, 10, 0, 0)] {
        assert_eq!(bounded(part, sum, room), left, "{part} of {sum} into {room}");
    }
    let half = Share::percent(50);
    //  hard, soft, part -> room
    for (hard, soft, room) in [(10, 0, 5), (10, 4, 1), (10, 5, 0), (10, 6, 0), (11, 0, 5)] {
        assert_eq!(room_of(hard, soft, half), room, "{hard} {soft}");
    }
    assert_eq!(room_of(10, 0, Share::ZERO), 0);
    assert_eq!(room_of(10, 0, Share::ONE), 10);
}

proptest! {
    /// However praise is cut into pieces, what is afforded stays within the budget, and what is bounded
    /// within its room.
    #[test]
    fn nothing_goes_beyond_its_bound(
        points in prop::collection::vec(1u64..1_000, 1..30),
        budget in 0u64..500 * POINT,
        room in 0u128..500 * u128::from(POINT),
    ) {
        let given: u64 = points.iter().sum();
        let afford = |points: &u64| afforded(*points, given, budget);
        let sum: u64 = points.iter().map(afford).sum();
        prop_assert!(sum <= budget);
        let left = points.iter().map(|points| bounded(afford(points), sum.into(), room));
        prop_assert!(u128::from(left.sum::<u64>()) <= room);
    }
}
