//! What a community stores.

use alloc::collections::{BTreeMap, BTreeSet};

use aluma_types::{AccountId, AssetId, Canon, DaoId, Hash32, Timestamp};

use crate::dao::rules::away::Away;
use crate::dao::rules::checkpoints::Checkpoints;
use crate::dao::rules::expelling::Expulsion;
use crate::dao::rules::parameters::{Charter, observed};
use crate::dao::rules::pauses::Pause;
use crate::dao::rules::peers::Guest;
use crate::dao::rules::profile;
use crate::dao::rules::roles::{Domain, Hold, Role, Spent};
use crate::dao::types::{Dao, Group, Invitation, Member, Standing};
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
        charters: Table<DaoId, Charter, ByTag> = 22, Permanent, Charter, Readers;
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
        /// Whom a DAO expelled, until nothing follows from it any more.
        expulsions: Table<(DaoId, AccountId), Expulsion, ByVoucher> = 35, UntilClosed, None, Readers;
        /// Members who said that they are away.
        away: Table<(DaoId, AccountId), Away> = 36, Expiring, None, Readers;
        /// DAOs that a DAO's members invited.
        guests: Table<(DaoId, DaoId), Guest> = 37, Expiring, None, Readers;
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

/// DAOs by the purposes and values that their charters name.
#[derive(Debug, Default)]
pub(crate) struct ByTag(BTreeSet<(u16, u8, DaoId)>);

impl ByTag {
    /// The DAOs of a tag, by its parameter and its place there, from one on.
    pub(crate) fn of(&self, (of, place): (u16, u8), from: DaoId) -> impl Iterator<Item = DaoId> {
        let range = (of, place, from)..=(of, place, DaoId(u64::MAX));
        self.0.range(range).map(|(_, _, dao)| *dao)
    }
}

impl Indexes<DaoId, Charter> for ByTag {
    fn add(&mut self, key: &DaoId, row: &Charter) {
        self.0.extend(tags(row).map(|(of, place)| (of, place, *key)));
    }

    fn remove(&mut self, key: &DaoId, row: &Charter) {
        for (of, place) in tags(row) {
            self.0.remove(&(of, place, *key));
        }
    }
}

/// The tags of a charter, each by its parameter and its place there.
fn tags(charter: &Charter) -> impl Iterator<Item = (u16, u8)> {
    let known = profile::tags_of(charter).filter_map(|(name, ..)| profile::tag(name));
    known.map(|(spec, place)| (spec.number, place))
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
            let of = after.or(before).and_then(|row| row.of);
            effects.seated.extend(of.map(|of| (*key, of)));
        }
        let votes = |row: Option<&Self>| row.is_some_and(|row| row.standing == Standing::Admitted);
        if votes(after) && !votes(before) {
            effects.admits.insert(*key);
        }
    }
}

/// Some accounts of each DAO that has any.
type Groups = BTreeMap<DaoId, BTreeSet<AccountId>>;

/// DAOs of each account, and whose applications wait and who the stakeholders are in each DAO.
#[derive(Debug, Default)]
pub(crate) struct Crowd {
    daos: BTreeSet<(AccountId, DaoId)>,
    applicants: Groups,
    stakeholders: Groups,
    peers: BTreeSet<(DaoId, AccountId, DaoId)>,
}

