//! Buy shares.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, DaoId};

use super::{flow, steps};
use crate::invest::refusals::Refusal;
use crate::invest::types::{Bid, Ending, Order, Price, Sale, SaleKind};
use crate::invest::{Event, Fact};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::rules::escrows::Source;
use crate::treasury::{capital, escrow};

/// Buy shares
///
/// Buys new units in a sale with a price, as a member or not. At a fixed price they are yours at once;
/// where there is a goal, what you pay waits in trust until the sale is over, and comes back if the goal
/// is missed. The price of all is rounded up to a base unit. A share is worth what the community makes of
/// it: you may lose all of it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "buy-shares",
    he = "קניית יחידות בעלות",
    says_en = "Buy { $units } units in sale { $sale } of { $dao } for at most { $most }. I may lose all \
               of it.",
    says_he = "לקנות { $units } יחידות במכירה { $sale } של { $dao } תמורת { $most } לכל היותר. ייתכן \
               שאפסיד את כל הסכום.",
    by(Member),
    cost(4_000, 10, 0),
    verified
)]
pub(crate) struct BuyShares {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The sale.
    #[he("מספר המכירה")]
    pub(crate) sale: u64,
    /// Base units of the share.
    #[he("יחידות")]
    pub(crate) units: u128,
    /// What you pay at most.
    #[he("לכל היותר")]
    pub(crate) most: Amount,
}

/// Who buys, what it costs, and from where.
pub(crate) struct Plan {
    account: AccountId,
    row: Sale,
    cost: Amount,
    from: Source,
}

impl BuyShares {
    /// The price of a sale that has one.
    fn price(row: &Sale) -> Result<Price, Refusal> {
        match row.kind {
            SaleKind::Fixed { price } | SaleKind::Hatch { price, .. } => Ok(price),
            SaleKind::Auction { .. } => Err(Refusal::OtherKindOfSale { kind: row.kind.word() }),
        }
    }

    /// Puts what it costs in trust, with what was ordered before.
    fn order(&self, ctx: &mut Ctx<'_>, plan: Plan) -> Result<(), Broken> {
        let (dao, sale) = (self.dao, self.sale);
        let Plan { account, row, cost, from } = plan;
        let escrow = escrow::open(ctx, dao, (from, cost))?;
        let slot = (dao, sale, account);
        let before = ctx.state.invest.bids.get(&slot).cloned();
        let had = before.as_ref().map_or((0, 0), |bid| match bid.order {
            Order::Firm { units } => (units, bid.deposit),
            Order::Sealed { .. } | Order::Opened { .. } => (0, bid.deposit),
        });
        if let Some(bid) = &before {
            escrow::join(ctx, (dao, escrow), bid.escrow, cost.units)?;
        }
        const MORE: Broken = Broken("orders of one are more than fits");
        let units = had.0.checked_add(self.units).ok_or(MORE)?;
        let deposit = had.1.checked_add(cost.units).ok_or(MORE)?;
        let bid = Bid {
            escrow: before.as_ref().map_or(escrow, |bid| bid.escrow),
            deposit,
            order: Order::Firm { units },
            fill: units,
            at: ctx.now(),
            outcome: None,
        };
        ctx.state.invest.bids.put(slot, bid);
        let bids = row.bids.saturating_add(u32::from(before.is_none()));
        let ordered = row.ordered.saturating_add(self.units);
        ctx.state.invest.sales.put((dao, sale), Sale { bids, ordered, ..row });
        let (units, deposit) = (self.units, Amount { units: deposit, ..cost });
        ctx.emit(&Event { dao, fact: Fact::SharesOrdered { sale, account, units, deposit } });
        Ok(())
    }
}

impl Action for BuyShares {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let (dao, sale) = (self.dao, self.sale);
        if self.units == 0 {
            return Err(Refusal::NothingToBuy.into());
        }
        let (account, row) = steps::buyer(ctx, (dao, sale))?;
        let price = Self::price(row)?;
        steps::pays_with(row, self.most)?;
        steps::is_open(ctx, (row, sale))?;
        steps::at_book(ctx, dao, (row.share, row.pay, price))?;
        let left = row.units.saturating_sub(row.sold).saturating_sub(row.ordered);
        if self.units > left {
            return Err(Refusal::SoldOut { left }.into());
        }
        let is_new = !ctx.state.invest.bids.contains(&(dao, sale, account));
        steps::has_room(row.bids, is_new)?;
        let cost = price.cost(self.units).ok_or(Refusal::SoldOut { left })?;
        let cost = Amount { asset: row.pay, units: cost };
        if cost.units > self.most.units {
            return Err(Refusal::CostsMore { cost }.into());
        }
        let from = escrow::may_open(ctx, dao, None, cost)?;
        Ok(Plan { account, row: *row, cost, from })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let key = (self.dao, self.sale);
        let SaleKind::Fixed { price } = plan.row.kind else { return self.order(ctx, plan) };
        let Plan { account, row, cost, .. } = plan;
        capital::pay_in(ctx, account, (self.dao, cost))?;
        flow::sell(ctx, key, (account, self.units), (cost, None))?;
        if row.sold.saturating_add(self.units) >= row.units {
            flow::end(ctx, key, (Ending::Sold, Some(price.pay)));
        }
        Ok(())
    }
}
