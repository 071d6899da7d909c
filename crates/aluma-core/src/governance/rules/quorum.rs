//! How much support a proposal needs, out of all who could vote.
//!
//! The quorum is on support, not on turnout: where turnout counted, votes Against would help to
//! pass.

use aluma_types::{Canon, Share, Span};
use ethnum::U256;

use crate::exact::{part_up, quotient, quotient_up, times};

/// The people whose support it takes, of `members` eligible ones: half of a small group (but three
/// people, or all where there are fewer), and of a larger one the root of 5/2 of it or 3 %,
/// whichever is more: 5 of 10, 10 of 40, 20 of 150, 150 of 5,000. Everything rounds up.
pub fn quorum_by_size(members: u64) -> u64 {
    if members <= 10 {
        return members.div_ceil(2).max(members.min(3));
    }
    // k >= sqrt(5n/2) for a whole k is k * k >= ceil(5n/2).
    let square = u128::from(members).saturating_mul(5).div_ceil(2);
    let floor = square.isqrt();
    let is_exact = floor.checked_mul(floor) == Some(square);
    let root = floor.saturating_add(u128::from(!is_exact));
    let three_percent = u128::from(members).saturating_mul(3).div_ceil(100);
    // At most `members`, hence within 64 bits.
    u64::try_from(root.max(three_percent)).unwrap_or(members)
}

/// A track's quorum as the charter states it: the larger of its two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Quorum {
    /// Whether [`quorum_by_size`] applies.
    pub by_size: bool,
    /// Least part of all weight, whatever the size.
    pub least: Share,
}

impl Quorum {
    /// By size alone: tips, spends, roles and emergencies.
    pub const BY_SIZE: Self = Self { by_size: true, least: Share::ZERO };
    /// By size, but at least 20 %: the constitution track.
    pub const CONSTITUTION: Self = Self { by_size: true, least: Share::percent(20) };

    /// The weight For that it takes, where `members` eligible ones hold `total`; by size it is the
    /// same fraction of the weight as of the heads. Rounds up; never above `total`.
    pub fn support(&self, total: u128, members: u64) -> u128 {
        let least = part_up(total, self.least);
        if !self.by_size || members == 0 {
            return least;
        }
        let people = u128::from(quorum_by_size(members));
        let by_size = quotient_up(times(total, people), U256::from(members));
        // people <= members, so the part is at most the total.
        by_size.unwrap_or(total).max(least)
    }
}

/// The support a proposal needs, frozen at opening as weights; it may fall along a line with the
/// time since opening, so that what few care about can pass late but not by surprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Support {
    /// Weight For needed at opening.
    pub start: u128,
    /// Weight For needed once it has fallen; above `start` it is held at `start`.
    pub end: u128,
    /// How long it falls; 0 is at once.
    pub fall: Span,
}

impl Support {
    /// The same weight at all times.
    pub const fn fixed(weight: u128) -> Self {
        Self { start: weight, end: weight, fall: Span(0) }
    }

    /// The weight needed `elapsed` after opening: the line from start to end, rounded up.
    pub fn needed(&self, elapsed: Span) -> u128 {
        let drop = self.start.saturating_sub(self.end);
        if elapsed >= self.fall {
            return self.start.saturating_sub(drop);
        }
        let product = times(drop, u128::from(elapsed.0));
        let fallen = quotient(product, U256::from(self.fall.0)).unwrap_or(0);
        self.start.saturating_sub(fallen)
    }
}
