//! Reactions: one of each kind from each account, to what a post says now.

use aluma_types::List;

use crate::discussion::types::{Counted, Counts, Reacted, Reaction};
use crate::kernel::event::Circle;

/// How somebody reacts to a version of a post: nothing where they reacted to an earlier one.
pub fn standing(row: Option<&Reacted>, version: u16) -> List<Reaction, { Reaction::COUNT }> {
    row.filter(|row| row.version == version).map(|row| row.kinds.clone()).unwrap_or_default()
}

/// The row with one reaction more or less; nothing where none is left.
pub fn with(
    mut kinds: List<Reaction, { Reaction::COUNT }>,
    (kind, is_there): (Reaction, bool),
    (version, circle): (u16, Circle),
) -> Option<Reacted> {
    let mut all = core::mem::take(&mut kinds).into_inner();
    all.retain(|one| *one != kind);
    if is_there {
        all.push(kind);
        all.sort_unstable();
    }
    // There are no more kinds than the list has room for.
    let kinds = List::new(all).unwrap_or_default();
    if kinds.is_empty() { None } else { Some(Reacted { version, kinds, circle }) }
}

/// Counts with one reaction more or less.
pub fn counted(counts: &Counts, (kind, is_there): (Reaction, bool)) -> Counts {
    let mut all = counts.to_vec();
    match all.iter_mut().find(|counted| counted.kind == kind) {
        Some(counted) if is_there => counted.people = counted.people.saturating_add(1),
        Some(counted) => counted.people = counted.people.saturating_sub(1),
        None if is_there => all.push(Counted { kind, people: 1 }),
        None => {}
    }
    all.retain(|counted| counted.people > 0);
    all.sort_unstable_by_key(|counted| counted.kind);
    List::new(all).unwrap_or_default()
}
