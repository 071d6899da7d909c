use aluma_types::{Share, Span};
use proptest::prelude::*;

use crate::governance::rules::{HEAD, Quorum, Support, quorum_by_size};

#[test]
fn quorum_of_people() {
    //  members, quorum
    for (members, quorum) in [
        (0, 0),
        (1, 1),
        (2, 2),
        (3, 3),
        (4, 3),
        (5, 3),
        (6, 3),
        (7, 4),
        (8, 4),
        (9, 5),
        (10, 5),
        (11, 6), // sqrt(27.5) = 5.2
        (14, 6), // sqrt(35) = 5.9
        (15, 7), // sqrt(37.5) = 6.1
        (39, 10),
        (40, 10), // sqrt(100) exactly
        (41, 11),
        (90, 15), // sqrt(225) exactly
        (91, 16),
        (150, 20),
        (160, 20), // sqrt(400) exactly
        (161, 21),
        (2_766, 84), // the root is 83.2, 3 % is 82.98
        (2_800, 84), // the root is 83.7, 3 % is 84
        (2_801, 85), // 3 % is 84.03
        (5_000, 150),
        (1_000_000, 30_000),
        (u64::MAX, 553_402_322_211_286_549), // 3 %, rounded up
    ] {
        assert_eq!(quorum_by_size(members), quorum, "of {members}");
    }
}

#[test]
fn quorum_of_weight() {
    let heads = |count: u128| count * HEAD;
    //  quorum, total, members -> weight
    for (quorum, total, members, weight) in [
        (Quorum::BY_SIZE, heads(5), 5, heads(3)),
        (Quorum::BY_SIZE, heads(40), 40, heads(10)),
        (Quorum::BY_SIZE, heads(150), 150, heads(20)),
        (Quorum::BY_SIZE, heads(5_000), 5_000, heads(150)),
        // with weights, the same fraction of the total, rounded up
        (Quorum::BY_SIZE, 1_000, 40, 250),
        (Quorum::BY_SIZE, 1_001, 40, 251),
        (Quorum::BY_SIZE, 1, 40, 1),
        (Quorum::BY_SIZE, u128::MAX, 2, u128::MAX),
        (Quorum::BY_SIZE, u128::MAX, 40, u128::MAX / 4 + 1),
        (Quorum::BY_SIZE, 0, 40, 0),
        (Quorum::BY_SIZE, 7, 0, 0),
        // the constitution: 20 % overtakes the size above 65 members, both 13 there
        (Quorum::CONSTITUTION, heads(5), 5, heads(3)),
        (Quorum::CONSTITUTION, heads(40), 40, heads(10)),
        (Quorum::CONSTITUTION, heads(64), 64, heads(13)),
        (Quorum::CONSTITUTION, heads(65), 65, heads(13)),
        (Quorum::CONSTITUTION, heads(66), 66, 13_200_000),
        (Quorum::CONSTITUTION, heads(150), 150, heads(30)),
        (Quorum::CONSTITUTION, heads(5_000), 5_000, heads(1_000)),
        (Quorum::CONSTITUTION, 7, 0, 2),
        // a stated part alone
        (Quorum { by_size: false, least: Share::percent(4) }, 1_000, 5, 40),
        (Quorum { by_size: false, least: Share::ZERO }, 1_000, 5, 0),
    ] {
        assert_eq!(quorum.support(total, members), weight, "{quorum:?} {total} {members}");
    }
}

#[test]
fn support_falls_along_a_line() {
    let falling = Support { start: 100, end: 10, fall: Span(9) };
    let steep = Support { start: 10, end: 0, fall: Span(3) };
    let level = Support { start: 10, end: 20, fall: Span(5) };
    let huge = Support { start: u128::MAX, end: 0, fall: Span(u64::MAX) };
    //  support, elapsed ms -> needed
    for (support, elapsed, needed) in [
        (falling, 0, 100),
        (falling, 1, 90),
        (falling, 8, 20),
        (falling, 9, 10),
        (falling, 10, 10),
        (falling, u64::MAX, 10),
        // 10 - 10/3 rounds up
        (steep, 1, 7),
        (steep, 2, 4),
        (steep, 3, 0),
        // what would rise stays
        (level, 0, 10),
        (level, 5, 10),
        (Support::fixed(7), 0, 7),
        (Support::fixed(7), u64::MAX, 7),
        // all at once
        (Support { start: 9, end: 4, fall: Span(0) }, 0, 4),
        (huge, 0, u128::MAX),
        (huge, 1, u128::MAX - u128::MAX / u128::from(u64::MAX)),
        (huge, u64::MAX, 0),
    ] {
        assert_eq!(support.needed(Span(elapsed)), needed, "{support:?} after {elapsed}");
    }
}

proptest! {
    #[test]
    fn quorum_is_the_least_that_reaches_its_bounds(members in 11u64..10_000_000) {
        let reaches = |k: u64| 2 * k * k >= 5 * members && 100 * k >= 3 * members;
        let quorum = quorum_by_size(members);
        prop_assert!(reaches(quorum) && !reaches(quorum - 1));
        prop_assert!(quorum <= members);
    }

    #[test]
    fn quorum_never_falls_as_a_group_grows(members: u64) {
        prop_assert!(quorum_by_size(members) <= quorum_by_size(members.saturating_add(1)));
    }

    #[test]
    fn support_stays_between_its_ends_and_never_rises(
        start: u128, end: u128, fall: u64, first: u64, second: u64
    ) {
        let support = Support { start, end, fall: Span(fall) };
        let early = support.needed(Span(first.min(second)));
        let late = support.needed(Span(first.max(second)));
        prop_assert!(start >= early && early >= late && late >= end.min(start));
    }
}
