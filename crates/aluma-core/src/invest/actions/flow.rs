//! How sales go on, and money with them: every path of a deposit is in this file.

use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, DaoId, Span, Timestamp};

use super::steps::least;
use crate::dao;
use crate::exact::part_down;
use crate::invest::charter::{UNOPENED, vests};
use crate::invest::rules::clearing::{Asked, clear};
use crate::invest::tasks::{LotDue, SaleDue};
use crate::invest::types::{
    Bid, BidStep, Ending, Lot, Order, Outcome, PaidIn, Sale, SaleKind, SaleStage,
};
use crate::invest::{Event, Fact};
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::Broken;
use crate::kernel::schedule::due_at;
use crate::registry::State;
use crate::treasury::rules::escrows::Source;
use crate::treasury::{capital, escrow};

/// A DAO and the number of a sale in it.
pub(crate) type Key = (DaoId, u64);

/// Bids that are settled in one slice.
const SLICE: usize = 100;
/// Units of looking at one bid of an auction, and of settling one.
const BID_UNITS: u64 = 200;
const SETTLE_UNITS: u64 = 3_000;

const NO_SALE: Broken = Broken("a sale that was found is not there");

/// The bids of a sale, in the order of accounts.
pub(crate) fn bids(state: &State, (dao, sale): Key) -> impl Iterator<Item = (AccountId, &Bid)> {
    let all = (dao, sale, AccountId(0))..=(dao, sale, AccountId(u64::MAX));
    state.invest.bids.range(all).map(|((_, _, account), bid)| (*account, bid))
}

/// A sale that was found.
///
/// # Errors
/// [`Broken`] where it is not there.
pub(crate) fn sale_of(ctx: &Ctx<'_>, key: Key) -> Result<Sale, Broken> {
    ctx.state.invest.sales.get(&key).copied().ok_or(NO_SALE)
}

/// Writes a sale in a stage that ends at a moment.
pub(crate) fn turn(
    ctx: &mut Ctx<'_>,
    key: Key,
    mut row: Sale,
    (stage, at): (SaleStage, Option<Timestamp>),
) {
    if let Some(due) = row.due.take() {
        ctx.cancel(due);
    }
    let (dao, sale) = key;
    row.due = at.map(|at| ctx.schedule(at, Some(dao), &SaleDue { dao, sale }));
    row.stage = stage;
    ctx.state.invest.sales.put(key, row);
}

/// What follows when the time of a stage is over.
///
/// # Errors
/// [`Broken`] where the books do not hold.
pub(crate) fn go_on(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let row = sale_of(ctx, key)?;
    match (row.stage, row.kind) {
        (SaleStage::Open, SaleKind::Fixed { price }) => {
            let is_sold = row.sold > 0;
            let ending = if is_sold { Ending::Sold } else { Ending::Missed };
            end(ctx, key, (ending, is_sold.then_some(price.pay)));
            Ok(())
        }
        (SaleStage::Open, SaleKind::Hatch { price, goal }) => {
            let is_met = row.ordered >= goal;
            let ending = if is_met { Ending::Sold } else { Ending::Missed };
            settle_from(ctx, key, (ending, is_met.then_some(price.pay)));
            Ok(())
        }
        (SaleStage::Open, SaleKind::Auction { .. }) if row.bids > 0 => {
            let until = row.opened_until;
            turn(ctx, key, row, (SaleStage::Revealing, Some(due_at(until))));
            let fact = Fact::BiddingClosed { sale: key.1, until };
            ctx.emit(&Event { dao: key.0, fact });
            Ok(())
        }
        (SaleStage::Open, SaleKind::Auction { .. }) => {
            end(ctx, key, (Ending::Missed, None));
            Ok(())
        }
        (SaleStage::Revealing, _) => clear_auction(ctx, key, &row),
        (SaleStage::Settling { ending, price, after }, _) => {
            settle(ctx, key, &row, (ending, price, after))
        }
        (SaleStage::Over { .. }, _) => Ok(()),
    }
}

