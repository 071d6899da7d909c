//! Laws of identity.

use crate::identity::types::{Holder, KeyRole};
use crate::registry::State;

/// Whether each claimed account has a key with full control that nobody is removing, no other
/// one has any key, and limits stand beside delegated keys alone.
pub(crate) fn claimed_accounts_have_owners(state: &State) -> bool {
    let held = state.identity.accounts.iter().all(|(id, account)| {
        let mut keys = state.identity.keys.range((*id, 0)..=(*id, u16::MAX));
        match account.holder {
            Holder::Keys {} => keys.any(|(place, key)| {
                key.role == KeyRole::Owner && !state.identity.removals.contains(place)
            }),
            Holder::Nobody { .. } | Holder::Dao { .. } => keys.next().is_none(),
        }
    });
    let is_delegated =
        |key| state.identity.keys.get(key).is_some_and(|row| row.expires_at.is_some());
    held && state.identity.grants.iter().all(|(key, _)| is_delegated(key))
}
