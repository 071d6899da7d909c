//! What happens by itself: a sale goes on, whoever leaves is paid, a lot is free, income is shared.

use aluma_types::{Canon, DaoId};

use crate::invest::actions::{exits, flow, income};
use crate::kernel::action::{Next, Task};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;

/// Closes the time to bid or to open bids of a sale, or fills its next bids.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct SaleDue {
    /// Whose.
    pub(crate) dao: DaoId,
    /// Which.
    pub(crate) sale: u64,
}

impl Task for SaleDue {
    const NUMBER: u16 = 185;
    const NAME: &'static str = "sale-due";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        flow::go_on(ctx, (self.dao, self.sale))?;
        Ok(Next::Done)
    }
}

/// Pays whoever leaves.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct ExitDue {
    /// Whom they leave.
    pub(crate) dao: DaoId,
    /// Which exit.
    pub(crate) exit: u64,
}

impl Task for ExitDue {
    const NUMBER: u16 = 186;
    const NAME: &'static str = "exit-due";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        exits::pay(ctx, (self.dao, self.exit))?;
        Ok(Next::Done)
    }
}

/// Sets free what was bought.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct LotDue {
    /// Whose share it is.
    pub(crate) dao: DaoId,
    /// Which lot.
    pub(crate) lot: u64,
}

impl Task for LotDue {
    const NUMBER: u16 = 187;
    const NAME: &'static str = "lot-due";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        flow::free_lot(ctx, (self.dao, self.lot))?;
        Ok(Next::Done)
    }
}

/// Pays a dividend of what came in.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct SharingDue {
    /// Whose.
    pub(crate) dao: DaoId,
    /// Which.
    pub(crate) sharing: u64,
}

impl Task for SharingDue {
    const NUMBER: u16 = 188;
    const NAME: &'static str = "sharing-due";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        income::pay(ctx, (self.dao, self.sharing))?;
        Ok(Next::Done)
    }
}
