//! Mistakes in the rules of programmes: see `bugs`.

use alloc::vec::Vec;

use aluma_types::{Canon, DaoId};

use super::bugs::{real, real_task};
use crate::earn::actions::{ClaimReward, PostBond, flow};
use crate::earn::tasks::RewardDue;
use crate::earn::types::Stage;
use crate::kernel::action::Slice;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;

/// An epoch may spend all that lies in trust.
pub(super) fn epoch_spends_all(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    if let Ok(ClaimReward { dao, programme, .. }) = ClaimReward::from_bytes(body) {
        let range = (dao, programme, 0)..=(dao, programme, u32::MAX);
        let all: Vec<(DaoId, u64, u32)> =
            ctx.state.earn.reward_epochs.range(range).map(|(key, _)| *key).collect();
        for key in all {
            ctx.state.earn.reward_epochs.update(&key, |row| row.budget = u128::MAX);
        }
    }
    real(ctx, "claim-reward", body)
}

/// A challenge that nobody judges takes the reward away.
pub(super) fn silence_slashes(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    let Ok(RewardDue { dao, claim }) = RewardDue::from_bytes(arguments) else {
        return real_task(ctx, "reward-due", arguments);
    };
    let key = (dao, claim);
    let stage = ctx.state.earn.reward_claims.get(&key).map(|row| row.stage);
    match stage {
        Some(Stage::Challenged { until }) if ctx.now() > until => {
            flow::judged(ctx, key, Some(true))?;
            Ok(None)
        }
        _ => real_task(ctx, "reward-due", arguments),
    }
}

/// A bond counts twice what was put at stake.
pub(super) fn bond_counts_twice(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "post-bond", body)?;
    if let Ok(PostBond { dao, programme, amount }) = PostBond::from_bytes(body) {
        let key = (dao, programme, super::bugs::signer(ctx));
        ctx.state.earn.attestors.update(&key, |row| {
            row.bond = row.bond.saturating_add(amount.units);
        });
    }
    Ok(())
}
