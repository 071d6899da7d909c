//! The course of a panel: drawn, sealed, opened, widened, closed. Each stage is over as soon as all
//! have done their part, and at its deadline at the latest.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, List, Timestamp};

use super::calling::{self, Asked, Key};
use super::closing;
use crate::dao;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::kernel::schedule::due_at;
use crate::registry::State;
use crate::reputation::types::{area, domain_of};
use crate::review::charter::{COMMIT, INSTEAD, REVEAL};
use crate::review::rules::drawing::{Case, LEAST};
use crate::review::rules::rating::{self, Gauge, Known};
use crate::review::tasks::{DrawPanel, EndStage};
use crate::review::types::{Cause, Desk, Judges, Lately, Panel, REMEMBERED, Seat, Stage, Status};
use crate::review::{Event, Fact};

/// Reviewers who are asked beside the others where ratings lie far apart.
const MORE: u8 = 2;
const NO_ROOM: Broken = Broken("a panel has more seats than there is room for");
const NOT_THERE: Broken = Broken("a panel that was found is not there");

/// States a fact.
pub(super) fn tell(ctx: &mut Ctx<'_>, dao: DaoId, fact: Fact) {
    ctx.emit(&Event { dao, fact });
}

/// Lets a panel be drawn for something that is final now.
pub(crate) fn open(ctx: &mut Ctx<'_>, key: Key, cause: Cause) {
    let (dao, evidence, round) = key;
    let height = ctx.height();
    let row = Panel {
        cause,
        height,
        stage: Stage::Waiting,
        seats: List::default(),
        level: 0,
        drawn_in: None,
        mean: Gauge::FIRST.mean,
        draws: 0,
        awaits: 0,
        widened: false,
        task: None,
    };
    ctx.state.review.evidence.update(&(dao, evidence), |row| row.round = round);
    let until = ctx.now().after(dao::span(ctx.state, dao, &COMMIT));
    wait(ctx, key, row, (Stage::Waiting, until));
    ask(ctx, Asked { key, draw: 0, height, seats: None, instead: false });
}

/// Schedules a draw.
fn ask(ctx: &mut Ctx<'_>, asked: Asked) {
    let Asked { key: (dao, evidence, round), draw, height, seats, instead } = asked;
    let task = DrawPanel { dao, evidence, round, draw, height, seats, instead };
    ctx.schedule(due_at(ctx.now()), Some(dao), &task);
}

/// Writes a panel that waits for something until a deadline.
fn wait(ctx: &mut Ctx<'_>, key: Key, mut row: Panel, (stage, until): (Stage, Timestamp)) {
    if let Some(task) = row.task {
        ctx.cancel(task);
    }
    let (dao, evidence, round) = key;
    let task = EndStage { dao, evidence, round };
    row.task = Some(ctx.schedule(due_at(until), Some(dao), &task));
    row.stage = stage;
    ctx.state.review.panels.put(key, row);
}

/// A panel that is there.
///
/// # Errors
/// [`Broken`] where it is not.
pub(super) fn panel(state: &State, key: Key) -> Result<Panel, Broken> {
    state.review.panels.get(&key).cloned().ok_or(NOT_THERE)
}

/// What is known of somebody's ratings in a domain as of the last close, and of the domain.
pub(crate) fn frozen(
    ctx: &Ctx<'_>,
    (dao, domain): (DaoId, Option<u32>),
    account: AccountId,
) -> (Option<Known>, Gauge) {
    let epoch = crate::reputation::epoch_at(ctx.state, dao, ctx.now());
    let tables = &ctx.state.review;
    let of_domain = tables.judged.get(&(dao, area(domain))).cloned().unwrap_or_default();
    let gauge = of_domain.in_epoch(epoch).closed.gauge();
    let rater = tables.raters.get(&(dao, area(domain), account)).copied();
    let sums = rater.map(|row| row.in_epoch(epoch).closed);
    (sums.and_then(|sums| rating::known(&sums, &gauge)), gauge)
}

