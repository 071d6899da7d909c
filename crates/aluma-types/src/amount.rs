//! Money and shares. Two assets never mix in one [`Amount`]; a [`Share`] is an exact fraction.

use alloc::vec::Vec;

use crate::codec::{Canon, DecodeError, Reader, put_varint};
use crate::ids::AssetId;
use crate::spec::TypeSpec;

/// So many base units of one asset. How many base units make one whole is the asset's `decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount {
    /// Which asset.
    pub asset: AssetId,
    /// Base units.
    pub units: u128,
}

impl Canon for Amount {
    const SPEC: &'static TypeSpec = &TypeSpec::Amount;

    fn write(&self, out: &mut Vec<u8>) {
        self.asset.write(out);
        put_varint(out, self.units);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self { asset: AssetId::read(reader)?, units: u128::read(reader)? })
    }
}

/// An exact fraction between 0 and 1, in lowest terms (so that it has one byte form).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    num: u32,
    den: u32,
}

impl Share {
    /// Nothing.
    pub const ZERO: Self = Self { num: 0, den: 1 };
    /// The whole.
    pub const ONE: Self = Self { num: 1, den: 1 };

    /// `num / den` in lowest terms; `None` above 1 or over 0.
    pub const fn new(num: u32, den: u32) -> Option<Self> {
        if den == 0 || num > den {
            return None;
        }
        let divisor = gcd(num, den);
        match (num.checked_div(divisor), den.checked_div(divisor)) {
            (Some(num), Some(den)) => Some(Self { num, den }),
            _ => None,
        }
    }

    /// So many hundredths; more than 100 is held at the whole.
    pub const fn percent(hundredths: u32) -> Self {
        match Self::new(hundredths, 100) {
            Some(share) => share,
            None => Self::ONE,
        }
    }

    /// So many thousandths; more than 1,000 is held at the whole.
    pub const fn permille(thousandths: u32) -> Self {
        match Self::new(thousandths, 1_000) {
            Some(share) => share,
            None => Self::ONE,
        }
    }

    /// Numerator in lowest terms.
    pub const fn num(self) -> u32 {
        self.num
    }

    /// Denominator in lowest terms; never 0.
    pub const fn den(self) -> u32 {
        self.den
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.num == 0
    }

    /// Reads `2/3`, `67%`, `0.1%` or `12.5 %`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((num, den)) = text.split_once('/') {
            return Self::new(digits(num.trim())?, digits(den.trim())?);
        }
        let number = text.strip_suffix('%')?.trim();
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        if part.len() > 4 {
            return None;
        }
        let scale = 10u32.checked_pow(u32::try_from(part.len()).ok()?)?;
        let fraction = if part.is_empty() { 0 } else { digits(part)? };
        let num = digits(whole)?.checked_mul(scale)?.checked_add(fraction)?;
        if number.ends_with('.') { None } else { Self::new(num, scale.checked_mul(100)?) }
    }
}

/// A plain run of digits as a number: no sign, no spaces.
fn digits(text: &str) -> Option<u32> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

const fn gcd(mut a: u32, mut b: u32) -> u32 {
    while b != 0 {
        let Some(rest) = a.checked_rem(b) else { return a };
        a = b;
        b = rest;
    }
    if a == 0 { 1 } else { a }
}

impl Canon for Share {
    const SPEC: &'static TypeSpec = &TypeSpec::Share;

    fn write(&self, out: &mut Vec<u8>) {
        put_varint(out, u128::from(self.num));
        put_varint(out, u128::from(self.den));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (num, den) = (u32::read(reader)?, u32::read(reader)?);
        match Self::new(num, den) {
            Some(share) if share.num == num && share.den == den => Ok(share),
            _ => Err(DecodeError::BadValue),
        }
    }
}
