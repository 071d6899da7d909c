//! The law of work, by a full scan.

use alloc::collections::BTreeMap;

use aluma_types::DaoId;

use crate::kernel::invariants::Invariant;
use crate::registry::State;
use crate::treasury::escrow;

/// A law of the domain.
pub(crate) const TRUST: Invariant = Invariant {
    name: "work: what lies in trust for a task is what its places and its work are worth",
    quick: None,
    full: trust_is_whole,
};

/// Whether what lies in trust for each task is exactly what its free places are worth and what its work
/// that is not over waits for; and what waits for a panel that can still be asked for is there.
pub(crate) fn trust_is_whole(state: &State) -> bool {
    let tables = &state.work;
    let mut worth: BTreeMap<(DaoId, u64), u128> = BTreeMap::new();
    for ((dao, _), job) in tables.jobs.iter().filter(|(_, job)| job.stage.is_live()) {
        let slot = worth.entry((*dao, job.task)).or_default();
        *slot = slot.saturating_add(job.worth());
    }
    let met = tables.work_tasks.iter().all(|(key, task)| {
        let live = worth.remove(key).unwrap_or(0);
        let free = task.worth().saturating_mul(task.left.into());
        let row = escrow::escrow(state, (key.0, task.escrow));
        let lies = row.map_or(0, |row| row.left.units);
        // Nothing waits for what is over.
        let waits = live.saturating_add(free);
        lies == waits && (waits == 0 || !task.stage.is_over())
    });
    let set_aside = tables.judgements.iter().filter_map(|(key, row)| Some((key, row.budget?)));
    let waits = set_aside.into_iter().all(|((dao, _), budget)| {
        escrow::escrow(state, (*dao, budget.escrow)).is_some_and(|row| row.left == budget.sum)
    });
    met && waits && worth.is_empty()
}
