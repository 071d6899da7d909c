//! Seal a bid.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, DaoId, Hash32};

use super::steps;
use crate::invest::refusals::Refusal;
use crate::invest::types::{Bid, Order, SaleKind};
use crate::invest::{Event, Fact};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::escrow;
use crate::treasury::rules::escrows::Source;

/// Seal a bid
///
/// Bids in an auction, once, without anybody reading for how much: the seal hides a salt and units at a
/// price, or in up to eight steps more units at lower prices. Keep them to open the bid when the time to
/// bid is over. The deposit is what you would pay at most; nobody sees less of it, so put more there than
/// you bid if you would hide that too. What you do not pay comes back. A bid that is never opened costs a
/// part of its deposit where units are sold. A share is worth what the community makes of it: you may lose
/// all of it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "seal-bid",
    he = "הצעה חתומה",
    says_en = "Bid in sale { $sale } of { $dao }, sealed with { $seal }, and put { $deposit } in trust \
               for it. I may lose all of it.",
    says_he = "להציע במכירה { $sale } של { $dao }, בחותם { $seal }, ולהפקיד { $deposit } בנאמנות. ייתכן \
               שאפסיד את כל הסכום.",
    by(Member),
    cost(4_000, 10, 0),
    verified
)]
pub(crate) struct SealBid {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The sale.
    #[he("מספר המכירה")]
    pub(crate) sale: u64,
    /// Hash of network, community, sale, account, units and price of each step, and salt.
    #[he("החותם")]
    pub(crate) seal: Hash32,
    /// What waits in trust for it.
    #[he("פיקדון")]
    pub(crate) deposit: Amount,
}

impl Action for SealBid {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Source);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, sale) = (self.dao, self.sale);
        let (account, row) = steps::buyer(ctx, (dao, sale))?;
        if !matches!(row.kind, SaleKind::Auction { .. }) {
            return Err(Refusal::OtherKindOfSale { kind: row.kind.word() }.into());
        }
        steps::pays_with(row, self.deposit)?;
        steps::is_open(ctx, (row, sale))?;
        if ctx.state.invest.bids.contains(&(dao, sale, account)) {
            return Err(Refusal::BidAlready { sale }.into());
        }
        steps::has_room(row.bids, true)?;
        // Less than one unit costs at the floor could win nothing and only fill the list.
        let least = row.kind.price().cost(1).unwrap_or(u128::MAX);
        if self.deposit.units < least {
            let needs = Amount { units: least, ..self.deposit };
            return Err(Refusal::DepositTooSmall { needs }.into());
        }
        Ok((account, escrow::may_open(ctx, dao, None, self.deposit)?))
    }

    fn apply(self, (account, from): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, sale, seal, deposit } = self;
        let escrow = escrow::open(ctx, dao, (from, deposit))?;
        let bid = Bid {
            escrow,
            deposit: deposit.units,
            order: Order::Sealed { seal },
            fill: 0,
            at: ctx.now(),
            outcome: None,
        };
        ctx.state.invest.bids.put((dao, sale, account), bid);
        ctx.state.invest.sales.update(&(dao, sale), |row| row.bids = row.bids.saturating_add(1));
        ctx.emit(&Event { dao, fact: Fact::BidSealed { sale, account, deposit } });
        Ok(())
    }
}
