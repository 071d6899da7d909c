//! How an epoch is closed, step by step and slice by slice: praise becomes points within its bounds,
//! then clusters are found. Each step goes over the rows of one table; a slice does so many of them
//! and remembers how far it came.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, List};

use super::points;
use crate::dao::Moment;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::registry::State;
use crate::reputation::rules::clusters::{ROUNDS, next_label};
use crate::reputation::rules::praise;
use crate::reputation::types::{
    Bounds, Closing, Cluster, Due, DuePart, Edge, Labels, Link, Pair, Past, Phase, Praised,
};
use crate::reputation::{Event, Fact};

/// Rows of one slice: edges of praise, links, labels.
pub(crate) const SLICE: usize = 20_000;
/// Units charged for each.
const ROW_UNITS: u64 = 200;
const TOO_MANY: Broken = Broken("somebody is praised in too many domains");

/// An epoch of a DAO.
type Key = (DaoId, u32);

/// Does one slice, of as many steps as fit. Returns whether the epoch is closed.
///
/// # Errors
/// [`Broken`] where points leave their room.
pub(crate) fn run(ctx: &mut Ctx<'_>, key: Key, size: usize) -> Result<bool, Broken> {
    let mut left = size;
    while left > 0 {
        let Some(row) = ctx.state.reputation.closings.get(&key).copied() else {
            return Ok(true);
        };
        let rows = step(ctx, key, (row, left))?;
        let units = u64::try_from(rows).unwrap_or(u64::MAX);
        ctx.charge(units.saturating_mul(ROW_UNITS));
        left = left.saturating_sub(rows);
    }
    Ok(!ctx.state.reputation.closings.contains(&key))
}

/// Does a part of one step; how many rows that went over.
fn step(ctx: &mut Ctx<'_>, key: Key, (row, size): (Closing, usize)) -> Result<usize, Broken> {
    let mut row = row;
    let from = row.after;
    let (rows, last) = match row.phase {
        Phase::Gather => gather(ctx, key, (&row, size)),
        Phase::Weigh => weigh(ctx, key, (&row, size))?,
        Phase::Bound => bound(ctx, key.0, (&mut row, size)),
        Phase::Pay => pay(ctx, key.0, (&row, size))?,
        Phase::Remember => remember(ctx, key, (from, size)),
        Phase::Link => link(ctx, key, (key.1, from, size)),
        Phase::LinkBefore => link(ctx, key, (key.1.saturating_sub(1), from, size)),
        Phase::Round { round } => turn(ctx, key.0, (round, from, size)),
        Phase::Name => name(ctx, key, (from, size)),
        Phase::Sweep => sweep(ctx, key, (from, size)),
        Phase::Unlink => unlink(ctx, key.0, size),
        Phase::Scatter => scatter(ctx, key.0, size),
        Phase::Forget => forget(ctx, key, size),
    };
    row.after = last;
    if last.is_none() {
        match following(row.phase) {
            Some(phase) => row.phase = phase,
            None => return finish(ctx, key, &row).map(|()| rows),
        }
    }
    ctx.state.reputation.closings.put(key, row);
    Ok(rows)
}

const fn following(phase: Phase) -> Option<Phase> {
    Some(match phase {
        Phase::Gather => Phase::Weigh,
        Phase::Weigh => Phase::Bound,
        Phase::Bound => Phase::Pay,
        Phase::Pay => Phase::Remember,
        Phase::Remember => Phase::Link,
        Phase::Link => Phase::LinkBefore,
        Phase::LinkBefore => Phase::Round { round: 0 },
        Phase::Round { round } if round.saturating_add(1) < ROUNDS => {
            Phase::Round { round: round.saturating_add(1) }
        }
        Phase::Round { .. } => Phase::Name,
        Phase::Name => Phase::Sweep,
        Phase::Sweep => Phase::Unlink,
        Phase::Unlink => Phase::Scatter,
        Phase::Scatter => Phase::Forget,
        Phase::Forget => return None,
    })
}