/// Draws, and lets those who were drawn sit.
///
/// # Errors
/// [`Broken`] where the state is not as it was left.
pub(crate) fn drawn(ctx: &mut Ctx<'_>, asked: Asked) -> Result<(), Broken> {
    let key = asked.key;
    let (dao, evidence, round) = key;
    let mut row = panel(ctx.state, key)?;
    if row.stage == Stage::Closed || asked.draw != row.draws {
        return Ok(());
    }
    let out = calling::draw(ctx, asked).ok_or(NOT_THERE)?;
    ctx.charge(u64::try_from(out.draw.called.len()).unwrap_or(u64::MAX).saturating_mul(500));
    row.draws = row.draws.saturating_add(1);
    row.level = row.level.max(out.draw.level);
    row.drawn_in = domain_of(out.from);
    row.awaits = 0;
    let turn = calling::turn(round, asked.draw);
    ctx.state.review.draws.put((dao, evidence, turn), out.draw);
    let is_first = asked.draw == 0;
    if is_first && out.sitting.len() < LEAST {
        return closing::unreviewed(ctx, key, row);
    }
    let accounts: Vec<AccountId> = out.sitting.iter().map(|(account, _)| *account).collect();
    for (account, case) in &out.sitting {
        let seat = seated(ctx, key, (*account, *case), &mut row, asked.instead);
        if !row.seats.push(seat) {
            return Err(NO_ROOM);
        }
        at_desk(ctx, (dao, *account), |desk| desk.open = desk.open.saturating_add(1));
    }
    remember(ctx, key, &accounts, is_first);
    let lasts = if asked.instead { &INSTEAD } else { &COMMIT };
    let until = ctx.now().after(dao::span(ctx.state, dao, lasts));
    let level = row.level;
    wait(ctx, key, row, (Stage::Commits { until }, until));
    if !accounts.is_empty() {
        // As few as the seats of a panel.
        let reviewers = List::new(accounts).unwrap_or_default();
        tell(ctx, dao, Fact::PanelDrawn { evidence, round, reviewers, level, until });
    }
    sealed(ctx, key)
}

fn seated(
    ctx: &Ctx<'_>,
    (dao, evidence, _): Key,
    (account, case): (AccountId, Case),
    row: &mut Panel,
    instead: bool,
) -> Seat {
    let domain = ctx.state.review.evidence.get(&(dao, evidence)).and_then(|row| row.domain);
    let (known, gauge) = frozen(ctx, (dao, domain), account);
    // Frozen with the first draw: whoever comes instead does not move what is judged.
    if row.seats.is_empty() {
        row.mean = gauge.mean;
    }
    let halved = case.halved;
    Seat { account, known, halved, instead, sealed: None, rated: None, missed: false }
}

/// Changes what is kept of a member as one who judges and is judged.
pub(super) fn at_desk(ctx: &mut Ctx<'_>, key: (DaoId, AccountId), change: impl FnOnce(&mut Desk)) {
    let mut desk = ctx.state.review.desks.get(&key).copied().unwrap_or_default();
    change(&mut desk);
    ctx.state.review.desks.put(key, desk);
}

/// Remembers for each author who was drawn.
fn remember(ctx: &mut Ctx<'_>, (dao, evidence, _): Key, accounts: &[AccountId], is_first: bool) {
    let makers = ctx.state.review.makers.get(&(dao, evidence));
    let authors = makers.map(|row| row.authors.clone()).unwrap_or_default();
    for author in authors.iter() {
        let key = (dao, author.account);
        let mut draws =
            ctx.state.review.lately.get(&key).cloned().unwrap_or_default().draws.into_inner();
        if is_first || draws.is_empty() {
            draws.push(Judges { reviewers: List::default() });
        }
        if let Some(last) = draws.last_mut() {
            for account in accounts {
                // One that found no room would be forgotten in three draws anyway.
                last.reviewers.push(*account);
            }
        }
        let skip = draws.len().saturating_sub(REMEMBERED);
        let draws = List::new(draws.split_off(skip)).unwrap_or_default();
        ctx.state.review.lately.put(key, Lately { draws });
    }
}

/// Goes on where everybody sealed a rating, or has opened it before.
///
/// # Errors
/// As [`closing::conclude`].
pub(super) fn sealed(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let row = panel(ctx.state, key)?;
    let waits = row.sitting().any(|seat| seat.sealed.is_none());
    if row.awaits > 0 || waits || !matches!(row.stage, Stage::Commits { .. }) {
        return Ok(());
    }
    to_reveals(ctx, key, row)
}

