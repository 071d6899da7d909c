//! Give a role back.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::holding::{Key, end};
use super::{signer, steps};
use crate::dao::Refusal;
use crate::dao::events::Ending;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Give a role back
///
/// At once and always.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "renounce-role",
    he = "ויתור על תפקיד",
    says_en = "Give back role { $role } in { $dao }.",
    says_he = "לוותר על תפקיד { $role } בקהילה { $dao }.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct RenounceRole {
    /// Which DAO.
    #[he("איזה ארגון")]
    pub(crate) dao: DaoId,
    /// The role's number.
    #[he("מספר התפקיד")]
    pub(crate) role: u32,
}

impl Action for RenounceRole {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Key;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Key, Refused> {
        let account: AccountId = signer(ctx)?;
        steps::known(ctx.state, self.dao, account)?;
        let key = (self.dao, self.role, account);
        if ctx.state.dao.holds.contains(&key) {
            Ok(key)
        } else {
            Err(Refusal::RoleNotHeld { role: self.role }.into())
        }
    }

    fn apply(self, key: Key, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        end(ctx, key, Ending::Renounced)
    }
}
