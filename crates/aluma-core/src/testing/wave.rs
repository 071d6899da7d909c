//! Wave to somebody.

use aluma_types::AccountId;
use aluma_types::spec::ActionSpec;

use crate::identity::Refusal;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Wave
///
/// Greets somebody, on the record. Nothing changes by it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "wave",
    he = "נפנוף",
    says_en = "Wave to { $to }.",
    says_he = "לנופף אל { $to }.",
    by(Member),
    cost(1_000, 10, 0)
)]
pub(crate) struct Wave {
    /// Whom.
    #[he("אל")]
    pub(crate) to: AccountId,
}

impl Action for Wave {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn check(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        match crate::identity::account(ctx.state, self.to) {
            Some(_) => Ok(()),
            None => Err(Refusal::NoSuchAccount { account: self.to }.into()),
        }
    }

    fn apply(self, (): (), _: &mut Ctx<'_>) -> Result<(), Broken> {
        Ok(())
    }
}
