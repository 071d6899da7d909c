use alloc::vec::Vec;
use proptest::prelude::*;

use crate::treasury::rules::split;

const MAX: u128 = u128::MAX;

#[test]
fn sums_are_split_by_largest_remainder() {
    type Case<'a> = (u128, &'a [(u64, u128)], Option<&'a [u128]>);
    //  total, (id, weight) -> parts in the same order
    let cases: [Case<'_>; 16] = [
        (10, &[], None),
        (10, &[(1, 0), (2, 0)], None),
        (0, &[(1, 0)], None),
        (0, &[(1, 5), (2, 5)], Some(&[0, 0])),
        (10, &[(1, 7)], Some(&[10])),
        (10, &[(1, 1), (2, 1)], Some(&[5, 5])),
        // ties go to the lowest id, wherever it stands
        (10, &[(1, 1), (2, 1), (3, 1)], Some(&[4, 3, 3])),
        (10, &[(3, 1), (2, 1), (1, 1)], Some(&[3, 3, 4])),
        (11, &[(3, 1), (2, 1), (1, 1)], Some(&[3, 4, 4])),
        (1, &[(9, 5), (4, 5)], Some(&[0, 1])),
        // a larger remainder goes before a lower id
        (10, &[(1, 1), (2, 2)], Some(&[3, 7])),
        (100, &[(1, 333), (2, 333), (3, 334)], Some(&[33, 33, 34])),
        // nothing for no weight, not even what is left over
        (2, &[(1, 0), (2, 1), (3, 1), (4, 1)], Some(&[0, 1, 1, 0])),
        (MAX, &[(1, MAX), (2, MAX)], Some(&[MAX / 2 + 1, MAX / 2])),
        (MAX, &[(1, MAX), (2, 1)], Some(&[MAX - 1, 1])),
        (1, &[(1, 1), (2, MAX)], Some(&[0, 1])),
    ];
    for (total, weights, parts) in cases {
        assert_eq!(split(total, weights).as_deref(), parts, "{total} over {weights:?}");
    }
}

#[test]
fn two_thousand_payees_at_once() {
    let weights: Vec<_> = (0..2_000u64).map(|id| (id, u128::from(id % 7))).collect();
    let parts = split(1_000_003, &weights).unwrap();
    assert_eq!(parts.iter().sum::<u128>(), 1_000_003);
}

/// Distinct ids with weights small enough to collide.
fn weights() -> impl Strategy<Value = Vec<(u64, u128)>> {
    let weight = prop_oneof![0u128..6, any::<u128>()];
    prop::collection::btree_map(0u64..40, weight, 1..20)
        .prop_map(|map| map.into_iter().collect::<Vec<_>>())
        .prop_filter("some weight", |rows| rows.iter().any(|(_, weight)| *weight > 0))
}

proptest! {
    #[test]
    fn parts_add_up_whatever_the_order(
        total: u128, (rows, mixed) in weights().prop_flat_map(|rows| {
            (Just(rows.clone()), Just(rows).prop_shuffle())
        })
    ) {
        let parts = split(total, &rows).unwrap();
        let sum = parts.iter().try_fold(0u128, |sum, part| sum.checked_add(*part));
        prop_assert_eq!(sum, Some(total));
        let by_id = |rows: &[(u64, u128)], parts: Vec<u128>| {
            let mut pairs: Vec<_> = rows.iter().map(|(id, _)| *id).zip(parts).collect();
            pairs.sort_unstable();
            pairs
        };
        let shuffled = split(total, &mixed).unwrap();
        prop_assert_eq!(by_id(&rows, parts), by_id(&mixed, shuffled));
    }

    #[test]
    fn nobody_is_off_by_a_unit(
        total in 0u128..1 << 60, rows in prop::collection::vec(0u128..1 << 60, 1..20)
    ) {
        let whole: u128 = rows.iter().sum();
        prop_assume!(whole > 0);
        let weights: Vec<_> = (0u64..).zip(rows).collect();
        let parts = split(total, &weights).unwrap();
        for ((_, weight), part) in weights.iter().zip(parts) {
            let exact = total * weight;
            prop_assert!(part == exact / whole || part == exact.div_ceil(whole));
        }
    }

    #[test]
    fn a_copy_of_the_list_gives_equal_halves_within_a_unit(total: u128, weight in 1u128..9) {
        let parts = split(total, &[(1, weight), (2, weight)]).unwrap();
        prop_assert!(parts[0] - parts[1] <= 1);
    }
}
