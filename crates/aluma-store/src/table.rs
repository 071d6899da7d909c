//! The tree of one table.
//!
//! A small table is one shard. A large one is 64, whose buckets are split at different fillings: so
//! the rehashing that comes with growth is spread over the growth, and no block waits for all of
//! it. A leaf costs 96 bytes and, with its share of the nodes above, 120 to 170.

use crate::proof::{Branch, End, Hash};
use crate::shard::{Place, Shard, Way, path_bits, rise, walk};
use crate::trie::{Leaf, Node};

/// The bits that tell the shards of a large table apart.
const SHARD_BITS: u32 = 6;
/// With more leaves than this a table is large, and stays so.
const LARGE: usize = 1 << 15;

/// A write to one leaf, or with none its removal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edit {
    pub(crate) path: Hash,
    pub(crate) content: Option<Hash>,
}

#[derive(Debug)]
pub(crate) struct Table {
    len: usize,
    shards: Vec<Shard>,
    /// A heap over the shards.
    top: Vec<Node>,
}

impl Default for Table {
    fn default() -> Self {
        let shards = vec![Shard::new(Place { depth: 0, full: 3 * 64 })];
        Self { len: 0, shards, top: vec![Node::EMPTY; 2] }
    }
}

impl Table {
    pub(crate) fn root(&self) -> Hash {
        self.top[1].hash
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.shards.iter().map(Shard::memory_bytes).sum()
    }

    /// Writes edits sorted by path, without doubles; returns those that take them back.
    pub(crate) fn apply(&mut self, edits: &[Edit]) -> Vec<Edit> {
        let mut undo = Vec::with_capacity(edits.len());
        let bits = self.shards.len().trailing_zeros();
        let mut dirty = Vec::new();
        let shard = |edit: &Edit| path_bits(&edit.path, 0, bits);
        for group in edits.chunk_by(|a, b| shard(a) == shard(b)) {
            let index = shard(&group[0]);
            self.len -= self.shards[index].len();
            self.shards[index].apply(group, &mut undo);
            self.len += self.shards[index].len();
            dirty.push(index);
        }
        if bits == 0 && self.len > LARGE {
            self.split();
            dirty = (0..self.shards.len()).collect();
        }
        let base = self.shards.len();
        for &index in &dirty {
            self.top[base + index] = self.shards[index].node();
        }
        rise(&mut self.top, &dirty);
        undo
    }

    fn split(&mut self) {
        let mut parts: Vec<Vec<Leaf>> = vec![Vec::new(); 1 << SHARD_BITS];
        for leaf in std::mem::take(&mut self.shards).into_iter().flat_map(Shard::into_leaves) {
            parts[path_bits(&leaf.path, 0, SHARD_BITS)].push(leaf);
        }
        // From 2 leaves per bucket for the first to nearly 4 for the last: one doubling, evenly.
        let place = |index| Place { depth: SHARD_BITS, full: 2 * 64 + 2 * index };
        let shards = parts.into_iter().enumerate();
        self.shards = shards.map(|(index, part)| Shard::from_leaves(place(index), part)).collect();
        self.top = vec![Node::EMPTY; 2 << SHARD_BITS];
    }

    pub(crate) fn branch(&self, target: &Hash) -> Branch {
        let mut siblings = Vec::new();
        let end = match walk(&self.top, target, &mut siblings) {
            Way::Nothing => End::Nothing,
            Way::Single(index) => self.shards[index].single(target),
            Way::Down(index) => self.shards[index].branch(target, &mut siblings),
        };
        Branch { end, siblings }
    }
}
