//! Give up what is still to come.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::flow;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::refusals::Refusal;

/// Give up what is still to come
///
/// Ends a stream to you: what has come due is yours, the rest returns to the community.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "renounce-stream",
    he = "ויתור על תשלום מתמשך",
    says_en = "Give up what number { $number } of { $dao } would still pay you.",
    says_he = "לוותר על מה שמספר { $number } של { $dao } עוד היה משלם לך.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct RenounceStream {
    /// Who pays it.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// Its number.
    #[he("מספר התשלום")]
    pub(crate) number: u64,
}

impl Action for RenounceStream {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn check(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        match flow::own(ctx, (self.dao, self.number))?.stopped {
            Some(at) => Err(Refusal::StreamStopped { at }.into()),
            None => Ok(()),
        }
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        flow::stop(ctx, (self.dao, self.number))
    }
}
