//! The velocity limit: how much of an asset may leave, or be minted, within a time.
//!
//! A sum counts from the moment it is committed, for the span of the limit: at `at + within` it has
//! left the window. It is never counted again at payment.

use alloc::vec::Vec;
use aluma_types::{Canon, List, Share, Span, Timestamp};
use ethnum::U256;

use crate::exact::part_down;

/// At most this part of the base within this span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Limit {
    /// The span.
    pub within: Span,
    /// The part.
    pub share: Share,
}

/// Outflow a charter starts from: 25 % of the free treasury per 7 days, 40 % per 30 days.
pub const OUTFLOW: [Limit; 2] = [
    Limit { within: Span::days(7), share: Share::percent(25) },
    Limit { within: Span::days(30), share: Share::percent(40) },
];

/// Mints a charter starts from: 10 % of the supply per 30 days.
pub const MINTS: [Limit; 1] = [Limit { within: Span::days(30), share: Share::percent(10) }];

/// How long a passed proposal waits for room before it expires.
pub const QUEUE: Span = Span::days(30);

/// What a stream is charged at any time: its rate for this long.
pub const STANDING: Span = Span::days(7);

/// The sum that a limit is a part of: what was there at the proposal or at enactment, whichever is
/// less, so that money passing through raises no limit.
pub fn base(at_proposal: u128, at_enactment: u128) -> u128 {
    at_proposal.min(at_enactment)
}

/// A sum that was committed at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Commitment {
    /// When.
    pub at: Timestamp,
    /// Base units.
    pub amount: u128,
}

/// At most this many commitments of one asset are kept apart.
pub const MAX_COMMITMENTS: usize = 1_024;

/// What was committed of one asset, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Commitments {
    rows: List<Commitment, MAX_COMMITMENTS>,
}

impl Commitments {
    /// The rows, oldest first, one per time.
    pub fn rows(&self) -> &[Commitment] {
        &self.rows
    }

    /// With `amount` committed at `at`; `None` where that lies before the last one or a sum leaves
    /// 128 bits.
    ///
    /// Beyond [`MAX_COMMITMENTS`] the two oldest become one of the later time: room opens later
    /// than it could, never sooner.
    pub fn with(&self, at: Timestamp, amount: u128) -> Option<Self> {
        let mut rows = self.rows.to_vec();
        match rows.last_mut() {
            Some(last) if last.at == at => last.amount = last.amount.checked_add(amount)?,
            Some(last) if last.at > at => return None,
            _ => rows.push(Commitment { at, amount }),
        }
        if rows.len() > MAX_COMMITMENTS {
            let oldest = rows.remove(0);
            let next = rows.first_mut()?;
            next.amount = next.amount.checked_add(oldest.amount)?;
        }
        Self::of(rows)
    }

    /// With `amount` of what was committed at `at` given back, as by a refund. Where that row is
    /// gone there is nothing to release; `None` where more is given back than was committed.
    pub fn without(&self, at: Timestamp, amount: u128) -> Option<Self> {
        let mut rows = self.rows.to_vec();
        if let Some(row) = rows.iter_mut().find(|row| row.at == at) {
            row.amount = row.amount.checked_sub(amount)?;
        }
        rows.retain(|row| row.amount > 0);
        Self::of(rows)
    }

    /// Without what has left the window of every limit.
    pub fn since(&self, now: Timestamp, limits: &[Limit]) -> Self {
        let longest = limits.iter().map(|limit| limit.within).max().unwrap_or_default();
        let rows = self.rows.iter().filter(|row| row.at.after(longest) > now).copied().collect();
        // No longer than a list that fitted.
        Self::of(rows).unwrap_or_default()
    }

    fn of(rows: Vec<Commitment>) -> Option<Self> {
        List::new(rows).ok().map(|rows| Self { rows })
    }
}

/// All that the room under a set of limits depends on.
#[derive(Clone, Copy, Debug)]
pub struct Books<'a> {
    /// What was committed, oldest first.
    pub committed: &'a [Commitment],
    /// Standing charges: for each stream its rate times [`STANDING`], for each role what it may
    /// still pay.
    pub standing: u128,
    /// The sum that the limits are parts of; see [`base`].
    pub base: u128,
}

impl Books<'_> {
    /// The largest sum that may be committed at `now`; without limits, any.
    pub fn room(&self, now: Timestamp, limits: &[Limit]) -> u128 {
        let rooms = limits.iter().map(|limit| {
            let used = self.used(now, limit.within);
            let room = U256::new(part_down(self.base, limit.share)).saturating_sub(used);
            // At most the base.
            room.as_u128()
        });
        rooms.min().unwrap_or(u128::MAX)
    }

    /// The largest sum that there could ever be room for: what a proposal may ask for at most.
    pub fn most(&self, limits: &[Limit]) -> u128 {
        Books { committed: &[], ..*self }.room(Timestamp::default(), limits)
    }

    /// The first moment from `now` at which there is room for `amount`, if nothing else is
    /// committed; `None` where it exceeds the limit alone.
    pub fn room_from(&self, now: Timestamp, limits: &[Limit], amount: u128) -> Option<Timestamp> {
        if self.room(now, limits) >= amount {
            return Some(now);
        }
        let mut leaving = Vec::with_capacity(self.committed.len());
        for limit in limits {
            leaving.extend(self.committed.iter().map(|row| row.at.after(limit.within)));
        }
        leaving.retain(|moment| *moment > now);
        leaving.sort_unstable();
        // Room only grows while nothing is committed.
        let full = leaving.partition_point(|moment| self.room(*moment, limits) < amount);
        leaving.get(full).copied()
    }

    /// What a limit lets out in all, and what of that is committed or charged at `now`, held at the
    /// largest number.
    pub fn under(&self, now: Timestamp, limit: Limit) -> (u128, u128) {
        let used = self.used(now, limit.within).min(U256::new(u128::MAX));
        (part_down(self.base, limit.share), used.as_u128())
    }

    fn used(&self, now: Timestamp, within: Span) -> U256 {
        let inside = self.committed.iter().filter(|row| row.at.after(within) > now);
        inside.fold(self.standing.into(), |sum, row| sum.saturating_add(row.amount.into()))
    }
}
