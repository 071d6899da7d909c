//! Offer a work.

use alloc::boxed::Box;
use alloc::vec::Vec;

use aluma_types::spec::ActionSpec;
use aluma_types::{DaoId, List, Span};

use super::{flow, steps};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::treasury::rules::items::{parts_of, whole};
use crate::treasury::types::Item;
use crate::works::tasks::OfferDue;
use crate::works::types::{
    About, Asked, MAX_OFFERS, MAX_OWNERS, Offer, OfferStage, Offered, Owner, Work,
};
use crate::works::{Event, Fact, Refusal};

/// Offer a work
///
/// Offers parts of a work for a price, yours alone or together with those of other owners, who agree first;
/// or asks all owners to agree to what one use costs. Whoever pays has the parts at once, and the price is
/// divided among whoever sold, exactly. An offer that nobody takes lapses.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "offer-work",
    he = "הצעת יצירה",
    says_en = "Offer of work { $work } of { $dao }, for { $lasts }: { $what }.",
    says_he = "להציע מיצירה { $work } של { $dao }, למשך { $lasts }: { $what }.",
    by(Member, Dao),
    track = Spend,
    cost(4_000, 10, 300),
    verified
)]
pub(crate) struct OfferWork {
    /// The community whose register it is in.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The work.
    #[he("מספר היצירה")]
    pub(crate) work: u64,
    /// What is offered.
    #[he("מה מוצע")]
    pub(crate) what: Offered,
    /// For how long: an hour to 90 days.
    #[he("משך")]
    pub(crate) lasts: Span,
}

/// Who offers, and who is asked.
pub(crate) struct Plan {
    by: Owner,
    row: Work,
    about: About,
    owners: List<Asked, MAX_OWNERS>,
}

impl OfferWork {
    /// The owners who are asked: the sellers, or where it is about uses everybody.
    fn asked(&self, item: &Item, by: Owner) -> Result<(About, Vec<Asked>), Refusal> {
        let (about, parts) = match &self.what {
            Offered::Uses { price } => (About::Uses { price: *price }, item.owners.to_vec()),
            Offered::Parts { sellers, price } => {
                let (_, sorted) = whole(sellers).ok_or(Refusal::BadOffer)?;
                (About::Parts { price: *price }, sorted)
            }
        };
        for part in &parts {
            let has = parts_of(&item.owners, part.owner);
            if has < part.parts {
                return Err(Refusal::OwnersOffer { asked: part.parts, has });
            }
        }
        if parts_of(&parts, by) == 0 {
            return Err(Refusal::OwnersOffer { asked: 1, has: 0 });
        }
        let asked = parts.iter().map(|part| Asked {
            owner: part.owner,
            parts: part.parts,
            agreed: part.owner == by,
        });
        Ok((about, asked.collect()))
    }
}

impl Action for OfferWork {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn shape(&self) -> Result<(), Refused> {
        let is_one = match &self.what {
            Offered::Parts { sellers, price } => price.units > 0 && whole(sellers).is_some(),
            Offered::Uses { price } => price.is_none_or(|price| price.units > 0),
        };
        if !is_one {
            return Err(Refusal::BadOffer.into());
        }
        Ok(steps::is_time(self.lasts)?)
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        self.shape()?;
        let key = (self.dao, self.work);
        let by = steps::party(ctx, "offer-work")?.owner;
        let row = steps::work(ctx, key, by)?;
        let (_, item) = steps::item(ctx.state, key, row)?;
        let (about, owners) = self.asked(item, by)?;
        if let About::Parts { price } | About::Uses { price: Some(price) } = about {
            steps::is_priced(ctx, self.dao, price.asset)?;
        }
        if ctx.state.works.work_offers.index().of(key, by) >= MAX_OFFERS {
            return Err(Refusal::TooManyOffers { limit: MAX_OFFERS }.into());
        }
        let owners = List::new(owners).map_err(|_| Refusal::BadOffer)?;
        Ok(Plan { by, row: row.clone(), about, owners })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Plan { by, row, about, owners } = plan;
        let Self { dao, work, lasts, .. } = self;
        let since = ctx.now();
        let until = since.after(lasts);
        let is_agreed = owners.iter().all(|asked| asked.agreed);
        let offer = row.offers.saturating_add(1);
        ctx.state.works.works.put((dao, work), Work { offers: offer, ..row });
        let row = Offer { about, owners, by, since, until, stage: OfferStage::Waits };
        ctx.state.works.work_offers.put((dao, work, offer), row.clone());
        let what = Box::new(row);
        ctx.emit(&Event { dao, fact: Fact::WorkOffered { work, offer, what } });
        ctx.made(offer);
        if is_agreed {
            flow::agreed(ctx, (dao, work, offer), about, since);
        }
        if !is_agreed || matches!(about, About::Parts { .. }) {
            ctx.schedule(due_at(until), Some(dao), &OfferDue { dao, work, offer });
        }
        Ok(())
    }
}
