//! The state root, defined, and proofs against it. Pure: no files, no clock, no tree.
//!
//! # The root
//!
//! All hashes are SHA-256, `||` joins bytes, numbers are big-endian. The empty tree is 32 zero
//! bytes. Per table (a `u16` number) the rows form a compressed binary Merkle tree. A table is
//! *open*, where everybody may see all of it, or *salted*; which it is, the state machine declares.
//!
//! - path of a row = `H(table_be_u16 || key)` in an open table, `H(salt || table_be_u16 || key)` in
//!   a salted one, read from its first byte's highest bit on;
//! - content of a row = `H(value)`, or `H(salt || value)`;
//! - leaf of a row = `H(0x00 || path || content)`;
//! - a subtree without leaves is 32 zero bytes; a subtree with exactly one leaf *is* that leaf's
//!   hash, at whatever depth; any other is `H(0x01 || left || right)`, where `left` holds the
//!   leaves whose next path bit is 0 (one of the two may be empty, hence zeros).
//!
//! The state root is the same kind of tree over the non-empty tables: path =
//! `H("table" || table_be_u16)`, leaf = `H(0x02 || path || content)`, inner nodes as above, where
//! the content is the root of an open table's tree, and of a salted one's `H(0x03 || root)`. So the
//! root is a function of the contents and the ledger's secret alone, never of the order of writes.
//!
//! The salts ([`crate::salt`]) keep a row from being guessed by whoever is served the proof of
//! another: neither the hash beside the way nor the place where the ways part says anything of a
//! row whose salt is not known. The price is that absence cannot be shown in a salted table: where
//! a row would lie if it were there is known to nobody who has not the secret.
//!
//! # A proof
//!
//! One [`Branch`] through the tree of tables and, if the table has rows, one through the table's
//! tree. A branch names the siblings from the root down and what lies at its end: the leaf asked
//! for, nothing, or the leaf of *another* path that shares all bits walked (the only leaf there, so
//! the one asked for is absent).
//!
//! Bytes, canonical (one proof, one encoding): `0x01`, or `0x02` and the row's salt; then the
//! branch of tables, then, only if that one ends in the leaf, the branch of rows. With a salt both
//! end in the leaf. A branch: end (`0` the leaf, `1` nothing, `2` another leaf), depth `u8`, bitmap
//! of `ceil(depth / 8)` bytes whose highest bit is the root's level and whose unused bits are 0, the
//! siblings marked in it (those not marked are 32 zero bytes; a marked one is never zero, and the
//! deepest is always marked), and after end `2` the other leaf's path and content, 32 bytes each.

use core::fmt;
use sha2::{Digest, Sha256};

/// A SHA-256 value.
pub type Hash = [u8; 32];

/// The hash of a subtree without leaves.
pub const EMPTY: Hash = [0; 32];
/// First byte hashed for a row's leaf.
pub const TAG_LEAF: u8 = 0x00;
/// First byte hashed for an inner node, in both kinds of tree.
pub const TAG_INNER: u8 = 0x01;
/// First byte hashed for a table's leaf in the tree of tables.
pub const TAG_TABLE: u8 = 0x02;
/// First byte hashed for the content of a salted table's leaf.
pub const TAG_SALTED: u8 = 0x03;
/// What is hashed before a table's number for its path in the tree of tables.
pub const TABLE_PREFIX: &[u8] = b"table";

const OPEN: u8 = 1;
const SALTED: u8 = 2;
const MAX_DEPTH: usize = 255;

/// Path of a row in its table's tree, with the row's salt where the table has salts.
pub fn key_path(table: u16, key: &[u8], salt: Option<&Hash>) -> Hash {
    salted(salt).chain_update(table.to_be_bytes()).chain_update(key).finalize().into()
}

/// Path of a table in the tree of tables.
pub fn table_path(table: u16) -> Hash {
    Sha256::new().chain_update(TABLE_PREFIX).chain_update(table.to_be_bytes()).finalize().into()
}

/// What a row's leaf says of its value, with the row's salt where the table has salts.
pub fn value_hash(value: &[u8], salt: Option<&Hash>) -> Hash {
    salted(salt).chain_update(value).finalize().into()
}

fn salted(salt: Option<&Hash>) -> Sha256 {
    salt.map_or_else(Sha256::new, |salt| Sha256::new().chain_update(salt))
}

/// What a table's leaf says of its rows.
pub fn table_content(root: &Hash, is_salted: bool) -> Hash {
    if is_salted {
        Sha256::new().chain_update([TAG_SALTED]).chain_update(root).finalize().into()
    } else {
        *root
    }
}

