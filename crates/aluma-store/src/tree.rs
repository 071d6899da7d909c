//! The state root, kept up to date in memory; its definition is in [`crate::proof`].
//!
//! Per table the leaves lie in buckets by the top bits of their path, each a small sorted vector;
//! above them a flat array of nodes holds the hashes of the complete binary tree. The number of
//! buckets follows the number of rows, which the root does not depend on. A leaf costs 64 bytes
//! and, with its share of the array, between 75 and 100.

use crate::proof::{Branch, EMPTY, End, Hash, Proof, TAG_LEAF, TAG_TABLE};
use crate::proof::{key_path, path_bit, table_path, value_hash};
use crate::trie::{Class, Leaf, Node, descend, end_of, subtree};
use std::collections::BTreeMap;

/// A bucket holds this many leaves on average before their number doubles.
const FULL: usize = 6;

/// One write to one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The table's number.
    pub table: u16,
    /// The row's key.
    pub key: Vec<u8>,
    /// The new value, or none to remove the row.
    pub value: Option<Vec<u8>>,
}

/// What [`StateTree::undo`] needs to take one [`StateTree::apply`] back.
#[derive(Debug)]
#[must_use]
pub struct Undo(Vec<(u16, Vec<Edit>)>);

#[derive(Clone, Copy, Debug)]
struct Edit {
    path: Hash,
    content: Option<Hash>,
}

/// The authenticated tree of a state: hashes only, no keys or values.
#[derive(Debug, Default)]
pub struct StateTree {
    tables: BTreeMap<u16, Table>,
    root: Hash,
}

impl StateTree {
    /// The tree of an empty state.
    pub fn new() -> Self {
        Self::default()
    }

    /// The tree of the given rows (table, key, value); of two with the same key the later wins.
    /// Cheaper than [`Self::apply`] when loading a snapshot: neither keys nor values are kept.
    pub fn build<'a>(rows: impl IntoIterator<Item = (u16, &'a [u8], &'a [u8])>) -> Self {
        let mut builder = TreeBuilder::default();
        for (table, key, value) in rows {
            builder.add(table, key, value);
        }
        builder.finish()
    }

    /// Writes the changes; of two to the same row the later wins.
    pub fn apply(&mut self, changes: &[Change]) -> Undo {
        let mut by_table: BTreeMap<u16, Vec<Edit>> = BTreeMap::new();
        for change in changes {
            by_table.entry(change.table).or_default().push(Edit {
                path: key_path(change.table, &change.key),
                content: change.value.as_deref().map(value_hash),
            });
        }
        self.apply_edits(by_table)
    }

    /// Takes one `apply` back. They must be undone in the reverse order.
    pub fn undo(&mut self, undo: Undo) {
        let _ = self.apply_edits(undo.0.into_iter().collect());
    }

    /// The state root.
    pub fn root(&self) -> Hash {
        self.root
    }

    /// The root of one table; 32 zero bytes if it has no rows.
    pub fn table_root(&self, table: u16) -> Hash {
        self.tables.get(&table).map_or(EMPTY, Table::root)
    }

    /// The number of rows in a table.
    pub fn len(&self, table: u16) -> usize {
        self.tables.get(&table).map_or(0, |table| table.len)
    }

    /// Whether there is no row at all.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// Bytes of memory the tree holds, without the allocator's own overhead.
    pub fn memory_bytes(&self) -> usize {
        self.tables.values().map(Table::memory_bytes).sum()
    }

    /// Proof of what the tree holds under a key: its value, or its absence.
    pub fn prove(&self, table: u16, key: &[u8]) -> Proof {
        let mut siblings = Vec::new();
        let leaves = self.table_leaves();
        let end = descend(TAG_TABLE, &leaves, &table_path(table), &mut siblings);
        let rows = self.tables.get(&table).map(|found| found.branch(&key_path(table, key)));
        Proof { tables: Branch { end, siblings }, rows }
    }

    fn apply_edits(&mut self, by_table: BTreeMap<u16, Vec<Edit>>) -> Undo {
        let mut undo = Vec::with_capacity(by_table.len());
        for (number, mut edits) in by_table {
            last_of_each(&mut edits);
            let table = self.tables.entry(number).or_insert_with(|| Table::new(number));
            undo.push((number, table.apply(&edits)));
            if table.len == 0 {
                self.tables.remove(&number);
            }
        }
        self.root = subtree(TAG_TABLE, &self.table_leaves(), 0).hash;
        Undo(undo)
    }

    fn table_leaves(&self) -> Vec<Leaf> {
        let mut leaves: Vec<_> = self
            .tables
            .values()
            .map(|table| Leaf { path: table.path, content: table.root() })
            .collect();
        leaves.sort_unstable_by_key(|leaf| leaf.path);
        leaves
    }
}

