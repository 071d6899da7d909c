//! What work stores.

use alloc::collections::{BTreeMap, BTreeSet};

use aluma_types::{AccountId, DaoId, Hash32};

use crate::kernel::table::{Goes, Indexes, Row, Table};
use crate::tables;
use crate::work::types::{
    Draft, Job, Judgement, Offer, PayerRecord, Reviewer, Trusted, WorkTask, WorkerRecord,
};

tables! {
    /// The domain's tables.
    Tables {
        /// Tasks, numbered by DAO.
        work_tasks: Table<(DaoId, u64), WorkTask, ByStanding> = 125, Permanent, None, Readers;
        /// Pieces of work, numbered by DAO.
        jobs: Table<(DaoId, u64), Job, ByParty> = 126, Permanent, None, Readers;
        /// What people offer for tasks: applications and entries.
        offers: Table<(DaoId, u64, AccountId), Offer, ByBidder> = 127, UntilClosed, None, Readers;
        /// What each account has done in each DAO.
        workers: Table<(DaoId, AccountId), WorkerRecord> = 128, Permanent, None, Readers;
        /// How each account pays in each DAO; 0 is the DAO.
        payers: Table<(DaoId, u64), PayerRecord> = 129, Permanent, None, Readers;
        /// Which panel judges which piece of work.
        judgements: Table<(DaoId, u64), Judgement, ByEvidence> = 143, Permanent, None, Readers;
        /// Ideas for work, numbered by DAO.
        drafts: Table<(DaoId, u64), Draft, ByReference> = 164, Permanent, None, Readers;
        /// What payers' words alone brought whom, by who pays; 0 is the DAO.
        trusts: Table<(DaoId, u64, AccountId), Trusted> = 144, Permanent, None, Readers;
    }
}

impl Row<(DaoId, u64)> for Judgement {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64), row: &Self) -> Goes {
        match row.budget {
            Some(budget) => Goes::Money { dao: key.0, asset: budget.sum.asset },
            None => Goes::Dao(key.0),
        }
    }

    fn due(row: &Self) -> Option<u64> {
        row.due
    }
}

impl Row<(DaoId, u64)> for Draft {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

/// Ideas by what they are known by elsewhere.
#[derive(Debug, Default)]
pub(crate) struct ByReference(BTreeMap<(DaoId, Hash32), u64>);

impl ByReference {
    /// The idea that is known by a reference.
    pub(crate) fn draft(&self, key: (DaoId, Hash32)) -> Option<u64> {
        self.0.get(&key).copied()
    }
}

impl Indexes<(DaoId, u64), Draft> for ByReference {
    fn add(&mut self, key: &(DaoId, u64), row: &Draft) {
        self.0.insert((key.0, row.reference), key.1);
    }

