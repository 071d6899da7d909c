//! Parts of a thing that there is one of. They add up to the whole at any time.

use alloc::vec::Vec;

use crate::registry::State;
use crate::treasury::types::{Owner, Part};

/// The whole that parts add up to, and the parts in the order of their owners; `None` where there
/// is no part, one is nothing, an owner stands twice, or the whole leaves 64 bits.
pub fn whole(parts: &[Part]) -> Option<(u64, Vec<Part>)> {
    let mut parts = parts.to_vec();
    parts.sort_by_key(|part| part.owner);
    let twice = parts.array_windows().any(|[one, next]| one.owner == next.owner);
    let sum = parts.iter().try_fold(0u64, |sum, part| sum.checked_add(part.parts))?;
    let is_sound = !twice && !parts.is_empty() && parts.iter().all(|part| part.parts > 0);
    is_sound.then_some((sum, parts))
}

/// What an owner has.
pub fn parts_of(owners: &[Part], owner: Owner) -> u64 {
    owners.iter().find(|part| part.owner == owner).map_or(0, |part| part.parts)
}

/// The owners after `parts` went from one to another; `None` where the giver has less.
pub fn moved(owners: &[Part], (from, to): (Owner, Owner), parts: u64) -> Option<Vec<Part>> {
    let left = parts_of(owners, from).checked_sub(parts)?;
    let mut after: Vec<Part> = owners.iter().filter(|part| part.owner != from).copied().collect();
    if left > 0 {
        after.push(Part { owner: from, parts: left });
    }
    match after.iter_mut().find(|part| part.owner == to) {
        Some(part) => part.parts = part.parts.checked_add(parts)?,
        None => after.push(Part { owner: to, parts }),
    }
    after.retain(|part| part.parts > 0);
    after.sort_by_key(|part| part.owner);
    Some(after)
}

/// Whether each item's parts are its whole.
pub(crate) fn are_whole(state: &State) -> bool {
    let items = state.treasury.items.iter();
    items.map(|(_, item)| item).all(|item| {
        whole(&item.owners)
            .is_some_and(|(sum, sorted)| sum == item.whole && *sorted == *item.owners)
    })
}
