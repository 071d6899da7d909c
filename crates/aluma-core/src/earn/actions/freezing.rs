//! What becomes of the claims that somebody spoke for whose word counts no more: the community took it from
//! them, or their bond is used up.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, List};

use super::flow::{self, Key};
use super::pooling;
use crate::earn::types::{PATIENCE, Stage};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;

/// Freezes all that an attestor of a programme spoke for and that is not over.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(super) fn all_of(ctx: &mut Ctx<'_>, slot: (DaoId, u64, AccountId)) -> Result<(), Broken> {
    let claims: Vec<u64> = ctx.state.earn.reward_claims.index().attested(slot).collect();
    claims.into_iter().try_for_each(|claim| freeze(ctx, (slot.0, claim), slot.2))
}

/// A claim waits for the community's judgement, since the word of somebody who spoke for it counts no more.
/// Where it was not verified yet, it goes on without that word.
fn freeze(ctx: &mut Ctx<'_>, key: Key, account: AccountId) -> Result<(), Broken> {
    let mut claim = flow::claim_of(ctx, key)?;
    let part = match claim.stage {
        Stage::Submitted { .. } => {
            let voices = claim.voices.iter().filter(|voice| voice.account != account);
            let voices: Vec<_> = voices.copied().collect();
            claim.voices = List::new(voices).unwrap_or_default();
            let slot = (key.0, claim.programme, account);
            ctx.state.earn.attestors.update(&slot, |row| row.open = row.open.saturating_sub(1));
            ctx.state.earn.reward_claims.put(key, claim);
            return Ok(());
        }
        Stage::Challenged { .. } | Stage::Frozen { .. } => return Ok(()),
        Stage::Pooled { epoch } => {
            pooling::leave(ctx, (key.0, claim.programme), epoch);
            0
        }
        Stage::Payable { part, .. } => part,
        _ => 0,
    };
    let until = ctx.now().after(PATIENCE);
    flow::turn(ctx, key, claim, Stage::Frozen { until, part })
}
