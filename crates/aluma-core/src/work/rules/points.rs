//! How much work a piece of work was at most, and what a panel's finding means for its pay.

use alloc::vec::Vec;

use aluma_types::{AccountId, Hash32, Share, Span};

use super::money;
use crate::exact::compare_part;
use crate::work::types::{Job, Mode, WHOLE, WorkTask, Worker};

/// Millionths of one of a hundred: in these a panel tells quality.
const UNIT: u64 = 1_000_000;

/// The most that a piece of work may be said to have been: its part of the size that the task says, or of
/// the time that it should take where it says none.
pub fn size(task: &WorkTask, job: &Job) -> Span {
    let whole = match task.size {
        0 => task.mode.lasts(task.estimate).0,
        hours => Span::hours(u64::from(hours)).0,
    };
    let weights: Vec<u16> = match task.mode {
        Mode::Retainer { months, .. } => alloc::vec![1; usize::from(months)],
        _ if task.milestones.is_empty() => return Span(whole),
        _ => task.milestones.iter().map(|part| part.weight).collect(),
    };
    let parts = money::parts(u128::from(whole), &weights);
    let part = parts.get(usize::from(job.part)).copied().unwrap_or(0);
    Span(u64::try_from(part).unwrap_or(whole))
}

/// In thousandths of what was agreed, what a panel's quality means for pay: nothing at or below the least
/// that brings points, all of it from `whole_from` of a hundred on, and in proportion between them, rounded
/// down.
pub fn as_agreed(quality: u64, (least, whole_from): (u64, u64)) -> u16 {
    if quality <= least {
        return 0;
    }
    let whole = whole_from.saturating_mul(UNIT);
    let part = quality.saturating_mul(u64::from(WHOLE)).checked_div(whole);
    part.and_then(|part| u16::try_from(part).ok()).unwrap_or(WHOLE).clamp(1, WHOLE)
}

/// Micro-points that a payer's word is worth of work of a quality in thousandths of what was agreed,
/// rounded down.
pub fn by_word(micro: u64, quality: u16) -> u64 {
    let part = u128::from(micro).saturating_mul(u128::from(quality.min(WHOLE)));
    let part = part.checked_div(u128::from(WHOLE)).unwrap_or(0);
    u64::try_from(part).unwrap_or(u64::MAX)
}

/// Thousandths of what was agreed as a quality of a hundred, in millionths of one.
pub fn of_hundred(quality: u16) -> u64 {
    u64::from(quality.min(WHOLE)).saturating_mul(UNIT.saturating_mul(100).div_euclid(1_000))
}

/// Micro-points by what each of those who did the work weighs.
pub fn shares(micro: u64, workers: &[Worker]) -> Vec<(AccountId, u64)> {
    let part = |part: u128| u64::try_from(part).unwrap_or(u64::MAX);
    let parts = money::shares(u128::from(micro), workers).into_iter();
    parts.map(|(account, micro)| (account, part(micro))).collect()
}

/// Whether a drawn number lies within a share: its first eight bytes over all that there are.
pub fn is_sampled(drawn: &Hash32, share: Share) -> bool {
    let spot = drawn.0.iter().take(8).fold(0u64, |sum, byte| (sum << 8) | u64::from(*byte));
    let all = ethnum::U256::from(1u128 << 64);
    compare_part(ethnum::U256::from(spot), all, share).is_lt()
}
