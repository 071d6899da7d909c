//! Numbers with 32 fractional bits, for scores and what is known of those who give them.
//!
//! A number is an `i128` that counts 2^-32; products and quotients go through 256 bits and round
//! toward minus infinity, so that the same ratings give the same bits on every machine. Sums of
//! products of two scores of up to 100 stay far below 2^95 however many there are; what would leave
//! the type is held at its end.

use aluma_types::Canon;
use ethnum::I256;

/// Fractional bits.
const BITS: u32 = 32;

/// A number that counts 2^-32. The state keeps it in two's complement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Fixed {
    /// Its bits.
    bits: u128,
}

impl Fixed {
    /// Nothing.
    pub const ZERO: Self = Self { bits: 0 };
    /// One.
    pub const ONE: Self = Self { bits: 1 << BITS };

    /// A whole number.
    pub const fn whole(number: u32) -> Self {
        Self { bits: (number as u128) << BITS }
    }

    /// `num / den`, rounded down; nothing over 0.
    pub fn ratio(num: i64, den: u32) -> Self {
        let raised = i128::from(num).saturating_mul(1 << BITS);
        Self::of(raised.checked_div_euclid(i128::from(den)).unwrap_or(0))
    }

    /// A number by its bits.
    pub const fn of(bits: i128) -> Self {
        Self { bits: bits.cast_unsigned() }
    }

    /// Its bits.
    pub const fn bits(self) -> i128 {
        self.bits.cast_signed()
    }

    /// `self + other`.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self::of(self.bits().saturating_add(other.bits()))
    }

    /// `self - other`.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self::of(self.bits().saturating_sub(other.bits()))
    }

    /// `self * other`, rounded down.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        let product = I256::new(self.bits()).saturating_mul(I256::new(other.bits()));
        Self::held(product.checked_shr(BITS).unwrap_or(I256::ZERO))
    }

    /// `self / other`, rounded down; nothing over 0 or less.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        if other.bits() <= 0 {
            return Self::ZERO;
        }
        let raised = I256::new(self.bits()).checked_shl(BITS).unwrap_or(I256::ZERO);
        Self::held(raised.checked_div_euclid(I256::new(other.bits())).unwrap_or(I256::ZERO))
    }

    /// How far from nothing.
    #[must_use]
    pub const fn size(self) -> Self {
        Self::of(self.bits().saturating_abs())
    }

    /// The greater.
    #[must_use]
    pub fn at_least(self, least: Self) -> Self {
        if self < least { least } else { self }
    }

    /// The lesser.
    #[must_use]
    pub fn at_most(self, most: Self) -> Self {
        if self > most { most } else { self }
    }

    /// Within both ends.
    #[must_use]
    pub fn within(self, least: Self, most: Self) -> Self {
        self.at_least(least).at_most(most)
    }

    /// In so many parts of one, rounded down; nothing where it is below 0.
    pub fn parts(self, of_one: u32) -> u64 {
        let raised = I256::new(self.bits()).saturating_mul(I256::from(of_one));
        let whole = raised.checked_shr(BITS).unwrap_or(I256::ZERO);
        if whole < 0 { 0 } else { u64::try_from(whole).unwrap_or(u64::MAX) }
    }

    fn held(wide: I256) -> Self {
        let end = if wide < 0 { i128::MIN } else { i128::MAX };
        Self::of(i128::try_from(wide).unwrap_or(end))
    }
}

impl PartialOrd for Fixed {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fixed {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.bits().cmp(&other.bits())
    }
}
