//! Laws of identity.

use crate::identity::types::Holder;
use crate::registry::State;

/// Whether each claimed account has at least one key row, and no unclaimed one has any.
pub(crate) fn claimed_accounts_have_keys(state: &State) -> bool {
    state.identity.accounts.iter().all(|(id, account)| {
        let mut keys = state.identity.keys.range((*id, 0)..=(*id, u16::MAX));
        match account.holder {
            Holder::Keys {} => keys.next().is_some(),
            Holder::Nobody { .. } => keys.next().is_none(),
        }
    })
}
