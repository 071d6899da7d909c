//! How a part is paid.

use alloc::vec::Vec;

use aluma_types::{Amount, AssetId, DaoId, Timestamp};

use crate::dao;
use crate::invest::rules::exits::part;
use crate::invest::types::MAX_PARTS;
use crate::invest::{Event, Fact};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::registry::State;
use crate::treasury::{self, capital};

/// Units of paying one asset.
const ASSET_UNITS: u64 = 3_000;

/// What is free in an asset and what of it so many units would bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) asset: AssetId,
    pub(crate) free: u128,
    pub(crate) units: u128,
}

/// What so many units of a share would bring at a moment, in each asset.
pub(crate) fn parts(state: &State, (dao, shares): (DaoId, Amount), now: Timestamp) -> Vec<Part> {
    let all = capital::outstanding(state, shares.asset);
    let assets = capital::parting(state, dao, MAX_PARTS).into_iter();
    let parts = assets.map(|asset| {
        let free = treasury::free(state, (dao, asset), now);
        Part { asset, free, units: part(free, shares.units, all) }
    });
    parts.collect()
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
    let parts = parts(ctx.state, (dao, shares), ctx.now());
    capital::burn_of(ctx, (dao, row.escrow), shares.units)?;
    let escrow = row.escrow;
    let fact = Fact::SharesBurnt { exit, account, shares, before, escrow };
    ctx.emit(&Event { dao, fact });
    for Part { asset, free, units } in parts {
        ctx.charge(ASSET_UNITS);
        if units > 0 {
            let part = Amount { asset, units };
            capital::pay_part(ctx, (dao, account), part)?;
            ctx.emit(&Event { dao, fact: Fact::PartPaid { exit, account, free, part } });
        }
    }
    if row.membership { dao::end_membership(ctx, (dao, account)) } else { Ok(()) }
}
