//! Leave with one's part.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, DaoId};

use crate::dao;
use crate::invest::charter::{notice, promise};
use crate::invest::refusals::Refusal;
use crate::invest::tasks::ExitDue;
use crate::invest::types::Exit;
use crate::invest::{Event, Fact};
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::treasury::rules::escrows::Source;
use crate::treasury::{capital, escrow};

/// Leave with one's part
///
/// Gives up units of the share that the charter's exit promise names, for their part of everything that is
/// free in the community's pots when the notice is over: rounded down, in each asset. What is reserved,
/// promised or owed is not free. Until then the units lie in trust: they earn dividends, nobody votes with
/// them, and you may stay after all. What you hold besides stays yours.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "leave-with-part",
    he = "פרישה עם החלק בקופה",
    says_en = "Give up { $shares } of { $dao } for their part of what is free when the notice is over; my \
               membership ends then: { $membership }.",
    says_he = "לוותר על { $shares } בקהילה { $dao } תמורת חלקן במה שפנוי בקופה בתום ההודעה מראש; החברות \
               שלי מסתיימת אז: { $membership }.",
    by(Member),
    cost(5_000, 10, 0),
    verified
)]
pub(crate) struct LeaveWithPart {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// Which share, and how many base units of it.
    #[he("יחידות")]
    pub(crate) shares: Amount,
    /// Whether your membership ends with it.
    #[he("גם החברות מסתיימת")]
    pub(crate) membership: bool,
}

impl Action for LeaveWithPart {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Source);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, asset) = (self.dao, self.shares.asset);
        let account = ctx.origin().account();
        let account = account.ok_or(KernelRefusal::NotYoursToDo { action: "leave-with-part" })?;
        // Whoever holds a share of a community knows of it, also where it is closed to them.
        if capital::held(ctx.state, account, asset) == 0 {
            dao::may_read(&ctx.look(), dao)?;
        }
        capital::own_share(ctx, dao, asset)?;
        let promise = promise(ctx.state, dao, ctx.now()).ok_or(Refusal::NoExitPromised)?;
        if promise.share != asset {
            return Err(Refusal::NotTheExitShare { asset: promise.share }.into());
        }
        Ok((account, escrow::may_open(ctx, dao, None, self.shares)?))
    }

    fn apply(self, (account, from): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, shares, membership } = self;
        let exit = ctx.next_number(Sequence::Exit)?;
        let escrow = escrow::open(ctx, dao, (from, shares))?;
        let since = ctx.now();
        let until = since.after(notice(ctx.state, dao));
        let due = ctx.schedule(due_at(until), Some(dao), &ExitDue { dao, exit });
        let row = Exit { account, shares, escrow, membership, since, until, due };
        ctx.state.invest.exits.put((dao, exit), row);
        ctx.emit(&Event { dao, fact: Fact::LeavingAsked { exit, account, shares, until } });
        ctx.made(exit);
        Ok(())
    }
}
