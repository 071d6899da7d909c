//! What keeps the list of open proposals readable: numbers a charter starts from.

use aluma_types::{Share, Span};
use core::cmp::Ordering;
use ethnum::U256;

use super::tally::Reason;
use crate::exact::compare_part;

/// Proposals one member may have open without a stake.
pub const FREE_OPEN: u32 = 1;

/// How long the same proposer and sponsors wait for the same effect after a rejection on
/// substance.
pub const COOLDOWN: Span = Span::days(14);

/// The part of all weight whose sponsorship lifts the wait.
pub const LIFT: Share = Share::percent(5);

/// The part of the weight needed to open that the proposer must keep while it is open.
pub const STAY: Share = Share::percent(70);

/// Whether a rejection for this reason starts [`COOLDOWN`].
pub const fn starts_cooldown(reason: Reason) -> bool {
    reason.is_on_substance()
}

/// Whether sponsors of this weight lift the wait; nobody's support never does.
pub fn lifts_cooldown(sponsors: u128, total: u128) -> bool {
    sponsors > 0 && is_at_least(sponsors, total, LIFT)
}

/// Whether a proposer who now weighs `weight` may keep open what took `needed` to open.
pub fn may_stay(weight: u128, needed: u128) -> bool {
    is_at_least(weight, needed, STAY)
}

fn is_at_least(part: u128, whole: u128, share: Share) -> bool {
    compare_part(U256::new(part), U256::new(whole), share) != Ordering::Less
}
