//! Take dividends.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, AssetId};

use super::checks::{existing_asset, not_yours};
use super::steps::post;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::Event;
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::dividends;
use crate::treasury::types::{Earned, Place};

/// Take dividends
///
/// Pays you what a share that you hold or held has earned for you in one asset.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "take-dividend",
    he = "לקיחת רווחים",
    says_en = "Take what { $share } has earned in { $asset }.",
    says_he = "לקחת את מה שיחידת הבעלות { $share } הניבה, בנכס { $asset }.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct TakeDividend {
    /// What earned it.
    #[he("יחידת הבעלות")]
    pub(crate) share: AssetId,
    /// In which asset.
    #[he("נכס")]
    pub(crate) asset: AssetId,
}

/// Whose, and what they have earned until now.
pub(crate) struct Plan {
    account: AccountId,
    earned: Earned,
}

impl Action for TakeDividend {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let account = ctx.origin().account().ok_or_else(|| not_yours("take-dividend"))?;
        // What somebody earned is theirs also where they may no longer know of the community.
        let earned = dividends::earned(ctx.state, account, (self.share, self.asset));
        match earned.filter(|earned| earned.owed > 0) {
            Some(earned) => Ok(Plan { account, earned }),
            None => {
                existing_asset(ctx, self.share)?;
                Err(Refusal::NothingEarned { share: self.share }.into())
            }
        }
    }

    fn apply(self, Plan { account, earned }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { share, asset } = self;
        let (units, dao) = (earned.owed, earned.dao);
        ctx.state.treasury.earned.put((account, share, asset), Earned { owed: 0, ..earned });
        let to = (Place::Account { account }, units);
        post(ctx, asset, Place::Dividends { share }, &[to])?;
        let amount = Amount { asset, units };
        ctx.emit(&Event::DividendTaken { dao, share, account, amount });
        Ok(())
    }
}
