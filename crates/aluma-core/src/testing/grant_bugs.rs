//! Mistakes in the rules of rounds: see `bugs`.

use aluma_types::{Canon, DaoId, List};

use super::bugs::{real, real_task};
use crate::grants::actions::RecordPraise;
use crate::grants::tasks::CloseRound;
use crate::grants::types::Policy;
use crate::kernel::action::Slice;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;

/// Whoever praised themselves takes a part by it, whatever the round says.
pub(super) fn own_takes_a_part(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    if let Ok(CloseRound { dao, round }) = CloseRound::from_bytes(arguments) {
        ctx.state.grants.rounds.update(&(dao, round), |row| {
            let Policy::Praise { terms } = &mut row.policy;
            terms.own_counts = true;
        });
    }
    real_task(ctx, "close-round", arguments)
}

/// What the raters of the last entry of a record said is lost.
pub(super) fn last_scores_are_lost(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "record-praise", body)?;
    let Ok(RecordPraise { dao, round, first, rows }) = RecordPraise::from_bytes(body) else {
        return Ok(());
    };
    let last = u32::try_from(rows.len()).unwrap_or(0).saturating_add(first).saturating_sub(1);
    let key: (DaoId, u64, u32) = (dao, round, last);
    ctx.state.grants.entries.update(&key, |row| row.rates = List::default());
    Ok(())
}
