//! The state root a second time, as simply as its definition in [`crate::proof`] reads.
//!
//! `aluma verify` uses this one. It shares with [`crate::tree`] the constants of the definition and
//! no code, so that a mistake in one shows as another root.

use crate::proof::{EMPTY, Hash, TABLE_PREFIX, TAG_INNER, TAG_LEAF, TAG_SALTED, TAG_TABLE};
use crate::salt::{RECEIPT_SALT, ROW_SALT};
use sha2::{Digest, Sha256};
use std::cell::Cell;
use std::collections::BTreeMap;

/// The state root by a plain binary trie with remembered hashes.
pub struct NaiveTree {
    secret: Hash,
    open: Vec<u16>,
    tables: BTreeMap<u16, Trie>,
}

type Trie = Option<Box<Node>>;

enum Node {
    Leaf { path: Hash, hash: Hash },
    Inner { children: [Trie; 2], hash: Cell<Option<Hash>> },
}

impl NaiveTree {
    /// An empty state of a ledger with this secret, whose `open` tables have no salts.
    pub fn new(secret: Hash, open: Vec<u16>) -> Self {
        Self { secret, open, tables: BTreeMap::new() }
    }

    /// Writes a row, or removes it.
    pub fn set(&mut self, table: u16, key: &[u8], value: Option<&[u8]>) {
        let number = table.to_be_bytes();
        let salt = sha256(&[ROW_SALT, &self.secret, &sha256(&[&number, key])]);
        let salt: &[u8] = if self.open.contains(&table) { &[] } else { &salt };
        let path = sha256(&[salt, &number, key]);
        let trie = self.tables.entry(table).or_default();
        *trie = match value {
            Some(value) => {
                let hash = sha256(&[&[TAG_LEAF], &path, &sha256(&[salt, value])]);
                Some(insert(trie.take(), 0, path, hash))
            }
            None => remove(trie.take(), 0, &path),
        };
    }

    /// The root of one table.
    pub fn table_root(&self, table: u16) -> Hash {
        self.tables.get(&table).map_or(EMPTY, hash_of)
    }

    /// The state root.
    pub fn root(&self) -> Hash {
        let mut top: Trie = None;
        for (number, trie) in self.tables.iter().filter(|(_, trie)| trie.is_some()) {
            let path = sha256(&[TABLE_PREFIX, &number.to_be_bytes()]);
            let rows = hash_of(trie);
            let salted = sha256(&[&[TAG_SALTED], &rows]);
            let content = if self.open.contains(number) { rows } else { salted };
            let hash = sha256(&[&[TAG_TABLE], &path, &content]);
            top = Some(insert(top, 0, path, hash));
        }
        hash_of(&top)
    }

    /// The salt of the receipt at a place of a block.
    pub fn receipt_salt(&self, height: u64, place: u32) -> Hash {
        sha256(&[RECEIPT_SALT, &self.secret, &height.to_be_bytes(), &place.to_be_bytes()])
    }
}

fn sha256(parts: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

fn side(path: &Hash, depth: usize) -> usize {
    usize::from((path[depth / 8] >> (7 - depth % 8)) & 1)
}

fn insert(trie: Trie, depth: usize, path: Hash, hash: Hash) -> Box<Node> {
    let Some(mut node) = trie else { return Box::new(Node::Leaf { path, hash }) };
    if let Node::Leaf { path: there, .. } = &*node {
        if *there == path {
            return Box::new(Node::Leaf { path, hash });
        }
        let mut children = [None, None];
        let its_side = side(there, depth);
        children[its_side] = Some(node);
        node = Box::new(Node::Inner { children, hash: Cell::new(None) });
    }
    if let Node::Inner { children, hash: known } = &mut *node {
        known.set(None);
        let child = &mut children[side(&path, depth)];
        *child = Some(insert(child.take(), depth + 1, path, hash));
    }
    node
}

fn remove(trie: Trie, depth: usize, path: &Hash) -> Trie {
    let mut node = trie?;
    match &mut *node {
        Node::Leaf { path: there, .. } => (there != path).then_some(node),
        Node::Inner { children, hash } => {
            hash.set(None);
            let child = &mut children[side(path, depth)];
            *child = remove(child.take(), depth + 1, path);
            match children {
                [None, None] => None,
                // One leaf alone stands for the whole subtree.
                [only @ Some(_), None] | [None, only @ Some(_)]
                    if matches!(only.as_deref(), Some(Node::Leaf { .. })) =>
                {
                    only.take()
                }
                _ => Some(node),
            }
        }
    }
}

fn hash_of(trie: &Trie) -> Hash {
    match trie.as_deref() {
        None => EMPTY,
        Some(Node::Leaf { hash, .. }) => *hash,
        Some(Node::Inner { children, hash }) => match hash.get() {
            Some(known) => known,
            None => {
                let [left, right] = children;
                let fresh = sha256(&[&[TAG_INNER], &hash_of(left), &hash_of(right)]);
                hash.set(Some(fresh));
                fresh
            }
        },
    }
}
