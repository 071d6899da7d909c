//! Forgetting words: by the operator's hand, and because a block says that their author erased them.

use std::sync::{Mutex, PoisonError};

use aluma_core::kernel::action::Registry;
use aluma_core::kernel::event::Event;
use aluma_store::{Bodies, Body, Journal, StoreError};
use aluma_types::{Hash32, sha256};

use crate::intake;

/// Where words lie on the disk beside the log.
#[derive(Clone, Copy)]
pub(crate) struct Kept<'a> {
    /// The texts.
    pub(crate) bodies: &'a Mutex<Bodies>,
    /// What was handed in lately, with its texts.
    pub(crate) journal: &'a Mutex<Journal>,
    /// The ledger.
    pub(crate) network: Hash32,
}

/// The texts that a block's facts say are gone.
pub(crate) fn erased(registry: &'static Registry, events: &[(u32, Event)]) -> Vec<Hash32> {
    let told = |event: &Event| {
        let all = registry.erased.iter().filter_map(|erased| erased(event));
        all.flatten().collect::<Vec<_>>()
    };
    events.iter().flat_map(|(_, event)| told(event)).collect()
}

impl Kept<'_> {
    /// What names the entry that says a text was erased at a height.
    fn entry(&self, height: u64, id: &Hash32) -> Hash32 {
        let words = [b"aluma erasure v1".as_slice(), &self.network.0, &id.0];
        sha256(&[&words.concat(), &height.to_be_bytes()])
    }

    /// Erases one text for good, and says at which height that was decided and by which entry;
    /// nothing where no such text was ever here. One that was erased before answers as then.
    ///
    /// # Errors
    /// As the disk answers; opening the folder again then finishes what was begun.
    pub(crate) fn erase(
        self,
        height: u64,
        id: &Hash32,
    ) -> Result<Option<(u64, Hash32)>, StoreError> {
        self.erase_all(height, &[*id])?;
        let bodies = self.bodies.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(match bodies.get(&id.0)? {
            Body::Erased { at_height, entry } => Some((at_height, Hash32(entry))),
            Body::Unknown | Body::Present { .. } => None,
        })
    }

    /// Erases texts for good, with one look at what was handed in lately. Done twice it is as done
    /// once: after a crash the blocks say it again.
    ///
    /// # Errors
    /// As [`Kept::erase`].
    pub(crate) fn erase_all(self, height: u64, ids: &[Hash32]) -> Result<(), StoreError> {
        let mut gone = Vec::new();
        let mut bodies = self.bodies.lock().unwrap_or_else(PoisonError::into_inner);
        for id in ids {
            if matches!(bodies.get(&id.0)?, Body::Present { .. }) {
                bodies.erase(&id.0, height, self.entry(height, id).0)?;
                gone.push(*id);
            }
        }
        drop(bodies);
        if gone.is_empty() {
            return Ok(());
        }
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        journal.rewrite(&|entry| intake::without(entry, &gone))
    }
}
