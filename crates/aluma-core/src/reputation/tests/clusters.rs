use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use aluma_types::AccountId;

use crate::reputation::rules::clusters::{next_label, propagate};

fn links(list: &[(u64, u64, u64)]) -> BTreeMap<u64, u64> {
    let links: Vec<_> = list.iter().map(|(a, b, w)| (AccountId(*a), AccountId(*b), *w)).collect();
    propagate(&links).into_iter().map(|(who, label)| (who.0, label.0)).collect()
}

fn all(labels: &[(u64, u64)]) -> BTreeMap<u64, u64> {
    labels.iter().copied().collect()
}

fn clique(members: core::ops::RangeInclusive<u64>) -> Vec<(u64, u64, u64)> {
    let pairs = members.clone().flat_map(|a| members.clone().map(move |b| (a, b, 1)));
    pairs.filter(|(a, b, _)| a < b).collect()
}

#[test]
fn a_label_needs_more_weight_than_ones_own() {
    let at = |own, list: &[(u64, u64)]| {
        let list = list.iter().map(|(label, weight)| (AccountId(*label), *weight));
        next_label(AccountId(own), list).0
    };
    //  own label, labels around with weights -> next
    assert_eq!(at(5, &[]), 5);
    assert_eq!(at(5, &[(9, 4)]), 5, "equal: the lowest");
    assert_eq!(at(5, &[(2, 4)]), 2, "equal: the lowest");
    assert_eq!(at(5, &[(9, 4), (9, 1)]), 9, "more than the heaviest link");
    assert_eq!(at(5, &[(9, 4), (5, 1)]), 5, "one's own among the others");
    assert_eq!(at(5, &[(9, 3), (7, 3), (9, 1)]), 9);
}

#[test]
fn a_pair_is_one_cluster() {
    assert_eq!(links(&[(1, 2, 7)]), all(&[(1, 1), (2, 1)]));
    assert_eq!(links(&[]), all(&[]));
    assert_eq!(links(&[(1, 1, 7), (1, 2, 0)]), all(&[]), "no link to oneself, none of nothing");
}

#[test]
fn a_star_gathers_around_its_lowest() {
    let star = links(&[(3, 1, 1), (3, 2, 1), (3, 4, 1), (3, 5, 1)]);
    assert!(star.values().all(|label| *label == star[&1]), "{star:?}");
    // Around a high centre too.
    let star = links(&[(9, 1, 1), (9, 2, 1), (9, 4, 1)]);
    assert!(star.values().all(|label| *label == 1), "{star:?}");
}

#[test]
fn two_cliques_with_a_bridge_stay_two() {
    let mut two = clique(1..=5);
    two.extend(clique(11..=15));
    two.push((5, 11, 1));
    let labels = links(&two);
    assert!((1..=5).all(|who| labels[&who] == labels[&1]), "{labels:?}");
    assert!((11..=15).all(|who| labels[&who] == labels[&11]), "{labels:?}");
    assert_ne!(labels[&1], labels[&11], "{labels:?}");
}

#[test]
fn a_bipartite_graph_does_not_go_back_and_forth() {
    // Everybody of 1..=3 with everybody of 11..=13: all at once without one's own label would swap the
    // sides' labels for ever.
    let sides: Vec<_> = (1..=3u64).flat_map(|a| (11..=13).map(move |b| (a, b, 1))).collect();
    let labels = links(&sides);
    assert!(labels.values().all(|label| *label == 1), "{labels:?}");
}
