//! What always holds of communities.

use alloc::collections::BTreeMap;

use aluma_types::{AccountId, DaoId};

use crate::dao::rules::checkpoints::HEAD;
use crate::dao::rules::roles;
use crate::dao::types::{Member, Standing};
use crate::identity;
use crate::kernel::invariants::Invariant;
use crate::registry::State;

/// A law of the domain.
pub(crate) const HEADS: Invariant = Invariant {
    name: "dao: each admitted member has one head, and totals are their sums",
    quick: None,
    full: heads_add_up,
};

/// A law of the domain.
pub(crate) const WHOLE: Invariant = Invariant {
    name: "dao: every DAO has a charter and its handle",
    quick: None,
    full: daos_are_whole,
};

/// A law of the domain.
pub(crate) const ROLES: Invariant = Invariant {
    name: "dao: roles weigh what is held of them, and domains hang in one tree",
    quick: None,
    full: roles::roles_hold,
};

/// A law of the domain.
pub(crate) const BELONGING: Invariant = Invariant {
    name: "dao: whoever is out or away is so by a row, and a DAO belongs by its own account",
    quick: None,
    full: belonging_holds,
};

/// Whether whoever is expelled has the row that says why, only members are away, and the members
/// that are DAOs are those whose accounts stand for one.
pub(crate) fn belonging_holds(state: &State) -> bool {
    let tables = &state.dao;
    let stands =
        |key, standing| tables.members.get(key).is_some_and(|row| row.standing == standing);
    let is_sound = |(key, row): (&(DaoId, AccountId), &Member)| {
        let is_out = row.standing == Standing::Expelled;
        (!is_out || tables.expulsions.contains(key)) && row.of == identity::dao_of(state, key.1)
    };
    tables.members.iter().all(is_sound)
        && tables.away.iter().all(|(key, _)| stands(key, Standing::Admitted))
}

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
