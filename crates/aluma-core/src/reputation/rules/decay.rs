//! Forward decay: what weighs today, kept as one number that never has to be touched by time.
//!
//! Points given at t count A = m * 2^((t - L) / H), with the landmark L and the half-life H of a
//! [`Clock`]; their value at any later time is A * 2^(-(t - L) / H) (forward decay after Cormode,
//! Shkapenyuk, Srivastava and Xu, 2009). Additions commute, and all points of one clock compare by A
//! alone: what everybody weighs against each other is never rounded by time.
//!
//! A is a u128 in units of 2^-40 micro-points. A power of two is its whole part as a shift and its
//! fraction by a table of 256 entries times the cubic e^y = 1 + y + y^2/2 + y^3/6 of what the table
//! leaves, y < ln 2 / 256: off by less than 3e-12 of the value. Everything is rounded down, so that a
//! sum of parts is never more than the part of a sum.

use aluma_types::{Canon, Span, Timestamp};
use ethnum::U256;

use super::powers::{LN2, POWERS};

/// Micro-points in a point. A point is an hour, or so, of fully accepted work.
pub const POINT: u64 = 1_000_000;
/// Bits of A below a micro-point.
pub const FRACTION: u32 = 40;
/// Half-lives of hard points from one landmark to the next; soft ones have run twice as many.
pub const STRIDE: u64 = 12;
/// Half-lives after a landmark beyond which nothing is counted any more: 2^36 times a whole
/// community's points would leave 128 bits. A landmark moves long before.
const FURTHEST: u64 = 36;

/// A number of the domain of 2^-62: from 1 up to and without 2.
const ONE: u128 = 1 << 62;

/// Of which kind points are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub enum Strength {
    /// By accepted work.
    #[tag(1)]
    #[he("מתרומה שהתקבלה")]
    Hard,
    /// By praise: they fade twice as fast.
    #[tag(2)]
    #[he("מהוקרה")]
    Soft,
}

/// By what points fade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Clock {
    /// The landmark: points given then count as they are.
    #[he("נקודת הציון")]
    pub landmark: Timestamp,
    /// The half-life of hard points.
    #[he("מחצית החיים")]
    pub half_life: Span,
}

/// 2^x as a factor: `mantissa` / 2^62 * 2^`shift`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Power {
    mantissa: u128,
    shift: i32,
}

impl Power {
    /// 2^0.
    pub const NONE: Self = Self { mantissa: ONE, shift: 0 };

    /// 2^(span / half_life).
    pub fn of(span: Span, half_life: Span) -> Self {
        let half = u128::from(half_life.0.max(1));
        let span = u128::from(span.0);
        let shift = span.checked_div(half).and_then(|whole| i32::try_from(whole).ok());
        let rest = span.checked_rem(half).unwrap_or(0);
        Self { mantissa: fraction(rest, half), shift: shift.unwrap_or(i32::MAX) }
    }

    /// 2^(-span / half_life).
    pub fn inverse(span: Span, half_life: Span) -> Self {
        let half = half_life.0.max(1);
        let rest = span.0.checked_rem(half).unwrap_or(0);
        // 2^-(n + r) is 2^-(n + 1) * 2^(1 - r).
        let filled = Span(if rest == 0 { 0 } else { half.saturating_sub(rest) });
        let up = Self::of(filled, half_life);
        let whole = span.0.checked_div(half).and_then(|whole| i32::try_from(whole).ok());
        let down = whole.unwrap_or(i32::MAX).saturating_add(i32::from(rest != 0));
        Self { shift: up.shift.saturating_sub(down), ..up }
    }

    /// `number` times this, rounded down; `None` where it leaves 256 bits.
    pub fn of_wide(self, number: U256) -> Option<U256> {
        // 2^62 has 63 bits: the product of a number below 2^193 fits.
        let product = number.checked_mul(U256::new(self.mantissa))?;
        let shift = self.shift.saturating_sub(62);
        let by = shift.unsigned_abs();
        if shift <= 0 {
            return Some(product.checked_shr(by).unwrap_or(U256::ZERO));
        }
        if product == U256::ZERO {
            return Some(product);
        }
        product.checked_shl(by).filter(|_| by <= product.leading_zeros())
    }

    /// `number` times this, rounded down, held at the largest u128.
    pub fn times(self, number: u128) -> u128 {
        let product = self.of_wide(U256::new(number));
        product.and_then(|product| u128::try_from(product).ok()).unwrap_or(u128::MAX)
    }
}

