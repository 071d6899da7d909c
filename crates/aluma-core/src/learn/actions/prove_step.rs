//! Show that what was drawn is done.

use alloc::vec::Vec;

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
/// The ledger looks which of the things that were drawn for you you did since; what you showed stays shown.
/// When all are, your next part of the course's reward is claimed. You are told what is still missing.
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
    type Plan = (AccountId, Vec<usize>);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, course) = (self.dao, self.course);
        let account = dao::reader(ctx, dao)?;
        steps::course(ctx.state, dao, course)?;
        let row = steps::learning(ctx.state, (dao, course, account))?;
        steps::belongs(ctx.state, dao, account)?;
        match row.stage {
            LearnStage::Proving { until } if ctx.now() <= until => {}
            stage => return Err(Refusal::LearningIsOtherwise { stage: stage.name() }.into()),
        }
        let places = reading::shows(ctx.state, (dao, account), row, ctx.now())?;
        Ok((account, places))
    }

    fn apply(self, (account, places): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let who = (self.dao, self.course, account);
        if let Some(claim) = going::shown(ctx, who, &places)? {
            ctx.made(claim);
        }
        Ok(())
    }
}
