//! How much a delegated key may still spend.
//!
//! A cap holds in *every* stretch of its period, not in calendar days: two full days' worth never
//! leave within the minutes around midnight. Each payment is remembered until its period has
//! passed. Where more are remembered than there is room for, the two oldest are added up under the
//! later one's time, so that they count longer than they need to and never shorter.

use aluma_types::{AssetId, List, Timestamp};

use crate::identity::types::{Capped, MAX_SPENT, Spent};

/// What the caps leave to be spent of an asset: the least that any cap on it leaves, nothing where
/// none is on it. Base units.
pub(crate) fn left(caps: &[Capped], asset: AssetId, now: Timestamp) -> u128 {
    let of_asset = caps.iter().filter(|row| row.cap.amount.asset == asset);
    let rooms = of_asset.map(|row| {
        let counts = row.spent.iter().filter(|spent| counts(row, spent, now));
        let spent = counts.fold(0u128, |sum, spent| sum.saturating_add(spent.units));
        row.cap.amount.units.saturating_sub(spent)
    });
    rooms.min().unwrap_or(0)
}

/// Books a payment against every cap on its asset.
pub(crate) fn book(caps: &mut [Capped], asset: AssetId, units: u128, now: Timestamp) {
    for row in caps.iter_mut().filter(|row| row.cap.amount.asset == asset) {
        let kept = row.spent.iter().filter(|spent| counts(row, spent, now)).copied();
        let mut spent: alloc::vec::Vec<Spent> = kept.collect();
        if let (true, [first, second, ..]) = (spent.len() >= MAX_SPENT, spent.as_mut_slice()) {
            second.units = second.units.saturating_add(first.units);
            spent.remove(0);
        }
        spent.push(Spent { at: now, units });
        // As many as there is room for, by the lines above.
        row.spent = List::new(spent).unwrap_or_default();
    }
}

fn counts(row: &Capped, spent: &Spent, now: Timestamp) -> bool {
    spent.at.after(row.cap.period) > now
}
