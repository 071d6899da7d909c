//! Promise to add to what others give.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, DaoId};

use super::{asking, giving};
use crate::grants::rules::undertaking::{MAX_TIMES, Pledge};
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::escrow;
use crate::treasury::rules::escrows::Source;

/// Promise to add to what others give
///
/// Puts a sum in trust. When the time to give is over, so many units of it are added for each unit that
/// others gave, up to all of it; the rest returns to you at once. What is added goes on like a gift of
/// yours. What you give yourself is not matched by you, and no pledge is matched by another.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "pledge-match",
    he = "התחייבות להכפלה",
    says_en = "Promise to add { $times } for each 1 that others give to gift pot { $undertaking } of \
               { $dao }, up to { $amount }. The rest returns.",
    says_he = "להתחייב להוסיף { $times } על כל 1 שאחרים נותנים לקופת התמיכה { $undertaking } של \
               { $dao }, עד { $amount }. השאר חוזר.",
    by(Member),
    verified,
    cost(5_000, 10, 0)
)]
pub(crate) struct PledgeMatch {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The gift pot.
    #[he("מספר קופת התמיכה")]
    pub(crate) undertaking: u64,
    /// How much at most.
    #[he("לכל היותר")]
    pub(crate) amount: Amount,
    /// Units for each unit that others give.
    #[he("יחידות לכל יחידה")]
    pub(crate) times: u16,
}

impl Action for PledgeMatch {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Source);

    fn shape(&self) -> Result<(), Refused> {
        if (1..=MAX_TIMES).contains(&self.times) {
            Ok(())
        } else {
            Err(Refusal::BadTimes { most: MAX_TIMES }.into())
        }
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let Self { dao, undertaking, amount, .. } = *self;
        let account = asking::giver(ctx, (dao, undertaking), amount)?;
        if ctx.state.grants.pledges.contains(&(dao, undertaking, account)) {
            return Err(Refusal::PledgedAlready { undertaking }.into());
        }
        Ok((account, escrow::may_open(ctx, dao, None, amount)?))
    }

    fn apply(self, (by, source): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, undertaking, amount, times } = self;
        let key = (dao, undertaking);
        let mut row = giving::of(ctx, key)?;
        if !giving::has_given(ctx.state, key, by) {
            row.tally.givers = row.tally.givers.saturating_add(1);
        }
        row.tally.pledged = row.tally.pledged.saturating_add(amount.units);
        ctx.state.grants.undertakings.put(key, row);
        let escrow = escrow::open(ctx, dao, (source, amount))?;
        let pledge = Pledge { escrow, most: amount.units, times, matched: None };
        ctx.state.grants.pledges.put((dao, undertaking, by), pledge);
        let fact = Fact::MatchPledged { undertaking, by, most: amount, times };
        ctx.emit(&Event { dao, fact });
        Ok(())
    }
}
