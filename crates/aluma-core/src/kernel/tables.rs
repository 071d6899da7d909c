//! What the kernel itself stores.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use aluma_types::accumulator::Accumulator;
use aluma_types::codec::{Bytes, List};
use aluma_types::{AccountId, Canon, DaoId, Hash32, Timestamp};

use crate::kernel::table::{Goes, Indexes, Row, Shown, Table};
use crate::tables;

/// Log number of the receipts.
pub const RECEIPTS: u16 = 1;
/// Log number of the ballots of decided proposals.
pub const BALLOTS: u16 = 2;
/// Log number of closed evidence: what left the state when its matter was closed.
pub const EVIDENCE: u16 = 3;
/// Log number of notices: what the ledger told people.
pub const NOTICES: u16 = 4;
/// All logs with their names, and to whom their rows are shown. Their rows name no reader, and a
/// block's receipts are told by the index, as far as each reader may see them.
pub const LOGS: &[(u16, &str, Shown)] = &[
    (RECEIPTS, "receipts", Shown::Nobody),
    (BALLOTS, "ballots", Shown::Nobody),
    (EVIDENCE, "evidence", Shown::Nobody),
    (NOTICES, "notices", Shown::Nobody),
];

tables! {
    /// The kernel's tables.
    Tables {
        /// What the next row of each kind is numbered.
        sequences: Table<u8, SequenceRow> = 1, Permanent, None, Everybody;
        /// The due queue, in the order in which entries fall due.
        due: Table<(Timestamp, u64), Due, DueIndex> = 2, Expiring, None, Nobody;
        /// Peaks over each append-only log.
        logs: Table<u16, Accumulator> = 3, Permanent, None, Nobody;
        /// Transactions of keys without an account, remembered until they expire.
        seen: Table<(Timestamp, Hash32), Seen> = 4, Expiring, None, Nobody;
        /// The rules in force and the last beacon.
        chain: Table<u8, Chain> = 5, Permanent, None, Everybody;
    }
}

/// The next number of a sequence.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct SequenceRow {
    /// Numbers below are given.
    pub(crate) next: u64,
}

impl Row<u8> for SequenceRow {
    /// So that no number that was ever given is given again.
    fn goes(_: &u8, _: &Self) -> Goes {
        Goes::Always
    }
}

/// An entry of the due queue.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct Due {
    /// The task's number in the registry.
    pub(crate) task: u16,
    /// The DAO it belongs to, for fairness.
    pub(crate) dao: Option<DaoId>,
    /// Whose act put it there.
    pub(crate) author: Option<AccountId>,
    /// Times it has failed.
    pub(crate) failures: u8,
    /// Its arguments' canonical bytes.
    pub(crate) arguments: List<u8, 65_536>,
}

impl Row<(Timestamp, u64)> for Due {
    fn dao(_: &(Timestamp, u64), row: &Self) -> Option<DaoId> {
        row.dao
    }

    fn goes(_: &(Timestamp, u64), _: &Self) -> Goes {
        Goes::Task
    }
}

/// Where each entry lies, and how many each author has.
#[derive(Debug, Default)]
pub(crate) struct DueIndex {
    pub(crate) at: BTreeMap<u64, Timestamp>,
    pub(crate) by_author: BTreeMap<AccountId, u32>,
}

impl Indexes<(Timestamp, u64), Due> for DueIndex {
    fn add(&mut self, key: &(Timestamp, u64), row: &Due) {
        self.at.insert(key.1, key.0);
        if let Some(author) = row.author {
            let count = self.by_author.entry(author).or_default();
            *count = count.saturating_add(1);
        }
    }

    fn remove(&mut self, key: &(Timestamp, u64), row: &Due) {
        self.at.remove(&key.1);
        if let Some(author) = row.author
            && let Some(count) = self.by_author.get_mut(&author)
        {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.by_author.remove(&author);
            }
        }
    }
}

impl Row<u16> for Accumulator {
    /// A ledger's logs are its own.
    fn goes(_: &u16, _: &Self) -> Goes {
        Goes::Never
    }
}

/// A transaction that was seen.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct Seen {
    /// Height of its block.
    pub(crate) height: u64,
}

impl Row<(Timestamp, Hash32)> for Seen {
    /// What was signed for one ledger is void on another.
    fn goes(_: &(Timestamp, Hash32), _: &Self) -> Goes {
        Goes::Never
    }
}

/// What the next block builds on.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct Chain {
    /// Rule version of the last block.
    pub(crate) rules: u32,
    /// Beacon of the last block.
    pub(crate) beacon: Hash32,
    /// Time of the last block.
    pub(crate) time: Timestamp,
    /// How many times the usual allowance accounts have here.
    pub(crate) allowance: u32,
}

impl Row<u8> for Chain {
    /// The next ledger has a beacon of its own.
    fn goes(_: &u8, _: &Self) -> Goes {
        Goes::Never
    }
}

/// Canonical bytes as a bounded list.
pub(crate) fn bounded(bytes: Bytes) -> List<u8, 65_536> {
    // Tasks carry ids, never lists; longer arguments are cut to nothing and fail to decode.
    List::new(bytes).unwrap_or_else(|_| List::new(Vec::new()).unwrap_or_default())
}
