//! Every path of a programme's money: out of its escrows to whoever earned it, and back.

use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, AssetId, DaoId};

use super::flow::{self, Key};
use super::steps;
use crate::earn::rules::{curves, epochs, reading, verifying};
use crate::earn::types::{Curve, Epoch, Group, Programme, RewardClaim, Trail};
use crate::earn::{Event, Fact};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::registry::State;
use crate::treasury::{self, escrow};

const LESS: Broken = Broken("a programme has less in trust than is taken out of it");

/// A programme and one of its epochs as they are once that epoch has begun: what the one before it earned
/// and what came in meanwhile is remembered, and the budget is found.
pub(crate) fn begun(
    state: &State,
    (dao, number): Key,
    programme: &Programme,
    epoch: u32,
) -> (Programme, Epoch) {
    let mut programme = programme.clone();
    if let Some(row) = state.earn.reward_epochs.get(&(dao, number, epoch)) {
        return (programme, *row);
    }
    let income = treasury::income(state, (dao, programme.asset));
    let last = state.earn.reward_epochs.get(&(dao, number, programme.epoch));
    let rewards = last.map_or(0, |row| row.spent);
    if rewards > 0 {
        let came = income.saturating_sub(programme.income);
        epochs::remember(&mut programme.trail, Trail { income: came, rewards });
        let covered = epochs::is_covered(&programme.trail);
        programme.uncovered = if covered { 0 } else { programme.uncovered.saturating_add(1) };
    }
    if rewards > 0 || last.is_none() {
        programme.income = income;
    }
    programme.epoch = epoch;
    let is_cut = programme.uncovered as usize >= crate::earn::types::TRAILING;
    let budget = epochs::budget(programme.terms.caps.epoch, programme.purse.free(), is_cut);
    (programme, Epoch { budget, ..Epoch::default() })
}

/// Begins an epoch where it has not begun.
///
/// # Errors
/// [`Broken`] where the programme is not there.
pub(crate) fn begin(ctx: &mut Ctx<'_>, key: Key, epoch: u32) -> Result<Epoch, Broken> {
    let programme = flow::programme_of(ctx, key)?;
    let (programme, row) = begun(ctx.state, key, &programme, epoch);
    if !ctx.state.earn.reward_epochs.contains(&(key.0, key.1, epoch)) {
        ctx.state.earn.programmes.put(key, programme);
        ctx.state.earn.reward_epochs.put((key.0, key.1, epoch), row);
    }
    Ok(row)
}

/// Sets an amount aside for a claim: what its curve says, as far as the epoch, the caps and what lies in
/// trust reach.
///
/// # Errors
/// [`Broken`] where its programme is not there.
pub(crate) fn reserve(
    ctx: &mut Ctx<'_>,
    (dao, number): Key,
    claim: &mut RewardClaim,
) -> Result<(), Broken> {
    let key = (dao, claim.programme);
    let programme = flow::programme_of(ctx, key)?;
    let epoch = epochs::number(programme.since, programme.terms.epoch, ctx.now());
    let row = begin(ctx, key, epoch)?;
    let programme = flow::programme_of(ctx, key)?;
    let slot = (dao, claim.programme, claim.account);
    let earner = ctx.state.earn.earners.get(&slot).copied().unwrap_or_default();
    let worth = reading::worth(ctx.state, (dao, &programme), (claim, &earner), ctx.now());
    let left = row.budget.saturating_sub(row.spent).min(programme.purse.free());
    let most = reading::room(ctx.state, key, (claim.account, ctx.now()), epoch);
    let units = worth.min(left).min(most);
    if let Curve::Falling { units: whole, fall, recover } = programme.terms.curve
        && units > 0
    {
        let (now, stands) = (ctx.now(), (programme.fallen, programme.fallen_at));
        let taken = curves::fallen(whole, stands, recover, now);
        let since = curves::recovers_from(whole, stands, recover, now);
        ctx.state.earn.programmes.update(&key, |row| {
            row.fallen = curves::falls(whole, taken, fall);
            row.fallen_at = since;
        });
    }
    set_aside(ctx, ((dao, number), claim), units, epoch);
    Ok(())
}

/// Books what is set aside for a claim: with its programme, its epoch and whoever earns it.
pub(crate) fn set_aside(
    ctx: &mut Ctx<'_>,
    ((dao, number), claim): (Key, &mut RewardClaim),
    units: u128,
    epoch: u32,
) {
    claim.units = units;
    if units == 0 {
        return;
    }
    let key = (dao, claim.programme);
    let asset = book(ctx, key, (claim.account, units), epoch);
    let score = u128::from(claim.score);
    ctx.state.earn.earners.update(&(dao, claim.programme, claim.account), |row| {
        row.claims = row.claims.saturating_add(1);
        row.score = row.score.saturating_add(score);
    });
    if let Some(asset) = asset {
        let amount = Amount { asset, units };
        ctx.emit(&Event { dao, fact: Fact::RewardReserved { claim: number, amount } });
    }
}

