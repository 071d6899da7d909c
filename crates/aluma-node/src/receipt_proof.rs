//! A receipt that can be checked away from its ledger: the way from it to the root that the header
//! of its block commits to, and the seal of the node on that header.
//!
//! The leaves are the receipts of the block, each behind its salt (see `Block::receipts_root`), in
//! the accumulator of `aluma_types::accumulator`. Whoever is given this learns one receipt and its
//! salt, and of the others only hashes that cannot be guessed.

use aluma_core::Genesis;
use aluma_core::kernel::receipt::Receipt;
use aluma_store::Salting;
use aluma_types::codec::Canon;
use aluma_types::header::Header;
use aluma_types::{Hash32, PublicKey, sha256};

use crate::block::Block;

/// A receipt with its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptProof {
    /// The receipt, which says its place in the block.
    pub receipt: Receipt,
    /// What stands before it in its leaf.
    pub salt: [u8; 32],
    /// Receipts in the block.
    pub count: u64,
    /// Hashes beside the way up its own tree, lowest first.
    pub siblings: Vec<Hash32>,
    /// Roots of the block's other trees, widest first.
    pub peaks: Vec<Hash32>,
    /// The header of its block.
    pub header: Header,
    /// The node's signature over it.
    pub seal: [u8; 64],
    /// The key that made it.
    pub key: PublicKey,
}

/// Why a proof does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptFault {
    /// The receipt is not among those that the header commits to.
    NotInBlock,
    /// The receipt names another block than its header.
    OtherBlock,
    /// The key is not the one that the header names.
    OtherKey,
    /// The seal is not this key's over this header.
    BadSeal,
}

impl ReceiptFault {
    /// In a sentence.
    pub const fn text(self) -> &'static str {
        match self {
            Self::NotInBlock => "the receipt is not among those that the header commits to",
            Self::OtherBlock => "the receipt and the header are of different blocks",
            Self::OtherKey => "the key is not the one that the header names",
            Self::BadSeal => "the seal is not this key's over this header",
        }
    }
}

impl ReceiptProof {
    /// The proof of the receipt at a place of a block; `None` where there is none.
    pub(crate) fn of(
        (block, key): (&Block, PublicKey),
        receipts: &[Receipt],
        salting: &Salting,
        place: u32,
    ) -> Option<Self> {
        let at = usize::try_from(place).ok()?;
        let receipt = receipts.get(at)?.clone();
        let salt = |place| salting.receipt(block.header.height, place);
        let leaves: Vec<_> = (0u32..)
            .zip(receipts)
            .map(|(place, receipt)| leaf(&salt(place), &receipt.to_bytes()))
            .collect();
        let (siblings, peaks) = branch(&leaves, at)?;
        Some(Self {
            receipt,
            salt: salt(place),
            count: leaves.len() as u64,
            siblings,
            peaks,
            header: block.header.clone(),
            seal: block.seal,
            key,
        })
    }

    /// Checks everything that can be checked without the ledger. That the header is one of a chain
    /// that others know too is another question: compare its id with what they saw.
    ///
    /// # Errors
    /// What does not hold.
    pub fn check(&self) -> Result<(), ReceiptFault> {
        if self.receipt.height != self.header.height {
            return Err(ReceiptFault::OtherBlock);
        }
        if self.root() != Some(self.header.receipts) {
            return Err(ReceiptFault::NotInBlock);
        }
        if self.key_hash() != self.header.validators {
            return Err(ReceiptFault::OtherKey);
        }
        let PublicKey::Ed25519(key) = self.key else { return Err(ReceiptFault::OtherKey) };
        match aluma_verify::ed25519::verify(&key, &self.seal, &Block::sealed(&self.header)) {
            true => Ok(()),
            false => Err(ReceiptFault::BadSeal),
        }
    }

    fn key_hash(&self) -> Hash32 {
        Genesis::validators_of(&self.key)
    }

    /// The root that this receipt, at its place, belongs to; `None` where the form is impossible.
    fn root(&self) -> Option<Hash32> {
        let mut rest = u64::from(self.receipt.index);
        let mut widths = (0..64u32).rev().filter(|bit| self.count >> bit & 1 == 1);
        let mut own = 0;
        let height = loop {
            let bit = widths.next()?;
            if rest < 1 << bit {
                break bit;
            }
            rest -= 1 << bit;
            own += 1;
        };
        let trees = usize::try_from(self.count.count_ones()).ok()?;
        let fits = self.siblings.len() == usize::try_from(height).ok()?;
        if !fits || self.peaks.len().checked_add(1)? != trees {
            return None;
        }
        let mut node = leaf(&self.salt, &self.receipt.to_bytes());
        for sibling in &self.siblings {
            node = match rest & 1 {
                0 => inner(&node, sibling),
                _ => inner(sibling, &node),
            };
            rest >>= 1;
        }
        let mut peaks = self.peaks.clone();
        peaks.insert(own, node);
        let peaks: Vec<u8> = peaks.iter().flat_map(|peak| peak.0).collect();
        Some(sha256(&[&[2][..], &self.count.to_be_bytes()[..], &peaks[..]]))
    }
}

fn leaf(salt: &[u8; 32], row: &[u8]) -> Hash32 {
    sha256(&[&[0][..], &salt[..], row])
}

fn inner(left: &Hash32, right: &Hash32) -> Hash32 {
    sha256(&[&[1][..], &left.0[..], &right.0[..]])
}

/// The hashes beside the way from a leaf up its tree, and the roots of the other trees.
fn branch(leaves: &[Hash32], place: usize) -> Option<(Vec<Hash32>, Vec<Hash32>)> {
    let (mut siblings, mut peaks) = (Vec::new(), Vec::new());
    let mut from = 0;
    for bit in (0..usize::BITS).rev().filter(|bit| leaves.len() >> bit & 1 == 1) {
        let to = from + (1usize << bit);
        let mut level = leaves.get(from..to)?.to_vec();
        let mut at = (from..to).contains(&place).then(|| place - from);
        while level.len() > 1 {
            if let Some(at) = &mut at {
                siblings.push(*level.get(*at ^ 1)?);
                *at >>= 1;
            }
            let pairs = level.chunks_exact(2);
            level = pairs.filter_map(|pair| Some(inner(pair.first()?, pair.last()?))).collect();
        }
        if at.is_none() {
            peaks.extend(level);
        }
        from = to;
    }
    Some((siblings, peaks))
}

#[cfg(test)]
mod tests;
