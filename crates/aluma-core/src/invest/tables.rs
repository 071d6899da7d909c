//! What investing stores.

use alloc::collections::{BTreeMap, BTreeSet};

use aluma_types::{AccountId, AssetId, DaoId, Timestamp};

use crate::invest::types::{Bid, Burn, Exit, Lot, PaidIn, Sale, Sharing};
use crate::kernel::table::{Goes, Indexes, Row, Table};
use crate::tables;

tables! {
    /// The domain's tables.
    Tables {
        /// Sales of shares.
        sales: Table<(DaoId, u64), Sale> = 185, Permanent, None, Readers;
        /// Who bids in each, and what became of it.
        bids: Table<(DaoId, u64, AccountId), Bid, Waiting> = 186, Permanent, None, Readers;
        /// Who is leaving with their part.
        exits: Table<(DaoId, u64), Exit> = 187, UntilClosed, None, Readers;
        /// What was bought and cannot be used yet.
        lots: Table<(DaoId, u64), Lot> = 188, UntilClosed, None, Readers;
        /// What each paid in for each share in each asset, and left with.
        paid_in: Table<(AccountId, AssetId, AssetId), PaidIn> = 192, Permanent, None, Readers;
        /// How many units shared before each exit of late, by when it was paid.
        burns: Table<(DaoId, Timestamp, u64), Burn> = 193, Expiring, None, Readers;
        /// Rates of income that become dividends.
        sharings: Table<(DaoId, u64), Sharing> = 189, UntilClosed, None, Readers;
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
    Sale, (DaoId, u64);
    Bid, (DaoId, u64, AccountId);
    Exit, (DaoId, u64);
    Lot, (DaoId, u64);
    Sharing, (DaoId, u64);
    Burn, (DaoId, Timestamp, u64);
}

impl Row<(AccountId, AssetId, AssetId)> for PaidIn {
    fn dao(_: &(AccountId, AssetId, AssetId), row: &Self) -> Option<DaoId> {
        Some(row.dao)
    }

    fn goes(key: &(AccountId, AssetId, AssetId), row: &Self) -> Goes {
        Goes::Money { dao: row.dao, asset: key.2 }
    }
}

/// Bids that nothing became of yet, by who made them.
#[derive(Debug, Default)]
pub(crate) struct Waiting(BTreeMap<AccountId, BTreeSet<(DaoId, u64)>>);

impl Waiting {
    /// The sales in which somebody waits, lowest first.
    pub(crate) fn of(&self, account: AccountId) -> impl Iterator<Item = (DaoId, u64)> + '_ {
        self.0.get(&account).into_iter().flatten().copied()
    }
}

impl Indexes<(DaoId, u64, AccountId), Bid> for Waiting {
    fn add(&mut self, key: &(DaoId, u64, AccountId), row: &Bid) {
        if row.outcome.is_none() {
            self.0.entry(key.2).or_default().insert((key.0, key.1));
        }
    }

    fn remove(&mut self, key: &(DaoId, u64, AccountId), _: &Bid) {
        if let Some(sales) = self.0.get_mut(&key.2) {
            sales.remove(&(key.0, key.1));
            if sales.is_empty() {
                self.0.remove(&key.2);
            }
        }
    }
}
