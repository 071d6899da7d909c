//! Recusal: who gains much by a proposal does not decide on it.

use aluma_types::Share;
use core::cmp::Ordering;
use ethnum::U256;

use crate::exact::compare_part;

/// From which part of a proposal's value in one asset its beneficiary is recused.
pub const LARGE: Share = Share::percent(10);

/// Above which part of the eligible weight nobody is recused.
pub const MOST_RECUSED: Share = match Share::new(1, 3) {
    Some(third) => third,
    None => Share::ZERO,
};

/// Whether one who receives `received` of the `value` that a proposal pays out in an asset is
/// recused. Who receives nothing never is.
pub fn is_large(received: u128, value: u128) -> bool {
    received > 0 && compare_part(U256::new(received), U256::new(value), LARGE) != Ordering::Less
}

/// The weight that is out of numerator, denominator and the n of the quorum by size, given the
/// weights of all large beneficiaries and the `eligible` weight with them.
///
/// `None` where they hold more than a third: then nobody is recused and the next stricter track
/// applies. Otherwise one unit to each opponent would silence them, and a payroll could never pass.
pub fn recused_weight(eligible: u128, large: &[u128]) -> Option<u128> {
    let sum = large.iter().try_fold(0u128, |sum, weight| sum.checked_add(*weight))?;
    let order = compare_part(U256::new(sum), U256::new(eligible), MOST_RECUSED);
    (order != Ordering::Greater).then_some(sum)
}
