use alloc::vec::Vec;

use aluma_types::Share;
use ethnum::U256;
use proptest::prelude::*;

use crate::grants::rules::quadratic::{Given, Group, SCALE, ideal, isqrt, shared, whole};

fn of(units: &[u128]) -> Given {
    (1u64..).zip(units).map(|(who, units)| (Group::One(who), *units)).collect()
}

fn units(given: &[u128]) -> u128 {
    whole(ideal(&of(given)))
}

#[test]
fn roots_are_rounded_down() {
    for (number, root) in
        [(0u128, 0u128), (1, 1), (3, 1), (4, 2), (8, 2), (9, 3), (1 << 80, 1 << 40)]
    {
        assert_eq!(isqrt(U256::new(number)), U256::new(root), "{number}");
    }
    assert_eq!(isqrt(U256::MAX), U256::new(u128::MAX));
}

/// Examples that others published. Buterin, Hitzig, Weyl, "Liberal Radicalism" (2018), and the worked example
/// on wtfisqf.com: a project with 10 gifts of 1 receives 90 where one with a single gift of 10 receives
/// nothing; 1, 4 and 9 are 36, of which 14 were given.
#[test]
fn published_examples_come_to_what_they_say() {
    assert_eq!(units(&[1; 10]), 90);
    assert_eq!(units(&[10]), 0);
    assert_eq!(units(&[1, 4, 9]), 22);
    assert_eq!(units(&[25; 4]), 300);
    assert_eq!(units(&[50; 2]), 100);
    assert_eq!(units(&[]), 0);
    // wtfisqf.com: 20 each of 5, 10 each of 10 and 100 of one: 500, 1,000 and 100 are (5 sqrt 20)^2 ...
    assert_eq!([units(&[20; 5]), units(&[10; 10]), units(&[100])], [400, 900, 0]);
    let ideals = [(1, ideal(&of(&[20; 5]))), (2, ideal(&of(&[10; 10]))), (3, ideal(&of(&[100])))];
    assert_eq!(shared(1_000, None, &ideals), [308, 692, 0]);
    // Cluster match (Miller, Weyl, Erichsen 2022): four friends who give 25 each are one who gives 100, and
    // with a fifth outside: (10 + 5)^2 - 125.
    let friends: Given = [(Group::Cluster(7), 100), (Group::One(9), 25)].into();
    assert_eq!(whole(ideal(&friends)), 100);
}

#[test]
fn no_cap_is_not_a_cap_of_nothing_and_what_a_cap_leaves_goes_to_the_others() {
    let of = |all: &[u128]| -> Vec<(u64, U256)> {
        let scaled = |units: &u128| U256::new(*units).saturating_mul(U256::new(SCALE));
        (1u64..).zip(all.iter().map(scaled)).collect()
    };
    let percent = |part| Some(Share::percent(part));
    for (pot, cap, ideals, expected) in [
        (100, None, &[300u128, 100][..], &[75u128, 25][..]),
        (100, percent(0), &[300, 100], &[0, 0]),
        (100, percent(100), &[300, 100], &[75, 25]),
        (100, percent(75), &[300, 100], &[75, 25]),
        (100, percent(74), &[300, 100], &[74, 26]),
        (100, percent(50), &[300, 100], &[50, 50]),
        (100, percent(40), &[300, 100], &[40, 40]),
        // What the first leaves lifts the second beyond the cap too.
        (100, percent(40), &[600, 300, 100], &[40, 40, 20]),
        // Nobody receives more than their ideal.
        (100, percent(40), &[600, 10, 5], &[40, 10, 5]),
        (1_000, None, &[300, 100], &[300, 100]),
        (400, None, &[300, 100], &[300, 100]),
        (399, None, &[300, 100], &[299, 100]),
        (100, None, &[], &[]),
        (0, None, &[5], &[0]),
        (100, None, &[0, 0], &[0, 0]),
    ] {
        assert_eq!(shared(pot, cap, &of(ideals)), expected, "{pot} {cap:?} {ideals:?}");
    }
}

fn arb_projects() -> impl Strategy<Value = Vec<Vec<u128>>> {
    proptest::collection::vec(proptest::collection::vec(1u128..1_000_000_000, 0..12), 1..12)
}

proptest! {
    /// Never more than the pot, nobody beyond cap or ideal, and all of the pot where all want more.
    #[test]
    fn no_more_is_added_than_there_is(
        projects in arb_projects(),
        pot in 0u128..2_000_000_000,
        cap in proptest::option::of(0u32..=100),
    ) {
        let ideals: Vec<_> =
            (1u64..).zip(projects.iter().map(|given| ideal(&of(given)))).collect();
        let cap = cap.map(Share::percent);
        let added = shared(pot, cap, &ideals);
        let sum: u128 = added.iter().sum();
        prop_assert!(sum <= pot);
        let most = cap.map_or(u128::MAX, |cap| crate::exact::part_down(pot, cap));
        for (units, (_, all)) in added.iter().zip(&ideals) {
            prop_assert!(*units <= most);
            prop_assert!(*units <= whole(*all) + 1);
        }
        let all = ideals.iter().fold(U256::ZERO, |sum, (_, ideal)| sum + *ideal);
        if cap.is_none() && all > U256::new(pot) * U256::new(SCALE) {
            prop_assert_eq!(sum, pot);
        }
        // In any order of projects each receives the same.
        let turned: Vec<_> = ideals.iter().rev().copied().collect();
        let mut back = shared(pot, cap, &turned);
        back.reverse();
        prop_assert_eq!(added, back);
    }

    /// One who gives alone draws nothing, and two draw something.
    #[test]
    fn alone_draws_nothing(gave in 1u128..=u128::MAX / 4, other in 1u128..1_000_000) {
        prop_assert_eq!(units(&[gave]), 0);
        prop_assert!(ideal(&of(&[gave, other])) > U256::ZERO);
    }

    /// A cluster draws no more than its people one by one would.
    #[test]
    fn a_cluster_draws_no_more(
        friends in proptest::collection::vec(1u128..1_000_000_000_000, 1..8),
        others in proptest::collection::vec(1u128..1_000_000_000_000, 0..8),
    ) {
        let plain: Vec<u128> = friends.iter().chain(&others).copied().collect();
        let mut given = of(&others);
        given.insert(Group::Cluster(1), friends.iter().sum());
        prop_assert!(ideal(&given) <= ideal(&of(&plain)));
    }

    /// The root is the root.
    #[test]
    fn a_root_is_the_largest_whose_square_is_not_more(number in any::<u128>(), high in any::<u64>()) {
        let number = U256::from_words(high.into(), number);
        let root = isqrt(number);
        prop_assert!(root * root <= number);
        prop_assert!((root + U256::ONE) * (root + U256::ONE) > number);
    }
}