/// Books units of an epoch as set aside for somebody; the programme's asset.
pub(crate) fn book(
    ctx: &mut Ctx<'_>,
    (dao, programme): Key,
    (account, units): (AccountId, u128),
    epoch: u32,
) -> Option<AssetId> {
    let asset = ctx.state.earn.programmes.update(&(dao, programme), |row| {
        row.purse.reserved = row.purse.reserved.saturating_add(units);
        row.asset
    });
    ctx.state.earn.reward_epochs.update(&(dao, programme, epoch), |row| {
        row.spent = row.spent.saturating_add(units);
    });
    let slot = (dao, programme, account);
    let mut earner = ctx.state.earn.earners.get(&slot).copied().unwrap_or_default();
    if earner.epoch != epoch {
        (earner.epoch, earner.in_epoch) = (epoch, 0);
    }
    earner.in_epoch = earner.in_epoch.saturating_add(units);
    earner.units = earner.units.saturating_add(units);
    ctx.state.earn.earners.put(slot, earner);
    if let Some(by) = reading::brought_by(ctx.state, (dao, account), ctx.now()) {
        let slot = (dao, programme, by);
        let mut group = ctx.state.earn.groups.get(&slot).copied().unwrap_or_default();
        if group.epoch != epoch {
            group = Group { epoch, units: 0, ..group };
        }
        group.units = group.units.saturating_add(units);
        ctx.state.earn.groups.put(slot, group);
    }
    asset
}

/// Counts a claim with those of all whom the same member brought.
pub(crate) fn counted(ctx: &mut Ctx<'_>, key: Key, account: AccountId, epoch: u32) {
    let now = ctx.now();
    let Some((by, _, mut group)) = reading::group(ctx.state, key, (account, now), epoch) else {
        return;
    };
    if group.claimed != epoch {
        (group.claimed, group.claims) = (epoch, 0);
    }
    group.claims = group.claims.saturating_add(1);
    ctx.state.earn.groups.put((key.0, key.1, by), group);
}

/// Frees what is set aside for a claim and not paid.
pub(crate) fn free(ctx: &mut Ctx<'_>, dao: DaoId, claim: &mut RewardClaim) {
    let rest = claim.units.saturating_sub(claim.paid);
    claim.units = claim.paid;
    unbook(ctx, (dao, claim.programme), (claim.account, rest));
}

/// Books units as not set aside for somebody any more.
pub(crate) fn unbook(
    ctx: &mut Ctx<'_>,
    (dao, programme): Key,
    (account, units): (AccountId, u128),
) {
    ctx.state.earn.programmes.update(&(dao, programme), |row| {
        row.purse.reserved = row.purse.reserved.saturating_sub(units);
    });
    ctx.state.earn.earners.update(&(dao, programme, account), |row| {
        row.units = row.units.saturating_sub(units);
        row.in_epoch = row.in_epoch.saturating_sub(units);
    });
}

/// The escrows of a programme with what is left in each, oldest first.
fn escrows(ctx: &Ctx<'_>, (dao, programme): Key) -> Vec<(u64, u128)> {
    let range = (dao, programme, 0)..=(dao, programme, u64::MAX);
    let numbers = ctx.state.earn.programme_funds.range(range).map(|((_, _, number), _)| *number);
    let left = |number| escrow::escrow(ctx.state, (dao, number)).map_or(0, |row| row.left.units);
    numbers.map(|number| (number, left(number))).collect()
}

/// Forgets an escrow that has nothing left.
fn forget(ctx: &mut Ctx<'_>, (dao, programme): Key, number: u64) {
    if escrow::escrow(ctx.state, (dao, number)).is_none() {
        ctx.state.earn.programme_funds.remove(&(dao, programme, number));
    }
}

/// Takes units out of a programme's escrows, the oldest first, to each those beside their name.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn draw(
    ctx: &mut Ctx<'_>,
    (key, programme): (Key, &Programme),
    to: &[(AccountId, u128)],
) -> Result<(), Broken> {
    for (account, units) in to {
        let mut left = *units;
        for (escrow, there) in escrows(ctx, key) {
            let part = there.min(left);
            if part == 0 {
                continue;
            }
            left = left.saturating_sub(part);
            escrow::pay(ctx, (key.0, escrow), &[(*account, part)], Some(programme.title))?;
            forget(ctx, key, escrow);
        }
        if left > 0 {
            return Err(LESS);
        }
    }
    Ok(())
}

