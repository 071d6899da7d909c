//! Say that a payout was paid.

use aluma_types::spec::ActionSpec;
use aluma_types::{Body, DaoId, Span};

use super::payout;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::types::{PayoutState, VALUE_BYTES};

/// Say that a payout was paid
///
/// The holder of funds names the reference under which the payee finds the money. It counts as paid
/// when the payee confirms it, or does not dispute it in time.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "settle-payout",
    he = "סילוק בקשת תשלום",
    says_en = "Declare that you paid payout { $number } of { $dao }, reference { $reference }.",
    says_he = "להצהיר ששילמת את בקשה { $number } של { $dao }, אסמכתה { $reference }.",
    by(Member),
    cost(2_000, 10, 0)
)]
pub(crate) struct SettlePayout {
    /// Of whose asset.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// Its number there.
    #[he("מספר הבקשה")]
    pub(crate) number: u64,
    /// By which the payee finds it.
    #[he("אסמכתה")]
    pub(crate) reference: Body<VALUE_BYTES>,
}

impl Action for SettlePayout {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Span;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Span, Refused> {
        let row = payout::own(ctx, (self.dao, self.number), |row, state| {
            state.treasury.claims.get(&row.amount.asset).map(|claim| claim.holder)
        })?;
        match row.state {
            PayoutState::Settled { .. } => Err(payout::otherwise(&row)),
            _ => Ok(payout::claim(ctx.state, row.amount.asset)?.dispute),
        }
    }

    fn apply(self, dispute: Span, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let until = ctx.now().after(dispute);
        let state = PayoutState::Settled { reference: self.reference, until };
        payout::turn(ctx, (self.dao, self.number), state)
    }
}
