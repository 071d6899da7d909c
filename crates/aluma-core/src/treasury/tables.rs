//! What the treasury stores.

use alloc::collections::{BTreeMap, BTreeSet};

use aluma_types::{AccountId, AssetId, Canon, DaoId, Hash32, PotId, Text, Timestamp};

use crate::dao::Checkpoints;
use crate::kernel::effects::{Effects, Standing};
use crate::kernel::table::{Goes, Indexes, Row, Table};
use crate::tables;
use crate::treasury::rules::Commitments;
use crate::treasury::rules::escrows::Escrow;
use crate::treasury::types::{
    Asset, Claim, Dividend, Earned, Holding, Income, Inflow, InflowPart, Item, ItemMove,
    PaidReference, Payout, Pot, Reservation, SYMBOL_BYTES, Stream, Supply, Turnover,
};

/// A DAO, an asset, and whose commitments: see `Committed::key`.
pub(crate) type CommitmentKey = (DaoId, AssetId, u8, u64);

tables! {
    /// The domain's tables.
    Tables {
        /// Assets, found by their DAO and symbol.
        assets: Table<AssetId, Asset, BySymbol> = 40, Permanent, None, Readers;
        /// How much of each asset there is and where it lies.
        supplies: Table<AssetId, Supply, Unbalanced> = 41, Permanent, Mint, Readers;
        /// Pots of each DAO; the general one is 0.
        pots: Table<(DaoId, PotId), Pot> = 42, Permanent, None, Readers;
        /// What lies in each pot of each asset; no row where nothing does.
        holdings: Table<(DaoId, PotId, AssetId), Holding, Overpromised> = 43, Permanent, Money, Readers;
        /// What each account has of each asset; no row where nothing.
        balances: Table<(AccountId, AssetId), Balance, ByAsset> = 44, Permanent, Money, Readers;
        /// What each account has put at stake of each asset; no row where nothing.
        stakes: Table<(AccountId, AssetId), Balance> = 45, Permanent, None, Readers;
        /// Voting shares of claimed accounts over time.
        shares: Table<(AssetId, AccountId), ShareRow> = 46, Permanent, None, Readers;
        /// Voting shares of all claimed accounts over time.
        share_totals: Table<AssetId, ShareRow> = 47, Permanent, None, Readers;
        /// What was committed lately: by all, to one, by one, on a track, as mints.
        commitments: Table<CommitmentKey, Commitments, ByAge> = 48, Expiring, None, Readers;
        /// Batches that were paid under a reference.
        references: Table<(DaoId, AssetId, Hash32), PaidReference> = 49, Permanent, None, Readers;
        /// Incomes on record, numbered by DAO.
        incomes: Table<(DaoId, u64), Income> = 50, Permanent, None, Readers;
        /// Income and rewards of each DAO by asset.
        turnovers: Table<(DaoId, AssetId), Turnover> = 51, Permanent, None, Readers;
        /// Money set aside, numbered by DAO.
        reservations: Table<(DaoId, u64), Reservation> = 52, UntilClosed, None, Readers;
        /// What is paid over time, numbered by DAO.
        streams: Table<(DaoId, u64), Stream, Running> = 53, UntilClosed, Standing, Readers;
        /// What the holders of each share were paid in each asset.
        dividends: Table<(AssetId, AssetId), Dividend> = 54, Permanent, None, Readers;
        /// What each holder has earned by each share in each asset; no row before their first change.
        earned: Table<(AccountId, AssetId, AssetId), Earned> = 55, Permanent, None, Readers;
        /// Assets that are claims on money held outside.
        claims: Table<AssetId, Claim> = 58, Permanent, None, Readers;
        /// Payouts that are not over, numbered by DAO.
        payouts: Table<(DaoId, u64), Payout> = 59, UntilClosed, None, Readers;
        /// Registered things, numbered by DAO.
        items: Table<(DaoId, u64), Item> = 56, Permanent, None, Readers;
        /// Parts of them that changed hands, in their order.
        item_moves: Table<(DaoId, u64, u64), ItemMove> = 57, Permanent, None, Readers;
        /// What came in for one unit of each share in each asset, where that is measured.
        share_inflows: Table<(AssetId, AssetId), Inflow> = 190, Permanent, None, Readers;
        /// Each holder's part of that; no row before their first change.
        inflow_parts: Table<(AccountId, AssetId, AssetId), InflowPart> = 191, Permanent, None, Readers;
        /// Money in trust, numbered by DAO.
        escrows: Table<(DaoId, u64), Escrow> = 139, UntilClosed, None, Readers;
    }
}

