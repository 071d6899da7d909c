//! What several actions do once they may.

use aluma_types::{AccountId, Amount, AssetId, DaoId, PotId, ProposalId, Text};

use crate::dao::Moment;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::Broken;
use crate::registry::State;
use crate::treasury::Event;
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::books::{self, Terms};
use crate::treasury::rules::limits::{self, Of};
use crate::treasury::rules::{Index, dividends};
use crate::treasury::types::{
    Asset, Committed, Dividend, MAX_DIVIDENDS, POT_BYTES, Place, Pot, Supply,
};

/// The block as checkpoints name it.
pub(crate) const fn moment(ctx: &Ctx<'_>) -> Moment {
    Moment { height: ctx.height(), time: ctx.now() }
}

/// Moves units. Whoever gets shares in the founding season of their community has their power in
/// full at once; later it ages.
///
/// # Errors
/// As [`books::post`].
pub(crate) fn post(
    ctx: &mut Ctx<'_>,
    asset: AssetId,
    from: Place,
    to: &[(Place, u128)],
) -> Result<(), Broken> {
    let aged = is_season(ctx, asset);
    books::post(ctx.state, Terms { asset, at: moment(ctx), aged }, from, to)
}

/// Counts the voting shares of an account as they are now, as far as it can vote with them.
///
/// # Errors
/// As [`books::post`].
pub(crate) fn count_shares(
    ctx: &mut Ctx<'_>,
    asset: AssetId,
    account: AccountId,
) -> Result<(), Broken> {
    let aged = is_season(ctx, asset);
    books::count_shares(ctx.state, Terms { asset, at: moment(ctx), aged }, account)
}

/// Whether the community that issues an asset is in its founding season.
pub(crate) fn is_season(ctx: &Ctx<'_>, asset: AssetId) -> bool {
    let row = ctx.state.treasury.assets.get(&asset);
    row.is_some_and(|row| crate::dao::in_season(ctx.state, row.dao, ctx.now()))
}

/// Makes an asset of which there is nothing yet.
///
/// # Errors
/// [`Broken`] where the sequence is used up.
pub(crate) fn create_asset(ctx: &mut Ctx<'_>, what: Asset) -> Result<AssetId, Broken> {
    let asset = AssetId(ctx.next_number(Sequence::Asset)?);
    ctx.state.treasury.assets.put(asset, what.clone());
    ctx.state.treasury.supplies.put(asset, Supply::nothing(what.dao));
    ctx.emit(&Event::AssetMade { asset, what });
    Ok(asset)
}

/// Makes a pot.
pub(crate) fn create_pot(ctx: &mut Ctx<'_>, (dao, pot): (DaoId, PotId), name: Text<POT_BYTES>) {
    ctx.state.treasury.pots.put((dao, pot), Pot { name: name.clone() });
    ctx.emit(&Event::PotMade { dao, pot, name });
}

/// Issues units to one place.
///
/// # Errors
/// As [`books::post`].
pub(crate) fn issue(ctx: &mut Ctx<'_>, amount: Amount, to: Place) -> Result<(), Broken> {
    let Amount { asset, units } = amount;
    if units == 0 {
        return Ok(());
    }
    post(ctx, asset, Place::Supply, &[(to, units)])?;
    if let Some(dao) = ctx.state.treasury.assets.get(&asset).map(|row| row.dao) {
        ctx.emit(&Event::Issued { dao, amount, to });
    }
    Ok(())
}

/// Ends a reservation: its sum is free again, and counts against the outflow limit no more.
///
/// # Errors
/// [`Broken`] where it is not there.
pub(crate) fn release(ctx: &mut Ctx<'_>, dao: DaoId, number: u64) -> Result<(), Broken> {
    let row = ctx.state.treasury.reservations.remove(&(dao, number));
    let row = row.ok_or(Broken("a reservation that is not there ends"))?;
    if let Some(due) = row.due {
        ctx.cancel(due);
    }
    let amount = row.amount;
    books::promise(ctx.state, (dao, row.pot, amount.asset), amount.units, true)?;
    limits::unbook(ctx.state, (dao, amount.asset), (Committed::All, amount.units), row.since);
    ctx.emit(&Event::Released { dao, number, amount });
    Ok(())
}

