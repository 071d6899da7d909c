//! What reviewers earn by agreeing where others do not: Correlated Agreement.
//!
//! Source: Shnayder, Agarwal, Frongillo, Parkes, "Informed Truthfulness in Multi-Task Peer Prediction"
//! (EC 2016). Two ratings *agree* where their bands come together more often than chance has it, as the
//! domain's closed items show. Two reviewers earn, for the items both rated, how often they agree on
//! the same item, less how often the one's rating of an item agrees with the other's of another: who
//! always says the same, or anything, agrees as often either way and earns nothing. The other items are
//! the same ones shifted by the beacon, each once, so that a constant report earns exactly nothing.
//!
//! What is earned adds up in a *purse*. Its growth beyond its highest point is paid, its fall below its
//! lowest comes off the fees: a walk without direction rises and falls alike, while clipping epoch by
//! epoch would pay noise half of what honesty earns.

use alloc::vec::Vec;

use aluma_types::{Canon, List};

use crate::exact::{quotient, times};

/// Bands of a rating: 0..9, 10..19, .., 100.
pub const BANDS: u32 = 11;
/// Unordered pairs of bands.
pub const PAIRS: usize = 66;
/// Pairs of ratings before a domain's own figures say which agree.
pub const LEARNED: u64 = 100;

/// The band of a rating in points; what is above 100 is held there.
pub fn band(points: u8) -> u8 {
    points.min(100).checked_div(10).unwrap_or(0)
}

/// How often each two bands came together on one item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Joint {
    /// By pair, the lower band first: (0, 0), (0, 1), .., (1, 1), ..
    counts: List<u32, PAIRS>,
}

/// The place of a pair of bands.
fn place(a: u8, b: u8) -> usize {
    let (low, high) = (u32::from(a.min(b)), u32::from(a.max(b)));
    // Pairs whose lower band is less: 11 + 10 + .. + (11 - low + 1).
    let before = low.saturating_mul(BANDS.saturating_mul(2).saturating_add(1).saturating_sub(low));
    let before = before.checked_div(2).unwrap_or(0);
    before.saturating_add(high.saturating_sub(low)) as usize
}

impl Joint {
    /// Two reviewers rated one item so.
    pub fn add(&mut self, a: u8, b: u8) {
        let place = place(a, b);
        let mut counts: Vec<u32> = self.counts.to_vec();
        if counts.len() <= place {
            counts.resize(place.saturating_add(1), 0);
        }
        if let Some(count) = counts.get_mut(place) {
            *count = count.saturating_add(1);
        }
        let mut list = List::default();
        counts.into_iter().for_each(|count| {
            list.push(count);
        });
        self.counts = list;
    }

    fn count(&self, a: u8, b: u8) -> u64 {
        self.counts.get(place(a, b)).copied().map_or(0, u64::from)
    }

    /// Twice the pairs with this band in them; both reviewers' ratings count.
    fn margin(&self, a: u8) -> u64 {
        let bands = (0..BANDS).filter_map(|band| u8::try_from(band).ok());
        bands.fold(0, |sum: u64, b| {
            let times = if a == b { 2 } else { 1 };
            sum.saturating_add(self.count(a, b).saturating_mul(times))
        })
    }

    /// Pairs that were counted.
    pub fn pairs(&self) -> u64 {
        self.counts.iter().fold(0, |sum: u64, count| sum.saturating_add(u64::from(*count)))
    }

    /// Whether ratings of these bands agree: together more often than chance has it. Until enough is
    /// known, bands that touch do.
    pub fn agree(&self, a: u8, b: u8) -> bool {
        let pairs = self.pairs();
        if pairs < LEARNED {
            return a.abs_diff(b) <= 1;
        }
        // With p(a, b) = count / (2 pairs) for a != b, count / pairs for a = b, and p(a) = margin /
        // (2 pairs): p(a, b) > p(a) p(b).
        let times = if a == b { 2 } else { 1 };
        let together = u128::from(self.count(a, b)).saturating_mul(times);
        let together = together.saturating_mul(2).saturating_mul(u128::from(pairs));
        together > u128::from(self.margin(a)).saturating_mul(u128::from(self.margin(b)))
    }
}

/// What two reviewers earn by the items that both rated, each by its band, in agreements. `turn` is
/// drawn by the beacon.
pub fn earned(rated: &[(u8, u8)], turn: u64, joint: &Joint) -> i64 {
    let count = rated.len() as u64;
    let Some(shift) = turn.checked_rem(count.saturating_sub(1)) else { return 0 };
    let shift = usize::try_from(shift).unwrap_or(0).saturating_add(1);
    let others = rated.iter().cycle().skip(shift);
    rated.iter().zip(others).fold(0, |sum: i64, ((mine, theirs), (_, other))| {
        let here = i64::from(joint.agree(*mine, *theirs));
        let there = i64::from(joint.agree(*mine, *other));
        sum.saturating_add(here).saturating_sub(there)
    })
}

/// `whole * of / all` rounded down, for `of` up to `all`: what is left of a sum after so many of all
/// agreements that it could pay.
pub fn part(whole: u128, of: u64, all: u64) -> u128 {
    quotient(times(whole, of.into()), ethnum::U256::from(all)).unwrap_or(0)
}

/// What a reviewer earned so far, in agreements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Purse {
    /// Earned.
    #[he("הושגו")]
    gained: u64,
    /// Lost again.
    #[he("אבדו")]
    lost: u64,
    /// The most that it ever stood above nothing, which was paid.
    #[he("השיא ששולם")]
    peak: u64,
    /// The most that it ever stood below nothing, as far as fees paid for it.
    #[he("השפל שנוכה")]
    trough: u64,
}

/// What is due to a reviewer after an epoch, in agreements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Of the fees.
    pub fees: u64,
    /// Of what agreement earned.
    pub growth: u64,
}

impl Purse {
    /// Books what agreement earned.
    pub const fn book(&mut self, earned: i64) {
        if earned < 0 {
            self.lost = self.lost.saturating_add(earned.unsigned_abs());
        } else {
            self.gained = self.gained.saturating_add(earned.unsigned_abs());
        }
    }

    /// What is due after an epoch whose fees are worth so many agreements, and whose budgets pay for so
    /// many beside them. Growth that finds no budget stays to be paid by a later epoch.
    pub fn due(&mut self, fees: u64, most: u64) -> Due {
        let growth = self.gained.saturating_sub(self.lost).saturating_sub(self.peak).min(most);
        let fall = self.lost.saturating_sub(self.gained).saturating_sub(self.trough);
        let taken = fall.min(fees);
        self.peak = self.peak.saturating_add(growth);
        self.trough = self.trough.saturating_add(taken);
        Due { fees: fees.saturating_sub(taken), growth }
    }

    /// Books what an epoch earned and says what is due, where the fees of the epoch are worth so many
    /// agreements and budgets pay for any growth.
    pub fn settle(&mut self, earned: i64, fees: u64) -> Due {
        self.book(earned);
        self.due(fees, u64::MAX)
    }
}
