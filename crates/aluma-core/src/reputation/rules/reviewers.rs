//! Which of the reviewers who accepted somebody's work are remembered.
//!
//! Tiers ask for so many distinct reviewers from so many clusters, a dozen and four at most, so a few
//! are enough. Which few depends on who accepted and not on the order in which they did: kept are
//! the first [`MAX_KEPT`] in the order of (rank within the cluster, cluster, reviewer), where a rank
//! counts the reviewers of the same cluster with lower accounts. Whoever is kept has everybody of a
//! lower rank of their cluster beside them, so ranks among the kept are ranks among all, and adding to
//! the kept gives what adding to all would have.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use aluma_types::{AccountId, List};

use crate::reputation::types::{Accepter, MAX_KEPT};

/// Reviewers with one more. Somebody who is there already stays in the cluster they were in.
pub fn with(
    kept: &List<Accepter, MAX_KEPT>,
    more: impl IntoIterator<Item = Accepter>,
) -> List<Accepter, MAX_KEPT> {
    let mut all: Vec<Accepter> = kept.to_vec();
    for accepter in more {
        if all.iter().all(|other| other.reviewer != accepter.reviewer) {
            all.push(accepter);
        }
    }
    all.sort_unstable();
    let mut ranks: BTreeMap<AccountId, u32> = BTreeMap::new();
    let mut ranked: Vec<(u32, Accepter)> = Vec::with_capacity(all.len());
    for accepter in all {
        let rank = ranks.entry(accepter.cluster).or_default();
        ranked.push((*rank, accepter));
        *rank = rank.saturating_add(1);
    }
    ranked.sort_unstable();
    let mut first: Vec<Accepter> =
        ranked.into_iter().take(MAX_KEPT).map(|(_, accepter)| accepter).collect();
    first.sort_unstable();
    // As long as the list allows.
    List::new(first).unwrap_or_default()
}

/// How many clusters reviewers come from.
pub fn clusters(kept: &[Accepter]) -> u32 {
    let mut labels: Vec<AccountId> = kept.iter().map(|accepter| accepter.cluster).collect();
    labels.sort_unstable();
    labels.dedup();
    u32::try_from(labels.len()).unwrap_or(u32::MAX)
}