/// Pays units of what is set aside for a claim, out of the oldest escrows first.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn pay(
    ctx: &mut Ctx<'_>,
    (dao, number): Key,
    claim: &mut RewardClaim,
    units: u128,
) -> Result<(), Broken> {
    if units == 0 {
        return Ok(());
    }
    let key = (dao, claim.programme);
    let programme = flow::programme_of(ctx, key)?;
    draw(ctx, (key, &programme), &[(claim.account, units)])?;
    claim.paid = claim.paid.saturating_add(units);
    ctx.state.earn.programmes.update(&key, |row| {
        row.purse.paid = row.purse.paid.saturating_add(units);
        row.purse.reserved = row.purse.reserved.saturating_sub(units);
    });
    let (account, amount) = (claim.account, Amount { asset: programme.asset, units });
    ctx.emit(&Event { dao, fact: Fact::RewardPaid { claim: number, account, amount } });
    Ok(())
}

/// Returns what no claim waits for to those who put it in trust, the newest first.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn give_back(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let programme = flow::programme_of(ctx, key)?;
    let units = programme.purse.free();
    if units == 0 {
        return Ok(());
    }
    let mut left = units;
    for (escrow, there) in escrows(ctx, key).into_iter().rev() {
        let part = there.min(left);
        left = left.saturating_sub(part);
        escrow::give_back(ctx, (key.0, escrow), part)?;
        forget(ctx, key, escrow);
    }
    if left > 0 {
        return Err(LESS);
    }
    ctx.state.earn.programmes.update(&key, |row| {
        row.purse.returned = row.purse.returned.saturating_add(units);
    });
    let amount = Amount { asset: programme.asset, units };
    let fact = Fact::ProgrammeReturned { programme: key.1, amount };
    ctx.emit(&Event { dao: key.0, fact });
    Ok(())
}

/// Gives the bond of an attestor back who answers for nothing any more: they were revoked, or the programme
/// takes no more claims.
///
/// # Errors
/// [`Broken`] where less is at stake.
pub(crate) fn settle_bond(ctx: &mut Ctx<'_>, key: Key, account: AccountId) -> Result<(), Broken> {
    let slot = (key.0, key.1, account);
    let Some(row) = ctx.state.earn.attestors.get(&slot).copied() else { return Ok(()) };
    let programme = flow::programme_of(ctx, key)?;
    let is_over = row.revoked || flow::is_closing(programme.stage);
    if !is_over || row.open > 0 || row.bond == 0 {
        return Ok(());
    }
    let amount = Amount { asset: programme.asset, units: row.bond };
    ctx.state.earn.attestors.update(&slot, |row| row.bond = 0);
    treasury::end_stake(ctx, account, amount, None)?;
    let fact = Fact::BondReturned { programme: key.1, by: account, amount };
    ctx.emit(&Event { dao: key.0, fact });
    Ok(())
}

/// Takes what a claim that was found untrue costs off the bond of whoever attested it, as far as it
/// reaches: it goes to the community's general pot. Whether less is left by that than the programme asks
/// for: then their word counts no more.
///
/// # Errors
/// [`Broken`] where less is at stake.
pub(crate) fn lose_bond(
    ctx: &mut Ctx<'_>,
    key: Key,
    (account, units): (AccountId, u128),
) -> Result<bool, Broken> {
    let slot = (key.0, key.1, account);
    let Some(row) = ctx.state.earn.attestors.get(&slot).copied() else { return Ok(false) };
    let programme = flow::programme_of(ctx, key)?;
    let units = units.min(row.bond);
    ctx.state.earn.attestors.update(&slot, |row| {
        row.bond = row.bond.saturating_sub(units);
        row.slashed = row.slashed.saturating_add(1);
    });
    if units == 0 {
        return Ok(false);
    }
    let asset = programme.asset;
    let amount = Amount { asset, units };
    treasury::end_stake(ctx, account, amount, Some(key.0))?;
    ctx.emit(&Event { dao: key.0, fact: Fact::BondLost { programme: key.1, by: account, amount } });
    let least = steps::attests(&programme, account).map_or(0, |(_, bond, _)| bond);
    let is_spent = verifying::is_spent((row.bond, units), least) && !row.revoked;
    if is_spent {
        let least = Amount { asset, units: least };
        let fact = Fact::BondSpent { programme: key.1, by: account, least };
        ctx.emit(&Event { dao: key.0, fact });
    }
    Ok(is_spent)
}
