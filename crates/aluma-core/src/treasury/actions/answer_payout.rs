//! Say whether the money came.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::payout;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::types::{Payout, PayoutState};

/// Say whether the money came
///
/// The payee confirms that a payout came, which ends it, or disputes what the holder of funds said.
/// A dispute ends when the payee confirms after all, the holder settles anew, or the community
/// decides.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "answer-payout",
    he = "אישור תשלום או ערעור עליו",
    says_en = "Declare of payout { $number } of { $dao } whether the money came: { $received }.",
    says_he = "להצהיר על בקשה { $number } של { $dao } אם הכסף הגיע: { $received }.",
    by(Member),
    cost(2_000, 10, 0)
)]
pub(crate) struct AnswerPayout {
    /// Of whose asset.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// Its number there.
    #[he("מספר הבקשה")]
    pub(crate) number: u64,
    /// Whether it came.
    #[he("הגיע")]
    pub(crate) received: bool,
}

impl Action for AnswerPayout {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Payout;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Payout, Refused> {
        let row = payout::own(ctx, (self.dao, self.number), |row, _| Some(row.payee))?;
        // Only what somebody claims to have paid can be disputed.
        if self.received || matches!(row.state, PayoutState::Settled { .. }) {
            Ok(row)
        } else {
            Err(payout::otherwise(&row))
        }
    }

    fn apply(self, row: Payout, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let key = (self.dao, self.number);
        match row.state {
            PayoutState::Settled { reference, .. } if !self.received => {
                let since = ctx.now();
                payout::turn(ctx, key, PayoutState::Disputed { reference, since })
            }
            _ => payout::close(ctx, key, true),
        }
    }
}
