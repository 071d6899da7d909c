use alloc::vec::Vec;

use aluma_types::{AccountId, List, Share};
use proptest::prelude::*;

use crate::grants::rules::sharing::{pool, share};
use crate::grants::types::{Mean, PraiseTerms, Take};

fn terms(praised: Share, raters: Share) -> PraiseTerms {
    PraiseTerms {
        praised,
        raters,
        scale: List::default(),
        duplicate: Share::permille(100),
        mean: Mean::Exact,
        ceiling: None,
        recorded: false,
        own_counts: false,
    }
}

fn take(weight: u128, rated: u32, gave: u64) -> Take {
    Take { weight, rated, gave, ..Take::default() }
}

#[test]
fn with_fewer_entries_than_the_ceiling_a_part_of_the_budget_is_shared() {
    for (ceiling, entries, expected) in [
        (None, 0, 1_000),
        (Some(632), 0, 0),
        (Some(632), 316, 500),
        (Some(632), 631, 998),
        (Some(632), 632, 1_000),
        (Some(632), 633, 1_000),
    ] {
        assert_eq!(pool(1_000, ceiling, entries), expected, "{ceiling:?} {entries}");
    }
    assert_eq!(pool(u128::MAX, Some(2), 1), u128::MAX / 2);
}

#[test]
fn the_praised_and_raters_have_a_part_each_and_who_gave_nothing_was_not_there() {
    let terms = terms(Share::percent(90), Share::percent(7));
    let takes = [
        (AccountId(1), take(300, 2, 8)),
        (AccountId(2), take(100, 5, 0)),
        (AccountId(3), take(0, 2, 1)),
    ];
    let shared = share(1_000, &terms, &takes);
    let parts: Vec<_> = shared.iter().map(|(_, take)| (take.praise, take.rating)).collect();
    assert_eq!(parts, [(675, 35), (225, 0), (0, 35)]);
    // Nobody was praised: the part of the praised stays.
    let raters = [(AccountId(1), take(0, 1, 1))];
    let shared = share(1_000, &terms, &raters);
    assert_eq!((shared[0].1.praise, shared[0].1.rating), (0, 70));
}

proptest! {
    /// Exact sums, never more than the pool, and no order favours anybody.
    #[test]
    fn parts_are_the_whole_in_any_order(
        pool in any::<u128>(),
        (praised, raters) in (0u32..=1_000).prop_flat_map(|praised| (Just(praised), 0..=1_000 - praised)),
        rows in proptest::collection::vec((0u128..1 << 90, 0u32..500, 0u64..3), 1..40),
        turn in 0usize..40,
    ) {
        let terms = terms(Share::permille(praised), Share::permille(raters));
        let takes: Vec<_> = (1u64..)
            .zip(&rows)
            .map(|(who, (weight, rated, gave))| (AccountId(who), take(*weight, *rated, *gave)))
            .collect();
        let shared = share(pool, &terms, &takes);
        let sum = |part: &dyn Fn(&Take) -> u128| shared.iter().map(|(_, take)| part(take)).sum::<u128>();
        let part = |of: u32| crate::exact::part_down(pool, Share::permille(of));
        let some_praised = rows.iter().any(|(weight, _, _)| *weight > 0);
        let some_rated = rows.iter().any(|(_, rated, gave)| *rated > 0 && *gave > 0);
        prop_assert_eq!(sum(&|take| take.praise), if some_praised { part(praised) } else { 0 });
        prop_assert_eq!(sum(&|take| take.rating), if some_rated { part(raters) } else { 0 });
        let mut turned = takes.clone();
        turned.rotate_left(turn % takes.len());
        turned.reverse();
        let mut again = share(pool, &terms, &turned);
        again.sort_by_key(|(who, _)| *who);
        prop_assert_eq!(again, shared);
    }
}
