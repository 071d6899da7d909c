//! How much an account may do in a day.
//!
//! Nobody pays for an act, so a day has a limit, by how well an account is known over the whole
//! ledger: by its age, and by that of whoever brought it in. Membership of a community does not
//! count, since anybody founds one. Days are those of UTC by the ledger's clock.

use aluma_types::{AccountId, Span, Timestamp};

use crate::identity::OPERATOR;
use crate::identity::types::{Account, Standing, Used};

/// One day.
const DAY: Span = Span::days(1);
/// How old an account is that stands by itself.
pub(crate) const KNOWN: Span = Span::days(7);
/// How old one is that has a standing to lend.
pub(crate) const REPUTED: Span = Span::days(90);

/// Actions and bytes of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Budget {
    pub(crate) actions: u64,
    pub(crate) bytes: u64,
}

/// Acts beyond its budget that nobody keeps an account from, of those that are refused, for each of
/// its keys. They are admitted only where the rules would let them through, so this is a second lock.
/// What is done of them counts nowhere: a community can hold more votes in a day than this.
pub(crate) const GUARDED: u64 = 20;
/// How many of their founder's budgets the members of their communities have together.
const SPONSORED: u64 = 5;
/// What keys without an account do together.
pub(crate) const NEWCOMERS: Budget = Budget { actions: 2_000, bytes: 8_000_000 };
/// What guardians' keys without an account do together: a recovery does not wait for newcomers.
pub(crate) const GUARDIANS: Budget = Budget { actions: 200, bytes: 1_000_000 };

impl Budget {
    /// What an account of a standing may do.
    pub(crate) const fn of(standing: Standing) -> Self {
        match standing {
            Standing::Invited => Self { actions: 20, bytes: 64_000 },
            Standing::Member => Self { actions: 200, bytes: 1_000_000 },
            Standing::Reputed => Self { actions: 1_000, bytes: 4_000_000 },
        }
    }

    /// What the members of a founder's communities may do beyond their own.
    pub(crate) const fn sponsored(founder: Standing) -> Self {
        Self::of(founder).times(SPONSORED)
    }

    /// So many times as much.
    pub(crate) const fn times(self, times: u64) -> Self {
        Self {
            actions: self.actions.saturating_mul(times),
            bytes: self.bytes.saturating_mul(times),
        }
    }

    /// Whether one more act of so many bytes is within it. An act that is longer than the bytes of
    /// a day is within it as the first of its day: otherwise no later day would be any better.
    pub(crate) const fn fits(self, used: Used, bytes: u64) -> bool {
        let in_bytes = used.bytes == 0 || used.bytes.saturating_add(bytes) <= self.bytes;
        used.actions < self.actions && in_bytes
    }
}

/// The standing of an account, `inviter` being the account that brought it in.
pub(crate) fn standing(
    (id, account): (AccountId, &Account),
    inviter: Option<(AccountId, &Account)>,
    now: Timestamp,
) -> Standing {
    let is_old =
        |(id, row): (AccountId, &Account), age| id == OPERATOR || now.since(row.since) >= age;
    let by_reputed = inviter.is_some_and(|inviter| is_old(inviter, REPUTED));
    if id == OPERATOR || (by_reputed && is_old((id, account), REPUTED)) {
        Standing::Reputed
    } else if by_reputed || is_old((id, account), KNOWN) {
        Standing::Member
    } else {
        Standing::Invited
    }
}

/// The day of a moment.
pub(crate) const fn day(now: Timestamp) -> u64 {
    match now.0.checked_div(DAY.0) {
        Some(day) => day,
        None => 0,
    }
}

/// The first moment of the next day.
pub(crate) const fn next_day(now: Timestamp) -> Timestamp {
    Timestamp(day(now).saturating_add(1).saturating_mul(DAY.0))
}

impl Used {
    /// One act.
    pub(crate) const fn one(bytes: u64) -> Self {
        Self { day: 0, actions: 1, bytes, guarded: 0, sponsored: 0 }
    }

    /// What of it counts on a day.
    pub(crate) const fn on(self, day: u64) -> Self {
        if self.day == day {
            self
        } else {
            Self { day, actions: 0, bytes: 0, guarded: 0, sponsored: 0 }
        }
    }

    /// Both together, on the first one's day.
    pub(crate) const fn plus(self, other: Self) -> Self {
        Self {
            day: self.day,
            actions: self.actions.saturating_add(other.actions),
            bytes: self.bytes.saturating_add(other.bytes),
            guarded: self.guarded.saturating_add(other.guarded),
            sponsored: self.sponsored.saturating_add(other.sponsored),
        }
    }
}
