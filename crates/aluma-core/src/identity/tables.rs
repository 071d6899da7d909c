//! What identity stores.

use alloc::collections::BTreeSet;

use aluma_types::{AccountId, Canon, DaoId, Hash32, PublicKey};

use crate::identity::types::{Account, Key};
use crate::kernel::table::{Indexes, Row, Table};
use crate::tables;

tables! {
    /// The domain's tables.
    Tables {
        /// Accounts, claimed or not.
        accounts: Table<AccountId, Account> = 10, Permanent, None;
        /// Keys by account and number, found by public key.
        keys: Table<(AccountId, u16), Key, ByPublicKey> = 11, Permanent, None;
        /// Taken names, by the hash of their skeleton.
        names: Table<Hash32, NameRow> = 12, Permanent, None;
    }
}

impl Row<AccountId> for Account {
    /// A payee's label is the business of the DAO that enrolled it.
    fn dao(_: &AccountId, row: &Self) -> Option<DaoId> {
        row.home
    }
}

impl Row<(AccountId, u16)> for Key {}

/// Whose a name is.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct NameRow {
    /// The account.
    pub(crate) account: AccountId,
}

impl Row<Hash32> for NameRow {}

/// Which accounts a public key can act for.
#[derive(Debug, Default)]
pub(crate) struct ByPublicKey(BTreeSet<(PublicKey, AccountId, u16)>);

impl ByPublicKey {
    pub(crate) fn of(&self, key: &PublicKey) -> impl Iterator<Item = (AccountId, u16)> + '_ {
        let (low, high) = ((*key, AccountId(0), 0), (*key, AccountId(u64::MAX), u16::MAX));
        self.0.range(low..=high).map(|(_, account, number)| (*account, *number))
    }
}

impl Indexes<(AccountId, u16), Key> for ByPublicKey {
    fn add(&mut self, key: &(AccountId, u16), row: &Key) {
        self.0.insert((row.public, key.0, key.1));
    }

    fn remove(&mut self, key: &(AccountId, u16), row: &Key) {
        self.0.remove(&(row.public, key.0, key.1));
    }
}
