//! Add a key to one's own account.

use aluma_types::spec::ActionSpec;
use aluma_types::{PublicKey, Turn};

use crate::identity;
use crate::identity::types::Key;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Add a key
///
/// The key may do everything the account may do, at once. Several accounts may share a key, so
/// nobody can keep another from using theirs by adding it first. Changes of keys are counted, as
/// the account shows, and each has effect in its turn only.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "add-key",
    he = "הוספת מפתח",
    says_en = "Give the key { $key } full control of your account.",
    says_he = "לתת למפתח { $key } שליטה מלאה בחשבונך.",
    by(Member),
    owner,
    cost(2_000, 10, 0),
    verified
)]
pub(crate) struct AddKey {
    /// The public half of the new key.
    #[he("המפתח החדש")]
    pub(crate) key: PublicKey,
    /// The turn of this change; it is refused at any other.
    #[he("התור")]
    pub(crate) sequence: Turn,
}

impl Action for AddKey {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = super::NewKey;

    fn check(&self, ctx: &Ctx<'_>) -> Result<super::NewKey, Refused> {
        super::may_add(ctx, &self.key, self.sequence)
    }

    fn apply(self, new: super::NewKey, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let key = Key::owner(self.key, ctx.now());
        identity::put_key(ctx, (new.account, new.number), key);
        Ok(())
    }
}
