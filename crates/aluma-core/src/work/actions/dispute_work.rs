//! Dispute an acceptance.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::flow;
use super::panels;
use super::steps;
use crate::dao;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::review;
use crate::work::rules::reading;
use crate::work::types::{Matter, Reason, Stage};
use crate::work::{Event, Refusal};

/// Dispute an acceptance
///
/// While its pay is held, members and whoever pays may say that accepted work should not be paid. The pay
/// stays locked until it is decided, and is paid at once where that is for it, or nobody decides in time:
/// so work is disputed once. Points that you stake are taken now and given back unless others decide that
/// the work is to be paid. Whoever pays for it stakes none, nor does anybody in the founding season.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "dispute-work",
    he = "מחלוקת על קבלת עבודה",
    says_en = "Dispute that work { $job } in { $dao } was accepted. If points have to be staked, mine are \
               taken now. My reasons: { $reason }",
    says_he = "לחלוק על קבלת עבודה { $job } בקהילה { $dao }. אם נדרש עירבון בנקודות, הוא נלקח מיד. הנימוקים \
               שלי: { $reason }",
    by(Member),
    cost(4_000, 10, 0)
)]
pub(crate) struct DisputeWork {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The work's number.
    #[he("מספר העבודה")]
    pub(crate) job: u64,
    /// Why it should not be paid.
    #[he("נימוקים")]
    pub(crate) reason: Reason,
}

impl Action for DisputeWork {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, u64, Option<u32>);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let account = dao::reader(ctx, self.dao)?;
        let job = steps::job(ctx.state, (self.dao, self.job))?;
        let task = steps::task(ctx.state, (self.dao, job.task))?;
        let pays = reading::pays(ctx.origin(), self.dao, task);
        let may = pays || dao::is_admitted(ctx.state, self.dao, account);
        if !may || job.is_by(account) {
            return Err(Refusal::MayNotDispute.into());
        }
        match job.stage {
            Stage::Accepted { .. } => steps::in_time(ctx, job)?,
            stage => return Err(steps::otherwise(stage).into()),
        }
        // In the founding season many have no points yet, and what a payer locks is their own.
        let points = if pays || dao::in_season(ctx.state, self.dao, ctx.now()) {
            0
        } else {
            review::stake_of(ctx, (self.dao, task.domain, account))?
        };
        Ok((account, points, task.domain))
    }

    fn apply(self, plan: Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, job: number, reason } = self;
        let by = plan.0;
        panels::stake(ctx, (dao, number), plan)?;
        let job = flow::job_of(ctx, (dao, number))?;
        let matter = Matter::Dispute;
        ctx.emit(&Event::HearingAsked { dao, job: number, by, matter, reason });
        panels::ask(ctx, (dao, number), job, (matter, Some(by)))
    }
}