/// Begins to settle a sale, bid by bid.
pub(crate) fn settle_from(ctx: &mut Ctx<'_>, key: Key, (ending, price): (Ending, Option<u128>)) {
    if let Ok(row) = sale_of(ctx, key) {
        let at = ctx.now().after(Span(1));
        turn(ctx, key, row, (SaleStage::Settling { ending, price, after: None }, Some(at)));
    }
}

/// Finds which bids win, and at which price. What is free may have grown since the sale was opened: then
/// the floor has.
fn clear_auction(ctx: &mut Ctx<'_>, key: Key, row: &Sale) -> Result<(), Broken> {
    let SaleKind::Auction { threshold, .. } = row.kind else { return Ok(()) };
    ctx.charge(BID_UNITS.saturating_mul(row.bids.into()));
    let floor = least(ctx, key.0, row);
    let opened = bids(ctx.state, key).flat_map(|(account, bid)| {
        let steps: &[BidStep] = match &bid.order {
            Order::Opened { steps } => steps,
            Order::Sealed { .. } | Order::Firm { .. } => &[],
        };
        let id = account.0;
        steps.iter().map(move |step| Asked { id, units: step.units, price: step.price })
    });
    let opened: Vec<Asked> = opened.collect();
    ctx.charge(BID_UNITS.saturating_mul(u64::try_from(opened.len()).unwrap_or(u64::MAX)));
    let cleared = clear(row.units, floor, &opened).filter(|cleared| cleared.raised >= threshold);
    let Some(cleared) = cleared else {
        settle_from(ctx, key, (Ending::Missed, None));
        return Ok(());
    };
    for fill in &cleared.fills {
        let slot = (key.0, key.1, AccountId(fill.id));
        ctx.state.invest.bids.update(&slot, |bid| bid.fill = fill.units);
    }
    settle_from(ctx, key, (Ending::Sold, Some(cleared.price)));
    Ok(())
}

/// Settles the next bids of a sale; after the last it is over.
fn settle(
    ctx: &mut Ctx<'_>,
    key: Key,
    row: &Sale,
    (ending, price, after): (Ending, Option<u128>, Option<AccountId>),
) -> Result<(), Broken> {
    let (dao, sale) = key;
    let from = AccountId(after.map_or(0, |after| after.0.saturating_add(1)));
    let all = (dao, sale, from)..=(dao, sale, AccountId(u64::MAX));
    let next = ctx.state.invest.bids.range(all).take(SLICE);
    let next: Vec<(AccountId, Bid)> = next.map(|((_, _, who), bid)| (*who, bid.clone())).collect();
    for (account, bid) in &next {
        ctx.charge(SETTLE_UNITS);
        settle_one(ctx, (key, row), (*account, bid), (ending, price))?;
    }
    match next.last() {
        Some((last, _)) if next.len() == SLICE => {
            let row = sale_of(ctx, key)?;
            let stage = SaleStage::Settling { ending, price, after: Some(*last) };
            let at = ctx.now().after(Span(1));
            turn(ctx, key, row, (stage, Some(at)));
        }
        _ => end(ctx, key, (ending, price)),
    }
    Ok(())
}

