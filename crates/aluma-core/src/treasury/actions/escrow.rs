//! What other domains do with money in trust: open an escrow, pay out of it, return what is left.

use aluma_types::{AccountId, Amount, Body, DaoId, PotId};

use super::checks::{existing_asset, payable, payer};
use super::steps::{book_promise, book_receipts, post};
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;
use crate::treasury::Event;
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::escrows::{Escrow, Source};
use crate::treasury::rules::{books, limits};
use crate::treasury::types::{Committed, Place, REASON_BYTES};

/// A DAO and the number of an escrow in it.
pub(crate) type Key = (DaoId, u64);

const GONE: Broken = Broken("an escrow that is not there");
const LESS: Broken = Broken("an escrow has less than is taken out of it");

/// An escrow that is there.
pub(crate) fn escrow(state: &State, key: Key) -> Option<&Escrow> {
    state.treasury.escrows.get(&key)
}

/// Whether whoever acts may put so much in trust in a DAO, and from where: a member what is their
/// own, the DAO and its roles what is free in a pot and may leave. It counts as left from then on.
///
/// # Errors
/// [`Refusal::NothingToPay`], [`Refusal::NoSuchAsset`], [`Refusal::AnotherDao`], those of the pot
/// and of what it may pay.
pub(crate) fn may_open(
    ctx: &Ctx<'_>,
    dao: DaoId,
    pot: Option<PotId>,
    amount: Amount,
) -> Result<Source, Refused> {
    if amount.units == 0 {
        return Err(Refusal::NothingToPay.into());
    }
    existing_asset(ctx, amount.asset)?;
    let payer = payer(ctx, pot)?;
    if payer.by.is_some_and(|(acting, _)| acting != dao) {
        return Err(Refusal::AnotherDao { dao }.into());
    }
    payable(ctx, payer, amount, true)?;
    match payer.from {
        Place::Pot { pot, .. } => Ok(Source::Pot { pot }),
        // It leaves with the community, or else would lie in trust for what nobody there knows of.
        Place::Account { .. } if !is_own(ctx, dao, amount) => {
            Err(Refusal::NotYourAsset { asset: amount.asset }.into())
        }
        Place::Account { account } => Ok(Source::Account { account }),
        _ => Err(Refusal::OnlyTheDao { field: "from" }.into()),
    }
}

fn is_own(ctx: &Ctx<'_>, dao: DaoId, amount: Amount) -> bool {
    crate::treasury::asset(ctx.state, amount.asset).is_some_and(|row| row.dao == dao)
}

/// Puts units in trust; the number of the escrow.
///
/// # Errors
/// [`Broken`] where [`may_open`] was not asked.
pub(crate) fn open(
    ctx: &mut Ctx<'_>,
    dao: DaoId,
    (from, amount): (Source, Amount),
) -> Result<u64, Broken> {
    let number = ctx.next_number(Sequence::Escrow)?;
    let Amount { asset, units } = amount;
    match from {
        Source::Pot { pot } => {
            books::promise(ctx.state, (dao, pot, asset), units, false)?;
            book_promise(ctx, dao, amount);
        }
        Source::Account { account } => {
            let to = [(Place::Stake { account }, units)];
            post(ctx, asset, Place::Account { account }, &to)?;
        }
    }
    let row = Escrow { from, left: amount, since: ctx.now() };
    ctx.state.treasury.escrows.put((dao, number), row);
    ctx.emit(&Event::EscrowOpened { dao, number, escrow: row });
    Ok(number)
}