    fn remove(&mut self, key: &(DaoId, u64), row: &Draft) {
        self.0.remove(&(key.0, row.reference));
    }
}

impl Row<(DaoId, u64, AccountId)> for Trusted {
    fn dao(key: &(DaoId, u64, AccountId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64, AccountId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

/// Pieces of work by what a panel judges of them.
#[derive(Debug, Default)]
pub(crate) struct ByEvidence(BTreeMap<(DaoId, u64), u64>);

impl ByEvidence {
    /// The piece of work that something is about.
    pub(crate) fn job(&self, key: (DaoId, u64)) -> Option<u64> {
        self.0.get(&key).copied()
    }
}

impl Indexes<(DaoId, u64), Judgement> for ByEvidence {
    fn add(&mut self, key: &(DaoId, u64), row: &Judgement) {
        if let Some(evidence) = row.evidence {
            self.0.insert((key.0, evidence), key.1);
        }
    }

    fn remove(&mut self, key: &(DaoId, u64), row: &Judgement) {
        if let Some(evidence) = row.evidence {
            self.0.remove(&(key.0, evidence));
        }
    }
}

impl Row<(DaoId, u64)> for WorkTask {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    /// What others issue stays behind, in trust too: a task that pays it stays with it.
    fn goes(key: &(DaoId, u64), row: &Self) -> Goes {
        Goes::Money { dao: key.0, asset: row.reward.asset }
    }

    fn due(row: &Self) -> Option<u64> {
        row.due
    }
}

impl Row<(DaoId, u64)> for Job {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64), row: &Self) -> Goes {
        Goes::Money { dao: key.0, asset: row.price.asset }
    }

    fn due(row: &Self) -> Option<u64> {
        row.due
    }
}

/// Somebody for whom a task may wait beside those who do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Party {
    /// Whoever pays, reviews, or is asked.
    Account(AccountId),
    /// Whoever holds a role that reviews.
    Role(u32),
}

/// Tasks by where they stand on the board, all and those of each domain; and those that are not over by
/// the parties for whom they may wait. So neither a board nor an inbox looks at what is over.
#[derive(Debug, Default)]
pub(crate) struct ByStanding {
    standing: BTreeSet<(DaoId, Option<u32>, u8, u64)>,
    parties: BTreeSet<(Party, DaoId, u64)>,
}

impl ByStanding {
    /// The first task after another that stands at a place, of one domain where one is named.
    pub(crate) fn next_at(
        &self,
        (dao, domain): (DaoId, Option<u32>),
        place: u8,
        after: u64,
    ) -> Option<u64> {
        let from = (dao, domain, place, after.saturating_add(1));
        let mut all = self.standing.range(from..=(dao, domain, place, u64::MAX));
        all.next().map(|(.., task)| *task)
    }

    /// The first task after another that may wait for a party.
    pub(crate) fn next_of(&self, party: Party, dao: DaoId, after: u64) -> Option<u64> {
        let from = (party, dao, after.saturating_add(1));
        self.parties.range(from..=(party, dao, u64::MAX)).next().map(|(.., task)| *task)
    }
}

/// Under which domains a task stands: everywhere, and in its own.
fn domains_of(row: &WorkTask) -> impl Iterator<Item = Option<u32>> {
    [None].into_iter().chain(row.domain.map(Some))
}

/// For whom a task may wait beside those who do it.
fn parties_of(row: &WorkTask) -> impl Iterator<Item = Party> {
    let reviewers = [Some(row.reviewer), row.second].into_iter().flatten();
    let reviewers = reviewers.filter_map(|reviewer| match reviewer {
        Reviewer::Account { account } => Some(Party::Account(account)),
        Reviewer::Role { role } => Some(Party::Role(role)),
        Reviewer::Payer => None,
    });
    let others = [row.payer.person(), row.mode.asked()].into_iter().flatten();
    reviewers.chain(others.map(Party::Account))
}

impl Indexes<(DaoId, u64), WorkTask> for ByStanding {
    fn add(&mut self, (dao, task): &(DaoId, u64), row: &WorkTask) {
        let place = row.stage.place();
        self.standing.extend(domains_of(row).map(|domain| (*dao, domain, place, *task)));
        if !row.stage.is_over() {
            self.parties.extend(parties_of(row).map(|party| (party, *dao, *task)));
        }
    }

    fn remove(&mut self, (dao, task): &(DaoId, u64), row: &WorkTask) {
        for domain in domains_of(row) {
            self.standing.remove(&(*dao, domain, row.stage.place(), *task));
        }
        for party in parties_of(row) {
            self.parties.remove(&(party, *dao, *task));
        }
    }

    /// Who is party to a task and to which domain it belongs stays as it was published.
    fn is_same(before: &WorkTask, after: &WorkTask) -> bool {
        before.stage.place() == after.stage.place()
            && before.domain == after.domain
            && parties_of(before).eq(parties_of(after))
    }
}

/// What somebody offered for tasks.
#[derive(Debug, Default)]
pub(crate) struct ByBidder(BTreeSet<(AccountId, DaoId, u64)>);

impl ByBidder {
    /// The first task after another for which an account offered something.
    pub(crate) fn next_of(&self, account: AccountId, dao: DaoId, after: u64) -> Option<u64> {
        let from = (account, dao, after.saturating_add(1));
        self.0.range(from..=(account, dao, u64::MAX)).next().map(|(.., task)| *task)
    }
}

impl Indexes<(DaoId, u64, AccountId), Offer> for ByBidder {
    fn add(&mut self, (dao, task, account): &(DaoId, u64, AccountId), _: &Offer) {
        self.0.insert((*account, *dao, *task));
    }

