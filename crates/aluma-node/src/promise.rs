//! Promises of inclusion. The node signs once for all that it took together: the root of a small
//! Merkle tree over their ids. Each of them carries its way to that root, so that one signature a
//! batch, and not one a transaction, is what a promise costs.
//!
//! leaf = SHA-256(0x00, id), node = SHA-256(0x01, left, right); the last one of an odd level rises
//! as it is.

use aluma_types::{Hash32, sha256};
use aluma_verify::SigningKey;

/// The node's word that a transaction will be in a block, or be refused by name, by a height.
/// Breaking it is evidence against the node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The transaction.
    pub id: Hash32,
    /// The height by which it is included or refused.
    pub by_height: u64,
    /// Its place among those that were promised together.
    pub index: u32,
    /// How many were promised together.
    pub of: u32,
    /// What lies beside its way to the root, the lowest first.
    pub siblings: Vec<Hash32>,
    /// The node's Ed25519 signature over [`Promise::message`].
    pub signature: [u8; 64],
}

impl Promise {
    /// Promises all of them with one signature, in their order.
    pub fn all(ids: &[Hash32], network: &Hash32, by_height: u64, key: &SigningKey) -> Vec<Self> {
        let levels = levels(ids);
        let Some([root]) = levels.last().map(Vec::as_slice) else { return Vec::new() };
        let message = Self::message(network, root, by_height);
        let signature = key.sign_message(&message).unwrap_or([0; 64]);
        let of = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let promise = |(index, id): (u32, &Hash32)| {
            let siblings = siblings(&levels, index as usize);
            Self { id: *id, by_height, index, of, siblings, signature }
        };
        (0u32..).zip(ids).map(promise).collect()
    }

    /// What the node signs.
    pub fn message(network: &Hash32, root: &Hash32, by_height: u64) -> Vec<u8> {
        [b"aluma promise v1".as_slice(), &network.0, &root.0, &by_height.to_be_bytes()].concat()
    }

    /// The root that its way leads to; `None` where the way is not one of its length.
    pub fn root(&self) -> Option<Hash32> {
        let (mut index, mut of) = (self.index, self.of);
        if index >= of {
            return None;
        }
        let mut beside = self.siblings.iter();
        let mut hash = leaf(&self.id);
        while of > 1 {
            if index ^ 1 < of {
                let sibling = beside.next()?;
                hash = match index & 1 {
                    0 => join(&hash, sibling),
                    _ => join(sibling, &hash),
                };
            }
            (index, of) = (index / 2, of.div_ceil(2));
        }
        beside.next().is_none().then_some(hash)
    }

    /// Whether a node's key signed it.
    pub fn holds(&self, network: &Hash32, node: &[u8; 32]) -> bool {
        self.root().is_some_and(|root| {
            let message = Self::message(network, &root, self.by_height);
            aluma_verify::ed25519::verify(node, &self.signature, &message)
        })
    }
}

fn leaf(id: &Hash32) -> Hash32 {
    sha256(&[&[0], &id.0])
}

fn join(left: &Hash32, right: &Hash32) -> Hash32 {
    sha256(&[&[1], &left.0, &right.0])
}

/// The tree's levels, from the leaves to the root; one empty level for nothing.
fn levels(ids: &[Hash32]) -> Vec<Vec<Hash32>> {
    let mut levels = vec![ids.iter().map(leaf).collect::<Vec<_>>()];
    while let Some(below) = levels.last().filter(|below| below.len() > 1) {
        let pair = |pair: &[Hash32]| match pair {
            [left, right] => join(left, right),
            [last, ..] => *last,
            [] => Hash32::ZERO,
        };
        let above = below.chunks(2).map(pair).collect();
        levels.push(above);
    }
    levels
}

fn siblings(levels: &[Vec<Hash32>], index: usize) -> Vec<Hash32> {
    let beside = |(height, level): (usize, &Vec<Hash32>)| level.get((index >> height) ^ 1).copied();
    levels.iter().enumerate().filter_map(beside).collect()
}

#[cfg(test)]
mod tests;
