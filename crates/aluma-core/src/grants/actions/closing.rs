//! How a round is shared that goes by points, gifts or ballots: so many rows at a time, since a million
//! may take a part. What it comes to is what the shared splitter comes to at once.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Span};
use ethnum::U256;

use super::steps;
use crate::dao::{self, Moment};
use crate::grants::rules::median;
use crate::grants::rules::underpaid::All;
use crate::grants::types::{Marks, Nothing, Phase, Policy, Rest, RetroTerms, Round, Sum, Take};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::registry::State;
use crate::reputation::{self, Scale};
use crate::split::part;

type Key = (DaoId, u64);

/// Rows that are gone through in one slice.
const SLICE: usize = 500;
/// What the median of one candidate costs, in rows: it reads as many ballots as people hold a role.
const MEDIAN_ROWS: usize = 25;
/// Before the first account.
const FIRST: AccountId = AccountId(0);

const GONE: Broken = Broken("a round without sums is shared");

/// Goes on sharing a round that is closed; whether it is over.
///
/// # Errors
/// [`Broken`] where it has no sums, or its escrow holds less than it shares.
pub(crate) fn go_on(ctx: &mut Ctx<'_>, key: Key) -> Result<bool, Broken> {
    let row = ctx.state.grants.rounds.get(&key).cloned().ok_or(GONE)?;
    let mut sum = ctx.state.grants.sums.get(&key).copied().ok_or(GONE)?;
    let mut room = SLICE;
    while room > 0 && sum.phase != Phase::Over {
        let used = step(ctx, (key, &row), &mut sum, room)?;
        // A step that finds nothing more to do goes on to the next, and there are few.
        room = room.saturating_sub(used.max(1));
    }
    ctx.state.grants.sums.put(key, sum);
    Ok(sum.phase == Phase::Over)
}

pub(crate) type Of<'r> = (Key, &'r Round);

/// One step, over so many rows at most; over how many it was.
pub(crate) fn step(
    ctx: &mut Ctx<'_>,
    of: Of<'_>,
    sum: &mut Sum,
    room: usize,
) -> Result<usize, Broken> {
    match sum.phase {
        Phase::Waiting => {
            begin(ctx, of, sum);
            Ok(1)
        }
        Phase::Points { block, after } => Ok(points(ctx, of, sum, ((block, after), room))),
        Phase::Medians { after } => Ok(medians(ctx, of, sum, (after, room))),
        Phase::AddPoints { after } => {
            let rows = takes(ctx.state, of.0, (after, room));
            for (_, take) in &rows {
                sum.points = sum.points.saturating_add(take.points);
            }
            let next = |after| Phase::AddPoints { after };
            sum.phase = after_of(&rows, room, next, Phase::Weigh { after: FIRST });
            Ok(rows.len())
        }
        Phase::Weigh { after } => Ok(weigh(ctx, of, sum, (after, room))),
        Phase::AddWeights { after } => {
            let rows = takes(ctx.state, of.0, (after, room));
            for (_, take) in &rows {
                sum.whole = sum.whole.checked_add(take.weight).ok_or(Broken("weights of all"))?;
            }
            let next = |after| Phase::AddWeights { after };
            sum.phase = after_of(&rows, room, next, Phase::Share { after: FIRST });
            if sum.phase == (Phase::Share { after: FIRST }) {
                whole(ctx, of, sum)?;
            }
            Ok(rows.len())
        }
        Phase::Share { after } => share(ctx, of, sum, (after, room)),
        Phase::Rests { left } => Ok(rests(ctx, of, sum, (left, room))),
        Phase::Sweep => Ok(sweep(ctx, of, sum, room)),
        Phase::Pay { after, people } => pay(ctx, of, sum, ((after, people), room)),
        Phase::Over => Ok(room),
    }
}

/// What everybody takes, after an account, in the order of accounts.
fn takes(
    state: &State,
    (dao, round): Key,
    (after, room): (AccountId, usize),
) -> Vec<(AccountId, Take)> {
    let from = AccountId(after.0.saturating_add(1));
    let range = (dao, round, from)..=(dao, round, AccountId(u64::MAX));
    let rows = state.grants.takes.range(range).take(room);
    rows.map(|((_, _, who), take)| (*who, *take)).collect()
}