impl Row<AssetId> for Asset {
    fn dao(_: &AssetId, row: &Self) -> Option<DaoId> {
        Some(row.dao)
    }

    fn goes(_: &AssetId, row: &Self) -> Goes {
        Goes::Dao(row.dao)
    }
}

/// The assets of each DAO by symbol.
#[derive(Debug, Default)]
pub(crate) struct BySymbol(BTreeMap<DaoId, BTreeMap<Text<SYMBOL_BYTES>, AssetId>>);

impl BySymbol {
    /// The assets that a DAO issues, in the order of their symbols.
    pub(crate) fn of(&self, dao: DaoId) -> Option<&BTreeMap<Text<SYMBOL_BYTES>, AssetId>> {
        self.0.get(&dao)
    }
}

impl Indexes<AssetId, Asset> for BySymbol {
    fn add(&mut self, key: &AssetId, row: &Asset) {
        self.0.entry(row.dao).or_default().insert(row.symbol.clone(), *key);
    }

    fn remove(&mut self, _: &AssetId, row: &Asset) {
        if let Some(symbols) = self.0.get_mut(&row.dao) {
            symbols.remove(&row.symbol);
            if symbols.is_empty() {
                self.0.remove(&row.dao);
            }
        }
    }
}

impl Row<AssetId> for Supply {
    fn dao(_: &AssetId, row: &Self) -> Option<DaoId> {
        Some(row.dao)
    }

    fn goes(_: &AssetId, row: &Self) -> Goes {
        Goes::Dao(row.dao)
    }

    /// What is issued of a new asset dilutes nobody and bears no number that a voter could have
    /// been shown: only an increase of what there was is a mint.
    fn observe(key: &AssetId, before: Option<&Self>, after: Option<&Self>, effects: &mut Effects) {
        if let (Some(before), Some(after)) = (before, after) {
            let units = after.issued.saturating_sub(before.issued);
            if units > 0 {
                effects.issue(*key, units);
            }
        }
    }
}

/// Assets whose units are not where the books say. Empty after every block: asking that costs
/// nothing, however many assets there are.
#[derive(Debug, Default)]
pub(crate) struct Unbalanced(BTreeSet<AssetId>);

impl Unbalanced {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Indexes<AssetId, Supply> for Unbalanced {
    fn add(&mut self, key: &AssetId, row: &Supply) {
        if !row.is_balanced() {
            self.0.insert(*key);
        }
    }

    fn remove(&mut self, key: &AssetId, _: &Supply) {
        self.0.remove(key);
    }
}

impl Row<(DaoId, PotId)> for Pot {
    fn dao(key: &(DaoId, PotId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, PotId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, PotId, AssetId)> for Holding {
    fn dao(key: &(DaoId, PotId, AssetId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, PotId, AssetId), _: &Self) -> Goes {
        Goes::Money { dao: key.0, asset: key.2 }
    }

    fn observe(
        key: &(DaoId, PotId, AssetId),
        before: Option<&Self>,
        after: Option<&Self>,
        effects: &mut Effects,
    ) {
        let (had, has) = (before.copied().unwrap_or_default(), after.copied().unwrap_or_default());
        // What is promised is as gone from what is free as what is paid.
        let paid = had.balance.saturating_sub(has.balance);
        let units = paid.max(had.free().saturating_sub(has.free()));
        if units > 0 {
            effects.pay((key.0, key.1), key.2, units);
        }
    }
}

/// Holdings with more reserved than there is. Empty after every block.
#[derive(Debug, Default)]
pub(crate) struct Overpromised(BTreeSet<(DaoId, PotId, AssetId)>);

impl Overpromised {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Indexes<(DaoId, PotId, AssetId), Holding> for Overpromised {
    fn add(&mut self, key: &(DaoId, PotId, AssetId), row: &Holding) {
        if row.reserved > row.balance {
            self.0.insert(*key);
        }
    }

    fn remove(&mut self, key: &(DaoId, PotId, AssetId), _: &Holding) {
        self.0.remove(key);
    }
}

/// What somebody has, in an account or at stake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub(crate) struct Balance {
    /// The asset's DAO, whose rule decides who may see this.
    pub(crate) dao: DaoId,
    /// Base units; never 0.
    pub(crate) units: u128,
}

impl Row<(AccountId, AssetId)> for Balance {
    fn dao(_: &(AccountId, AssetId), row: &Self) -> Option<DaoId> {
        Some(row.dao)
    }

    fn goes(_: &(AccountId, AssetId), row: &Self) -> Goes {
        Goes::Dao(row.dao)
    }

    fn observe(
        (account, asset): &(AccountId, AssetId),
        before: Option<&Self>,
        after: Option<&Self>,
        effects: &mut Effects,
    ) {
        let units = |row: Option<&Self>| row.map_or(0, |row| row.units);
        let spent = units(before).saturating_sub(units(after));
        if spent > 0 {
            effects.spend(*account, *asset, spent);
        }
    }
}

/// Who holds an asset.
#[derive(Debug, Default)]
pub(crate) struct ByAsset(BTreeSet<(AssetId, AccountId)>);

impl ByAsset {
    /// Holders after an account, lowest first.
    pub(crate) fn holders(
        &self,
        asset: AssetId,
        after: Option<AccountId>,
    ) -> impl Iterator<Item = AccountId> + '_ {
        let from = after.map_or(0, |account| account.0.saturating_add(1));
        let range = (asset, AccountId(from))..=(asset, AccountId(u64::MAX));
        self.0.range(range).map(|(_, account)| *account)
    }
}

impl Indexes<(AccountId, AssetId), Balance> for ByAsset {
    fn add(&mut self, key: &(AccountId, AssetId), _: &Balance) {
        self.0.insert((key.1, key.0));
    }

