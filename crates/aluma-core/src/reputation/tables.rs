//! What is stored of reputation.

use alloc::collections::BTreeSet;

use aluma_types::{AccountId, DaoId, Hash32};

use crate::kernel::table::{AnyTable, Goes, Indexes, Row, Table};
use crate::reputation::rules::praise::Inflow;
use crate::reputation::types::{
    Answered, Area, Clocks, Closing, Cluster, Due, Edge, Epoch, Given, Habits, Labels, Link, Mint,
    Past, PastOwner, PastSum, PastWork, Penalty, Reached, Record, SkillName, Voice,
};
use crate::tables;

/// Who praised whom in which epoch.
pub(crate) type PraiseKey = (DaoId, u32, AccountId, AccountId);
/// Points of an account in a domain, by the number of the clock.
pub(crate) type VoiceKey = (DaoId, u32, Area, AccountId);

tables! {
    /// The domain's tables.
    Tables {
        /// By what each community's points fade.
        clocks: Table<DaoId, Clocks> = 90, Permanent, None, Readers;
        /// What weighs of everybody's points, by clock and domain.
        voices: Table<VoiceKey, Voice, ByChange> = 91, Permanent, None, Readers;
        /// What weighs of all points together.
        voice_totals: Table<(DaoId, u32, Area), Voice> = 92, Permanent, None, Readers;
        /// What everybody has given, by domain.
        records: Table<(DaoId, AccountId, Area), Record> = 93, Permanent, None, Readers;
        /// What all have given, by domain.
        record_totals: Table<(DaoId, Area), Given> = 94, Permanent, None, Readers;
        /// What everybody has given by accepted work, by skill.
        skill_records: Table<(DaoId, AccountId, u32), Given> = 95, Permanent, None, Readers;
        /// What all have given by accepted work, by skill.
        skill_totals: Table<(DaoId, u32), Given> = 96, Permanent, None, Readers;
        /// Points by the evidence that brought them.
        mints: Table<(DaoId, AccountId, u64), Mint> = 97, Permanent, None, Readers;
        /// Points that were taken.
        penalties: Table<(DaoId, u64), Penalty> = 98, Permanent, None, Readers;
        /// Where each community's present epoch stands.
        epochs: Table<DaoId, Epoch> = 99, Permanent, None, Readers;
        /// Who praised whom in the present epoch and the one before.
        praise_edges: Table<PraiseKey, Edge> = 100, Expiring, None, Readers;
        /// What came of praise in the past, by who gave it to whom.
        past_praise: Table<(DaoId, AccountId, AccountId), Past> = 101, Permanent, None, Readers;
        /// Who is in which cluster.
        clusters: Table<(DaoId, AccountId), Cluster, ByLabel> = 102, Permanent, None, Readers;
        /// Epochs that are being closed.
        closings: Table<(DaoId, u32), Closing> = 103, UntilClosed, None, Readers;
        /// What praise is about to bring whom, while an epoch is being closed.
        praise_dues: Table<(DaoId, AccountId), Due> = 104, UntilClosed, None, Readers;
        /// Links between members, while clusters are being found.
        links: Table<(DaoId, AccountId, AccountId), Link> = 105, UntilClosed, None, Readers;
        /// Labels of members, while clusters are being found.
        labels: Table<(DaoId, AccountId), Labels> = 106, UntilClosed, None, Readers;
        /// Tiers that were reached.
        tiers: Table<(DaoId, Area, AccountId), Reached> = 107, Permanent, None, Readers;
        /// Absences and thanks of members.
        habits: Table<(DaoId, AccountId), Habits> = 108, Permanent, None, Readers;
        /// Who lost points for somebody they vouched for, by whom.
        vouches: Table<(DaoId, AccountId), Answered> = 109, Permanent, None, Readers;
        /// What those of each cluster give whom, while an epoch is being closed.
        inflows: Table<(DaoId, AccountId, AccountId), Inflow> = 158, UntilClosed, None, Readers;
        /// What people gave before their community was here, by what it is known by elsewhere.
        past_works: Table<(DaoId, AccountId, Hash32), PastWork> = 160, Permanent, None, Readers;
        /// The same together, in the whole community and by domain.
        past_sums: Table<(DaoId, AccountId, Area), PastSum> = 161, Permanent, None, Readers;
        /// Whom any of it was recorded of.
        past_owners: Table<(DaoId, AccountId), PastOwner> = 162, Permanent, None, Readers;
        /// What each community calls its skills.
        skill_names: Table<(DaoId, u32), SkillName> = 163, Permanent, None, Readers;
    }
}

impl Tables {
    /// Number of the table of clocks.
    pub(crate) fn clocks_number(&self) -> u16 {
        self.clocks.spec().number
    }

    /// Number of the table of what weighs.
    pub(crate) fn voices_number(&self) -> u16 {
        self.voices.spec().number
    }

    /// Number of the table of records.
    pub(crate) fn records_number(&self) -> u16 {
        self.records.spec().number
    }

    /// Number of the table of tiers.
    pub(crate) fn tiers_number(&self) -> u16 {
        self.tiers.spec().number
    }

    /// Number of the table of records by skill.
    pub(crate) fn skills_number(&self) -> u16 {
        self.skill_records.spec().number
    }
}

