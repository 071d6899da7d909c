//! Hand work in.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::flow;
use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::types::{Brief, Mode, Stage};
use crate::work::{Event, Refusal};

/// Hand work in
///
/// From now on whoever reviews has to answer in time. For a task that comes back, what whoever does it
/// next has to know belongs to it. What is told of a month before it is over waits for its end.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "hand-in",
    he = "הגשת עבודה",
    says_en = "Hand in work { $job } in { $dao }: { $work } { $handover_key ->\n    [none] Nothing is \
               handed over.\n   *[other] Handed over to whoever does it next: { $handover }\n}",
    says_he = "להגיש את עבודה { $job } בקהילה { $dao }: { $work } { $handover_key ->\n    [none] בלי \
               הערות העברה.\n   *[other] הערות למי שיבצעו אותה בפעם הבאה: { $handover }\n}",
    by(Member),
    cost(5_000, 10, 0)
)]
pub(crate) struct HandIn {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The work's number.
    #[he("מספר העבודה")]
    pub(crate) job: u64,
    /// What was done, and where it is, in Markdown.
    #[he("העבודה")]
    pub(crate) work: Brief,
    /// What whoever does it next has to know.
    #[he("הערות העברה")]
    pub(crate) handover: Option<Brief>,
}

impl Action for HandIn {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let (account, job) = steps::mine(ctx, (self.dao, self.job))?;
        match job.stage {
            Stage::Assigned { .. } | Stage::Changing { .. } => steps::in_time(ctx, job)?,
            stage => return Err(steps::otherwise(stage).into()),
        }
        let task = steps::task(ctx.state, (self.dao, job.task))?;
        if matches!(task.mode, Mode::Recurring { .. }) && self.handover.is_none() {
            return Err(Refusal::HandoverMissing.into());
        }
        Ok(account)
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, job: number, work, handover } = self;
        let mut job = flow::job_of(ctx, (dao, number))?;
        job.work = Some(work);
        if handover.is_some() {
            let task = (dao, job.task);
            ctx.state.work.work_tasks.update(&task, |row| row.handover = handover);
        }
        ctx.emit(&Event::WorkHandedIn { dao, job: number, account, work });
        // A month is over when it is over; what is told of it before is kept for its review.
        let of_months = matches!(flow::task_of(ctx, (dao, job.task))?.mode, Mode::Retainer { .. });
        if of_months && matches!(job.stage, Stage::Assigned { .. }) {
            ctx.state.work.jobs.put((dao, number), job);
            return Ok(());
        }
        flow::hand_in(ctx, (dao, number), job)
    }
}
