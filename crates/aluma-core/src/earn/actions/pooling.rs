//! Claims that share what an epoch has.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use aluma_types::{AccountId, Amount};

use super::flow::{self, Key};
use super::purse;
use crate::earn::rules::groups::{self, Party};
use crate::earn::rules::{epochs, reading};
use crate::earn::tasks::SharePool;
use crate::earn::types::{Curve, MAX_POOLED, RewardClaim, Stage, Why};
use crate::earn::{Event, Fact};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;

/// A claim waits for the pool of the present epoch, or where that is full for a later one's.
///
/// # Errors
/// [`Broken`] where its programme is not there.
pub(crate) fn wait(ctx: &mut Ctx<'_>, key: Key, claim: RewardClaim) -> Result<(), Broken> {
    let of = (key.0, claim.programme);
    let programme = flow::programme_of(ctx, of)?;
    let present = epochs::number(programme.since, programme.terms.epoch, ctx.now());
    let is_full = |epoch: u32| {
        let row = ctx.state.earn.reward_epochs.get(&(of.0, of.1, epoch));
        row.is_some_and(|row| row.claims >= MAX_POOLED)
    };
    let epoch = (present..).find(|epoch| !is_full(*epoch)).unwrap_or(present);
    let row = purse::begin(ctx, of, epoch)?;
    if row.claims == 0 {
        let next = epochs::begins(programme.since, programme.terms.epoch, epoch.saturating_add(1));
        let task = SharePool { dao: of.0, programme: of.1, epoch };
        ctx.schedule(next, Some(of.0), &task);
    }
    ctx.state.earn.reward_epochs.update(&(of.0, of.1, epoch), |row| {
        row.claims = row.claims.saturating_add(1);
    });
    flow::turn(ctx, key, claim, Stage::Pooled { epoch })
}

/// A claim waits no more for its pool, and takes no part of it.
pub(crate) fn leave(ctx: &mut Ctx<'_>, of: Key, epoch: u32) {
    ctx.state.earn.reward_epochs.update(&(of.0, of.1, epoch), |row| {
        row.claims = row.claims.saturating_sub(1);
    });
}

/// Shares the pool of an epoch among its claims: by their scores, nobody more than their caps. How many
/// claims there were.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn share(ctx: &mut Ctx<'_>, of: Key, epoch: u32) -> Result<u32, Broken> {
    let slot = (of.0, of.1, epoch);
    let row = ctx.state.earn.reward_epochs.get(&slot).copied();
    let Some(row) = row.filter(|row| !row.shared) else { return Ok(0) };
    let numbers: Vec<u64> = ctx.state.earn.reward_claims.index().pooled(slot).collect();
    let programme = flow::programme_of(ctx, of)?;
    let total = row.budget.saturating_sub(row.spent).min(programme.purse.free());
    let mut claims = Vec::with_capacity(numbers.len());
    for number in numbers {
        claims.push((number, flow::claim_of(ctx, (of.0, number))?));
    }
    let parts = parts(ctx, (of, &programme.terms.curve), (total, epoch), &claims);
    ctx.state.earn.reward_epochs.update(&slot, |row| row.shared = true);
    let mut given = 0u128;
    let count = u32::try_from(claims.len()).unwrap_or(u32::MAX);
    // First all amounts, then what follows from each: a claim that is over may close its programme.
    for ((number, claim), units) in claims.iter_mut().zip(parts) {
        // No more than all whom one member brought may have together, whatever was set aside just now.
        let room = reading::group_room(ctx.state, of, (claim.account, ctx.now()), epoch);
        let units = units.min(room);
        given = given.saturating_add(units);
        purse::set_aside(ctx, ((of.0, *number), claim), units, epoch);
        ctx.state.earn.reward_claims.put((of.0, *number), claim.clone());
    }
    let amount = Amount { asset: programme.asset, units: given };
    let fact = Fact::EpochShared { programme: of.1, epoch, amount, claims: count };
    ctx.emit(&Event { dao: of.0, fact });
    for (number, claim) in claims {
        if claim.units == 0 {
            flow::reject(ctx, (of.0, number), Why::NothingLeft)?;
        } else {
            flow::opened(ctx, (of.0, number), claim)?;
        }
    }
    Ok(count)
}

/// Those who share a pool, each once, in the order of their first claims; and who they are.
fn parties(
    ctx: &Ctx<'_>,
    (of, epoch): (Key, u32),
    claims: &[(u64, RewardClaim)],
) -> (Vec<AccountId>, Vec<Party>) {
    let mut places = BTreeMap::new();
    let (mut accounts, mut parties): (Vec<AccountId>, Vec<Party>) = (Vec::new(), Vec::new());
    let now = ctx.now();
    for (number, claim) in claims {
        let place = *places.entry(claim.account).or_insert(parties.len());
        if let Some(party) = parties.get_mut(place) {
            party.weight = party.weight.saturating_add(claim.score.into());
            continue;
        }
        let who = (claim.account, now);
        let group = reading::group(ctx.state, of, who, epoch).map(|(by, left, _)| (by.0, left));
        accounts.push(claim.account);
        parties.push(Party {
            id: claim.account.0,
            first: *number,
            weight: claim.score.into(),
            most: reading::alone(ctx.state, of, who, epoch),
            group,
        });
    }
    (accounts, parties)
}

/// What each claim takes: what somebody takes is divided among their claims by score.
fn parts(
    ctx: &Ctx<'_>,
    (of, curve): (Key, &Curve),
    (total, epoch): (u128, u32),
    claims: &[(u64, RewardClaim)],
) -> Vec<u128> {
    let (accounts, mut all) = parties(ctx, (of, epoch), claims);
    if let Curve::CappedPool { cap } = curve {
        all.iter_mut().for_each(|party| party.most = party.most.min(*cap));
    }
    let is_filled = matches!(curve, Curve::CappedPool { .. });
    let mut units = BTreeMap::new();
    for (account, part) in accounts.into_iter().zip(groups::shares(total, is_filled, &all)) {
        let own = claims.iter().filter(|(_, claim)| claim.account == account);
        let own: Vec<(u64, u128)> =
            own.map(|(number, claim)| (*number, u128::from(claim.score))).collect();
        let split = crate::split::split(part, &own).unwrap_or_default();
        units.extend(own.iter().map(|(number, _)| *number).zip(split));
    }
    claims.iter().map(|(number, _)| units.get(number).copied().unwrap_or(0)).collect()
}
