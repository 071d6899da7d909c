//! What is paid and what returns, in base units.

use alloc::vec::Vec;

use aluma_types::{AccountId, Hash32, Share, sha256};

use crate::exact::{part_down, part_up};
use crate::treasury::rules::split;
use crate::work::types::{Job, WHOLE, Worker};

/// What is paid for work of a quality: `min(price, price * quality / 1000)`, rounded down, so that the
/// remainder stays with the payer. What is better than agreed is honoured, but not in money that
/// nobody set aside.
pub fn cash(price: u128, quality: u16) -> u128 {
    let thousandths = u32::from(quality.min(WHOLE));
    Share::new(thousandths, u32::from(WHOLE)).map_or(price, |share| part_down(price, share))
}

/// What those who did a piece of work get as it stands, in base units: by its quality, once that is said
/// and until it is paid; then its price is what was paid.
pub fn earns(job: &Job) -> u128 {
    match job.quality {
        Some(quality) if job.stage.is_live() => cash(job.price.units, quality),
        _ => job.price.units,
    }
}

/// What taking back a task costs that is being done: a share of its price, rounded up, so that the
/// remainder is whoever does it; never more than the price.
pub fn notice(price: u128, share: Share) -> u128 {
    part_up(price, share).min(price)
}

/// A sum by weights, in their order: exactly, by the one splitter. Nothing of weights that are all 0.
pub fn parts(sum: u128, weights: &[u16]) -> Vec<u128> {
    let weights: Vec<_> = (0u64..).zip(weights.iter().map(|weight| u128::from(*weight))).collect();
    split(sum, &weights).unwrap_or_default()
}

/// A sum by what each of those who did the work weighs.
pub fn shares(sum: u128, workers: &[Worker]) -> Vec<(AccountId, u128)> {
    let weights = workers.iter().map(|who| (who.account.0, u128::from(who.weight)));
    let weights: Vec<_> = weights.collect();
    let parts = split(sum, &weights).unwrap_or_default();
    workers.iter().map(|who| who.account).zip(parts).collect()
}

/// What a place is worth many times over: none where that does not fit.
pub fn total(reward: u128, fee: u128, places: u32) -> Option<u128> {
    reward.checked_add(fee)?.checked_mul(u128::from(places))
}

/// With what an entry of a contest is sealed. The id of a text hides it, since it holds a salt; the
/// account keeps anybody else from opening it as theirs.
pub fn seal(task: u64, account: AccountId, work: &Hash32) -> Hash32 {
    sha256(&[b"aluma entry", &task.to_be_bytes(), &account.0.to_be_bytes(), &work.0])
}