    fn remove(&mut self, key: &(AccountId, AssetId), _: &Balance) {
        self.0.remove(&(key.1, key.0));
    }
}

/// Voting shares over time.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct ShareRow {
    /// The asset's DAO, whose rule decides who may see this.
    pub(crate) dao: DaoId,
    /// What was held when.
    pub(crate) held: Checkpoints,
}

impl Row<(AssetId, AccountId)> for ShareRow {
    fn dao(_: &(AssetId, AccountId), row: &Self) -> Option<DaoId> {
        Some(row.dao)
    }

    fn goes(_: &(AssetId, AccountId), row: &Self) -> Goes {
        Goes::Dao(row.dao)
    }
}

impl Row<AssetId> for ShareRow {
    fn dao(_: &AssetId, row: &Self) -> Option<DaoId> {
        Some(row.dao)
    }

    fn goes(_: &AssetId, row: &Self) -> Goes {
        Goes::Dao(row.dao)
    }
}

impl Row<CommitmentKey> for Commitments {
    fn dao(key: &CommitmentKey, _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &CommitmentKey, _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

/// Commitments by the time of their last, so that those nobody asks for any more are found.
#[derive(Debug, Default)]
pub(crate) struct ByAge(BTreeSet<(Timestamp, CommitmentKey)>);

impl ByAge {
    /// Rows whose last commitment lies at or before a moment, oldest first.
    pub(crate) fn until(&self, moment: Timestamp) -> impl Iterator<Item = CommitmentKey> + '_ {
        self.0.iter().take_while(move |(last, _)| *last <= moment).map(|(_, key)| *key)
    }
}

fn last(row: &Commitments) -> Timestamp {
    row.rows().last().map_or(Timestamp(0), |row| row.at)
}

impl Indexes<CommitmentKey, Commitments> for ByAge {
    fn add(&mut self, key: &CommitmentKey, row: &Commitments) {
        self.0.insert((last(row), *key));
    }

    fn remove(&mut self, key: &CommitmentKey, row: &Commitments) {
        self.0.remove(&(last(row), *key));
    }
}

impl Row<(DaoId, AssetId, Hash32)> for PaidReference {
    fn dao(key: &(DaoId, AssetId, Hash32), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, AssetId, Hash32), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, u64)> for Income {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, AssetId)> for Turnover {
    fn dao(key: &(DaoId, AssetId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, AssetId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, u64)> for Reservation {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64), row: &Self) -> Goes {
        Goes::Money { dao: key.0, asset: row.amount.asset }
    }

    fn due(row: &Self) -> Option<u64> {
        row.due
    }
}

impl Row<(AssetId, AssetId)> for Dividend {
    fn dao(_: &(AssetId, AssetId), row: &Self) -> Option<DaoId> {
        Some(row.dao)
    }

    fn goes(key: &(AssetId, AssetId), row: &Self) -> Goes {
        Goes::Money { dao: row.dao, asset: key.1 }
    }
}

impl Row<(AccountId, AssetId, AssetId)> for Earned {
    fn dao(_: &(AccountId, AssetId, AssetId), row: &Self) -> Option<DaoId> {
        Some(row.dao)
    }

