//! How a pool is shared where some of those who share it count as one: all whom the same member brought.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::earn::rules::curves::{self, Pooled};

/// Somebody in a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
    /// Who, by number.
    pub id: u64,
    /// The number of their first claim in it.
    pub first: u64,
    /// What all of their claims score.
    pub weight: u128,
    /// The most that they may take.
    pub most: u128,
    /// Who answers for them, by number, and what all for whom that one answers may take together.
    pub group: Option<(u64, u128)>,
}

/// What each takes of a pool, in the order given. First all of a group take part as one, as far as they may
/// together, and what that cuts off goes to the others: else a thousand accounts would take nothing, and
/// leave everybody else nothing. Then these share it, the same way. Where one person's cap cuts a pool that
/// is not filled up, what it cuts off stays in trust.
pub fn shares(total: u128, is_filled: bool, parties: &[Party]) -> Vec<u128> {
    let mut parts: Vec<u128> = parties.iter().map(|_| 0).collect();
    let groups = groups(parties);
    let rows: Vec<Pooled> = groups.iter().map(|group| row(group, is_filled)).collect();
    for (group, share) in groups.iter().zip(curves::water_filling(total, &rows)) {
        let rows: Vec<Pooled> =
            group.iter().map(|(_, party)| (party.id, party.weight, party.most)).collect();
        let taken = if is_filled || group.len() > 1 {
            curves::water_filling(share, &rows)
        } else {
            rows.iter().map(|(_, _, most)| share.min(*most)).collect()
        };
        for ((place, _), part) in group.iter().zip(taken) {
            if let Some(slot) = parts.get_mut(*place) {
                *slot = part;
            }
        }
    }
    parts
}

type Group<'p> = Vec<(usize, &'p Party)>;

/// Those who count as one, with their places, in the order of the first of them.
fn groups(parties: &[Party]) -> Vec<Group<'_>> {
    let mut places = BTreeMap::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for row in parties.iter().enumerate() {
        let place = match row.1.group {
            Some((by, _)) => *places.entry(by).or_insert(groups.len()),
            None => groups.len(),
        };
        match groups.get_mut(place) {
            Some(group) => group.push(row),
            None => groups.push(alloc::vec![row]),
        }
    }
    groups
}

/// A group as one of those who share a pool.
fn row(group: &Group<'_>, is_filled: bool) -> Pooled {
    let sum = |of: fn(&Party) -> u128| {
        group.iter().fold(0u128, |sum, (_, party)| sum.saturating_add(of(party)))
    };
    let (weight, alone) = (sum(|party| party.weight), sum(|party| party.most));
    let first = group.first().map(|(_, party)| *party);
    let most = match first.and_then(|party| party.group) {
        Some((_, left)) => left.min(alone),
        None if is_filled => alone,
        None => u128::MAX,
    };
    (first.map_or(0, |party| party.first), weight, most)
}
