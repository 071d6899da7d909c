//! Give for a purpose.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, DaoId};

use super::{asking, giving};
use crate::grants::{Event, Fact};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::escrow;
use crate::treasury::rules::escrows::Source;

/// Give for a purpose
///
/// Puts your money in trust for a gift pot. It is paid as milestones are reached; what is not paid returns
/// to you by itself. You give as often as you like while gifts are taken.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "give-for-purpose",
    he = "תמיכה ייעודית",
    says_en = "Give { $amount } to gift pot { $undertaking } of { $dao }. It is paid as milestones are \
               reached, and returns as far as they are not.",
    says_he = "לתת { $amount } לקופת התמיכה { $undertaking } של { $dao }. הסכום משולם ככל שאבני הדרך \
               מושגות, ומה שלא שולם חוזר.",
    by(Member),
    verified,
    cost(5_000, 10, 0)
)]
pub(crate) struct GiveForPurpose {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The gift pot.
    #[he("מספר קופת התמיכה")]
    pub(crate) undertaking: u64,
    /// How much.
    #[he("סכום")]
    pub(crate) amount: Amount,
}

impl Action for GiveForPurpose {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Source);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let account = asking::giver(ctx, (self.dao, self.undertaking), self.amount)?;
        Ok((account, escrow::may_open(ctx, self.dao, None, self.amount)?))
    }

    fn apply(self, (from, source): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, undertaking, amount } = self;
        let key = (dao, undertaking);
        let mut row = giving::of(ctx, key)?;
        if !giving::has_given(ctx.state, key, from) {
            row.tally.givers = row.tally.givers.saturating_add(1);
        }
        row.tally.given = row.tally.given.saturating_add(amount.units);
        ctx.state.grants.undertakings.put(key, row);
        let escrow = escrow::open(ctx, dao, (source, amount))?;
        giving::add(ctx, (dao, undertaking, from), (escrow, amount.units), false)?;
        ctx.emit(&Event { dao, fact: Fact::GivenForPurpose { undertaking, from, amount } });
        Ok(())
    }
}
