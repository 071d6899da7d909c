//! Choose a steward.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, Timestamp};

use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::reputation::rules::decay::POINT;
use crate::reputation::types::{Reached, Tier, area};
use crate::reputation::{Event, Fact, Refusal, charter, points, record};

/// Choose a steward
///
/// Somebody with enough points looks after a domain or the whole community, for a term that the
/// charter says; the members may recall them at any time. Chosen again, the term begins anew.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "name-steward",
    he = "בחירת רכז או רכזת",
    says_en = "Choose { $account } as a steward of domain { $domain }.",
    says_he = "לבחור את { $account } לריכוז תחום { $domain }.",
    by(Dao),
    track = Role,
    cost(3_000, 10, 0)
)]
pub(crate) struct NameSteward {
    /// Whom.
    #[he("את מי")]
    pub(crate) account: AccountId,
    /// Of which domain; none is the whole community.
    #[he("תחום")]
    pub(crate) domain: Option<u32>,
}

impl Action for NameSteward {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (DaoId, Timestamp);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let dao = steps::deciding(ctx)?;
        steps::other(ctx, dao, self.account)?;
        steps::domain(ctx, dao, self.domain)?;
        let needed = crate::reputation::rules::reading::ladder(ctx.state, dao).steward_points;
        let of = (dao, self.domain, self.account);
        if points(ctx.state, of, ctx.now()) < needed.saturating_mul(POINT) {
            return Err(Refusal::TooFewPoints { needed }.into());
        }
        Ok((dao, ctx.now().after(charter::steward_term(ctx.state, dao))))
    }

    fn apply(self, (dao, until): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { account, domain } = self;
        let key = (dao, area(domain), account);
        let before = ctx.state.reputation.tiers.get(&key).copied();
        let since = record(ctx.state, (dao, domain, account)).and_then(|row| row.since);
        let row = before.unwrap_or(Reached {
            tier: Tier::Member,
            since: since.unwrap_or(ctx.now()),
            steward_until: None,
        });
        ctx.state.reputation.tiers.put(key, Reached { steward_until: Some(until), ..row });
        ctx.emit(&Event { dao, fact: Fact::StewardNamed { account, domain, until } });
        Ok(())
    }
}
