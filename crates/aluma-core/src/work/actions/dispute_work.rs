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
use crate::work::rules::reading;
use crate::work::types::{Matter, Reason, Stage};
use crate::work::{Event, Refusal};

/// Dispute an acceptance
///
/// While its pay is held, members and whoever pays may say that accepted work should not be paid. The pay
/// stays locked until it is decided, and is paid at once where that is for it, or nobody decides in time:
/// so work is disputed once.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "dispute-work",
    he = "מחלוקת על קבלת עבודה",
    says_en = "Dispute that work { $job } in { $dao } was accepted. My reasons: { $reason }",
    says_he = "לחלוק על קבלת עבודה { $job } בקהילה { $dao }. הנימוקים שלי: { $reason }",
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
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let account = dao::reader(ctx, self.dao)?;
        let job = steps::job(ctx.state, (self.dao, self.job))?;
        let task = steps::task(ctx.state, (self.dao, job.task))?;
        let may = dao::is_admitted(ctx.state, self.dao, account)
            || reading::pays(ctx.origin(), self.dao, task);
        if !may || job.is_by(account) {
            return Err(Refusal::MayNotDispute.into());
        }
        match job.stage {
            Stage::Accepted { .. } => steps::in_time(ctx, job)?,
            stage => return Err(steps::otherwise(stage).into()),
        }
        Ok(account)
    }

    fn apply(self, by: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, job: number, reason } = self;
        let job = flow::job_of(ctx, (dao, number))?;
        let matter = Matter::Dispute;
        ctx.emit(&Event::HearingAsked { dao, job: number, by, matter, reason });
        panels::ask(ctx, (dao, number), job, (matter, Some(by)))
    }
}
