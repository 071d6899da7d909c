//! Ratings against the exact reference, at thresholds, and whatever their order.

use alloc::vec;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::reference;
use crate::review::rules::fixed::Fixed;
use crate::review::rules::passes;
use crate::review::rules::rating::{
    Claim, Gauge, Known, Mark, Scored, Sums, Tally, accepted_size, known, median, score,
};

fn points(number: u32) -> Fixed {
    Fixed::whole(number)
}

fn plain(given: u32) -> Mark {
    Mark { given: points(given), by: None, halved: false }
}

fn scored(marks: &[Mark]) -> Scored {
    score(marks, points(70)).expect("there are marks")
}

fn rated(pairs: &[(u32, u32)]) -> Sums {
    let mut sums = Sums::default();
    pairs.iter().for_each(|(x, y)| sums.add(points(*x), points(*y)));
    sums
}

#[test]
fn without_history_a_score_is_the_plain_mean() {
    for (given, num) in [(&[80, 60, 70][..], 210), (&[0, 0], 0), (&[100, 100, 100, 90], 390)] {
        let marks: Vec<Mark> = given.iter().map(|one| plain(*one)).collect();
        let mean = Fixed::ratio(num, given.len() as u32);
        assert_eq!(scored(&marks).score, mean, "{given:?}");
    }
    assert_eq!(score(&[], points(70)), None);
}

#[test]
fn one_that_is_known_pulls_toward_the_mean_of_the_domain() {
    let by = Known { bias: Fixed::ZERO, slope: Fixed::ratio(4, 5), weight: Fixed::ONE };
    let marks = [Mark { by: Some(by), ..plain(90) }, plain(90)];
    // (90 + 90 + 70) / 3
    assert_eq!(scored(&marks).score, Fixed::ratio(250, 3));
}

#[test]
fn a_rating_pulls_no_more_beyond_thirty_points() {
    // Mean 60 and misses of exactly 30: held by nothing.
    assert_eq!(scored(&[plain(30), plain(90)]).score, points(60));
    assert!(scored(&[plain(30), plain(90)]).each.iter().all(|one| one.pull == Fixed::ONE));
    // A miss of more than 30 is held.
    let held = scored(&[plain(0), plain(80), plain(80), plain(80)]);
    assert!(held.score > points(60), "above the mean");
    assert!(held.each.first().is_some_and(|one| one.pull < Fixed::ONE));
    assert!(held.each.iter().skip(1).all(|one| one.pull == Fixed::ONE));
}

#[test]
fn ratings_too_far_apart_ask_for_two_more() {
    // Two at 50 - d and 50 + d: the mean square is d^2; at 25 it is not yet beyond.
    assert!(!scored(&[plain(25), plain(75)]).is_disputed());
    assert!(scored(&[plain(24), plain(76)]).is_disputed());
}

#[test]
fn what_the_others_agreed_on_leaves_the_rater_out() {
    let three = scored(&[plain(60), plain(70), plain(80)]);
    let others: Vec<_> = three.each.iter().map(|one| one.others).collect();
    assert_eq!(others, [Some(points(75)), Some(points(70)), Some(points(65))]);
    assert_eq!(scored(&[plain(60)]).each.first().and_then(|one| one.others), None);
}

#[test]
fn nothing_is_known_of_whoever_never_rated() {
    assert_eq!(known(&Sums::default(), &Gauge::FIRST), None);
}

#[test]
fn what_is_known_stays_within_its_ends() {
    let spread: Vec<(u32, u32)> = (0..50).map(|i| (i * 2, i * 2)).collect();
    let faithful = known(&rated(&spread), &Gauge::FIRST).expect("rated");
    assert!(faithful.slope > Fixed::ratio(9, 10) && faithful.weight > points(2));
    let against: Vec<(u32, u32)> = (0..50).map(|i| (i * 2, 100 - i * 2)).collect();
    let against = known(&rated(&against), &Gauge::FIRST).expect("rated");
    assert_eq!(against.slope, Fixed::ratio(1, 20), "the least slope");
    assert_eq!(against.weight, Fixed::ratio(1, 4), "the least weight");
    let steep: Vec<(u32, u32)> = (0..1_000).map(|i| (40 + i % 20, (i % 20) * 5)).collect();
    let steep = known(&rated(&steep), &Gauge::FIRST).expect("rated");
    assert_eq!(steep.slope, Fixed::ratio(8, 5), "the most");
    // Ten points too high, five times: 50 / (5 + 4); four times say nothing yet.
    let often = |times| {
        let pairs = vec![(70, 80); times];
        known(&rated(&pairs), &Gauge::FIRST).expect("rated")
    };
    assert_eq!(often(5).bias, Fixed::ratio(50, 9));
    let anybody = Known { bias: Fixed::ZERO, slope: Fixed::ratio(4, 5), weight: Fixed::ONE };
    assert_eq!((often(4), often(1)), (anybody, anybody));
}

