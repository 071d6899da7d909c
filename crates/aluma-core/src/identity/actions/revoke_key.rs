//! End a limited key at once.

use aluma_types::AccountId;
use aluma_types::spec::ActionSpec;

use crate::identity;
use crate::identity::refusals::Refusal;
use crate::identity::types::KeyRole;
use crate::kernel::action::{Action, Asking};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;

/// Revoke a key
///
/// Ends a session's, an agent's or an admin's key at once. It names a number that no other key ever
/// gets, so it needs no turn: nothing that happens before it can keep it from its effect.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "revoke-key",
    he = "ביטול מפתח",
    says_en = "End the key number { $key } of your account at once.",
    says_he = "לבטל מיד את מפתח מספר { $key } של חשבונך.",
    by(Member),
    owner,
    cost(2_000, 10, 0)
)]
pub(crate) struct RevokeKey {
    /// The key's number in the account.
    #[he("מספר המפתח")]
    pub(crate) key: u16,
}

impl RevokeKey {
    /// Whether the key ends at once.
    fn may(&self, state: &State, account: AccountId) -> Result<(), Refusal> {
        let key = self.key;
        let row = state.identity.keys.get(&(account, key));
        match row.ok_or(Refusal::NoSuchKey { key })?.role {
            KeyRole::Owner => Err(Refusal::OwnerKeyWaits { key }),
            _ => Ok(()),
        }
    }
}

impl Action for RevokeKey {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn is_guarded(&self, asking: &Asking<'_>) -> bool {
        self.may(asking.state, asking.account).is_ok()
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let account = super::signer(ctx)?;
        self.may(ctx.state, account)?;
        Ok(account)
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        identity::end_key(ctx, account, self.key);
        Ok(())
    }
}
