//! Add a key to one's own account.

use alloc::boxed::Box;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, PublicKey};

use crate::identity::refusals::Refusal;
use crate::identity::types::Key;
use crate::identity::{Event, accounts_of};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Keys one account may ever have.
const MAX_KEYS: u16 = 64;

/// Add a key
///
/// The key may do everything the account may do, at once. Several accounts may share a key, so
/// nobody can keep another from using theirs by adding it first. Changes of keys are counted, as
/// the account shows; one that names its turn has effect in that turn only.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "add-key",
    he = "הוספת מפתח",
    says_en = "Give the key { $key } full control of your account.",
    says_he = "לתת למפתח { $key } שליטה מלאה בחשבונך.",
    by(Member),
    cost(2_000, 10, 0),
    verified
)]
pub(crate) struct AddKey {
    /// The public half of the new key.
    #[he("המפתח החדש")]
    pub(crate) key: PublicKey,
    /// How many changes of keys came before this one; it is refused at any other turn.
    #[he("התור")]
    pub(crate) sequence: Option<u64>,
}

/// Whose, and which number the key gets.
pub(crate) struct Plan {
    account: AccountId,
    number: u16,
}

impl Action for AddKey {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let id = super::signer(ctx)?;
        let account = crate::identity::account(ctx.state, id)
            .ok_or(Refusal::NoSuchAccount { account: id })?;
        let turn = account.sequence;
        if self.sequence.is_some_and(|named| named != turn) {
            return Err(Refusal::NotItsTurn { turn }.into());
        }
        if accounts_of(ctx.state, &self.key).any(|(holder, _)| holder == id) {
            return Err(Refusal::KeyAlreadyThere.into());
        }
        if account.keys >= MAX_KEYS {
            return Err(Refusal::TooManyKeys { limit: MAX_KEYS }.into());
        }
        Ok(Plan { account: id, number: account.keys })
    }

    fn apply(self, Plan { account, number }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        ctx.state.identity.accounts.update(&account, |row| {
            row.keys = row.keys.saturating_add(1);
            row.sequence = row.sequence.saturating_add(1);
        });
        ctx.state.identity.keys.put((account, number), Box::new(Key::owner(self.key)));
        ctx.emit(&Event::KeyAdded { account, key: number, public: self.key });
        Ok(())
    }
}
