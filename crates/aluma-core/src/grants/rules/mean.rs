//! The mean of an entry's scores, as a weight that a budget is shared by.
//!
//! Source: the rule of Praise, the system in which the rounds of the Token Engineering Commons were
//! scored. Its means are doubles, and written with two decimals; both are done here in integers.

use aluma_types::Share;

use crate::grants::types::{MAX_RATERS, Mean, PARTS, Rate};

/// Weight of one score: hundredths of it, times a number that every count of raters divides.
pub const WEIGHT: u128 = 100 * FULL;
/// The least common multiple of 1 to 8.
const FULL: u128 = 840;
const _: () = assert!(MAX_RATERS == 8 && PARTS == 100, "every count of raters divides FULL");

/// The weight of an entry, in 1/84,000 of a score; exact. `score_of(entry, rater)` is the score in
/// hundredths that a rater gave to another entry of the round, if they rated it.
///
/// A duplicate is worth `duplicate` of what its own rater gave to the entry that it repeats, in
/// hundredths, half of one up.
pub fn weight(
    (mean, duplicate): (Mean, Share),
    rates: &[Rate],
    score_of: impl Fn(u32, &Rate) -> Option<u32>,
) -> u128 {
    let hundredths = |rate: &Rate| -> Option<u128> {
        if mean == Mean::Plain {
            return Some(u128::from(rate.score));
        }
        match rate.repeats {
            _ if rate.dismissed => Some(0),
            Some(other) => {
                let score = score_of(other, rate).unwrap_or(0);
                Some(part_of(score, duplicate))
            }
            None if rate.score == 0 => None,
            None => Some(u128::from(rate.score)),
        }
    };
    let (mut sum, mut count, mut double) = (0u128, 0u128, Double::ZERO);
    for part in rates.iter().filter_map(hundredths) {
        sum = sum.saturating_add(part);
        count = count.saturating_add(1);
        double = double.plus(Double::of_hundredths(part));
    }
    if count == 0 {
        return 0;
    }
    match mean {
        // 840 is a multiple of every count there can be: nothing is left over.
        Mean::Exact | Mean::Plain => {
            FULL.checked_div(count).map_or(0, |each| sum.saturating_mul(each))
        }
        Mean::Hundredths => double.over(count).in_hundredths().saturating_mul(FULL),
    }
}

/// A share of a score, both in hundredths, half of one up.
fn part_of(score: u32, share: Share) -> u128 {
    let (num, den) = (u128::from(share.num()), u128::from(share.den()));
    let twice = u128::from(score).saturating_mul(2).saturating_mul(num).saturating_add(den);
    twice.checked_div(den.saturating_mul(2)).unwrap_or(0)
}

/// A number from 0 to 2^20 as IEEE 754 double precision has it: in 2^-64, with 53 significant bits.
///
/// Every double that comes up here is a multiple of 2^-64: the least that is not 0 is 0.01 / 8,
/// whose last bit is 2^-62.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Double(u128);

const FRACTION: u32 = 64;
const SIGNIFICANT: u32 = 53;

impl Double {
    const ZERO: Self = Self(0);

    /// The nearest double to a number of 2^-64 and a rest that is not 0 or is.
    fn nearest(number: u128, has_rest: bool) -> Self {
        let bits = 128u32.saturating_sub(number.leading_zeros());
        let Some(cut) = bits.checked_sub(SIGNIFICANT).filter(|cut| *cut > 0) else {
            return Self(number);
        };
        let unit = 1u128.checked_shl(cut).unwrap_or(0);
        let low = number & unit.saturating_sub(1);
        let down = number.saturating_sub(low);
        let half = unit.checked_shr(1).unwrap_or(0);
        let is_odd = number & unit != 0;
        let up = low > half || (low == half && (has_rest || is_odd));
        Self(if up { down.saturating_add(unit) } else { down })
    }

    /// Of a decimal with two digits.
    fn of_hundredths(hundredths: u128) -> Self {
        let wide = hundredths.checked_shl(FRACTION).unwrap_or(0);
        let (number, rest) = (wide.checked_div(100), wide.checked_rem(100));
        Self::nearest(number.unwrap_or(0), rest.unwrap_or(0) > 0)
    }

    fn plus(self, other: Self) -> Self {
        Self::nearest(self.0.saturating_add(other.0), false)
    }

    /// Divided by a small number.
    fn over(self, count: u128) -> Self {
        let (number, rest) = (self.0.checked_div(count), self.0.checked_rem(count));
        Self::nearest(number.unwrap_or(0), rest.unwrap_or(0) > 0)
    }

    /// To two decimals, half of one up: the exact number that the double is, not the decimal that it
    /// stands for.
    fn in_hundredths(self) -> u128 {
        let wide = self.0.saturating_mul(200);
        let unit = 1u128.checked_shl(FRACTION).unwrap_or(u128::MAX);
        let twice = unit.saturating_mul(2);
        wide.saturating_add(unit).checked_div(twice).unwrap_or(0)
    }
}
