//! What work stores.

use alloc::collections::{BTreeMap, BTreeSet};

use aluma_types::{AccountId, DaoId, Hash32};

use crate::kernel::table::{Goes, Indexes, Row, Table};
use crate::tables;
use crate::work::types::{
    Draft, Job, Judgement, Offer, PayerRecord, Trusted, WorkTask, WorkerRecord,
};

tables! {
    /// The domain's tables.
    Tables {
        /// Tasks, numbered by DAO.
        work_tasks: Table<(DaoId, u64), WorkTask> = 125, Permanent, None, Readers;
        /// Pieces of work, numbered by DAO.
        jobs: Table<(DaoId, u64), Job, ByParty> = 126, Permanent, None, Readers;
        /// What people offer for tasks: applications and entries.
        offers: Table<(DaoId, u64, AccountId), Offer> = 127, UntilClosed, None, Readers;
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

/// Pieces of work by their task, and those that money waits for by whoever does them.
#[derive(Debug, Default)]
pub(crate) struct ByParty {
    of_task: BTreeSet<(DaoId, u64, u64)>,
    live: BTreeSet<(AccountId, DaoId, u64)>,
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

    /// Pieces of work of an account in a DAO that money waits for.
    pub(crate) fn live_of(&self, account: AccountId, dao: DaoId) -> impl Iterator<Item = u64> + '_ {
        let range = (account, dao, 0)..=(account, dao, u64::MAX);
        self.live.range(range).map(|(_, _, job)| *job)
    }
}

impl Indexes<(DaoId, u64), Job> for ByParty {
    fn add(&mut self, key: &(DaoId, u64), row: &Job) {
        self.of_task.insert((key.0, row.task, key.1));
        if row.stage.is_live() {
            self.live.extend(row.workers.iter().map(|who| (who.account, key.0, key.1)));
        }
    }

    fn remove(&mut self, key: &(DaoId, u64), row: &Job) {
        self.of_task.remove(&(key.0, row.task, key.1));
        for who in row.workers.iter() {
            self.live.remove(&(who.account, key.0, key.1));
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