/// The index of a share after a payment to all who hold it.
///
/// # Errors
/// [`Refusal::NobodyHolds`], or [`Refusal::TooManyDividends`] where the asset would be one too many.
pub(super) fn raised(state: &State, share: AssetId, amount: Amount) -> Result<Index, Refusal> {
    let tables = &state.treasury;
    let index = tables.dividends.get(&(share, amount.asset)).map(|row| row.index);
    if index.is_none() && dividends::of_share(state, share).count() >= MAX_DIVIDENDS {
        return Err(Refusal::TooManyDividends { limit: MAX_DIVIDENDS as u64 });
    }
    let held = tables.supplies.get(&share).map_or(0, Supply::held);
    // The index itself leaves its 256 bits after 2^64 payments of the largest sum.
    let raised = index.unwrap_or_default().paid(amount.units, held);
    raised.ok_or(Refusal::NobodyHolds { share })
}

/// Pays holders of a share: raises its index first, as of what each holds before the posting, then
/// moves the sum, together with what the same payer gives to others.
///
/// # Errors
/// As [`books::post`].
pub(super) fn dividend(
    ctx: &mut Ctx<'_>,
    (share, index): (AssetId, Index),
    (from, amount, others): (Place, Amount, &[(Place, u128)]),
    proposal: Option<ProposalId>,
) -> Result<(), Broken> {
    let Amount { asset, units } = amount;
    let supply = ctx.state.treasury.supplies.get(&share);
    let supply = *supply.ok_or(Broken("a dividend of no share"))?;
    let (dao, held) = (supply.dao, supply.held());
    let before = ctx.state.treasury.dividends.get(&(share, asset)).copied();
    let row = before.unwrap_or(Dividend { dao, index, unsettled: 0 });
    ctx.state.treasury.dividends.put((share, asset), Dividend { index, ..row });
    let mut to = others.to_vec();
    to.push((Place::Dividends { share }, units));
    post(ctx, asset, from, &to)?;
    ctx.emit(&Event::DividendPaid { dao, share, from, amount, held, proposal });
    Ok(())
}

/// Books what is promised to a purpose against the outflow limit.
pub(super) fn book_promise(ctx: &mut Ctx<'_>, dao: DaoId, Amount { asset, units }: Amount) {
    let now = ctx.now();
    limits::book(ctx.state, (dao, asset), (Committed::All, units), now);
}

/// Books what left a DAO's treasury, in all and by beneficiary.
pub(super) fn book_outflow(ctx: &mut Ctx<'_>, of: Of, total: u128, to: &[(AccountId, u128)]) {
    book_promise(ctx, of.0, Amount { asset: of.1, units: total });
    book_receipts(ctx, of, to);
}

/// Books what was held out to whom: their sum decides which track the next payment takes.
pub(super) fn book_to(ctx: &mut Ctx<'_>, of: Of, to: &[(AccountId, u128)]) {
    let now = ctx.now();
    for (account, units) in to {
        limits::book(ctx.state, of, (Committed::To(*account), *units), now);
    }
}

/// Books who received what, where the outflow limit has counted it already.
pub(super) fn book_receipts(ctx: &mut Ctx<'_>, of: Of, to: &[(AccountId, u128)]) {
    book_to(ctx, of, to);
    let rewards = to.iter().fold(0u128, |sum, (_, units)| sum.saturating_add(*units));
    book_rewards(ctx, of, rewards);
}

/// Books what was paid to accounts, beside the incomes of a DAO.
pub(super) fn book_rewards(ctx: &mut Ctx<'_>, of: Of, rewards: u128) {
    let mut turnover = ctx.state.treasury.turnovers.get(&of).copied().unwrap_or_default();
    turnover.paid = turnover.paid.saturating_add(rewards);
    ctx.state.treasury.turnovers.put(of, turnover);
}
