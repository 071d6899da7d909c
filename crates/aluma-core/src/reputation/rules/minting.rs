//! How many points accepted work brings.
//!
//! Points of author i = size * f(q) * share_i * weight of the kind, with f(q) = max(0, (q - least) /
//! (100 - least)): work at or below the least quality is worth nothing, so junk is not worth making.
//! Capital put at risk brings none: merit is not for sale.

use alloc::vec::Vec;

use aluma_types::AccountId;
use ethnum::U256;

use crate::exact::{quotient, times};
use crate::split::split;

/// What quality is told in: millionths of one of a hundred.
pub const QUALITY_UNIT: u64 = 1_000_000;
/// The best quality.
pub const BEST: u64 = 100 * QUALITY_UNIT;

/// Work that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted<'a> {
    /// Its accepted size, in millionths of an effort unit: an hour, or so.
    pub size_micro: u64,
    /// Its quality, in [`QUALITY_UNIT`]s of a hundred.
    pub quality: u64,
    /// The quality at which points begin, in the same.
    pub least: u64,
    /// The weight of its kind, in thousandths.
    pub kind_permille: u32,
    /// Who made it, each once, with their parts of whatever sum.
    pub authors: &'a [(AccountId, u32)],
}

/// Micro-points that work brings all its authors together, rounded down: what is left below one
/// comes into being for nobody.
pub fn whole(work: &Accepted<'_>) -> u64 {
    let quality = work.quality.min(BEST);
    let (Some(above), Some(room)) =
        (quality.checked_sub(work.least), BEST.checked_sub(work.least).filter(|room| *room > 0))
    else {
        return 0;
    };
    let size = times(u128::from(work.size_micro), u128::from(work.kind_permille));
    // Below 2^64 * 2^32 * 2^27.
    let product = size.saturating_mul(U256::from(above));
    let divisor = U256::from(room).saturating_mul(U256::from(1_000u32));
    let micro = quotient(product, divisor).and_then(|micro| u64::try_from(micro).ok());
    micro.unwrap_or(u64::MAX)
}

/// What each author gets of it: the parts are exactly the whole, by largest remainder, equal ones
/// to the lowest account; nothing where nobody has a part.
pub fn parts(work: &Accepted<'_>) -> Vec<(AccountId, u64)> {
    let weights: Vec<(u64, u128)> =
        work.authors.iter().map(|(author, part)| (author.0, u128::from(*part))).collect();
    let parts = split(u128::from(whole(work)), &weights).unwrap_or_default();
    let micro = |part: u128| u64::try_from(part).unwrap_or(u64::MAX);
    work.authors.iter().zip(parts).map(|((author, _), part)| (*author, micro(part))).collect()
}

/// What each skill gets of points, by their weights; all of it, if there are any skills.
pub fn by_skill(micro: u64, skills: &[(u32, u16)]) -> Vec<(u32, u64)> {
    let weights: Vec<(u64, u128)> =
        skills.iter().map(|(skill, weight)| (u64::from(*skill), u128::from(*weight))).collect();
    let parts = split(u128::from(micro), &weights).unwrap_or_default();
    let micro = |part: u128| u64::try_from(part).unwrap_or(u64::MAX);
    skills.iter().zip(parts).map(|((skill, _), part)| (*skill, micro(part))).collect()
}

/// `whole * part / of` rounded down: what is lost below a domain of which `part` of `of` is lost.
pub fn part_of(whole: u128, part: u128, of: u128) -> u128 {
    quotient(times(whole, part), U256::new(of)).unwrap_or(0)
}
