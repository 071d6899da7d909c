//! What several actions ask and do.

use alloc::collections::BTreeSet;

use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, AssetId, DaoId};

use crate::dao::{self, Standing};
use crate::grants::rules::{mean, sharing};
use crate::grants::types::{
    Entry, MAX_ENTRIES, MAX_TAKERS, Nothing, Paid, PraiseTerms, Rate, Round, Stage, Take,
};
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;
use crate::reputation::types::{Area, area};
use crate::treasury::escrow;

const NO_ROUND: Broken = Broken("a round that was found is not there");

/// Entries that are added up in one slice.
pub(crate) const SLICE: usize = 500;

/// The account that signed.
pub(super) fn signer(ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
    ctx.origin().account().ok_or_else(|| KernelRefusal::NotYoursToDo { action: "sign" }.into())
}

/// A round that whoever acts may know of.
pub(super) fn round<'c>(ctx: &'c Ctx<'_>, dao: DaoId, round: u64) -> Result<&'c Round, Refused> {
    dao::known(ctx, dao)?;
    let row = ctx.state.grants.rounds.get(&(dao, round));
    row.ok_or_else(|| Refusal::NoSuchRound { round }.into())
}

/// The terms of a praise round, where it is one.
pub(super) fn praise(row: &Round) -> Result<&PraiseTerms, Refusal> {
    row.policy.praise().ok_or(Refusal::OtherKindOfRound { kind: row.policy.kind() })
}

/// The terms of a praise round that is lived here, or of one as recorded.
pub(super) fn praise_where(row: &Round, recorded: bool) -> Result<&PraiseTerms, Refusal> {
    let terms = praise(row)?;
    let is_so = terms.recorded == recorded;
    if is_so { Ok(terms) } else { Err(Refusal::OtherKindOfRound { kind: row.policy.kind() }) }
}

/// Whether somebody belongs: with a vote or without, and not as a stakeholder.
pub(super) fn is_among_us(state: &State, dao: DaoId, account: AccountId) -> Result<(), Refusal> {
    match dao::member(state, dao, account).map(|row| row.standing) {
        Some(Standing::Admitted | Standing::Joined) => Ok(()),
        _ => Err(Refusal::NotAmongUs { account }),
    }
}

/// Whether whoever acts is the steward of a round.
pub(super) fn as_steward(ctx: &Ctx<'_>, round: u64, row: &Round) -> Result<AccountId, Refused> {
    let account = signer(ctx)?;
    if row.steward != Some(account) {
        return Err(Refusal::NotTheSteward { round }.into());
    }
    Ok(account)
}

/// Whether a round is still open.
pub(super) fn is_open(ctx: &Ctx<'_>, round: u64, row: &Round) -> Result<(), Refusal> {
    if row.stage == Stage::Open && ctx.now() <= row.closes {
        Ok(())
    } else {
        Err(Refusal::RoundIsClosed { round })
    }
}

/// Whether everybody is named once, and somebody is.
pub(super) fn once<T: Ord>(all: impl Iterator<Item = T>) -> Result<(), Refusal> {
    let (mut seen, mut count) = (BTreeSet::new(), 0usize);
    for one in all {
        count = count.saturating_add(1);
        seen.insert(one);
    }
    if count > 0 && seen.len() == count { Ok(()) } else { Err(Refusal::BadList) }
}

/// Whether so many more entries fit, and whoever would be new among those who take a part.
pub(crate) fn fits(
    state: &State,
    key: (DaoId, u64),
    row: &Round,
    (entries, people): (usize, &BTreeSet<AccountId>),
) -> Result<(), Refusal> {
    let entries = u32::try_from(entries).unwrap_or(u32::MAX);
    if row.entries.saturating_add(entries) > MAX_ENTRIES {
        return Err(Refusal::RoundIsFull { limit: MAX_ENTRIES });
    }
    let is_new = |who: &&AccountId| !state.grants.takes.contains(&(key.0, key.1, **who));
    let new = people.iter().filter(is_new).count();
    if (row.takers as usize).saturating_add(new) > MAX_TAKERS {
        return Err(Refusal::TooManyTakers { limit: MAX_TAKERS as u64 });
    }
    Ok(())
}

