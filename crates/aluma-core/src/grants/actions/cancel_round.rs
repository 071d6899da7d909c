//! Cancel a round.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::steps;
use crate::grants::types::Stage;
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::refusal::{Broken, Refused};

/// Cancel a round
///
/// What was set aside for it is free again, and nobody is paid. What was said stays to be read.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "cancel-round",
    he = "ביטול סבב",
    says_en = "Cancel round { $round }: its budget is free again and nobody is paid.",
    says_he = "לבטל את סבב { $round }: התקציב שלו משתחרר, ואיש לא מקבל תשלום.",
    by(Dao),
    track = Spend,
    cost(3_000, 10, 0)
)]
pub(crate) struct CancelRound {
    /// Which.
    #[he("מספר הסבב")]
    pub(crate) round: u64,
}

impl Action for CancelRound {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let round = self.round;
        let Some((dao, _)) = ctx.origin().acts_for() else {
            return Err(KernelRefusal::NotYoursToDo { action: "cancel-round" }.into());
        };
        let row = steps::round(ctx, dao, round)?;
        if row.stage != Stage::Open {
            return Err(Refusal::RoundIsClosed { round }.into());
        }
        Ok(dao)
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let round = self.round;
        let row = ctx.state.grants.rounds.get(&(dao, round)).cloned();
        let row = row.ok_or(Broken("a round that was found is not there"))?;
        ctx.cancel(row.task);
        steps::free(ctx, (dao, round), &row)?;
        let at = ctx.now();
        steps::change(ctx, (dao, round), |row| row.stage = Stage::Cancelled { at });
        ctx.emit(&Event { dao, fact: Fact::RoundCancelled { round } });
        Ok(())
    }
}
