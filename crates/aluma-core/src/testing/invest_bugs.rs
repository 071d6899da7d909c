//! Mistakes in the rules of investing: see `bugs`.

use aluma_types::{AssetId, Canon};

use super::bugs::real_task;
use crate::invest::tasks::{ExitDue, SaleDue};
use crate::invest::types::{PaidIn, SaleKind, SaleStage};
use crate::kernel::action::Slice;
use crate::kernel::ctx::Ctx;
use crate::treasury::actions::steps;
use crate::treasury::types::{GENERAL, Place};
use crate::treasury::{free, free_assets};

/// Whoever leaves takes a unit more of one asset than their part, as if it were rounded up.
pub(super) fn part_is_rounded_up(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    let exit = ExitDue::from_bytes(arguments).ok();
    let row = exit.as_ref().and_then(|it| ctx.state.invest.exits.get(&(it.dao, it.exit)).copied());
    let next = real_task(ctx, "exit-due", arguments)?;
    if let Some((ExitDue { dao, .. }, row)) = exit.zip(row) {
        let now = ctx.now();
        let some = |asset: &AssetId| free(ctx.state, (dao, *asset), now) > 0;
        let asset = free_assets(ctx.state, dao).into_iter().find(some);
        let (from, to) =
            (Place::Pot { dao, pot: GENERAL }, Place::Account { account: row.account });
        if let Some(asset) = asset {
            // Where it lies in another pot, nothing happens.
            let _ = steps::post(ctx, asset, from, &[(to, 1)]);
        }
    }
    Ok(next)
}

/// Whoever leaves under a limit is paid as if they had paid in more than they did.
pub(super) fn limit_is_forgotten(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    let exit = ExitDue::from_bytes(arguments).ok();
    let row = exit.as_ref().and_then(|it| ctx.state.invest.exits.get(&(it.dao, it.exit)).copied());
    if let Some((ExitDue { dao, .. }, row)) = exit.zip(row) {
        for asset in free_assets(ctx.state, dao) {
            let slot = (row.account, row.shares.asset, asset);
            let before = ctx.state.invest.paid_in.get(&slot).copied();
            let before = before.unwrap_or(PaidIn { dao, paid: 0, taken: 0 });
            let paid = before.paid.saturating_add(1 << 40);
            ctx.state.invest.paid_in.put(slot, PaidIn { paid, ..before });
        }
    }
    real_task(ctx, "exit-due", arguments)
}

/// A hatch that misses its goal sells what was ordered all the same.
pub(super) fn goal_is_forgotten(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    if let Ok(SaleDue { dao, sale }) = SaleDue::from_bytes(arguments) {
        ctx.state.invest.sales.update(&(dao, sale), |row| {
            if let (SaleKind::Hatch { goal, .. }, SaleStage::Open) = (&mut row.kind, row.stage) {
                *goal = 0;
            }
        });
    }
    real_task(ctx, "sale-due", arguments)
}