/// Settles one bid: what it is filled with is paid for and issued, what it costs not to open it stays,
/// and the rest goes back.
fn settle_one(
    ctx: &mut Ctx<'_>,
    (key, row): (Key, &Sale),
    (account, bid): (AccountId, &Bid),
    (ending, price): (Ending, Option<u128>),
) -> Result<(), Broken> {
    const MORE: Broken = Broken("a bid costs more than its deposit");
    let (dao, sale) = key;
    let units = match (price, &bid.order) {
        (None, _) => 0,
        (Some(_), Order::Firm { units }) => *units,
        (Some(_), _) => bid.fill,
    };
    let paid = match (price, &bid.order) {
        // What several orders cost was rounded up one by one, and lies there.
        (Some(_), Order::Firm { .. }) => bid.deposit,
        (Some(price), _) => row.kind.price().at(price).cost(units).ok_or(MORE)?,
        (None, _) => 0,
    };
    let is_sealed = matches!(bid.order, Order::Sealed { .. });
    // Where nobody buys, nobody could look at what others bid and gain by it.
    let kept = if is_sealed && ending == Ending::Sold {
        part_down(bid.deposit, dao::share(ctx.state, dao, &UNOPENED))
    } else {
        0
    };
    let stays = paid.checked_add(kept).ok_or(MORE)?;
    let back = bid.deposit.checked_sub(stays).ok_or(MORE)?;
    let trust = (dao, bid.escrow);
    let outcome = Outcome { units, paid, kept, back };
    ctx.state.invest.bids.put((dao, sale, account), Bid { outcome: Some(outcome), ..bid.clone() });
    capital::pay_in_of(ctx, trust, stays)?;
    escrow::give_back(ctx, trust, back)?;
    if kept > 0 {
        let (kept, escrow) = (Amount { asset: row.pay, units: kept }, bid.escrow);
        ctx.emit(&Event { dao, fact: Fact::DepositKept { sale, account, kept, escrow } });
    }
    if units > 0 {
        let paid = Amount { asset: row.pay, units: paid };
        sell(ctx, key, (account, units), (paid, Some(bid.escrow)))?;
    }
    Ok(())
}

/// Issues what somebody bought and paid for, and counts it.
///
/// # Errors
/// [`Broken`] where there would be more than fits.
pub(crate) fn sell(
    ctx: &mut Ctx<'_>,
    key: Key,
    (account, units): (AccountId, u128),
    (paid, escrow): (Amount, Option<u64>),
) -> Result<(), Broken> {
    let (dao, sale) = key;
    let row = sale_of(ctx, key)?;
    let shares = Amount { asset: row.share, units };
    ctx.state.invest.sales.update(&key, |row| {
        row.sold = row.sold.saturating_add(units);
        row.ordered = row.ordered.saturating_sub(units);
        row.raised = row.raised.saturating_add(paid.units);
    });
    capital::issue(ctx, shares, account)?;
    let slot = (account, row.share, paid.asset);
    let before = ctx.state.invest.paid_in.get(&slot).copied();
    let before = before.unwrap_or(PaidIn { dao, paid: 0, taken: 0 });
    let sum = before.paid.saturating_add(paid.units);
    ctx.state.invest.paid_in.put(slot, PaidIn { paid: sum, ..before });
    ctx.emit(&Event { dao, fact: Fact::SharesSold { sale, account, shares, paid, escrow } });
    let wait = vests(ctx.state, dao, (row.share, ctx.now()));
    if wait == Span(0) {
        return Ok(());
    }
    let lot = ctx.next_number(Sequence::Lot)?;
    let escrow = escrow::open(ctx, dao, (Source::Account { account }, shares))?;
    let until = ctx.now().after(wait);
    ctx.schedule(due_at(until), Some(dao), &LotDue { dao, lot });
    ctx.state.invest.lots.put((dao, lot), Lot { account, shares, escrow, until });
    Ok(())
}

/// A sale is over: what nobody bought may be issued otherwise.
pub(crate) fn end(ctx: &mut Ctx<'_>, key: Key, (ending, price): (Ending, Option<u128>)) {
    let Ok(row) = sale_of(ctx, key) else { return };
    let (dao, sale) = key;
    let unsold = Amount { asset: row.share, units: row.units.saturating_sub(row.sold) };
    capital::offer_no_more(ctx, dao, unsold, row.since);
    let at = ctx.now();
    let row = Sale { ordered: 0, ..row };
    turn(ctx, key, row, (SaleStage::Over { at, ending, price }, None));
    let raised = Amount { asset: row.pay, units: row.raised };
    let fact = Fact::SaleClosed { sale, ending, price, sold: row.sold, raised };
    ctx.emit(&Event { dao, fact });
}

/// What somebody bought can be used.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn free_lot(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let Some(lot) = ctx.state.invest.lots.remove(&key) else { return Ok(()) };
    escrow::give_back(ctx, (key.0, lot.escrow), lot.shares.units)?;
    let fact = Fact::LotFreed { account: lot.account, shares: lot.shares };
    ctx.emit(&Event { dao: key.0, fact });
    Ok(())
}