/// The phase after some rows: the same from the last of them on where there may be more, else the next.
fn after_of<T>(
    rows: &[(AccountId, T)],
    room: usize,
    same: impl Fn(AccountId) -> Phase,
    next: Phase,
) -> Phase {
    match rows.last() {
        Some((last, _)) if rows.len() >= room => same(*last),
        _ => next,
    }
}

/// The moment of the close, and what comes first.
fn begin(ctx: &mut Ctx<'_>, ((dao, round), row): Of<'_>, sum: &mut Sum) {
    // What this block still changes is not of the round.
    let height = ctx.height().saturating_sub(1);
    sum.closed = Some(Moment { height, time: ctx.now() });
    sum.closing_clock = reputation::clock_number(ctx.state, dao);
    let first = |block| Phase::Points { block, after: FIRST };
    sum.phase = match row.policy {
        // Nobody else has more than when it opened.
        Policy::Immediate { .. } => first(sum.opened.height.saturating_add(1)),
        Policy::Recent { .. } => first(0),
        Policy::Balanced { domain } => {
            sum.paid = steps::paid(ctx.state, (dao, domain, row.budget.asset), None);
            first(0)
        }
        Policy::Retro { terms } => {
            count_ballots(ctx, ((dao, round), terms));
            Phase::Medians { after: FIRST }
        }
        Policy::Praise { .. } | Policy::Circle { .. } => Phase::AddWeights { after: FIRST },
    };
}

/// Reads points of whoever's changed after a place in the order of blocks. Who changes meanwhile comes
/// once more at the end of that order, and is written as it was when the round closed both times.
fn points(
    ctx: &mut Ctx<'_>,
    ((dao, round), row): Of<'_>,
    sum: &mut Sum,
    (after, room): ((u64, AccountId), usize),
) -> usize {
    let domain = row.policy.domain();
    let next: Vec<_> =
        reputation::changed_since(ctx.state, (dao, domain), after).take(room).collect();
    for (_, account) in &next {
        let take = take_of(ctx.state, (dao, row), sum, *account);
        let slot = (dao, round, *account);
        if take.points > 0 || ctx.state.grants.takes.contains(&slot) {
            ctx.state.grants.takes.put(slot, take);
        }
    }
    sum.phase = match next.last() {
        Some((block, after)) if next.len() >= room => {
            Phase::Points { block: *block, after: *after }
        }
        _ if matches!(row.policy, Policy::Balanced { .. }) => Phase::AddPoints { after: FIRST },
        _ => Phase::AddWeights { after: FIRST },
    };
    next.len()
}

/// What somebody's points count in a round, as they were when it closed.
fn take_of(state: &State, (dao, row): (DaoId, &Round), sum: &Sum, account: AccountId) -> Take {
    let domain = row.policy.domain();
    let closed = sum.closed.unwrap_or(sum.opened);
    let at = |clock: u32, height: u64| {
        // Soft points beside hard ones are weighed as of the close in both, so that what was there at
        // the opening takes away what is left of it and nothing more.
        let snapshot = Moment { height, time: closed.time };
        let scale = Scale { dao, domain, clock, snapshot };
        // No ramp: it is what they have that counts, not for how long.
        (reputation::weight(state, &scale, account, Span(0)), scale)
    };
    match row.policy {
        Policy::Immediate { .. } => {
            // Nobody had points before there was a clock.
            let clock = if sum.clock == 0 { sum.closing_clock } else { sum.clock };
            let (before, scale) = at(clock, sum.opened.height);
            let points = if clock == sum.closing_clock {
                at(clock, closed.height).0
            } else {
                // The clock moved on meanwhile: in the units of the one before.
                reputation::weight_now(state, &scale, account)
            };
            let weight = points.saturating_sub(before);
            Take { points, before, weight, ..Take::default() }
        }
        Policy::Recent { .. } => {
            let (points, _) = at(sum.closing_clock, closed.height);
            Take { points, weight: points, ..Take::default() }
        }
        Policy::Balanced { .. } => {
            let record = reputation::record(state, (dao, domain, account));
            let points = record.map_or(0, |given| given.hard.saturating_add(given.soft));
            let of = (dao, domain, row.budget.asset);
            Take { points, before: steps::paid(state, of, Some(account)), ..Take::default() }
        }
        Policy::Praise { .. } | Policy::Circle { .. } | Policy::Retro { .. } => Take::default(),
    }
}