impl Crowd {
    /// DAOs that an account has a row in, lowest first.
    pub(crate) fn daos(&self, account: AccountId) -> impl Iterator<Item = DaoId> + '_ {
        let range = (account, DaoId(0))..=(account, DaoId(u64::MAX));
        self.daos.range(range).map(|(_, dao)| *dao)
    }

    /// Applications that wait.
    pub(crate) fn applicants(&self, dao: DaoId) -> u32 {
        count(&self.applicants, dao)
    }

    /// Stakeholders without a vote.
    pub(crate) fn stakeholders(&self, dao: DaoId) -> u32 {
        count(&self.stakeholders, dao)
    }

    /// Accounts of one group of a DAO from one on, lowest first.
    pub(crate) fn group(
        &self,
        group: Group,
        dao: DaoId,
        from: AccountId,
    ) -> impl Iterator<Item = AccountId> + '_ {
        let groups = match group {
            Group::Applicants => &self.applicants,
            Group::Stakeholders => &self.stakeholders,
        };
        groups.get(&dao).into_iter().flat_map(move |some| some.range(from..)).copied()
    }

    /// DAOs that have, or had, to do with a DAO as members, with the accounts that stand for them.
    pub(crate) fn peers(&self, dao: DaoId) -> impl Iterator<Item = (AccountId, DaoId)> + '_ {
        let first = (dao, AccountId(0), DaoId(0));
        let last = (dao, AccountId(u64::MAX), DaoId(u64::MAX));
        self.peers.range(first..=last).map(|(_, account, of)| (*account, *of))
    }

    /// The group of those who stand so, if they are one.
    fn groups(&mut self, standing: Standing) -> Option<&mut Groups> {
        match standing {
            Standing::Applicant { .. } => Some(&mut self.applicants),
            Standing::Stakeholder { .. } => Some(&mut self.stakeholders),
            _ => None,
        }
    }
}

fn count(groups: &Groups, dao: DaoId) -> u32 {
    groups.get(&dao).map_or(0, |some| u32::try_from(some.len()).unwrap_or(u32::MAX))
}

impl Indexes<(DaoId, AccountId), Member> for Crowd {
    fn add(&mut self, key: &(DaoId, AccountId), row: &Member) {
        self.daos.insert((key.1, key.0));
        self.peers.extend(row.of.map(|of| (key.0, key.1, of)));
        if let Some(groups) = self.groups(row.standing) {
            groups.entry(key.0).or_default().insert(key.1);
        }
    }

    fn remove(&mut self, key: &(DaoId, AccountId), row: &Member) {
        self.daos.remove(&(key.1, key.0));
        if let Some(of) = row.of {
            self.peers.remove(&(key.0, key.1, of));
        }
        if let Some(groups) = self.groups(row.standing)
            && let Some(some) = groups.get_mut(&key.0)
        {
            some.remove(&key.1);
            if some.is_empty() {
                groups.remove(&key.0);
            }
        }
    }
}

impl Row<(DaoId, DaoId)> for Guest {
    fn dao(key: &(DaoId, DaoId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, DaoId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, AccountId)> for Away {
    fn dao(key: &(DaoId, AccountId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, AccountId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, AccountId)> for Expulsion {
    fn dao(key: &(DaoId, AccountId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, AccountId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

/// Until when whoever vouched for somebody who was expelled may invite nobody.
#[derive(Debug, Default)]
pub(crate) struct ByVoucher(BTreeSet<(DaoId, AccountId, Timestamp, AccountId)>);

impl ByVoucher {
    /// The last moment of it, as far as it is known.
    pub(crate) fn barred(&self, dao: DaoId, voucher: AccountId) -> Option<Timestamp> {
        let first = (dao, voucher, Timestamp(0), AccountId(0));
        let last = (dao, voucher, Timestamp(u64::MAX), AccountId(u64::MAX));
        self.0.range(first..=last).next_back().map(|(_, _, until, _)| *until)
    }
}

impl Indexes<(DaoId, AccountId), Expulsion> for ByVoucher {
    fn add(&mut self, key: &(DaoId, AccountId), row: &Expulsion) {
        if let Some(bar) = row.bar {
            self.0.insert((key.0, bar.voucher, bar.until, key.1));
        }
    }

    fn remove(&mut self, key: &(DaoId, AccountId), row: &Expulsion) {
        if let Some(bar) = row.bar {
            self.0.remove(&(key.0, bar.voucher, bar.until, key.1));
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
