//! Lines of candidates: who weighs how much in a draw. The only code that writes them.

use aluma_types::{AccountId, DaoId};

use crate::kernel::ctx::Ctx;
use crate::registry::State;
use crate::reputation::types::Area;
use crate::review::rules::drawing::Place;
use crate::review::rules::fenwick;
use crate::review::types::{Slot, SlotOf};

/// The line of those who judge without points. It is every domain's, after its own.
pub(crate) const JUDGES: Area = Area::MAX;

/// A line.
pub(crate) type Key = (DaoId, Area);

/// Lets somebody weigh so many whole points on a line from this block on.
pub(crate) fn weigh(ctx: &mut Ctx<'_>, (dao, area): Key, account: AccountId, weight: u64) {
    let height = ctx.height();
    let tables = &mut ctx.state.review;
    let mut pool = tables.pools.get(&(dao, area)).cloned().unwrap_or_default();
    let known = tables.places.get(&(dao, area, account)).map(|row| row.slot);
    if known.is_none() && weight == 0 {
        return;
    }
    let slot = known.unwrap_or_else(|| pool.slots.saturating_add(1));
    let row = tables.slots.get(&(dao, area, slot)).cloned();
    let mut row = row.unwrap_or_else(|| Slot { account, weight: fenwick::Dated::default() });
    let before = row.weight.value();
    if before == weight {
        return;
    }
    if known.is_none() {
        let (room, more) = (fenwick::room_for(pool.slots), fenwick::room_for(slot));
        if let Some(all) = tables.nodes.get(&(dao, area, room)).cloned().filter(|_| more > room) {
            // The node that holds everything from now on held it all along.
            tables.nodes.put((dao, area, more), all);
        }
        pool.slots = slot;
        tables.places.put((dao, area, account), SlotOf { slot });
    }
    for node in fenwick::above(slot, fenwick::room_for(pool.slots)) {
        let mut sums = tables.nodes.get(&(dao, area, node)).cloned().unwrap_or_default();
        let sum = sums.sum.value().saturating_sub(before).saturating_add(weight);
        sums.sum.set(height, sum);
        tables.nodes.put((dao, area, node), sums);
    }
    row.weight.set(height, weight);
    tables.slots.put((dao, area, slot), row);
    let candidates = pool.candidates.value();
    let candidates = candidates.saturating_sub(u64::from(before > 0));
    pool.candidates.set(height, candidates.saturating_add(u64::from(weight > 0)));
    tables.pools.put((dao, area), pool);
}

/// How long a line was after the block of a height, and how many stood on it.
pub(crate) fn length(state: &State, (dao, area): Key, height: u64) -> (u64, u64) {
    let Some(pool) = state.review.pools.get(&(dao, area)) else { return (0, 0) };
    let room = fenwick::room_for(pool.slots);
    let node = state.review.nodes.get(&(dao, area, room));
    (node.map_or(0, |node| node.sum.at(height)), pool.candidates.at(height))
}

/// Whoever stood at a spot of a line after the block of a height.
pub(crate) fn at(state: &State, (dao, area): Key, height: u64, spot: u64) -> Option<Place> {
    let pool = state.review.pools.get(&(dao, area))?;
    let sum =
        |node: u64| state.review.nodes.get(&(dao, area, node)).map_or(0, |row| row.sum.at(height));
    let (slot, from) = fenwick::find(spot, fenwick::room_for(pool.slots), sum)?;
    let row = state.review.slots.get(&(dao, area, slot))?;
    Some(Place { account: row.account, from, weight: row.weight.at(height) })
}

/// What somebody weighed on a line after the block of a height.
pub(crate) fn weight(state: &State, (dao, area): Key, account: AccountId, height: u64) -> u64 {
    let slot = state.review.places.get(&(dao, area, account)).map(|row| row.slot);
    let row = slot.and_then(|slot| state.review.slots.get(&(dao, area, slot)));
    row.map_or(0, |row| row.weight.at(height))
}
