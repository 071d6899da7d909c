//! Resume a programme.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::{flow, steps};
use crate::earn::Refusal;
use crate::earn::types::ProgrammeStage;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Resume a programme
///
/// It takes claims again.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "resume-programme",
    he = "חידוש פעילות של תוכנית",
    says_en = "Resume programme { $programme }: it takes claims again.",
    says_he = "לחדש את פעילות תוכנית { $programme }: אפשר שוב להגיש בה דרישות.",
    by(Dao),
    track = Tip,
    cost(3_000, 10, 0)
)]
pub(crate) struct ResumeProgramme {
    /// The programme.
    #[he("מספר התוכנית")]
    pub(crate) programme: u64,
}

impl Action for ResumeProgramme {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let dao = steps::acting(ctx, "resume-programme")?;
        let row = steps::programme(ctx.state, dao, self.programme)?;
        if row.stage != ProgrammeStage::Paused {
            return Err(Refusal::ProgrammeIsOtherwise { state: row.stage.name() }.into());
        }
        Ok(dao)
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let key = (dao, self.programme);
        let lies = flow::programme_of(ctx, key)?.purse.lies() > 0;
        let stage = if lies { ProgrammeStage::Live } else { ProgrammeStage::Draft };
        flow::turn_programme(ctx, key, stage);
        Ok(())
    }
}
