//! Sums over a line of weights that grows: where a ticket falls and what changes when one weight does,
//! in as many steps as the number of weights has bits.
//!
//! Source: Fenwick (1994). Node i holds the sum of the `i & -i` weights up to slot i; slots count from
//! 1. Rows keep what they were a few changes ago, so that a draw reads the line as it was at its height.

use alloc::vec::Vec;

use aluma_types::{Canon, List};

/// Earlier values that a row keeps: a draw comes three blocks after its height.
const KEPT: usize = 6;

/// What a row was from a height on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Was {
    since: u64,
    value: u64,
}

/// A number that remembers its last values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Dated {
    now: Was,
    /// Oldest first.
    past: List<Was, KEPT>,
}

impl Dated {
    /// What it is.
    pub const fn value(&self) -> u64 {
        self.now.value
    }

    /// The height at which it became that.
    pub const fn since(&self) -> u64 {
        self.now.since
    }

    /// What it was after the block of a height; the oldest known before that.
    pub fn at(&self, height: u64) -> u64 {
        let known = core::iter::once(&self.now).chain(self.past.iter().rev());
        let then = known.clone().find(|was| was.since <= height);
        then.or_else(|| known.last()).map_or(0, |was| was.value)
    }

    /// Lets it be another from a height on.
    pub fn set(&mut self, height: u64, value: u64) {
        if self.now.since != height {
            let full = self.past.len() >= KEPT;
            let mut past = List::default();
            for was in self.past.iter().skip(usize::from(full)).chain(core::iter::once(&self.now)) {
                past.push(*was);
            }
            self.past = past;
        }
        self.now = Was { since: height, value };
    }
}

/// The nodes that hold a slot, up to the one that holds all of `room`, a power of two.
pub fn above(slot: u64, room: u64) -> Vec<u64> {
    let next = |node: &u64| node.checked_add(node & node.wrapping_neg());
    core::iter::successors(Some(slot), next).take_while(|node| *node <= room && *node > 0).collect()
}

/// The slot on which `spot` of the line falls and where it begins; nothing beyond its end. `node` gives
/// the sum that a node holds.
pub fn find(spot: u64, room: u64, node: impl Fn(u64) -> u64) -> Option<(u64, u64)> {
    if spot >= node(room) {
        return None;
    }
    let (mut before, mut from, mut step) = (0u64, 0u64, room);
    while step > 0 {
        let next = before.saturating_add(step);
        let sum = node(next);
        if next <= room && from.saturating_add(sum) <= spot {
            before = next;
            from = from.saturating_add(sum);
        }
        step >>= 1;
    }
    Some((before.saturating_add(1), from))
}

/// The least power of two that has room for so many slots.
pub fn room_for(slots: u64) -> u64 {
    slots.max(1).checked_next_power_of_two().unwrap_or(u64::MAX)
}
