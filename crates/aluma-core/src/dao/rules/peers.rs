//! DAOs that belong to DAOs: each has an account without keys there, and acts by its own proposals
//! and roles.

use aluma_types::{AccountId, Canon, DaoId, Timestamp};

use crate::dao::{exists, is_admitted, member};
use crate::identity;
use crate::registry::State;

/// DAOs that one DAO may belong to, its applications counted.
pub const MAX_SEATS: usize = 20;
/// DAOs that may belong to one DAO, applications counted.
pub const MAX_PEERS: usize = 50;
/// Invitations to DAOs that a DAO may have open.
pub const MAX_GUESTS: usize = 50;

/// A standing invitation to a DAO.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Guest {
    /// Who invites.
    pub inviter: AccountId,
    /// The last moment at which it may be used.
    pub until: Timestamp,
    /// Whether it admits at once, on the inviter's word.
    pub vouch: bool,
    /// The entry in the due queue that clears it away.
    pub task: u64,
}

/// The invitation of a DAO to another, while it may be used.
pub(crate) fn guest(state: &State, key: (DaoId, DaoId), now: Timestamp) -> Option<&Guest> {
    state.dao.guests.get(&key).filter(|row| now <= row.until)
}

/// How many invitations to DAOs a DAO has open.
pub(crate) fn guests(state: &State, dao: DaoId) -> usize {
    state.dao.guests.range((dao, DaoId(0))..=(dao, DaoId(u64::MAX))).count()
}

/// DAOs that are or were members of a DAO, with the accounts that stand for them.
pub(crate) fn peers(state: &State, dao: DaoId) -> impl Iterator<Item = (AccountId, DaoId)> {
    state.dao.members.index().peers(dao)
}

/// How many DAOs belong to a DAO, or have applied.
pub(crate) fn peer_count(state: &State, dao: DaoId) -> usize {
    let belongs = |account| member(state, dao, account).is_some_and(|row| row.standing.belongs());
    peers(state, dao).filter(|(account, _)| belongs(*account)).count()
}

/// How many DAOs an account belongs to, or has applied to.
pub(crate) fn seat_count(state: &State, account: AccountId) -> usize {
    let belongs = |dao| member(state, dao, account).is_some_and(|row| row.standing.belongs());
    state.dao.members.index().daos(account).filter(|dao| belongs(*dao)).count()
}

/// Whether a DAO is an admitted member of another.
pub(crate) fn is_peer(state: &State, host: DaoId, of: DaoId) -> bool {
    exists(state, of)
        && identity::account_of_dao(state, of)
            .is_some_and(|account| is_admitted(state, host, account))
}
