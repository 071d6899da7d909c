//! What a key may spend: what the kernel asks of identity once an act is done.

use aluma_types::{AccountId, Amount};

use crate::identity::refusals::Refusal;
use crate::identity::rules::{book, left};
use crate::identity::types::Open;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::origin::Origin;
use crate::registry::State;

/// Whether what whoever acts spends has to be held against a cap.
pub(crate) fn is_capped(state: &State, origin: &Origin) -> bool {
    match origin {
        Origin::Member { account, role, .. } => {
            role.is_delegated() || under_way(state, *account).is_some()
        }
        _ => false,
    }
}

/// The recovery of an account that is under way.
pub(crate) fn under_way(state: &State, account: AccountId) -> Option<&Open> {
    state.identity.recoveries.get(&account).and_then(|row| row.open.as_ref())
}

/// Holds what left the account against the caps of its key, and books it there. What an act really
/// moved is measured on the state, so no action has to declare it and none can forget to.
///
/// # Errors
/// [`Refusal::BeyondCap`]: the caller undoes the act.
pub(crate) fn spend(ctx: &mut Ctx<'_>, spent: &Effects) -> Result<(), Refusal> {
    let Origin::Member { account, key, role } = ctx.origin() else { return Ok(()) };
    if !role.is_delegated() {
        return spend_meanwhile(ctx, account, spent);
    }
    let own = spent.spent.iter().filter(|((by, _), _)| *by == account);
    for ((_, asset), units) in own {
        let grant = ctx.state.identity.grants.get(&(account, key));
        let left = grant.map_or(0, |row| left(&row.caps, *asset, ctx.now()));
        if *units > left {
            return Err(Refusal::BeyondCap { left: Amount { asset: *asset, units: left } });
        }
        let now = ctx.now();
        ctx.state
            .identity
            .grants
            .update(&(account, key), |row| book(&mut row.caps, *asset, *units, now));
    }
    Ok(())
}

/// Holds what an owner's or an admin's key spends while a recovery is under way against what the
/// account's sessions may spend: in all, not more than the widest cap on the asset.
fn spend_meanwhile(ctx: &mut Ctx<'_>, account: AccountId, spent: &Effects) -> Result<(), Refusal> {
    let own = spent.spent.iter().filter(|((by, _), _)| *by == account);
    for ((_, asset), units) in own {
        let Some(open) = under_way(ctx.state, account) else { return Ok(()) };
        let until = open.ends;
        let before = open.spent.iter().find(|row| row.asset == *asset);
        let before = before.map_or(0, |row| row.units);
        let grants = ctx.state.identity.grants.range((account, 0)..=(account, u16::MAX));
        let caps = grants.flat_map(|(_, grant)| grant.caps.iter().map(|row| row.cap.amount));
        let widest = caps.filter(|cap| cap.asset == *asset).map(|cap| cap.units).max();
        let left = widest.unwrap_or(0).saturating_sub(before);
        let refusal = Refusal::FrozenPayment { left: Amount { asset: *asset, units: left }, until };
        let now_spent = Amount { asset: *asset, units: before.saturating_add(*units) };
        let booked =
            ctx.state.identity.recoveries.update(&account, |row| {
                row.open.as_mut().is_some_and(|open| note(open, now_spent))
            });
        if *units > left || booked != Some(true) {
            return Err(refusal);
        }
    }
    Ok(())
}

/// Notes what was spent of an asset in all; false where there is no room for another asset.
fn note(open: &mut Open, spent: Amount) -> bool {
    match open.spent.iter_mut().find(|row| row.asset == spent.asset) {
        Some(row) => {
            row.units = spent.units;
            true
        }
        None => open.spent.push(spent),
    }
}
