//! Pause a programme.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::{flow, steps};
use crate::earn::Refusal;
use crate::earn::types::ProgrammeStage;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Pause a programme
///
/// It takes no claims until it is resumed. What was claimed goes on, and its time does.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "pause-programme",
    he = "השהיית תוכנית",
    says_en = "Pause programme { $programme }: it takes no claims until it is resumed.",
    says_he = "להשהות את תוכנית { $programme }: לא מוגשות בה דרישות עד שתחודש.",
    by(Dao),
    track = Tip,
    cost(3_000, 10, 0)
)]
pub(crate) struct PauseProgramme {
    /// The programme.
    #[he("מספר התוכנית")]
    pub(crate) programme: u64,
}

impl Action for PauseProgramme {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let dao = steps::acting(ctx, "pause-programme")?;
        let row = steps::programme(ctx.state, dao, self.programme)?;
        if !matches!(row.stage, ProgrammeStage::Live | ProgrammeStage::Draft) {
            return Err(Refusal::ProgrammeIsOtherwise { state: row.stage.name() }.into());
        }
        Ok(dao)
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let key = (dao, self.programme);
        flow::turn_programme(ctx, key, ProgrammeStage::Paused);
        Ok(())
    }
}
