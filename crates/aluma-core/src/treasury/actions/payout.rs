//! What several actions and the due task do with a payout.

use aluma_types::{AccountId, AssetId, DaoId};

use super::steps::post;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::registry::State;
use crate::treasury::Event;
use crate::treasury::refusals::Refusal;
use crate::treasury::tasks::EndPayout;
use crate::treasury::types::{Claim, Payout, PayoutState, Place};

/// A DAO and the number of a payout of its asset.
pub(crate) type Key = (DaoId, u64);

const GONE: Broken = Broken("a payout that is not there");

/// What makes an asset a claim.
///
/// # Errors
/// [`Refusal::NotAClaim`].
pub(super) fn claim(state: &State, asset: AssetId) -> Result<&Claim, Refusal> {
    state.treasury.claims.get(&asset).ok_or(Refusal::NotAClaim { asset })
}

/// The payout of a number, for its payee or its holder. Somebody outside is told of another's as of
/// one that is not there.
///
/// # Errors
/// [`Refusal::NoSuchPayout`], or [`Refusal::NotYourPayout`] to whoever may know of the DAO.
pub(super) fn own(
    ctx: &Ctx<'_>,
    key: Key,
    whose: impl Fn(&Payout, &State) -> Option<AccountId>,
) -> Result<Payout, Refused> {
    let row = ctx.state.treasury.payouts.get(&key);
    let acts = ctx.origin().account();
    if let Some(row) = row.filter(|row| acts.is_some() && whose(row, ctx.state) == acts) {
        return Ok(*row);
    }
    crate::dao::known(ctx, key.0)?;
    let number = key.1;
    Err(match row {
        Some(_) => Refusal::NotYourPayout { number },
        None => Refusal::NoSuchPayout { number },
    }
    .into())
}

/// The refusal of what a payout's state does not allow.
pub(super) fn otherwise(row: &Payout) -> Refused {
    Refusal::PayoutIsOtherwise { state: row.state.word() }.into()
}

/// Writes a new state and when its time is over, if ever.
///
/// # Errors
/// [`Broken`] where the payout is not there.
pub(super) fn turn(ctx: &mut Ctx<'_>, key: Key, state: PayoutState) -> Result<(), Broken> {
    let mut row = *ctx.state.treasury.payouts.get(&key).ok_or(GONE)?;
    if let Some(due) = row.due {
        ctx.cancel(due);
    }
    let until = match state {
        PayoutState::Asked { until } | PayoutState::Settled { until, .. } => Some(until),
        PayoutState::Late { .. } | PayoutState::Disputed { .. } => None,
    };
    let (dao, number) = key;
    let task = EndPayout { dao, number };
    row.due = until.map(|until| ctx.schedule(due_at(until), Some(dao), &task));
    row.state = state;
    ctx.state.treasury.payouts.put(key, row);
    ctx.emit(&Event::PayoutTurned { dao, number, state });
    Ok(())
}

/// Ends a payout: what was paid outside is burnt here, what was not goes back to the payee.
///
/// # Errors
/// [`Broken`] where the payout is not there or the books do not hold.
pub(super) fn close(ctx: &mut Ctx<'_>, key: Key, is_paid: bool) -> Result<(), Broken> {
    let row = ctx.state.treasury.payouts.remove(&key).ok_or(GONE)?;
    if let Some(due) = row.due {
        ctx.cancel(due);
    }
    let ((dao, number), amount) = (key, row.amount);
    let to = if is_paid { Place::Supply } else { Place::Account { account: row.payee } };
    post(ctx, amount.asset, Place::Payout { dao, number }, &[(to, amount.units)])?;
    ctx.emit(&Event::PayoutClosed { dao, number, payee: row.payee, amount, is_paid });
    Ok(())
}

/// What follows when the time of a state is over: who was not paid sees it in red, and what nobody
/// disputed counts as paid.
///
/// # Errors
/// As [`close`].
pub(crate) fn time_is_over(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let row = *ctx.state.treasury.payouts.get(&key).ok_or(GONE)?;
    match row.state {
        PayoutState::Asked { until } => turn(ctx, key, PayoutState::Late { since: until }),
        PayoutState::Settled { .. } => close(ctx, key, true),
        PayoutState::Late { .. } | PayoutState::Disputed { .. } => Ok(()),
    }
}
