//! Take a task back.

use alloc::vec::Vec;

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::flow::{self, Key};
use super::steps;
use crate::dao::share;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::charter::NOTICE;
use crate::work::rules::money;
use crate::work::types::{Ending, Job, Mode, Reason, Stage, TaskStage};
use crate::work::{Event, Refusal};

/// Take a task back
///
/// Free while nobody does it. Whoever does it is paid the share of its price that the charter says, and
/// what was handed in has to be decided on: that part of the task goes on.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "cancel-task",
    he = "ביטול משימה",
    says_en = "Take task { $task } in { $dao } back. Reason: { $reason }.",
    says_he = "לבטל את משימה { $task } בקהילה { $dao }. נימוק: { $reason }.",
    by(Member, Dao, Role),
    track = Tip,
    cost(6_000, 10, 0)
)]
pub(crate) struct CancelTask {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The task's number.
    #[he("מספר המשימה")]
    pub(crate) task: u64,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Reason>,
}

impl Action for CancelTask {
    const ACTION: &'static ActionSpec = Self::ACTION;
    /// What of it is being done.
    type Plan = Vec<(Key, Job)>;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let key = (self.dao, self.task);
        let task = steps::paid_by(ctx, key)?;
        match task.stage {
            TaskStage::Open { .. } | TaskStage::Resting { .. } | TaskStage::Full => {}
            stage => return Err(Refusal::TaskIsOtherwise { stage: stage.word() }.into()),
        }
        let entered = matches!(task.mode, Mode::Contest { .. }) && task.offers > 0;
        if entered {
            return Err(Refusal::WorkHandedIn { job: 0 }.into());
        }
        let jobs = &ctx.state.work.jobs;
        let numbers = jobs.index().live_in(key);
        let rows = numbers.filter_map(|number| {
            let key = (self.dao, number);
            Some((key, jobs.get(&key)?.clone()))
        });
        let (done, rest): (Vec<_>, Vec<_>) =
            rows.partition(|(_, job)| matches!(job.stage, Stage::Assigned { .. }));
        let handed_in = rest.iter().find(|(_, job)| {
            job.stage.is_live() && !matches!(job.stage, Stage::Waiting | Stage::Notice { .. })
        });
        match handed_in {
            Some((key, _)) if done.is_empty() && task.left == 0 => {
                Err(Refusal::WorkHandedIn { job: key.1 }.into())
            }
            None if done.is_empty() && task.left == 0 => {
                Err(Refusal::TaskIsOtherwise { stage: task.stage.word() }.into())
            }
            _ => Ok(done),
        }
    }

    fn apply(self, done: Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let (dao, key) = (self.dao, (self.dao, self.task));
        let payer = flow::task_of(ctx, key)?.payer.record();
        ctx.emit(&Event::TaskTakenBack { dao, task: self.task, reason: self.reason });
        let part = share(ctx.state, dao, &NOTICE);
        for (at, mut job) in done {
            let notice = money::notice(job.price.units, part);
            let back = job.worth().saturating_sub(notice);
            flow::end_waiting(ctx, at, &job)?;
            (job.price.units, job.fee, job.panel) = (notice, 0, 0);
            let until = ctx.now();
            flow::turn(ctx, at, job, Stage::Notice { until });
            let task = flow::task_of(ctx, key)?;
            flow::give_back(ctx, (dao, &task), back)?;
            flow::update_payer(ctx, (dao, payer), |mut row| {
                row.cancelled = row.cancelled.saturating_add(1);
                row
            });
        }
        flow::close(ctx, key, Ending::Cancelled)
    }
}
