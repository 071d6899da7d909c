//! What review does by itself: it draws, ends stages, and weighs candidates after each epoch.

use alloc::vec::Vec;

use aluma_types::{AccountId, Canon, DaoId};

use crate::dao;
use crate::kernel::action::{Next, Task};
use crate::kernel::ctx::Ctx;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Stop;
use crate::kernel::schedule::due_at;
use crate::registry::State;
use crate::reputation::types::{Area, area, domain_of};
use crate::reputation::{self};
use crate::review::actions::calling::{self, Asked};
use crate::review::actions::{panel, pool, wages};
use crate::review::charter;

/// Candidates that one slice weighs.
const SLICE: usize = 5_000;
/// Units charged for each.
const ROW_UNITS: u64 = 1_000;

/// Draws those who judge, once the randomness is there.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct DrawPanel {
    pub(crate) dao: DaoId,
    pub(crate) evidence: u64,
    pub(crate) round: u8,
    pub(crate) draw: u8,
    pub(crate) height: u64,
    pub(crate) seats: Option<u8>,
    pub(crate) instead: bool,
}

impl Task for DrawPanel {
    const NUMBER: u16 = 100;
    const NAME: &'static str = "draw-panel";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let Self { dao, evidence, round, draw, height, seats, instead } = self;
        let asked = Asked { key: (dao, evidence, round), draw, height, seats, instead };
        if !calling::is_ready(ctx, &asked) {
            return Ok(Next::Again(due_at(ctx.now()), self));
        }
        panel::drawn(ctx, asked)?;
        Ok(Next::Done)
    }
}

/// Ends a stage of a panel at its deadline.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndStage {
    pub(crate) dao: DaoId,
    pub(crate) evidence: u64,
    pub(crate) round: u8,
}

impl Task for EndStage {
    const NUMBER: u16 = 101;
    const NAME: &'static str = "end-review-stage";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let key = (self.dao, self.evidence, self.round);
        let waits_for = ctx.state.review.panels.get(&key).and_then(|row| row.task);
        // Each stage has an entry of its own, and ends with it.
        if let Origin::Task { sequence, .. } = ctx.origin()
            && waits_for == Some(sequence)
        {
            panel::expire(ctx, key)?;
        }
        Ok(Next::Done)
    }
}

/// Weighs the candidates of each domain by what they have at the close of an epoch, slice by slice, and
/// takes those off the judges' line whose time is over.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct WeighCandidates {
    pub(crate) dao: DaoId,
    /// The line at hand.
    pub(crate) area: Area,
    /// The last change of points that was gone through: block and account.
    pub(crate) height: u64,
    /// See there; on the judges' line the last slot.
    pub(crate) after: u64,
}

impl Task for WeighCandidates {
    const NUMBER: u16 = 102;
    const NAME: &'static str = "weigh-candidates";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let (dao, line) = (self.dao, self.area);
        let (count, last) = match line {
            pool::JUDGES => judges(ctx, dao, self.after),
            _ => members(ctx, (dao, line), (self.height, AccountId(self.after))),
        };
        ctx.charge(u64::try_from(count).unwrap_or(u64::MAX).saturating_mul(ROW_UNITS));
        let next = match last {
            Some((height, after)) if count >= SLICE => Self { height, after, ..self },
            _ => match following(ctx, dao, line) {
                Some(area) => Self { dao, area, height: 0, after: 0 },
                None => return Ok(Next::Done),
            },
        };
        Ok(Next::Again(due_at(ctx.now()), next))
    }
}

/// The line after one: the community's, each open domain's, the judges'.
fn following(ctx: &Ctx<'_>, dao: DaoId, line: Area) -> Option<Area> {
    if line == pool::JUDGES {
        return None;
    }
    let mut open = dao::domains(ctx.state, dao).filter(|(_, row)| row.closed.is_none());
    let next = open.find(|(number, _)| area(Some(*number)) > line);
    Some(next.map_or(pool::JUDGES, |(number, _)| area(Some(number))))
}

