//! Take back a request for money held outside.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::payout;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::types::PayoutState;

/// Take back a request for money held outside
///
/// As long as the holder of funds did not say that they paid, also when they are late, the payee may
/// have their units back.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "withdraw-payout",
    he = "ביטול בקשת תשלום",
    says_en = "Take back payout { $number } of { $dao }.",
    says_he = "לבטל את בקשה { $number } של { $dao }.",
    by(Member),
    cost(2_000, 10, 0)
)]
pub(crate) struct WithdrawPayout {
    /// Of whose asset.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// Its number there.
    #[he("מספר הבקשה")]
    pub(crate) number: u64,
}

impl Action for WithdrawPayout {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn check(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        let row = payout::own(ctx, (self.dao, self.number), |row, _| Some(row.payee))?;
        match row.state {
            PayoutState::Asked { .. } | PayoutState::Late { .. } => Ok(()),
            PayoutState::Settled { .. } | PayoutState::Disputed { .. } => {
                Err(payout::otherwise(&row))
            }
        }
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        payout::close(ctx, (self.dao, self.number), false)
    }
}
