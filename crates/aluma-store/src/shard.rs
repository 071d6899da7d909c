//! The leaves under one node of a table's tree, in buckets, with all hashes above them.

use crate::proof::{End, Hash, TAG_LEAF, path_bit};
use crate::table::Edit;
use crate::trie::{Class, Leaf, Node, descend, end_of, subtree};

/// Where a shard lies and when its buckets are split.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The bits of the path above it.
    pub(crate) depth: u32,
    /// The leaves per bucket, times 64, above which the number of buckets doubles.
    pub(crate) full: usize,
}

#[derive(Debug)]
pub(crate) struct Shard {
    place: Place,
    len: usize,
    /// The buckets are `1 << bits`.
    bits: u32,
    /// A heap, see [`rise`]; the buckets' nodes are its last half.
    nodes: Vec<Node>,
    buckets: Vec<Vec<Leaf>>,
}

impl Shard {
    pub(crate) fn new(place: Place) -> Self {
        let (nodes, buckets) = (vec![Node::EMPTY; 2], vec![Vec::new()]);
        Self { place, len: 0, bits: 0, nodes, buckets }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn node(&self) -> Node {
        self.nodes[1]
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        let leaves: usize = self.buckets.iter().map(Vec::capacity).sum();
        leaves * size_of::<Leaf>()
            + self.buckets.capacity() * size_of::<Vec<Leaf>>()
            + self.nodes.capacity() * size_of::<Node>()
    }

    /// All leaves, sorted by path.
    pub(crate) fn into_leaves(self) -> impl Iterator<Item = Leaf> {
        self.buckets.into_iter().flatten()
    }

    /// A shard of leaves sorted by path.
    pub(crate) fn from_leaves(place: Place, leaves: Vec<Leaf>) -> Self {
        let mut shard = Self::new(place);
        shard.len = leaves.len();
        shard.buckets = vec![leaves];
        shard.rebuild(shard.fitting_bits());
        shard
    }

    /// Writes edits sorted by path, without doubles; notes those that take them back.
    pub(crate) fn apply(&mut self, edits: &[Edit], undo: &mut Vec<Edit>) {
        let mut dirty = Vec::new();
        let (depth, bits) = (self.place.depth, self.bits);
        let bucket = |edit: &Edit| path_bits(&edit.path, depth, bits);
        for group in edits.chunk_by(|a, b| bucket(a) == bucket(b)) {
            let index = bucket(&group[0]);
            let leaves = &mut self.buckets[index];
            self.len -= leaves.len();
            edit_bucket(leaves, group, undo);
            self.len += leaves.len();
            dirty.push(index);
        }
        let fitting = self.fitting_bits();
        if fitting == bits {
            self.rehash(&dirty);
        } else {
            self.rebuild(fitting);
        }
    }

    fn rebuild(&mut self, bits: u32) {
        let depth = self.place.depth;
        let old = std::mem::take(&mut self.buckets);
        let mut buckets = vec![Vec::new(); 1 << bits];
        // Buckets lie in path order, so the leaves of a new one come one after the other.
        let mut run: Vec<Leaf> = Vec::new();
        let mut open = 0;
        for leaf in old.into_iter().flatten() {
            let bucket = path_bits(&leaf.path, depth, bits);
            if bucket != open {
                buckets[open] = run.as_slice().to_vec();
                run.clear();
                open = bucket;
            }
            run.push(leaf);
        }
        buckets[open] = run.as_slice().to_vec();
        self.buckets = buckets;
        self.bits = bits;
        self.nodes = vec![Node::EMPTY; 2 << bits];
        let all: Vec<usize> = (0..1 << bits).collect();
        self.rehash(&all);
    }

    /// Hashes the given buckets (ascending) and everything above them.
    fn rehash(&mut self, buckets: &[usize]) {
        let base = 1_usize << self.bits;
        let depth = (self.place.depth + self.bits) as usize;
        for &index in buckets {
            self.nodes[base + index] = subtree(&self.buckets[index], depth);
        }
        rise(&mut self.nodes, buckets);
    }

    /// The end of a branch that has come down to this shard.
    pub(crate) fn branch(&self, target: &Hash, siblings: &mut Vec<Hash>) -> End {
        match walk(&self.nodes, target, siblings) {
            Way::Nothing => End::Nothing,
            Way::Single(index) => end_of(self.buckets[index].first(), target),
            Way::Down(index) => descend(&self.buckets[index], target, siblings),
        }
    }

    /// The end of a branch when this shard holds exactly one leaf.
    pub(crate) fn single(&self, target: &Hash) -> End {
        end_of(self.buckets.iter().flatten().next(), target)
    }

    /// The bits for the leaves there are, kept as they are while that is not far off.
    fn fitting_bits(&self) -> u32 {
        let mut bits = self.bits;
        while self.len * 64 > self.place.full << bits && bits < 28 {
            bits += 1;
        }
        while bits > 0 && self.len < 1 << bits {
            bits -= 1;
        }
        bits
    }
}

/// The `count` bits of a path behind the first `skip`, as a number; both together below 64.
pub(crate) fn path_bits(path: &Hash, skip: u32, count: u32) -> usize {
    let [a, b, c, d, e, f, g, h, ..] = *path;
    let top = u64::from_be_bytes([a, b, c, d, e, f, g, h]) << skip;
    // In two steps, as a shift by 64 is not one.
    ((top >> 1) >> (63 - count)) as usize
}

/// Hashes what lies above the given leaves (ascending) of a heap: node 1 is its root, node `i` has
/// the children `2 i` and `2 i + 1`, the leaves are its last half.
pub(crate) fn rise(nodes: &mut [Node], leaves: &[usize]) {
    let base = nodes.len() / 2;
    let mut level: Vec<usize> = leaves.iter().map(|index| base + index).collect();
    for _ in 0..base.trailing_zeros() {
        level.iter_mut().for_each(|node| *node /= 2);
        level.dedup();
        for &node in &level {
            nodes[node] = Node::join(&nodes[2 * node], &nodes[2 * node + 1]);
        }
    }
}

/// Where a walk down a heap ends.
pub(crate) enum Way {
    /// In an empty subtree.
    Nothing,
    /// In a subtree of one leaf, which lies under the heap's leaf of this index.
    Single(usize),
    /// At the heap's leaf of this index.
    Down(usize),
}

/// Walks a heap that begins at depth `siblings.len()` towards `target`, adding the siblings passed.
pub(crate) fn walk(nodes: &[Node], target: &Hash, siblings: &mut Vec<Hash>) -> Way {
    let base = nodes.len() / 2;
    let mut at = 1;
    while at < base {
        match nodes[at].class {
            Class::Empty => return Way::Nothing,
            Class::Single => {
                while at < base {
                    at = 2 * at + usize::from(nodes[2 * at].class == Class::Empty);
                }
                return Way::Single(at - base);
            }
            Class::Many => {}
        }
        at = 2 * at + usize::from(path_bit(target, siblings.len()));
        siblings.push(nodes[at ^ 1].hash);
    }
    Way::Down(at - base)
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
            (Ok(at), Some(content)) => bucket[at] = Leaf::new(TAG_LEAF, edit.path, content),
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
            merged.push(Leaf::new(TAG_LEAF, edit.path, content));
        }
    }
    merged.extend(old);
    merged.shrink_to_fit();
    *bucket = merged;
}