fn finish(ctx: &mut Ctx<'_>, (dao, epoch): Key, row: &Closing) -> Result<(), Broken> {
    ctx.state.reputation.closings.remove(&(dao, epoch));
    let (hard, soft) = (row.hard.into(), row.soft.into());
    ctx.emit(&Event { dao, fact: Fact::EpochClosed { epoch, hard, soft } });
    let follow = ctx.env.registry.epochs;
    follow.iter().try_for_each(|follow| follow(ctx, dao, epoch))
}

/// How many rows were gone over, and the last of them where there are more.
type Gone = (usize, Option<Pair>);

const LOWEST: AccountId = AccountId(0);
const HIGHEST: AccountId = AccountId(u64::MAX);

/// The first rows after one, and whether there are more.
fn first<T>(rows: impl Iterator<Item = T>, size: usize) -> (Vec<T>, bool) {
    let mut rows = rows;
    let first: Vec<T> = rows.by_ref().take(size).collect();
    (first, rows.next().is_some())
}

const fn next(account: AccountId) -> AccountId {
    AccountId(account.0.saturating_add(1))
}

/// Edges of an epoch after one.
fn edges(
    state: &State,
    (dao, epoch): Key,
    (after, size): (Option<Pair>, usize),
) -> (Vec<(Pair, Edge)>, bool) {
    let low = after.map_or((LOWEST, LOWEST), |pair| (pair.from, next(pair.to)));
    let range = (dao, epoch, low.0, low.1)..=(dao, epoch, HIGHEST, HIGHEST);
    let rows = state.reputation.praise_edges.range(range);
    first(rows.map(|((.., from, to), edge)| (Pair { from: *from, to: *to }, edge.clone())), size)
}

fn gone<T>(rows: &[T], more: bool, pair: impl Fn(&T) -> Pair) -> Gone {
    (rows.len(), rows.last().filter(|_| more).map(pair))
}

/// What somebody may give in an epoch and what they gave, remembered while their edges, which lie beside
/// each other, are gone over.
struct Giver(Option<(AccountId, (u64, u64))>);

impl Giver {
    fn means(
        &mut self,
        state: &State,
        (dao, epoch): Key,
        (from, row): (AccountId, &Closing),
    ) -> (u64, u64) {
        if let Some((_, means)) = self.0.filter(|(known, _)| *known == from) {
            return means;
        }
        let given = super::epochs::praised(state, (dao, epoch, from)).1;
        let means = (budget(state, (dao, from), (row.before, row.bounds)), given);
        self.0 = Some((from, means));
        means
    }
}

/// Under which all of what comes to somebody is added up: nobody's label.
const ALL: AccountId = HIGHEST;

/// Adds up what comes to each: all of it, and what comes from those of each cluster.
fn gather(ctx: &mut Ctx<'_>, (dao, epoch): Key, (row, size): (&Closing, usize)) -> Gone {
    let (rows, more) = edges(ctx.state, (dao, epoch), (row.after, size));
    let mut giver = Giver(None);
    for (pair, edge) in &rows {
        let (budget, given) = giver.means(ctx.state, (dao, epoch), (pair.from, row));
        let micro = praise::afforded(edge.points(), given, budget);
        let of = crate::reputation::cluster_of(ctx.state, dao, pair.from).map(|row| row.label);
        for label in [Some(ALL), of].into_iter().flatten() {
            let key = (dao, pair.to, label);
            let mut inflow = ctx.state.reputation.inflows.get(&key).copied().unwrap_or_default();
            inflow.givers = inflow.givers.saturating_add(1);
            inflow.micro = inflow.micro.saturating_add(micro);
            ctx.state.reputation.inflows.put(key, inflow);
        }
    }
    gone(&rows, more, |(pair, _)| *pair)
}

