//! Curves: values worked out by hand, and laws for all of them.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::{Share, Span, Timestamp};
use proptest::prelude::*;

use crate::earn::rules::curves::{
    Pooled, as_far_as, concave, fallen, falls, ladder, pool, recovers_from, rises, tiered, vested,
    water_filling,
};
use crate::earn::types::Step;

fn steps(all: &[(u128, u128)]) -> Vec<Step> {
    all.iter().map(|(from, units)| Step { from: *from, units: *units }).collect()
}

#[test]
fn a_tiered_curve_gives_the_highest_step_that_is_reached() {
    let steps = steps(&[(10, 5), (20, 9)]);
    for (score, units) in [(0, 0), (9, 0), (10, 5), (19, 5), (20, 9), (u128::MAX, 9)] {
        assert_eq!(tiered(&steps, score), units, "score {score}");
    }
    assert!(rises(&steps));
}

#[test]
fn steps_rise_in_score_and_never_fall_in_units() {
    assert!(!rises(&[]));
    assert!(rises(&steps(&[(1, 5), (2, 5)])));
    assert!(!rises(&steps(&[(1, 5), (1, 6)])));
    assert!(!rises(&steps(&[(1, 5), (2, 4)])));
}

#[test]
fn a_falling_curve_falls_by_each_claim_and_recovers_with_time() {
    let (units, fall, recover) = (100, Share::percent(30), Span(1_000));
    let mut taken = 0;
    let mut worth = Vec::new();
    for _ in 0..5 {
        worth.push(units - taken);
        taken = falls(units, taken, fall);
    }
    assert_eq!(worth, [100, 70, 40, 10, 0]);
    let at = |after: u64| fallen(units, (60, Timestamp(0)), recover, Timestamp(after));
    // A tenth of the whole comes back in a tenth of the time, and what comes back is rounded down.
    assert_eq!(
        [at(0), at(9), at(10), at(100), at(599), at(600), at(1_000)],
        [60, 60, 59, 50, 1, 0, 0]
    );
}

#[test]
fn claims_that_follow_each_other_closely_do_not_stop_a_falling_curve_from_recovering() {
    // Ten units recover in 120 hours, one in twelve; each claim takes one. Every eleven hours a claim comes.
    let (units, fall, recover) = (10, Share::percent(10), Span(120));
    let mut stands = (0, Timestamp(0));
    let mut worth = Vec::new();
    for turn in 0..40 {
        let now = Timestamp(turn * 11);
        let taken = fallen(units, stands, recover, now);
        worth.push(units - taken);
        stands = (falls(units, taken, fall), recovers_from(units, stands, recover, now));
    }
    // Before the fortieth claim 39 are taken, and 35 came back in 429 hours.
    assert_eq!(worth[..14], [10, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8]);
    assert_eq!(worth[39], 6);
}

#[test]
fn a_capped_pool_gives_what_is_cut_to_the_others() {
    // 10, 10 and 80 of 100: the third is cut to 40, and the others share 60.
    assert_eq!(water_filling(100, &[(1, 1, 40), (2, 1, 40), (3, 8, 40)]), [30, 30, 40]);
    // A cut that lets another one reach its cap, which is cut then.
    assert_eq!(water_filling(100, &[(1, 1, 20), (2, 2, 30), (3, 7, 40)]), [20, 30, 40]);
    // A cap of nothing is nothing, and no cap is none.
    assert_eq!(water_filling(100, &[(1, 1, 0), (2, 1, u128::MAX)]), [0, 100]);
    assert_eq!(water_filling(100, &[(1, 0, 50), (2, 0, 50)]), [0, 0]);
    assert_eq!(water_filling(0, &[(1, 1, 50)]), [0]);
}

#[test]
fn a_pool_leaves_what_is_cut_in_trust() {
    assert_eq!(pool(100, &[(1, 1, 40), (2, 1, 40), (3, 8, 40)]), [10, 10, 40]);
    assert_eq!(pool(10, &[(1, 1, 99), (2, 1, 99), (3, 1, 99)]), [4, 3, 3]);
}

#[test]
fn a_ladder_of_learning_pays_its_parts_in_order() {
    let parts = [30, 20, 10, 15, 25];
    let paid: Vec<u128> = (0..6).map(|claim| ladder(1_000, &parts, claim)).collect();
    assert_eq!(paid, [300, 200, 100, 150, 250, 0]);
}

#[test]
fn whoever_waits_has_all_where_there_is_as_much_and_else_their_part_to_the_last_unit() {
    assert_eq!(as_far_as(60, &[45, 15]), [45, 15]);
    assert_eq!(as_far_as(61, &[45, 15]), [45, 15]);
    // Three quarters and a quarter of 59 are 44.25 and 14.75: the last unit goes to the larger remainder.
    assert_eq!(as_far_as(59, &[45, 15]), [44, 15]);
    assert_eq!(as_far_as(1, &[45, 15]), [1, 0]);
    assert_eq!(as_far_as(0, &[45, 15]), [0, 0]);
    // Of equals the first has the last unit.
    assert_eq!(as_far_as(3, &[5, 5]), [2, 1]);
    assert_eq!(as_far_as(7, &[]), [0u128; 0]);
}

fn arb_pool() -> impl Strategy<Value = Vec<(u128, u128)>> {
    let most = prop_oneof![Just(0), 1u128..500, Just(u128::MAX)];
    proptest::collection::vec((0u128..1_000, most), 1..20)
}

fn numbered(rows: &[(u128, u128)]) -> Vec<Pooled> {
    (1u64..).zip(rows).map(|(id, (weight, most))| (id, *weight, *most)).collect()
}

