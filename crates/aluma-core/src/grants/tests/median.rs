use alloc::vec;

use proptest::prelude::*;

use crate::grants::rules::median::{counted, median};
use crate::grants::types::{Marks, RetroTerms};

fn terms(quorum: u32, least: u128) -> RetroTerms {
    RetroTerms { role: 1, marks: Marks::Amounts, quorum, least }
}

#[test]
fn a_median_is_the_middle_or_the_mean_of_the_middle_two_rounded_down() {
    for (marks, expected) in [
        (vec![], 0),
        (vec![7], 7),
        (vec![9, 5], 7),
        (vec![10, 5], 7),
        (vec![30, 60, 40], 40),
        (vec![0, 0, 1_000], 0),
        (vec![1, 2, 4, 1_000], 3),
        (vec![u128::MAX, u128::MAX - 1], u128::MAX - 1),
    ] {
        assert_eq!(median(marks.clone()), expected, "{marks:?}");
    }
}

#[test]
fn a_candidate_counts_on_enough_ballots_with_enough() {
    for (quorum, least, marks, expected) in [
        (2, 10, vec![10, 10], 10),
        (2, 10, vec![10, 9], 0),
        (2, 10, vec![10], 0),
        (1, 0, vec![0], 0),
        (3, 0, vec![5, 5], 0),
        (3, 0, vec![5, 5, 0], 5),
    ] {
        assert_eq!(counted(&terms(quorum, least), marks.clone()), expected, "{quorum} {marks:?}");
    }
}

proptest! {
    /// No order of ballots matters, and one ballot alone moves a median no further than the next.
    #[test]
    fn one_ballot_moves_little(
        marks in proptest::collection::vec(0u128..1_000, 3..40),
        more in 0u128..1_000_000,
        turn in 0usize..40,
    ) {
        let mut turned = marks.clone();
        turned.rotate_left(turn % marks.len());
        prop_assert_eq!(median(turned), median(marks.clone()));
        let mut with = marks.clone();
        with.push(more);
        let most = marks.iter().copied().max().unwrap_or(0);
        prop_assert!(median(with) <= most);
    }
}
