//! End a stream.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::checks::author;
use super::flow;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::refusals::Refusal;

/// End a stream
///
/// What has come due is paid, or stays owed where the pot has less; the rest is the community's
/// again.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "stop-stream",
    he = "הפסקת תשלום מתמשך",
    says_en = "End what is paid over time under number { $number }.",
    says_he = "להפסיק את מה שמשולם לאורך זמן במספר { $number }.",
    by(Dao),
    track = Tip,
    cost(3_000, 10, 0)
)]
pub(crate) struct StopStream {
    /// Its number.
    #[he("מספר התשלום")]
    pub(crate) number: u64,
}

impl Action for StopStream {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let (dao, _) = author(ctx, "stop-stream")?;
        match flow::existing(ctx.state, (dao, self.number))?.stopped {
            Some(at) => Err(Refusal::StreamStopped { at }.into()),
            None => Ok(dao),
        }
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        flow::stop(ctx, (dao, self.number))
    }
}
