//! What keeps rows from being guessed: one secret of the ledger, and a salt from it for each row.
//!
//! `||` joins bytes, numbers are big-endian, `H` is SHA-256:
//!
//! - salt of a row = `H(ROW_SALT || secret || H(table u16 || key))`;
//! - salt of a receipt = `H(RECEIPT_SALT || secret || height u64 || place in the block u32)`.
//!
//! Prefix and secret fill exactly one block of the hash, so that it is worked in once and for all;
//! what follows them has one length, so that no salt can be extended into another. What a salt is
//! for, and which tables have none, stands in [`crate::proof`].

use crate::proof::Hash;
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::Arc;

/// What is hashed before the secret for a row's salt.
pub const ROW_SALT: &[u8; 32] = b"aluma salt of a row, version 01\n";
/// What is hashed before the secret for a receipt's salt.
pub const RECEIPT_SALT: &[u8; 32] = b"aluma salt of a receipt, ver. 1\n";

/// The secret, ready for use, and the tables that need none.
#[derive(Clone)]
pub struct Salting {
    rows: Sha256,
    receipts: Sha256,
    open: Arc<[u16]>,
}

/// Whoever prints a ledger does not print its secret.
impl fmt::Debug for Salting {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Salting").field("open", &self.open).finish_non_exhaustive()
    }
}

impl Salting {
    /// Salts from a secret of 32 random bytes; the rows of `open` tables are everybody's and have
    /// none.
    pub fn new(secret: &Hash, open: impl IntoIterator<Item = u16>) -> Self {
        let started = |prefix: &[u8]| Sha256::new().chain_update(prefix).chain_update(secret);
        Self {
            rows: started(ROW_SALT),
            receipts: started(RECEIPT_SALT),
            open: open.into_iter().collect(),
        }
    }

    /// The salt of a row; none in an open table.
    pub fn row(&self, table: u16, key: &[u8]) -> Option<Hash> {
        if self.open.contains(&table) {
            return None;
        }
        let row = Sha256::new().chain_update(table.to_be_bytes()).chain_update(key).finalize();
        Some(self.rows.clone().chain_update(row).finalize().into())
    }

    /// The salt of the receipt at a place of a block.
    pub fn receipt(&self, height: u64, place: u32) -> Hash {
        let salt = self.receipts.clone().chain_update(height.to_be_bytes());
        salt.chain_update(place.to_be_bytes()).finalize().into()
    }

    /// Whether a table's rows are salted.
    pub(crate) fn salts(&self, table: u16) -> bool {
        !self.open.contains(&table)
    }
}
