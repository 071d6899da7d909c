//! What a community stores.

use alloc::collections::{BTreeMap, BTreeSet};

use aluma_types::{AccountId, AssetId, Canon, DaoId, Hash32, Timestamp};

use crate::dao::rules::checkpoints::Checkpoints;
use crate::dao::rules::parameters::{Charter, observed};
use crate::dao::rules::pauses::Pause;
use crate::dao::rules::roles::{Domain, Hold, Role, Spent};
use crate::dao::types::{Dao, Invitation, Member, Standing};
use crate::kernel::effects::{Effects, Office};
use crate::kernel::table::{Goes, Indexes, Row, Table};
use crate::tables;

tables! {
    /// The domain's tables.
    Tables {
        /// DAOs, found by founder.
        daos: Table<DaoId, Dao, ByFounder> = 20, Permanent, None, Readers;
        /// Taken handles, by the hash of their skeleton.
        handles: Table<Hash32, HandleRow> = 21, Permanent, None, Readers;
        /// The rules of each DAO.
        charters: Table<DaoId, Charter> = 22, Permanent, Charter, Readers;
        /// Memberships; those of applicants who withdrew are deleted.
        members: Table<(DaoId, AccountId), Member, Crowd> = 23, Permanent, Members, Readers;
        /// What each member's head weighs, and since when.
        heads: Table<(DaoId, AccountId), Checkpoints> = 24, Permanent, None, Readers;
        /// What all heads weigh together.
        totals: Table<DaoId, Checkpoints> = 25, Permanent, None, Readers;
        /// Open invitations, by the public half of their secret.
        invitations: Table<Hash32, Invitation, ByInviter> = 26, Expiring, None, Readers;
        /// Accounts that a DAO made for its payees, by the hash of their label.
        payees: Table<(DaoId, Hash32), Payee> = 27, Permanent, None, Readers;
        /// Teams, by their numbers in the DAO.
        domains: Table<(DaoId, u32), Domain> = 28, Permanent, Roles, Readers;
        /// Roles, by their numbers in the DAO.
        roles: Table<(DaoId, u32), Role> = 29, Permanent, Roles, Readers;
        /// Who was given which role.
        holds: Table<(DaoId, u32, AccountId), Hold, ByHolder> = 30, Expiring, Roles, Readers;
        /// What each role has paid in its present period.
        spendings: Table<(DaoId, u32, AssetId), Spent> = 31, Permanent, None, Readers;
        /// What each holder's roles weigh, and since when.
        posts: Table<(DaoId, AccountId), Checkpoints> = 32, Permanent, None, Readers;
        /// What all roles weigh together.
        post_totals: Table<DaoId, Checkpoints> = 33, Permanent, None, Readers;
        /// The last pause of each DAO.
        pauses: Table<DaoId, Pause> = 34, Permanent, Roles, Readers;
    }
}

impl Row<DaoId> for Dao {
    fn dao(key: &DaoId, _: &Self) -> Option<DaoId> {
        Some(*key)
    }

    fn goes(key: &DaoId, _: &Self) -> Goes {
        Goes::Dao(*key)
    }
}

/// DAOs by founder and time, for the limit of a day.
#[derive(Debug, Default)]
pub(crate) struct ByFounder(BTreeSet<(AccountId, Timestamp, DaoId)>);

impl ByFounder {
    /// When an account founded DAOs since a moment, oldest first.
    pub(crate) fn since(
        &self,
        founder: AccountId,
        from: Timestamp,
    ) -> impl Iterator<Item = Timestamp> + '_ {
        let last = (founder, Timestamp(u64::MAX), DaoId(u64::MAX));
        self.0.range((founder, from, DaoId(0))..=last).map(|(_, at, _)| *at)
    }
}

impl Indexes<DaoId, Dao> for ByFounder {
    fn add(&mut self, key: &DaoId, row: &Dao) {
        self.0.insert((row.founder, row.since, *key));
    }

    fn remove(&mut self, key: &DaoId, row: &Dao) {
        self.0.remove(&(row.founder, row.since, *key));
    }
}

/// Whose a handle is.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct HandleRow {
    /// The DAO.
    pub(crate) dao: DaoId,
}

impl Row<Hash32> for HandleRow {
    fn dao(_: &Hash32, row: &Self) -> Option<DaoId> {
        Some(row.dao)
    }

    fn goes(_: &Hash32, row: &Self) -> Goes {
        Goes::Dao(row.dao)
    }
}

impl Row<DaoId> for Charter {
    fn dao(key: &DaoId, _: &Self) -> Option<DaoId> {
        Some(*key)
    }

    fn goes(key: &DaoId, _: &Self) -> Goes {
        Goes::Dao(*key)
    }

    fn observe(key: &DaoId, before: Option<&Self>, after: Option<&Self>, effects: &mut Effects) {
        observed(*key, before, after, effects);
    }
}

impl Row<(DaoId, AccountId)> for Member {
    fn dao(key: &(DaoId, AccountId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, AccountId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }

    fn observe(
        key: &(DaoId, AccountId),
        before: Option<&Self>,
        after: Option<&Self>,
        effects: &mut Effects,
    ) {
        if before.map(|row| row.standing) != after.map(|row| row.standing) {
            effects.members.insert(*key);
        }
    }
}

/// DAOs of each account, and how many applications wait in each DAO.
#[derive(Debug, Default)]
pub(crate) struct Crowd {
    daos: BTreeSet<(AccountId, DaoId)>,
    applicants: BTreeMap<DaoId, u32>,
}

impl Crowd {
    /// DAOs that an account has a row in, lowest first.
    pub(crate) fn daos(&self, account: AccountId) -> impl Iterator<Item = DaoId> + '_ {
        let range = (account, DaoId(0))..=(account, DaoId(u64::MAX));
        self.daos.range(range).map(|(_, dao)| *dao)
    }

