//! Epochs: budgets that fade, and what coverage does to them.

use alloc::vec::Vec;

use aluma_types::{List, Span, Timestamp};

use crate::earn::rules::epochs::{begins, budget, coverage, is_covered, number, remember};
use crate::earn::types::Trail;

#[test]
fn an_epoch_begins_with_its_first_millisecond() {
    let (since, lasts) = (Timestamp(1_000), Span(100));
    let numbers = [1_000, 1_099, 1_100, 1_199, 1_200].map(|at| number(since, lasts, Timestamp(at)));
    assert_eq!(numbers, [1, 1, 2, 2, 3]);
    assert_eq!([1, 2, 3].map(|number| begins(since, lasts, number).0), [1_000, 1_100, 1_200]);
}

#[test]
fn a_budget_is_the_least_of_the_cap_and_the_26th_part() {
    for (most, free, is_cut, budgeted) in [
        (1_000, 2_600, false, 100),
        (1_000, 2_599, false, 99),
        (99, 2_600, false, 99),
        (1_000, 25, false, 0),
        (1_000, 2_600, true, 75),
        // A quarter is rounded up, and so the budget down.
        (1_000, 26 * 101, true, 75),
        (1_000, 26, true, 0),
    ] {
        assert_eq!(budget(most, free, is_cut), budgeted, "{most} of {free}");
    }
}

#[test]
fn without_a_refill_a_programme_pays_for_26_epochs_and_never_ends_at_once() {
    let (mut free, mut last) = (1_000_000u128, u128::MAX);
    let mut paid = Vec::new();
    for _ in 0..26 {
        let spends = budget(u128::MAX, free, false);
        // Each epoch spends something, no more than the last, and no less than 24/26 of it.
        assert!(spends > 0 && spends <= last);
        assert!(last == u128::MAX || spends * 26 >= last * 24, "{spends} after {last}");
        (free, last) = (free - spends, spends);
        paid.push(spends);
    }
    assert_eq!(paid.first(), Some(&38_461));
    assert_eq!(paid.last(), Some(&14_427));
    assert_eq!(free, 360_698);
}

#[test]
fn coverage_is_income_over_rewards_of_the_last_four_epochs() {
    let mut trail = List::default();
    assert!(is_covered(&trail));
    assert_eq!(coverage(&trail), None);
    for (income, rewards, ratio, covered) in [
        (100, 100, 1_000, true),
        (0, 1, 990, false),
        (1, 0, 1_000, true),
        (0, 99, 505, false),
        // The first one is remembered no more.
        (0, 100, 5, false),
    ] {
        remember(&mut trail, Trail { income, rewards });
        assert_eq!(coverage(&trail), Some(ratio));
        assert_eq!(is_covered(&trail), covered);
    }
    assert_eq!(trail.len(), 4);
}
