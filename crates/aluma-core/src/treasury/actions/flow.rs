//! What several actions and the due task do with a stream.

use aluma_types::{AccountId, Amount, DaoId, Timestamp};

use super::steps::{book_promise, book_receipts, book_rewards, post};
use crate::dao;
use crate::kernel::action::Gated;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::registry::State;
use crate::treasury::Event;
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::{flows, limits, velocity};
use crate::treasury::tasks::PayStream;
use crate::treasury::types::{Committed, Place, Stream};

/// A DAO and the number of a stream in it.
pub(crate) type Key = (DaoId, u64);

const GONE: Broken = Broken("a stream that is not there");

/// The stream of a number.
///
/// # Errors
/// [`Refusal::NoSuchStream`].
pub(super) fn existing(state: &State, key: Key) -> Result<&Stream, Refusal> {
    let row = state.treasury.streams.get(&key);
    row.ok_or(Refusal::NoSuchStream { number: key.1 })
}

/// The stream of a number that pays whoever acts. Somebody outside is told of another's as of one
/// that is not there.
///
/// # Errors
/// [`Refusal::NoSuchStream`], or [`Refusal::NotYourStream`] to whoever may know of the DAO.
pub(super) fn own<'c>(ctx: &'c Ctx<'_>, key: Key) -> Result<&'c Stream, Refused> {
    let row = ctx.state.treasury.streams.get(&key);
    if let Some(row) = row.filter(|row| ctx.origin().account() == Some(row.to)) {
        return Ok(row);
    }
    dao::known(ctx, key.0)?;
    existing(ctx.state, key)?;
    Err(Refusal::NotYourStream { number: key.1 }.into())
}

/// What a payment of it would take out of a pot: nothing of a sum that lies in custody, which left
/// its pot when it was decided, so that what came due of it is the payee's own.
fn takes((dao, number): Key, state: &State) -> Effects {
    let mut effects = Effects::default();
    let row = state.treasury.streams.get(&(dao, number));
    if let Some(row) = row.filter(|row| row.plan.is_open_ended()) {
        effects.pay((dao, row.pot), row.asset, 1);
    }
    effects
}

/// Until when a stream rests, where payments rest in an emergency.
pub(crate) fn rests_until(ctx: &Ctx<'_>, key: Key) -> Option<Timestamp> {
    let rest = dao::resting_until(ctx.state, key.0, &takes(key, ctx.state), ctx.now());
    rest.map(|(_, until)| until)
}

/// Says no to a payment of a stream that rests.
///
/// # Errors
/// [`dao::Refusal::Paused`].
pub(super) fn awake(ctx: &Ctx<'_>, key: Key) -> Result<(), Refused> {
    let effects = takes(key, ctx.state);
    dao::gate(
        ctx.state,
        &Gated { dao: key.0, origin: ctx.origin(), effects: &effects, now: ctx.now() },
    )
}

/// What of its debt can be paid now.
pub(super) fn covered(ctx: &Ctx<'_>, dao: DaoId, row: &Stream) -> u128 {
    flows::covered(ctx.state, dao, (row, ctx.now()))
}

/// Pays what came due, as far as it is covered. What is over and paid leaves the state.
///
/// # Errors
/// [`Broken`] where the stream is not there or the books do not hold.
pub(crate) fn pay_out(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let mut row = ctx.state.treasury.streams.get(&key).cloned().ok_or(GONE)?;
    let (dao, number) = key;
    let units = covered(ctx, dao, &row);
    let owed = row.debt(ctx.now()).saturating_sub(units);
    row.drawn = row.drawn.saturating_add(units);
    if units > 0 {
        settle(ctx, key, &row, units)?;
    }
    let amount = Amount { asset: row.asset, units };
    if units > 0 || owed > 0 {
        ctx.emit(&Event::StreamPaid { dao, number, to: row.to, amount, owed });
    }
    let is_over = if row.plan.is_open_ended() {
        row.stopped.is_some() && owed == 0
    } else {
        row.locked() == 0
    };
    if is_over {
        end(ctx, key, &row);
    } else {
        ctx.state.treasury.streams.put(key, row);
    }
    Ok(())
}

