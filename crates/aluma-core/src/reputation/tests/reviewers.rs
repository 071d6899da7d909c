use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use aluma_types::{AccountId, List};
use proptest::prelude::*;

use crate::reputation::rules::reviewers::{clusters, with};
use crate::reputation::types::{Accepter, MAX_KEPT};

fn accepter((cluster, reviewer): (u64, u64)) -> Accepter {
    Accepter { cluster: AccountId(cluster), reviewer: AccountId(reviewer) }
}

fn kept(all: &[(u64, u64)]) -> List<Accepter, MAX_KEPT> {
    with(&List::default(), all.iter().copied().map(accepter))
}

#[test]
fn everybody_counts_once() {
    let twice = kept(&[(1, 7), (1, 8), (1, 7)]);
    assert_eq!(twice.len(), 2);
    // Somebody who moved to another cluster is still the same reviewer.
    let moved = with(&twice, [accepter((2, 7))]);
    assert_eq!((moved.len(), clusters(&moved)), (2, 1));
    assert_eq!(clusters(&[]), 0);
}

#[test]
fn a_large_cluster_does_not_crowd_out_small_ones() {
    let mut all: Vec<(u64, u64)> = (1..=40).map(|reviewer| (1, reviewer)).collect();
    all.extend([(2, 50), (3, 60), (4, 70)]);
    let few = kept(&all);
    assert_eq!((few.len(), clusters(&few)), (MAX_KEPT, 4));
}

proptest! {
    /// Who is kept depends on who accepted, not on the order or on who came together; and whatever a
    /// tier asks for (up to 12 reviewers of up to 4 clusters) is answered as by all of them.
    #[test]
    fn the_order_does_not_matter(
        all in prop::collection::btree_map(1u64..60, 1u64..8, 0..40),
        cut in any::<prop::sample::Index>(),
        turn in any::<prop::sample::Index>(),
    ) {
        let all: Vec<(u64, u64)> = all.into_iter().map(|(who, cluster)| (cluster, who)).collect();
        let whole = kept(&all);
        let mut turned = all.clone();
        if !turned.is_empty() {
            let by = turn.index(turned.len());
            turned.rotate_left(by);
            let (first, rest) = turned.split_at(cut.index(turned.len()));
            let in_parts = with(&kept(first), rest.iter().rev().copied().map(accepter));
            prop_assert_eq!(&in_parts, &whole);
        }
        let labels: BTreeSet<u64> = all.iter().map(|(cluster, _)| *cluster).collect();
        prop_assert_eq!(whole.len().min(12), all.len().min(12));
        prop_assert_eq!(clusters(&whole).min(4) as usize, labels.len().min(4));
    }
}