#[test]
fn a_domain_goes_by_its_own_figures_from_twenty_items_on() {
    let mut tally = Tally::default();
    assert_eq!(tally.gauge(), Gauge::FIRST);
    for item in 0..20 {
        let gauge = tally.gauge();
        assert_eq!(gauge.scores, points(225), "item {item}");
        let given = if item % 2 == 0 { 40 } else { 80 };
        tally.add(&scored(&[plain(given), plain(given)]));
    }
    let gauge = tally.gauge();
    assert_eq!((gauge.mean, gauge.scores), (points(60), points(400)));
    assert_eq!(gauge.misses, points(25), "the least, where nobody misses");
}

#[test]
fn what_a_domain_was_like_fades() {
    let mut tally = Tally::default();
    tally.add(&scored(&[plain(40), plain(40)]));
    tally.fade();
    assert_eq!(tally.score, Fixed::ratio(40 * 15, 16));
    tally.add(&scored(&[plain(80), plain(80)]));
    // (40 * 15/16 + 80) / (31/16)
    assert!(tally.gauge().mean > points(60));
    assert_eq!(tally.closed, 2, "how many there were does not fade");
}

#[test]
fn the_lower_of_two_middle_sizes_counts_and_never_more_than_was_claimed() {
    for (sizes, middle) in [
        (vec![], None),
        (vec![5], Some(5)),
        (vec![9, 3], Some(3)),
        (vec![9, 3, 4], Some(4)),
        (vec![1, 2, 3, 4], Some(2)),
    ] {
        assert_eq!(median(sizes.clone()), middle, "{sizes:?}");
    }
    let apart = |sizes: &[u64]| sizes.iter().map(|size| (*size, false)).collect::<Vec<_>>();
    assert_eq!(accepted_size(bound(4), &apart(&[3, 5, 9])), 4, "the claim bounds");
    assert_eq!(accepted_size(bound(6), &apart(&[3, 5, 9])), 5, "the panel bounds");
    assert_eq!(accepted_size(bound(6), &[]), 0, "nobody found anything");
    for sizes in [vec![7], vec![2, 8], vec![1, 2, 3, 4], vec![9, 1, 5, 5, 3], vec![6; 6]] {
        let middle = median(sizes.clone()).expect("a size");
        assert_eq!(accepted_size(bound(100), &apart(&sizes)), middle, "without halves: {sizes:?}");
    }
}

/// A size that is a bound and no claim.
const fn bound(size: u64) -> Claim {
    Claim { size, own: false }
}

#[test]
fn what_is_claimed_far_beyond_what_is_found_is_taken_off() {
    let found = [(100, false), (90, false), (300, false)];
    for (claimed, counts) in [
        (0, 0),
        (99, 99),
        (100, 100),
        (115, 100),
        (116, 99),
        (150, 65),
        (165, 50),
        (166, 50),
        (900, 50),
    ] {
        assert_eq!(accepted_size(Claim { size: claimed, own: true }, &found), counts, "{claimed}");
        assert_eq!(accepted_size(bound(claimed), &found), claimed.min(100), "{claimed}");
    }
    // Of two who differ, the lower counts, and a claim is held against the higher.
    let two = [(100, false), (200, false)];
    for (claimed, counts) in [(100, 100), (230, 100), (231, 99), (280, 50), (400, 50)] {
        assert_eq!(accepted_size(Claim { size: claimed, own: true }, &two), counts, "{claimed}");
    }
    let most = Claim { size: u64::MAX, own: true };
    assert_eq!(accepted_size(most, &[(u64::MAX, false)]), u64::MAX);
    assert_eq!(accepted_size(most, &[(1, false)]), 0);
    assert_eq!(accepted_size(most, &[]), 0, "nobody found anything");
}

