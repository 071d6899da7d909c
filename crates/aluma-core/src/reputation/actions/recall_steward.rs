//! Recall a steward.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::reputation::types::{Reached, area};
use crate::reputation::{Event, Fact, Refusal};

/// Recall a steward
///
/// Ends the time of a steward at once. Their points and whatever else they reached stay.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "recall-steward",
    he = "סיום כהונה של רכז או רכזת",
    says_en = "Recall { $account } as a steward of domain { $domain }.",
    says_he = "לסיים את הכהונה של { $account } בריכוז תחום { $domain }.",
    by(Dao),
    track = Role,
    cost(3_000, 10, 0)
)]
pub(crate) struct RecallSteward {
    /// Whom.
    #[he("את מי")]
    pub(crate) account: AccountId,
    /// Of which domain; none is the whole community.
    #[he("תחום")]
    pub(crate) domain: Option<u32>,
}

impl Action for RecallSteward {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (DaoId, Reached);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let dao = steps::deciding(ctx)?;
        let row = ctx.state.reputation.tiers.get(&(dao, area(self.domain), self.account));
        let is_steward = |row: &&Reached| row.steward_until.is_some_and(|until| ctx.now() <= until);
        match row.filter(is_steward) {
            Some(row) => Ok((dao, *row)),
            None => Err(Refusal::NoSteward.into()),
        }
    }

    fn apply(self, (dao, row): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { account, domain } = self;
        let row = Reached { steward_until: None, ..row };
        ctx.state.reputation.tiers.put((dao, area(domain), account), row);
        ctx.emit(&Event { dao, fact: Fact::StewardRecalled { account, domain } });
        Ok(())
    }
}
