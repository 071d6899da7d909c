//! Acknowledge funds.

use aluma_types::spec::ActionSpec;
use aluma_types::{Amount, Body, DaoId, PotId};

use super::checks::{existing_asset, existing_pot};
use super::payout::claim;
use super::steps::issue;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury;
use crate::treasury::refusals::Refusal;
use crate::treasury::types::{GENERAL, Place, VALUE_BYTES};

/// Acknowledge funds
///
/// The holder of funds says that they hold so much for the community and owe it: as many units come
/// into being in a pot of it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "acknowledge-funds",
    he = "הודאה בכספים",
    says_en = "Declare that you hold { $amount } for the community and owe it.",
    says_he = "להצהיר על { $amount } שבידך עבור הקהילה ושהם חוב שלך אליה.",
    by(Member),
    cost(3_000, 10, 0),
    verified
)]
pub(crate) struct AcknowledgeFunds {
    /// How much of which claim on you.
    #[he("סכום")]
    pub(crate) amount: Amount,
    /// In which pot it will lie; the general one unless named.
    #[he("לסעיף")]
    pub(crate) pot: Option<PotId>,
    /// A statement or the like.
    #[he("מסמך")]
    pub(crate) document: Option<Body<VALUE_BYTES>>,
}

impl Action for AcknowledgeFunds {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (DaoId, PotId);

    fn check(&self, ctx: &Ctx<'_>) -> Result<(DaoId, PotId), Refused> {
        let Amount { asset, units } = self.amount;
        if units == 0 {
            return Err(Refusal::NothingToIssue.into());
        }
        let claimed = ctx.state.treasury.claims.get(&asset);
        let is_holder = claimed.is_some_and(|row| ctx.origin().account() == Some(row.holder));
        if !is_holder {
            existing_asset(ctx, asset)?;
        }
        let dao = claim(ctx.state, asset)?.dao;
        let pot = existing_pot(ctx.state, dao, self.pot.unwrap_or(GENERAL))?;
        if !is_holder {
            return Err(Refusal::NotTheHolder { asset }.into());
        }
        let most = treasury::supply(ctx.state, asset).map_or(u128::MAX, |row| row.issuable());
        if units > most {
            return Err(Refusal::SupplyTooLarge { asset, most }.into());
        }
        Ok((dao, pot))
    }

    fn apply(self, (dao, pot): (DaoId, PotId), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        issue(ctx, self.amount, Place::Pot { dao, pot })
    }
}
