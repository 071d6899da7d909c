use aluma_types::{Share, Span, Timestamp};
use proptest::prelude::*;

use crate::governance::rules::{Bar, Quiet, Tally, Threshold, turned};

const fn tally((for_, against, abstain): (u128, u128, u128)) -> Tally {
    Tally { for_, against, abstain }
}

fn quiet(opened: u64, period: u64, increase: u64) -> Quiet {
    let (period, increase) = (Span(period), Span(increase));
    Quiet { opened: Timestamp(opened), period, increase }
}

#[test]
fn a_turn_moves_the_deadline() {
    // opened at 1,000 for 100, W = 10: the original deadline is 1,100, the bound 1,120
    let even = quiet(1_000, 100, 10);
    let odd = quiet(1_000, 101, 10);
    //  times, deadline, now -> deadline
    for (quiet, deadline, now, moved) in [
        (even, 1_100, 1_000, 1_100), // 1,060 lies before
        (even, 1_100, 1_080, 1_100), // 1,080 + 10 + 50 - 40
        (even, 1_100, 1_081, 1_101), // floor(81/2) = 40
        (even, 1_100, 1_082, 1_101),
        (even, 1_100, 1_100, 1_110),
        (even, 1_100, 1_101, 1_100), // closed
        (even, 1_110, 1_110, 1_115),
        (even, 1_115, 1_101, 1_115), // never back: 1,111 lies before
        (even, 1_120, 1_120, 1_120), // the bound itself
        (odd, 1_101, 1_101, 1_111),  // floor(101/2) twice
        (odd, 1_101, 1_100, 1_110),
        (quiet(0, 0, 0), 0, 0, 0),
        (quiet(5, 0, 7), 5, 5, 12),
    ] {
        let got = quiet.deadline_after_turn(Timestamp(deadline), Timestamp(now));
        assert_eq!(got, Timestamp(moved), "{quiet:?} {deadline} at {now}");
    }
    assert_eq!(even.bound(), Timestamp(1_120));
}

#[test]
fn late_changes_only_lower_support() {
    let quiet = quiet(1_000, 100, 10);
    let first = None;
    //  now, before, after -> counts
    for (now, before, after, counts) in [
        // up to the original deadline, that moment included
        (1_100, first, (1, 0, 0), true),
        (1_100, Some((0, 5, 0)), (5, 0, 0), true),
        // after it
        (1_101, first, (5, 0, 0), true),
        (1_101, first, (0, 5, 0), true),
        (1_101, Some((5, 0, 0)), (0, 5, 0), true),
        (1_101, Some((5, 0, 0)), (0, 0, 5), true),
        (1_101, Some((0, 0, 5)), (0, 5, 0), true),
        (1_101, Some((5, 0, 0)), (5, 0, 0), true),
        (1_101, Some((0, 5, 0)), (5, 0, 0), false),
        (1_101, Some((0, 5, 0)), (0, 0, 5), false),
        (1_101, Some((0, 0, 5)), (5, 0, 0), false),
        (1_101, Some((0, 0, 5)), (1, 4, 0), false),
        (1_101, Some((2, 3, 0)), (3, 3, 0), false),
        (1_101, Some((2, 3, 0)), (1, 2, 0), false),
        (1_101, Some((2, 3, 0)), (1, 4, 0), true),
    ] {
        let got = quiet.counts(Timestamp(now), before.map(tally).as_ref(), &tally(after));
        assert_eq!(got, counts, "at {now}: {before:?} to {after:?}");
    }
}

#[test]
fn what_turns_an_outcome() {
    let majority = |support| Bar { threshold: Threshold::Majority, support };
    let two_thirds = Share::new(2, 3).unwrap();
    let strict = Bar { threshold: Threshold::Percent { share: two_thirds }, support: 0 };
    //  bar, before, after, total -> turned
    for (bar, before, after, total, has_turned) in [
        // by threshold, in both directions
        (majority(0), (5, 5, 0), (6, 5, 0), 100, true),
        (majority(0), (6, 5, 0), (6, 6, 0), 100, true),
        (majority(0), (6, 5, 0), (7, 5, 0), 100, false),
        (majority(0), (4, 5, 0), (5, 5, 0), 100, false),
        // by quorum although the leader stays the same
        (majority(10), (9, 0, 0), (10, 0, 0), 100, true),
        (majority(10), (10, 0, 0), (11, 0, 0), 100, false),
        // not by the leader where the quorum is missing anyway
        (majority(10), (4, 5, 0), (6, 5, 0), 100, false),
        // a lead is not enough where the threshold is higher
        (strict, (5, 4, 0), (7, 4, 0), 100, false),
        (strict, (7, 4, 0), (8, 4, 0), 100, true),
        // an absolute majority needs no more time
        (majority(0), (50, 50, 0), (51, 49, 0), 100, false),
        (majority(60), (59, 0, 0), (60, 0, 0), 100, false),
        (majority(0), (25, 25, 0), (50, 25, 0), 100, true),
        (majority(0), (25, 25, 0), (51, 25, 0), 100, false),
        (majority(0), (50, 49, 0), (50, 50, 0), 100, false),
    ] {
        let got = turned(&bar, &tally(before), &tally(after), total);
        assert_eq!(got, has_turned, "{bar:?} {before:?} to {after:?} of {total}");
    }
}

proptest! {
    #[test]
    fn no_sequence_of_turns_passes_the_bound(
        period in 0u64..1_000, increase in 0u64..1_000,
        gaps in prop::collection::vec(0u64..400, 0..200),
    ) {
        let quiet = quiet(1_000, period, increase);
        let mut deadline = quiet.original_deadline();
        let mut now = quiet.opened;
        for gap in gaps {
            now = now.after(Span(gap));
            let moved = quiet.deadline_after_turn(deadline, now);
            prop_assert!(moved >= deadline);
            deadline = moved;
            prop_assert!(deadline <= quiet.bound());
        }
    }

    #[test]
    fn turning_at_each_deadline_reaches_no_further(period in 0u64..1_000, increase in 0u64..1_000) {
        let quiet = quiet(0, period, increase);
        let mut deadline = quiet.original_deadline();
        for _ in 0..40 {
            deadline = quiet.deadline_after_turn(deadline, deadline);
        }
        prop_assert!(deadline <= quiet.bound());
        // The halving series comes within a few ms of the bound.
        prop_assert!(deadline.0 + 2 >= quiet.bound().0);
    }

    #[test]
    fn any_times_are_held_at_the_end_of_time(
        opened: u64, period: u64, increase: u64, deadline: u64, now: u64
    ) {
        let quiet = quiet(opened, period, increase);
        let moved = quiet.deadline_after_turn(Timestamp(deadline), Timestamp(now));
        prop_assert!(moved >= Timestamp(deadline));
    }
}