/// Collects rows for [`StateTree::build`] where they come one by one.
#[derive(Debug, Default)]
pub struct TreeBuilder(BTreeMap<u16, Vec<Edit>>);

impl TreeBuilder {
    /// Adds one row.
    pub fn add(&mut self, table: u16, key: &[u8], value: &[u8]) {
        self.0
            .entry(table)
            .or_default()
            .push(Edit { path: key_path(table, key), content: Some(value_hash(value)) });
    }

    /// Hashes everything once.
    pub fn finish(self) -> StateTree {
        let mut tree = StateTree::new();
        let _ = tree.apply_edits(self.0);
        tree
    }
}

/// Sorts by path and keeps the last edit of each.
fn last_of_each(edits: &mut Vec<Edit>) {
    edits.sort_by_key(|edit| edit.path);
    // `dedup_by` keeps the first of a run: hand the later content down to it.
    edits.dedup_by(|later, kept| {
        let same = later.path == kept.path;
        if same {
            kept.content = later.content;
        }
        same
    });
}

#[derive(Debug)]
struct Table {
    path: Hash,
    len: usize,
    /// The buckets are `1 << bits`.
    bits: u32,
    /// Node 1 is the root, node `i` has the children `2 i` and `2 i + 1`, the buckets' nodes are
    /// the last half. Node 0 is unused.
    nodes: Vec<Node>,
    buckets: Vec<Vec<Leaf>>,
}

impl Table {
    fn new(number: u16) -> Self {
        Self {
            path: table_path(number),
            len: 0,
            bits: 0,
            nodes: vec![Node::EMPTY; 2],
            buckets: vec![Vec::new()],
        }
    }

    fn root(&self) -> Hash {
        self.nodes[1].hash
    }

    fn memory_bytes(&self) -> usize {
        let leaves: usize = self.buckets.iter().map(Vec::capacity).sum();
        leaves * size_of::<Leaf>()
            + self.buckets.capacity() * size_of::<Vec<Leaf>>()
            + self.nodes.capacity() * size_of::<Node>()
    }

    /// Writes edits sorted by path, without doubles; returns those that take them back.
    fn apply(&mut self, edits: &[Edit]) -> Vec<Edit> {
        let mut undo = Vec::with_capacity(edits.len());
        let mut dirty = Vec::new();
        let bits = self.bits;
        for group in edits.chunk_by(|a, b| bucket_of(&a.path, bits) == bucket_of(&b.path, bits)) {
            let index = bucket_of(&group[0].path, bits);
            let bucket = &mut self.buckets[index];
            self.len -= bucket.len();
            edit_bucket(bucket, group, &mut undo);
            self.len += bucket.len();
            dirty.push(index);
        }
        let fitting = fitting_bits(self.len, bits);
        if fitting == bits {
            self.rehash(&dirty);
        } else {
            self.rebuild(fitting);
        }
        undo
    }

    fn rebuild(&mut self, bits: u32) {
        let mut buckets = vec![Vec::new(); 1 << bits];
        let old = std::mem::take(&mut self.buckets);
        // Buckets lie in path order, so the leaves of a new bucket come one after the other.
        let mut run: Vec<Leaf> = Vec::new();
        for leaf in old.into_iter().flatten() {
            if let Some(first) = run.first()
                && bucket_of(&first.path, bits) != bucket_of(&leaf.path, bits)
            {
                buckets[bucket_of(&first.path, bits)] = run.as_slice().to_vec();
                run.clear();
            }
            run.push(leaf);
        }
        if let Some(first) = run.first() {
            buckets[bucket_of(&first.path, bits)] = run.as_slice().to_vec();
        }
        self.buckets = buckets;
        self.bits = bits;
        self.nodes = vec![Node::EMPTY; 2 << bits];
        let all: Vec<usize> = (0..1 << bits).collect();
        self.rehash(&all);
    }

