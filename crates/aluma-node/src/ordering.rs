//! The seam to consensus: narrow, in bytes, so that a change of a domain never recompiles an
//! engine, and an engine never sees a domain.

use aluma_types::{Hash32, Timestamp};

/// What an ordering tells about the block it wants.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Validator epoch.
    pub epoch: u64,
    /// View of the engine.
    pub view: u64,
    /// Block time; later than the parent's.
    pub time: Timestamp,
    /// Header flags of the clock.
    pub flags: u32,
    /// The block's own randomness.
    pub beacon: Hash32,
}

/// Why a proposed block is not one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotABlock(pub String);

/// What a ledger offers to an ordering.
pub trait Ledger {
    /// Packs due tasks and waiting transactions into a block on the last committed one; `None`
    /// where there is nothing to do or the ledger has halted.
    fn propose(&mut self, wanted: Wanted) -> Option<Vec<u8>>;

    /// Executes a proposed block and compares every root.
    ///
    /// # Errors
    /// [`NotABlock`]: permanently invalid.
    fn verify(&mut self, block: &[u8]) -> Result<(), NotABlock>;

    /// The block is final: keeps it on the disk, then tells everybody.
    ///
    /// # Errors
    /// What the disk answered; the ledger has halted.
    fn commit(&mut self, block: &[u8]) -> Result<(), String>;
}

/// The smallest ordering: one machine, whose key seals headers. What it proposes is final.
///
/// # Errors
/// What the disk answered.
pub fn solo(ledger: &mut dyn Ledger, wanted: Wanted) -> Result<bool, String> {
    match ledger.propose(wanted) {
        Some(block) => ledger.commit(&block).map(|()| true),
        None => Ok(false),
    }
}