/// Weighs a slice of a domain's candidates; how many, and the last of them.
fn members(
    ctx: &mut Ctx<'_>,
    (dao, line): (DaoId, Area),
    after: (u64, AccountId),
) -> (usize, Option<(u64, u64)>) {
    let least = charter::least_points(ctx.state, dao);
    let domain = domain_of(line);
    let rows = reputation::changed_since(ctx.state, (dao, domain), after);
    let rows: Vec<(u64, AccountId)> = rows.take(SLICE).collect();
    for (_, account) in &rows {
        let points = reputation::whole_points(ctx.state, (dao, domain, *account), ctx.now());
        let stands = points >= least && dao::is_admitted(ctx.state, dao, *account);
        pool::weigh(ctx, (dao, line), *account, if stands { points } else { 0 });
    }
    (rows.len(), rows.last().map(|(height, account)| (*height, account.0)))
}

/// Takes a slice of those off the judges' line whose time is over.
fn judges(ctx: &mut Ctx<'_>, dao: DaoId, after: u64) -> (usize, Option<(u64, u64)>) {
    let slots = (dao, pool::JUDGES, after.saturating_add(1))..=(dao, pool::JUDGES, u64::MAX);
    let rows = ctx.state.review.slots.range(slots).take(SLICE);
    let rows: Vec<(u64, AccountId)> = rows.map(|(key, row)| (key.2, row.account)).collect();
    for (_, account) in &rows {
        let judge = ctx.state.review.judges.get(&(dao, *account));
        if judge.is_none_or(|judge| ctx.now() > judge.until) {
            pool::weigh(ctx, (dao, pool::JUDGES), *account, 0);
        }
    }
    (rows.len(), rows.last().map(|(slot, _)| (0, *slot)))
}

/// Reviewers, or two of them, that one slice settles.
const PAID: usize = 500;

/// Whether anything waits for the end of an epoch.
pub(crate) fn is_owed(state: &State, dao: DaoId, epoch: u32) -> bool {
    let all = (dao, epoch, AccountId(0), 0)..=(dao, epoch, AccountId(u64::MAX), u64::MAX);
    state.review.wages.range(all).next().is_some()
}

/// Pays reviewers what an epoch brought, slice by slice: first all agreements are counted, since each
/// counts for two.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct PayReviewers {
    pub(crate) dao: DaoId,
    pub(crate) epoch: u32,
}

impl Task for PayReviewers {
    const NUMBER: u16 = 113;
    const NAME: &'static str = "pay-reviewers";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let Self { dao, epoch } = self;
        let (first, last) = (AccountId(0), AccountId(u64::MAX));
        let all = (dao, epoch, first, first)..=(dao, epoch, last, last);
        let pairs = ctx.state.review.pairs.range(all);
        let pairs: Vec<_> = pairs.take(PAID).map(|(key, _)| *key).collect();
        let count = u64::try_from(pairs.len()).unwrap_or(u64::MAX);
        ctx.charge(count.saturating_mul(ROW_UNITS));
        for key in &pairs {
            wages::book(ctx, *key);
        }
        if !pairs.is_empty() {
            return Ok(Next::Again(due_at(ctx.now()), self));
        }
        let all = (dao, epoch, first, 0)..=(dao, epoch, last, u64::MAX);
        let rows = ctx.state.review.wages.range(all).take(PAID);
        let mut accounts: Vec<AccountId> = rows.map(|(key, _)| key.2).collect();
        accounts.dedup();
        ctx.charge(u64::try_from(PAID).unwrap_or(u64::MAX).saturating_mul(ROW_UNITS));
        for account in accounts {
            wages::pay(ctx, (dao, epoch, account))?;
        }
        let is_done = !is_owed(ctx.state, dao, epoch);
        Ok(if is_done { Next::Done } else { Next::Again(due_at(ctx.now()), self) })
    }
}
