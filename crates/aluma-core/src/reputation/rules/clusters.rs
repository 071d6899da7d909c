//! Who praises whom and is praised back: groups found by label propagation.
//!
//! Two members are linked by min(praise from one to the other, praise back) over two epochs. Each begins
//! with a label of their own; in each of eight rounds everybody takes at once the label that weighs
//! most among their neighbours by the links, their own counting as much as their heaviest link, equal
//! ones going to the lowest label (after Raghavan, Albert and Kumara 2007; all at once from the round
//! before, since one after another makes large groups of small communities).

use alloc::collections::BTreeMap;

use aluma_types::AccountId;

/// Rounds of it.
pub const ROUNDS: u8 = 8;

/// The label that somebody takes next: theirs now, and those of their neighbours with the weights of
/// the links to them.
pub fn next_label(own: AccountId, neighbours: impl Iterator<Item = (AccountId, u64)>) -> AccountId {
    let mut weights: BTreeMap<AccountId, u128> = BTreeMap::new();
    let mut heaviest = 0;
    for (label, weight) in neighbours {
        let sum = weights.entry(label).or_default();
        *sum = sum.saturating_add(u128::from(weight));
        heaviest = heaviest.max(u128::from(weight));
    }
    let sum = weights.entry(own).or_default();
    *sum = sum.saturating_add(heaviest);
    // Ascending labels: a later one must weigh more.
    let mut best = (own, 0);
    for (label, weight) in weights {
        if weight > best.1 {
            best = (label, weight);
        }
    }
    best.0
}

/// The clusters of a whole graph, found as the ledger finds them in slices: who is in which. Links are
/// given once, from whichever side.
pub fn propagate(links: &[(AccountId, AccountId, u64)]) -> BTreeMap<AccountId, AccountId> {
    let mut around: BTreeMap<AccountId, BTreeMap<AccountId, u64>> = BTreeMap::new();
    for (a, b, weight) in links.iter().filter(|(a, b, weight)| a != b && *weight > 0) {
        around.entry(*a).or_default().insert(*b, *weight);
        around.entry(*b).or_default().insert(*a, *weight);
    }
    let mut labels: BTreeMap<_, _> = around.keys().map(|node| (*node, *node)).collect();
    for _ in 0..ROUNDS {
        let next = around.iter().map(|(node, links)| {
            let label = |node: &AccountId| labels.get(node).copied().unwrap_or(*node);
            let neighbours = links.iter().map(|(other, weight)| (label(other), *weight));
            (*node, next_label(label(node), neighbours))
        });
        labels = next.collect();
    }
    labels
}
