//! What governance stores.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};

use aluma_types::{AccountId, AssetId, DaoId, Hash32, PollId, ProposalId};

use crate::governance::types::{
    Answered, Asks, Ballot, Carried, Count, Delegation, Matter, Outcome, Phase, Poll, PollCount,
    Proposal, Resolution, Sponsor, Voter,
};
use crate::kernel::table::{Goes, Indexes, Row, Table};
use crate::tables;

tables! {
    /// The domain's tables.
    Tables {
        /// What was frozen at opening, and the phase; the tally lies in `counts`.
        proposals: Table<ProposalId, Proposal, ByDao> = 60, Permanent, None, Readers;
        /// Words and acts of proposals.
        matters: Table<ProposalId, Matter> = 61, Permanent, None, Readers;
        /// Tallies and deadlines: what every vote writes.
        counts: Table<ProposalId, Count> = 62, Permanent, None, Readers;
        /// Ballots of proposals that are not yet decided and archived: the largest table.
        ballots: Table<(ProposalId, AccountId), Box<Ballot>> = 63, UntilClosed, None, Readers;
        /// Weight that delegates' ballots carry, by whose it is.
        carried: Table<(ProposalId, AccountId), Carried> = 64, UntilClosed, None, Readers;
        /// What undecided and queued proposals ask of the treasury.
        asks: Table<ProposalId, Asks, ByPayee> = 65, UntilClosed, None, Readers;
        /// Who supports a proposal besides its proposer.
        sponsors: Table<(ProposalId, AccountId), Sponsor> = 66, Permanent, None, Readers;
        /// Delegations by DAO, owner and track (0 is every track).
        delegations: Table<(DaoId, AccountId, u8), Delegation, ByDelegate> = 67, Permanent, None, Readers;
        /// Decisions in words, by DAO, proposal and place in it.
        resolutions: Table<(DaoId, ProposalId, u8), Resolution> = 68, Permanent, None, Readers;
        /// What became of a proposal (1) or poll (2).
        outcomes: Table<(u8, u64), Outcome> = 69, Permanent, None, Readers;
        /// Polls.
        polls: Table<PollId, Poll, PollsByDao> = 70, Permanent, None, Readers;
        /// Running results of polls.
        poll_counts: Table<PollId, PollCount> = 71, Permanent, None, Readers;
        /// Answers of polls that are not yet closed and archived.
        answers: Table<(PollId, AccountId), Answered> = 72, UntilClosed, None, Readers;
        /// How often people voted on what is archived: programmes that teach how to decide ask it.
        voters: Table<(DaoId, AccountId), Voter> = 180, Permanent, None, Readers;
    }
}

/// Proposals by what they are asked for.
#[derive(Debug, Default)]
pub(crate) struct ByDao {
    all: BTreeSet<(DaoId, ProposalId)>,
    open: BTreeSet<(DaoId, ProposalId)>,
    on_track: BTreeMap<(DaoId, u8), u32>,
    by_proposer: BTreeMap<(DaoId, AccountId), u32>,
    same_acts: BTreeMap<(DaoId, Hash32), ProposalId>,
    rejected: BTreeSet<(DaoId, Hash32, ProposalId)>,
}

impl ByDao {
    /// A DAO's proposals after `after`, oldest first.
    pub(crate) fn all(
        &self,
        dao: DaoId,
        after: ProposalId,
    ) -> impl Iterator<Item = ProposalId> + '_ {
        let from = (dao, ProposalId(after.0.saturating_add(1)));
        self.all.range(from..=(dao, ProposalId(u64::MAX))).map(|(_, id)| *id)
    }

    /// A DAO's proposals, newest first.
    pub(crate) fn newest(&self, dao: DaoId) -> impl Iterator<Item = ProposalId> + '_ {
        let (first, last) = (ProposalId(0), ProposalId(u64::MAX));
        self.all.range((dao, first)..=(dao, last)).rev().map(|(_, id)| *id)
    }

    /// A DAO's undecided proposals, oldest first.
    pub(crate) fn open(&self, dao: DaoId) -> impl Iterator<Item = ProposalId> + '_ {
        let (first, last) = (ProposalId(0), ProposalId(u64::MAX));
        self.open.range((dao, first)..=(dao, last)).map(|(_, id)| *id)
    }

    /// How many are undecided on a track.
    pub(crate) fn on_track(&self, dao: DaoId, track: u8) -> u32 {
        self.on_track.get(&(dao, track)).copied().unwrap_or(0)
    }

    /// How many undecided ones come from one proposer.
    pub(crate) fn by_proposer(&self, dao: DaoId, proposer: AccountId) -> u32 {
        self.by_proposer.get(&(dao, proposer)).copied().unwrap_or(0)
    }

    /// The undecided proposal with these acts.
    pub(crate) fn same_acts(&self, dao: DaoId, acts: Hash32) -> Option<ProposalId> {
        self.same_acts.get(&(dao, acts)).copied()
    }

    /// Proposals with this effect that were rejected on substance, newest first.
    pub(crate) fn rejected(
        &self,
        dao: DaoId,
        effect: Hash32,
    ) -> impl Iterator<Item = ProposalId> + '_ {
        let (first, last) = (ProposalId(0), ProposalId(u64::MAX));
        self.rejected.range((dao, effect, first)..=(dao, effect, last)).rev().map(|key| key.2)
    }
}

