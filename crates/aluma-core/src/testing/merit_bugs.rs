//! Mistakes in the rules of reputation, see `bugs`.

use aluma_types::{AccountId, Canon};

use super::bugs::{real, real_task, signer};
use crate::kernel::action::Slice;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::reputation::actions::{Praise, epochs};
use crate::reputation::tasks::EndEpoch;

/// What is praised once counts twice.
pub(super) fn praise_counts_twice(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "praise", body)?;
    let from = signer(ctx);
    if let Ok(Praise { dao, to, domain, points, .. }) = Praise::from_bytes(body) {
        epochs::note_praise(ctx, (dao, domain), (from, to), points)?;
    }
    Ok(())
}

/// One of those who praise each other is left out of the circle.
pub(super) fn one_is_left_out(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    let next = real_task(ctx, "end-epoch", arguments)?;
    if let Ok(EndEpoch { dao, .. }) = EndEpoch::from_bytes(arguments) {
        let all = (dao, AccountId(0))..=(dao, AccountId(u64::MAX));
        let first = ctx.state.reputation.clusters.range(all).next().map(|(key, _)| *key);
        first.map(|key| ctx.state.reputation.clusters.remove(&key));
    }
    Ok(next)
}
