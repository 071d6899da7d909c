//! What identity stores.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};

use aluma_types::{AccountId, Canon, DaoId, Hash32, PublicKey};

use crate::identity::types::{Account, Grant, Guarding, Holder, Key, Recovery, Removal, Used};
use crate::kernel::table::{Goes, Indexes, Row, Table};
use crate::tables;

tables! {
    /// The domain's tables.
    Tables {
        /// Accounts, claimed or not, found by the DAO that enrolled them.
        accounts: Table<AccountId, Account, ByHome> = 10, Permanent, None, Readers;
        /// Keys by account and number, found by public key.
        keys: Table<(AccountId, u16), Box<Key>, ByPublicKey> = 11, Permanent, None, Everybody;
        /// Taken names, by the hash of their skeleton.
        names: Table<Hash32, NameRow> = 12, Permanent, None, Everybody;
        /// What keys may do that are not their owner's own.
        grants: Table<(AccountId, u16), Grant> = 13, Expiring, None, Readers;
        /// Guardians of each account that has any.
        guards: Table<AccountId, Guarding> = 14, Permanent, None, Readers;
        /// What guardians have said and done.
        recoveries: Table<AccountId, Recovery> = 15, UntilClosed, None, Readers;
        /// Keys with full control that are about to be removed.
        removals: Table<(AccountId, u16), Removal> = 16, Expiring, None, Everybody;
        /// What members of the communities of each founder used of their sponsorship.
        sponsored: Table<AccountId, Used> = 17, Expiring, None, Nobody;
        /// What keys without an account used together.
        newcomers: Table<u8, Used> = 18, Expiring, None, Nobody;
    }
}

impl Row<AccountId> for Account {
    /// A payee's label is the business of the DAO that enrolled it.
    fn dao(_: &AccountId, row: &Self) -> Option<DaoId> {
        match row.holder {
            // Which DAO an account stands for its own readers know; where it belongs, those there.
            Holder::Dao { dao } => Some(dao),
            Holder::Keys {} | Holder::Nobody { .. } => row.home,
        }
    }

    /// The row says who brought the account in, which is nobody else's business; what everybody may
    /// know of an account its view says.
    fn owner(key: &AccountId, row: &Self) -> Option<AccountId> {
        row.inviter.map(|_| *key)
    }

    fn goes(key: &AccountId, _: &Self) -> Goes {
        Goes::Person(*key)
    }
}

/// Which accounts a DAO enrolled, and which stands for it. Nothing ever changes either.
#[derive(Debug, Default)]
pub(crate) struct ByHome {
    enrolled: BTreeSet<(DaoId, AccountId)>,
    stands_for: BTreeMap<DaoId, AccountId>,
}

impl ByHome {
    pub(crate) fn after(
        &self,
        home: DaoId,
        after: Option<AccountId>,
    ) -> impl Iterator<Item = AccountId> + '_ {
        let from = after.map_or(0, |account| account.0.saturating_add(1));
        let range = (home, AccountId(from))..=(home, AccountId(u64::MAX));
        self.enrolled.range(range).map(|(_, account)| *account)
    }

    pub(crate) fn of_dao(&self, dao: DaoId) -> Option<AccountId> {
        self.stands_for.get(&dao).copied()
    }
}

impl Indexes<AccountId, Account> for ByHome {
    fn add(&mut self, key: &AccountId, row: &Account) {
        if let Some(home) = row.home {
            self.enrolled.insert((home, *key));
        }
        if let Holder::Dao { dao } = row.holder {
            self.stands_for.insert(dao, *key);
        }
    }

    fn remove(&mut self, key: &AccountId, row: &Account) {
        if let Some(home) = row.home {
            self.enrolled.remove(&(home, *key));
        }
        if let Holder::Dao { dao } = row.holder {
            self.stands_for.remove(&dao);
        }
    }
}

impl Row<(AccountId, u16)> for Key {
    fn goes(key: &(AccountId, u16), _: &Self) -> Goes {
        Goes::Account(key.0)
    }

    fn take_back(&mut self, step: &[u64]) {
        let [day, actions, bytes, guarded, sponsored, rest @ ..] = step else { return };
        self.used = Used {
            day: *day,
            actions: *actions,
            bytes: *bytes,
            guarded: *guarded,
            sponsored: *sponsored,
        };
        if !rest.is_empty() {
            self.nonces.take_back(rest);
        }
    }
}

impl Row<(AccountId, u16)> for Grant {
    /// Scopes name communities, closed ones too, and caps say what somebody has.
    fn owner(key: &(AccountId, u16), _: &Self) -> Option<AccountId> {
        Some(key.0)
    }

    fn goes(key: &(AccountId, u16), _: &Self) -> Goes {
        Goes::Account(key.0)
    }
}

impl Row<AccountId> for Guarding {
    fn goes(key: &AccountId, _: &Self) -> Goes {
        Goes::Account(*key)
    }

    /// Whoever knows the guardians knows whom to deceive; some are communities that are closed.
    fn owner(key: &AccountId, _: &Self) -> Option<AccountId> {
        Some(*key)
    }
}

impl Row<AccountId> for Recovery {
    fn goes(key: &AccountId, _: &Self) -> Goes {
        Goes::Account(*key)
    }

    fn owner(key: &AccountId, _: &Self) -> Option<AccountId> {
        Some(*key)
    }
}

impl Row<(AccountId, u16)> for Removal {
    fn goes(key: &(AccountId, u16), _: &Self) -> Goes {
        Goes::Account(key.0)
    }
}

impl Row<AccountId> for Used {
    fn goes(_: &AccountId, _: &Self) -> Goes {
        Goes::Never
    }
}

impl Row<u8> for Used {
    fn goes(_: &u8, _: &Self) -> Goes {
        Goes::Never
    }
}

/// Whose a name is.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct NameRow {
    /// The account.
    pub(crate) account: AccountId,
}

impl Row<Hash32> for NameRow {
    fn goes(_: &Hash32, row: &Self) -> Goes {
        Goes::Account(row.account)
    }
}

/// Which accounts a public key can act for.
#[derive(Debug, Default)]
pub(crate) struct ByPublicKey(BTreeSet<(PublicKey, AccountId, u16)>);

impl ByPublicKey {
    pub(crate) fn of(&self, key: &PublicKey) -> impl Iterator<Item = (AccountId, u16)> + '_ {
        let (low, high) = ((*key, AccountId(0), 0), (*key, AccountId(u64::MAX), u16::MAX));
        self.0.range(low..=high).map(|(_, account, number)| (*account, *number))
    }
}

impl Indexes<(AccountId, u16), Box<Key>> for ByPublicKey {
    fn add(&mut self, key: &(AccountId, u16), row: &Box<Key>) {
        self.0.insert((row.public, key.0, key.1));
    }

    fn remove(&mut self, key: &(AccountId, u16), row: &Box<Key>) {
        self.0.remove(&(row.public, key.0, key.1));
    }

    /// Every transaction books a nonce in a key's row; its public half stays.
    fn is_same(before: &Box<Key>, after: &Box<Key>) -> bool {
        before.public == after.public
    }
}
