//! Members who said that they are away: what is known of it, and what does not follow.
//!
//! Nothing about any vote: see `docs/decisions/0029`. What fades with time will ask [`away`] how
//! long it stands still.

use aluma_types::{AccountId, Canon, DaoId, Span, Timestamp};

use crate::registry::State;

/// The shortest absence.
pub(crate) const SHORTEST: Span = Span::days(1);

/// That a member is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Away {
    /// Since when.
    pub since: Timestamp,
    /// The last moment of it.
    pub until: Timestamp,
    /// The entry in the due queue that ends it.
    pub task: u64,
}

/// That somebody is away from a DAO, where they said so and are not back.
pub(crate) fn away(state: &State, dao: DaoId, account: AccountId) -> Option<&Away> {
    state.dao.away.get(&(dao, account))
}
