//! What happens by itself.

use aluma_types::{Canon, DaoId, Span};

use crate::grants::actions::{closing, funding, giving, steps};
use crate::grants::rules::undertaking::{Course, End, Undertaking};
use crate::grants::types::Stage;
use crate::kernel::action::{Next, Task};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Stop};
use crate::kernel::schedule::due_at;

/// Units of adding up one entry.
const ENTRY_UNITS: u64 = 2_000;
/// Units of paying one person.
const TAKER_UNITS: u64 = 3_000;

/// Closes a round, adds it up a slice at a time, and pays it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct CloseRound {
    pub(crate) dao: DaoId,
    pub(crate) round: u64,
}

impl Task for CloseRound {
    const NUMBER: u16 = 130;
    const NAME: &'static str = "close-round";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let key = (self.dao, self.round);
        let Some(row) = ctx.state.grants.rounds.get(&key) else { return Ok(Next::Done) };
        let (closes, takers) = (row.closes, row.takers);
        let is_praise = row.policy.praise().is_some();
        let after = match row.stage {
            Stage::Open if ctx.now() <= closes => return Ok(Next::Again(due_at(closes), self)),
            Stage::Open => {
                steps::close(ctx, key);
                0
            }
            Stage::Adding { after } => after,
            Stage::Paid { .. } | Stage::Cancelled { .. } | Stage::Returned { .. } => {
                return Ok(Next::Done);
            }
        };
        ctx.charge(ENTRY_UNITS.saturating_mul(steps::SLICE as u64));
        let is_added =
            if is_praise { steps::add_up(ctx, key, after)? } else { closing::go_on(ctx, key)? };
        if !is_added {
            // The next slice is another block's.
            return Ok(Next::Again(ctx.now().after(Span(1)), self));
        }
        if !is_praise {
            return Ok(Next::Done);
        }
        ctx.charge(TAKER_UNITS.saturating_mul(u64::from(takers)));
        steps::pay(ctx, key)?;
        Ok(Next::Done)
    }
}

/// A gift pot or a grant goes on: the time to give, to answer, to hand in or to judge is over. Every wait
/// ends here with its default, so that silence never holds anybody's money.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct UndertakingDue {
    pub(crate) dao: DaoId,
    pub(crate) undertaking: u64,
}

impl Task for UndertakingDue {
    const NUMBER: u16 = 285;
    const NAME: &'static str = "undertaking-due";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let key = (self.dao, self.undertaking);
        let Some(row) = ctx.state.grants.undertakings.get(&key).cloned() else {
            return Ok(Next::Done);
        };
        match row.course.until() {
            Some(until) if ctx.now() <= until => Ok(Next::Again(due_at(until), self)),
            Some(_) => {
                // Each giver's money is a payment of its own.
                ctx.charge(TAKER_UNITS.saturating_mul(u64::from(row.tally.givers)));
                undertaking_due(ctx, key, row)?;
                Ok(Next::Done)
            }
            None => Ok(Next::Done),
        }
    }
}

fn undertaking_due(ctx: &mut Ctx<'_>, key: giving::Key, row: Undertaking) -> Result<(), Broken> {
    match row.course {
        Course::Gathering { .. } => giving::gathered(ctx, key, row),
        Course::Offered { .. } => giving::end(ctx, key, row, End::Unanswered),
        Course::Working { .. } => giving::end(ctx, key, row, End::Missed),
        Course::Judging { second, .. } => giving::unjudged(ctx, key, row, second),
        Course::Judged { accepted: true, .. } => giving::reach(ctx, key, row),
        Course::Judged { .. } => giving::end(ctx, key, row, End::Refused),
        Course::Over { .. } => Ok(()),
    }
}

/// Closes a fund: projects receive what people gave, and what is added.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct FundDue {
    pub(crate) dao: DaoId,
    pub(crate) fund: u64,
}

impl Task for FundDue {
    const NUMBER: u16 = 286;
    const NAME: &'static str = "fund-due";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let key = (self.dao, self.fund);
        let Some(row) = ctx.state.grants.funds.get(&key).cloned() else { return Ok(Next::Done) };
        if row.over.is_some() {
            return Ok(Next::Done);
        }
        if ctx.now() <= row.closes {
            return Ok(Next::Again(due_at(row.closes), self));
        }
        let payments = u64::from(row.supports).saturating_add(row.projects.into());
        ctx.charge(TAKER_UNITS.saturating_mul(payments));
        funding::close(ctx, key, row)?;
        Ok(Next::Done)
    }
}

/// Returns what people gave to a project that was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct ReturnSupport {
    pub(crate) dao: DaoId,
    pub(crate) fund: u64,
    pub(crate) project: u32,
}

impl Task for ReturnSupport {
    const NUMBER: u16 = 287;
    const NAME: &'static str = "return-support";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let Self { dao, fund, project } = self;
        let row = ctx.state.grants.projects.get(&(dao, fund, project));
        let Some(supporters) = row.map(|row| row.supporters) else { return Ok(Next::Done) };
        ctx.charge(TAKER_UNITS.saturating_mul(supporters.into()));
        funding::give_back(ctx, (dao, fund), project)?;
        Ok(Next::Done)
    }
}
