//! Mistakes in the rules of works: see `bugs`.

use aluma_types::{Canon, Share};

use super::bugs::real;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::works::actions::{BuyWork, OfferWork};
use crate::works::types::{Asked, OfferStage};

/// Whoever sells what they did not make keeps the authors' royalty.
pub(super) fn royalty_is_forgotten(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    if let Ok(BuyWork { dao, work, .. }) = BuyWork::from_bytes(body) {
        ctx.state.works.works.update(&(dao, work), |row| row.royalty = Share::ZERO);
    }
    real(ctx, "buy-work", body)
}

/// What one owner offers of another's can be bought before they agreed.
pub(super) fn one_owner_is_enough(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "offer-work", body)?;
    if let Ok(OfferWork { dao, work, .. }) = OfferWork::from_bytes(body) {
        let last = ctx.state.works.works.get(&(dao, work)).map_or(0, |row| row.offers);
        ctx.state.works.work_offers.update(&(dao, work, last), |row| {
            if row.stage == OfferStage::Waits {
                row.stage = OfferStage::Open;
                row.owners.iter_mut().for_each(|asked: &mut Asked| asked.agreed = true);
            }
        });
    }
    Ok(())
}
