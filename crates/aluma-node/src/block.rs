//! A block as the log holds it: header, transactions with their signatures, and the node's seal.

use aluma_types::accumulator::{Accumulator, merkle_root};
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
        let mut accumulator = Accumulator::default();
        let mut salted = Vec::new();
        for (place, row) in (0..).zip(receipts) {
            salted.clear();
            salted.extend_from_slice(&salts(place));
            salted.extend_from_slice(row);
            accumulator.append(&salted);
        }
        accumulator.root()
    }

    /// The bytes of a block whose parts lie elsewhere.
    pub fn bytes_of(header: &Header, transactions: &[Vec<u8>], seal: &[u8; 64]) -> Vec<u8> {
        // A header and its lengths fit in a few hundred bytes.
        let room = transactions.iter().map(|one| one.len() + 4).sum::<usize>() + 1_024;
        let mut out = Vec::with_capacity(room);
        header.write(&mut out);
        put_count(&mut out, transactions.len());
        for transaction in transactions {
            put_count(&mut out, transaction.len());
            out.extend_from_slice(transaction);
        }
        out.extend_from_slice(seal);
        out
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
        out.extend_from_slice(&Self::bytes_of(&self.header, &self.transactions, &self.seal));
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
