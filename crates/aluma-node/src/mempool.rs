//! Transactions that were promised a place, in the order in which they came.

use std::collections::VecDeque;

use aluma_core::identity::types::Used;
use aluma_types::admission::Inadmissible;
use aluma_types::{AccountId, Hash32, PublicKey, Signer, Transaction};

use crate::hashing::{ById, Ids};

/// Transactions that wait at most.
pub const MAX_WAITING: usize = 100_000;
/// Bytes that wait at most.
pub const MAX_WAITING_BYTES: usize = 256 << 20;
/// Transactions of one signer that wait at most.
pub const MAX_PER_SIGNER: u64 = 1_024;

/// A transaction whose signature was checked.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Its id.
    pub id: Hash32,
    /// Decoded.
    pub transaction: Transaction,
    /// As it was sent.
    pub bytes: Vec<u8>,
}

/// What waits.
#[derive(Debug, Default)]
pub struct Mempool {
    queue: VecDeque<Checked>,
    /// Of those that wait and those that were taken last.
    ids: Ids<Hash32>,
    /// What was taken last: until the next is taken, its block may not have been told to anybody.
    taken: Vec<Hash32>,
    per_signer: ById<Waiter, Used>,
    bytes: usize,
}

/// Whose room a transaction takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Waiter {
    Account(AccountId),
    New(PublicKey),
}

impl Mempool {
    /// Whether a transaction waits, or is in the block that is being made.
    pub fn contains(&self, id: &Hash32) -> bool {
        self.ids.contains(id)
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.queue.len()
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// The room there is for a batch of so many.
    pub fn room(&self, count: usize) -> Room<'_> {
        let mut room =
            Room { mempool: self, ids: Ids::default(), per_signer: ById::default(), bytes: 0 };
        room.ids.reserve(count);
        room.per_signer.reserve(count);
        room
    }

    /// Adds one at the end; the same one twice counts once.
    pub fn push(&mut self, checked: Checked) {
        if !self.ids.insert(checked.id) {
            return;
        }
        self.bytes += checked.bytes.len();
        add(&mut self.per_signer, &checked);
        self.queue.push_back(checked);
    }

    /// Takes the next ones, up to so many and so many bytes.
    pub fn take(&mut self, count: usize, bytes: usize) -> Vec<Checked> {
        let mut taken = Vec::with_capacity(count.min(self.queue.len()));
        for told in self.taken.drain(..) {
            self.ids.remove(&told);
        }
        let mut size = 0;
        while let Some(next) = self.queue.front() {
            if taken.len() >= count || (size + next.bytes.len() > bytes && !taken.is_empty()) {
                break;
            }
            size += next.bytes.len();
            if let Some(next) = self.queue.pop_front() {
                self.forget(&next);
                self.taken.push(next.id);
                taken.push(next);
            }
        }
        taken
    }

    /// Bytes of all that wait: what the journal must go on holding.
    pub fn waiting(&self) -> Vec<Vec<u8>> {
        self.queue.iter().map(|checked| checked.bytes.clone()).collect()
    }

    fn forget(&mut self, checked: &Checked) {
        self.bytes -= checked.bytes.len();
        let signer = waiter(&checked.transaction.payload.signer);
        if let Some(waiting) = self.per_signer.get_mut(&signer) {
            waiting.actions -= 1;
            waiting.bytes -= checked.bytes.len() as u64;
            if waiting.actions == 0 {
                self.per_signer.remove(&signer);
            }
        }
    }
}

/// Places given away one after another, before anything is put into them.
#[derive(Debug)]
pub struct Room<'m> {
    mempool: &'m Mempool,
    ids: Ids<Hash32>,
    per_signer: ById<Waiter, Used>,
    bytes: usize,
}

impl Room<'_> {
    /// Takes a place for a transaction; false where it has one already. `behind` says whether its
    /// signer's allowance goes so far beyond what they have waiting: what is promised a place is to
    /// find one.
    ///
    /// # Errors
    /// [`Inadmissible::Busy`] where none is left, for its signer or for all; what `behind` says.
    pub fn take(
        &mut self,
        checked: &Checked,
        behind: impl FnOnce(Used) -> Result<(), Inadmissible>,
    ) -> Result<bool, Inadmissible> {
        if self.mempool.contains(&checked.id) || self.ids.contains(&checked.id) {
            return Ok(false);
        }
        let signer = waiter(&checked.transaction.payload.signer);
        let of = |counts: &ById<Waiter, Used>| counts.get(&signer).copied().unwrap_or_default();
        let (there, here) = (of(&self.mempool.per_signer), of(&self.per_signer));
        let waiting = Used {
            actions: there.actions + here.actions,
            bytes: there.bytes + here.bytes,
            ..Used::default()
        };
        let bytes = self.bytes.saturating_add(checked.bytes.len());
        let full = self.mempool.len() + self.ids.len() >= MAX_WAITING
            || self.mempool.bytes.saturating_add(bytes) > MAX_WAITING_BYTES
            || waiting.actions >= MAX_PER_SIGNER;
        if full {
            return Err(Inadmissible::Busy);
        }
        if waiting.actions > 0 {
            behind(waiting)?;
        }
        self.ids.insert(checked.id);
        add(&mut self.per_signer, checked);
        self.bytes = bytes;
        Ok(true)
    }
}

/// Counts one more of a signer.
fn add(per_signer: &mut ById<Waiter, Used>, checked: &Checked) {
    let waiting = per_signer.entry(waiter(&checked.transaction.payload.signer)).or_default();
    waiting.actions += 1;
    waiting.bytes += checked.bytes.len() as u64;
}

/// All keys of one account share its room.
fn waiter(signer: &Signer) -> Waiter {
    match signer {
        Signer::Key { account, .. } => Waiter::Account(*account),
        Signer::New(key) => Waiter::New(*key),
        Signer::Several(group) => Waiter::Account(group.first().account),
    }
}

#[cfg(test)]
mod tests;