    fn remove(&mut self, (dao, task, account): &(DaoId, u64, AccountId), _: &Offer) {
        self.0.remove(&(*account, *dao, *task));
    }

    fn is_same(_: &Offer, _: &Offer) -> bool {
        true
    }
}

/// Pieces of work by their task, and those that money waits for by whoever does them.
#[derive(Debug, Default)]
pub(crate) struct ByParty {
    of_task: BTreeSet<(DaoId, u64, u64)>,
    live: BTreeSet<(AccountId, DaoId, u64)>,
    /// Those of a task that money waits for.
    live_tasks: BTreeSet<(DaoId, u64, u64)>,
    /// The same by task.
    tasks: BTreeSet<(AccountId, DaoId, u64, u64)>,
}

impl ByParty {
    /// Pieces of work of a task after one of them, oldest first.
    pub(crate) fn of_task(
        &self,
        (dao, task): (DaoId, u64),
        after: u64,
    ) -> impl Iterator<Item = u64> + '_ {
        let range = (dao, task, after.saturating_add(1))..=(dao, task, u64::MAX);
        self.of_task.range(range).map(|(_, _, job)| *job)
    }

    /// The last piece of work of a task.
    pub(crate) fn last_of(&self, (dao, task): (DaoId, u64)) -> Option<u64> {
        let mut all = self.of_task.range((dao, task, 0)..=(dao, task, u64::MAX));
        all.next_back().map(|(_, _, job)| *job)
    }

    /// Pieces of work of a task that money waits for, oldest first.
    pub(crate) fn live_in(&self, (dao, task): (DaoId, u64)) -> impl Iterator<Item = u64> + '_ {
        self.live_tasks.range((dao, task, 0)..=(dao, task, u64::MAX)).map(|(_, _, job)| *job)
    }

    /// Pieces of work of an account in a DAO that money waits for.
    pub(crate) fn live_of(&self, account: AccountId, dao: DaoId) -> impl Iterator<Item = u64> + '_ {
        let range = (account, dao, 0)..=(account, dao, u64::MAX);
        self.live.range(range).map(|(_, _, job)| *job)
    }

    /// The first task after another of which an account has work that money waits for.
    pub(crate) fn next_task(&self, account: AccountId, dao: DaoId, after: u64) -> Option<u64> {
        let from = (account, dao, after.saturating_add(1), 0);
        let mut all = self.tasks.range(from..=(account, dao, u64::MAX, u64::MAX));
        all.next().map(|(_, _, task, _)| *task)
    }
}

impl Indexes<(DaoId, u64), Job> for ByParty {
    fn add(&mut self, key: &(DaoId, u64), row: &Job) {
        self.of_task.insert((key.0, row.task, key.1));
        if row.stage.is_live() {
            self.live_tasks.insert((key.0, row.task, key.1));
            self.live.extend(row.workers.iter().map(|who| (who.account, key.0, key.1)));
            let of_task = row.workers.iter().map(|who| (who.account, key.0, row.task, key.1));
            self.tasks.extend(of_task);
        }
    }

    fn remove(&mut self, key: &(DaoId, u64), row: &Job) {
        self.of_task.remove(&(key.0, row.task, key.1));
        self.live_tasks.remove(&(key.0, row.task, key.1));
        for who in row.workers.iter() {
            self.live.remove(&(who.account, key.0, key.1));
            self.tasks.remove(&(who.account, key.0, row.task, key.1));
        }
    }
}

impl Row<(DaoId, u64, AccountId)> for Offer {
    fn dao(key: &(DaoId, u64, AccountId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64, AccountId), row: &Self) -> Goes {
        Goes::Money { dao: key.0, asset: row.bid.asset() }
    }
}

impl Row<(DaoId, AccountId)> for WorkerRecord {
    fn dao(key: &(DaoId, AccountId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, AccountId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, u64)> for PayerRecord {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}
