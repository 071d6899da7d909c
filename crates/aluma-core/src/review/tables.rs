//! What review stores.

use alloc::collections::BTreeSet;

use aluma_types::{AccountId, DaoId, Hash32};

use crate::kernel::table::{Goes, Indexes, Row, Table};
use crate::reputation::types::Area;
use crate::review::rules::regard::Regard;
use crate::review::types::{
    Claimed, Commission, Desk, Draw, Evidence, Judge, Judged, Lately, Makers, Node, Output, Pair,
    Panel, Pool, Rater, Slot, SlotOf, Stage, Stake, Wage,
};
use crate::tables;

/// Two reviewers in an epoch, the lower account first.
pub(crate) type PairKey = (DaoId, u32, AccountId, AccountId);
/// A reviewer in an epoch, and what they judged.
pub(crate) type WageKey = (DaoId, u32, AccountId, u64);

tables! {
    /// The domain's tables.
    Tables {
        /// What was given.
        evidence: Table<(DaoId, u64), Evidence> = 110, Permanent, None, Readers;
        /// Who made it. Nobody is served it: names may be hidden from those who judge.
        makers: Table<(DaoId, u64), Makers, ByMaker> = 111, Permanent, None, Nobody;
        /// Who judges it, round by round. Nobody is served it: whose rating counts half tells whose it is.
        panels: Table<(DaoId, u64, u8), Panel, BySeat> = 112, Permanent, None, Nobody;
        /// How they were drawn, draw by draw.
        draws: Table<(DaoId, u64, u16), Draw> = 113, Permanent, None, Nobody;
        /// Members as those who judge and are judged. Nobody is served it: it changes as one claims.
        desks: Table<(DaoId, AccountId), Desk> = 114, Permanent, None, Nobody;
        /// Who judges without points.
        judges: Table<(DaoId, AccountId), Judge> = 115, Permanent, None, Readers;
        /// Who judged each author's last works. Nobody is served it: it would name authors.
        lately: Table<(DaoId, AccountId), Lately> = 116, Permanent, None, Nobody;
        /// What is known of each rater.
        raters: Table<(DaoId, Area, AccountId), Rater> = 117, Permanent, None, Readers;
        /// What is known of each domain.
        judged: Table<(DaoId, Area), Judged> = 118, Permanent, None, Readers;
        /// Lines of candidates.
        pools: Table<(DaoId, Area), Pool> = 119, Permanent, None, Readers;
        /// Their places.
        slots: Table<(DaoId, Area, u64), Slot> = 120, Permanent, None, Readers;
        /// Sums over parts of them.
        nodes: Table<(DaoId, Area, u64), Node> = 121, Permanent, None, Readers;
        /// Which place is whose.
        places: Table<(DaoId, Area, AccountId), SlotOf> = 122, Permanent, None, Readers;
        /// What was claimed, by the hash of it.
        claimed: Table<(DaoId, Hash32), Claimed> = 123, Permanent, None, Readers;
        /// How much work each member claimed in the present epoch. Nobody is served it, as desks.
        outputs: Table<(DaoId, AccountId), Output> = 145, Permanent, None, Nobody;
        /// What disputes stake.
        dispute_stakes: Table<(DaoId, u64, u8), Stake> = 146, UntilClosed, None, Readers;
        /// Panels that domains to the right asked for. Nobody is served it: it would name a party.
        commissions: Table<(DaoId, u64), Commission> = 147, Permanent, None, Nobody;
        /// What two reviewers both rated, by epoch.
        pairs: Table<PairKey, Pair> = 148, Expiring, None, Nobody;
        /// What reviewers are paid once the epoch is over.
        wages: Table<WageKey, Wage> = 149, Expiring, None, Readers;
        /// What each found in another's work beyond what others did: by who found it, and whose.
        regards: Table<(DaoId, AccountId, AccountId), Regard, ByRegard> = 157, Permanent, None, Nobody;
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
    Evidence, (DaoId, u64);
    Makers, (DaoId, u64);
    Panel, (DaoId, u64, u8);
    Draw, (DaoId, u64, u16);
    Desk, (DaoId, AccountId);
    Judge, (DaoId, AccountId);
    Lately, (DaoId, AccountId);
    Judged, (DaoId, Area);
    Pool, (DaoId, Area);
    Slot, (DaoId, Area, u64);
    Node, (DaoId, Area, u64);
    SlotOf, (DaoId, Area, AccountId);
    Claimed, (DaoId, Hash32);
    Output, (DaoId, AccountId);
    Stake, (DaoId, u64, u8);
    Pair, PairKey;
    Regard, (DaoId, AccountId, AccountId);
}

impl Row<(DaoId, u64)> for Commission {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64), row: &Self) -> Goes {
        match row.budget {
            Some(budget) => Goes::Money { dao: key.0, asset: budget.sum.asset },
            None => Goes::Dao(key.0),
        }
    }
}

