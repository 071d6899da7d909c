//! Stay after all.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use crate::dao;
use crate::invest::refusals::Refusal;
use crate::invest::types::Exit;
use crate::invest::{Event, Fact};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::escrow;

/// Stay after all
///
/// Takes back that you leave with your part, until the notice is over: your units are yours as before.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "withdraw-leaving",
    he = "ביטול פרישה",
    says_en = "Stay in { $dao } after all, and take back exit { $exit }.",
    says_he = "להישאר בכל זאת ב־{ $dao } ולבטל את פרישה { $exit }.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct WithdrawLeaving {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// Which exit.
    #[he("מספר הפרישה")]
    pub(crate) exit: u64,
}

impl Action for WithdrawLeaving {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Exit;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Exit, Refused> {
        let (dao, exit) = (self.dao, self.exit);
        let account = ctx.origin().account();
        let account = account.ok_or(KernelRefusal::NotYoursToDo { action: "withdraw-leaving" })?;
        let row = ctx.state.invest.exits.get(&(dao, exit)).copied();
        if let Some(row) = row.filter(|row| row.account == account && ctx.now() <= row.until) {
            return Ok(row);
        }
        dao::may_read(&ctx.look(), dao)?;
        Err(Refusal::NotYourExit { exit }.into())
    }

    fn apply(self, row: Exit, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, exit } = self;
        ctx.cancel(row.due);
        ctx.state.invest.exits.remove(&(dao, exit));
        escrow::give_back(ctx, (dao, row.escrow), row.shares.units)?;
        let account = row.account;
        ctx.emit(&Event { dao, fact: Fact::LeavingWithdrawn { exit, account } });
        Ok(())
    }
}
