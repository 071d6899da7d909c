//! Votes that would come back to whom they are cast: a DAO that belongs to another which holds a
//! part of it.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId};

use crate::registry::State;
use crate::{dao, treasury};

/// The accounts of those DAOs whose vote in `host` counts nothing: of which it holds a share, with a
/// vote or without, or of which it is an admitted member itself. Else those who decide in `host`
/// would decide in part for whoever votes on what they decide. Ascending.
pub(crate) fn muted(state: &State, host: DaoId) -> Vec<AccountId> {
    let mut peers = dao::peers::peers(state, host).peekable();
    if peers.peek().is_none() {
        return Vec::new();
    }
    let owned = treasury::owned_by(state, host);
    let crosses = |of: DaoId| owned.contains(&of) || dao::peers::is_peer(state, of, host);
    peers.filter(|(_, of)| crosses(*of)).map(|(account, _)| account).collect()
}
