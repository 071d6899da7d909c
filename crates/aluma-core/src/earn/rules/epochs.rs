//! What an epoch may spend: a programme fades instead of collapsing, and where outside income does not
//! cover what it pays, it spends less.

use aluma_types::{List, Span, Timestamp};

use crate::earn::types::{FADE, TRAILING, Trail};
use crate::exact::times;

/// Which epoch a moment lies in, counted from 1.
pub fn number(since: Timestamp, lasts: Span, now: Timestamp) -> u32 {
    let passed = now.since(since).0.checked_div(lasts.0).unwrap_or(0);
    u32::try_from(passed).unwrap_or(u32::MAX).saturating_add(1)
}

/// The first moment of an epoch.
pub const fn begins(since: Timestamp, lasts: Span, number: u32) -> Timestamp {
    since.after(Span(lasts.0.saturating_mul(number.saturating_sub(1) as u64)))
}

/// What an epoch may spend of what lies free in trust: at most so much, and at most the 26th part of it,
/// rounded down; a quarter less where it is cut, rounded down too.
pub fn budget(most: u128, free: u128, is_cut: bool) -> u128 {
    let whole = most.min(free.checked_div(FADE).unwrap_or(0));
    if is_cut { whole.saturating_sub(whole.div_ceil(4)) } else { whole }
}

/// Whether income that came from outside covers what was earned meanwhile. Where nothing was earned, it
/// does.
pub fn is_covered(trail: &[Trail]) -> bool {
    let sum = |of: fn(&Trail) -> u128| trail.iter().map(of).fold(0, u128::saturating_add);
    sum(|row| row.income) >= sum(|row| row.rewards)
}

/// Adds an epoch that is over to the last ones; the oldest makes room. Epochs in which nothing was earned
/// are not told apart from the one before them.
pub fn remember(trail: &mut List<Trail, TRAILING>, row: Trail) {
    let mut rows = core::mem::take(trail).into_inner();
    rows.push(row);
    let beyond = rows.len().saturating_sub(TRAILING);
    for row in rows.into_iter().skip(beyond) {
        trail.push(row);
    }
}

/// Income over rewards in thousandths, rounded down; none where nothing was earned.
pub fn coverage(trail: &[Trail]) -> Option<u64> {
    let sum = |of: fn(&Trail) -> u128| trail.iter().map(of).fold(0, u128::saturating_add);
    let (income, rewards) = (sum(|row| row.income), sum(|row| row.rewards));
    let ratio = times(income, 1_000).checked_div(rewards.into())?;
    Some(u64::try_from(ratio).unwrap_or(u64::MAX))
}
