//! A Merkle accumulator for append-only logs: the state holds its peaks, the rows lie on disk.
//!
//! leaf = SHA-256(0x00, row), node = SHA-256(0x01, left, right),
//! root = SHA-256(0x02, count as 8 big-endian bytes, peaks from the widest to the narrowest).

use alloc::vec::Vec;

use crate::codec::{Canon, DecodeError, List, Reader};
use crate::hash::{Hash32, sha256};
use crate::spec::TypeSpec;

/// Peaks of a perfect-tree forest over `count` leaves, widest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accumulator {
    count: u64,
    peaks: Vec<Hash32>,
}

impl Accumulator {
    /// How many rows were appended.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Appends one row.
    pub fn append(&mut self, row: &[u8]) {
        let mut node = sha256(&[&[0], row]);
        // Each trailing one bit of the count is a peak of the same width as the node so far.
        for _ in 0..self.count.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = sha256(&[&[1], &left.0, &node.0]);
            }
        }
        self.peaks.push(node);
        self.count = self.count.saturating_add(1);
    }

    /// Commits to the rows and their number.
    pub fn root(&self) -> Hash32 {
        let mut bytes = Vec::from([2u8]);
        bytes.extend_from_slice(&self.count.to_be_bytes());
        for peak in &self.peaks {
            bytes.extend_from_slice(&peak.0);
        }
        sha256(&[&bytes])
    }
}

impl Canon for Accumulator {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        self.count.write(out);
        for peak in &self.peaks {
            peak.write(out);
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let count = u64::read(reader)?;
        let mut peaks = Vec::new();
        for _ in 0..count.count_ones() {
            peaks.push(Hash32::read(reader)?);
        }
        Ok(Self { count, peaks })
    }
}

/// The root of a list of rows: the accumulator filled at once.
pub fn merkle_root<'a>(rows: impl IntoIterator<Item = &'a [u8]>) -> Hash32 {
    let mut accumulator = Accumulator::default();
    for row in rows {
        accumulator.append(row);
    }
    accumulator.root()
}

/// A bounded list of log counts, as a snapshot carries it.
pub type LogCounts = List<(u16, u64), 64>;

impl Canon for (u16, u64) {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok((u16::read(reader)?, u64::read(reader)?))
    }
}
