//! Hand work back.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::flow;
use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::types::Stage;

/// Hand work back
///
/// Before its time is over, and before it was handed in: somebody else can take it. It costs nothing;
/// whoever lets the time pass uses up trust.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "hand-back",
    he = "החזרת עבודה",
    says_en = "Hand work { $job } in { $dao } back, undone.",
    says_he = "להחזיר את עבודה { $job } בקהילה { $dao } בלי לבצע אותה.",
    by(Member),
    cost(5_000, 10, 0)
)]
pub(crate) struct HandBack {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The work's number.
    #[he("מספר העבודה")]
    pub(crate) job: u64,
}

impl Action for HandBack {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn check(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        let (_, job) = steps::mine(ctx, (self.dao, self.job))?;
        match job.stage {
            Stage::Assigned { .. } => Ok(steps::in_time(ctx, job)?),
            stage => Err(steps::otherwise(stage).into()),
        }
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let key = (self.dao, self.job);
        let job = flow::job_of(ctx, key)?;
        let at = ctx.now();
        flow::end(ctx, key, &job, Stage::Released { at })
    }
}