    /// Applications that wait.
    pub(crate) fn applicants(&self, dao: DaoId) -> u32 {
        self.applicants.get(&dao).copied().unwrap_or(0)
    }
}

impl Indexes<(DaoId, AccountId), Member> for Crowd {
    fn add(&mut self, key: &(DaoId, AccountId), row: &Member) {
        self.daos.insert((key.1, key.0));
        if matches!(row.standing, Standing::Applicant { .. }) {
            let count = self.applicants.entry(key.0).or_default();
            *count = count.saturating_add(1);
        }
    }

    fn remove(&mut self, key: &(DaoId, AccountId), row: &Member) {
        self.daos.remove(&(key.1, key.0));
        if matches!(row.standing, Standing::Applicant { .. })
            && let Some(count) = self.applicants.get_mut(&key.0)
        {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.applicants.remove(&key.0);
            }
        }
    }
}

impl Row<(DaoId, AccountId)> for Checkpoints {
    fn dao(key: &(DaoId, AccountId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, AccountId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<DaoId> for Checkpoints {
    fn dao(key: &DaoId, _: &Self) -> Option<DaoId> {
        Some(*key)
    }

    fn goes(key: &DaoId, _: &Self) -> Goes {
        Goes::Dao(*key)
    }
}

impl Row<Hash32> for Invitation {
    fn dao(_: &Hash32, row: &Self) -> Option<DaoId> {
        row.dao
    }

    /// One to the ledger itself stays with the ledger.
    fn goes(_: &Hash32, row: &Self) -> Goes {
        row.dao.map_or(Goes::Never, Goes::Dao)
    }

    /// Whom somebody invites is nobody else's business.
    fn owner(_: &Hash32, row: &Self) -> Option<AccountId> {
        Some(row.inviter)
    }
}

/// Open invitations of each account.
#[derive(Debug, Default)]
pub(crate) struct ByInviter(BTreeSet<(AccountId, Hash32)>);

impl ByInviter {
    /// An account's open invitations.
    pub(crate) fn of(&self, inviter: AccountId) -> impl Iterator<Item = Hash32> + '_ {
        let range = (inviter, Hash32::ZERO)..=(inviter, Hash32([u8::MAX; 32]));
        self.0.range(range).map(|(_, secret)| *secret)
    }
}

impl Indexes<Hash32, Invitation> for ByInviter {
    fn add(&mut self, key: &Hash32, row: &Invitation) {
        self.0.insert((row.inviter, *key));
    }

    fn remove(&mut self, key: &Hash32, row: &Invitation) {
        self.0.remove(&(row.inviter, *key));
    }
}

/// The account of a payee.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct Payee {
    /// The account.
    pub(crate) account: AccountId,
}

impl Row<(DaoId, Hash32)> for Payee {
    fn dao(key: &(DaoId, Hash32), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, Hash32), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<DaoId> for Pause {
    fn dao(key: &DaoId, _: &Self) -> Option<DaoId> {
        Some(*key)
    }

    fn goes(key: &DaoId, _: &Self) -> Goes {
        Goes::Dao(*key)
    }

    fn observe(key: &DaoId, _: Option<&Self>, _: Option<&Self>, effects: &mut Effects) {
        effects.roles.insert((*key, Office::Pause));
    }
}

impl Row<(DaoId, u32)> for Domain {
    fn dao(key: &(DaoId, u32), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u32), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }

    fn observe(key: &(DaoId, u32), _: Option<&Self>, _: Option<&Self>, effects: &mut Effects) {
        effects.roles.insert((key.0, Office::Domain(key.1)));
    }
}

impl Row<(DaoId, u32)> for Role {
    fn dao(key: &(DaoId, u32), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u32), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }

    fn observe(key: &(DaoId, u32), _: Option<&Self>, _: Option<&Self>, effects: &mut Effects) {
        effects.roles.insert((key.0, Office::Role(key.1)));
    }
}

impl Row<(DaoId, u32, AccountId)> for Hold {
    fn dao(key: &(DaoId, u32, AccountId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u32, AccountId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }

    fn observe(
        (dao, role, account): &(DaoId, u32, AccountId),
        _: Option<&Self>,
        _: Option<&Self>,
        effects: &mut Effects,
    ) {
        effects.roles.insert((*dao, Office::Held(*role, *account)));
    }
}

/// Roles of each account.
#[derive(Debug, Default)]
pub(crate) struct ByHolder(BTreeSet<(AccountId, DaoId, u32)>);

impl ByHolder {
    /// The roles that an account was given in a DAO.
    pub(crate) fn of(&self, account: AccountId, dao: DaoId) -> impl Iterator<Item = u32> + '_ {
        let range = (account, dao, 0)..=(account, dao, u32::MAX);
        self.0.range(range).map(|(_, _, role)| *role)
    }
}

impl Indexes<(DaoId, u32, AccountId), Hold> for ByHolder {
    fn add(&mut self, key: &(DaoId, u32, AccountId), _: &Hold) {
        self.0.insert((key.2, key.0, key.1));
    }

    fn remove(&mut self, key: &(DaoId, u32, AccountId), _: &Hold) {
        self.0.remove(&(key.2, key.0, key.1));
    }
}

impl Row<(DaoId, u32, AssetId)> for Spent {
    fn dao(key: &(DaoId, u32, AssetId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u32, AssetId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}
