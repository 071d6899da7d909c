//! Say how somebody stands in a role.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, DaoId};

use super::holding::{Key, giver, held_in_reach};
use super::steps;
use crate::dao::types::PROSE_BYTES;
use crate::dao::{Event, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::{Effects, Office};
use crate::kernel::refusal::{Broken, Refused};

/// Say how somebody stands in a role
///
/// In bad standing they keep the role but cannot act by it, and it weighs nothing, until somebody
/// says otherwise or the term ends.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "judge-role",
    he = "מעמד בתפקיד",
    says_en = "Say of { $holder } in role { $role }: in good standing: { $good }. Reason: \
               { $reason }.",
    says_he = "לקבוע על { $holder } בתפקיד { $role }: במעמד תקין: { $good }. נימוק: { $reason }.",
    by(Dao, Role),
    track = Role,
    cost(4_000, 10, 0)
)]
pub(crate) struct JudgeRole {
    /// The role's number.
    #[he("מספר התפקיד")]
    pub(crate) role: u32,
    /// Who holds it.
    #[he("על מי")]
    pub(crate) holder: AccountId,
    /// Whether they stand well.
    #[he("במעמד תקין")]
    pub(crate) good: bool,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Body<PROSE_BYTES>>,
}

impl Action for JudgeRole {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Key;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.roles.insert((dao, Office::Held(self.role, self.holder)));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Key, Refused> {
        let by = giver(ctx)?;
        let (role, account) = (self.role, self.holder);
        let (key, hold) = held_in_reach(ctx, by, (role, account))?;
        if hold.good == self.good {
            return Err(Refusal::StandsSo { role, account }.into());
        }
        Ok(key)
    }

    fn apply(self, key: Key, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let (good, (dao, role, account)) = (self.good, key);
        ctx.state.dao.holds.update(&key, |hold| hold.good = good);
        steps::weigh_roles(ctx, (dao, account))?;
        ctx.emit(&Event::StandingSet { dao, role, account, good, reason: self.reason });
        Ok(())
    }
}
