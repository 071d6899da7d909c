//! The cumulative index: one sum to any number of holders without a loop over them.
//!
//! A payment raises the reward per unit; a holder is settled when his holding changes or he claims.
//! Rewards are reckoned in 2^-64 of a base unit and nothing is lost: what does not divide by the
//! units is carried in the index to the next payment, what does not make a whole base unit is
//! carried in the holder's mark to his next settlement. Both lie in the pot until then.

use aluma_types::Canon;
use ethnum::U256;

use crate::exact::Wide;

/// Bits below one base unit.
const FRACTION: u32 = 64;

/// What one unit has earned since the beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Index {
    /// In 2^-64 base units per unit held.
    per_unit: Wide,
    /// In 2^-64 base units: paid in and not divided yet; less than the units held at the time.
    carried: u128,
}

/// Where one holder was settled last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Mark {
    /// The index at that time.
    per_unit: Wide,
    /// In 2^-64 base units: earned and not paid yet, less than one base unit.
    carried: u64,
}

impl Index {
    /// With `amount` base units paid in for the `units` that are held; `None` where nothing is held
    /// or the index would leave 256 bits.
    pub fn paid(&self, amount: u128, units: u128) -> Option<Self> {
        let sum = U256::new(amount).checked_shl(FRACTION)?.checked_add(self.carried.into())?;
        let units = U256::new(units);
        let per_unit = U256::from(self.per_unit).checked_add(sum.checked_div(units)?)?;
        let carried = u128::try_from(sum.checked_rem(units)?).ok()?;
        Some(Self { per_unit: per_unit.into(), carried })
    }

    /// The mark of a holder who begins now.
    pub const fn begin(&self) -> Mark {
        Mark { per_unit: self.per_unit, carried: 0 }
    }

    /// What a holder of `units` since `mark` is paid now, in base units rounded down, and the mark
    /// from here on. Settling often or once comes to the same.
    ///
    /// `None` where the mark lies ahead of the index or the sum leaves its type.
    pub fn settle(&self, mark: &Mark, units: u128) -> Option<(u128, Mark)> {
        let rise = U256::from(self.per_unit).checked_sub(mark.per_unit.into())?;
        let owed = rise.checked_mul(units.into())?.checked_add(mark.carried.into())?;
        let amount = u128::try_from(owed.checked_shr(FRACTION)?).ok()?;
        // The low 64 bits.
        let carried = u64::try_from(owed.as_u128() & u128::from(u64::MAX)).ok()?;
        Some((amount, Mark { per_unit: self.per_unit, carried }))
    }

    /// What is carried to the next payment, in 2^-64 base units.
    pub const fn carried(&self) -> u128 {
        self.carried
    }
}

impl Mark {
    /// What is carried to the next settlement, in 2^-64 base units.
    pub const fn carried(&self) -> u64 {
        self.carried
    }
}
