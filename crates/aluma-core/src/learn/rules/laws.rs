//! The laws of learning, by full scans.

use alloc::collections::BTreeMap;

use aluma_types::DaoId;

use crate::earn::actions::ladder as purse;
use crate::kernel::invariants::Invariant;
use crate::learn::rules::ladder;
use crate::registry::State;

/// By programme: base units set aside for those who learn, and how many they are.
pub type Learners = BTreeMap<(DaoId, u64), (u128, u32)>;

/// A law of the domain.
pub(crate) const LADDERS: Invariant = Invariant {
    name: "learn: what is set aside for somebody is the parts of the ladder that are not settled",
    quick: None,
    full: ladders_are_whole,
};

/// What is set aside for those who learn, by programme.
pub(crate) fn learners(state: &State) -> Learners {
    let mut all = Learners::new();
    for ((dao, number, _), row) in
        state.learn.learnings.iter().filter(|(_, row)| row.is_on_ladder())
    {
        let Some(course) = state.learn.courses.get(&(*dao, *number)) else { continue };
        let slot = all.entry((*dao, course.programme)).or_default();
        *slot = (slot.0.saturating_add(row.held), slot.1.saturating_add(1));
    }
    all
}

fn ladders_are_whole(state: &State) -> bool {
    state.learn.learnings.iter().all(|((dao, number, _), row)| {
        let course = state.learn.courses.get(&(*dao, *number));
        let programme =
            course.and_then(|course| crate::earn::programme(state, (*dao, course.programme)));
        let Some(programme) = programme else { return false };
        let open = ladder::open(&purse::parts(programme), row.settled);
        row.held == if row.is_on_ladder() { open } else { 0 }
    })
}
