//! End a pause before its time.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::acting_dao;
use crate::dao::{Event, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::{Effects, Office};
use crate::kernel::refusal::{Broken, Refused};

/// End a pause
///
/// What rested goes on at once. The next pause may still not begin before 90 days after this one
/// began.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "end-pause",
    he = "סיום השהיה",
    says_en = "End the pause now.",
    says_he = "לסיים את ההשהיה עכשיו.",
    by(Dao),
    track = Spend,
    cost(3_000, 10, 0)
)]
pub(crate) struct EndPauseNow {}

impl Action for EndPauseNow {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (DaoId, u64);

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.roles.insert((dao, Office::Pause));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let dao = acting_dao(ctx)?;
        let pause = ctx.state.dao.pauses.get(&dao).filter(|pause| ctx.now() < pause.until);
        pause.map(|pause| (dao, pause.task)).ok_or_else(|| Refusal::NotPaused.into())
    }

    fn apply(self, (dao, task): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let now = ctx.now();
        // It rests in this very moment for the last time.
        ctx.state.dao.pauses.update(&dao, |pause| pause.until = now);
        ctx.cancel(task);
        ctx.emit(&Event::PauseEnded { dao });
        Ok(())
    }
}
