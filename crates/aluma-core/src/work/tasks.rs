//! What happens by itself: one entry for each task and each piece of work, which looks in the row what
//! is due. Every wait ends here with its default, so that silence never leaves anybody waiting.

use aluma_types::{Canon, DaoId};

use crate::kernel::action::{Next, Task as Due};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Stop};
use crate::kernel::schedule::due_at;
use crate::work::actions::flow::{self, Key};
use crate::work::actions::panels::{self, Decision};
use crate::work::actions::prizes;
use crate::work::charter::{self, REVEAL, REVIEW};
use crate::work::types::{Job, Matter, Mode, Stage, TaskStage, WorkTask};

/// A task goes on: nobody took it, it comes back, a contest closes, opens or is shared.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct TaskDue {
    /// Where.
    pub(crate) dao: DaoId,
    /// Its number there.
    pub(crate) task: u64,
}

impl Due for TaskDue {
    const NUMBER: u16 = 110;
    const NAME: &'static str = "task-due";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let key = (self.dao, self.task);
        let Some(task) = ctx.state.work.work_tasks.get(&key).cloned() else {
            return Ok(Next::Done);
        };
        match task.stage.until() {
            Some(until) if ctx.now() <= until => Ok(Next::Again(due_at(until), self)),
            Some(_) => {
                task_due(ctx, key, task)?;
                Ok(Next::Done)
            }
            None => Ok(Next::Done),
        }
    }
}

fn task_due(ctx: &mut Ctx<'_>, key: Key, task: WorkTask) -> Result<(), Broken> {
    let stage = match task.stage {
        TaskStage::Open { .. } if matches!(task.mode, Mode::Contest { .. }) && task.offers > 0 => {
            TaskStage::Revealing { until: charter::until(ctx, key.0, &REVEAL) }
        }
        TaskStage::Resting { .. } => TaskStage::Open { until: ctx.now().after(task.open_for) },
        TaskStage::Revealing { .. } if !prizes::opened(ctx.state, key).is_empty() => {
            let until = charter::until(ctx, key.0, &REVIEW);
            TaskStage::Judging { until, second: false }
        }
        TaskStage::Judging { second: false, .. } => {
            let until = charter::until(ctx, key.0, &REVIEW);
            TaskStage::Judging { until, second: true }
        }
        TaskStage::Judging { second: true, .. } => return prizes::share(ctx, key),
        TaskStage::Open { .. } | TaskStage::Revealing { .. } => return flow::expire(ctx, key),
        TaskStage::Full | TaskStage::Closed { .. } => return Ok(()),
    };
    flow::turn_task(ctx, key, task, stage);
    Ok(())
}

/// A piece of work goes on: nothing was heard of it, it was not handed in, nobody reviewed or decided,
/// nobody appealed or disputed.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct JobDue {
    /// Where.
    pub(crate) dao: DaoId,
    /// Its number there.
    pub(crate) job: u64,
}

impl Due for JobDue {
    const NUMBER: u16 = 111;
    const NAME: &'static str = "job-due";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let key = (self.dao, self.job);
        let Some(job) = ctx.state.work.jobs.get(&key).cloned() else { return Ok(Next::Done) };
        match job.stage.until() {
            Some(until) if ctx.now() <= until => Ok(Next::Again(due_at(until), self)),
            Some(_) => {
                job_due(ctx, key, job)?;
                Ok(Next::Done)
            }
            None => Ok(Next::Done),
        }
    }
}

fn job_due(ctx: &mut Ctx<'_>, key: Key, job: Job) -> Result<(), Broken> {
    let task = flow::task_of(ctx, (key.0, job.task))?;
    let at = ctx.now();
    match job.stage {
        Stage::Assigned { note_until: Some(note), .. } if at > note => {
            flow::end(ctx, key, &job, Stage::Released { at })
        }
        Stage::Assigned { .. } if matches!(task.mode, Mode::Retainer { .. }) => {
            flow::hand_in(ctx, key, job)
        }
        Stage::Assigned { .. } | Stage::Changing { .. } => {
            flow::end(ctx, key, &job, Stage::Abandoned { at })
        }
        Stage::Submitted { second: false, .. } => {
            let until = charter::until(ctx, key.0, &REVIEW);
            flow::turn(ctx, key, job, Stage::Submitted { until, second: true });
            Ok(())
        }
        Stage::Submitted { second: true, .. } if task.positive => {
            panels::ask(ctx, key, job, (Matter::Unreviewed, None))
        }
        Stage::Submitted { second: true, .. } => flow::accept_silently(ctx, key, job),
        Stage::Rejected { .. } => flow::end(ctx, key, &job, Stage::Refused { at }),
        Stage::Hearing { matter, .. } => {
            panels::decided(ctx, key, (job, matter), Decision::SILENCE)
        }
        Stage::Accepted { .. } => flow::pay(ctx, key, job),
        Stage::Notice { .. } => flow::pay_notice(ctx, key, job),
        _ => Ok(()),
    }
}

/// Nobody asked for a panel in time: what was set aside for one returns.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct ClaimDue {
    /// Where.
    pub(crate) dao: DaoId,
    /// The work's number there.
    pub(crate) job: u64,
}

impl Due for ClaimDue {
    const NUMBER: u16 = 112;
    const NAME: &'static str = "claim-due";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        panels::unclaimed(ctx, (self.dao, self.job))?;
        Ok(Next::Done)
    }
}
