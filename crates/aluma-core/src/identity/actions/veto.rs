//! Keep keys or guardians as they are.

use aluma_types::AccountId;
use aluma_types::spec::ActionSpec;

use crate::identity::Event;
use crate::identity::refusals::Refusal;
use crate::identity::types::Waiting;
use crate::kernel::action::{Action, Asking};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;

/// Veto a waiting change
///
/// A removal is vetoed by the key that would be removed, or taken back by the one that asked for
/// it. A change of guardians is vetoed by any key with full control. It needs no turn, so nobody
/// who holds another key can keep it from its effect.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "veto",
    he = "התנגדות לשינוי",
    says_en = "Keep the account as it is: do not let this change happen: { $change }.",
    says_he = "להשאיר את החשבון כפי שהוא: לא להניח לשינוי הזה לקרות: { $change }.",
    by(Member),
    owner,
    cost(2_000, 10, 0)
)]
pub(crate) struct Veto {
    /// Which change.
    #[he("איזה שינוי")]
    pub(crate) change: Waiting,
}

impl Veto {
    /// Whether it waits, and a key may object.
    fn may(&self, state: &State, (account, by): (AccountId, u16)) -> Result<(), Refusal> {
        let tables = &state.identity;
        match self.change {
            Waiting::Removal { key } => {
                let row = tables.removals.get(&(account, key)).ok_or(Refusal::NothingWaits)?;
                if by != key && by != row.by {
                    return Err(Refusal::NotYourVeto { key });
                }
            }
            Waiting::Guardians => {
                let row = tables.guards.get(&account).and_then(|row| row.change.as_ref());
                row.ok_or(Refusal::NothingWaits)?;
            }
        }
        Ok(())
    }
}

impl Action for Veto {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn is_guarded(&self, asking: &Asking<'_>) -> bool {
        self.may(asking.state, (asking.account, asking.key)).is_ok()
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let (account, by) = super::signing(ctx)?;
        self.may(ctx.state, (account, by))?;
        Ok(account)
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        match self.change {
            Waiting::Removal { key } => {
                ctx.state.identity.removals.remove(&(account, key));
            }
            Waiting::Guardians => crate::identity::drop_change(ctx.state, account),
        }
        ctx.emit(&Event::ChangeVetoed { account, change: self.change });
        Ok(())
    }
}