/// Rows that belong to the DAO of their key, for all of its readers.
macro_rules! of_dao {
    ($($row:ty: $key:ty, $dao:expr;)*) => {$(
        impl Row<$key> for $row {
            fn dao(key: &$key, _: &Self) -> Option<DaoId> {
                let of: fn(&$key) -> DaoId = $dao;
                Some(of(key))
            }

            fn goes(key: &$key, _: &Self) -> Goes {
                let of: fn(&$key) -> DaoId = $dao;
                Goes::Dao(of(key))
            }
        }
    )*};
}

of_dao! {
    Clocks: DaoId, |key| *key;
    Voice: VoiceKey, |key| key.0;
    Voice: (DaoId, u32, Area), |key| key.0;
    Record: (DaoId, AccountId, Area), |key| key.0;
    Given: (DaoId, Area), |key| key.0;
    Given: (DaoId, u32), |key| key.0;
    Given: (DaoId, AccountId, u32), |key| key.0;
    Mint: (DaoId, AccountId, u64), |key| key.0;
    Penalty: (DaoId, u64), |key| key.0;
    Epoch: DaoId, |key| *key;
    Edge: PraiseKey, |key| key.0;
    Past: (DaoId, AccountId, AccountId), |key| key.0;
    Cluster: (DaoId, AccountId), |key| key.0;
    Closing: (DaoId, u32), |key| key.0;
    Due: (DaoId, AccountId), |key| key.0;
    Inflow: (DaoId, AccountId, AccountId), |key| key.0;
    Link: (DaoId, AccountId, AccountId), |key| key.0;
    Labels: (DaoId, AccountId), |key| key.0;
    Answered: (DaoId, AccountId), |key| key.0;
    Reached: (DaoId, Area, AccountId), |key| key.0;
    PastWork: (DaoId, AccountId, Hash32), |key| key.0;
    PastSum: (DaoId, AccountId, Area), |key| key.0;
    PastOwner: (DaoId, AccountId), |key| key.0;
    SkillName: (DaoId, u32), |key| key.0;
}

impl Row<(DaoId, AccountId)> for Habits {
    fn dao(key: &(DaoId, AccountId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    /// How often somebody was away is theirs to tell.
    fn owner(key: &(DaoId, AccountId), _: &Self) -> Option<AccountId> {
        Some(key.1)
    }

    fn goes(key: &(DaoId, AccountId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

/// Points by the block that changed them last.
#[derive(Debug, Default)]
pub(crate) struct ByChange(BTreeSet<(DaoId, u32, Area, u64, AccountId)>);

impl ByChange {
    /// Whose points of a clock and domain changed after a block, or in it after an account: in the
    /// order of blocks and accounts, each with the block.
    pub(crate) fn since(
        &self,
        (dao, clock, domain): (DaoId, u32, Area),
        after: (u64, AccountId),
    ) -> impl Iterator<Item = (u64, AccountId)> + '_ {
        let from = (dao, clock, domain, after.0, AccountId(after.1.0.saturating_add(1)));
        let range = from..=(dao, clock, domain, u64::MAX, AccountId(u64::MAX));
        self.0.range(range).map(|(.., height, account)| (*height, *account))
    }
}

impl Indexes<VoiceKey, Voice> for ByChange {
    fn add(&mut self, key: &VoiceKey, row: &Voice) {
        self.0.insert((key.0, key.1, key.2, row.changed, key.3));
    }

    fn remove(&mut self, key: &VoiceKey, row: &Voice) {
        self.0.remove(&(key.0, key.1, key.2, row.changed, key.3));
    }

    fn is_same(before: &Voice, after: &Voice) -> bool {
        before.changed == after.changed
    }
}

/// Members of each cluster.
#[derive(Debug, Default)]
pub(crate) struct ByLabel {
    members: BTreeSet<(DaoId, AccountId, AccountId)>,
    sizes: alloc::collections::BTreeMap<(DaoId, AccountId), u64>,
}

impl ByLabel {
    /// How many are in a cluster.
    pub(crate) fn size(&self, dao: DaoId, label: AccountId) -> u64 {
        self.sizes.get(&(dao, label)).copied().unwrap_or(0)
    }

    /// Who is in a cluster, lowest first.
    pub(crate) fn members(
        &self,
        dao: DaoId,
        label: AccountId,
    ) -> impl Iterator<Item = AccountId> + '_ {
        let range = (dao, label, AccountId(0))..=(dao, label, AccountId(u64::MAX));
        self.members.range(range).map(|(.., account)| *account)
    }

    /// Clusters of a DAO, each with its size, from one on.
    pub(crate) fn clusters(
        &self,
        dao: DaoId,
        from: AccountId,
    ) -> impl Iterator<Item = (AccountId, u64)> + '_ {
        let range = (dao, from)..=(dao, AccountId(u64::MAX));
        self.sizes.range(range).map(|((_, label), size)| (*label, *size))
    }
}

impl Indexes<(DaoId, AccountId), Cluster> for ByLabel {
    fn add(&mut self, key: &(DaoId, AccountId), row: &Cluster) {
        self.members.insert((key.0, row.label, key.1));
        let size = self.sizes.entry((key.0, row.label)).or_default();
        *size = size.saturating_add(1);
    }

    fn remove(&mut self, key: &(DaoId, AccountId), row: &Cluster) {
        self.members.remove(&(key.0, row.label, key.1));
        let place = (key.0, row.label);
        if let Some(size) = self.sizes.get_mut(&place) {
            *size = size.saturating_sub(1);
            if *size == 0 {
                self.sizes.remove(&place);
            }
        }
    }

    fn is_same(before: &Cluster, after: &Cluster) -> bool {
        before.label == after.label
    }
}
