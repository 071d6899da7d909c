//! What those who judge are paid. Whoever asked for a panel put a sum in trust for it; whoever opened their
//! rating in time has an equal part of it, of which one part is a fee and the other the most that
//! agreement pays. Both are paid when the epoch is over: the fee less what the purse fell, and of the rest
//! as much as it grew. What is not paid returns. Nobody is paid for what nobody pays.
//!
//! One rating in time is worth one agreement: a purse that grew by as many agreements as its owner gave
//! ratings in the epoch is paid all there is.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, DaoId, sha256};

use super::calling::Key;
use super::closing::rated;
use super::panel::{at_desk, tell};
use crate::dao;
use crate::exact::part_up;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::reputation;
use crate::reputation::types::{Area, area};
use crate::review::Fact;
use crate::review::charter::FLAT;
use crate::review::rules::agreement::{band, earned, part};
use crate::review::rules::drawing::LEAST;
use crate::review::tables::PairKey;
use crate::review::types::{Both, Budget, Panel, Wage};
use crate::treasury::escrow;
use crate::treasury::rules::split;

/// Books what those have to get who judged, when a panel ends; what nobody earned returns.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(super) fn owe(ctx: &mut Ctx<'_>, key: Key, panel: &Panel) -> Result<(), Broken> {
    let (dao, evidence, _) = key;
    let of = (dao, evidence);
    let row = ctx.state.review.commissions.get(&of).cloned();
    let Some((mut row, budget)) = row.and_then(|row| row.budget.map(|budget| (row, budget))) else {
        return Ok(());
    };
    let Budget { escrow: number, sum: amount } = budget;
    row.budget = None;
    ctx.state.review.commissions.put(of, row);
    let who: Vec<AccountId> = rated(panel).map(|(seat, _)| seat.account).collect();
    // One who is left alone is paid as one of two: the sum was meant for a panel.
    let seats = u64::try_from(who.len().max(LEAST)).unwrap_or(u64::MAX);
    let weights: Vec<(u64, u128)> = (0..seats).map(|seat| (seat, 1)).collect();
    let parts = split(amount.units, &weights).unwrap_or_default();
    let epoch = reputation::present_epoch(ctx, dao);
    let flat_part = dao::share(ctx.state, dao, &FLAT);
    let mut left = amount.units;
    for (account, units) in who.iter().zip(parts).filter(|(_, units)| *units > 0) {
        let flat = part_up(units, flat_part).min(units);
        let growth = units.saturating_sub(flat);
        let wage = Wage { escrow: number, asset: amount.asset, flat, growth };
        ctx.state.review.wages.put((dao, epoch, *account, evidence), wage);
        left = left.saturating_sub(units);
    }
    compare(ctx, key, (epoch, panel));
    escrow::give_back(ctx, (dao, number), left)
}

/// Keeps the ratings of a paid panel, two by two.
fn compare(ctx: &mut Ctx<'_>, (dao, evidence, _): Key, (epoch, panel): (u32, &Panel)) {
    let domain = ctx.state.review.evidence.get(&(dao, evidence)).and_then(|row| row.domain);
    let area = area(domain);
    let mut given: Vec<(AccountId, u8)> =
        rated(panel).map(|(seat, rated)| (seat.account, band(rated.quality))).collect();
    given.sort_unstable();
    for (index, (account, one)) in given.iter().enumerate() {
        for (peer, other) in given.iter().skip(index.saturating_add(1)) {
            let key: PairKey = (dao, epoch, *account, *peer);
            let mut pair = ctx.state.review.pairs.get(&key).cloned().unwrap_or_default();
            // What finds no room is not compared.
            pair.items.push(Both { area, one: *one, other: *other });
            ctx.state.review.pairs.put(key, pair);
        }
    }
}

/// Books what two reviewers earned of each other in an epoch, domain by domain, and forgets what they
/// rated.
pub(crate) fn book(ctx: &mut Ctx<'_>, key: PairKey) {
    let (dao, epoch, one, other) = key;
    let Some(pair) = ctx.state.review.pairs.get(&key).cloned() else { return };
    ctx.state.review.pairs.remove(&key);
    let mut by_area: BTreeMap<Area, Vec<(u8, u8)>> = BTreeMap::new();
    for item in pair.items.iter() {
        by_area.entry(item.area).or_default().push((item.one, item.other));
    }
    let (epoch, a, b) = (epoch.to_be_bytes(), one.0.to_be_bytes(), other.0.to_be_bytes());
    let hash =
        sha256(&[b"aluma agreement v1", &ctx.env.beacon.0, &dao.0.to_be_bytes(), &epoch, &a, &b]);
    let turn = hash.0.iter().take(8).fold(0u64, |sum, byte| (sum << 8) | u64::from(*byte));
    let (mut mine, mut theirs) = (0i64, 0i64);
    for (area, rated) in by_area {
        let joint = ctx.state.review.judged.get(&(dao, area)).map(|row| row.joint.clone());
        let joint = joint.unwrap_or_default();
        let turned: Vec<(u8, u8)> = rated.iter().map(|(one, other)| (*other, *one)).collect();
        mine = mine.saturating_add(earned(&rated, turn, &joint));
        theirs = theirs.saturating_add(earned(&turned, turn, &joint));
    }
    at_desk(ctx, (dao, one), |desk| desk.purse.book(mine));
    at_desk(ctx, (dao, other), |desk| desk.purse.book(theirs));
}

/// Pays a reviewer what an epoch brought.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn pay(
    ctx: &mut Ctx<'_>,
    (dao, epoch, account): (DaoId, u32, AccountId),
) -> Result<(), Broken> {
    let all = (dao, epoch, account, 0)..=(dao, epoch, account, u64::MAX);
    let rows: Vec<_> = ctx.state.review.wages.range(all).map(|(key, row)| (*key, *row)).collect();
    let given = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let mut purse = ctx.state.review.desks.get(&(dao, account)).copied().unwrap_or_default().purse;
    let due = purse.due(given, given);
    at_desk(ctx, (dao, account), |desk| desk.purse = purse);
    for (key, wage) in rows {
        ctx.state.review.wages.remove(&key);
        let flat = part(wage.flat, due.fees, given);
        let growth = part(wage.growth, due.growth, given);
        let paid = flat.saturating_add(growth);
        let whole = wage.flat.saturating_add(wage.growth);
        let at = (dao, wage.escrow);
        if paid > 0 {
            escrow::pay(ctx, at, &[(account, paid)], None)?;
        }
        escrow::give_back(ctx, at, whole.saturating_sub(paid))?;
        let of = |units| Amount { asset: wage.asset, units };
        let (flat, growth) = (of(flat), of(growth));
        tell(ctx, dao, Fact::ReviewPaid { evidence: key.3, account, flat, growth });
    }
    Ok(())
}