    /// Hashes the given buckets (ascending) and everything above them.
    fn rehash(&mut self, buckets: &[usize]) {
        let base = 1_usize << self.bits;
        let depth = self.bits as usize;
        for &index in buckets {
            self.nodes[base + index] = subtree(TAG_LEAF, &self.buckets[index], depth);
        }
        let mut level: Vec<usize> = buckets.iter().map(|index| base + index).collect();
        for _ in 0..self.bits {
            level.iter_mut().for_each(|node| *node /= 2);
            level.dedup();
            for &node in &level {
                self.nodes[node] = Node::join(&self.nodes[2 * node], &self.nodes[2 * node + 1]);
            }
        }
    }

    fn branch(&self, target: &Hash) -> Branch {
        let mut siblings = Vec::new();
        let mut node = 1;
        for depth in 0..self.bits as usize {
            match self.nodes[node].class {
                Class::Empty => return Branch { end: End::Nothing, siblings },
                Class::Single => return Branch { end: self.single(node, target), siblings },
                Class::Many => {}
            }
            node = 2 * node + usize::from(path_bit(target, depth));
            siblings.push(self.nodes[node ^ 1].hash);
        }
        let bucket = &self.buckets[node - (1 << self.bits)];
        let end = descend(TAG_LEAF, bucket, target, &mut siblings);
        Branch { end, siblings }
    }

    /// The end at a node above the buckets that holds exactly one leaf.
    fn single(&self, node: usize, target: &Hash) -> End {
        let base = 1 << self.bits;
        let mut at = node;
        while at < base {
            at *= 2;
            at += usize::from(self.nodes[at].class == Class::Empty);
        }
        end_of(self.buckets[at - base].first(), target)
    }
}

fn bucket_of(path: &Hash, bits: u32) -> usize {
    let top = u32::from_be_bytes([path[0], path[1], path[2], path[3]]);
    // Through u64, as a shift by 32 is not one.
    (u64::from(top) >> (32 - bits)) as usize
}

/// The bits for `len` leaves, kept as they are while that is not far off.
fn fitting_bits(len: usize, now: u32) -> u32 {
    let mut bits = now;
    while len > FULL << bits && bits < 28 {
        bits += 1;
    }
    while bits > 0 && len < 1 << bits {
        bits -= 1;
    }
    bits
}

/// Merges sorted edits into a sorted bucket and notes what was there before.
fn edit_bucket(bucket: &mut Vec<Leaf>, edits: &[Edit], undo: &mut Vec<Edit>) {
    let first_undo = undo.len();
    let mut only_updates = true;
    for edit in edits {
        let found = bucket.binary_search_by_key(&edit.path, |leaf| leaf.path);
        let before = found.ok().map(|at| bucket[at].content);
        undo.push(Edit { path: edit.path, content: before });
        match (found, edit.content) {
            (Ok(at), Some(content)) => bucket[at].content = content,
            (Err(_), None) => {}
            _ => only_updates = false,
        }
    }
    if only_updates {
        return;
    }
    let added = undo[first_undo..].iter().filter(|edit| edit.content.is_none()).count();
    let mut merged = Vec::with_capacity(bucket.len() + added);
    let mut old = bucket.iter().copied().peekable();
    for edit in edits {
        while let Some(leaf) = old.next_if(|leaf| leaf.path < edit.path) {
            merged.push(leaf);
        }
        let _ = old.next_if(|leaf| leaf.path == edit.path);
        if let Some(content) = edit.content {
            merged.push(Leaf { path: edit.path, content });
        }
    }
    merged.extend(old);
    merged.shrink_to_fit();
    *bucket = merged;
}
