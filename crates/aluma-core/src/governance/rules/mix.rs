//! Several sources of weight counted together.
//!
//! A single source counts as it is. In a mix each source is first scaled to 2^64 for its whole, so
//! that heads, shares and points can be added: weight_i = sum of c_s * floor(2^64 * x_si / X_s).

use aluma_types::Canon;
use ethnum::U256;

use crate::exact::{quotient, times};

/// One source in a mix, frozen at opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Source {
    /// c: its part of the whole, in ten-thousandths.
    pub share: u16,
    /// X: all that is held of it; a source with nothing drops out.
    pub total: u128,
}

/// The scale of one whole source.
const WHOLE: u128 = 1 << 64;
/// Ten-thousandths in the whole.
const PARTS: u128 = 10_000;

/// The weight of all together: the single source's own total, or 2^64 * the sum of c over the
/// sources that hold anything, at most 2^64 * 10,000. `None` where the shares exceed the whole.
pub fn mixed_total(sources: &[Source]) -> Option<u128> {
    if let [only] = sources {
        return Some(only.total);
    }
    let parts = sources.iter().map(|source| u128::from(source.share)).sum_within(PARTS)?;
    let empty = sources.iter().filter(|source| source.total == 0);
    let dropped = empty.map(|source| u128::from(source.share)).sum_within(PARTS)?;
    WHOLE.checked_mul(parts.checked_sub(dropped)?)
}

/// The weight of one who holds `held` of each source, in the order of the sources.
///
/// `None` where the lists differ in length, the shares exceed the whole, or somebody holds more of
/// a source than there is. Otherwise each scaled part is at most 2^64, their shares add up to at
/// most 10,000, and the weight fits 78 bits.
pub fn mixed_weight(sources: &[Source], held: &[u128]) -> Option<u128> {
    if sources.len() != held.len() {
        return None;
    }
    if sources.iter().zip(held).any(|(source, held)| *held > source.total) {
        return None;
    }
    if let [only] = held {
        return Some(*only);
    }
    sources.iter().map(|source| u128::from(source.share)).sum_within(PARTS)?;
    sources.iter().zip(held).filter(|(source, _)| source.total > 0).try_fold(
        0u128,
        |weight, (source, held)| {
            let scaled = quotient(times(WHOLE, *held), U256::new(source.total))?;
            weight.checked_add(scaled.checked_mul(u128::from(source.share))?)
        },
    )
}

/// The weight from which a bound against the total of a mix of `members` is met: each member's
/// floors lose less than 10,000, so that all of them together stand for the whole. A single source
/// has no floors and needs no such allowance.
pub fn met_from(bound: u128, members: u64) -> u128 {
    bound.saturating_sub(PARTS.saturating_mul(u128::from(members)))
}

trait SumWithin {
    /// The sum, or `None` above `most`.
    fn sum_within(self, most: u128) -> Option<u128>;
}

impl<I: Iterator<Item = u128>> SumWithin for I {
    fn sum_within(mut self, most: u128) -> Option<u128> {
        self.try_fold(0u128, u128::checked_add).filter(|sum| *sum <= most)
    }
}
