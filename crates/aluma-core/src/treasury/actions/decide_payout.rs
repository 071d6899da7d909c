//! Decide a dispute about a payout.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::checks::author;
use super::payout;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::refusals::Refusal;
use crate::treasury::types::PayoutState;

/// Decide a dispute about a payout
///
/// Where holder and payee say the opposite, the community decides: what was paid is burnt, what was
/// not goes back to the payee.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "decide-payout",
    he = "הכרעה במחלוקת על תשלום",
    says_en = "Decide of payout { $number } whether it was paid: { $paid }.",
    says_he = "להכריע בבקשה { $number } אם שולמה: { $paid }.",
    by(Dao),
    track = Spend,
    cost(2_000, 10, 0)
)]
pub(crate) struct DecidePayout {
    /// Its number.
    #[he("מספר הבקשה")]
    pub(crate) number: u64,
    /// Whether it was paid.
    #[he("שולמה")]
    pub(crate) paid: bool,
}

impl Action for DecidePayout {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let (dao, _) = author(ctx, "decide-payout")?;
        let number = self.number;
        let row = ctx.state.treasury.payouts.get(&(dao, number));
        let row = row.ok_or(Refusal::NoSuchPayout { number })?;
        match row.state {
            PayoutState::Disputed { .. } => Ok(dao),
            _ => Err(payout::otherwise(row)),
        }
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        payout::close(ctx, (dao, self.number), self.paid)
    }
}