/// Hash of an inner node.
pub fn inner_hash(left: &Hash, right: &Hash) -> Hash {
    tagged(TAG_INNER, left, right)
}

/// Hash of a leaf: `tag` is [`TAG_LEAF`] (content from [`value_hash`]) or [`TAG_TABLE`] (content
/// from [`table_content`]).
pub fn leaf_hash(tag: u8, path: &Hash, content: &Hash) -> Hash {
    tagged(tag, path, content)
}

/// `H(tag || a || b)`. Most of what a root costs is this one shape of 65 bytes, so its two blocks are
/// laid out by hand (FIPS 180-4, 5.1.1): no buffer is kept and no length counted.
fn tagged(tag: u8, a: &Hash, b: &Hash) -> Hash {
    let (mut first, mut last) = ([0; 64], [0; 64]);
    let (head, end) = b.split_at(31);
    first[0] = tag;
    first[1..33].copy_from_slice(a);
    first[33..].copy_from_slice(head);
    last[..1].copy_from_slice(end);
    last[1] = 0x80;
    last[56..].copy_from_slice(&(65_u64 * 8).to_be_bytes());
    let mut state = INITIAL;
    sha2::compress256(&mut state, &[first.into(), last.into()]);
    let mut hash = EMPTY;
    for (bytes, word) in hash.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    hash
}

/// What SHA-256 begins with (FIPS 180-4, 5.3.3).
const INITIAL: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// Bit `index` (0..256) of a path; bit 0 is the highest of the first byte. Past the end: false.
pub fn path_bit(path: &Hash, index: usize) -> bool {
    path.get(index / 8).is_some_and(|byte| byte & (0x80 >> (index % 8)) != 0)
}

/// What lies at the end of a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The leaf of the path asked for.
    Leaf,
    /// An empty subtree: the path asked for is absent.
    Nothing,
    /// The only leaf of this subtree is another: the path asked for is absent.
    Other {
        /// The other leaf's path.
        path: Hash,
        /// What its leaf says of its value, or of its rows.
        content: Hash,
    },
}

/// One way down one tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// What the way ends in.
    pub end: End,
    /// The sibling at each level, the root's first; zeros for an empty one. At most 255.
    pub siblings: Vec<Hash>,
}

/// Proof that a row is in the state with a value, or that it is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The row's salt; none exactly if the table is open or has no rows.
    pub salt: Option<Hash>,
    /// The way to the table.
    pub tables: Branch,
    /// The way to the row inside the table; none exactly if the table has no rows.
    pub rows: Option<Branch>,
}

/// Why a proof does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofError {
    /// The bytes are not the one encoding of a proof.
    Malformed,
    /// It shows the presence of a row whose absence was claimed.
    ShowsPresence,
    /// It shows the absence of a row whose presence was claimed.
    ShowsAbsence,
    /// The other leaf it names does not lie on the way to the row.
    OffPath,
    /// It leads to another root: other state, other value, or damaged.
    OtherRoot,
}

impl fmt::Display for ProofError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Malformed => "the proof's bytes are malformed",
            Self::ShowsPresence => "the proof shows that the row exists",
            Self::ShowsAbsence => "the proof shows that the row does not exist",
            Self::OffPath => "the proof names a leaf that is not on the way to the row",
            Self::OtherRoot => "the proof leads to another state root",
        })
    }
}

impl core::error::Error for ProofError {}

impl Proof {
    /// Checks that under `root` the row `key` of `table` has `value`, or with `None` that there is
    /// no such row.
    ///
    /// # Errors
    /// The first reason why it does not show that.
    pub fn verify(
        &self,
        root: &Hash,
        table: u16,
        key: &[u8],
        value: Option<&[u8]>,
    ) -> Result<(), ProofError> {
        let salt = self.salt.as_ref();
        let sub_root = match (&self.rows, value) {
            // A salt says where one row lies, never where none does.
            (_, None) if salt.is_some() => return Err(ProofError::ShowsPresence),
            (None, Some(_)) => return Err(ProofError::ShowsAbsence),
            (None, None) => None,
            (Some(rows), value) => {
                let content = value.map(|value| value_hash(value, salt));
                Some(rows.root(TAG_LEAF, &key_path(table, key, salt), content.as_ref())?)
            }
        };
        if sub_root == Some(EMPTY) {
            return Err(ProofError::Malformed);
        }
        let content = sub_root.map(|root| table_content(&root, salt.is_some()));
        let found = self.tables.root(TAG_TABLE, &table_path(table), content.as_ref())?;
        if found == *root { Ok(()) } else { Err(ProofError::OtherRoot) }
    }