/// Ends the time for sealed ratings.
fn to_reveals(ctx: &mut Ctx<'_>, key: Key, row: Panel) -> Result<(), Broken> {
    let (dao, evidence, round) = key;
    if row.sitting().count() < LEAST {
        return closing::unreviewed(ctx, key, row);
    }
    let until = ctx.now().after(dao::span(ctx.state, dao, &REVEAL));
    let all_open = row.sitting().all(|seat| seat.rated.is_some());
    wait(ctx, key, row, (Stage::Reveals { until }, until));
    if all_open {
        return revealed(ctx, key);
    }
    tell(ctx, dao, Fact::RevealsOpened { evidence, round, until });
    Ok(())
}

/// Goes on where everybody opened their seal.
///
/// # Errors
/// As [`closing::conclude`].
pub(super) fn revealed(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let row = panel(ctx.state, key)?;
    if row.sitting().all(|seat| seat.rated.is_some()) { conclude(ctx, key, row) } else { Ok(()) }
}

/// Judges, or asks two more where ratings lie far apart.
fn conclude(ctx: &mut Ctx<'_>, key: Key, mut row: Panel) -> Result<(), Broken> {
    if row.sitting().count() < LEAST {
        return closing::unreviewed(ctx, key, row);
    }
    let scored = closing::scored(&row).ok_or(Broken("a panel without ratings judges"))?;
    if scored.is_disputed() && !row.widened {
        row.widened = true;
        return more(ctx, key, row, (MORE, false));
    }
    closing::close(ctx, key, (row, &scored))
}

/// Asks so many more, as of now.
fn more(
    ctx: &mut Ctx<'_>,
    key: Key,
    mut row: Panel,
    (seats, instead): (u8, bool),
) -> Result<(), Broken> {
    let lasts = if instead { &INSTEAD } else { &COMMIT };
    let until = ctx.now().after(dao::span(ctx.state, key.0, lasts));
    let (height, draw) = (ctx.height(), row.draws);
    row.awaits = seats;
    wait(ctx, key, row, (Stage::Commits { until }, until));
    ask(ctx, Asked { key, draw, height, seats: Some(seats), instead });
    Ok(())
}

/// What becomes of a panel at a deadline; when it is to be asked again, where that was not its.
///
/// # Errors
/// [`Broken`] where the state is not as it was left.
pub(crate) fn expire(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let mut row = panel(ctx.state, key)?;
    row.task = None;
    match row.stage {
        Stage::Closed => Ok(()),
        Stage::Waiting => closing::unreviewed(ctx, key, row),
        Stage::Commits { .. } => {
            let first = miss(ctx, key, &mut row, |seat| seat.sealed.is_none());
            let is_over = row.awaits > 0;
            row.awaits = 0;
            match u8::try_from(first).unwrap_or(MORE) {
                0 => to_reveals(ctx, key, row),
                _ if is_over => to_reveals(ctx, key, row),
                seats => more(ctx, key, row, (seats, true)),
            }
        }
        Stage::Reveals { .. } => {
            miss(ctx, key, &mut row, |seat| seat.rated.is_none());
            conclude(ctx, key, row)
        }
    }
}

/// Those whose time ran out; how many of them come to be replaced.
fn miss(
    ctx: &mut Ctx<'_>,
    (dao, evidence, round): Key,
    row: &mut Panel,
    is_late: impl Fn(&Seat) -> bool,
) -> usize {
    let mut late = Vec::new();
    let mut first = 0usize;
    for seat in row.seats.iter_mut().filter(|seat| !seat.missed && is_late(seat)) {
        seat.missed = true;
        late.push(seat.account);
        first = first.saturating_add(usize::from(!seat.instead));
    }
    for account in late {
        at_desk(ctx, (dao, account), |desk| {
            desk.open = desk.open.saturating_sub(1);
            desk.missed = desk.missed.saturating_add(1);
        });
        tell(ctx, dao, Fact::ReviewMissed { evidence, round, account });
    }
    first
}

/// Whether something may be brought before a panel again: what it came to, and when.
pub(super) const fn judged_at(status: &Status) -> Option<Timestamp> {
    match status {
        Status::Judged { at, .. } => Some(*at),
        _ => None,
    }
}