/// Counts people among those who may take a part of a round.
pub(super) fn count_takers(ctx: &mut Ctx<'_>, key: (DaoId, u64), people: &BTreeSet<AccountId>) {
    let mut new = 0u32;
    for who in people {
        let slot = (key.0, key.1, *who);
        if !ctx.state.grants.takes.contains(&slot) {
            ctx.state.grants.takes.put(slot, Take::default());
            new = new.saturating_add(1);
        }
    }
    change(ctx, key, |row| row.takers = row.takers.saturating_add(new));
}

/// Writes an entry and returns its number.
pub(super) fn enter(ctx: &mut Ctx<'_>, key: (DaoId, u64), entry: Entry) -> Result<u32, Broken> {
    let row = ctx.state.grants.rounds.get(&key).ok_or(Broken("an entry of no round"))?;
    let number = row.entries.saturating_add(1);
    let own = u32::from(entry.from == entry.to);
    change(ctx, key, |row| {
        row.entries = number;
        row.own = row.own.saturating_add(own);
    });
    ctx.state.grants.entries.put((key.0, key.1, number), entry);
    Ok(number)
}

/// Changes a round.
pub(crate) fn change(ctx: &mut Ctx<'_>, key: (DaoId, u64), with: impl FnOnce(&mut Round)) {
    if let Some(mut row) = ctx.state.grants.rounds.get(&key).cloned() {
        with(&mut row);
        ctx.state.grants.rounds.put(key, row);
    }
}

/// Closes a round: nothing is taken any more, and its adding up begins.
pub(crate) fn close(ctx: &mut Ctx<'_>, key: (DaoId, u64)) {
    change(ctx, key, |row| row.stage = Stage::Adding { after: 0 });
    ctx.emit(&Event { dao: key.0, fact: Fact::RoundClosed { round: key.1 } });
}

/// Adds up the next entries of a round; whether that was all of them.
pub(crate) fn add_up(ctx: &mut Ctx<'_>, key: (DaoId, u64), after: u32) -> Result<bool, Broken> {
    let (dao, round) = key;
    let row = ctx.state.grants.rounds.get(&key).cloned();
    let row = row.ok_or(Broken("a round that is not there is added up"))?;
    let terms = row.policy.praise().ok_or(Broken("entries of a round without praise"))?;
    let mut last = after;
    for number in (after.saturating_add(1)..=row.entries).take(SLICE) {
        let tables = &ctx.state.grants;
        let entry = tables.entries.get(&(dao, round, number)).cloned();
        let entry = entry.ok_or(Broken("an entry that is counted is not there"))?;
        if entry.from != entry.to || terms.own_counts {
            let score_of = |other: u32, by: &Rate| {
                let other = tables.entries.get(&(dao, round, other))?;
                other.rates.iter().find(|rate| rate.rater == by.rater).map(|rate| rate.score)
            };
            let weight = mean::weight((terms.mean, terms.duplicate), &entry.rates, score_of);
            take(ctx, (dao, round, entry.to), |row| row.weight = row.weight.saturating_add(weight));
        }
        for rate in entry.rates.iter().filter(|rate| rate.repeats.is_none()) {
            take(ctx, (dao, round, rate.rater), |row| {
                row.rated = row.rated.saturating_add(1);
                row.gave = row.gave.saturating_add(u64::from(rate.score));
            });
        }
        last = number;
    }
    change(ctx, key, |row| row.stage = Stage::Adding { after: last });
    Ok(last == row.entries)
}

fn take(ctx: &mut Ctx<'_>, slot: (DaoId, u64, AccountId), with: impl FnOnce(&mut Take)) {
    let mut row = ctx.state.grants.takes.get(&slot).copied().unwrap_or_default();
    with(&mut row);
    ctx.state.grants.takes.put(slot, row);
}

/// Shares the budget of a praise round and pays it in full; the rest is free.
pub(crate) fn pay(ctx: &mut Ctx<'_>, key: (DaoId, u64)) -> Result<(), Broken> {
    let (dao, round) = key;
    let row = ctx.state.grants.rounds.get(&key).cloned().ok_or(NO_ROUND)?;
    let terms = row.policy.praise().ok_or(Broken("scores of a round without praise"))?;
    let pool = sharing::pool(budget_left(ctx.state, key, &row), terms.ceiling, row.entries);
    let range = (dao, round, AccountId(0))..=(dao, round, AccountId(u64::MAX));
    let takes = ctx.state.grants.takes.range(range);
    let takes: Vec<_> = takes.map(|((_, _, who), take)| (*who, *take)).collect();
    let mut due = Vec::new();
    for (who, take) in sharing::share(pool, terms, &takes) {
        if take.total() > 0 {
            due.push((who, take.total()));
        }
        ctx.state.grants.takes.put((dao, round, who), take);
    }
    let shared = due.iter().fold(0u128, |sum, (_, units)| sum.saturating_add(*units));
    pay_out(ctx, (key, &row), &due)?;
    end(ctx, key, (shared, u32::try_from(due.len()).unwrap_or(u32::MAX)), Nothing::Scored)
}

