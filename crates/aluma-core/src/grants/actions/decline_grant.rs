//! Decline a grant.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::{asking, giving};
use crate::grants::rules::undertaking::{Course, End};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Decline a grant
///
/// Says no to a grant that is offered to you: all of it returns to the pot that it came from.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "decline-grant",
    he = "סירוב למענק",
    says_en = "Decline grant { $undertaking } of { $dao }: all of it returns to the community.",
    says_he = "לסרב למענק { $undertaking } של { $dao }: כולו חוזר לקהילה.",
    by(Member),
    cost(4_000, 10, 0)
)]
pub(crate) struct DeclineGrant {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The grant.
    #[he("מספר המענק")]
    pub(crate) undertaking: u64,
}

impl Action for DeclineGrant {
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
        giving::end(ctx, key, row, End::Declined)
    }
}