/// Moves what is paid. A sum with an end was counted for its payee when it was decided; of a rate
/// what is paid counts for them as it comes.
fn settle(ctx: &mut Ctx<'_>, (dao, number): Key, row: &Stream, units: u128) -> Result<(), Broken> {
    let from = if row.plan.is_open_ended() {
        Place::Pot { dao, pot: row.pot }
    } else {
        Place::Locked { dao, number }
    };
    let (to, asset) = (Place::Account { account: row.to }, row.asset);
    post(ctx, asset, from, &[(to, units)])?;
    if row.plan.is_open_ended() {
        book_receipts(ctx, (dao, asset), &[(row.to, units)]);
    } else {
        book_rewards(ctx, (dao, asset), units);
    }
    let (amount, proposal) = (Amount { asset, units }, row.proposal);
    ctx.emit(&Event::Paid { dao, from, to, amount, reason: Some(row.purpose), proposal });
    Ok(())
}

fn end(ctx: &mut Ctx<'_>, key: Key, row: &Stream) {
    ctx.state.treasury.streams.remove(&key);
    if let Some(due) = row.due {
        ctx.cancel(due);
    }
    ctx.emit(&Event::StreamEnded { dao: key.0, number: key.1, paid: row.drawn });
}

/// Ends a stream before its time. A sum with an end pays at once what came due and returns the rest
/// to its pot, which then counts against the outflow limit no more. A rate stands no more; what it
/// came to in the last week is counted like any payment, and its debt is paid as soon as it can be.
///
/// # Errors
/// As [`pay_out`].
pub(super) fn stop(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let by: Option<AccountId> = match ctx.origin() {
        Origin::Member { account, .. } => Some(account),
        _ => None,
    };
    let (dao, number) = key;
    let row = ctx.state.treasury.streams.get(&key).cloned().ok_or(GONE)?;
    let now = ctx.now();
    if row.plan.is_open_ended() {
        return stop_rate(ctx, key, (row, by));
    }
    let rest = row.plan.total().saturating_sub(row.streamed(now));
    let returned = Amount { asset: row.asset, units: rest };
    ctx.emit(&Event::StreamStopped { dao, number, by, returned, owed: 0 });
    if rest > 0 {
        let pot = Place::Pot { dao, pot: row.pot };
        post(ctx, row.asset, Place::Locked { dao, number }, &[(pot, rest)])?;
        limits::unbook(ctx.state, (dao, row.asset), (Committed::All, rest), row.made);
    }
    let mut row = row;
    let due = row.debt(now);
    row.drawn = row.drawn.saturating_add(due);
    if due > 0 {
        let amount = Amount { asset: row.asset, units: due };
        settle(ctx, key, &row, due)?;
        ctx.emit(&Event::StreamPaid { dao, number, to: row.to, amount, owed: 0 });
    }
    end(ctx, key, &row);
    Ok(())
}

fn stop_rate(
    ctx: &mut Ctx<'_>,
    key: Key,
    (mut row, by): (Stream, Option<AccountId>),
) -> Result<(), Broken> {
    let (dao, number) = key;
    let now = ctx.now();
    let week = row.streamed(now).saturating_sub(row.streamed(now.before(velocity::STANDING)));
    row.stopped = Some(now);
    book_promise(ctx, dao, Amount { asset: row.asset, units: week });
    let (owed, returned) = (row.debt(now), Amount { asset: row.asset, units: 0 });
    ctx.emit(&Event::StreamStopped { dao, number, by, returned, owed });
    if owed == 0 {
        end(ctx, key, &row);
        return Ok(());
    }
    if let Some(due) = row.due {
        ctx.cancel(due);
    }
    row.due = Some(ctx.schedule(due_at(now), Some(dao), &PayStream { dao, number }));
    ctx.state.treasury.streams.put(key, row);
    Ok(())
}
