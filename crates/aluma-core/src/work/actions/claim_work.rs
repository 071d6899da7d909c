//! Ask a panel to judge accepted work.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, Span};

use super::{panels, steps};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::refusal::{Broken, Refused};
use crate::review;
use crate::work::Refusal;
use crate::work::rules::reading;
use crate::work::types::Stage;

/// Ask a panel to judge accepted work
///
/// Work brings points where a drawn panel finds it good, for no more work than the panel finds in it and
/// the task says. Whoever did it asks, or whoever pays; the pay does not wait for it. What was set aside
/// with the task pays those who judge.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "claim-work",
    he = "בקשת צוות שיעריך עבודה",
    says_en = "Ask a panel of { $dao } to judge work { $job }. { $size_key ->\n    [none] It was as \
               much work as the task says.\n   *[other] It was { $size } of work.\n}",
    says_he = "לבקש מצוות הערכה של { $dao } להעריך את עבודה { $job }. { $size_key ->\n    [none] היקף \
               העבודה הוא כפי שנאמר במשימה.\n   *[other] היקף העבודה: { $size }.\n}",
    by(Member),
    cost(8_000, 10, 0)
)]
pub(crate) struct ClaimWork {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The work's number.
    #[he("מספר העבודה")]
    pub(crate) job: u64,
    /// How much work it was; as much as the task says unless said.
    #[he("היקף העבודה")]
    pub(crate) size: Option<Span>,
}

impl Action for ClaimWork {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Span);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let key = (self.dao, self.job);
        let origin = ctx.origin();
        let by = origin.account().ok_or(KernelRefusal::NotYoursToDo { action: "sign" })?;
        let job = match steps::mine(ctx, key) {
            Ok((_, job)) => job,
            Err(refused) => {
                let row = ctx.state.work.jobs.get(&key);
                let task = row.and_then(|row| ctx.state.work.work_tasks.get(&(self.dao, row.task)));
                let pays = task.is_some_and(|task| reading::pays(origin, self.dao, task));
                row.filter(|_| pays).ok_or(refused)?
            }
        };
        let task = steps::task(ctx.state, (self.dao, job.task))?;
        let row = ctx.state.work.judgements.get(&key).copied().unwrap_or_default();
        if let Some(evidence) = row.evidence.filter(|_| !row.trusted) {
            return Err(Refusal::WorkClaimed { evidence }.into());
        }
        let since = match job.stage {
            Stage::Accepted { .. } | Stage::Paid { .. } => row.until,
            stage => return Err(steps::otherwise(stage).into()),
        };
        if let Some(since) = since.filter(|since| ctx.now() > *since) {
            return Err(Refusal::ClaimOver { since }.into());
        }
        let most = panels::size(ctx, self.dao, (task, job));
        let size = self.size.unwrap_or(most);
        if size == Span(0) || size > most {
            return Err(review::Refusal::SizeOutOfRange { most }.into());
        }
        panels::fits(ctx, (self.dao, job), size)?;
        if !panels::may_judge(ctx, (self.dao, job), Some(by)).unwrap_or(false) {
            return Err(Refusal::NobodyToJudge.into());
        }
        Ok((by, size))
    }

    fn apply(self, plan: Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let evidence = panels::claim(ctx, (self.dao, self.job), plan)?;
        ctx.made(evidence);
        Ok(())
    }
}