/// What is missing of everybody's part.
fn weigh(
    ctx: &mut Ctx<'_>,
    ((dao, round), row): Of<'_>,
    sum: &mut Sum,
    (after, room): (AccountId, usize),
) -> usize {
    let all = all_of(sum, row);
    let rows = takes(ctx.state, (dao, round), (after, room));
    for (account, take) in &rows {
        let take = Take { weight: all.missing(take.points, take.before), ..*take };
        ctx.state.grants.takes.put((dao, round, *account), take);
    }
    let next = |after| Phase::Weigh { after };
    sum.phase = after_of(&rows, room, next, Phase::AddWeights { after: FIRST });
    rows.len()
}

/// What parts are of in a round that pays the least paid first.
pub(crate) const fn all_of(sum: &Sum, row: &Round) -> All {
    All { points: sum.points, money: sum.paid.saturating_add(row.budget.units) }
}

/// What the ballots come to for each candidate.
fn medians(
    ctx: &mut Ctx<'_>,
    ((dao, round), row): Of<'_>,
    sum: &mut Sum,
    (after, room): (AccountId, usize),
) -> usize {
    let Policy::Retro { terms } = row.policy else { return room };
    let most = (room / MEDIAN_ROWS).max(1);
    let rows = takes(ctx.state, (dao, round), (after, most));
    for (candidate, _) in &rows {
        let marks = marks(ctx.state, (dao, round), *candidate).filter(|(.., counts)| *counts);
        let marks: Vec<u128> = marks.map(|(_, units, _)| units).collect();
        let by = u32::try_from(marks.len()).unwrap_or(u32::MAX);
        let take = Take { weight: median::counted(&terms, marks), by, ..Take::default() };
        ctx.state.grants.takes.put((dao, round, *candidate), take);
    }
    let next = |after| Phase::Medians { after };
    sum.phase = after_of(&rows, most, next, Phase::AddWeights { after: FIRST });
    rows.len().saturating_mul(MEDIAN_ROWS)
}

/// Says of each ballot whether it counts: whoever cast it still holds the role.
fn count_ballots(ctx: &mut Ctx<'_>, ((dao, round), terms): (Key, RetroTerms)) {
    let range = (dao, round, FIRST)..=(dao, round, AccountId(u64::MAX));
    let ballots = ctx.state.grants.retro_ballots.range(range);
    let voters: Vec<_> = ballots.map(|((_, _, voter), _)| *voter).collect();
    for voter in voters {
        let counts = dao::holds_role(ctx.state, (dao, terms.role, voter), ctx.now());
        let slot = (dao, round, voter);
        ctx.state.grants.retro_ballots.update(&slot, |ballot| ballot.counts = counts);
    }
}

/// What ballots say of a candidate, and whether each counts.
pub(crate) fn marks(
    state: &State,
    (dao, round): Key,
    candidate: AccountId,
) -> impl Iterator<Item = (AccountId, u128, bool)> + '_ {
    let range = (dao, round, FIRST)..=(dao, round, AccountId(u64::MAX));
    let ballots = state.grants.retro_ballots.range(range);
    ballots.filter_map(move |((_, _, voter), ballot)| {
        let mark = ballot.marks.iter().find(|mark| mark.candidate == candidate)?;
        Some((*voter, mark.units, ballot.counts))
    })
}

/// All weights are known, and so is what is shared; where there are none, the round is over.
fn whole(ctx: &mut Ctx<'_>, (key, row): Of<'_>, sum: &mut Sum) -> Result<(), Broken> {
    let left = steps::budget_left(ctx.state, key, row);
    sum.pool = match row.policy {
        // Nobody receives more than their median.
        Policy::Retro { terms } if terms.marks == Marks::Amounts => left.min(sum.whole),
        _ => left,
    };
    if sum.whole > 0 && sum.pool > 0 {
        return Ok(());
    }
    let why = match row.policy {
        _ if sum.whole > 0 => Nothing::Budget,
        Policy::Praise { .. } => Nothing::Scored,
        Policy::Immediate { .. } | Policy::Recent { .. } | Policy::Balanced { .. } => {
            Nothing::Points
        }
        Policy::Circle { .. } => Nothing::Given,
        Policy::Retro { .. } => Nothing::Chosen,
    };
    sum.phase = Phase::Over;
    steps::end(ctx, key, (0, 0), why)
}