    fn goes(key: &(AccountId, AssetId, AssetId), row: &Self) -> Goes {
        Goes::Money { dao: row.dao, asset: key.2 }
    }
}

impl Row<(AssetId, AssetId)> for Inflow {
    fn dao(_: &(AssetId, AssetId), row: &Self) -> Option<DaoId> {
        Some(row.dao)
    }

    fn goes(key: &(AssetId, AssetId), row: &Self) -> Goes {
        Goes::Money { dao: row.dao, asset: key.1 }
    }
}

impl Row<(AccountId, AssetId, AssetId)> for InflowPart {
    fn dao(_: &(AccountId, AssetId, AssetId), row: &Self) -> Option<DaoId> {
        Some(row.dao)
    }

    fn goes(key: &(AccountId, AssetId, AssetId), row: &Self) -> Goes {
        Goes::Money { dao: row.dao, asset: key.2 }
    }
}

impl Row<AssetId> for Claim {
    fn dao(_: &AssetId, row: &Self) -> Option<DaoId> {
        Some(row.dao)
    }

    fn goes(_: &AssetId, row: &Self) -> Goes {
        Goes::Dao(row.dao)
    }
}

impl Row<(DaoId, u64)> for Escrow {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64), row: &Self) -> Goes {
        Goes::Money { dao: key.0, asset: row.left.asset }
    }
}

impl Row<(DaoId, u64)> for Payout {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, u64)> for Item {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, u64, u64)> for ItemMove {
    fn dao(key: &(DaoId, u64, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64, u64), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, u64)> for Stream {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn goes(key: &(DaoId, u64), row: &Self) -> Goes {
        Goes::Money { dao: key.0, asset: row.asset }
    }

    fn due(row: &Self) -> Option<u64> {
        row.due
    }

    fn observe(
        key: &(DaoId, u64),
        before: Option<&Self>,
        after: Option<&Self>,
        effects: &mut Effects,
    ) {
        let stands = |row: Option<&Self>| row.map(Self::standing).unwrap_or_default();
        let rate = stands(after).beyond(stands(before));
        if let (Some(row), true) = (after, rate != Standing::default()) {
            effects.run((key.0, row.pot), row.asset, rate);
        }
    }
}

/// Streams without an end by the pot they run out of, and the rates that stand by asset.
#[derive(Debug, Default)]
pub(crate) struct Running {
    by_pot: BTreeMap<(DaoId, PotId, AssetId), BTreeSet<u64>>,
    rates: BTreeMap<(DaoId, AssetId), BTreeMap<u64, Standing>>,
}

impl Running {
    /// Streams without an end out of one pot.
    pub(crate) fn out_of(&self, key: (DaoId, PotId, AssetId)) -> impl Iterator<Item = u64> + '_ {
        self.by_pot.get(&key).into_iter().flatten().copied()
    }

    /// Assets that run out of one pot.
    pub(crate) fn assets_of(&self, dao: DaoId, pot: PotId) -> impl Iterator<Item = AssetId> + '_ {
        let range = (dao, pot, AssetId(0))..=(dao, pot, AssetId(u64::MAX));
        self.by_pot.range(range).map(|((_, _, asset), _)| *asset)
    }

    /// What stands of one asset, held at the largest number.
    pub(crate) fn standing(&self, dao: DaoId, asset: AssetId) -> Standing {
        let rates = self.rates.get(&(dao, asset)).into_iter().flat_map(BTreeMap::values);
        rates.fold(Standing::default(), |sum, rate| sum.plus(*rate))
    }
}

impl Indexes<(DaoId, u64), Stream> for Running {
    fn add(&mut self, key: &(DaoId, u64), row: &Stream) {
        if row.plan.is_open_ended() {
            let (dao, number) = *key;
            self.by_pot.entry((dao, row.pot, row.asset)).or_default().insert(number);
            self.rates.entry((dao, row.asset)).or_default().insert(number, row.standing());
        }
    }

    fn remove(&mut self, key: &(DaoId, u64), row: &Stream) {
        let (dao, number) = *key;
        let pot = (dao, row.pot, row.asset);
        if let Some(numbers) = self.by_pot.get_mut(&pot) {
            numbers.remove(&number);
            if numbers.is_empty() {
                self.by_pot.remove(&pot);
            }
        }
        if let Some(rates) = self.rates.get_mut(&(dao, row.asset)) {
            rates.remove(&number);
            if rates.is_empty() {
                self.rates.remove(&(dao, row.asset));
            }
        }
    }
}
