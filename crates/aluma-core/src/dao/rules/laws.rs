//! What always holds of communities.

use alloc::collections::BTreeMap;

use aluma_types::DaoId;

use crate::dao::rules::checkpoints::HEAD;
use crate::dao::types::Standing;
use crate::registry::State;

/// Whether each admitted member has one head, nobody else has any, and the totals are their sums.
pub(crate) fn heads_add_up(state: &State) -> bool {
    let mut sums: BTreeMap<DaoId, u128> = BTreeMap::new();
    for (key, row) in state.dao.members.iter() {
        let held = state.dao.heads.get(key).map_or(0, |heads| heads.value());
        let due = if row.standing == Standing::Admitted { HEAD } else { 0 };
        if held != due {
            return false;
        }
        let sum = sums.entry(key.0).or_default();
        *sum = sum.saturating_add(held);
    }
    state.dao.totals.iter().all(|(dao, total)| sums.get(dao).copied().unwrap_or(0) == total.value())
}

/// Whether every DAO has a charter and a handle of its own.
pub(crate) fn daos_are_whole(state: &State) -> bool {
    let tables = &state.dao;
    tables.daos.len() == tables.charters.len()
        && tables.daos.len() == tables.handles.len()
        && tables.daos.iter().all(|(dao, row)| {
            tables.charters.contains(dao)
                && tables.handles.get(&row.handle.skeleton).is_some_and(|of| of.dao == *dao)
        })
}