impl Indexes<ProposalId, Proposal> for ByDao {
    fn add(&mut self, key: &ProposalId, row: &Proposal) {
        self.all.insert((row.dao, *key));
        match row.phase {
            Phase::Open => {
                self.open.insert((row.dao, *key));
                self.same_acts.insert((row.dao, row.acts), *key);
                add_one(&mut self.on_track, (row.dao, row.track.number()));
                add_one(&mut self.by_proposer, (row.dao, row.proposer));
            }
            Phase::Rejected { reason } if reason.is_on_substance() => {
                self.rejected.insert((row.dao, row.effect, *key));
            }
            _ => {}
        }
    }

    fn remove(&mut self, key: &ProposalId, row: &Proposal) {
        self.all.remove(&(row.dao, *key));
        match row.phase {
            Phase::Open => {
                self.open.remove(&(row.dao, *key));
                self.same_acts.remove(&(row.dao, row.acts));
                take_one(&mut self.on_track, (row.dao, row.track.number()));
                take_one(&mut self.by_proposer, (row.dao, row.proposer));
            }
            Phase::Rejected { .. } => {
                self.rejected.remove(&(row.dao, row.effect, *key));
            }
            _ => {}
        }
    }
}

fn add_one<K: Ord>(counts: &mut BTreeMap<K, u32>, key: K) {
    let count = counts.entry(key).or_default();
    *count = count.saturating_add(1);
}

fn take_one<K: Ord>(counts: &mut BTreeMap<K, u32>, key: K) {
    if let Some(count) = counts.get_mut(&key) {
        *count = count.saturating_sub(1);
        if *count == 0 {
            counts.remove(&key);
        }
    }
}

/// Rows that say themselves which DAO they belong to.
macro_rules! rows_of_a_dao {
    ($($key:ty => $row:ty),* $(,)?) => {$(
        impl Row<$key> for $row {
            fn dao(_: &$key, row: &Self) -> Option<DaoId> {
                Some(row.dao)
            }

            fn goes(_: &$key, row: &Self) -> Goes {
                Goes::Dao(row.dao)
            }
        }
    )*};
}
rows_of_a_dao!(
    ProposalId => Proposal,
    ProposalId => Matter,
    ProposalId => Count,
    ProposalId => Asks,
    (ProposalId, AccountId) => Ballot,
    (ProposalId, AccountId) => Carried,
    (ProposalId, AccountId) => Sponsor,
    (u8, u64) => Outcome,
    PollId => Poll,
    PollId => PollCount,
    (PollId, AccountId) => Answered,
);

/// What undecided and queued proposals hold out to each payee, and in each proposer's name.
#[derive(Debug, Default)]
pub(crate) struct ByPayee {
    to: BTreeMap<(DaoId, AssetId, AccountId), u128>,
    by: BTreeMap<(DaoId, AssetId, AccountId), u128>,
}

impl ByPayee {
    /// Base units held out to an account.
    pub(crate) fn to(&self, dao: DaoId, asset: AssetId, account: AccountId) -> u128 {
        self.to.get(&(dao, asset, account)).copied().unwrap_or(0)
    }

