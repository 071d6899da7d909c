//! Renew a programme.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::{flow, steps};
use crate::earn::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Renew a programme
///
/// Where income from outside covered less than what was earned for four epochs, an epoch spends a quarter
/// less. The members let it go on in full: they are counted anew.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "renew-programme",
    he = "אישור המשך של תוכנית",
    says_en = "Renew programme { $programme }: it spends in full although income from outside does not \
               cover it, for another four epochs at least.",
    says_he = "לאשר את המשך תוכנית { $programme }: היא תחלק במלואה לעוד ארבע תקופות לפחות, \
               אף שההכנסות מבחוץ אינן מכסות אותה.",
    by(Dao),
    track = Tip,
    cost(3_000, 10, 0)
)]
pub(crate) struct RenewProgramme {
    /// The programme.
    #[he("מספר התוכנית")]
    pub(crate) programme: u64,
}

impl Action for RenewProgramme {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let dao = steps::acting(ctx, "renew-programme")?;
        let row = steps::programme(ctx.state, dao, self.programme)?;
        if flow::is_closing(row.stage) {
            return Err(Refusal::ProgrammeIsOtherwise { state: row.stage.name() }.into());
        }
        Ok(dao)
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let key = (dao, self.programme);
        ctx.state.earn.programmes.update(&key, |row| row.uncovered = 0);
        let fact = Fact::ProgrammeRenewed { programme: self.programme };
        ctx.emit(&Event { dao, fact });
        Ok(())
    }
}
