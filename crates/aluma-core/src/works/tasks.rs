//! What happens by itself: what nobody agreed to in time is given up, an offer that nobody took lapses.

use aluma_types::{Canon, DaoId};

use crate::kernel::action::{Next, Task};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::works::actions::flow;

/// Gives up a registration that not all authors agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct WorkDue {
    /// Whose register.
    pub(crate) dao: DaoId,
    /// Which work.
    pub(crate) work: u64,
}

impl Task for WorkDue {
    const NUMBER: u16 = 193;
    const NAME: &'static str = "work-due";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        flow::time_is_over(ctx, (self.dao, self.work));
        Ok(Next::Done)
    }
}

/// Ends an offer.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct OfferDue {
    /// Whose register.
    pub(crate) dao: DaoId,
    /// Of which work.
    pub(crate) work: u64,
    /// Which offer.
    pub(crate) offer: u64,
}

impl Task for OfferDue {
    const NUMBER: u16 = 194;
    const NAME: &'static str = "offer-due";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        flow::offer_is_over(ctx, (self.dao, self.work, self.offer));
        Ok(Next::Done)
    }
}
