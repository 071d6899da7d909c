//! How works and offers go on. Actions and due tasks come here after they checked.

use alloc::vec::Vec;

use aluma_types::{DaoId, List, Timestamp};

use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::treasury::parts;
use crate::treasury::types::{Item, ItemKind, Part};
use crate::works::types::{About, Offer, OfferStage, Owner, Work, WorkStage};
use crate::works::{Event, Fact};

/// A work that all authors agreed to becomes an item, and is theirs.
///
/// # Errors
/// [`Broken`] where more authors agreed than an item has owners.
pub(crate) fn register(
    ctx: &mut Ctx<'_>,
    (dao, work): (DaoId, u64),
    row: Work,
) -> Result<(), Broken> {
    let authors = row.authors.iter();
    let owners: Vec<Part> = authors
        .map(|it| Part { owner: Owner::Account { account: it.account }, parts: it.parts })
        .collect();
    let whole = owners.iter().fold(0u64, |sum, part| sum.saturating_add(part.parts));
    let owners = List::new(owners).map_err(|_| Broken("more authors than owners"))?;
    let at = ctx.now();
    let item = Item {
        name: row.name,
        kind: ItemKind::Work,
        document: row.document,
        whole,
        owners,
        since: at,
        proposal: None,
        moves: 0,
    };
    let item = parts::register(ctx, dao, item)?;
    let stage = WorkStage::Registered { item, at };
    ctx.state.works.works.put((dao, work), Work { stage, ..row });
    ctx.emit(&Event { dao, fact: Fact::WorkRegistered { work, item } });
    Ok(())
}

/// A work is not registered: its hash is free again.
pub(crate) fn give_up(ctx: &mut Ctx<'_>, (dao, work): (DaoId, u64), by: Option<Owner>) {
    ctx.state.works.works.remove(&(dao, work));
    ctx.emit(&Event { dao, fact: Fact::WorkGivenUp { work, by } });
}

/// The community strikes a work from its record: no offer of it is taken and no use paid for any more, and
/// whoever really made it may register it. The item stays whose it is.
pub(crate) fn strike(ctx: &mut Ctx<'_>, (dao, work): (DaoId, u64)) {
    let at = ctx.now();
    if let Some(row) = ctx.state.works.works.get(&(dao, work)).cloned() {
        let stage = WorkStage::Struck { at };
        ctx.state.works.works.put((dao, work), Work { stage, ..row });
    }
    ctx.emit(&Event { dao, fact: Fact::WorkStruck { work } });
}

/// The time to agree to be an author is over.
pub(crate) fn time_is_over(ctx: &mut Ctx<'_>, key: (DaoId, u64)) {
    let row = ctx.state.works.works.get(&key);
    if row.is_some_and(|row| matches!(row.stage, WorkStage::Waits { .. })) {
        give_up(ctx, key, None);
    }
}

/// The time of an offer is over.
pub(crate) fn offer_is_over(ctx: &mut Ctx<'_>, key: (DaoId, u64, u64)) {
    let at = ctx.now();
    let row = ctx.state.works.work_offers.get(&key);
    if row.is_some_and(|row| row.stage.is_open()) {
        turn(ctx, key, OfferStage::Lapsed { at });
    }
}

/// Writes how an offer stands now.
pub(crate) fn turn(ctx: &mut Ctx<'_>, key: (DaoId, u64, u64), stage: OfferStage) {
    let (dao, work, offer) = key;
    if let Some(row) = ctx.state.works.work_offers.get(&key).cloned() {
        ctx.state.works.work_offers.put(key, Offer { stage, ..row });
    }
    ctx.emit(&Event { dao, fact: Fact::OfferTurned { work, offer, stage } });
}

/// All who were asked agreed: parts can be bought, or uses cost what was agreed.
pub(crate) fn agreed(ctx: &mut Ctx<'_>, key: (DaoId, u64, u64), about: About, at: Timestamp) {
    let (dao, work, _) = key;
    match about {
        About::Parts { .. } => turn(ctx, key, OfferStage::Open),
        About::Uses { price } => {
            turn(ctx, key, OfferStage::Agreed { at });
            ctx.state.works.works.update(&(dao, work), |row| row.price = price);
            ctx.emit(&Event { dao, fact: Fact::UsePriced { work, price } });
        }
    }
}

/// Whether everybody who owns a part of an item was asked.
pub(crate) fn all_are_asked(item: &Item, offer: &Offer) -> bool {
    item.owners.iter().all(|part| offer.owners.iter().any(|it| it.owner == part.owner))
}
