//! Appeal against what was said of one's work.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::flow;
use super::panels;
use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::Event;
use crate::work::types::{Matter, Reason, Stage};

/// Appeal about one's work
///
/// Against its rejection, or against being accepted for less than agreed; within the time of the charter.
/// Others decide; where nobody does in time, the work is accepted as good as agreed. What it was accepted
/// for before is paid in any case.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "appeal-work",
    he = "ערעור על הערכת עבודה",
    says_en = "Appeal against the rejection of work { $job } in { $dao }, or against less than was \
               agreed. My reasons: { $reason }",
    says_he = "לערער על דחיית עבודה { $job } בקהילה { $dao }, או על קבלתה תמורת פחות ממה שסוכם. הנימוקים \
               שלי: { $reason }",
    by(Member),
    cost(4_000, 10, 0)
)]
pub(crate) struct AppealWork {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The work's number.
    #[he("מספר העבודה")]
    pub(crate) job: u64,
    /// Why it should be accepted.
    #[he("נימוקים")]
    pub(crate) reason: Reason,
}

impl Action for AppealWork {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let (account, job) = steps::mine(ctx, (self.dao, self.job))?;
        match job.stage {
            Stage::Rejected { .. } => steps::in_time(ctx, job)?,
            Stage::Accepted { .. } if job.is_for_less() => steps::in_time(ctx, job)?,
            stage => return Err(steps::otherwise(stage).into()),
        }
        Ok(account)
    }

    fn apply(self, by: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, job: number, reason } = self;
        let job = flow::job_of(ctx, (dao, number))?;
        let matter = Matter::Appeal;
        ctx.emit(&Event::HearingAsked { dao, job: number, by, matter, reason });
        panels::ask(ctx, (dao, number), job, (matter, Some(by)))
    }
}
