//! A block as the log holds it: header, transactions with their signatures, and the node's seal.

use aluma_types::accumulator::merkle_root;
use aluma_types::codec::{Canon, DecodeError, Reader, put_count};
use aluma_types::header::Header;
use aluma_types::spec::TypeSpec;
use aluma_types::transaction::MAX_TRANSACTION_BYTES;
use aluma_types::{Hash32, Transaction};

/// Transactions in one block at most.
pub const MAX_TRANSACTIONS: usize = 65_536;

/// Bytes of transactions in one block at most.
pub const MAX_BYTES: usize = 8 << 20;

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it commits to.
    pub header: Header,
    /// Full bytes of each transaction.
    pub transactions: Vec<Vec<u8>>,
    /// The node's Ed25519 signature over [`Block::sealed`].
    pub seal: [u8; 64],
}

impl Block {
    /// What the seal signs.
    pub fn sealed(header: &Header) -> Vec<u8> {
        [b"aluma block v1".as_slice(), &header.id().0].concat()
    }

    /// The root that a header commits to for these transactions.
    pub fn transactions_root(transactions: &[Vec<u8>]) -> Hash32 {
        merkle_root(transactions.iter().map(Vec::as_slice))
    }

    /// The root that a header commits to for these receipts, each behind its salt: `salts` gives
    /// the one of a place in the block. Otherwise whoever sees the header of a block with few
    /// receipts could guess them.
    pub fn receipts_root<'a>(
        receipts: impl Iterator<Item = &'a [u8]>,
        salts: impl Fn(u32) -> [u8; 32],
    ) -> Hash32 {
        let salted: Vec<_> =
            (0..).zip(receipts).map(|(place, row)| [&salts(place)[..], row].concat()).collect();
        merkle_root(salted.iter().map(Vec::as_slice))
    }

    /// The transactions, decoded.
    ///
    /// # Errors
    /// Any [`DecodeError`].
    pub fn decoded(&self) -> Result<Vec<Transaction>, DecodeError> {
        self.transactions.iter().map(|bytes| Transaction::decode(bytes)).collect()
    }
}

impl Canon for Block {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        self.header.write(out);
        put_count(out, self.transactions.len());
        for transaction in &self.transactions {
            put_count(out, transaction.len());
            out.extend_from_slice(transaction);
        }
        out.extend_from_slice(&self.seal);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let header = Header::read(reader)?;
        let count = reader.count(MAX_TRANSACTIONS)?;
        let mut transactions = Vec::with_capacity(count.min(reader.left()));
        for _ in 0..count {
            let length = reader.count(MAX_TRANSACTION_BYTES)?;
            transactions.push(reader.take(length)?.to_vec());
        }
        Ok(Self { header, transactions, seal: reader.array()? })
    }
}
