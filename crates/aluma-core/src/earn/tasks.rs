//! What happens by itself: each claim has an entry which looks in the row what is due, each pool one that
//! shares it, each programme one that closes it, and what those who taught are still to have one that pays it
//! out of the next epoch. So silence never leaves anybody waiting.

use aluma_types::{AccountId, Canon, DaoId, List, Timestamp};

use crate::earn::actions::{flow, pooling, teachers};
use crate::earn::types::{ProgrammeStage, Stage, Why};
use crate::kernel::action::{Next, Task};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::kernel::schedule::due_at;
use crate::review::rules::drawing::earlier;

/// Blocks after the one in which a claim was verified whose randomness draws for it.
const LATER: u64 = 2;
/// Units of sharing a pool with one claim.
const CLAIM_UNITS: u64 = 3_000;

/// A claim goes on.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct RewardDue {
    /// Where.
    pub(crate) dao: DaoId,
    /// Its number there.
    pub(crate) claim: u64,
}

impl Task for RewardDue {
    const NUMBER: u16 = 165;
    const NAME: &'static str = "reward-due";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let key = (self.dao, self.claim);
        let Some(row) = ctx.state.earn.reward_claims.get(&key).cloned() else {
            return Ok(Next::Done);
        };
        match row.stage {
            Stage::Drawing { height, .. } => {
                let ready = height.saturating_add(LATER);
                if ctx.height() <= ready {
                    return Ok(Next::Again(due_at(ctx.now()), self));
                }
                let later = ctx.height().saturating_sub(1).saturating_sub(ready);
                let beacon = earlier(ctx.env.beacon, later);
                flow::drawn(ctx, key, &beacon)?;
            }
            stage => match stage.until() {
                Some(until) if ctx.now() <= until => return Ok(Next::Again(due_at(until), self)),
                Some(_) => due(ctx, key, stage)?,
                None => {}
            },
        }
        Ok(Next::Done)
    }
}

fn due(ctx: &mut Ctx<'_>, key: flow::Key, stage: Stage) -> Result<(), Stop> {
    match stage {
        Stage::Submitted { .. } => flow::weigh(ctx, key, true)?,
        Stage::Audited { .. } => flow::reject(ctx, key, Why::NotAudited)?,
        Stage::Challengeable { .. } | Stage::Payable { .. } => flow::pay(ctx, key)?,
        Stage::Challenged { .. } => flow::judged(ctx, key, None)?,
        Stage::Frozen { .. } => flow::reject(ctx, key, Why::Revoked)?,
        _ => {}
    }
    Ok(())
}

/// Shares the pool of an epoch.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct SharePool {
    /// Where.
    pub(crate) dao: DaoId,
    /// The programme.
    pub(crate) programme: u64,
    /// The epoch.
    pub(crate) epoch: u32,
}

impl Task for SharePool {
    const NUMBER: u16 = 166;
    const NAME: &'static str = "share-pool";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let claims = pooling::share(ctx, (self.dao, self.programme), self.epoch)?;
        ctx.charge(CLAIM_UNITS.saturating_mul(claims.into()));
        Ok(Next::Done)
    }
}

/// A programme takes no more claims.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct ProgrammeDue {
    /// Where.
    pub(crate) dao: DaoId,
    /// Its number there.
    pub(crate) programme: u64,
}

impl Task for ProgrammeDue {
    const NUMBER: u16 = 167;
    const NAME: &'static str = "close-programme";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let key = (self.dao, self.programme);
        let Some(row) = ctx.state.earn.programmes.get(&key) else { return Ok(Next::Done) };
        let (stage, until) = (row.stage, row.until);
        match stage {
            ProgrammeStage::Closing | ProgrammeStage::Closed { .. } => Ok(Next::Done),
            _ if ctx.now() <= until => Ok(Next::Again(due_at(until), self)),
            _ => {
                flow::close(ctx, key)?;
                Ok(Next::Done)
            }
        }
    }
}

/// What one of those who taught is still to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub(crate) struct Part {
    /// Who.
    pub(crate) account: AccountId,
    /// Base units.
    pub(crate) units: u128,
}

/// Those who taught a skill that was used are paid what the epoch before had no more left for.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct TeachersDue {
    /// Where.
    pub(crate) dao: DaoId,
    /// The programme.
    pub(crate) programme: u64,
    /// Who used the skill.
    pub(crate) account: AccountId,
    /// The skill.
    pub(crate) skill: u32,
    /// What they are still to have: the author, and whoever helped.
    pub(crate) to: List<Part, 2>,
    /// Until when they wait for it.
    pub(crate) until: Timestamp,
}

impl TeachersDue {
    /// All that is still to come.
    pub(crate) fn units(&self) -> u128 {
        self.to.iter().fold(0, |sum, part| sum.saturating_add(part.units))
    }
}

impl Task for TeachersDue {
    const NUMBER: u16 = 173;
    const NAME: &'static str = "pay-teachers";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let again = teachers::pays(ctx, self)?;
        Ok(again.map_or(Next::Done, |(rest, next)| Next::Again(next, rest)))
    }
}
