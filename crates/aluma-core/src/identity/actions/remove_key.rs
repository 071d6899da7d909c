//! Ask for the removal of a key with full control.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Turn};

use crate::identity::refusals::Refusal;
use crate::identity::rules::WAIT;
use crate::identity::types::{KeyRole, Removal};
use crate::identity::{Event, keys_of, next_turn, tasks};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;

/// Remove an owner's key
///
/// The key ends after seven days, and with it what it gave limited powers to. In these days it may
/// veto, so that whoever steals one key cannot lock out those who hold the others. One key with
/// full control always stays.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "remove-key",
    he = "הסרת מפתח",
    says_en = "Remove the key number { $key } from your account in seven days, unless that key \
               objects.",
    says_he = "להסיר את מפתח מספר { $key } מחשבונך בעוד שבעה ימים, אם אותו מפתח לא יתנגד.",
    by(Member),
    owner,
    cost(2_000, 10, 0)
)]
pub(crate) struct RemoveKey {
    /// The key's number in the account.
    #[he("מספר המפתח")]
    pub(crate) key: u16,
    /// The turn of this change; it is refused at any other.
    #[he("התור")]
    pub(crate) sequence: Turn,
}

impl Action for RemoveKey {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, u16);

    fn check(&self, ctx: &Ctx<'_>) -> Result<(AccountId, u16), Refused> {
        let key = self.key;
        let (account, by) = super::signing(ctx)?;
        let row = ctx.state.identity.keys.get(&(account, key));
        if row.ok_or(Refusal::NoSuchKey { key })?.role != KeyRole::Owner {
            return Err(Refusal::NotAnOwnerKey { key }.into());
        }
        super::may_change(ctx, self.sequence)?;
        let leaves = |number: u16| ctx.state.identity.removals.get(&(account, number));
        if let Some(row) = leaves(key) {
            return Err(Refusal::AlreadyLeaving { key, until: row.at }.into());
        }
        let stays = |(number, row): &(u16, &crate::identity::types::Key)| {
            row.role == KeyRole::Owner && *number != key && leaves(*number).is_none()
        };
        if !keys_of(ctx.state, account).any(|one| stays(&one)) {
            return Err(Refusal::LastOwnerKey { key }.into());
        }
        Ok((account, by))
    }

    fn apply(self, (account, by): (AccountId, u16), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let (key, until) = (self.key, ctx.now().after(WAIT));
        next_turn(ctx.state, account);
        ctx.state.identity.removals.put((account, key), Removal { by, at: until });
        ctx.schedule(due_at(until), None, &tasks::RemoveKey { account, key });
        ctx.emit(&Event::KeyRemovalAsked { account, key, until });
        Ok(())
    }
}