/// Whether somebody is near a giver: of one cluster, or one whom that cluster holds up.
fn is_near(state: &State, dao: DaoId, (from, to): (AccountId, AccountId)) -> bool {
    let Some(of) = crate::reputation::cluster_of(state, dao, from).map(|row| row.label) else {
        return false;
    };
    if crate::reputation::in_one_cluster(state, dao, from, to) {
        return true;
    }
    let flow = |label| state.reputation.inflows.get(&(dao, to, label)).copied().unwrap_or_default();
    let is_all = crate::reputation::is_community(state, dao, of);
    !is_all && praise::is_held_up(flow(of), flow(ALL))
}

fn scatter(ctx: &mut Ctx<'_>, dao: DaoId, size: usize) -> Gone {
    let all = ctx.state.reputation.inflows.range((dao, LOWEST, LOWEST)..=(dao, HIGHEST, HIGHEST));
    let (rows, more) = first(all.map(|(key, _)| *key), size);
    for key in &rows {
        ctx.state.reputation.inflows.remove(key);
    }
    gone(&rows, more, |(_, from, to)| Pair { from: *from, to: *to })
}

fn weigh(
    ctx: &mut Ctx<'_>,
    (dao, epoch): Key,
    (row, size): (&Closing, usize),
) -> Result<Gone, Broken> {
    let (rows, more) = edges(ctx.state, (dao, epoch), (row.after, size));
    let mut giver = Giver(None);
    for (pair, edge) in &rows {
        let (from, to) = (pair.from, pair.to);
        let (budget, given) = giver.means(ctx.state, (dao, epoch), (from, row));
        let past = |a, b| ctx.state.reputation.past_praise.get(&(dao, a, b)).map_or(0, |p| p.micro);
        let mutual = past(from, to).min(past(to, from));
        let is_near = is_near(ctx.state, dao, (from, to));
        let granted = edge.praised.iter().map(|part| {
            let micro =
                praise::damped(praise::afforded(part.points, given, budget), mutual, is_near);
            Praised { granted: Some(micro), ..*part }
        });
        let praised: Vec<Praised> = granted.collect();
        let tables = &mut ctx.state.reputation;
        let due = tables.praise_dues.get(&(dao, to)).cloned().unwrap_or_default();
        let mut parts = due.parts.into_inner();
        for part in &praised {
            let micro = part.granted.unwrap_or(0);
            match parts.iter_mut().find(|due| due.domain == part.domain) {
                Some(due) => due.micro = due.micro.saturating_add(micro),
                None => parts.push(DuePart { domain: part.domain, micro }),
            }
        }
        let parts = List::new(parts).map_err(|_| TOO_MANY)?;
        tables.praise_dues.put((dao, to), Due { parts });
        let praised = List::new(praised).map_err(|_| TOO_MANY)?;
        tables.praise_edges.put((dao, epoch, from, to), Edge { praised });
    }
    Ok(gone(&rows, more, |(pair, _)| *pair))
}

/// What a giver may give in an epoch, in micro-points: a part of what they had when the one before ended.
pub(crate) fn budget(
    state: &State,
    (dao, from): (DaoId, AccountId),
    (before, bounds): (Option<Moment>, Bounds),
) -> u64 {
    let Some(before) = before else { return 0 };
    let (hard, soft) = crate::reputation::points_then(state, (dao, None, from), before);
    praise::room_of(hard.saturating_add(soft), 0, bounds.budget)
}

/// Dues after somebody.
fn dues(
    state: &State,
    dao: DaoId,
    (after, size): (Option<Pair>, usize),
) -> (Vec<(AccountId, Due)>, bool) {
    let low = after.map_or(LOWEST, |pair| next(pair.from));
    let rows = state.reputation.praise_dues.range((dao, low)..=(dao, HIGHEST));
    first(rows.map(|((_, to), due)| (*to, due.clone())), size)
}

const fn only(account: AccountId) -> Pair {
    Pair { from: account, to: account }
}