    /// Base units that a proposer's proposals ask for.
    pub(crate) fn by(&self, dao: DaoId, asset: AssetId, proposer: AccountId) -> u128 {
        self.by.get(&(dao, asset, proposer)).copied().unwrap_or(0)
    }
}

impl Indexes<ProposalId, Asks> for ByPayee {
    fn add(&mut self, _: &ProposalId, row: &Asks) {
        for ask in row.assets.iter() {
            let slot = self.by.entry((row.dao, ask.asset, row.proposer)).or_default();
            *slot = slot.saturating_add(ask.counted);
        }
        for gift in row.gifts.iter() {
            let slot = self.to.entry((row.dao, gift.asset, gift.to)).or_default();
            *slot = slot.saturating_add(gift.units);
        }
    }

    fn remove(&mut self, _: &ProposalId, row: &Asks) {
        for ask in row.assets.iter() {
            take(&mut self.by, (row.dao, ask.asset, row.proposer), ask.counted);
        }
        for gift in row.gifts.iter() {
            take(&mut self.to, (row.dao, gift.asset, gift.to), gift.units);
        }
    }
}

type Sums = BTreeMap<(DaoId, AssetId, AccountId), u128>;

fn take(sums: &mut Sums, key: (DaoId, AssetId, AccountId), units: u128) {
    if let Some(sum) = sums.get_mut(&key) {
        *sum = sum.saturating_sub(units);
        if *sum == 0 {
            sums.remove(&key);
        }
    }
}

impl Row<(DaoId, AccountId, u8)> for Delegation {
    fn dao(key: &(DaoId, AccountId, u8), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, AccountId, u8), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

/// Whose votes each delegate holds.
#[derive(Debug, Default)]
pub(crate) struct ByDelegate(BTreeSet<(DaoId, AccountId, AccountId, u8)>);

impl ByDelegate {
    /// Owner and track (0 is every track) of each delegation to somebody.
    pub(crate) fn of(
        &self,
        dao: DaoId,
        delegate: AccountId,
    ) -> impl Iterator<Item = (AccountId, u8)> + '_ {
        let from = (dao, delegate, AccountId(0), 0);
        let until = (dao, delegate, AccountId(u64::MAX), u8::MAX);
        self.0.range(from..=until).map(|(_, _, owner, track)| (*owner, *track))
    }
}

impl Indexes<(DaoId, AccountId, u8), Delegation> for ByDelegate {
    fn add(&mut self, key: &(DaoId, AccountId, u8), row: &Delegation) {
        self.0.insert((key.0, row.to, key.1, key.2));
    }

    fn remove(&mut self, key: &(DaoId, AccountId, u8), row: &Delegation) {
        self.0.remove(&(key.0, row.to, key.1, key.2));
    }
}

impl Row<(DaoId, AccountId)> for Voter {
    fn dao(key: &(DaoId, AccountId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, AccountId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, ProposalId, u8)> for Resolution {
    fn dao(key: &(DaoId, ProposalId, u8), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, ProposalId, u8), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

/// Polls of each DAO.
#[derive(Debug, Default)]
pub(crate) struct PollsByDao {
    all: BTreeSet<(DaoId, PollId)>,
    open: BTreeSet<(DaoId, PollId)>,
}

impl PollsByDao {
    /// A DAO's polls after `after`, oldest first.
    pub(crate) fn all(&self, dao: DaoId, after: PollId) -> impl Iterator<Item = PollId> + '_ {
        let from = (dao, PollId(after.0.saturating_add(1)));
        self.all.range(from..=(dao, PollId(u64::MAX))).map(|(_, id)| *id)
    }

    /// A DAO's polls that have no result yet, oldest first.
    pub(crate) fn open(&self, dao: DaoId) -> impl Iterator<Item = PollId> + '_ {
        self.open.range((dao, PollId(0))..=(dao, PollId(u64::MAX))).map(|(_, id)| *id)
    }
}

impl Indexes<PollId, Poll> for PollsByDao {
    fn add(&mut self, key: &PollId, row: &Poll) {
        self.all.insert((row.dao, *key));
        if row.result.is_none() {
            self.open.insert((row.dao, *key));
        }
    }

    fn remove(&mut self, key: &PollId, row: &Poll) {
        self.all.remove(&(row.dao, *key));
        self.open.remove(&(row.dao, *key));
    }
}
