//! The state root, kept up to date in memory; its definition is in [`crate::proof`].
//!
//! Per table the leaves lie in small sorted buckets by the top bits of their path; above them flat
//! arrays hold the hashes of the complete binary tree. The number of buckets follows the number of
//! rows, which the root does not depend on.

use crate::proof::{Branch, EMPTY, End, Hash, Proof, TAG_TABLE};
use crate::proof::{key_path, table_content, table_path, value_hash};
use crate::salt::Salting;
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

impl Change {
    fn row(&self) -> (u16, &[u8], Option<&[u8]>) {
        (self.table, &self.key, self.value.as_deref())
    }
}

/// What [`StateTree::undo`] needs to take one [`StateTree::apply`] back.
#[derive(Debug)]
#[must_use]
pub struct Undo(Vec<(u16, Vec<Edit>)>);

/// The authenticated tree of a state: hashes only, no keys or values.
#[derive(Debug)]
pub struct StateTree {
    salting: Salting,
    tables: BTreeMap<u16, Table>,
    root: Hash,
}

impl StateTree {
    /// The tree of an empty state.
    pub fn new(salting: Salting) -> Self {
        Self { salting, tables: BTreeMap::new(), root: EMPTY }
    }

    /// The tree of the given rows (table, key, value); of two with the same key the later wins.
    /// Cheaper than [`Self::apply`] when loading a snapshot: neither keys nor values are kept.
    pub fn build<'a>(
        salting: Salting,
        rows: impl IntoIterator<Item = (u16, &'a [u8], &'a [u8])>,
    ) -> Self {
        let mut builder = TreeBuilder::new(salting);
        for (table, key, value) in rows {
            builder.add(table, key, value);
        }
        builder.finish()
    }

    /// Writes the changes; of two to the same row the later wins.
    pub fn apply(&mut self, changes: &[Change]) -> Undo {
        self.apply_rows(changes.iter().map(Change::row))
    }

    /// The same, of rows that lie elsewhere: table, key and value. Cheapest where those of a table
    /// come one after another.
    pub fn apply_rows<'a>(
        &mut self,
        rows: impl Iterator<Item = (u16, &'a [u8], Option<&'a [u8]>)>,
    ) -> Undo {
        let mut by_table: BTreeMap<u16, Vec<Edit>> = BTreeMap::new();
        let mut run: Vec<Edit> = Vec::new();
        let mut of = None;
        for (table, key, value) in rows {
            if let Some(before) = of.replace(table).filter(|before| *before != table) {
                gather(&mut by_table, before, &mut run);
            }
            run.push(edit(&self.salting, table, key, value));
        }
        if let Some(last) = of {
            gather(&mut by_table, last, &mut run);
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

    /// What its rows and a block's receipts are salted with.
    pub fn salting(&self) -> &Salting {
        &self.salting
    }

    /// Proof of what the tree holds under a key: its value, or its absence. None where that would be
    /// the absence of a row in a salted table that has others.
    pub fn prove(&self, table: u16, key: &[u8]) -> Option<Proof> {
        let mut siblings = Vec::new();
        let leaves = self.table_leaves();
        let end = descend(&leaves, &table_path(table), &mut siblings);
        let tables = Branch { end, siblings };
        let Some(found) = self.tables.get(&table) else {
            return Some(Proof { salt: None, tables, rows: None });
        };
        let salt = self.salting.row(table, key);
        let rows = found.branch(&key_path(table, key, salt.as_ref()));
        let showable = salt.is_none() || rows.end == End::Leaf;
        showable.then_some(Proof { salt, tables, rows: Some(rows) })
    }

    /// What the leaf of each table says of its rows, in the order of their numbers.
    pub fn contents(&self) -> Vec<(u16, Hash)> {
        let content = |(number, table): (&u16, &Table)| {
            (*number, table_content(&table.root(), self.salting.salts(*number)))
        };
        self.tables.iter().map(content).collect()
    }

    /// The salt of a row that is there, its path, and the way to it inside its table.
    pub fn way(&self, table: u16, key: &[u8]) -> Option<(Option<Hash>, Hash, Branch)> {
        let salt = self.salting.row(table, key);
        let path = key_path(table, key, salt.as_ref());
        let branch = self.tables.get(&table)?.branch(&path);
        (branch.end == End::Leaf).then_some((salt, path, branch))
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
        self.root = subtree(&self.table_leaves(), 0).hash;
        Undo(undo)
    }

    fn table_leaves(&self) -> Vec<Leaf> {
        let leaf = |(number, content)| Leaf::new(TAG_TABLE, table_path(number), content);
        let mut leaves: Vec<_> = self.contents().into_iter().map(leaf).collect();
        leaves.sort_unstable_by_key(|leaf| leaf.path);
        leaves
    }
}

/// Collects rows for [`StateTree::build`] where they come one by one.
#[derive(Debug)]
pub struct TreeBuilder {
    salting: Salting,
    edits: BTreeMap<u16, Vec<Edit>>,
}

impl TreeBuilder {
    /// No rows yet.
    pub fn new(salting: Salting) -> Self {
        Self { salting, edits: BTreeMap::new() }
    }

    /// Adds one row.
    pub fn add(&mut self, table: u16, key: &[u8], value: &[u8]) {
        let edit = edit(&self.salting, table, key, Some(value));
        self.edits.entry(table).or_default().push(edit);
    }

    /// Hashes everything once.
    pub fn finish(self) -> StateTree {
        let mut tree = StateTree::new(self.salting);
        let _ = tree.apply_edits(self.edits);
        tree
    }
}

fn edit(salting: &Salting, table: u16, key: &[u8], value: Option<&[u8]>) -> Edit {
    let salt = salting.row(table, key);
    Edit {
        path: key_path(table, key, salt.as_ref()),
        content: value.map(|value| value_hash(value, salt.as_ref())),
    }
}

/// Puts the edits of a table behind those that it has, in most cases none.
fn gather(by_table: &mut BTreeMap<u16, Vec<Edit>>, table: u16, run: &mut Vec<Edit>) {
    let edits = by_table.entry(table).or_default();
    if edits.is_empty() { std::mem::swap(edits, run) } else { edits.append(run) }
}

fn head(path: &Hash) -> u64 {
    path.first_chunk().map_or(0, |head| u64::from_be_bytes(*head))
}

/// Sorts by path and keeps the last edit of each.
fn last_of_each(edits: &mut Vec<Edit>) {
    // The first bytes nearly always decide, and cost less to compare than all of them.
    edits.sort_by(|a, b| head(&a.path).cmp(&head(&b.path)).then_with(|| a.path.cmp(&b.path)));
    // `dedup_by` keeps the first of a run: hand the later content down to it.
    edits.dedup_by(|later, kept| {
        let same = later.path == kept.path;
        if same {
            kept.content = later.content;
        }
        same
    });
}