/// Pays out of an escrow, to each the units beside their name; the outflow limit counted them when
/// they were promised. What pays nobody anything is left out.
///
/// # Errors
/// [`Broken`] where less is left.
pub(crate) fn pay(
    ctx: &mut Ctx<'_>,
    key: Key,
    to: &[(AccountId, u128)],
    reason: Option<Body<REASON_BYTES>>,
) -> Result<(), Broken> {
    let total = to.iter().try_fold(0u128, |sum, (_, units)| sum.checked_add(*units));
    let total = total.ok_or(LESS)?;
    if total == 0 {
        return Ok(());
    }
    let (row, left) = take(ctx, key, total)?;
    let (dao, number) = key;
    let asset = row.left.asset;
    if let Source::Pot { pot } = row.from {
        books::promise(ctx.state, (dao, pot, asset), total, true)?;
        book_receipts(ctx, (dao, asset), to);
    }
    let from = row.from.place(dao);
    for (account, units) in to.iter().copied().filter(|(_, units)| *units > 0) {
        let (to, amount) = (Place::Account { account }, Amount { asset, units });
        post(ctx, asset, from, &[(to, units)])?;
        ctx.emit(&Event::Paid { dao, from, to, amount, reason, proposal: None });
    }
    let amount = Amount { asset, units: total };
    ctx.emit(&Event::EscrowPaid { dao, number, amount, left });
    Ok(())
}

/// Returns units of an escrow to where they came from: they are free there, and count against the
/// outflow limit no more.
///
/// # Errors
/// [`Broken`] where less is left.
pub(crate) fn give_back(ctx: &mut Ctx<'_>, key: Key, units: u128) -> Result<(), Broken> {
    if units == 0 {
        return Ok(());
    }
    let (row, left) = take(ctx, key, units)?;
    let (dao, number) = key;
    let asset = row.left.asset;
    match row.from {
        Source::Pot { pot } => {
            books::promise(ctx.state, (dao, pot, asset), units, true)?;
            limits::unbook(ctx.state, (dao, asset), (Committed::All, units), row.since);
        }
        Source::Account { account } => {
            let to = [(Place::Account { account }, units)];
            post(ctx, asset, Place::Stake { account }, &to)?;
        }
    }
    let amount = Amount { asset, units };
    ctx.emit(&Event::EscrowReturned { dao, number, amount, left });
    Ok(())
}

/// Puts a part of an escrow into one of its own, which lies where the whole lies and was promised
/// when it was; its number.
///
/// # Errors
/// [`Broken`] where less is left.
pub(crate) fn divide(ctx: &mut Ctx<'_>, key: Key, units: u128) -> Result<u64, Broken> {
    let number = ctx.next_number(Sequence::Escrow)?;
    let (row, left) = take(ctx, key, units)?;
    let part = Escrow { left: Amount { units, ..row.left }, ..row };
    ctx.state.treasury.escrows.put((key.0, number), part);
    ctx.emit(&Event::EscrowDivided { dao: key.0, from: key.1, left, number, escrow: part });
    Ok(number)
}

/// Puts units of a part back into the escrow that it was divided from.
///
/// # Errors
/// [`Broken`] where less is left, or they lie in different places.
pub(crate) fn join(
    ctx: &mut Ctx<'_>,
    (dao, number): Key,
    into: u64,
    units: u128,
) -> Result<(), Broken> {
    const APART: Broken = Broken("escrows of different places are joined");
    let (row, left) = take(ctx, (dao, number), units)?;
    let whole = ctx.state.treasury.escrows.get(&(dao, into)).copied();
    let there = whole.map_or(0, |whole| whole.left.units);
    if whole.is_some_and(|whole| (whole.from, whole.left.asset) != (row.from, row.left.asset)) {
        return Err(APART);
    }
    let units = there.checked_add(units).ok_or(LESS)?;
    let escrow = Escrow { left: Amount { units, ..row.left }, ..row };
    ctx.state.treasury.escrows.put((dao, into), escrow);
    ctx.emit(&Event::EscrowDivided { dao, from: number, left, number: into, escrow });
    Ok(())
}

/// Takes units off what is left; the row as it was, and what remains. Nothing is left of no row.
pub(super) fn take(ctx: &mut Ctx<'_>, key: Key, units: u128) -> Result<(Escrow, u128), Broken> {
    let table = &mut ctx.state.treasury.escrows;
    let row = *table.get(&key).ok_or(GONE)?;
    let left = row.left.units.checked_sub(units).ok_or(LESS)?;
    if left == 0 {
        table.remove(&key);
    } else {
        table.put(key, Escrow { left: Amount { units: left, ..row.left }, ..row });
    }
    Ok((row, left))
}
