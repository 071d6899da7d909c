//! What rounds store.

use alloc::collections::BTreeSet;

use aluma_types::{AccountId, AssetId, DaoId};

use crate::grants::rules::fund::{Fund, Project, Support};
use crate::grants::rules::undertaking::{Giving, Pledge, Undertaking};
use crate::grants::types::{Entry, Gifts, Nomination, Paid, Rest, RetroBallot, Round, Sum, Take};
use crate::kernel::table::{Goes, Indexes, Row, Table};
use crate::reputation::types::Area;
use crate::tables;

tables! {
    /// The domain's tables.
    Tables {
        /// Rounds.
        rounds: Table<(DaoId, u64), Round> = 140, Permanent, None, Readers;
        /// What was said and scored in each, numbered from 1.
        entries: Table<(DaoId, u64, u32), Entry> = 141, Permanent, None, Readers;
        /// What everybody takes of each.
        takes: Table<(DaoId, u64, AccountId), Take> = 142, Permanent, None, Readers;
        /// What rounds have paid to whom, in each domain and in all.
        paid: Table<(DaoId, Area, AssetId, AccountId), Paid> = 150, Permanent, None, Readers;
        /// What they have paid to all.
        paid_totals: Table<(DaoId, Area, AssetId), Paid> = 151, Permanent, None, Readers;
        /// What members give in circles.
        gifts: Table<(DaoId, u64, AccountId), Gifts> = 152, Permanent, None, Readers;
        /// Who is nominated in rounds of ballots.
        nominations: Table<(DaoId, u64, AccountId), Nomination> = 153, Permanent, None, Readers;
        /// Ballots of those who hold the role.
        retro_ballots: Table<(DaoId, u64, AccountId), RetroBallot> = 154, Permanent, None, Readers;
        /// By which sums rounds are shared.
        sums: Table<(DaoId, u64), Sum> = 155, Permanent, None, Readers;
        /// Remainders of parts, the largest first, while a round is being shared.
        rests: Table<(DaoId, u64, u128, AccountId), Rest> = 156, UntilClosed, None, Readers;
        /// Gift pots and grants.
        undertakings: Table<(DaoId, u64), Undertaking> = 195, Permanent, None, Readers;
        /// What people gave to gift pots.
        givings: Table<(DaoId, u64, AccountId), Giving, ByGiver> = 196, Permanent, None, Readers;
        /// What people promised to add.
        pledges: Table<(DaoId, u64, AccountId), Pledge, ByGiver> = 197, Permanent, None, Readers;
        /// Funds that add to what people give to projects.
        funds: Table<(DaoId, u64), Fund> = 198, Permanent, None, Readers;
        /// Their projects, numbered from 1.
        projects: Table<(DaoId, u64, u32), Project> = 199, Permanent, None, Readers;
        /// What people gave to projects.
        supports: Table<(DaoId, u64, u32, AccountId), Support> = 200, Permanent, None, Readers;
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
    Round, (DaoId, u64);
    Entry, (DaoId, u64, u32);
    Take, (DaoId, u64, AccountId);
    Paid, (DaoId, Area, AssetId, AccountId);
    Paid, (DaoId, Area, AssetId);
    Gifts, (DaoId, u64, AccountId);
    Nomination, (DaoId, u64, AccountId);
    RetroBallot, (DaoId, u64, AccountId);
    Sum, (DaoId, u64);
    Rest, (DaoId, u64, u128, AccountId);
    // Gifts and pledges are in what the community itself issues.
    Giving, (DaoId, u64, AccountId);
    Pledge, (DaoId, u64, AccountId);
    Project, (DaoId, u64, u32);
    Support, (DaoId, u64, u32, AccountId);
}

impl Row<(DaoId, u64)> for Fund {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }

    fn due(row: &Self) -> Option<u64> {
        row.due
    }
}

impl Row<(DaoId, u64)> for Undertaking {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    /// What others issue stays behind, in trust too: a grant in it stays with it.
    fn goes(key: &(DaoId, u64), row: &Self) -> Goes {
        Goes::Money { dao: key.0, asset: row.terms.asset }
    }

    fn due(row: &Self) -> Option<u64> {
        row.due
    }
}

/// Gift pots by whoever gave or pledged to them.
#[derive(Debug, Default)]
pub(crate) struct ByGiver(BTreeSet<(AccountId, DaoId, u64)>);

impl ByGiver {
    /// The gift pots of an account after one of them, by community and number.
    pub(crate) fn of(
        &self,
        account: AccountId,
        (dao, number): (DaoId, u64),
    ) -> impl Iterator<Item = (DaoId, u64)> + '_ {
        let range = (account, dao, number)..=(account, DaoId(u64::MAX), u64::MAX);
        let after = self.0.range(range).map(|(_, dao, number)| (*dao, *number));
        after.filter(move |key| *key != (dao, number))
    }
}

impl<V> Indexes<(DaoId, u64, AccountId), V> for ByGiver {
    fn add(&mut self, (dao, number, account): &(DaoId, u64, AccountId), _: &V) {
        self.0.insert((*account, *dao, *number));
    }

    fn remove(&mut self, (dao, number, account): &(DaoId, u64, AccountId), _: &V) {
        self.0.remove(&(*account, *dao, *number));
    }
}
