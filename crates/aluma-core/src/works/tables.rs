//! What works store.

use alloc::collections::BTreeMap;

use aluma_types::{DaoId, Hash32};

use crate::kernel::table::{Goes, Indexes, Row, Table};
use crate::tables;
use crate::works::types::{Offer, Owner, Use, Work, WorkStage};

tables! {
    /// The domain's tables.
    Tables {
        /// Works, registered or waiting for their authors.
        works: Table<(DaoId, u64), Work, Hashes> = 201, Permanent, None, Readers;
        /// What their owners offered.
        work_offers: Table<(DaoId, u64, u64), Offer, Open> = 202, Permanent, None, Readers;
        /// Receipts of whoever paid for uses.
        uses: Table<(DaoId, u64, u64), Use> = 203, Permanent, None, Readers;
    }
}

/// Rows that belong to the DAO that their key begins with.
macro_rules! of_dao {
    ($($row:ty, $key:ty);* $(;)?) => {$(
        impl Row<$key> for $row {
            fn dao(key: &$key, _: &Self) -> Option<DaoId> {
                Some(key.0)
            }

            fn goes(key: &$key, _: &Self) -> Goes {
                Goes::Dao(key.0)
            }
        }
    )*};
}

of_dao! {
    Work, (DaoId, u64);
    Offer, (DaoId, u64, u64);
    Use, (DaoId, u64, u64);
}

/// Works by what they are; what was struck may be registered anew.
#[derive(Debug, Default)]
pub(crate) struct Hashes(BTreeMap<(DaoId, Hash32), u64>);

impl Hashes {
    /// The work of a hash in a DAO.
    pub(crate) fn of(&self, dao: DaoId, hash: &Hash32) -> Option<u64> {
        self.0.get(&(dao, *hash)).copied()
    }
}

impl Indexes<(DaoId, u64), Work> for Hashes {
    fn add(&mut self, key: &(DaoId, u64), row: &Work) {
        if !matches!(row.stage, WorkStage::Struck { .. }) {
            self.0.insert((key.0, row.hash), key.1);
        }
    }

    fn remove(&mut self, key: &(DaoId, u64), row: &Work) {
        if self.of(key.0, &row.hash) == Some(key.1) {
            self.0.remove(&(key.0, row.hash));
        }
    }
}

/// How many offers of a work that wait or are open each owner made.
#[derive(Debug, Default)]
pub(crate) struct Open(BTreeMap<(DaoId, u64, Owner), u32>);

impl Open {
    /// Those of one owner.
    pub(crate) fn of(&self, (dao, work): (DaoId, u64), by: Owner) -> u32 {
        self.0.get(&(dao, work, by)).copied().unwrap_or(0)
    }
}

impl Indexes<(DaoId, u64, u64), Offer> for Open {
    fn add(&mut self, key: &(DaoId, u64, u64), row: &Offer) {
        if row.stage.is_open() {
            let count = self.0.entry((key.0, key.1, row.by)).or_default();
            *count = count.saturating_add(1);
        }
    }

    fn remove(&mut self, key: &(DaoId, u64, u64), row: &Offer) {
        let slot = (key.0, key.1, row.by);
        if row.stage.is_open()
            && let Some(count) = self.0.get_mut(&slot)
        {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.0.remove(&slot);
            }
        }
    }
}