#[test]
fn whoever_counts_half_counts_half_for_the_size_too() {
    // So many friends who find ten hours, against so many others who find four.
    for (friends, others, expected) in [(1, 2, 4), (3, 2, 4), (4, 2, 4), (5, 2, 10), (4, 1, 10)] {
        let mut found = vec![(10, true); friends];
        found.extend(vec![(4, false); others]);
        assert_eq!(
            accepted_size(bound(10), &found),
            expected,
            "{friends} friends, {others} others"
        );
    }
    // Among friends alone it is their median.
    assert_eq!(accepted_size(bound(10), &[(2, true), (7, true), (9, true)]), 7);
}

#[test]
fn passes_learn_who_rates_too_high() {
    // Three raters who differ by a constant, over twelve items.
    let items: Vec<_> = (0..12u32)
        .map(|i| (0..3u64).map(|r| (r, points(40 + i + 10 * r as u32))).collect())
        .collect();
    assert!(passes::scores(&items, 4).iter().all(Option::is_some));
    // Another item that only the highest rated, and one by the lowest alone.
    let mut more = items;
    more.push(vec![(2, points(80))]);
    more.push(vec![(0, points(60))]);
    let first = passes::scores(&more, 0);
    let last = passes::scores(&more, 4);
    let gap = |scores: &[Option<Fixed>]| match scores {
        [.., Some(high), Some(low)] => high.minus(*low),
        _ => panic!("no scores"),
    };
    assert_eq!(gap(&first), points(20));
    assert!(gap(&last) < points(12), "{:?}", gap(&last).parts(100));
}

fn arb_known() -> impl Strategy<Value = Option<Known>> {
    let known = (-2_000i64..2_000, 25u32..400).prop_map(|(bias, weight)| Known {
        bias: Fixed::ratio(bias, 100),
        slope: Fixed::ratio(4, 5),
        weight: Fixed::ratio(i64::from(weight), 100),
    });
    proptest::option::of(known)
}

fn arb_mark() -> impl Strategy<Value = Mark> {
    (0u32..=100, arb_known(), any::<bool>()).prop_map(|(given, by, halved)| Mark {
        given: points(given),
        by,
        halved,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn scores_are_those_of_exact_fractions(marks in prop::collection::vec(arb_mark(), 1..6)) {
        let exact = reference::score(&marks, points(70));
        prop_assert!(exact.is_near(scored(&marks).score, 4_000), "2^-20 of a point");
    }

    #[test]
    fn what_is_known_is_that_of_exact_fractions(
        pairs in prop::collection::vec((0u32..=100, 0u32..=100), 5..60),
        scores in 25u32..900,
        misses in 25u32..900,
    ) {
        let gauge = Gauge { scores: points(scores), misses: points(misses), mean: points(60) };
        let sums = rated(&pairs);
        let found = known(&sums, &gauge).expect("rated");
        let (bias, slope, weight) = reference::known(&sums, &gauge);
        prop_assert!(bias.is_near(found.bias, 1));
        prop_assert!(slope.is_near(found.slope, 4));
        prop_assert!(weight.is_near(found.weight, 1_000));
    }

    #[test]
    fn the_order_of_raters_changes_nothing(
        (marks, turn) in prop::collection::vec(arb_mark(), 2..9)
            .prop_flat_map(|marks| { let n = marks.len(); (Just(marks), 0..n) })
    ) {
        let mut turned = marks.clone();
        turned.rotate_left(turn);
        let (first, second) = (scored(&marks), scored(&turned));
        prop_assert_eq!(first.score, second.score);
        prop_assert_eq!(first.spread, second.spread);
        let mut each = first.each.clone();
        each.rotate_left(turn);
        prop_assert_eq!(each, second.each);
    }

    #[test]
    fn the_order_of_ratings_changes_nothing_that_is_known(
        pairs in prop::collection::vec((0u32..=100, 0u32..=100), 1..30), at in 0usize..30
    ) {
        let (left, right) = pairs.split_at(at.min(pairs.len()));
        let mut joined = rated(right);
        joined.join(&rated(left));
        prop_assert_eq!(joined, rated(&pairs));
    }
}