proptest! {
    #[test]
    fn no_pool_gives_more_than_it_has_nor_anybody_more_than_their_most(
        total in 0u128..10_000,
        rows in arb_pool(),
    ) {
        let rows = numbered(&rows);
        for parts in [pool(total, &rows), water_filling(total, &rows)] {
            prop_assert_eq!(parts.len(), rows.len());
            prop_assert!(parts.iter().sum::<u128>() <= total);
            for (part, (_, weight, most)) in parts.iter().zip(&rows) {
                prop_assert!(part <= most && (*weight > 0 || *part == 0));
            }
        }
    }

    #[test]
    fn water_filling_gives_all_that_may_be_taken(total in 0u128..10_000, rows in arb_pool()) {
        let rows = numbered(&rows);
        let may = rows.iter().filter(|(_, weight, _)| *weight > 0);
        let may = may.fold(0u128, |sum, (_, _, most)| sum.saturating_add(*most));
        prop_assert_eq!(water_filling(total, &rows).iter().sum::<u128>(), total.min(may));
    }

    #[test]
    fn no_order_of_claims_matters(total in 0u128..10_000, rows in arb_pool()) {
        let rows = numbered(&rows);
        let back: Vec<Pooled> = rows.iter().rev().copied().collect();
        for of in [pool, water_filling] {
            let mut parts = of(total, &back);
            parts.reverse();
            prop_assert_eq!(of(total, &rows), parts);
        }
    }

    #[test]
    fn who_weighs_more_and_may_take_as_much_takes_no_less(
        total in 0u128..10_000,
        rows in arb_pool(),
    ) {
        let rows: Vec<_> = rows.into_iter().map(|(weight, _)| (weight, 300)).collect();
        let rows = numbered(&rows);
        let parts = water_filling(total, &rows);
        for (one, (_, less, _)) in parts.iter().zip(&rows) {
            for (other, (_, more, _)) in parts.iter().zip(&rows) {
                prop_assert!(less >= more || one <= other);
            }
        }
    }

    #[test]
    fn parts_of_a_ladder_and_of_a_vesting_are_the_whole(
        units in 0u128..1_000_000,
        parts in proptest::collection::vec(1u16..1_000, 1..8),
        count in 1u8..24,
    ) {
        let all = (0..8).map(|claim| ladder(units, &parts, claim)).sum::<u128>();
        prop_assert_eq!(all, units);
        prop_assert_eq!((0..count).map(|part| vested(units, count, part)).sum::<u128>(), units);
    }

    #[test]
    fn nobody_who_waits_has_more_than_they_are_to_have_and_all_that_is_there_goes_to_them(
        there in 0u128..2_000,
        wanted in proptest::collection::vec(1u128..1_000, 1..3),
    ) {
        let parts = as_far_as(there, &wanted);
        prop_assert_eq!(parts.iter().sum::<u128>(), there.min(wanted.iter().sum()));
        prop_assert!(parts.iter().zip(&wanted).all(|(part, units)| part <= units));
        // However often something comes, in the end each has what they were to have.
        let rest: Vec<u128> = wanted.iter().zip(&parts).map(|(units, part)| units - part).collect();
        let later = as_far_as(u128::MAX, &rest);
        prop_assert_eq!(later, rest);
    }

    #[test]
    fn cutting_a_score_into_claims_gains_nothing(
        units in 1u128..1_000,
        scores in proptest::collection::vec(1u128..10_000, 1..10),
    ) {
        let whole = concave(units, 0, scores.iter().sum());
        let mut before = 0;
        let mut paid = 0;
        for score in scores {
            paid += concave(units, before, score);
            before += score;
        }
        prop_assert_eq!(paid, whole);
    }

    #[test]
    fn a_falling_curve_recovers_alike_however_often_it_is_read(
        units in 1u128..5_000,
        part in 0u128..=100,
        waits in proptest::collection::vec(0u64..500, 1..40),
    ) {
        let recover = Span(5_000);
        let taken = units * part / 100;
        let (mut stands, mut now) = ((taken, Timestamp(0)), 0u64);
        for wait in &waits {
            now += wait;
            let at = Timestamp(now);
            stands = (fallen(units, stands, recover, at), recovers_from(units, stands, recover, at));
        }
        let (often, once) = (stands.0, fallen(units, (taken, Timestamp(0)), recover, Timestamp(now)));
        // A millisecond at most is lost each time.
        let lost = (units * waits.len() as u128).div_ceil(5_000) + 1;
        prop_assert!(often >= once && often <= once + lost, "{often} {once}");
    }

    #[test]
    fn a_falling_curve_stays_between_nothing_and_its_units(
        units in 1u128..1_000_000,
        percent in 0u32..=100,
        waits in proptest::collection::vec(0u64..2_000, 1..30),
    ) {
        let (mut taken, mut now) = (0u128, 0u64);
        for wait in waits {
            let since = Timestamp(now);
            now += wait;
            taken = fallen(units, (taken, since), Span(1_000), Timestamp(now));
            prop_assert!(taken <= units);
            taken = falls(units, taken, Share::percent(percent));
            prop_assert!(taken <= units);
        }
    }
}

#[test]
fn enormous_sums_end_and_stay_within_what_there_is() {
    let rows = vec![(1, u128::MAX, u128::MAX), (2, u128::MAX, 5), (3, 1, u128::MAX)];
    let parts = water_filling(u128::MAX, &rows);
    assert!(parts.iter().try_fold(0u128, |sum, part| sum.checked_add(*part)).is_some());
    assert!(parts[1] <= 5);
}
