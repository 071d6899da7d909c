//! How a round's budget is shared.

use alloc::vec::Vec;

use aluma_types::{AccountId, Share};

use crate::exact::part_down;
use crate::grants::types::{PraiseTerms, Take};
use crate::treasury::rules::split;

/// What of a budget is shared with so many entries: all of it, or with fewer than the activity
/// ceiling as large a part as there are of them, rounded down.
pub fn pool(budget: u128, ceiling: Option<u32>, entries: u32) -> u128 {
    match ceiling {
        Some(least) if entries < least => {
            Share::new(entries, least).map_or(0, |share| part_down(budget, share))
        }
        _ => budget,
    }
}

/// What everybody takes of a pool. The parts of those who are praised and of raters are rounded down
/// each, and shared so that nothing of them is left over; where nobody is there to take one, it stays
/// with the community.
pub fn share(
    pool: u128,
    terms: &PraiseTerms,
    takes: &[(AccountId, Take)],
) -> Vec<(AccountId, Take)> {
    let by = |weigh: &dyn Fn(&Take) -> u128, part: Share| {
        let weights: Vec<_> = takes.iter().map(|(who, take)| (who.0, weigh(take))).collect();
        split(part_down(pool, part), &weights).unwrap_or_default()
    };
    let praise = by(&|take| take.weight, terms.praised);
    let rating = by(&|take| u128::from(take.counted()), terms.raters);
    let parts = |place: usize, take: &Take| Take {
        praise: praise.get(place).copied().unwrap_or(0),
        rating: rating.get(place).copied().unwrap_or(0),
        ..*take
    };
    takes.iter().enumerate().map(|(place, (who, take))| (*who, parts(place, take))).collect()
}
