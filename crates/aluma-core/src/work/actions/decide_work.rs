//! Decide on work.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::flow;
use super::panels::{self, Decision};
use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::Refusal;
use crate::work::types::{BEST, Job, Matter, Reason, Stage, WorkTask};

/// Decide on work
///
/// On an appeal, on a dispute, or on work that nobody reviewed, where no panel can be drawn. Nobody
/// decides by a role who did the work, pays for it or reviewed it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "decide-work",
    he = "הכרעה על עבודה",
    says_en = "Decide on work { $job }: it is accepted: { $accepted }. Reason: { $reason }.",
    says_he = "להכריע על עבודה { $job }: העבודה מתקבלת: { $accepted }. נימוק: { $reason }.",
    by(Dao, Role),
    track = Tip,
    cost(6_000, 10, 0)
)]
pub(crate) struct DecideWork {
    /// The work's number.
    #[he("מספר העבודה")]
    pub(crate) job: u64,
    /// Whether it is accepted.
    #[he("מתקבלת")]
    pub(crate) accepted: bool,
    /// How good it is, in thousandths of what was agreed; as agreed unless said.
    #[he("איכות באלפיות")]
    pub(crate) quality: Option<u16>,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Reason>,
}

/// Whether somebody decides about their own.
fn is_own(origin: Origin, job: &Job, task: &WorkTask) -> bool {
    let is =
        |who| job.is_by(who) || task.payer.person() == Some(who) || job.reviewed_by == Some(who);
    origin.person().is_some_and(is)
}

impl Action for DecideWork {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (DaoId, Matter);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        if self.quality.is_some_and(|quality| quality > BEST) {
            return Err(Refusal::BadQuality { limit: BEST }.into());
        }
        let (dao, _) =
            ctx.origin().acts_for().ok_or(KernelRefusal::NotYoursToDo { action: "decide-work" })?;
        let job = steps::job(ctx.state, (dao, self.job))?;
        let task = steps::task(ctx.state, (dao, job.task))?;
        if is_own(ctx.origin(), job, task) {
            return Err(Refusal::DecidesOwnWork.into());
        }
        match job.stage {
            Stage::Hearing { matter, .. } => {
                steps::in_time(ctx, job)?;
                let row = ctx.state.work.judgements.get(&(dao, self.job));
                let decides = row.filter(|row| row.decides).and_then(|row| row.evidence);
                match decides {
                    Some(evidence) => Err(Refusal::PanelDecides { evidence }.into()),
                    None => Ok((dao, matter)),
                }
            }
            stage => Err(steps::otherwise(stage).into()),
        }
    }

    fn apply(self, (dao, matter): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { job: number, accepted, quality, reason } = self;
        let job = flow::job_of(ctx, (dao, number))?;
        let decision = Decision { accepted, quality, silent: false, reason };
        panels::decided(ctx, (dao, number), (job, matter), decision)
    }
}
