use alloc::vec::Vec;
use proptest::prelude::*;

use crate::governance::rules::{Source, met_from, mixed_total, mixed_weight};

const WHOLE: u128 = 1 << 64;
const MAX: u128 = u128::MAX;

fn sources(parts: &[(u16, u128)]) -> Vec<Source> {
    parts.iter().map(|(share, total)| Source { share: *share, total: *total }).collect()
}

#[test]
fn a_mix_weighs_its_sources() {
    type Case<'a> = (&'a [(u16, u128)], &'a [u128], Option<u128>, Option<u128>);
    //  (ten-thousandths, total) per source, held of each -> total, weight
    let cases: [Case<'_>; 15] = [
        // a single source counts as it is
        (&[(10_000, 100)], &[7], Some(100), Some(7)),
        (&[(1, MAX)], &[MAX], Some(MAX), Some(MAX)),
        (&[(10_000, 100)], &[101], Some(100), None),
        (&[(10_000, 0)], &[0], Some(0), Some(0)),
        // heads and shares, half and half
        (&[(5_000, 4), (5_000, 10)], &[1, 0], Some(WHOLE * 10_000), Some(WHOLE * 1_250)),
        (&[(5_000, 4), (5_000, 10)], &[0, 5], Some(WHOLE * 10_000), Some(WHOLE * 2_500)),
        (&[(5_000, 4), (5_000, 10)], &[4, 10], Some(WHOLE * 10_000), Some(WHOLE * 10_000)),
        (&[(9_999, MAX), (1, MAX)], &[MAX, MAX], Some(WHOLE * 10_000), Some(WHOLE * 10_000)),
        // each source is rounded down by itself
        (&[(5_000, 3), (5_000, 1)], &[1, 0], Some(WHOLE * 10_000), Some(WHOLE / 3 * 5_000)),
        // an empty source drops out
        (&[(6_000, 4), (4_000, 0)], &[1, 0], Some(WHOLE * 6_000), Some(WHOLE * 1_500)),
        (&[(6_000, 0), (4_000, 0)], &[0, 0], Some(0), Some(0)),
        (&[], &[], Some(0), Some(0)),
        // refused: more than the whole, more than there is, lists of two lengths
        (&[(5_000, 4), (5_001, 4)], &[1, 1], None, None),
        (&[(5_000, 4), (5_000, 4)], &[5, 0], Some(WHOLE * 10_000), None),
        (&[(5_000, 4), (5_000, 4)], &[1], Some(WHOLE * 10_000), None),
    ];
    for (parts, held, total, weight) in cases {
        let sources = sources(parts);
        assert_eq!(mixed_total(&sources), total, "{parts:?}");
        assert_eq!(mixed_weight(&sources, held), weight, "{parts:?} {held:?}");
    }
}

#[test]
fn a_bound_is_met_a_little_below_it() {
    //  bound, members -> met from
    for (bound, members, from) in [
        (100_000, 3, 70_000),
        (30_000, 3, 0),
        (29_999, 3, 0),
        (MAX, 0, MAX),
        (MAX, u64::MAX, MAX - 10_000 * u128::from(u64::MAX)),
    ] {
        assert_eq!(met_from(bound, members), from, "{bound} {members}");
    }
}

proptest! {
    #[test]
    fn all_together_meet_the_total_and_never_exceed_it(
        share in 0u16..=10_000,
        held in prop::collection::vec((0u128..1 << 100, 0u128..1 << 40), 1..20),
    ) {
        let sum = |pick: fn(&(u128, u128)) -> u128| held.iter().map(pick).sum::<u128>();
        let sources = sources(&[(share, sum(|h| h.0)), (10_000 - share, sum(|h| h.1))]);
        let total = mixed_total(&sources).unwrap();
        let all: u128 =
            held.iter().map(|(a, b)| mixed_weight(&sources, &[*a, *b]).unwrap()).sum();
        prop_assert!(all <= total);
        prop_assert!(all >= met_from(total, held.len() as u64));
    }
}
