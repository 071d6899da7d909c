//! What selling shares and leaving with one's part do with money: pay in, issue, burn, and pay out of
//! pots what the outflow limit never counts.

use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, AssetId, DaoId, PotId, Timestamp};

use super::checks::existing_asset;
use super::escrow::{Key, take};
use super::issue::within_cap;
use super::steps::{dividend, post, raised};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;
use crate::treasury::rules::{flows, limits};
use crate::treasury::types::{Asset, Committed, GENERAL, Place};
use crate::treasury::{self, Event, Refusal};

/// An asset that a DAO issues itself.
///
/// # Errors
/// [`Refusal::NoSuchAsset`], [`Refusal::NotYourAsset`].
pub(crate) fn own_asset<'c>(
    ctx: &'c Ctx<'_>,
    dao: DaoId,
    asset: AssetId,
) -> Result<&'c Asset, Refused> {
    let row = existing_asset(ctx, asset)?;
    if row.dao == dao { Ok(row) } else { Err(Refusal::NotYourAsset { asset }.into()) }
}

/// Says no where an asset is no share of a DAO's own.
///
/// # Errors
/// As [`own_asset`], and [`Refusal::NotAShare`].
pub(crate) fn own_share(ctx: &Ctx<'_>, dao: DaoId, asset: AssetId) -> Result<(), Refused> {
    let is_share = own_asset(ctx, dao, asset)?.kind.is_share();
    if is_share { Ok(()) } else { Err(Refusal::NotAShare { asset }.into()) }
}

/// Whether the charter lets so many units be promised to buyers now: the mint cap counts them when they
/// are offered.
///
/// # Errors
/// [`Refusal::SupplyTooLarge`], [`Refusal::BeyondMintCap`].
pub(crate) fn may_offer(ctx: &Ctx<'_>, shares: Amount) -> Result<(), Refused> {
    within_cap(ctx, shares)
}

/// Counts units against the mint cap that buyers may have.
pub(crate) fn offer(ctx: &mut Ctx<'_>, dao: DaoId, shares: Amount) {
    let now = ctx.now();
    limits::book(ctx.state, (dao, shares.asset), (Committed::Mint, shares.units), now);
}

/// Units that nobody bought, offered at a moment, are counted no more.
pub(crate) fn offer_no_more(ctx: &mut Ctx<'_>, dao: DaoId, shares: Amount, at: Timestamp) {
    limits::unbook(ctx.state, (dao, shares.asset), (Committed::Mint, shares.units), at);
}

/// Issues units to whoever bought them. They were counted when they were offered.
///
/// # Errors
/// [`Broken`] where there would be more than fits.
pub(crate) fn issue(ctx: &mut Ctx<'_>, shares: Amount, account: AccountId) -> Result<(), Broken> {
    super::steps::issue(ctx, shares, Place::Account { account })
}

/// What an account pays for shares goes into the general pot.
///
/// # Errors
/// [`Broken`] where it has less.
pub(crate) fn pay_in(
    ctx: &mut Ctx<'_>,
    account: AccountId,
    (dao, amount): (DaoId, Amount),
) -> Result<(), Broken> {
    let to = [(Place::Pot { dao, pot: GENERAL }, amount.units)];
    post(ctx, amount.asset, Place::Account { account }, &to)
}

/// Units of an escrow go into the general pot.
///
/// # Errors
/// [`Broken`] where less is left.
pub(crate) fn pay_in_of(ctx: &mut Ctx<'_>, key: Key, units: u128) -> Result<(), Broken> {
    leave(ctx, key, units, Place::Pot { dao: key.0, pot: GENERAL })
}

/// Units of an escrow are no more.
///
/// # Errors
/// [`Broken`] where less is left.
pub(crate) fn burn_of(ctx: &mut Ctx<'_>, key: Key, units: u128) -> Result<(), Broken> {
    leave(ctx, key, units, Place::Supply)
}

fn leave(ctx: &mut Ctx<'_>, key: Key, units: u128, to: Place) -> Result<(), Broken> {
    if units == 0 {
        return Ok(());
    }
    let (row, _) = take(ctx, key, units)?;
    post(ctx, row.left.asset, row.from.place(key.0), &[(to, units)])
}

/// The units of a share that are somebody's: all but what lies in the pots of its own community and what
/// has not vested.
pub(crate) fn outstanding(state: &State, share: AssetId) -> u128 {
    let Some(supply) = treasury::supply(state, share) else { return 0 };
    let own = in_own_pots(state, share);
    supply.total().saturating_sub(supply.locked).saturating_sub(own)
}

/// The units of a share that lie in the pots of its own community.
pub(crate) fn in_own_pots(state: &State, share: AssetId) -> u128 {
    let Some(row) = treasury::asset(state, share) else { return 0 };
    let all = treasury::holdings(state, row.dao).filter(|((_, _, asset), _)| *asset == share);
    all.fold(0, |sum, (_, row)| sum.saturating_add(row.balance))
}

/// The units that what is free belongs to, as a price of a share is held to it: those of the promised
/// share itself; of another one, or where nothing is promised, all units of all shares there are.
pub(crate) fn sharing_in(
    state: &State,
    dao: DaoId,
    (share, promised): (AssetId, Option<AssetId>),
) -> u128 {
    if promised == Some(share) {
        return outstanding(state, share);
    }
    let all = treasury::assets_of(state, dao).map(|(_, asset)| asset);
    let shares =
        all.filter(|id| treasury::asset(state, *id).is_some_and(|row| row.kind.is_share()));
    shares.fold(0, |sum, asset| sum.saturating_add(outstanding(state, asset)))
}

