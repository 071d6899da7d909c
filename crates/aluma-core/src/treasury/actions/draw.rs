//! Draw what came due.

use aluma_types::spec::ActionSpec;
use aluma_types::{Amount, DaoId};

use super::flow;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::refusals::Refusal;

/// Draw what came due
///
/// Pays you what a stream to you has come to, at any time you like. A salary is paid as far as its
/// pot reaches; the rest stays owed. While payments rest in an emergency, so does a salary; what
/// vests lies in custody and does not.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "draw",
    he = "משיכת המגיע",
    says_en = "Draw what has come due from number { $number } of { $dao }.",
    says_he = "למשוך את מה שהגיע זמנו ממספר { $number } של { $dao }.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct Draw {
    /// Who pays it.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// Its number.
    #[he("מספר התשלום")]
    pub(crate) number: u64,
}

impl Action for Draw {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn check(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        let row = flow::own(ctx, (self.dao, self.number))?;
        flow::awake(ctx, (self.dao, self.number))?;
        if flow::covered(ctx, self.dao, row) == 0 {
            let owed = Amount { asset: row.asset, units: row.debt(ctx.now()) };
            return Err(Refusal::NothingToDraw { owed }.into());
        }
        Ok(())
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        flow::pay_out(ctx, (self.dao, self.number))
    }
}
