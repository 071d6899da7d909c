//! The beacon of a ledger on one machine: a hash chain whose end is committed in the genesis, so
//! that there is nothing to grind. Each block reveals the next preimage. Unpredictable to members,
//! *not* to the operator, who made the chain.

use aluma_types::{Hash32, sha256};

/// Blocks that a ledger's chain lasts: at one block a second, day and night, 97 days; at one a
/// minute, 15 years. When it is used up the ledger goes on under a new generation.
pub const LENGTH: u64 = 1 << 23;

/// One link in so many is kept in memory.
const STRIDE: u64 = 4_096;

/// The chain, from its seed. Walking it takes a second or so, which is spent when the first block
/// is made: who only reads need not wait for it.
#[derive(Debug)]
pub struct Beacon {
    seed: Hash32,
    length: u64,
    /// What the genesis commits to.
    end: Hash32,
    /// The height before the first block.
    before: u64,
    /// Every `STRIDE`th link, from the seed on; none before the chain was walked.
    marks: Vec<Hash32>,
    /// The links between two marks that were asked for last.
    run: Vec<Hash32>,
    run_from: u64,
}

impl Beacon {
    /// The chain of `length` links that a genesis commits to by its end.
    pub const fn new(seed: Hash32, length: u64, end: Hash32) -> Self {
        Self {
            seed,
            length,
            end,
            before: 0,
            marks: Vec::new(),
            run: Vec::new(),
            run_from: u64::MAX,
        }
    }

    /// The same, of a ledger whose first block comes after a height.
    #[must_use]
    pub const fn after(mut self, before: u64) -> Self {
        self.before = before;
        self
    }

    /// The end of the chain of `length` links: what a genesis commits to.
    pub fn end(seed: Hash32, length: u64) -> Hash32 {
        walk(seed, length, &mut |_| {})
    }

    /// The preimage that the block of a height reveals.
    ///
    /// # Errors
    /// Why there is none, in a sentence: the seed is of another ledger, or the chain is used up.
    pub fn at(&mut self, height: u64) -> Result<Hash32, &'static str> {
        if self.marks.is_empty() {
            let mut marks = Vec::new();
            if walk(self.seed, self.length, &mut |link| marks.push(link)) != self.end {
                return Err("the beacon's seed is not this ledger's");
            }
            self.marks = marks;
        }
        self.link(height).ok_or("the beacon's chain is used up: the ledger needs a new generation")
    }

    fn link(&mut self, height: u64) -> Option<Hash32> {
        let index = self.length.checked_sub(height.checked_sub(self.before)?)?;
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

/// Walks a chain from its seed, shows every `STRIDE`th link, and returns its end.
fn walk(seed: Hash32, length: u64, mark: &mut dyn FnMut(Hash32)) -> Hash32 {
    let mut link = seed;
    for index in 0..length {
        if index.is_multiple_of(STRIDE) {
            mark(link);
        }
        link = sha256(&[&link.0]);
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_block_reveals_the_preimage_of_the_last() {
        let seed = Hash32([7; 32]);
        let mut last = Beacon::end(seed, 10_000);
        let mut beacon = Beacon::new(seed, 10_000, last);
        for height in 1..=10_000 {
            let next = beacon.at(height).expect("within the chain");
            assert_eq!(sha256(&[&next.0]), last, "height {height}");
            last = next;
        }
        assert_eq!(last, seed);
        assert!(beacon.at(10_001).is_err());
    }

    #[test]
    fn a_ledger_that_goes_on_from_another_begins_its_chain_at_its_own_first_block() {
        let (seed, end) = (Hash32([7; 32]), Beacon::end(Hash32([7; 32]), 100));
        let mut beacon = Beacon::new(seed, 100, end).after(1_000);
        let mut plain = Beacon::new(seed, 100, end);
        assert_eq!(beacon.at(1_001), plain.at(1));
        assert_eq!(beacon.at(1_100), plain.at(100));
        assert!(beacon.at(1_101).is_err(), "used up after its own length");
        assert!(beacon.at(999).is_err() && beacon.at(1).is_err(), "heights of the old ledger");
    }

    #[test]
    fn another_ledgers_seed_is_told() {
        let end = Beacon::end(Hash32([7; 32]), 100);
        assert!(Beacon::new(Hash32([8; 32]), 100, end).at(1).is_err());
    }
}
