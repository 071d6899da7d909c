//! What a part of the treasury is.
//!
//! Whoever leaves takes `floor(free * burnt / units before)`. Rounding down leaves the rest to those who
//! stay, so what a unit is worth never falls; and whoever burns all the units there are takes all of it.

use aluma_types::Share;
use ethnum::U256;

use crate::exact::{quotient, quotient_up, times};
use crate::invest::types::Price;

/// The part of what is free that so many units of all are worth, rounded down.
pub fn part(free: u128, burnt: u128, units: u128) -> u128 {
    if burnt >= units {
        return if units == 0 { 0 } else { free };
    }
    quotient(times(free, burnt), U256::from(units)).unwrap_or(0)
}

/// What somebody may still take of one asset where parts are limited: what they paid in for shares and their
/// part of the income since, less what they left with before.
pub const fn allowance(paid: u128, came: u128, taken: u128) -> u128 {
    paid.saturating_add(came).saturating_sub(taken)
}

/// Whether enough units still share: `now >= bound * before`.
pub fn is_retained(bound: Share, (before, now): (u128, u128)) -> bool {
    let (num, den) = (u128::from(bound.num()), u128::from(bound.den()));
    times(now, den) >= times(before, num)
}

/// Whether a price is at least what the units are worth: `pay / per >= free / units`.
pub fn is_at_book(price: Price, free: u128, units: u128) -> bool {
    units == 0 || times(price.pay, units) >= times(free, price.per)
}

/// What one lot is worth, rounded up; nothing where there are no units yet.
pub fn book(per: u128, free: u128, units: u128) -> u128 {
    quotient_up(times(free, per), U256::from(units)).unwrap_or(0)
}
