//! Open a bid.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, DaoId};

use super::steps;
use crate::invest::refusals::Refusal;
use crate::invest::rules::seals::seal;
use crate::invest::types::{Bid, Order, SaleStage, Steps, most};
use crate::invest::{Event, Fact};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Open a bid
///
/// Shows what one sealed, after the time to bid and before the auction is cleared: units at a price, or in
/// up to eight steps more units at lower prices. All who win pay one price, which is never more than they
/// bid.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "open-bid",
    he = "פתיחת הצעה",
    says_en = "Open my bid in sale { $sale } of { $dao }, in units and base units of money a lot: \
               { $steps }.",
    says_he = "לפתוח את ההצעה שלי במכירה { $sale } של { $dao }, ביחידות ובמחיר למנה ביחידות בסיס: \
               { $steps }.",
    by(Member),
    cost(4_000, 10, 0)
)]
pub(crate) struct OpenBid {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The sale.
    #[he("מספר המכירה")]
    pub(crate) sale: u64,
    /// Base units of the share and for one lot at most, as they were sealed: the highest price first.
    #[he("מדרגות")]
    pub(crate) steps: Steps,
    /// The salt.
    #[he("המלח")]
    pub(crate) salt: u128,
}

impl Action for OpenBid {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Bid);

    fn shape(&self) -> Result<(), Refused> {
        if self.steps.is_empty() || self.steps.iter().any(|step| step.units == 0) {
            return Err(Refusal::NothingToBuy.into());
        }
        // One price is in one step: so what somebody has at the clearing price is one sum.
        let falls = self.steps.windows(2).all(|pair| match pair {
            [one, other] => one.price > other.price,
            _ => true,
        });
        if falls { Ok(()) } else { Err(Refusal::BadSteps.into()) }
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, sale) = (self.dao, self.sale);
        let (account, row) = steps::buyer(ctx, (dao, sale))?;
        let bid = ctx.state.invest.bids.get(&(dao, sale, account));
        let Some((bid, Order::Sealed { seal: sealed })) = bid.map(|bid| (bid, &bid.order)) else {
            return Err(Refusal::NoSealedBid { sale }.into());
        };
        let (from, until) = (row.until, row.opened_until);
        if row.stage != SaleStage::Revealing || ctx.now() > until {
            return Err(Refusal::NotTheTime { from, until }.into());
        }
        let of = (&ctx.env.network, dao, sale);
        if seal(of, (account, &self.steps, self.salt)) != *sealed {
            return Err(Refusal::BidSealBroken.into());
        }
        // What it costs must lie there, or else all others would be filled by a bid of air.
        let cost = most(row.kind.price(), &self.steps);
        if cost.is_none_or(|cost| cost > bid.deposit) {
            let needs = Amount { asset: row.pay, units: cost.unwrap_or(u128::MAX) };
            return Err(Refusal::DepositTooSmall { needs }.into());
        }
        let order = Order::Opened { steps: self.steps.clone() };
        Ok((account, Bid { order, ..bid.clone() }))
    }

    fn apply(self, (account, bid): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, sale, steps, .. } = self;
        ctx.state.invest.bids.put((dao, sale, account), bid);
        ctx.emit(&Event { dao, fact: Fact::BidOpened { sale, account, steps } });
        Ok(())
    }
}
