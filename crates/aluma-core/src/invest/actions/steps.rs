//! What several actions ask before they write.

use aluma_types::{AccountId, Amount, AssetId, DaoId};

use crate::dao;
use crate::exact::{quotient_up, times};
use crate::invest::charter;
use crate::invest::refusals::Refusal;
use crate::invest::rules::exits::{book, is_at_book};
use crate::invest::types::{MAX_BIDS, Price, Sale, SaleStage};
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::refusal::Refused;
use crate::registry::State;
use crate::treasury::{self, capital};

/// The DAO that acts by its members' decision.
///
/// # Errors
/// That others do not do this.
pub(super) fn acting(ctx: &Ctx<'_>, action: &'static str) -> Result<DaoId, Refused> {
    let acting = ctx.origin().acts_for().filter(|(_, proposal)| proposal.is_some());
    acting.map(|(dao, _)| dao).ok_or_else(|| KernelRefusal::NotYoursToDo { action }.into())
}

/// A sale of a DAO.
///
/// # Errors
/// [`Refusal::NoSuchSale`].
pub(super) fn sale(state: &State, (dao, sale): (DaoId, u64)) -> Result<&Sale, Refusal> {
    state.invest.sales.get(&(dao, sale)).ok_or(Refusal::NoSuchSale { sale })
}

/// Whoever signs, and a sale that they may read. Nobody asks whether they are a member.
///
/// # Errors
/// What a reader is told who may not; [`Refusal::NoSuchSale`].
pub(super) fn buyer<'c>(
    ctx: &'c Ctx<'_>,
    key: (DaoId, u64),
) -> Result<(AccountId, &'c Sale), Refused> {
    let account = dao::reader(ctx, key.0)?;
    Ok((account, sale(ctx.state, key)?))
}

/// Says no where a sale takes no more orders or bids.
///
/// # Errors
/// [`Refusal::SaleIsOver`].
pub(super) fn is_open(ctx: &Ctx<'_>, (row, sale): (&Sale, u64)) -> Result<(), Refusal> {
    if row.stage == SaleStage::Open && ctx.now() <= row.until {
        Ok(())
    } else {
        Err(Refusal::SaleIsOver { sale })
    }
}

/// Says no where an asset is not what a sale is paid with.
///
/// # Errors
/// [`Refusal::PaysOtherwise`].
pub(super) fn pays_with(row: &Sale, offered: Amount) -> Result<(), Refusal> {
    if row.pay == offered.asset { Ok(()) } else { Err(Refusal::PaysOtherwise { pay: row.pay }) }
}

/// What is free of what a share is sold for, and the units that it belongs to: those of the promised
/// share, or where that is another one or none, all units of all shares there are.
pub(super) fn worth(ctx: &Ctx<'_>, dao: DaoId, (share, pay): (AssetId, AssetId)) -> (u128, u128) {
    let (state, now) = (&*ctx.state, ctx.now());
    let promised = charter::promise(state, dao, now).map(|promise| promise.share);
    let units = capital::sharing_in(state, dao, (share, promised));
    (treasury::free(state, (dao, pay), now), units)
}

/// Says no to a price below what the units are worth now: whoever holds some would pay for it.
///
/// # Errors
/// [`Refusal::BelowBook`].
pub(super) fn at_book(
    ctx: &Ctx<'_>,
    dao: DaoId,
    (share, pay, price): (AssetId, AssetId, Price),
) -> Result<(), Refusal> {
    let (free, units) = worth(ctx, dao, (share, pay));
    if is_at_book(price, free, units) {
        return Ok(());
    }
    let least = Amount { asset: pay, units: book(price.per, free, units) };
    Err(Refusal::BelowBook { least, per: price.per })
}

/// The least that is paid for a lot now: the floor, or what it is worth, whichever is more.
pub(crate) fn least(ctx: &Ctx<'_>, dao: DaoId, row: &Sale) -> Price {
    let floor = row.kind.price();
    let (free, units) = worth(ctx, dao, (row.share, row.pay));
    let worth = quotient_up(times(free, floor.per), units.into()).unwrap_or(0);
    floor.at(floor.pay.max(worth))
}

/// Whether a sale takes one more bid, or one that is there already changes.
///
/// # Errors
/// [`Refusal::SaleIsFull`].
pub(crate) fn has_room(bids: u32, is_new: bool) -> Result<(), Refusal> {
    if bids < MAX_BIDS || !is_new { Ok(()) } else { Err(Refusal::SaleIsFull { limit: MAX_BIDS }) }
}
