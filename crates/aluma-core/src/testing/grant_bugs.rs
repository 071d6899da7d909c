//! Mistakes in the rules of rounds: see `bugs`.

use aluma_types::{Canon, DaoId, List};

use super::bugs::{real, real_task};
use crate::grants::actions::{GiveForPurpose, GiveInCircle, RecordPraise};
use crate::grants::tasks::{CloseRound, UndertakingDue};
use crate::grants::types::Policy;
use crate::kernel::action::Slice;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;

/// Whoever praised themselves takes a part by it, whatever the round says.
pub(super) fn own_takes_a_part(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    if let Ok(CloseRound { dao, round }) = CloseRound::from_bytes(arguments) {
        ctx.state.grants.rounds.update(&(dao, round), |row| {
            if let Policy::Praise { terms } = &mut row.policy {
                terms.own_counts = true;
            }
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

/// Whoever changes to whom they give has given to the first ones too.
pub(super) fn changed_gifts_stay(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let act = GiveInCircle::from_bytes(body).ok();
    let from = super::bugs::signer(ctx);
    let before = act.as_ref().and_then(|act| {
        ctx.state.grants.gifts.get(&(act.dao, act.round, from)).map(|row| row.gifts.clone())
    });
    real(ctx, "give-in-circle", body)?;
    if let (Some(act), Some(before)) = (act, before) {
        for gift in before.iter() {
            ctx.state.grants.takes.update(&(act.dao, act.round, gift.to), |take| {
                take.weight = take.weight.saturating_add(gift.tokens.into());
            });
        }
    }
    Ok(())
}

/// A candidate counts on one ballot, however many the round asks for.
pub(super) fn one_ballot_is_enough(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    if let Ok(CloseRound { dao, round }) = CloseRound::from_bytes(arguments) {
        ctx.state.grants.rounds.update(&(dao, round), |row| {
            if let Policy::Retro { terms } = &mut row.policy {
                terms.quorum = 1;
            }
        });
    }
    real_task(ctx, "close-round", arguments)
}

/// A gift counts twice towards the goal.
pub(super) fn gift_counts_twice(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "give-for-purpose", body)?;
    if let Ok(GiveForPurpose { dao, undertaking, amount }) = GiveForPurpose::from_bytes(body) {
        ctx.state.grants.undertakings.update(&(dao, undertaking), |row| {
            row.tally.given = row.tally.given.saturating_add(amount.units);
        });
    }
    Ok(())
}

/// A milestone that is reached pays as much as all of them.
pub(super) fn first_milestone_pays_all(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    if let Ok(UndertakingDue { dao, undertaking }) = UndertakingDue::from_bytes(arguments) {
        ctx.state.grants.undertakings.update(&(dao, undertaking), |row| {
            let first = row.terms.milestones.first().cloned();
            if row.tally.reached == 0
                && let Some(first) = first
            {
                row.terms.milestones = List::new(alloc::vec![first]).unwrap_or_default();
            }
        });
    }
    real_task(ctx, "undertaking-due", arguments)
}
