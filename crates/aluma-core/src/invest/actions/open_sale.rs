//! Open a sale.

use aluma_types::spec::ActionSpec;
use aluma_types::{Amount, AssetId, DaoId, Span};

use super::{flow, steps};
use crate::invest::refusals::Refusal;
use crate::invest::types::{LONGEST, MAX_OPEN, SHORTEST, Sale, SaleKind, SaleStage, Terms};
use crate::invest::{Event, Fact};
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::treasury::capital;

/// Open a sale
///
/// Offers new units of a share to whoever may read the community, a member or not: at a price, at a price
/// once a goal is met, or by an auction with sealed bids in which all who win pay one price. Never for
/// less than what they are worth in what is free. It dilutes whoever holds some, within the mint cap,
/// which counts it now; what comes in goes to the general pot.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "open-sale",
    he = "פתיחת מכירה",
    says_en = "Sell up to { $units }, new, of { $share }, for { $pay } in { $lasts }: { $kind }. Who \
               buys is told: { $terms }",
    says_he = "למכור עד { $units }, בהנפקה חדשה, של { $share }, תמורת { $pay } במשך { $lasts }: { $kind }. \
               לקונים נאמר: { $terms }",
    by(Dao),
    track = Constitution,
    cost(6_000, 10, 0)
)]
pub(crate) struct OpenSale {
    /// Of which share of the community.
    #[he("יחידת הבעלות")]
    pub(crate) share: AssetId,
    /// Base units of it at most.
    #[he("יחידות לכל היותר")]
    #[of("share")]
    pub(crate) units: u128,
    /// For which of the community's assets: no share.
    #[he("משלמים ב־")]
    pub(crate) pay: AssetId,
    /// How the price is found.
    #[he("סוג המכירה")]
    #[of("pay")]
    pub(crate) kind: SaleKind,
    /// For how long: an hour to 90 days.
    #[he("משך")]
    pub(crate) lasts: Span,
    /// What whoever buys is told: what the money is for, and what may become of it.
    #[he("תנאים")]
    pub(crate) terms: Terms,
}

impl Action for OpenSale {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn shape(&self) -> Result<(), Refused> {
        if !self.kind.price().is_one() {
            return Err(Refusal::BadPrice.into());
        }
        let goal = match self.kind {
            SaleKind::Hatch { goal, .. } => goal,
            SaleKind::Fixed { .. } | SaleKind::Auction { .. } => 1,
        };
        if goal == 0 || goal > self.units {
            return Err(Refusal::BadGoal { most: self.units }.into());
        }
        let reveal = match self.kind {
            SaleKind::Auction { reveal, .. } => reveal,
            SaleKind::Fixed { .. } | SaleKind::Hatch { .. } => SHORTEST,
        };
        let in_range = |span: Span| (SHORTEST..=LONGEST).contains(&span);
        if !in_range(self.lasts) || !in_range(reveal) {
            return Err(Refusal::SaleTimes { least: SHORTEST, most: LONGEST }.into());
        }
        // What all of it costs must be a number, or else nobody could bid.
        if self.kind.price().cost(self.units).is_none() {
            return Err(Refusal::BadPrice.into());
        }
        Ok(())
    }

    fn effects(&self, _: DaoId, effects: &mut Effects) {
        effects.issue(self.share, self.units);
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        self.shape()?;
        let dao = steps::acting(ctx, "open-sale")?;
        capital::own_share(ctx, dao, self.share)?;
        let pay = capital::own_asset(ctx, dao, self.pay)?;
        if pay.kind.is_share() {
            return Err(Refusal::PaysInShares { asset: self.pay }.into());
        }
        let sales = ctx.state.invest.sales.range((dao, 0)..=(dao, u64::MAX));
        let open = sales.filter(|(_, row)| !matches!(row.stage, SaleStage::Over { .. }));
        if open.count() >= MAX_OPEN {
            return Err(Refusal::TooManyOpen { limit: MAX_OPEN as u64 }.into());
        }
        steps::at_book(ctx, dao, (self.share, self.pay, self.kind.price()))?;
        capital::may_offer(ctx, Amount { asset: self.share, units: self.units })?;
        Ok(dao)
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { share, units, pay, kind, lasts, terms } = self;
        let sale = ctx.next_number(Sequence::Sale)?;
        let (key, since) = ((dao, sale), ctx.now());
        let shares = Amount { asset: share, units };
        capital::offer(ctx, dao, shares);
        let until = since.after(lasts);
        let opened_until = match kind {
            SaleKind::Auction { reveal, .. } => until.after(reveal),
            SaleKind::Fixed { .. } | SaleKind::Hatch { .. } => until,
        };
        let row = Sale {
            share,
            units,
            pay,
            kind,
            terms,
            since,
            until,
            opened_until,
            ordered: 0,
            sold: 0,
            raised: 0,
            bids: 0,
            stage: SaleStage::Open,
            due: None,
        };
        flow::turn(ctx, key, row, (SaleStage::Open, Some(due_at(until))));
        let fact = Fact::SaleOpened { sale, shares, pay, kind, terms, until };
        ctx.emit(&Event { dao, fact });
        ctx.made(sale);
        Ok(())
    }
}
