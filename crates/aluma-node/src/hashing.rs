//! How maps of transactions find their place: by a hash that takes a few steps and that nobody outside
//! the process can aim at.
//!
//! Every transaction is looked up a dozen times by its id before it has its receipt, and the standard
//! library's hash is the better part of that. Ids are hashes already, but of what a stranger chose, who
//! would find many that end alike: so they are folded with two secrets of the process before they say
//! which place is theirs. What a map holds is never iterated over in its order, and never leaves the
//! process.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher, RandomState};

/// A map by ids or numbers.
pub(crate) type ById<K, V> = HashMap<K, V, Folding>;
/// A set of ids.
pub(crate) type Ids<K> = HashSet<K, Folding>;

/// Two secrets of a map.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Folding {
    start: u64,
    factor: u64,
}

impl Default for Folding {
    fn default() -> Self {
        let random = RandomState::new();
        // An even factor would lose the highest bits of what is multiplied.
        Self { start: random.hash_one(0u8), factor: random.hash_one(1u8) | 1 }
    }
}

impl BuildHasher for Folding {
    type Hasher = Folded;

    fn build_hasher(&self) -> Folded {
        Folded { sum: self.start, factor: self.factor }
    }
}

/// What was folded so far.
#[derive(Debug)]
pub(crate) struct Folded {
    sum: u64,
    factor: u64,
}

impl Folded {
    /// Both halves of the product count: each bit of the word reaches the lowest and the highest
    /// places, of which a map uses both.
    fn fold(&mut self, word: u64) {
        let product = u128::from(self.sum ^ word) * u128::from(self.factor);
        self.sum = (product as u64) ^ ((product >> 64) as u64);
    }
}

impl Hasher for Folded {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.fold(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let mut word = [0; 8];
            word[..rest.len()].copy_from_slice(rest);
            self.fold(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.fold(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.fold(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.fold(number as u64);
    }

    fn finish(&self) -> u64 {
        // The last word is folded once more: otherwise its own bits would stand in their places.
        let product = u128::from(self.sum) * u128::from(self.factor);
        (product as u64) ^ ((product >> 64) as u64)
    }
}

#[cfg(test)]
mod tests {
    use aluma_types::{Hash32, sha256};

    use super::*;

    /// How full the fullest of 256 places is, by the lowest and by the highest byte of the hash.
    fn fullest(folding: Folding, ids: impl Iterator<Item = Hash32>) -> [u32; 2] {
        let (mut low, mut high) = ([0u32; 256], [0u32; 256]);
        for id in ids {
            let [first, .., last] = folding.hash_one(id).to_le_bytes();
            low[usize::from(first)] += 1;
            high[usize::from(last)] += 1;
        }
        [low, high].map(|places| places.into_iter().max().unwrap_or_default())
    }

    #[test]
    fn ids_spread_however_alike_they_are() {
        let last = |number: u16, at: usize| {
            let mut id = [7; 32];
            id[at..at + 2].copy_from_slice(&number.to_be_bytes());
            Hash32(id)
        };
        for _ in 0..4 {
            let folding = Folding::default();
            // 16,384 ids, 64 a place; twice as many in one would be most unlikely.
            let hashes = (0..16_384u16).map(|number| sha256(&[&number.to_be_bytes()]));
            assert!(fullest(folding, hashes).into_iter().all(|most| most < 128));
            for at in [0, 6, 15, 24, 30] {
                let alike = (0..16_384).map(|number| last(number, at));
                let most = fullest(folding, alike);
                assert!(most.into_iter().all(|most| most < 256), "{most:?} at {at}");
            }
        }
    }

    #[test]
    fn each_map_has_secrets_of_its_own() {
        let id = Hash32([1; 32]);
        assert_ne!(Folding::default().hash_one(id), Folding::default().hash_one(id));
        let folding = Folding::default();
        assert_eq!(folding.hash_one(id), folding.hash_one(id));
    }
}
