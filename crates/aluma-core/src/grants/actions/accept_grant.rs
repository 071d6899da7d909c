//! Accept a grant.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::{asking, giving};
use crate::grants::rules::undertaking::Course;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Accept a grant
///
/// Takes a grant that is offered to you. From now on the time of its milestones runs; each that is reached
/// pays its part.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "accept-grant",
    he = "קבלת מענק",
    says_en = "Accept grant { $undertaking } of { $dao }: the time of its milestones begins now.",
    says_he = "לקבל את מענק { $undertaking } של { $dao }: הזמן של אבני הדרך מתחיל עכשיו.",
    by(Member),
    cost(4_000, 10, 0)
)]
pub(crate) struct AcceptGrant {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The grant.
    #[he("מספר המענק")]
    pub(crate) undertaking: u64,
}

impl Action for AcceptGrant {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn check(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        let row = asking::mine(ctx, (self.dao, self.undertaking))?;
        match row.course {
            Course::Offered { .. } => Ok(asking::in_time(ctx, row)?),
            course => Err(asking::otherwise(course).into()),
        }
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let key = (self.dao, self.undertaking);
        let row = giving::of(ctx, key)?;
        giving::start(ctx, key, row);
        Ok(())
    }
}