impl Row<WageKey> for Wage {
    fn dao(key: &WageKey, _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &WageKey, row: &Self) -> Goes {
        Goes::Money { dao: key.0, asset: row.asset }
    }
}

impl Row<(DaoId, Area, AccountId)> for Rater {
    fn dao(key: &(DaoId, Area, AccountId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    /// How somebody rates is shown to them alone.
    fn owner(key: &(DaoId, Area, AccountId), _: &Self) -> Option<AccountId> {
        Some(key.2)
    }

    fn goes(key: &(DaoId, Area, AccountId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

/// Evidence by those who made it.
#[derive(Debug, Default)]
pub(crate) struct ByMaker(BTreeSet<(DaoId, AccountId, u64)>);

impl ByMaker {
    /// What somebody made, after one of them.
    pub(crate) fn of(
        &self,
        (dao, account): (DaoId, AccountId),
        after: u64,
    ) -> impl Iterator<Item = u64> + '_ {
        let range = (dao, account, after.saturating_add(1))..=(dao, account, u64::MAX);
        self.0.range(range).map(|(_, _, evidence)| *evidence)
    }
}

impl Indexes<(DaoId, u64), Makers> for ByMaker {
    fn add(&mut self, key: &(DaoId, u64), row: &Makers) {
        self.0.extend(row.authors.iter().map(|author| (key.0, author.account, key.1)));
    }

    fn remove(&mut self, key: &(DaoId, u64), row: &Makers) {
        for author in row.authors.iter() {
            self.0.remove(&(key.0, author.account, key.1));
        }
    }

    fn is_same(before: &Makers, after: &Makers) -> bool {
        before.authors == after.authors
    }
}

/// Panels by those who are still to do something on them.
#[derive(Debug, Default)]
pub(crate) struct BySeat(BTreeSet<(AccountId, DaoId, u64, u8)>);

impl BySeat {
    /// What waits for somebody.
    pub(crate) fn waiting(
        &self,
        account: AccountId,
    ) -> impl Iterator<Item = (DaoId, u64, u8)> + '_ {
        let all = (account, DaoId(0), 0, 0)..=(account, DaoId(u64::MAX), u64::MAX, u8::MAX);
        self.0.range(all).map(|(_, dao, evidence, round)| (*dao, *evidence, *round))
    }

    fn rows(
        key: &(DaoId, u64, u8),
        row: &Panel,
    ) -> impl Iterator<Item = (AccountId, DaoId, u64, u8)> {
        let is_open = !matches!(row.stage, Stage::Closed | Stage::Waiting);
        let sitting = row.sitting().filter(move |seat| is_open && seat.rated.is_none());
        let (dao, evidence, round) = *key;
        sitting.map(move |seat| (seat.account, dao, evidence, round))
    }
}

impl Indexes<(DaoId, u64, u8), Panel> for BySeat {
    fn add(&mut self, key: &(DaoId, u64, u8), row: &Panel) {
        self.0.extend(Self::rows(key, row));
    }

    fn remove(&mut self, key: &(DaoId, u64, u8), row: &Panel) {
        for entry in Self::rows(key, row) {
            self.0.remove(&entry);
        }
    }
}

/// Members who rate another's work high, or may once the epoch is over.
#[derive(Debug, Default)]
pub(crate) struct ByRegard(BTreeSet<(DaoId, AccountId, AccountId)>);

impl ByRegard {
    /// Who rates whose, after a pair.
    pub(crate) fn after(
        &self,
        dao: DaoId,
        (from, to): (AccountId, AccountId),
    ) -> impl Iterator<Item = (AccountId, AccountId)> + '_ {
        let last = (dao, AccountId(u64::MAX), AccountId(u64::MAX));
        let range = (dao, from, AccountId(to.0.saturating_add(1)))..=last;
        self.0.range(range).map(|(_, from, to)| (*from, *to))
    }
}

impl Indexes<(DaoId, AccountId, AccountId), Regard> for ByRegard {
    fn add(&mut self, key: &(DaoId, AccountId, AccountId), row: &Regard) {
        if row.may_be_high() {
            self.0.insert(*key);
        }
    }

    fn remove(&mut self, key: &(DaoId, AccountId, AccountId), _: &Regard) {
        self.0.remove(key);
    }

    fn is_same(before: &Regard, after: &Regard) -> bool {
        before.may_be_high() == after.may_be_high()
    }
}
