//! Transactions that were promised a place, in the order in which they came.

use std::collections::{HashMap, HashSet, VecDeque};

use aluma_types::admission::Inadmissible;
use aluma_types::{Hash32, Signer, Transaction};

/// Transactions that wait at most.
pub const MAX_WAITING: usize = 100_000;
/// Bytes that wait at most.
pub const MAX_WAITING_BYTES: usize = 256 << 20;
/// Transactions of one signer that wait at most.
pub const MAX_PER_SIGNER: usize = 1_024;

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
    ids: HashSet<Hash32>,
    per_signer: HashMap<Vec<u8>, usize>,
    bytes: usize,
}

impl Mempool {
    /// Whether a transaction waits.
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

    /// Whether one more may wait.
    ///
    /// # Errors
    /// [`Inadmissible::Busy`].
    pub fn room(&self, signer: &Signer, bytes: usize) -> Result<(), Inadmissible> {
        let full = self.queue.len() >= MAX_WAITING
            || self.bytes.saturating_add(bytes) > MAX_WAITING_BYTES
            || self.per_signer.get(&key(signer)).is_some_and(|count| *count >= MAX_PER_SIGNER);
        if full { Err(Inadmissible::Busy) } else { Ok(()) }
    }

    /// Adds one at the end; the same one twice counts once.
    pub fn push(&mut self, checked: Checked) {
        if !self.ids.insert(checked.id) {
            return;
        }
        self.bytes += checked.bytes.len();
        *self.per_signer.entry(key(&checked.transaction.payload.signer)).or_default() += 1;
        self.queue.push_back(checked);
    }

    /// Takes the next ones, up to so many and so many bytes.
    pub fn take(&mut self, count: usize, bytes: usize) -> Vec<Checked> {
        let mut taken = Vec::new();
        let mut size = 0;
        while let Some(next) = self.queue.front() {
            if taken.len() >= count || (size + next.bytes.len() > bytes && !taken.is_empty()) {
                break;
            }
            size += next.bytes.len();
            if let Some(next) = self.queue.pop_front() {
                self.forget(&next);
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
        self.ids.remove(&checked.id);
        self.bytes -= checked.bytes.len();
        let signer = key(&checked.transaction.payload.signer);
        if let Some(count) = self.per_signer.get_mut(&signer) {
            *count -= 1;
            if *count == 0 {
                self.per_signer.remove(&signer);
            }
        }
    }
}

fn key(signer: &Signer) -> Vec<u8> {
    use aluma_types::codec::Canon;
    // All keys of one account share its room.
    match signer {
        Signer::Key { account, .. } => account.to_bytes(),
        Signer::New(key) => key.to_bytes(),
    }
}
