//! How somebody pays.

use alloc::vec::Vec;

use aluma_types::List;

use crate::work::types::{MAX_DAYS, PayerRecord};

/// A record after one more payment, so many days after the work was handed in. The oldest is forgotten
/// where there is no room for more.
pub fn paid(record: PayerRecord, days: u16) -> PayerRecord {
    let mut all = record.days.into_inner();
    if all.len() >= MAX_DAYS {
        all.remove(0);
    }
    all.push(days);
    let days = List::new(all).unwrap_or_default();
    PayerRecord { days, paid: record.paid.saturating_add(1), ..record }
}

/// The lower median of the days that were remembered.
pub fn median(record: &PayerRecord) -> Option<u16> {
    let mut days: Vec<u16> = record.days.to_vec();
    days.sort_unstable();
    let middle = days.len().checked_sub(1)?.checked_div(2)?;
    days.get(middle).copied()
}