/// Parts, rounded down, and what rounding leaves of each.
fn share(
    ctx: &mut Ctx<'_>,
    ((dao, round), _): Of<'_>,
    sum: &mut Sum,
    (after, room): (AccountId, usize),
) -> Result<usize, Broken> {
    let rows = takes(ctx.state, (dao, round), (after, room));
    let whole = U256::new(sum.whole);
    for (account, take) in &rows {
        let found = part(sum.pool, take.weight, whole);
        let (units, rest) = found.ok_or(Broken("a weight beyond all weights"))?;
        sum.given = sum.given.saturating_add(units);
        ctx.state.grants.takes.put((dao, round, *account), Take { units, ..*take });
        // Less than the sum of weights, which fits.
        let rest = u128::try_from(rest).unwrap_or(u128::MAX);
        if rest > 0 {
            ctx.state.grants.rests.put((dao, round, !rest, *account), Rest { rest });
        }
    }
    // As many units are left as remainders together make, and each is less than one.
    let left = u64::try_from(sum.pool.saturating_sub(sum.given)).unwrap_or(u64::MAX);
    sum.phase = after_of(&rows, room, |after| Phase::Share { after }, Phase::Rests { left });
    Ok(rows.len())
}

/// The remainders that are left, the largest first and among equal ones the lowest account.
fn largest(state: &State, (dao, round): Key, room: usize) -> Vec<(u128, AccountId)> {
    let range = (dao, round, 0, FIRST)..=(dao, round, u128::MAX, AccountId(u64::MAX));
    let rows = state.grants.rests.range(range).take(room);
    rows.map(|((_, _, order, who), _)| (*order, *who)).collect()
}

/// Units left over, one each.
fn rests(
    ctx: &mut Ctx<'_>,
    ((dao, round), _): Of<'_>,
    sum: &mut Sum,
    (left, room): (u64, usize),
) -> usize {
    let most = usize::try_from(left).unwrap_or(usize::MAX).min(room);
    let rows = largest(ctx.state, (dao, round), most);
    for (order, account) in &rows {
        ctx.state.grants.rests.remove(&(dao, round, *order, *account));
        ctx.state.grants.takes.update(&(dao, round, *account), |take| {
            take.units = take.units.saturating_add(1);
        });
    }
    let left = left.saturating_sub(rows.len() as u64);
    sum.phase = if left == 0 || rows.is_empty() { Phase::Sweep } else { Phase::Rests { left } };
    rows.len()
}

/// Forgets the other remainders.
fn sweep(ctx: &mut Ctx<'_>, ((dao, round), _): Of<'_>, sum: &mut Sum, room: usize) -> usize {
    let rows = largest(ctx.state, (dao, round), room);
    for (order, account) in &rows {
        ctx.state.grants.rests.remove(&(dao, round, *order, *account));
    }
    if rows.len() < room {
        sum.phase = Phase::Pay { after: FIRST, people: 0 };
    }
    rows.len()
}

/// Pays everybody their part, and ends the round when all are paid.
fn pay(
    ctx: &mut Ctx<'_>,
    (key, row): Of<'_>,
    sum: &mut Sum,
    ((after, people), room): ((AccountId, u32), usize),
) -> Result<usize, Broken> {
    let rows = takes(ctx.state, key, (after, room));
    let due: Vec<_> = rows.iter().map(|(who, take)| (*who, take.units)).collect();
    let due: Vec<_> = due.into_iter().filter(|(_, units)| *units > 0).collect();
    steps::pay_out(ctx, (key, row), &due)?;
    let people = people.saturating_add(u32::try_from(due.len()).unwrap_or(u32::MAX));
    sum.phase = after_of(&rows, room, |after| Phase::Pay { after, people }, Phase::Over);
    if sum.phase == Phase::Over {
        let takers = |row: &mut Round| row.takers = row.takers.max(people);
        steps::change(ctx, key, takers);
        steps::end(ctx, key, (sum.pool, people), Nothing::Budget)?;
    }
    Ok(rows.len())
}
