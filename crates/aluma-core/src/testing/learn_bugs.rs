//! Mistakes in the rules of learning: see `bugs`.

use aluma_types::Canon;

use super::bugs::{real, signer};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::learn::actions::{BeginCourse, ProveStep};
use crate::learn::types::Level;

/// Whoever showed the first things has retained the skill already.
pub(super) fn knowing_is_retaining(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "prove-step", body)?;
    if let Ok(ProveStep { dao, course }) = ProveStep::from_bytes(body)
        && let Some(skill) = ctx.state.learn.courses.get(&(dao, course)).map(|row| row.skill)
    {
        let slot = (dao, signer(ctx), skill);
        ctx.state.learn.masteries.update(&slot, |row| row.level = Level::Retained);
    }
    Ok(())
}

/// More is written down as set aside for whoever begins than is.
pub(super) fn ladder_is_longer(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "begin-course", body)?;
    if let Ok(BeginCourse { dao, course, .. }) = BeginCourse::from_bytes(body) {
        let who = (dao, course, signer(ctx));
        ctx.state.learn.learnings.update(&who, |row| row.held = row.held.saturating_add(1));
    }
    Ok(())
}
