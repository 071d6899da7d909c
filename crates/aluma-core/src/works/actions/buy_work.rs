//! Buy a work.

use alloc::vec::Vec;

use aluma_types::spec::ActionSpec;
use aluma_types::{Amount, DaoId};

use super::paying::{self, Bill, Purse};
use super::{flow, steps};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::types::{ItemMove, Owners};
use crate::treasury::{self, parts};
use crate::works::rules::deal;
use crate::works::types::{About, OfferStage, Part, Payees};
use crate::works::{Event, Fact, Refusal};

/// Buy a work
///
/// Pays the price of an offer, and has the parts at once: the price is divided among whoever sells, by their
/// parts and exactly, with the royalty of the work's authors out of what an owner gets who made none of it.
/// A community buys by a proposal that names everybody who is paid: they do not decide on it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "buy-work",
    he = "קניית יצירה",
    says_en = "Buy what offer { $offer } of work { $work } of { $dao } sells, for at most { $most }.",
    says_he = "לקנות את מה שמוכרת הצעה { $offer } של יצירה { $work } של { $dao }, תמורת { $most } לכל היותר.",
    by(Member, Dao),
    track = Spend,
    cost(6_000, 10, 300),
    verified
)]
pub(crate) struct BuyWork {
    /// The community whose register it is in.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The work.
    #[he("מספר היצירה")]
    pub(crate) work: u64,
    /// The offer.
    #[he("מספר ההצעה")]
    pub(crate) offer: u64,
    /// What you pay at most.
    #[he("לכל היותר")]
    pub(crate) most: Amount,
    /// In a proposal: every account that is paid.
    #[he("מקבלי התשלום")]
    pub(crate) payees: Option<Payees>,
}

/// What is paid, and what passes from whom.
pub(crate) struct Plan {
    party: steps::Party,
    bill: Bill,
    item: u64,
    sold: Vec<Part>,
    owners: Owners,
}

impl Action for BuyWork {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        paying::effects((dao, self.most, self.payees.as_ref()), effects);
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let key = (self.dao, self.work);
        let party = steps::party(ctx, "buy-work")?;
        let row = steps::work(ctx, key, party.owner)?;
        let (item, there) = steps::item(ctx.state, key, row)?;
        let offer = steps::offer(ctx.state, key, self.offer)?;
        let price = match (offer.about, offer.stage) {
            (About::Uses { .. }, _) => {
                return Err(Refusal::NoSuchOffer { offer: self.offer }.into());
            }
            (About::Parts { .. }, OfferStage::Waits) if ctx.now() <= offer.until => {
                let until = offer.until;
                return Err(Refusal::OfferWaits { offer: self.offer, until }.into());
            }
            (About::Parts { price }, OfferStage::Open) if ctx.now() <= offer.until => price,
            _ => return Err(Refusal::OfferIsOver { offer: self.offer }.into()),
        };
        let sold: Vec<Part> = offer
            .owners
            .iter()
            .map(|asked| Part { owner: asked.owner, parts: asked.parts })
            .collect();
        if sold.iter().any(|part| part.owner == party.owner) {
            return Err(treasury::Refusal::PaidToItself.into());
        }
        // Whoever passed parts on meanwhile sells no more than is left.
        let owners = parts::after(there, &sold, party.owner)?;
        let dealt = deal(price.units, &sold, (&row.authors, row.royalty));
        let dealt = dealt.ok_or(Refusal::BadOffer)?;
        let payees = self.payees.as_ref();
        let purse = Purse { work: key, by: party.owner, most: self.most, payees };
        let bill = paying::bill(ctx, &purse, (price, dealt))?;
        Ok(Plan { party, bill, item, sold, owners })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Plan { party, bill, item, sold, owners } = plan;
        let Self { dao, work, offer, .. } = self;
        let (paid, royalty, at, to) = (bill.cost, bill.royalty(), ctx.now(), party.owner);
        paying::pay(ctx, dao, (bill, None))?;
        for part in sold {
            let proposal = party.proposal;
            let moved = ItemMove { from: part.owner, to, parts: part.parts, at, proposal };
            parts::pass(ctx, (dao, item), (moved, owners.clone()), None)?;
        }
        flow::turn(ctx, (dao, work, offer), OfferStage::Sold { to, at });
        let fact = Fact::WorkSold { work, offer, to, paid, royalty, at };
        ctx.emit(&Event { dao, fact });
        Ok(())
    }
}