    /// The one encoding; see the module's header.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = vec![if self.salt.is_some() { SALTED } else { OPEN }];
        out.extend(self.salt.iter().flatten());
        self.tables.encode(&mut out);
        if let Some(rows) = &self.rows {
            rows.encode(&mut out);
        }
        out
    }

    /// Reads the one encoding and refuses every other.
    ///
    /// # Errors
    /// [`ProofError::Malformed`].
    pub fn decode(bytes: &[u8]) -> Result<Self, ProofError> {
        let mut input = bytes;
        let salt = match take(&mut input, 1)? {
            [OPEN] => None,
            [SALTED] => Some(take_hash(&mut input)?),
            _ => return Err(ProofError::Malformed),
        };
        let tables = Branch::decode(&mut input)?;
        let rows = match tables.end {
            End::Leaf => Some(Branch::decode(&mut input)?),
            _ => None,
        };
        let is_there = rows.as_ref().is_some_and(|rows| rows.end == End::Leaf);
        if !input.is_empty() || (salt.is_some() && !is_there) {
            return Err(ProofError::Malformed);
        }
        Ok(Self { salt, tables, rows })
    }
}

impl Branch {
    /// The root this branch leads to, for `target` with `content`, or without it for absence.
    fn root(&self, tag: u8, target: &Hash, content: Option<&Hash>) -> Result<Hash, ProofError> {
        let mut hash = match (&self.end, content) {
            (End::Leaf, Some(content)) => leaf_hash(tag, target, content),
            (End::Leaf, None) => return Err(ProofError::ShowsPresence),
            (_, Some(_)) => return Err(ProofError::ShowsAbsence),
            (End::Nothing, None) => EMPTY,
            (End::Other { path, content }, None) => {
                let shared =
                    (0..self.siblings.len()).all(|i| path_bit(path, i) == path_bit(target, i));
                if !shared || path == target {
                    return Err(ProofError::OffPath);
                }
                leaf_hash(tag, path, content)
            }
        };
        for (level, sibling) in self.siblings.iter().enumerate().rev() {
            hash = if path_bit(target, level) {
                inner_hash(sibling, &hash)
            } else {
                inner_hash(&hash, sibling)
            };
        }
        Ok(hash)
    }

    fn encode(&self, out: &mut Vec<u8>) {
        out.push(match self.end {
            End::Leaf => 0,
            End::Nothing => 1,
            End::Other { .. } => 2,
        });
        // Two SHA-256 values that share 255 bits are not to be found, so the depth fits a byte.
        out.push(u8::try_from(self.siblings.len()).unwrap_or(u8::MAX));
        let mut bitmap = vec![0_u8; self.siblings.len().div_ceil(8)];
        for (level, _) in self.siblings.iter().enumerate().filter(|(_, hash)| **hash != EMPTY) {
            bitmap[level / 8] |= 0x80 >> (level % 8);
        }
        out.extend_from_slice(&bitmap);
        for hash in self.siblings.iter().filter(|hash| **hash != EMPTY) {
            out.extend_from_slice(hash);
        }
        if let End::Other { path, content } = &self.end {
            out.extend_from_slice(path);
            out.extend_from_slice(content);
        }
    }

    fn decode(input: &mut &[u8]) -> Result<Self, ProofError> {
        let head = take(input, 2)?;
        let (kind, depth) = (head[0], usize::from(head[1]));
        let bitmap = take(input, depth.div_ceil(8))?;
        let marked = |level: usize| bitmap[level / 8] & (0x80 >> (level % 8)) != 0;
        let unused_set = (depth..bitmap.len() * 8).any(marked);
        if depth > MAX_DEPTH || unused_set || (depth > 0 && !marked(depth - 1)) {
            return Err(ProofError::Malformed);
        }
        let mut siblings = Vec::with_capacity(depth);
        for level in 0..depth {
            let hash = if marked(level) { take_hash(input)? } else { EMPTY };
            if marked(level) && hash == EMPTY {
                return Err(ProofError::Malformed);
            }
            siblings.push(hash);
        }
        let end = match kind {
            0 => End::Leaf,
            1 => End::Nothing,
            2 => End::Other { path: take_hash(input)?, content: take_hash(input)? },
            _ => return Err(ProofError::Malformed),
        };
        Ok(Self { end, siblings })
    }
}

fn take<'a>(input: &mut &'a [u8], len: usize) -> Result<&'a [u8], ProofError> {
    let (taken, rest) = input.split_at_checked(len).ok_or(ProofError::Malformed)?;
    *input = rest;
    Ok(taken)
}

fn take_hash(input: &mut &[u8]) -> Result<Hash, ProofError> {
    take(input, 32)?.try_into().map_err(|_| ProofError::Malformed)
}
