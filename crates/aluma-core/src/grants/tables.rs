//! What rounds store.

use aluma_types::{AccountId, DaoId};

use crate::grants::types::{Entry, Round, Take};
use crate::kernel::table::{Goes, Row, Table};
use crate::tables;

tables! {
    /// The domain's tables.
    Tables {
        /// Rounds.
        rounds: Table<(DaoId, u64), Round> = 140, Permanent, None, Readers;
        /// What was said and scored in each, numbered from 1.
        entries: Table<(DaoId, u64, u32), Entry> = 141, Permanent, None, Readers;
        /// What everybody takes of each.
        takes: Table<(DaoId, u64, AccountId), Take> = 142, Permanent, None, Readers;
    }
}

impl Row<(DaoId, u64)> for Round {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, u64, u32)> for Entry {
    fn dao(key: &(DaoId, u64, u32), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64, u32), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, u64, AccountId)> for Take {
    fn dao(key: &(DaoId, u64, AccountId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64, AccountId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}