/// What there is to share of a round's budget: all of it, and nothing where the community left the
/// ledger on which that was issued.
pub(crate) fn budget_left(state: &State, (dao, _): (DaoId, u64), row: &Round) -> u128 {
    let there = escrow::escrow(state, (dao, row.escrow));
    there.map_or(0, |there| there.left.units.min(row.budget.units))
}

/// Pays people out of a round's budget, and remembers what rounds have paid them.
pub(crate) fn pay_out(
    ctx: &mut Ctx<'_>,
    ((dao, _), row): ((DaoId, u64), &Round),
    due: &[(AccountId, u128)],
) -> Result<(), Broken> {
    escrow::pay(ctx, (dao, row.escrow), due, Some(row.title))?;
    let areas = areas(ctx.state, dao, row.policy.domain());
    let asset = row.budget.asset;
    let tables = &mut ctx.state.grants;
    let sum = due.iter().fold(0u128, |sum, (_, units)| sum.saturating_add(*units));
    for area in areas {
        for (account, units) in due {
            let key = (dao, area, asset, *account);
            let before = tables.paid.get(&key).map_or(0, |paid| paid.units);
            tables.paid.put(key, Paid { units: before.saturating_add(*units) });
        }
        let before = tables.paid_totals.get(&(dao, area, asset)).map_or(0, |paid| paid.units);
        tables.paid_totals.put((dao, area, asset), Paid { units: before.saturating_add(sum) });
    }
    Ok(())
}

/// The domain and all above it, the community last: what is paid in a domain is paid in all above it,
/// as points are given.
fn areas(state: &State, dao: DaoId, domain: Option<u32>) -> Vec<Area> {
    let up = domain.into_iter().flat_map(|domain| dao::ancestry(state, dao, domain));
    up.map(|(number, _)| area(Some(number))).chain([area(None)]).collect()
}

/// What rounds paid somebody, and all, in a domain.
pub(crate) fn paid(
    state: &State,
    (dao, domain, asset): (DaoId, Option<u32>, AssetId),
    account: Option<AccountId>,
) -> u128 {
    let (tables, area) = (&state.grants, area(domain));
    let row = match account {
        Some(account) => tables.paid.get(&(dao, area, asset, account)),
        None => tables.paid_totals.get(&(dao, area, asset)),
    };
    row.map_or(0, |paid| paid.units)
}

/// A round is over: what is left of its budget is free, and the round says what became of it.
pub(crate) fn end(
    ctx: &mut Ctx<'_>,
    key: (DaoId, u64),
    (shared, people): (u128, u32),
    why: Nothing,
) -> Result<(), Broken> {
    let (dao, round) = key;
    let row = ctx.state.grants.rounds.get(&key).cloned().ok_or(NO_ROUND)?;
    free(ctx, key, &row)?;
    let (at, escrow) = (ctx.now(), row.escrow);
    if shared == 0 {
        change(ctx, key, |row| row.stage = Stage::Returned { at, why });
        ctx.emit(&Event { dao, fact: Fact::RoundReturned { round, why } });
        return Ok(());
    }
    change(ctx, key, |row| row.stage = Stage::Paid { at, shared });
    let shared = Amount { asset: row.budget.asset, units: shared };
    ctx.emit(&Event { dao, fact: Fact::RoundPaid { round, escrow, shared, people } });
    Ok(())
}

/// Sets free what is left of a round's budget.
pub(super) fn free(ctx: &mut Ctx<'_>, (dao, _): (DaoId, u64), row: &Round) -> Result<(), Broken> {
    let key = (dao, row.escrow);
    let left = escrow::escrow(ctx.state, key).map_or(0, |there| there.left.units);
    escrow::give_back(ctx, key, left)
}
