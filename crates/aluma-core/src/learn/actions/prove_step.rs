//! Show that what was drawn is done.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::{going, steps};
use crate::dao;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::learn::Refusal;
use crate::learn::rules::reading;
use crate::learn::types::LearnStage;

/// Show that what was drawn is done
///
/// The ledger looks whether you did each thing that was drawn for you, since it was drawn, and claims your next
/// part of the course's reward. You are told what is still missing.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "prove-step",
    he = "הוכחת שלב בקורס",
    says_en = "Show that I did what was drawn for me in course { $course } of { $dao }.",
    says_he = "להראות שעשיתי מה שהוגרל לי בקורס { $course } של { $dao }.",
    by(Member),
    cost(5_000, 10, 0)
)]
pub(crate) struct ProveStep {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The course.
    #[he("מספר הקורס")]
    pub(crate) course: u64,
}

impl Action for ProveStep {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let (dao, course) = (self.dao, self.course);
        let account = dao::reader(ctx, dao)?;
        steps::course(ctx.state, dao, course)?;
        let row = steps::learning(ctx.state, (dao, course, account))?;
        steps::belongs(ctx.state, dao, account)?;
        match row.stage {
            LearnStage::Proving { until } if ctx.now() <= until => {}
            stage => return Err(Refusal::LearningIsOtherwise { stage: stage.name() }.into()),
        }
        match reading::unmet(ctx.state, (dao, account), row, ctx.now()) {
            Some((step, has, asks)) => Err(Refusal::StepNotDone { step, has, asks }.into()),
            None => Ok(account),
        }
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        if let Some(claim) = going::proved(ctx, (self.dao, self.course, account))? {
            ctx.made(claim);
        }
        Ok(())
    }
}
