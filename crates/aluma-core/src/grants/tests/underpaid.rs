use alloc::vec::Vec;

use proptest::prelude::*;

use crate::grants::rules::underpaid::All;
use crate::split::split;

#[test]
fn whoever_had_their_part_misses_nothing() {
    // 4 of 8 points of 160: 80 are due.
    let all = All { points: 8, money: 160 };
    for (paid, missing) in [(100, 0), (81, 0), (80, 0), (79, 8), (0, 640)] {
        assert_eq!(all.missing(4, paid), missing, "{paid}");
    }
    assert_eq!(all.cut(), 0);
    assert_eq!(all.missing(0, 0), 0, "no points, no part");
}

#[test]
fn the_lowest_bits_are_cut_where_there_is_no_room_for_the_sum() {
    let bits = |points: u32, money: u32| All { points: 1 << points, money: 1 << money }.cut();
    // 2^126 has 127 bits.
    for (points, money, cut) in [(63, 63, 0), (63, 64, 1), (100, 100, 74), (127, 127, 128)] {
        assert_eq!(bits(points, money), cut, "{points} {money}");
    }
}

proptest! {
    /// Who was paid nothing beyond their part ends with exactly their part, and the whole is shared.
    #[test]
    fn after_it_everybody_has_their_part_where_the_budget_reaches(
        points in proptest::collection::vec(1u128..1_000_000, 1..20),
        each in 1u128..1_000,
        budget in 1u128..1_000_000,
        shift in 0usize..20,
    ) {
        let all: u128 = points.iter().sum();
        // What was paid before is nobody's more than their part: a common factor of their points, for
        // some of them nothing at all.
        let paid: Vec<u128> = points
            .iter()
            .enumerate()
            .map(|(place, own)| if (place + shift).is_multiple_of(3) { 0 } else { own * each })
            .collect();
        let before: u128 = paid.iter().sum();
        let sums = All { points: all, money: before + budget };
        let weights: Vec<(u64, u128)> = (1u64..)
            .zip(points.iter().zip(&paid))
            .map(|(who, (own, paid))| (who, sums.missing(*own, *paid)))
            .collect();
        let parts = split(budget, &weights).expect("with points somebody misses something");
        prop_assert_eq!(parts.iter().sum::<u128>(), budget);
        let is_over = weights.iter().any(|(_, weight)| *weight == 0);
        for ((own, paid), part) in points.iter().zip(&paid).zip(&parts) {
            let due = own * (before + budget);
            let has = (paid + part) * all;
            // Within one unit, unless somebody has more than their part: then the others miss it.
            if !is_over {
                prop_assert!(due.abs_diff(has) <= all, "{due} {has}");
            }
        }
    }

    /// What is cut is cut of all alike: no order changes, and nothing leaves its room.
    #[test]
    fn sums_of_weights_have_room(
        points in proptest::collection::vec((0u128..1 << 120, 0u128..1 << 120), 1..40),
        budget in 1u128..1 << 120,
    ) {
        let sum = |of: &dyn Fn(&(u128, u128)) -> u128| points.iter().map(of).sum::<u128>();
        let all = All { points: sum(&|row| row.0), money: sum(&|row| row.1) + budget };
        let weights: Vec<u128> =
            points.iter().map(|(own, paid)| all.missing(*own, *paid)).collect();
        let whole = weights.iter().try_fold(0u128, |sum, weight| sum.checked_add(*weight));
        prop_assert!(whole.is_some_and(|whole| whole < 1 << 127));
    }
}
