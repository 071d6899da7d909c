//! Acknowledge funds.

use aluma_types::spec::ActionSpec;
use aluma_types::{Amount, Body, DaoId};

use super::checks::{existing_asset, existing_recipient};
use super::payout::claim;
use super::steps::issue;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury;
use crate::treasury::refusals::Refusal;
use crate::treasury::types::{Place, Recipient, VALUE_BYTES};

/// Acknowledge funds
///
/// The holder of funds says that they hold so much and to whom they owe it, the community or
/// somebody: as many units come into being there.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "acknowledge-funds",
    he = "הודאה בכספים",
    says_en = "Declare that you hold { $amount } and owe it to { $to }.",
    says_he = "להצהיר על { $amount } שבידך ושהם חוב שלך אל { $to }.",
    by(Member),
    cost(3_000, 10, 0),
    verified
)]
pub(crate) struct AcknowledgeFunds {
    /// How much of which claim on you.
    #[he("סכום")]
    pub(crate) amount: Amount,
    /// To whom you owe it: a pot of the community, or an account.
    #[he("למי")]
    pub(crate) to: Recipient,
    /// A statement or the like.
    #[he("מסמך")]
    pub(crate) document: Option<Body<VALUE_BYTES>>,
}

impl Action for AcknowledgeFunds {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Place;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Place, Refused> {
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
        let to = existing_recipient(ctx, self.to)?;
        if !is_holder {
            return Err(Refusal::NotTheHolder { asset }.into());
        }
        if let Some(dao) = other_pot(to, dao) {
            return Err(Refusal::NotYourPot { dao }.into());
        }
        let most = treasury::supply(ctx.state, asset).map_or(u128::MAX, |row| row.issuable());
        if units > most {
            return Err(Refusal::SupplyTooLarge { asset, most }.into());
        }
        Ok(to)
    }

    fn apply(self, to: Place, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        issue(ctx, self.amount, to)
    }
}

/// The DAO of a pot that is another's.
fn other_pot(to: Place, dao: DaoId) -> Option<DaoId> {
    match to {
        Place::Pot { dao: other, .. } if other != dao => Some(other),
        _ => None,
    }
}
