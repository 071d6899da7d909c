//! Review work.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Canon, DaoId};

use super::flow;
use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::charter::{self, APPEAL, REWORK};
use crate::work::rules::reading;
use crate::work::types::{BEST, Reason, Stage, WHOLE};
use crate::work::{Event, Refusal};

/// What a reviewer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub(crate) enum Verdict {
    /// It is accepted.
    #[tag(1)]
    #[he("התקבלה")]
    #[says(
        en = "accepted, quality { $quality } of 1000",
        he = "התקבלה, איכות { $quality } מתוך 1000"
    )]
    Accept {
        /// How good it is, in thousandths of what was agreed: 1000 is as agreed. Less pays less; more
        /// is honoured, but not in money.
        #[he("איכות באלפיות")]
        quality: u16,
    },
    /// Changes are to be made.
    #[tag(2)]
    #[he("נדרשים תיקונים")]
    Change,
    /// It is rejected.
    #[tag(3)]
    #[he("נדחתה")]
    Reject,
}

/// Review work
///
/// Accepts what was handed in, asks for changes, or rejects it, with reasons for each criterion. What it
/// is accepted for is held, so that those who did it can appeal where that is less than agreed.
/// Whoever reviews is paid the fee whatever they say.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "review-work",
    he = "הערכת עבודה",
    says_en = "Review work { $job } in { $dao }: { $verdict }. Reasons: { $reason }",
    says_he = "להעריך את עבודה { $job } בקהילה { $dao }: { $verdict }. נימוקים: { $reason }",
    by(Member, Dao, Role),
    track = Tip,
    cost(6_000, 10, 0)
)]
pub(crate) struct ReviewWork {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The work's number.
    #[he("מספר העבודה")]
    pub(crate) job: u64,
    /// What one says.
    #[he("ההכרעה")]
    pub(crate) verdict: Verdict,
    /// Why; asked for unless it is accepted as good as agreed.
    #[he("נימוקים")]
    pub(crate) reason: Option<Reason>,
}

impl Action for ReviewWork {
    const ACTION: &'static ActionSpec = Self::ACTION;
    /// Who reviews, where a person does; by a role they are paid no fee.
    type Plan = Option<AccountId>;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        match self.verdict {
            Verdict::Accept { quality } if quality > BEST => {
                return Err(Refusal::BadQuality { limit: BEST }.into());
            }
            Verdict::Accept { quality } if quality >= WHOLE => {}
            _ if self.reason.is_none() => return Err(Refusal::ReasonMissing.into()),
            _ => {}
        }
        steps::readable(ctx, self.dao)?;
        let job = steps::job(ctx.state, (self.dao, self.job))?;
        let task = steps::task(ctx.state, (self.dao, job.task))?;
        let person = ctx.origin().person();
        if let Some(account) = person.filter(|account| job.is_by(*account)) {
            return Err(Refusal::ReviewsThemselves { account }.into());
        }
        let second = matches!(job.stage, Stage::Submitted { second: true, .. });
        let who = (ctx.origin(), ctx.now());
        if !reading::reviews(ctx.state, who, (self.dao, task), second) {
            return Err(Refusal::NotYourReview.into());
        }
        match job.stage {
            Stage::Submitted { .. } => steps::in_time(ctx, job)?,
            stage => return Err(steps::otherwise(stage).into()),
        }
        if self.verdict == Verdict::Change && job.changes >= task.rounds {
            return Err(Refusal::RoundsUsed { limit: task.rounds }.into());
        }
        Ok(person)
    }

    fn apply(self, person: Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let (dao, key) = (self.dao, (self.dao, self.job));
        let mut job = flow::job_of(ctx, key)?;
        let account = ctx.origin().account();
        ctx.emit(&Event::WorkReviewed { dao, job: self.job, by: account, reason: self.reason });
        job.reviewed_by = person;
        flow::pay_reviewer(ctx, dao, &mut job, account)?;
        match self.verdict {
            Verdict::Accept { quality } => return flow::accept(ctx, key, job, quality),
            Verdict::Change => {
                job.changes = job.changes.saturating_add(1);
                let until = charter::until(ctx, dao, &REWORK);
                flow::turn(ctx, key, job, Stage::Changing { until });
            }
            Verdict::Reject => {
                let until = charter::until(ctx, dao, &APPEAL);
                flow::turn(ctx, key, job, Stage::Rejected { until });
            }
        }
        Ok(())
    }
}
