//! What readers see: a second copy of the state, moved forward after each commit from the block's
//! changes. Readers wait at most for that, never for a running block.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use aluma_core::kernel::table::Change;
use aluma_core::registry::State;
use aluma_types::header::Header;

/// The state as of one block.
#[derive(Debug)]
pub struct View {
    /// The state.
    pub state: State,
    /// The block's header; the genesis's stands in before the first.
    pub header: Header,
}

/// The published copy.
#[derive(Debug)]
pub struct Published(RwLock<View>);

impl Published {
    /// Publishes a state.
    pub fn new(state: State, header: Header) -> Self {
        Self(RwLock::new(View { state, header }))
    }

    /// The state as of the last committed block, for as long as the guard lives. Keep it short.
    pub fn read(&self) -> RwLockReadGuard<'_, View> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves the copy forward by a committed block.
    pub fn advance(&self, changes: &[Change], header: Header) {
        let mut view = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for change in changes {
            // The bytes were made by the same tables a moment ago.
            let loaded = view.state.load(change.table, &change.key, change.value.as_deref());
            debug_assert!(loaded.is_ok(), "a committed row does not load");
        }
        view.header = header;
    }
}
