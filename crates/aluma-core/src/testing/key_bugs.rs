//! Mistakes in what happens to keys and in pauses, see [`super::bugs`].

use alloc::vec::Vec;

use aluma_types::{AccountId, Canon, List};

use super::bugs::{real, real_task, signer};
use crate::dao::rules::pauses::Resting;
use crate::identity::actions::Recover;
use crate::identity::tasks::FinishRecovery;
use crate::identity::types::Used;
use crate::kernel::action::Slice;
use crate::kernel::ctx::Ctx;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Stop;

/// What is due comes to nothing.
pub(super) fn forgotten(_: &mut Ctx<'_>, _: &[u8]) -> Slice {
    Ok(None)
}

pub(super) fn revoked_stays(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let account = signer(ctx);
    let keys = ctx.state.identity.keys.range((account, 0)..=(account, u16::MAX));
    let keys: Vec<_> = keys.map(|(key, row)| (*key, row.clone())).collect();
    real(ctx, "revoke-key", body)?;
    for (key, row) in keys {
        ctx.state.identity.keys.put(key, row);
    }
    Ok(())
}

/// An act gives its place in the day back.
pub(super) fn counts_nothing(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "transfer", body)?;
    if let Origin::Member { account, key, .. } = ctx.origin() {
        ctx.state.identity.keys.update(&(account, key), |row| row.used = Used::default());
    }
    Ok(())
}

/// What a key used that ends is no longer counted.
pub(super) fn ended_forgets(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let account = signer(ctx);
    let keys = ctx.state.identity.keys.range((account, 0)..=(account, u16::MAX));
    let used: Vec<_> = keys.map(|(key, row)| (*key, row.used)).collect();
    real(ctx, "revoke-key", body)?;
    for (key, used) in used {
        ctx.state.identity.keys.update(&key, |row| row.used = used);
    }
    Ok(())
}

pub(super) fn cap_forgets(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    if let Origin::Member { account, key, .. } = ctx.origin() {
        ctx.state.identity.grants.update(&(account, key), |row| {
            row.caps.iter_mut().for_each(|cap| cap.spent = List::default());
        });
    }
    real(ctx, "transfer", body)
}

pub(super) fn one_is_enough(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let account = Recover::from_bytes(body).map_or(AccountId(0), |act| act.account);
    let before = ctx.state.identity.guards.get(&account).cloned();
    ctx.state.identity.guards.update(&account, |row| row.now.threshold = 1);
    real(ctx, "recover", body)?;
    if let Some(before) = before {
        ctx.state.identity.guards.put(account, before);
    }
    Ok(())
}

pub(super) fn old_keys_stay(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    let account = FinishRecovery::from_bytes(arguments).map_or(AccountId(0), |task| task.account);
    let keys = ctx.state.identity.keys.range((account, 0)..=(account, u16::MAX));
    let keys: Vec<_> = keys.map(|(key, row)| (*key, row.clone())).collect();
    let next = real_task(ctx, "finish-recovery", arguments)?;
    for (key, row) in keys {
        ctx.state.identity.keys.put(key, row);
    }
    Ok(next)
}

pub(super) fn veto_forgotten(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let account = signer(ctx);
    let removals = ctx.state.identity.removals.range((account, 0)..=(account, u16::MAX));
    let removals: Vec<_> = removals.map(|(key, row)| (*key, *row)).collect();
    let guards = ctx.state.identity.guards.get(&account).cloned();
    real(ctx, "veto", body)?;
    for (key, row) in removals {
        ctx.state.identity.removals.put(key, row);
    }
    if let Some(guards) = guards {
        ctx.state.identity.guards.put(account, guards);
    }
    Ok(())
}

pub(super) fn payments_go_on(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "pause", body)?;
    let all: Vec<_> = ctx.state.dao.pauses.iter().map(|(dao, _)| *dao).collect();
    for dao in all {
        ctx.state.dao.pauses.update(&dao, |row| {
            let rests = row.rests.iter().copied().filter(|kind| *kind != Resting::Payments);
            row.rests = List::new(rests.collect()).unwrap_or_default();
        });
    }
    Ok(())
}
