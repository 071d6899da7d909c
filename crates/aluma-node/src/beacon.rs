//! The beacon of a ledger on one machine: a hash chain whose end is committed in the genesis, so
//! that there is nothing to grind. Each block reveals the next preimage. Unpredictable to members,
//! *not* to the operator, who made the chain.

use aluma_types::{Hash32, sha256};

/// Blocks that a ledger's chain lasts: at one block a second, day and night, 97 days; at one a
/// minute, 15 years. When it is used up the ledger goes on under a new generation.
pub const LENGTH: u64 = 1 << 23;

/// One link in so many is kept in memory.
const STRIDE: u64 = 4_096;

/// The chain, from its seed.
#[derive(Debug)]
pub struct Beacon {
    /// Every `STRIDE`th link, from the seed on.
    marks: Vec<Hash32>,
    length: u64,
    end: Hash32,
    /// The links between two marks that were asked for last.
    run: Vec<Hash32>,
    run_from: u64,
}

impl Beacon {
    /// Computes a chain of `length` links.
    pub fn new(seed: Hash32, length: u64) -> Self {
        let mut marks = Vec::new();
        let mut link = seed;
        for index in 0..length {
            if index.is_multiple_of(STRIDE) {
                marks.push(link);
            }
            link = sha256(&[&link.0]);
        }
        Self { marks, length, end: link, run: Vec::new(), run_from: u64::MAX }
    }

    /// What the genesis commits to.
    pub const fn end(&self) -> Hash32 {
        self.end
    }

    /// The preimage that the block of a height reveals; `None` when the chain is used up.
    pub fn at(&mut self, height: u64) -> Option<Hash32> {
        let index = self.length.checked_sub(height)?;
        let mark = index / STRIDE;
        if self.run_from != mark {
            let mut link = *self.marks.get(usize::try_from(mark).ok()?)?;
            self.run.clear();
            for _ in 0..STRIDE {
                self.run.push(link);
                link = sha256(&[&link.0]);
            }
            self.run_from = mark;
        }
        self.run.get(usize::try_from(index % STRIDE).ok()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_block_reveals_the_preimage_of_the_last() {
        let mut beacon = Beacon::new(Hash32([7; 32]), 10_000);
        let mut last = beacon.end();
        for height in 1..=10_000 {
            let next = beacon.at(height).expect("within the chain");
            assert_eq!(sha256(&[&next.0]), last, "height {height}");
            last = next;
        }
        assert_eq!(last, Hash32([7; 32]));
        assert_eq!(beacon.at(10_001), None);
    }
}
