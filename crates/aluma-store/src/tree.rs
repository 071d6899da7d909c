//! The state root, kept up to date in memory; its definition is in [`crate::proof`].
//!
//! Per table the leaves lie in small sorted buckets by the top bits of their path; above them flat
//! arrays hold the hashes of the complete binary tree. The number of buckets follows the number of
//! rows, which the root does not depend on.

use crate::proof::{Branch, EMPTY, Hash, Proof, TAG_TABLE};
use crate::proof::{key_path, table_path, value_hash};
use crate::table::{Edit, Table};
use crate::trie::{Leaf, descend, subtree};
use std::collections::BTreeMap;

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
        self.tables.get(&table).map_or(0, Table::len)
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
            let table = self.tables.entry(number).or_default();
            undo.push((number, table.apply(&edits)));
            if table.len() == 0 {
                self.tables.remove(&number);
            }
        }
        self.root = subtree(TAG_TABLE, &self.table_leaves(), 0).hash;
        Undo(undo)
    }

    fn table_leaves(&self) -> Vec<Leaf> {
        let mut leaves: Vec<_> = self
            .tables
            .iter()
            .map(|(number, table)| Leaf { path: table_path(*number), content: table.root() })
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
