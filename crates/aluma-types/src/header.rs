//! The block header: small, one form for every ordering, so that a contract elsewhere can check
//! header -> root -> proof.

use alloc::vec::Vec;

use crate::codec::{Canon, DecodeError, Reader};
use crate::hash::{Hash32, sha256};
use crate::spec::TypeSpec;
use crate::time::Timestamp;

/// The header's own form.
pub const HEADER_VERSION: u8 = 1;
/// Flag: block time came from a simulated clock (imports, tests, the demo).
pub const FLAG_SIMULATED: u32 = 1;
/// Flag: block time is moved by hand; only where the genesis says so.
pub const FLAG_MANUAL: u32 = 2;
/// Bytes of an encoded header.
pub const HEADER_BYTES: usize = 333;

/// One block's commitments. Encoded at fixed width, big-endian, in the order of the fields; its id
/// is SHA-256 over those bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// H(genesis, generation).
    pub network: Hash32,
    /// Validator epoch; 0 on one machine.
    pub epoch: u64,
    /// View of the consensus engine; 0 on one machine.
    pub view: u64,
    /// Blocks since the genesis, which is 0.
    pub height: u64,
    /// Block time, strictly increasing.
    pub time: Timestamp,
    /// [`FLAG_SIMULATED`], [`FLAG_MANUAL`].
    pub flags: u32,
    /// Which rules executed it.
    pub rules: u32,
    /// Id of the block before.
    pub parent: Hash32,
    /// Merkle root over the full bytes of the transactions, signatures included.
    pub transactions: Hash32,
    /// Merkle root over the receipts.
    pub receipts: Hash32,
    /// Root of the state after the block.
    pub state: Hash32,
    /// Keccak-256 binary tree over the messages for other chains; zero while there are none.
    pub outbox: Hash32,
    /// Hash of the validator set; on one machine of its one signing key.
    pub validators: Hash32,
    /// Randomness for draws of *later* blocks.
    pub beacon: Hash32,
}

impl Header {
    /// Whether it stands in for a header before the first block: every block has a parent.
    pub fn is_before_the_first(&self) -> bool {
        self.parent == Hash32::ZERO
    }

    /// The block's id: SHA-256 over the encoded header.
    pub fn id(&self) -> Hash32 {
        sha256(&[&self.to_bytes()])
    }
}

impl Canon for Header {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        out.push(HEADER_VERSION);
        self.network.write(out);
        for number in [self.epoch, self.view, self.height, self.time.0] {
            out.extend_from_slice(&number.to_be_bytes());
        }
        for number in [self.flags, self.rules] {
            out.extend_from_slice(&number.to_be_bytes());
        }
        for hash in self.hashes() {
            hash.write(out);
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.byte()? != HEADER_VERSION {
            return Err(DecodeError::UnknownTag);
        }
        Ok(Self {
            network: Hash32::read(reader)?,
            epoch: u64::from_be_bytes(reader.array()?),
            view: u64::from_be_bytes(reader.array()?),
            height: u64::from_be_bytes(reader.array()?),
            time: Timestamp(u64::from_be_bytes(reader.array()?)),
            flags: u32::from_be_bytes(reader.array()?),
            rules: u32::from_be_bytes(reader.array()?),
            parent: Hash32::read(reader)?,
            transactions: Hash32::read(reader)?,
            receipts: Hash32::read(reader)?,
            state: Hash32::read(reader)?,
            outbox: Hash32::read(reader)?,
            validators: Hash32::read(reader)?,
            beacon: Hash32::read(reader)?,
        })
    }
}

impl Header {
    const fn hashes(&self) -> [&Hash32; 7] {
        [
            &self.parent,
            &self.transactions,
            &self.receipts,
            &self.state,
            &self.outbox,
            &self.validators,
            &self.beacon,
        ]
    }
}
