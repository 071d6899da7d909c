//! What ballots come to for one candidate.
//!
//! Source: the retroactive rounds of Optimism (the third), whose badge-holders' ballots named amounts: a
//! candidate receives the median of the ballots that name them, where enough do and it is enough.

use alloc::vec::Vec;

use crate::grants::types::RetroTerms;

/// The median of what ballots say: of an even number the mean of the middle two, rounded down; 0 of
/// none.
pub fn median(mut marks: Vec<u128>) -> u128 {
    marks.sort_unstable();
    let middle = marks.len() / 2;
    let upper = marks.get(middle).copied().unwrap_or(0);
    if marks.len() % 2 == 1 {
        return upper;
    }
    let lower = middle.checked_sub(1).and_then(|place| marks.get(place)).copied().unwrap_or(0);
    // Sorted: the upper one is not less.
    lower.saturating_add(upper.saturating_sub(lower) / 2)
}

/// What counts of the ballots that name a candidate: their median, where they are as many as the round
/// asks for and it is not below the lowest that counts.
pub fn counted(terms: &RetroTerms, marks: Vec<u128>) -> u128 {
    let ballots = u32::try_from(marks.len()).unwrap_or(u32::MAX);
    let median = median(marks);
    if ballots < terms.quorum || median < terms.least { 0 } else { median }
}
