//! Products in 256 bits and how they round: what every tally, quorum, limit and payout rests on.
//!
//! Each function says why its result fits; where it may not, the answer is `None`.

use aluma_types::{Canon, Share};
use ethnum::U256;

/// A number of up to 256 bits as the state keeps it, such as units times milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub struct Wide {
    /// The upper 128 bits.
    #[he("128 הסיביות העליונות")]
    pub high: u128,
    /// The lower 128 bits.
    #[he("128 הסיביות התחתונות")]
    pub low: u128,
}

impl From<U256> for Wide {
    fn from(number: U256) -> Self {
        let (high, low) = number.into_words();
        Self { high, low }
    }
}

impl From<Wide> for U256 {
    fn from(wide: Wide) -> Self {
        Self::from_words(wide.high, wide.low)
    }
}

/// `a * b`; two factors below 2^128 stay below 2^256.
pub fn times(a: u128, b: u128) -> U256 {
    U256::new(a).saturating_mul(U256::new(b))
}

/// `number / divisor` rounded down; `None` over 0 or where the quotient leaves 128 bits.
pub fn quotient(number: U256, divisor: U256) -> Option<u128> {
    u128::try_from(number.checked_div(divisor)?).ok()
}

/// `number / divisor` rounded up; `None` over 0 or where the quotient leaves 128 bits.
pub fn quotient_up(number: U256, divisor: U256) -> Option<u128> {
    let rest = number.checked_rem(divisor)?;
    let down = quotient(number, divisor)?;
    if rest == U256::ZERO { Some(down) } else { down.checked_add(1) }
}

/// `whole * share` rounded down. A share is at most 1, so the part fits.
pub fn part_down(whole: u128, share: Share) -> u128 {
    let product = times(whole, u128::from(share.num()));
    quotient(product, U256::from(share.den())).unwrap_or(whole)
}

/// `whole * share` rounded up. A share is at most 1, so the part fits.
pub fn part_up(whole: u128, share: Share) -> u128 {
    let product = times(whole, u128::from(share.num()));
    quotient_up(product, U256::from(share.den())).unwrap_or(whole)
}

/// `part <=> whole * share` without rounding. Both sides are held at 2^256 - 1, which numbers
/// below 2^224 never reach; sums of a few u128 lie far below.
pub fn compare_part(part: U256, whole: U256, share: Share) -> core::cmp::Ordering {
    let left = part.saturating_mul(U256::from(share.den()));
    left.cmp(&whole.saturating_mul(U256::from(share.num())))
}

#[cfg(test)]
#[path = "exact_tests.rs"]
mod tests;
