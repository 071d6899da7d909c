use alloc::vec::Vec;

use aluma_types::{AccountId, List, Span};
use proptest::prelude::*;

use crate::grants::rules::undertaking::{
    Giving, LONGEST, Milestone, Milestones, Pledge, matches, milestones_fit, portions, sums,
};
use crate::grants::types::Words;

fn milestones(rows: &[(u16, u64)]) -> Milestones {
    let what = Words::of(&[0; 32], "A step").expect("a text");
    let rows = rows.iter().map(|(weight, within)| Milestone {
        what,
        weight: *weight,
        within: Span(*within),
    });
    List::new(rows.collect()).expect("few")
}

fn giving(gave: u128, released: u128) -> Giving {
    Giving { gave, released, ..Giving::default() }
}

#[test]
fn milestones_weigh_something_and_follow_each_other() {
    for (rows, fits) in [
        (&[][..], false),
        (&[(1, 1)], true),
        (&[(0, 1)], false),
        (&[(1, 0)], false),
        (&[(1, LONGEST.0)], true),
        (&[(1, LONGEST.0 + 1)], false),
        (&[(1, 1), (1, 2)], true),
        (&[(1, 2), (1, 2)], false),
        (&[(1, 2), (1, 1)], false),
    ] {
        assert_eq!(milestones_fit(&milestones(rows)), fits, "{rows:?}");
    }
}

#[test]
fn a_pledge_adds_for_each_that_others_gave_and_never_more_than_all_of_it() {
    let pledge = |most, times| Pledge { escrow: 1, most, times, matched: None };
    for (most, times, given, own, expected) in [
        (100, 1, 0, 0, 0),
        (100, 1, 60, 0, 60),
        (100, 2, 49, 0, 98),
        (100, 2, 50, 0, 100),
        (100, 2, 51, 0, 100),
        // What one gave oneself is not matched.
        (100, 2, 50, 50, 0),
        (100, 2, 50, 20, 60),
        (u128::MAX, 100, u128::MAX, 0, u128::MAX),
    ] {
        assert_eq!(matches(&pledge(most, times), given, own), expected, "{most} {times} {given}");
    }
}

#[test]
fn milestones_pay_by_weight_and_from_everybody_in_proportion() {
    assert_eq!(sums(100, &milestones(&[(1, 1), (1, 2), (1, 3)])), [34, 33, 33]);
    assert_eq!(sums(180, &milestones(&[(1, 1), (2, 2)])), [60, 120]);
    assert_eq!(sums(1, &milestones(&[(1, 1), (3, 2)])), [0, 1]);
    let all = [(AccountId(1), giving(30, 0)), (AccountId(2), giving(50, 0))];
    assert_eq!(portions(8, &all), [(AccountId(1), 3), (AccountId(2), 5)]);
    // By what is left, not by what was given.
    let all = [(AccountId(1), giving(30, 20)), (AccountId(2), giving(50, 20))];
    assert_eq!(portions(8, &all), [(AccountId(1), 2), (AccountId(2), 6)]);
}

proptest! {
    /// However many milestones are reached: what everybody gave is what was paid and what is left, to the
    /// unit, and nobody pays more than they gave.
    #[test]
    fn what_was_given_is_paid_or_left(
        gave in proptest::collection::vec(0u128..=u128::MAX / 64, 1..30),
        weights in proptest::collection::vec(1u16..=u16::MAX, 1..12),
        reached in 0usize..12,
    ) {
        let mut all: Vec<_> =
            (1u64..).zip(&gave).map(|(who, units)| (AccountId(who), giving(*units, 0))).collect();
        let whole: u128 = gave.iter().sum();
        let rows: Vec<_> = (1u64..).zip(&weights).map(|(at, weight)| (*weight, at)).collect();
        let parts = sums(whole, &milestones(&rows));
        prop_assert_eq!(parts.iter().sum::<u128>(), whole);
        let mut paid = 0;
        for units in parts.iter().take(reached) {
            let portions = portions(*units, &all);
            prop_assert_eq!(portions.iter().map(|(_, units)| units).sum::<u128>(), *units);
            for ((_, giving), (_, units)) in all.iter_mut().zip(portions) {
                prop_assert!(units <= giving.left());
                giving.released += units;
            }
            paid += units;
        }
        let left: u128 = all.iter().map(|(_, giving)| giving.left()).sum();
        prop_assert_eq!(paid + left, whole);
        // After the last one nothing is left.
        prop_assert!(reached < weights.len() || left == 0);
    }

    /// In any order of those who gave, each pays the same.
    #[test]
    fn no_order_of_givers_matters(
        gave in proptest::collection::btree_map(1u64..100, 0u128..1_000, 1..20),
        part in 0u32..=100,
    ) {
        let all: Vec<_> =
            gave.iter().map(|(who, units)| (AccountId(*who), giving(*units, 0))).collect();
        let units = gave.values().sum::<u128>() * u128::from(part) / 100;
        let mut turned = all.clone();
        turned.reverse();
        let mut back = portions(units, &turned);
        back.reverse();
        prop_assert_eq!(portions(units, &all), back);
    }
}
