//! Take over what was recorded of oneself.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::past;
use crate::dao::{self, Entry};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::refusal::{Broken, Refused};
use crate::reputation::Refusal;
use crate::reputation::types::WHOLE;

/// Take over my past contributions
///
/// Says that what was recorded of you before the community was here is yours: from then on it stands in
/// your record. It weighs nothing. With it you may ask to come in, as if you held an invitation: whether
/// you are admitted, join without a vote or apply, is for the charter to say.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "take-past",
    he = "אישור תרומות מן העבר",
    says_en = "What was recorded of me in { $dao } from before is mine. { $join_key ->\n    \
               [yes] And I ask to come in.\n   *[other] I do not ask to come in by it.\n}",
    says_he = "מה שנרשם עליי בקהילה { $dao } מן העבר הוא שלי. { $join_key ->\n    \
               [yes] ובקשתי להצטרף.\n   *[other] בלי בקשה להצטרף.\n}",
    by(Member),
    cost(4_000, 10, 0)
)]
pub(crate) struct TakePast {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// Whether you also ask to come in.
    #[he("גם להצטרף")]
    pub(crate) join: bool,
}

/// Who takes it over, whether anything waits, and what becomes of them.
pub(crate) struct Plan {
    account: AccountId,
    waits: bool,
    entry: Option<(Entry, Option<AccountId>)>,
}

impl Action for TakePast {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let dao = self.dao;
        let account = ctx.origin().account();
        let account = account.ok_or(KernelRefusal::NotYoursToDo { action: "sign" })?;
        let tables = &ctx.state.reputation;
        let Some(owner) = tables.past_owners.get(&(dao, account)).copied() else {
            // Whom nothing was recorded of learns no more of a community than they may.
            dao::known(ctx, dao)?;
            return Err(Refusal::NothingPast.into());
        };
        let sum = tables.past_sums.get(&(dao, account, WHOLE)).copied().unwrap_or_default();
        let waits = sum.waiting_works > 0;
        // Where everything was struck nothing is left that invites them.
        if !waits && (!self.join || sum.taken_works == 0) {
            return Err(Refusal::NothingPast.into());
        }
        let entry = match self.join {
            true => Some((dao::may_come_asked(ctx, (dao, account), owner.by)?, owner.by)),
            false => None,
        };
        Ok(Plan { account, waits, entry })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let (key, now) = ((self.dao, plan.account), ctx.now());
        if plan.waits {
            past::take(ctx, key, now);
        }
        match plan.entry {
            Some(entry) => dao::come_asked(ctx, key, entry),
            None => Ok(()),
        }
    }
}