fn bound(ctx: &mut Ctx<'_>, dao: DaoId, (row, size): (&mut Closing, usize)) -> Gone {
    let (rows, more) = dues(ctx.state, dao, (row.after, size));
    for (to, due) in &rows {
        let (hard, soft) = crate::reputation::points_then(ctx.state, (dao, None, *to), row.end);
        let room = praise::room_of(hard, soft, row.bounds.of_own);
        let sum = u128::from(due.micro());
        let parts = due.parts.iter().map(|part| {
            let micro = praise::bounded(part.micro, sum, room.into());
            DuePart { micro, ..*part }
        });
        let due = Due { parts: List::new(parts.collect()).unwrap_or_default() };
        row.soft = row.soft.saturating_add(due.micro().into());
        ctx.state.reputation.praise_dues.put((dao, *to), due);
    }
    gone(&rows, more, |(to, _)| only(*to))
}

fn pay(ctx: &mut Ctx<'_>, dao: DaoId, (row, size): (&Closing, usize)) -> Result<Gone, Broken> {
    let (rows, more) = dues(ctx.state, dao, (row.after, size));
    let room = crate::exact::part_down(row.hard, row.bounds.of_all);
    for (to, due) in &rows {
        for part in due.parts.iter() {
            let micro = praise::bounded(part.micro, row.soft, room);
            if micro > 0 {
                points::mint_soft(ctx, (dao, part.domain, *to), (micro, row.end.time))?;
                let fact =
                    Fact::PraiseCounted { account: *to, domain: part.domain, points: micro.into() };
                ctx.emit(&Event { dao, fact });
            }
        }
        ctx.state.reputation.praise_dues.remove(&(dao, *to));
    }
    Ok(gone(&rows, more, |(to, _)| only(*to)))
}

fn remember(ctx: &mut Ctx<'_>, key: Key, from: (Option<Pair>, usize)) -> Gone {
    let (rows, more) = edges(ctx.state, key, from);
    for (pair, edge) in rows.iter().filter(|(_, edge)| edge.granted() > 0) {
        let key = (key.0, pair.from, pair.to);
        let past = ctx.state.reputation.past_praise.get(&key).copied().unwrap_or_default();
        let micro = past.micro.saturating_add(edge.granted());
        ctx.state.reputation.past_praise.put(key, Past { micro });
    }
    gone(&rows, more, |(pair, _)| *pair)
}

/// Points of praise from one to another in an epoch and the one before.
fn two_epochs(state: &State, (dao, epoch): Key, (from, to): (AccountId, AccountId)) -> u64 {
    let of = |epoch: u32| {
        let edge = state.reputation.praise_edges.get(&(dao, epoch, from, to));
        edge.map_or(0, Edge::points)
    };
    of(epoch).saturating_add(epoch.checked_sub(1).map_or(0, of))
}

fn link(ctx: &mut Ctx<'_>, key: Key, (of, after, size): (u32, Option<Pair>, usize)) -> Gone {
    let (dao, epoch) = key;
    let (rows, more) = edges(ctx.state, (dao, of), (after, size));
    for (pair, _) in &rows {
        let (a, b) = (pair.from, pair.to);
        let there = two_epochs(ctx.state, (dao, epoch), (a, b));
        let weight = there.min(two_epochs(ctx.state, (dao, epoch), (b, a)));
        if weight == 0 {
            continue;
        }
        let tables = &mut ctx.state.reputation;
        tables.links.put((dao, a, b), Link { weight });
        tables.links.put((dao, b, a), Link { weight });
        tables.labels.put((dao, a), Labels { even: a, odd: a });
        tables.labels.put((dao, b), Labels { even: b, odd: b });
    }
    gone(&rows, more, |(pair, _)| *pair)
}

