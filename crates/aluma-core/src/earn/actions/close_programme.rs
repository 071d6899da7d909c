//! Close a programme.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::{flow, steps};
use crate::earn::Refusal;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Close a programme
///
/// It takes no more claims. What was claimed goes on; what no claim waits for returns to those who gave it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "close-programme",
    he = "סגירת תוכנית",
    says_en = "Close programme { $programme }: it takes no more claims, and what nobody earned returns.",
    says_he = "לסגור את תוכנית { $programme }: לא מוגשות בה עוד דרישות, ומה שלא חולק חוזר.",
    by(Dao),
    track = Tip,
    cost(3_000, 10, 0)
)]
pub(crate) struct CloseProgramme {
    /// The programme.
    #[he("מספר התוכנית")]
    pub(crate) programme: u64,
}

impl Action for CloseProgramme {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let dao = steps::acting(ctx, "close-programme")?;
        let row = steps::programme(ctx.state, dao, self.programme)?;
        if flow::is_closing(row.stage) {
            return Err(Refusal::ProgrammeIsOtherwise { state: row.stage.name() }.into());
        }
        Ok(dao)
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let key = (dao, self.programme);
        let due = ctx.state.earn.programmes.update(&key, |row| row.due.take()).flatten();
        if let Some(due) = due {
            ctx.cancel(due);
        }
        flow::close(ctx, key)
    }
}
