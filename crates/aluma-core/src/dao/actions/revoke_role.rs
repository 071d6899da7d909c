//! Take a role back.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, DaoId};

use super::holding::{Key, end, giver, held_in_reach};
use crate::dao::events::Ending;
use crate::dao::types::PROSE_BYTES;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::{Effects, Office};
use crate::kernel::refusal::{Broken, Refused};

/// Take a role back
///
/// Ends somebody's hold of a role at once. What they did by it stays done.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "revoke-role",
    he = "ביטול מינוי",
    says_en = "Take role { $role } from { $holder }. Reason: { $reason }.",
    says_he = "לבטל את המינוי של { $holder } לתפקיד { $role }. נימוק: { $reason }.",
    by(Dao, Role),
    track = Role,
    cost(4_000, 10, 0)
)]
pub(crate) struct RevokeRole {
    /// The role's number.
    #[he("מספר התפקיד")]
    pub(crate) role: u32,
    /// Who holds it.
    #[he("ממי")]
    pub(crate) holder: AccountId,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Body<PROSE_BYTES>>,
}

impl Action for RevokeRole {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Key;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.roles.insert((dao, Office::Held(self.role, self.holder)));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Key, Refused> {
        let by = giver(ctx)?;
        Ok(held_in_reach(ctx, by, (self.role, self.holder))?.0)
    }

    fn apply(self, key: Key, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        end(ctx, key, Ending::Revoked { reason: self.reason })
    }
}