/// Accounts with labels after one.
fn labels(
    state: &State,
    dao: DaoId,
    (after, size): (Option<Pair>, usize),
) -> (Vec<(AccountId, Labels)>, bool) {
    let low = after.map_or(LOWEST, |pair| next(pair.from));
    let rows = state.reputation.labels.range((dao, low)..=(dao, HIGHEST));
    first(rows.map(|((_, account), row)| (*account, *row)), size)
}

fn turn(ctx: &mut Ctx<'_>, dao: DaoId, (round, after, size): (u8, Option<Pair>, usize)) -> Gone {
    let is_even = round.is_multiple_of(2);
    let read = |row: &Labels| if is_even { row.even } else { row.odd };
    let low = after.map_or(LOWEST, |pair| next(pair.from));
    let mut gone = (0usize, None);
    let all = ctx.state.reputation.labels.range((dao, low)..=(dao, HIGHEST));
    let mut turned = Vec::new();
    for ((_, account), row) in all {
        // A slice is as long as the links that it goes over.
        if gone.0 >= size {
            gone.1 = turned.last().map(|(account, _)| only(*account));
            break;
        }
        let links = (dao, *account, LOWEST)..=(dao, *account, HIGHEST);
        let neighbours: Vec<(AccountId, u64)> = ctx
            .state
            .reputation
            .links
            .range(links)
            .map(|((.., other), link)| {
                let labels = ctx.state.reputation.labels.get(&(dao, *other));
                (labels.map_or(*other, read), link.weight)
            })
            .collect();
        gone.0 = gone.0.saturating_add(neighbours.len()).saturating_add(1);
        let label = next_label(read(row), neighbours.into_iter());
        let row =
            if is_even { Labels { odd: label, ..*row } } else { Labels { even: label, ..*row } };
        turned.push((*account, row));
    }
    for (account, row) in turned {
        ctx.state.reputation.labels.put((dao, account), row);
    }
    gone
}

fn name(ctx: &mut Ctx<'_>, (dao, epoch): Key, from: (Option<Pair>, usize)) -> Gone {
    let (rows, more) = labels(ctx.state, dao, from);
    for (account, row) in &rows {
        let label = if ROUNDS.is_multiple_of(2) { row.even } else { row.odd };
        ctx.state.reputation.clusters.put((dao, *account), Cluster { label, epoch });
        ctx.state.reputation.labels.remove(&(dao, *account));
    }
    gone(&rows, more, |(account, _)| only(*account))
}

fn sweep(ctx: &mut Ctx<'_>, (dao, epoch): Key, (after, size): (Option<Pair>, usize)) -> Gone {
    let low = after.map_or(LOWEST, |pair| next(pair.from));
    let all = ctx.state.reputation.clusters.range((dao, low)..=(dao, HIGHEST));
    let (rows, more) = first(all.map(|((_, account), row)| (*account, row.epoch)), size);
    for (account, _) in rows.iter().filter(|(_, of)| *of < epoch) {
        ctx.state.reputation.clusters.remove(&(dao, *account));
    }
    gone(&rows, more, |(account, _)| only(*account))
}

fn unlink(ctx: &mut Ctx<'_>, dao: DaoId, size: usize) -> Gone {
    let all = ctx.state.reputation.links.range((dao, LOWEST, LOWEST)..=(dao, HIGHEST, HIGHEST));
    let (rows, more) = first(all.map(|(key, _)| *key), size);
    for key in &rows {
        ctx.state.reputation.links.remove(key);
    }
    gone(&rows, more, |(_, from, to)| Pair { from: *from, to: *to })
}

fn forget(ctx: &mut Ctx<'_>, (dao, epoch): Key, size: usize) -> Gone {
    let before = epoch.saturating_sub(1);
    let (rows, more) = edges(ctx.state, (dao, before), (None, size));
    let tables = &mut ctx.state.reputation;
    for (pair, _) in &rows {
        tables.praise_edges.remove(&(dao, before, pair.from, pair.to));
    }
    gone(&rows, more, |(pair, _)| *pair)
}
