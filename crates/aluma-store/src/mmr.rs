//! A Merkle mountain range over the rows of a log table.
//!
//! Leaf = `SHA-256(0x00 || row)`, node = `SHA-256(0x01 || left || right)`. The leaves form perfect
//! trees of falling size, one per set bit of their count, highest bit first; their roots are the
//! *peaks*. Root = `SHA-256(0x02 || count u64 big-endian || peaks from left to right)`, also for
//! no leaves at all. The state machine computes the same from its own code; the bytes must agree.

use crate::proof::Hash;
use sha2::{Digest, Sha256};

/// Hash of a row.
pub fn leaf(row: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(row).finalize().into()
}

/// Hash of two subtrees of equal size.
pub fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The accumulator: what is needed to append and to know the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mmr {
    count: u64,
    peaks: Vec<Hash>,
}

impl Mmr {
    /// No leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// From stored parts; none if the peaks are not as many as `count` has bits set.
    pub fn from_parts(count: u64, peaks: Vec<Hash>) -> Option<Self> {
        (peaks.len() == count.count_ones() as usize).then_some(Self { count, peaks })
    }

    /// The number of leaves.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The roots of the perfect trees, the largest first.
    pub fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// Appends a row.
    pub fn append(&mut self, row: &[u8]) {
        let mut hash = leaf(row);
        for _ in 0..self.count.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node(&left, &hash);
            }
        }
        self.peaks.push(hash);
        self.count += 1;
    }

    /// The root over all leaves.
    pub fn root(&self) -> Hash {
        bag(self.count, &self.peaks)
    }
}

fn bag(count: u64, peaks: &[Hash]) -> Hash {
    let mut hasher = Sha256::new().chain_update([2]).chain_update(count.to_be_bytes());
    for peak in peaks {
        hasher.update(peak);
    }
    hasher.finalize().into()
}

/// Proof that a row has an index among `count` rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProof {
    /// The row's index.
    pub index: u64,
    /// The number of rows under the root.
    pub count: u64,
    /// The siblings inside the row's tree, the lowest first.
    pub siblings: Vec<Hash>,
    /// All peaks but the row's own, from left to right.
    pub others: Vec<Hash>,
}

/// The tree (first leaf, height) that holds `index`, and its place among the peaks.
fn tree_of(index: u64, count: u64) -> Option<(u64, u32, usize)> {
    let mut first = 0;
    let heights = (0..u64::BITS).rev().filter(|bit| count & (1 << bit) != 0);
    for (place, height) in heights.enumerate() {
        if index - first < 1 << height {
            return Some((first, height, place));
        }
        first += 1 << height;
    }
    None
}

/// Proves the row at `index` among all rows, whose leaf hashes are given in order; none if there
/// is no such row.
pub fn prove(leaves: &[Hash], index: u64) -> Option<RowProof> {
    let count = leaves.len() as u64;
    let (own_first, own_height, _) = tree_of(index, count)?;
    let mut others = Vec::new();
    let mut siblings = Vec::new();
    let mut first = 0;
    for height in (0..u64::BITS).rev().filter(|bit| count & (1 << bit) != 0) {
        let size = 1_usize << height;
        let mut level = leaves.get(first..first + size)?.to_vec();
        let own = first as u64 == own_first && height == own_height;
        let mut at = usize::try_from(index - own_first).ok()?;
        while level.len() > 1 {
            if own {
                siblings.push(*level.get(at ^ 1)?);
                at /= 2;
            }
            level = level.chunks_exact(2).map(|pair| node(&pair[0], &pair[1])).collect();
        }
        if !own {
            others.push(*level.first()?);
        }
        first += size;
    }
    Some(RowProof { index, count, siblings, others })
}

impl RowProof {
    /// Whether the row with this leaf hash has the proof's index under `root`.
    pub fn holds(&self, root: &Hash, leaf: &Hash) -> bool {
        if self.index >= self.count {
            return false;
        }
        let Some((first, height, place)) = tree_of(self.index, self.count) else { return false };
        let peaks = self.count.count_ones() as usize;
        if self.siblings.len() != height as usize || self.others.len() + 1 != peaks {
            return false;
        }
        let mut hash = *leaf;
        for (level, sibling) in self.siblings.iter().enumerate() {
            let right = ((self.index - first) >> level) & 1 == 1;
            hash = if right { node(sibling, &hash) } else { node(&hash, sibling) };
        }
        let mut all = self.others.clone();
        all.insert(place, hash);
        bag(self.count, &all) == *root
    }
}