/// What lies in a DAO's pots of an asset: all of it, and what of it is reserved or owed to streams.
pub(crate) fn bound(state: &State, (dao, asset): (DaoId, AssetId), now: Timestamp) -> (u128, u128) {
    let rows = treasury::holdings(state, dao).filter(|((_, _, of), _)| *of == asset);
    let all = rows.fold(0u128, |sum, (_, row)| sum.saturating_add(row.balance));
    (all, all.saturating_sub(treasury::free(state, (dao, asset), now)))
}

/// The assets that whoever leaves a DAO is paid in, at most so many: those that it issues itself first,
/// so that nobody crowds them out with others; never a share of its own.
pub(crate) fn parting(state: &State, dao: DaoId, most: usize) -> Vec<AssetId> {
    let is_own = |asset: &AssetId| treasury::asset(state, *asset).map(|row| row.dao) == Some(dao);
    let is_share = |asset: &AssetId| {
        let row = treasury::asset(state, *asset).filter(|row| row.dao == dao);
        row.is_some_and(|row| row.kind.is_share())
    };
    let all = treasury::free_assets(state, dao);
    let own = all.iter().copied().filter(|asset| is_own(asset) && !is_share(asset));
    let others = all.iter().copied().filter(|asset| !is_own(asset));
    own.chain(others).take(most).collect()
}

/// Pays somebody out of what is free in a DAO's pots, the general one first. The outflow limit does not
/// count it: it is theirs.
///
/// # Errors
/// [`Broken`] where less is free.
pub(crate) fn pay_part(
    ctx: &mut Ctx<'_>,
    (dao, account): (DaoId, AccountId),
    amount: Amount,
) -> Result<(), Broken> {
    let (now, asset) = (ctx.now(), amount.asset);
    let pots = treasury::holdings(ctx.state, dao).filter(|((_, _, of), _)| *of == asset);
    let pots: Vec<PotId> = pots.map(|((_, pot, _), _)| *pot).collect();
    let mut left = amount.units;
    for pot in pots {
        let units = flows::free_in(ctx.state, (dao, pot, asset), now).min(left);
        if units == 0 {
            continue;
        }
        let (from, to) = (Place::Pot { dao, pot }, Place::Account { account });
        post(ctx, asset, from, &[(to, units)])?;
        let (amount, reason, proposal) = (Amount { asset, units }, None, None);
        ctx.emit(&Event::Paid { dao, from, to, amount, reason, proposal });
        left = left.saturating_sub(units);
    }
    if left == 0 { Ok(()) } else { Err(Broken("a part is more than is free")) }
}

/// Divides what is free of a sum in the general pot among the holders of a share; how much that was.
/// Nothing where nobody holds it.
///
/// # Errors
/// [`Broken`] where the books do not add up.
pub(crate) fn share_out(
    ctx: &mut Ctx<'_>,
    dao: DaoId,
    (share, asked): (AssetId, Amount),
) -> Result<u128, Broken> {
    let free = flows::free_in(ctx.state, (dao, GENERAL, asked.asset), ctx.now());
    let amount = Amount { units: asked.units.min(free), ..asked };
    if amount.units == 0 {
        return Ok(0);
    }
    let Ok(index) = raised(ctx.state, share, amount) else { return Ok(0) };
    let from = Place::Pot { dao, pot: GENERAL };
    dividend(ctx, (share, index), (from, amount, &[]), None)?;
    Ok(amount.units)
}

/// All that a DAO ever recorded as income in an asset, in base units.
pub(crate) fn income(state: &State, of: (DaoId, AssetId)) -> u128 {
    state.treasury.turnovers.get(&of).map_or(0, |row| row.income)
}

/// Measures an income by the units of a share of a DAO's own that share in it.
pub(crate) fn measure(state: &mut State, share: AssetId, income: Amount) {
    let units = outstanding(state, share);
    treasury::rules::inflows::count(state, share, (income, units));
}

/// An account's part of what came in in one asset while it held a share and that was measured.
pub(crate) fn came_in(state: &State, account: AccountId, of: (AssetId, AssetId)) -> u128 {
    treasury::rules::inflows::part(state, account, of).map_or(0, |row| row.units)
}

/// What an account holds of a share, at hand and in trust.
pub(crate) fn held(state: &State, account: AccountId, share: AssetId) -> u128 {
    treasury::rules::dividends::held(state, account, share)
}

/// The shares that an account holds, at hand or in trust, of any community.
pub(crate) fn shares_held(state: &State, account: AccountId) -> Vec<(DaoId, AssetId)> {
    let range = (account, AssetId(0))..=(account, AssetId(u64::MAX));
    let tables = &state.treasury;
    let rows = tables.balances.range(range.clone()).chain(tables.stakes.range(range));
    let mut all: Vec<_> = rows.map(|((_, asset), row)| (row.dao, *asset)).collect();
    all.retain(|(_, asset)| treasury::asset(state, *asset).is_some_and(|row| row.kind.is_share()));
    all.sort_unstable();
    all.dedup();
    all
}

/// Holders of a share after one of them, lowest first: those with units at hand.
pub(crate) fn holders(
    state: &State,
    share: AssetId,
    after: Option<AccountId>,
) -> impl Iterator<Item = AccountId> + '_ {
    state.treasury.balances.index().holders(share, after)
}

/// What an account has earned by a share and did not take, asset by asset.
pub(crate) fn earned(state: &State, account: AccountId, share: AssetId) -> Vec<Amount> {
    use crate::treasury::rules::dividends;
    let paid = dividends::of_share(state, share).map(|((_, asset), _)| *asset);
    let rows = paid.filter_map(|asset| {
        let row = dividends::earned(state, account, (share, asset))?;
        Some(Amount { asset, units: row.owed })
    });
    rows.filter(|amount| amount.units > 0).collect()
}
