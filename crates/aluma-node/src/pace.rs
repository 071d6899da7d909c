//! How long blocks take to make, for operators and measurements. Nothing of it is in any block.

use std::collections::VecDeque;
use std::time::Duration;

/// Blocks that are remembered.
const KEPT: usize = 1_024;

/// What one block took on this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Its height.
    pub height: u64,
    /// Transactions in it.
    pub transactions: usize,
    /// Executing it, with its roots.
    pub executed: Duration,
    /// Putting it on the disk, with fsync, and showing it to readers.
    pub committed: Duration,
}

/// The last blocks' paces.
#[derive(Debug, Default)]
pub(crate) struct Paces(VecDeque<Pace>);

impl Paces {
    pub(crate) fn note(&mut self, pace: Pace) {
        if self.0.len() == KEPT {
            self.0.pop_front();
        }
        self.0.push_back(pace);
    }

    pub(crate) fn last(&self) -> Vec<Pace> {
        self.0.iter().copied().collect()
    }
}
