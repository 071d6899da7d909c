use alloc::vec::Vec;

use aluma_types::AccountId;
use proptest::prelude::*;

use crate::reputation::rules::decay::POINT;
use crate::reputation::rules::minting::{
    Accepted, BEST, QUALITY_UNIT, by_skill, part_of, parts, whole,
};

fn work(size_micro: u64, quality: u64) -> Accepted<'static> {
    let least = 30 * QUALITY_UNIT;
    Accepted { size_micro, quality, least, kind_permille: 1_000, authors: &[] }
}

#[test]
fn points_follow_size_and_quality() {
    let q = QUALITY_UNIT;
    //  size in millionths, quality -> micro-points
    let cases = [
        (8 * POINT, 0, 0),
        (8 * POINT, 30 * q, 0),
        (8 * POINT, 30 * q + 1, 0),
        (8 * POINT, 30 * q + 9, 1),
        (7 * POINT, 31 * q, POINT / 10),
        (8 * POINT, 65 * q, 4 * POINT),
        (8 * POINT, 100 * q, 8 * POINT),
        (8 * POINT, 101 * q, 8 * POINT),
        (0, 100 * q, 0),
        (u64::MAX, 100 * q, u64::MAX),
        // what is left below a micro-point comes into being for nobody
        (3, 99 * q, 2),
    ];
    for (size, quality, micro) in cases {
        assert_eq!(whole(&work(size, quality)), micro, "{size} at {quality}");
    }
}

#[test]
fn kinds_weigh_and_the_least_quality_may_be_all() {
    let at = |kind_permille, least| whole(&Accepted { kind_permille, least, ..work(POINT, BEST) });
    assert_eq!(at(500, 0), POINT / 2);
    assert_eq!(at(2_000, 0), 2 * POINT);
    assert_eq!(at(0, 0), 0);
    assert_eq!(at(1_000, BEST), 0, "where nothing is better than the least, nothing comes");
    assert_eq!(at(1_000, BEST - 1), POINT);
}

#[test]
fn skills_share_points_by_weight() {
    assert_eq!(by_skill(10, &[(1, 500), (2, 300), (3, 200)]), [(1, 5), (2, 3), (3, 2)]);
    assert_eq!(by_skill(1, &[(2, 500), (1, 500)]), [(2, 0), (1, 1)], "equal: to the lowest");
    assert_eq!(by_skill(10, &[]), []);
}

#[test]
fn below_a_domain_the_same_part_is_lost() {
    //  has, lost of all above, all above -> loses
    let cases = [(10, 5, 10, 5), (9, 5, 10, 4), (0, 5, 10, 0), (7, 10, 10, 7), (7, 0, 0, 0)];
    for (has, lost, of, loses) in cases {
        assert_eq!(part_of(has, lost, of), loses, "{has} {lost}/{of}");
    }
}

proptest! {
    /// Authors get all of it, whatever their order; and a person who splits their part over several
    /// accounts gets within a micro-point an account of what they had got.
    #[test]
    fn authors_share_all_of_it(
        size in 0u64..1 << 40,
        quality in 0u64..=BEST,
        shares in prop::collection::vec(1u32..1_000, 1..8),
        pieces in 1u32..6,
    ) {
        let authors: Vec<_> = (1..).map(AccountId).zip(shares.iter().copied()).collect();
        let of = |authors: &[(AccountId, u32)]| parts(&Accepted { authors, ..work(size, quality) });
        let got = of(&authors);
        let sum: u64 = got.iter().map(|(_, micro)| micro).sum();
        prop_assert_eq!(sum, whole(&work(size, quality)));
        let mut turned: Vec<_> = authors.iter().rev().copied().collect();
        let mut backward = of(&turned);
        backward.reverse();
        prop_assert_eq!(&backward, &got);
        // The first author's part, over several accounts.
        let (first, share) = turned.pop().unwrap();
        let many: Vec<_> = (0..u64::from(pieces)).map(|n| (AccountId(100 + n), share)).collect();
        let scaled = turned.iter().map(|(who, share)| (*who, share * pieces));
        let split: Vec<_> = many.iter().copied().chain(scaled).collect();
        let together: u64 = of(&split).iter().take(many.len()).map(|(_, micro)| micro).sum();
        let alone = got.iter().find(|(who, _)| *who == first).unwrap().1;
        prop_assert!(together.abs_diff(alone) <= u64::from(pieces) + 1);
    }
}
