//! The first words of a ledger. Written once; its hash is the network's name.

use aluma_types::{AccountId, Canon, DaoId, Hash32, PublicKey, Timestamp, sha256};

use crate::identity;
use crate::kernel::action::Registry;
use crate::kernel::block::Machine;
use crate::kernel::tables::Chain;
use crate::registry::State;

/// How many times the usual allowance accounts have on a ledger whose clock is moved by hand. There a
/// day is whatever its operator says, so the limit of a day protects nobody; what it would stop is
/// a tester who plays many evenings in one.
const BY_HAND: u32 = 100;

/// What a ledger starts from.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Genesis {
    /// 1; another form would be another ledger.
    pub version: u32,
    /// Counts re-geneses of one community's ledger; signatures of an older one are void.
    pub generation: u32,
    /// The moment of the genesis; the first block lies after it.
    pub time: Timestamp,
    /// The operator's key: the first account, which invites the first members.
    pub operator: PublicKey,
    /// The key that signs headers and inclusion promises on one machine.
    pub node: PublicKey,
    /// The end of the beacon's hash chain: each block reveals the next preimage.
    pub beacon: Hash32,
    /// How many preimages the chain has.
    pub beacon_length: u64,
    /// Whether block time may be moved by hand: for testers and the demo.
    pub manual_clock: bool,
    /// 32 random bytes, so that no two ledgers share a name.
    pub salt: Hash32,
    /// What [`Genesis::commit_salts`] makes of the secret behind the salts of rows and receipts.
    pub salts: Hash32,
    /// The ledger that this one goes on from, where it does.
    pub continues: Option<Continues>,
}

/// The ledger that another one goes on from: one of its DAOs left, with an archive of its rows.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Continues {
    /// Its name.
    pub network: Hash32,
    /// The height of its header that the rows are proven against; heights go on from there.
    pub height: u64,
    /// That header's id.
    pub header: Hash32,
    /// The rules that it was made by.
    pub rules: u32,
    /// Which DAO left.
    pub dao: DaoId,
    /// SHA-256 of the archive's bytes.
    pub archive: Hash32,
    /// The operator's account here: a number that nobody there ever had.
    pub operator: AccountId,
}

impl Genesis {
    /// The network's name: every signature covers it.
    pub fn network(&self) -> Hash32 {
        sha256(&[b"aluma network v1", &self.to_bytes()])
    }

    /// What stands for the validators on one machine: the hash of the node's key.
    pub fn validators(&self) -> Hash32 {
        Self::validators_of(&self.node)
    }

    /// As [`Genesis::validators`], of any key: what a header names its sealing key by.
    pub fn validators_of(node: &PublicKey) -> Hash32 {
        sha256(&[b"aluma validators v1", &node.to_bytes()])
    }

    /// What a genesis, which is public, says of the secret behind the salts: enough to know it
    /// again, and nothing to guess it by.
    pub fn commit_salts(secret: &Hash32) -> Hash32 {
        sha256(&[b"aluma salts v1", &secret.0])
    }

    /// The account of the ledger's operator.
    pub fn operator_account(&self) -> AccountId {
        self.continues.as_ref().map_or(identity::OPERATOR, |from| from.operator)
    }

    /// Height of the state before the first block.
    pub fn height(&self) -> u64 {
        self.continues.as_ref().map_or(0, |from| from.height)
    }

    /// The state before the first block of a ledger that goes on from no other.
    pub fn machine(&self, registry: &'static Registry) -> Machine {
        self.machine_from(State::default(), registry)
    }

    /// The state before the first block, over what came from the ledger that this one goes on from.
    pub fn machine_from(&self, mut state: State, registry: &'static Registry) -> Machine {
        let rules = self.continues.as_ref().map_or(0, |from| from.rules);
        let allowance = if self.manual_clock { BY_HAND } else { 1 };
        let row = Chain { rules, beacon: self.beacon, time: self.time, allowance };
        state.kernel.chain.put(0, row);
        let operator = (self.operator_account(), self.operator);
        identity::found_ledger(&mut state, operator, self.time);
        state.forget();
        Machine::new(state, self.network(), registry)
    }
}
