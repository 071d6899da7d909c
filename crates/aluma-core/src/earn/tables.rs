//! What programmes store.

use alloc::collections::BTreeSet;

use aluma_types::{AccountId, DaoId, Hash32};

use crate::earn::types::{
    Attestor, Earner, Epoch, Fund, Group, Programme, RewardClaim, Stage, Used,
};
use crate::kernel::table::{Goes, Indexes, Row, Table};
use crate::tables;

tables! {
    /// The domain's tables.
    Tables {
        /// Programmes.
        programmes: Table<(DaoId, u64), Programme> = 165, Permanent, None, Readers;
        /// Escrows that each is paid from, by their numbers.
        programme_funds: Table<(DaoId, u64, u64), Fund> = 166, UntilClosed, None, Readers;
        /// What each epoch had and gave.
        reward_epochs: Table<(DaoId, u64, u32), Epoch> = 167, Permanent, None, Readers;
        /// What everybody earned by each.
        earners: Table<(DaoId, u64, AccountId), Earner> = 168, Permanent, None, Readers;
        /// Claims.
        reward_claims: Table<(DaoId, u64), RewardClaim, ByParty> = 169, Permanent, None, Readers;
        /// Evidence that was brought: once on the whole ledger.
        used_evidence: Table<Hash32, Used> = 170, Permanent, None, Nobody;
        /// Keys that answer for what they say.
        attestors: Table<(DaoId, u64, AccountId), Attestor> = 171, Permanent, None, Readers;
        /// What those took of an epoch whom one member brought, by that member; 0 where nobody did.
        groups: Table<(DaoId, u64, AccountId), Group> = 177, Permanent, None, Readers;
    }
}

/// Rows that belong to the DAO that their key begins with: a programme pays in what its community issues
/// itself, so that all of it goes where the community goes.
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
    Programme, (DaoId, u64);
    Fund, (DaoId, u64, u64);
    Epoch, (DaoId, u64, u32);
    Earner, (DaoId, u64, AccountId);
    RewardClaim, (DaoId, u64);
    Attestor, (DaoId, u64, AccountId);
    Group, (DaoId, u64, AccountId);
}

impl Row<Hash32> for Used {
    fn dao(_: &Hash32, row: &Self) -> Option<DaoId> {
        Some(row.dao)
    }

    fn goes(_: &Hash32, row: &Self) -> Goes {
        Goes::Dao(row.dao)
    }
}

/// Claims by programme, by whose they are, by the epoch whose pool they share, and those that are not over
/// by who attested them.
#[derive(Debug, Default)]
pub(crate) struct ByParty {
    programme: BTreeSet<(DaoId, u64, u64)>,
    account: BTreeSet<(AccountId, DaoId, u64)>,
    pooled: BTreeSet<(DaoId, u64, u32, u64)>,
    attested: BTreeSet<(DaoId, u64, AccountId, u64)>,
}

impl ByParty {
    /// Claims of a programme after one of them.
    pub(crate) fn of_programme(
        &self,
        (dao, programme): (DaoId, u64),
        after: u64,
    ) -> impl Iterator<Item = u64> + '_ {
        let range = (dao, programme, after.saturating_add(1))..=(dao, programme, u64::MAX);
        self.programme.range(range).map(|(.., claim)| *claim)
    }

    /// Claims of somebody in a DAO after one of them.
    pub(crate) fn of_account(
        &self,
        (dao, account): (DaoId, AccountId),
        after: u64,
    ) -> impl Iterator<Item = u64> + '_ {
        let range = (account, dao, after.saturating_add(1))..=(account, dao, u64::MAX);
        self.account.range(range).map(|(.., claim)| *claim)
    }

    /// Claims that wait for an epoch's pool to be shared.
    pub(crate) fn pooled(
        &self,
        (dao, programme, epoch): (DaoId, u64, u32),
    ) -> impl Iterator<Item = u64> + '_ {
        let range = (dao, programme, epoch, 0)..=(dao, programme, epoch, u64::MAX);
        self.pooled.range(range).map(|(.., claim)| *claim)
    }

    /// Claims that are not over and that somebody attested.
    pub(crate) fn attested(
        &self,
        (dao, programme, account): (DaoId, u64, AccountId),
    ) -> impl Iterator<Item = u64> + '_ {
        let range = (dao, programme, account, 0)..=(dao, programme, account, u64::MAX);
        self.attested.range(range).map(|(.., claim)| *claim)
    }
}

impl Indexes<(DaoId, u64), RewardClaim> for ByParty {
    fn add(&mut self, (dao, claim): &(DaoId, u64), row: &RewardClaim) {
        self.programme.insert((*dao, row.programme, *claim));
        self.account.insert((row.account, *dao, *claim));
        if let Stage::Pooled { epoch } = row.stage {
            self.pooled.insert((*dao, row.programme, epoch, *claim));
        }
        if !row.stage.is_over() {
            let who = row.voices.iter().map(|voice| (*dao, row.programme, voice.account, *claim));
            self.attested.extend(who);
        }
    }

    fn remove(&mut self, (dao, claim): &(DaoId, u64), row: &RewardClaim) {
        self.programme.remove(&(*dao, row.programme, *claim));
        self.account.remove(&(row.account, *dao, *claim));
        if let Stage::Pooled { epoch } = row.stage {
            self.pooled.remove(&(*dao, row.programme, epoch, *claim));
        }
        for voice in row.voices.iter() {
            self.attested.remove(&(*dao, row.programme, voice.account, *claim));
        }
    }
}