/// 2^(rest / half) / 2^62, for `rest` below `half`, which is below 2^50.
fn fraction(rest: u128, half: u128) -> u128 {
    let scaled = rest.saturating_mul(256);
    let place = scaled.checked_div(half).and_then(|place| usize::try_from(place).ok());
    let power = place.and_then(|place| POWERS.get(place)).copied().map_or(ONE, u128::from);
    let left = scaled.checked_rem(half).unwrap_or(0);
    // y = ln 2 * left / (256 * half) in units of 2^-64: below 2^56, and its product with LN2 below
    // 2^114.
    let y = LN2.saturating_mul(left).checked_div(half.saturating_mul(256)).unwrap_or(0);
    let square = y.saturating_mul(y) >> 64;
    let cube = square.saturating_mul(y) >> 64;
    let tail = y.saturating_add(square / 2).saturating_add(cube.checked_div(6).unwrap_or(0));
    // Below 2^63 times below 2^57.
    power.saturating_add(power.saturating_mul(tail) >> 64)
}

impl Clock {
    /// The half-life of points of a kind.
    pub fn half_life_of(&self, strength: Strength) -> Span {
        match strength {
            Strength::Hard => self.half_life,
            Strength::Soft => Span((self.half_life.0 / 2).max(1)),
        }
    }

    /// A of micro-points given at a time, rounded down; what is older than the landmark has faded
    /// since.
    pub fn grown(&self, strength: Strength, micro: u64, at: Timestamp) -> u128 {
        let half = self.half_life_of(strength);
        let whole = u128::from(micro) << FRACTION;
        if at < self.landmark {
            return Power::inverse(self.landmark.since(at), half).times(whole);
        }
        Power::of(at.since(self.landmark).min(self.furthest(half)), half).times(whole)
    }

    /// What A is worth at a time, in micro-points, rounded down.
    pub fn faded(&self, strength: Strength, a: u128, at: Timestamp) -> u64 {
        let worth = self.power(strength, at).times(a) >> FRACTION;
        u64::try_from(worth).unwrap_or(u64::MAX)
    }

    /// By what A is to be multiplied for what it is worth at a time.
    pub fn power(&self, strength: Strength, at: Timestamp) -> Power {
        let half = self.half_life_of(strength);
        if at < self.landmark {
            return Power::of(self.landmark.since(at), half);
        }
        Power::inverse(at.since(self.landmark), half)
    }

    /// What soft points weigh beside hard ones at a time, each in the A of their own clock: a half-life of
    /// hard points takes half of that.
    pub fn soft_beside_hard(&self, at: Timestamp) -> Power {
        self.power(Strength::Hard, at)
    }

    /// Whether the landmark lies so far back that it should move.
    pub fn is_far(&self, now: Timestamp) -> bool {
        now.since(self.landmark) >= self.stride()
    }

    /// The clock of a later landmark with the same half-life: whole strides on, so that everything
    /// kept by it only loses bits below.
    #[must_use]
    pub fn moved(&self, now: Timestamp) -> Self {
        let stride = self.stride().0.max(1);
        let strides = now.since(self.landmark).0.checked_div(stride).unwrap_or(0);
        let landmark = self.landmark.after(Span(strides.saturating_mul(stride)));
        Self { landmark, ..*self }
    }

    /// By what the A of this clock is to be multiplied for that of a later one.
    pub fn into_later(&self, strength: Strength, later: &Self) -> Power {
        self.power(strength, later.landmark)
    }

    /// An A of this clock in that of another, whichever is the later.
    pub fn in_other(&self, strength: Strength, a: u128, other: &Self) -> u128 {
        if self == other {
            return a;
        }
        if other.landmark >= self.landmark {
            return self.into_later(strength, other).times(a);
        }
        // What it was worth at this landmark, by the other clock.
        let back = Power::of(self.landmark.since(other.landmark), other.half_life_of(strength));
        back.times(a)
    }

    /// By what points are to be multiplied that stood still for so long.
    pub fn standing_still(&self, strength: Strength, lasts: Span) -> Power {
        Power::of(lasts, self.half_life_of(strength))
    }

    /// When the landmark should move.
    pub fn due(&self) -> Timestamp {
        self.landmark.after(self.stride())
    }

    fn stride(&self) -> Span {
        Span(self.half_life.0.saturating_mul(STRIDE))
    }

    fn furthest(&self, half_life: Span) -> Span {
        // Of the kind at hand.
        Span(half_life.0.saturating_mul(FURTHEST))
    }
}
