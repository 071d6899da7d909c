//! How a part is paid.

use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, AssetId, DaoId, Timestamp};

use crate::dao;
use crate::invest::charter::{RETENTION, SHARE, is_limited};
use crate::invest::rules::exits::{allowance, is_retained, part};
use crate::invest::types::{Burn, MAX_PARTS, PaidIn, REMEMBERED};
use crate::invest::{Event, Fact, Refusal};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;
use crate::treasury::{self, capital};

/// Units of paying one asset.
const ASSET_UNITS: u64 = 3_000;

/// What is free in an asset and what of it so many units would bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) asset: AssetId,
    pub(crate) free: u128,
    /// What the units are worth of it.
    pub(crate) whole: u128,
    /// What bounds it, where the charter does.
    pub(crate) limit: Option<Limit>,
    /// What is paid.
    pub(crate) units: u128,
}

/// What somebody may take of an asset at most, in base units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limit {
    pub(crate) paid: u128,
    pub(crate) came: u128,
    pub(crate) taken: u128,
}

/// What so many units of a share would bring somebody at a moment, in each asset.
pub(crate) fn parts(
    state: &State,
    (dao, shares): (DaoId, Amount),
    (account, now): (Option<AccountId>, Timestamp),
) -> Vec<Part> {
    let all = capital::outstanding(state, shares.asset);
    let is_limited = is_limited(state, dao);
    let assets = capital::parting(state, dao, MAX_PARTS).into_iter();
    let parts = assets.map(|asset| {
        let free = treasury::free(state, (dao, asset), now);
        let whole = part(free, shares.units, all);
        let limit = account.filter(|_| is_limited);
        let limit = limit.map(|account| limit_of(state, account, (shares.asset, asset)));
        let most = limit.map_or(u128::MAX, |of| allowance(of.paid, of.came, of.taken));
        Part { asset, free, whole, limit, units: whole.min(most) }
    });
    parts.collect()
}

fn limit_of(state: &State, account: AccountId, (share, asset): (AssetId, AssetId)) -> Limit {
    let row = state.invest.paid_in.get(&(account, share, asset));
    let (paid, taken) = row.map_or((0, 0), |row| (row.paid, row.taken));
    Limit { paid, came: capital::came_in(state, account, (share, asset)), taken }
}

/// Pays whoever leaves their part of everything that is free, as of now, and burns what they leave with.
///
/// # Errors
/// [`Broken`] where the books do not hold.
pub(crate) fn pay(ctx: &mut Ctx<'_>, (dao, exit): (DaoId, u64)) -> Result<(), Broken> {
    let Some(row) = ctx.state.invest.exits.remove(&(dao, exit)) else { return Ok(()) };
    let (account, shares) = (row.account, row.shares);
    let before = capital::outstanding(ctx.state, shares.asset);
    // Nothing is paid before all of it is known: each part is of what there was before.
    let parts = parts(ctx.state, (dao, shares), (Some(account), ctx.now()));
    capital::burn_of(ctx, (dao, row.escrow), shares.units)?;
    remember(ctx, (dao, exit), Burn { share: shares.asset, before });
    let escrow = row.escrow;
    let fact = Fact::SharesBurnt { exit, account, shares, before, escrow };
    ctx.emit(&Event { dao, fact });
    for Part { asset, free, limit, units, .. } in parts {
        ctx.charge(ASSET_UNITS);
        if units > 0 {
            let part = Amount { asset, units };
            take(ctx, (dao, account), (shares.asset, part, limit.is_some()));
            capital::pay_part(ctx, (dao, account), part)?;
            let limit = limit.map(|of| allowance(of.paid, of.came, of.taken));
            ctx.emit(&Event { dao, fact: Fact::PartPaid { exit, account, free, part, limit } });
        }
    }
    if row.membership { dao::end_membership(ctx, (dao, account)) } else { Ok(()) }
}

/// Counts what somebody left with against what they may take, where that is counted.
fn take(
    ctx: &mut Ctx<'_>,
    (dao, account): (DaoId, AccountId),
    (share, part, is_limited): (AssetId, Amount, bool),
) {
    let slot = (account, share, part.asset);
    let before = ctx.state.invest.paid_in.get(&slot).copied();
    if before.is_none() && !is_limited {
        return;
    }
    let before = before.unwrap_or(PaidIn { dao, paid: 0, taken: 0 });
    let taken = before.taken.saturating_add(part.units);
    ctx.state.invest.paid_in.put(slot, PaidIn { taken, ..before });
}

/// Remembers how many units shared before an exit, and forgets two that no decision can be older than: so
/// there are never more than there were exits in that time, and what is forgotten costs each exit the same.
fn remember(ctx: &mut Ctx<'_>, (dao, exit): (DaoId, u64), row: Burn) {
    let now = ctx.now();
    let burns = &mut ctx.state.invest.burns;
    let past = Timestamp(now.0.saturating_sub(REMEMBERED.0));
    let old = burns.range((dao, Timestamp(0), 0)..(dao, past, 0)).take(2);
    let old: Vec<_> = old.map(|(key, _)| *key).collect();
    for key in old {
        burns.remove(&key);
    }
    burns.put((dao, now, exit), row);
}

/// What passed is not carried out where too many left since voting began.
///
/// # Errors
/// [`Refusal::TooManyLeft`].
pub(crate) fn enough_stayed(
    (state, dao, now): (&State, DaoId, Timestamp),
    since: Timestamp,
) -> Result<(), Refused> {
    let least = dao::share(state, dao, &RETENTION);
    if least.is_zero() {
        return Ok(());
    }
    let left = state.invest.burns.range((dao, since, 0)..=(dao, now, u64::MAX));
    let mut shares: Vec<AssetId> = Vec::new();
    for (_, burn) in left {
        // The first exit of each share tells how many units there were before.
        if shares.contains(&burn.share) {
            continue;
        }
        shares.push(burn.share);
        let units = capital::outstanding(state, burn.share);
        if !is_retained(least, (burn.before, units)) {
            let remain = Amount { asset: burn.share, units };
            return Err(Refusal::TooManyLeft { remain, least }.into());
        }
    }
    Ok(())
}

/// An income that was recorded is measured by the share that the charter names, where parts are limited.
pub(crate) fn income_came_in(ctx: &mut Ctx<'_>, dao: DaoId, income: Amount) {
    let share = dao::asset_parameter(ctx.state, dao, &SHARE);
    let is_own = |share: &AssetId| {
        treasury::asset(ctx.state, *share).is_some_and(|row| row.dao == dao && row.kind.is_share())
    };
    if let Some(share) = share.filter(is_own).filter(|_| is_limited(ctx.state, dao)) {
        capital::measure(ctx.state, share, income);
    }
}
