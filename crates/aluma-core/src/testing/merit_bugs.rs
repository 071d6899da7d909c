//! Mistakes in the rules of reputation, see `bugs`.

use aluma_types::{AccountId, Canon};

use super::bugs::{real, real_task, signer};
use crate::kernel::action::Slice;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::reputation::actions::{Praise, RecordPast, StrikePast, epochs};
use crate::reputation::tasks::EndEpoch;
use crate::reputation::types::WHOLE;
use crate::reputation::{self, Minted};

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

/// What somebody gave before the community was here weighs as if it had been judged here.
pub(super) fn past_brings_points(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "record-past", body)?;
    let Ok(RecordPast { dao, works }) = RecordPast::from_bytes(body) else { return Ok(()) };
    let Some(work) = works.first() else { return Ok(()) };
    let (domain, account, micro, at) = (work.domain, work.account, work.micro, ctx.now());
    let (skills, evidence) = (reputation::Skills::default(), u64::MAX);
    reputation::mint(ctx, &Minted { dao, domain, account, micro, skills, evidence, at })?;
    Ok(())
}

/// What was struck from somebody's record is told to be in it.
pub(super) fn struck_past_stays(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let Ok(StrikePast { dao, account, .. }) = StrikePast::from_bytes(body) else {
        return real(ctx, "strike-past", body);
    };
    let key = (dao, account, WHOLE);
    let before = ctx.state.reputation.past_sums.get(&key).copied();
    real(ctx, "strike-past", body)?;
    if let Some(before) = before {
        ctx.state.reputation.past_sums.put(key, before);
    }
    Ok(())
}
