//! Money set aside for what another domain does: its doors.

use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, Body, DaoId, PotId};

use super::checks::{Payer, existing_asset, existing_pot, payable};
use super::steps::{self, book_promise, book_receipts, post};
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;
use crate::treasury::rules::books;
use crate::treasury::types::{Place, REASON_BYTES, Reservation};
use crate::treasury::{Event, Refusal};

/// Whether a DAO may set so much of a pot aside now.
///
/// # Errors
/// Why not: nothing to pay, no such asset or pot, too little that is free, beyond the outflow limit.
pub(crate) fn may_set_aside(
    ctx: &Ctx<'_>,
    (dao, pot): (DaoId, PotId),
    amount: Amount,
) -> Result<(), Refused> {
    if amount.units == 0 {
        return Err(Refusal::NothingToPay.into());
    }
    existing_asset(ctx, amount.asset)?;
    existing_pot(ctx.state, dao, pot)?;
    let by = Some((dao, None));
    payable(ctx, Payer { from: Place::Pot { dao, pot }, by }, amount, true)
}

/// Sets it aside, until it is paid or set free, and returns the reservation's number. It counts
/// against the outflow limit now, and not when it is paid.
///
/// # Errors
/// [`Broken`] where the pot has less that is free.
pub(crate) fn set_aside(
    ctx: &mut Ctx<'_>,
    (dao, pot): (DaoId, PotId),
    amount: Amount,
    purpose: Body<REASON_BYTES>,
) -> Result<u64, Broken> {
    let number = ctx.next_number(Sequence::Reservation)?;
    books::promise(ctx.state, (dao, pot, amount.asset), amount.units, false)?;
    book_promise(ctx, dao, amount);
    let reservation =
        Reservation { pot, amount, purpose, since: ctx.now(), until: None, due: None };
    ctx.state.treasury.reservations.put((dao, number), reservation);
    ctx.emit(&Event::Reserved { dao, number, reservation });
    Ok(number)
}

/// What is still set aside under a number, in base units: the DAO may have paid or released some
/// of it by itself.
pub(crate) fn left_aside(state: &State, dao: DaoId, number: u64) -> u128 {
    state.treasury.reservations.get(&(dao, number)).map_or(0, |row| row.amount.units)
}

/// Pays accounts out of what is set aside, each once; none gets nothing.
///
/// # Errors
/// [`Broken`] where it is more than is there.
pub(crate) fn pay_aside(
    ctx: &mut Ctx<'_>,
    (dao, number): (DaoId, u64),
    to: &[(AccountId, u128)],
) -> Result<(), Broken> {
    let row = ctx.state.treasury.reservations.get(&(dao, number)).copied();
    let row = row.ok_or(Broken("a payment out of a reservation that is not there"))?;
    let total = to.iter().try_fold(0u128, |sum, (_, units)| sum.checked_add(*units));
    let total = total.ok_or(Broken("a sum beyond all units"))?;
    let left = row.amount.units.checked_sub(total);
    let left = left.ok_or(Broken("more is paid than was set aside"))?;
    let asset = row.amount.asset;
    books::promise(ctx.state, (dao, row.pot, asset), total, true)?;
    match left {
        0 => {
            ctx.state.treasury.reservations.remove(&(dao, number));
            if let Some(due) = row.due {
                ctx.cancel(due);
            }
        }
        units => {
            let row = Reservation { amount: Amount { asset, units }, ..row };
            ctx.state.treasury.reservations.put((dao, number), row);
        }
    }
    let from = Place::Pot { dao, pot: row.pot };
    let places: Vec<_> =
        to.iter().map(|(account, units)| (Place::Account { account: *account }, *units)).collect();
    post(ctx, asset, from, &places)?;
    book_receipts(ctx, (dao, asset), to);
    for (account, units) in to {
        let (to, amount) = (Place::Account { account: *account }, Amount { asset, units: *units });
        ctx.emit(&Event::Paid { dao, from, to, amount, reason: Some(row.purpose), proposal: None });
    }
    Ok(())
}

/// Sets free what is left, if anything is.
///
/// # Errors
/// [`Broken`] where the books do not hold.
pub(crate) fn set_free(ctx: &mut Ctx<'_>, dao: DaoId, number: u64) -> Result<(), Broken> {
    if ctx.state.treasury.reservations.contains(&(dao, number)) {
        steps::release(ctx, dao, number)?;
    }
    Ok(())
}
