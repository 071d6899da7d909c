//! One proof for many rows of one table: the part of its tree that they lie in, each hash once.
//! Pure, like [`crate::proof`], whose words and hashes these are.
//!
//! # The proof
//!
//! The tree of the table is walked from its root, a node before its left and its left before its
//! right subtree, down to the rows that are shown and to subtrees that hold none of them. One byte
//! says what each node is:
//!
//! - `0`: the leaf of the next row that is shown, in the ascending order of their paths;
//! - `1` and 32 bytes: a subtree without any of them, by its hash;
//! - `2`: a subtree without leaves;
//! - `3`: an inner node, whose left and right subtrees follow.
//!
//! Whoever checks it sorts the rows by their paths, walks the bytes, and finds the root: `H(0x00 ||
//! path || content)` for a leaf, `H(0x01 || left || right)` for an inner node, 32 zero bytes for
//! nothing. The bits of the way to a leaf are those of its path. A table of which no row is shown
//! has no proof.
//!
//! # The tables
//!
//! All tables that have rows are named by number and content, and the state root follows from them
//! as [`crate::proof`] says.

use crate::proof::{
    Branch, EMPTY, Hash, ProofError, TAG_LEAF, TAG_TABLE, inner_hash, leaf_hash, path_bit,
    table_path,
};
use crate::trie::{Leaf, subtree};

const ROW: u8 = 0;
const HIDDEN: u8 = 1;
const NOTHING: u8 = 2;
const INNER: u8 = 3;
/// Levels of a tree at most.
const DEEPEST: usize = 256;

/// A row's leaf: its path, and what its leaf says of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    /// Where it lies.
    pub path: Hash,
    /// What it says.
    pub content: Hash,
}

/// The proof of rows from the way to each, by ascending paths.
pub fn prove(ways: &[(Hash, Branch)]) -> Vec<u8> {
    let mut out = Vec::new();
    if !ways.is_empty() {
        write(ways, 0, &mut out);
    }
    out
}

fn write(ways: &[(Hash, Branch)], depth: usize, out: &mut Vec<u8>) {
    let Some((_, first)) = ways.first() else { return };
    if ways.len() == 1 && first.siblings.len() == depth {
        out.push(ROW);
        return;
    }
    out.push(INNER);
    let (left, right) = ways.split_at(ways.partition_point(|(path, _)| !path_bit(path, depth)));
    for side in [left, right] {
        match first.siblings.get(depth) {
            _ if !side.is_empty() => write(side, depth + 1, out),
            None | Some(&EMPTY) => out.push(NOTHING),
            Some(hash) => {
                out.push(HIDDEN);
                out.extend_from_slice(hash);
            }
        }
    }
}

/// The root of the table that a proof leads to, for rows by ascending paths.
///
/// # Errors
/// [`ProofError::Malformed`] where the bytes are no proof of so many rows,
/// [`ProofError::OffPath`] where one leads past a row.
pub fn root(proof: &[u8], rows: &[Shown]) -> Result<Hash, ProofError> {
    if rows.windows(2).any(|pair| pair[0].path >= pair[1].path) {
        return Err(ProofError::Malformed);
    }
    let mut reading = Reading { proof, rows };
    let (hash, _) = reading.node(0, EMPTY)?;
    let is_done = reading.proof.is_empty() && reading.rows.is_empty();
    if is_done { Ok(hash) } else { Err(ProofError::Malformed) }
}

struct Reading<'a> {
    proof: &'a [u8],
    /// Rows that were not reached yet.
    rows: &'a [Shown],
}

impl Reading<'_> {
    /// The hash of the next node, whose way down is the first `depth` bits of `way`, and whether a
    /// row is shown below it.
    fn node(&mut self, depth: usize, way: Hash) -> Result<(Hash, bool), ProofError> {
        let (kind, rest) = self.proof.split_first().ok_or(ProofError::Malformed)?;
        self.proof = rest;
        match *kind {
            ROW => {
                let (row, rest) = self.rows.split_first().ok_or(ProofError::Malformed)?;
                self.rows = rest;
                let strays = (0..depth).any(|bit| path_bit(&row.path, bit) != path_bit(&way, bit));
                let leaf = leaf_hash(TAG_LEAF, &row.path, &row.content);
                if strays { Err(ProofError::OffPath) } else { Ok((leaf, true)) }
            }
            HIDDEN => {
                let (hash, rest) = self.proof.split_first_chunk().ok_or(ProofError::Malformed)?;
                self.proof = rest;
                if *hash == EMPTY { Err(ProofError::Malformed) } else { Ok((*hash, false)) }
            }
            NOTHING => Ok((EMPTY, false)),
            INNER if depth < DEEPEST => {
                let (left, on_left) = self.node(depth + 1, way)?;
                let mut to_right = way;
                to_right[depth / 8] |= 0x80 >> (depth % 8);
                let (right, on_right) = self.node(depth + 1, to_right)?;
                // A subtree without any row that is shown is one hash, never two.
                let shows = on_left || on_right;
                if shows {
                    Ok((inner_hash(&left, &right), true))
                } else {
                    Err(ProofError::Malformed)
                }
            }
            _ => Err(ProofError::Malformed),
        }
    }
}

/// The state root over tables, each with what its leaf says of its rows, by ascending numbers.
///
/// # Errors
/// [`ProofError::Malformed`] where the numbers do not ascend.
pub fn state_root(tables: &[(u16, Hash)]) -> Result<Hash, ProofError> {
    if tables.windows(2).any(|pair| pair[0].0 >= pair[1].0) {
        return Err(ProofError::Malformed);
    }
    let leaf =
        |(number, content): &(u16, Hash)| Leaf::new(TAG_TABLE, table_path(*number), *content);
    let mut leaves: Vec<Leaf> = tables.iter().map(leaf).collect();
    leaves.sort_unstable_by_key(|leaf| leaf.path);
    Ok(subtree(&leaves, 0).hash)
}
