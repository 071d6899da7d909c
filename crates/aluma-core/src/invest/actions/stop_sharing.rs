//! Stop sharing income.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::{income, steps};
use crate::invest::refusals::Refusal;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Stop sharing income
///
/// Income from now on is shared no more. What came to holders until now is paid, at once or when it is
/// covered.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "stop-sharing",
    he = "הפסקת חלוקת הכנסות",
    says_en = "Stop sharing income ({ $sharing }): what came in until now is still divided.",
    says_he = "להפסיק את חלוקת ההכנסות ({ $sharing }): מה שהתקבל עד עכשיו עוד יחולק.",
    by(Dao),
    track = Constitution,
    cost(3_000, 10, 0)
)]
pub(crate) struct StopSharing {
    /// Which.
    #[he("מספר")]
    pub(crate) sharing: u64,
}

impl Action for StopSharing {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let sharing = self.sharing;
        let dao = steps::acting(ctx, "stop-sharing")?;
        let row = ctx.state.invest.sharings.get(&(dao, sharing));
        // One that counts no more is only paid to the end.
        match row.filter(|row| row.end.is_none()) {
            Some(_) => Ok(dao),
            None => Err(Refusal::NoSuchSharing { sharing }.into()),
        }
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        income::stop(ctx, (dao, self.sharing))
    }
}
