//! Take up a tier.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::{steps, tiers};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::reputation::types::{Tier, area};
use crate::reputation::{Refusal, reached};

/// Take up a tier
///
/// Writes down that you reached a tier by what you have now, so that you keep it until your points
/// fall below 70 % of what it took. Where new points brought you there this was done by itself; you
/// need it where time did, or where the charter asks for less than before.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "take-tier",
    he = "קבלת דרגה",
    says_en = "Take up the tier in { $dao }, domain { $domain }, that I reached.",
    says_he = "לקבל בקהילה { $dao }, תחום { $domain }, את הדרגה שהגעתי אליה.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct TakeTier {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// In which domain; none is the whole community.
    #[he("תחום")]
    pub(crate) domain: Option<u32>,
}

impl Action for TakeTier {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let (dao, domain) = (self.dao, self.domain);
        let account = steps::member(ctx, dao)?;
        steps::domain(ctx, dao, domain)?;
        let row = ctx.state.reputation.tiers.get(&(dao, area(domain), account));
        let before = row.map_or(Tier::Member, |row| row.tier);
        if reached(ctx.state, (dao, domain, account), ctx.now()) > before {
            Ok(account)
        } else {
            Err(Refusal::NoHigherTier.into())
        }
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        tiers::note(ctx, (self.dao, account, area(self.domain)));
        Ok(())
    }
}
