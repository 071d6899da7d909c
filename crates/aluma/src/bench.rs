//! Measurements: [`execute`] (execution alone), [`votes`] (signed votes from end to end, as a ratio
//! to the limit that signatures set and to a peer), [`pages`] (how long a page takes meanwhile),
//! [`ratings`] (how near scores come to experts' grades) and [`reputation`] (what judging costs).

pub mod execute;
pub mod pages;
pub mod ratings;
pub mod reputation;
pub mod votes;

/// A small generator with full period (splitmix64), enough to pick members.
#[derive(Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// The next number, any of 2^64.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `count`; none where that is 0.
    pub fn below(&mut self, count: usize) -> Option<usize> {
        usize::try_from(self.next().checked_rem(count as u64)?).ok()
    }
}
