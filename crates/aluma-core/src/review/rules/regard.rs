//! What one member finds in another's work beyond what others find: a sensor for circles of which
//! praise shows nothing.
//!
//! Of each rating `d = level - others` is summed by who gave it and who made what it is of: the rating
//! without its giver's bias, less what the others of the panel agreed on without it. Chance is as often
//! on either side of it and does not last: honest ratings scatter by about 15 points, so a mean of
//! [`HIGH`] is seldom one's and hardly ever two members' of each other.

use aluma_types::Canon;

use super::fixed::Fixed;

/// The mean from which on somebody's ratings of another are high, points.
pub const HIGH: u32 = 20;
/// Of what was summed, so many of 16 parts are kept at each epoch's close, as of a domain's figures.
const KEPT: (i64, u32) = (15, 16);
/// The least number of ratings, faded: a single one is forgotten after eleven epochs.
const LEAST: (i64, u32) = (1, 2);
/// Epochs after which nothing is left.
const FORGOTTEN: u32 = 400;

/// Sums over ratings of one member's works by another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Beyond {
    /// Ratings, faded.
    pub ratings: Fixed,
    /// By how much they were higher than others', faded.
    pub by: Fixed,
}

impl Beyond {
    /// Adds a rating that was higher by so much.
    pub const fn add(&mut self, by: Fixed) {
        self.ratings = self.ratings.plus(Fixed::ONE);
        self.by = self.by.plus(by);
    }

    /// Their mean; nothing of none.
    pub fn mean(&self) -> Fixed {
        self.by.over(self.ratings)
    }

    /// Whether they are high.
    pub fn is_high(&self) -> bool {
        self.ratings >= Fixed::ratio(LEAST.0, LEAST.1) && self.mean() >= Fixed::whole(HIGH)
    }

    const fn join(&mut self, other: &Self) {
        self.ratings = self.ratings.plus(other.ratings);
        self.by = self.by.plus(other.by);
    }

    fn fade(&mut self) {
        let kept = Fixed::ratio(KEPT.0, KEPT.1);
        self.ratings = self.ratings.times(kept);
        self.by = self.by.times(kept);
    }
}

/// The same up to the last close, and since: what is learned in an epoch holds from its close on, so
/// that the order of panels within it cannot matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Regard {
    /// The epoch in which it was last written.
    pub epoch: u32,
    /// Up to the close before it.
    pub closed: Beyond,
    /// In it.
    pub open: Beyond,
}

impl Regard {
    /// As it stands in an epoch.
    #[must_use]
    pub fn in_epoch(mut self, epoch: u32) -> Self {
        let passed = epoch.saturating_sub(self.epoch);
        if passed > 0 {
            self.closed.join(&self.open);
            self.open = Beyond::default();
            (0..passed.min(FORGOTTEN)).for_each(|_| self.closed.fade());
            self.epoch = epoch;
        }
        self
    }

    /// Whether it may be high once its epoch is over: those that an index keeps.
    pub fn may_be_high(&self) -> bool {
        let mut all = self.closed;
        all.join(&self.open);
        self.closed.is_high() || all.mean() >= Fixed::whole(HIGH)
    }
}
