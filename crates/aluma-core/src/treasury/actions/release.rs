//! Free what was set aside.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::checks::author;
use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::refusals::Refusal;

/// Free what was set aside
///
/// Ends a promise: the sum is free again in its pot, and may be paid later in the same proposal.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "release",
    he = "שחרור שריון",
    says_en = "Free the money that was set aside under number { $number }.",
    says_he = "לשחרר את הכספים ששוריינו במספר { $number }.",
    by(Dao),
    track = Tip,
    cost(2_000, 10, 0)
)]
pub(crate) struct Release {
    /// Its number.
    #[he("מספר השריון")]
    pub(crate) number: u64,
}

impl Action for Release {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let (dao, _) = author(ctx, "release")?;
        if ctx.state.treasury.reservations.contains(&(dao, self.number)) {
            Ok(dao)
        } else {
            Err(Refusal::NoSuchReservation { number: self.number }.into())
        }
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        steps::release(ctx, dao, self.number)
    }
}
