//! Pay a dividend.

use aluma_types::spec::ActionSpec;
use aluma_types::{Amount, AssetId, Body, DaoId, PotId, ProposalId};

use super::checks::{Payer, author, existing_asset, existing_pot, payable};
use super::steps::{dividend, raised};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::Index;
use crate::treasury::types::{GENERAL, Place, REASON_BYTES};

/// Pay a dividend
///
/// Divides a sum among all who hold a share of the community, by what each holds, also in accounts
/// that nobody claimed yet. What lies in pots or has not vested takes no part. Each takes their
/// part when they like; the outflow limit does not count it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "pay-dividend",
    he = "חלוקת רווחים",
    says_en = "Divide { $amount } among the holders of { $share }.",
    says_he = "לחלק { $amount } בין המחזיקים ביחידת הבעלות { $share }.",
    by(Dao),
    track = Spend,
    cost(3_000, 10, 0)
)]
pub(crate) struct PayDividend {
    /// The pot that pays; the general one unless named.
    #[he("מסעיף")]
    pub(crate) from: Option<PotId>,
    /// Whose holders receive.
    #[he("יחידת הבעלות")]
    pub(crate) share: AssetId,
    /// How much of what, in all.
    #[he("סכום")]
    pub(crate) amount: Amount,
    /// What for.
    #[he("סיבה")]
    pub(crate) reason: Option<Body<REASON_BYTES>>,
}

/// By which decision, out of which pot, and what one unit will have earned.
pub(crate) struct Plan {
    by: (DaoId, Option<ProposalId>),
    pot: PotId,
    index: Index,
}

impl Action for PayDividend {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        let Amount { asset, units } = self.amount;
        effects.pay((dao, self.from.unwrap_or(GENERAL)), asset, units);
        effects.exempt(dao, asset, units);
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        if self.amount.units == 0 {
            return Err(Refusal::NothingToPay.into());
        }
        let by = author(ctx, "pay-dividend")?;
        existing_asset(ctx, self.amount.asset)?;
        let share = existing_asset(ctx, self.share)?;
        if share.dao != by.0 {
            return Err(Refusal::NotYourAsset { asset: self.share }.into());
        }
        if !share.kind.is_share() {
            return Err(Refusal::NotAShare { asset: self.share }.into());
        }
        let pot = existing_pot(ctx.state, by.0, self.from.unwrap_or(GENERAL))?;
        let index = raised(ctx.state, self.share, self.amount)?;
        let payer = Payer { from: Place::Pot { dao: by.0, pot }, by: Some(by) };
        payable(ctx, payer, self.amount, false)?;
        Ok(Plan { by, pot, index })
    }

    fn apply(self, Plan { by, pot, index }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let ((dao, proposal), amount) = (by, self.amount);
        let from = Place::Pot { dao, pot };
        dividend(ctx, (self.share, index), (from, amount, &[]), proposal)
    }
}
