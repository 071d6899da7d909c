//! The one splitter: largest remainder, ties to the lowest id.

use alloc::vec::Vec;
use ethnum::U256;

use crate::exact::{quotient, times};

/// The part of one weight, rounded down, and what rounding left, in `whole`-ths of a unit: where
/// everybody does not fit into one block, the parts are found one by one and the units left over go one
/// each to the largest remainders, ties to the lowest id, which is what [`split`] does at once.
///
/// `None` where the whole is 0, or the weight is more than it.
pub fn part(total: u128, weight: u128, whole: U256) -> Option<(u128, U256)> {
    let product = times(total, weight);
    Some((quotient(product, whole)?, product.checked_rem(whole)?))
}

/// Splits `total` over `(id, weight)` in proportion to the weights, in the order given.
///
/// Each gets its exact part rounded down; the units left over go one each to the largest
/// remainders, and among equal ones to the lowest id. So the parts add up to `total`, nobody is off
/// by a whole unit, a weight of 0 gets nothing, and no order of the list favours anybody. Ids are
/// distinct; what several rows of one id get together would still not depend on the order.
///
/// `None` where no weight is there to split by.
pub fn split(total: u128, weights: &[(u64, u128)]) -> Option<Vec<u128>> {
    let zero = U256::ZERO;
    // At most 2^64 weights below 2^128: the sum stays below 2^192.
    let whole = weights.iter().fold(zero, |sum, (_, weight)| sum.saturating_add((*weight).into()));
    if whole == zero {
        return None;
    }
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    let mut left = total;
    for (position, (id, weight)) in weights.iter().enumerate() {
        let (part, remainder) = part(total, *weight, whole)?;
        left = left.checked_sub(part)?;
        parts.push(part);
        remainders.push((remainder, *id, position));
    }
    remainders.sort_unstable_by(|(a, a_id, a_at), (b, b_id, b_at)| {
        b.cmp(a).then(a_id.cmp(b_id)).then(a_at.cmp(b_at))
    });
    // The units left are the sum of the remainders over the whole, and each remainder is less than
    // the whole: there are fewer units than rows with a remainder.
    let lucky = usize::try_from(left).ok()?;
    for (_, _, position) in remainders.iter().take(lucky) {
        let part = parts.get_mut(*position)?;
        *part = part.checked_add(1)?;
    }
    Some(parts)
}
