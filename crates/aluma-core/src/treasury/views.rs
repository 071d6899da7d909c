//! Answers about money.

mod dividends;
mod items;
mod payers;
mod payouts;
mod streams;

pub use dividends::{DividendRow, DividendsAnswer, DividendsView};
pub use items::{ItemAnswer, ItemRow, ItemView, ItemsAnswer, ItemsView};
pub use payers::{PayerRow, PayersAnswer, PayersView};
pub use payouts::{PayoutRow, PayoutsAnswer, PayoutsView};
pub use streams::{StreamRow, StreamsAnswer, StreamsView};

use alloc::collections::{BTreeMap, BTreeSet};

use aluma_types::spec::ViewSpec;
use aluma_types::{
    AccountId, Amount, AssetId, Body, Canon, DaoId, Hash32, List, Name, PotId, Share, Span, Text,
};

use crate::identity;
use crate::identity::types::{HANDLE_BYTES, LABEL_BYTES};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::flows;
use crate::treasury::types::{
    Asset, Claim, Income, POT_BYTES, PaidReference, Reservation, SYMBOL_BYTES, Supply, Turnover,
};
use crate::treasury::{self, tables};

/// Accounts on one page.
const PAGE: usize = 200;

/// Balances
///
/// Who has how much: the holders of a community's assets and the payees it enrolled in the order of
/// their accounts, or everything that one account has. Without either, your own.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "balances", he = "יתרות", result = BalancesAnswer)]
pub struct BalancesView {
    /// Only assets of this community.
    #[he("הקהילה")]
    pub dao: Option<DaoId>,
    /// Only this account.
    #[he("החשבון")]
    pub account: Option<AccountId>,
    /// Accounts after this one: the `next` of the page before.
    #[he("אחרי חשבון")]
    pub after: Option<AccountId>,
}

/// A page of balances.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct BalancesAnswer {
    /// One row per account, lowest first.
    #[he("שורות")]
    pub rows: List<HolderRow, PAGE>,
    /// Ask again after this account; nothing where this is the last page.
    #[he("המשך אחרי")]
    pub next: Option<AccountId>,
}

/// What one account has.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct HolderRow {
    /// The account.
    #[he("חשבון")]
    pub account: AccountId,
    /// Its handle.
    #[he("כינוי")]
    pub name: Option<Name<HANDLE_BYTES>>,
    /// What a list of payees called it; only for readers of the community that enrolled it.
    #[he("שם ברשימה")]
    pub label: Option<Body<LABEL_BYTES>>,
    /// What it has, asset by asset.
    #[he("נכסים")]
    pub holdings: List<BalanceRow, 256>,
}

/// What an account has of one asset.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct BalanceRow {
    /// The asset and how much of it, in base units.
    #[he("יתרה")]
    pub amount: Amount,
    /// The asset's symbol.
    #[he("סימן")]
    pub symbol: Text<SYMBOL_BYTES>,
    /// 10 to this power base units make one whole.
    #[he("ספרות אחרי הנקודה")]
    pub decimals: u8,
    /// What is at stake besides.
    ///
    /// Base units.
    #[he("בעירבון")]
    pub staked: u128,
}

impl View for BalancesView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = BalancesAnswer;

    fn dao(&self, look: &Look<'_>) -> Option<DaoId> {
        // Everybody may see what is their own.
        self.dao.filter(|_| self.account.is_none() || self.account != look.reader)
    }

    fn answer(&self, look: &Look<'_>) -> Result<BalancesAnswer, Refused> {
        let accounts = match (self.dao, self.account.or(look.reader)) {
            (Some(dao), _) if self.account.is_none() => holders(look, dao, self.after),
            (_, Some(account)) => {
                if !identity::exists(look.state, account) {
                    return Err(identity::Refusal::NoSuchAccount { account }.into());
                }
                BTreeSet::from([account])
            }
            _ => return Err(Refusal::WhoseBalances.into()),
        };
        let rows = accounts.into_iter().map(|account| holder_row(look, account, self.dao));
        let (rows, next) = page(rows, |row| row.account);
        Ok(BalancesAnswer { rows, next })
    }
}

/// The first accounts after one that hold any asset of a DAO or were enrolled by it, also where
/// they have nothing: a page and one more.
fn holders(look: &Look<'_>, dao: DaoId, after: Option<AccountId>) -> BTreeSet<AccountId> {
    let index = look.state.treasury.balances.index();
    let more = PAGE.saturating_add(1);
    let mut found: BTreeSet<_> = identity::enrolled(look.state, dao, after).take(more).collect();
    for (_, asset) in treasury::assets_of(look.state, dao) {
        found.extend(index.holders(asset, after).take(more));
    }
    found
}

/// What an account has that the reader may see.
fn holder_row(look: &Look<'_>, account: AccountId, dao: Option<DaoId>) -> HolderRow {
    let row = identity::account(look.state, account);
    let home = row.and_then(|row| row.home);
    let knows = home.is_some_and(|home| crate::registry::may_read(look, home).is_ok());
    let mut holdings = List::default();
    let range = (account, AssetId(0))..=(account, AssetId(u64::MAX));
    let tables = &look.state.treasury;
    // What lies at stake is theirs too, all of it or a part.
    let rows = tables.balances.range(range.clone()).chain(tables.stakes.range(range));
    let assets: BTreeMap<_, _> = rows.map(|((_, asset), row)| (*asset, row)).collect();
    for (asset, balance) in &assets {
        if dao.is_some_and(|dao| dao != balance.dao) || !may_see(look, account, balance) {
            continue;
        }
        if let Some(row) = balance_row(look, account, *asset) {
            holdings.push(row);
        }
    }
    HolderRow {
        account,
        name: row.and_then(|row| row.name),
        label: row.and_then(|row| row.label).filter(|_| knows || look.reader == Some(account)),
        holdings,
    }
}

fn may_see(look: &Look<'_>, account: AccountId, balance: &tables::Balance) -> bool {
    look.reader == Some(account) || crate::registry::may_read(look, balance.dao).is_ok()
}

fn balance_row(look: &Look<'_>, account: AccountId, id: AssetId) -> Option<BalanceRow> {
    let asset = treasury::asset(look.state, id)?;
    Some(BalanceRow {
        amount: Amount { asset: id, units: treasury::balance(look.state, account, id) },
        symbol: asset.symbol.clone(),
        decimals: asset.decimals,
        staked: look.state.treasury.stakes.get(&(account, id)).map_or(0, |row| row.units),
    })
}

/// Treasury
///
/// What a community issues, what lies in its pots, what of it is free, and how much may leave now.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "treasury", he = "הקופה", result = TreasuryAnswer)]
pub struct TreasuryView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
}

/// A treasury.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct TreasuryAnswer {
    /// The assets it issues, in the order of their symbols.
    #[he("נכסים")]
    pub assets: List<AssetRow, 64>,
    /// Its pots.
    #[he("סעיפים")]
    pub pots: List<PotRow, 256>,
    /// What is free in all pots, asset by asset.
    #[he("פנוי")]
    pub free: List<FreeRow, 256>,
    /// What is set aside, oldest first.
    #[he("משוריין")]
    pub reserved: List<ReservationRow, 256>,
}

/// An asset and how much of it there is.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct AssetRow {
    /// Its number.
    #[he("מספר")]
    pub asset: AssetId,
    /// What it is.
    #[he("הנכס")]
    pub what: Asset,
    /// How much there is, and where.
    #[he("כמות")]
    pub supply: Supply,
    /// What may be issued now.
    ///
    /// Base units.
    #[he("מותר להנפיק")]
    pub mint_room: u128,
    /// Who holds the money outside that it is a claim on, if it is one. The ledger records what they
    /// owe and cannot force them.
    #[he("תביעה על מי שמחזיק בכסף")]
    pub claim: Option<Claim>,
}

/// A pot and what lies in it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PotRow {
    /// Its number.
    #[he("מספר")]
    pub pot: PotId,
    /// Its name.
    #[he("שם")]
    pub name: Text<POT_BYTES>,
    /// What lies in it, asset by asset.
    #[he("יתרות")]
    pub holdings: List<HoldingRow, 256>,
}

/// What lies in a pot of one asset.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct HoldingRow {
    /// All of it.
    #[he("יתרה")]
    pub balance: Amount,
    /// What of it is promised.
    ///
    /// Base units.
    #[he("משוריין")]
    pub reserved: u128,
    /// Base units besides that streams out of this pot have come to and that are reserved for them.
    #[he("משוריין לתשלומים מתמשכים")]
    pub streams: u128,
    /// Base units that streams have come to and that the pot does not have.
    #[he("חוב שאין לו כיסוי")]
    pub owed: u128,
}

/// What is free of one asset, and what of it may leave.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct FreeRow {
    /// What is free.
    #[he("פנוי")]
    pub free: Amount,
    /// What may leave now.
    ///
    /// Base units.
    #[he("מותר שייצא עכשיו")]
    pub room: u128,
    /// Income and rewards so far.
    #[he("הכנסות ותגמולים")]
    pub turnover: Turnover,
    /// Why no more may leave: each limit of the charter, the shortest first. What may leave is what
    /// is left under the tightest of them.
    #[he("מגבלות ההוצאה")]
    pub limits: List<LimitRow, 4>,
}

/// A limit of what may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct LimitRow {
    /// Within which time.
    #[he("בתוך")]
    pub within: Span,
    /// Which part of what is free; the whole is no limit.
    #[he("חלק מן הפנוי")]
    pub share: Share,
    /// Base units that it lets out in all.
    #[he("מותר בסך הכול")]
    pub most: u128,
    /// Base units of it that left or were promised within that time.
    #[he("יצא או הובטח")]
    pub used: u128,
}

/// Money set aside.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ReservationRow {
    /// Its number.
    #[he("מספר")]
    pub number: u64,
    /// What for.
    #[he("השריון")]
    pub what: Reservation,
}

impl View for TreasuryView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = TreasuryAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<TreasuryAnswer, Refused> {
        crate::dao::existing(look.state, self.dao)?;
        let mut assets = List::default();
        for (_, asset) in treasury::assets_of(look.state, self.dao) {
            assets.push(self.asset_row(look, asset)?);
        }
        let mut free = List::default();
        for asset in treasury::free_assets(look.state, self.dao) {
            free.push(self.free_row(look, asset));
        }
        let mut reserved = List::default();
        let range = (self.dao, 0)..=(self.dao, u64::MAX);
        for ((_, number), row) in look.state.treasury.reservations.range(range) {
            reserved.push(ReservationRow { number: *number, what: *row });
        }
        Ok(TreasuryAnswer { assets, pots: self.pots(look), free, reserved })
    }
}

impl TreasuryView {
    fn asset_row(&self, look: &Look<'_>, asset: AssetId) -> Result<AssetRow, Refused> {
        let what = treasury::asset(look.state, asset).ok_or(Refusal::NoSuchAsset { asset })?;
        let supply = treasury::supply(look.state, asset).copied();
        Ok(AssetRow {
            asset,
            what: what.clone(),
            supply: supply.unwrap_or(Supply::nothing(self.dao)),
            mint_room: treasury::mint_room(look.state, asset, look.now),
            claim: look.state.treasury.claims.get(&asset).copied(),
        })
    }

    fn free_row(&self, look: &Look<'_>, asset: AssetId) -> FreeRow {
        let of = (self.dao, asset);
        let units = treasury::free(look.state, of, look.now);
        FreeRow {
            free: Amount { asset, units },
            room: treasury::room(look.state, of, look.now, units).min(units),
            turnover: look.state.treasury.turnovers.get(&of).copied().unwrap_or_default(),
            limits: limit_rows(look, of, units),
        }
    }

    fn pots(&self, look: &Look<'_>) -> List<PotRow, 256> {
        let tables = &look.state.treasury;
        let mut pots = List::default();
        for ((_, pot), row) in tables.pots.range((self.dao, PotId(0))..=(self.dao, PotId(u64::MAX)))
        {
            let mut holdings = List::default();
            let range = (self.dao, *pot, AssetId(0))..=(self.dao, *pot, AssetId(u64::MAX));
            let held = tables.holdings.range(range).map(|((_, _, asset), _)| *asset);
            // A pot that is empty may still owe.
            let owing = tables.streams.index().assets_of(self.dao, *pot);
            for asset in held.chain(owing).collect::<BTreeSet<_>>() {
                holdings.push(holding_row(look, (self.dao, *pot, asset)));
            }
            pots.push(PotRow { pot: *pot, name: row.name.clone(), holdings });
        }
        pots
    }
}

fn limit_rows(look: &Look<'_>, of: (DaoId, AssetId), free: u128) -> List<LimitRow, 4> {
    let mut rows = List::default();
    for (limit, (most, used)) in treasury::outflow(look.state, of, look.now, free) {
        rows.push(LimitRow { within: limit.within, share: limit.share, most, used });
    }
    rows
}

fn holding_row(look: &Look<'_>, key: flows::Key) -> HoldingRow {
    let held = look.state.treasury.holdings.get(&key).copied().unwrap_or_default();
    let debts = flows::debts(look.state, key, look.now);
    let streams = debts.min(held.free());
    let balance = Amount { asset: key.2, units: held.balance };
    let owed = debts.saturating_sub(streams);
    HoldingRow { balance, reserved: held.reserved, streams, owed }
}

/// Incomes
///
/// The incomes of a community on record, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "incomes", he = "הכנסות", result = IncomesAnswer)]
pub struct IncomesView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Incomes after this number: the `next` of the page before.
    #[he("אחרי מספר")]
    pub after: Option<u64>,
}

/// A page of incomes.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct IncomesAnswer {
    /// Oldest first.
    #[he("הכנסות")]
    pub rows: List<IncomeRow, PAGE>,
    /// Ask again after this number; nothing where this is the last page.
    #[he("המשך אחרי")]
    pub next: Option<u64>,
}

/// An income with its number.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct IncomeRow {
    /// Its number in the community.
    #[he("מספר")]
    pub number: u64,
    /// What was recorded.
    #[he("ההכנסה")]
    pub income: Income,
}

impl View for IncomesView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = IncomesAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<IncomesAnswer, Refused> {
        crate::dao::existing(look.state, self.dao)?;
        let from = self.after.map_or(0, |after| after.saturating_add(1));
        let range = (self.dao, from)..=(self.dao, u64::MAX);
        let incomes = look.state.treasury.incomes.range(range);
        let rows =
            incomes.map(|((_, number), income)| IncomeRow { number: *number, income: *income });
        let (rows, next) = page(rows, |row| row.number);
        Ok(IncomesAnswer { rows, next })
    }
}

/// An asset
///
/// What it is and how much of it there is.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "asset", he = "נכס", result = AssetAnswer)]
pub struct AssetView {
    /// The asset.
    #[he("הנכס")]
    pub asset: AssetId,
}

/// An asset.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct AssetAnswer {
    /// Its number.
    #[he("מספר")]
    pub asset: AssetId,
    /// What it is.
    #[he("הנכס")]
    pub what: Asset,
    /// How much there is, and where.
    #[he("כמות")]
    pub supply: Supply,
    /// Who holds the money outside that it is a claim on, if it is one. The ledger records what they
    /// owe and cannot force them.
    #[he("תביעה על מי שמחזיק בכסף")]
    pub claim: Option<Claim>,
}

impl View for AssetView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = AssetAnswer;

    /// A closed community's asset is answered like one that is not there, so the answer itself asks
    /// who reads.
    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<AssetAnswer, Refused> {
        let asset = self.asset;
        let holds = |reader| treasury::balance(look.state, reader, asset) > 0;
        let what = treasury::asset(look.state, asset)
            .filter(|row| {
                look.reader.is_some_and(holds) || crate::registry::may_read(look, row.dao).is_ok()
            })
            .ok_or(Refusal::NoSuchAsset { asset })?;
        let supply = treasury::supply(look.state, asset).copied();
        let supply = supply.unwrap_or(Supply::nothing(what.dao));
        let claim = look.state.treasury.claims.get(&asset).copied();
        Ok(AssetAnswer { asset, what: what.clone(), supply, claim })
    }
}

/// A batch that was paid
///
/// What a community paid in one asset under a reference, if it did.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "batch", he = "תשלום לרבים", result = BatchAnswer)]
pub struct BatchView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// In which asset.
    #[he("הנכס")]
    pub asset: AssetId,
    /// What the batch is called where it comes from.
    #[he("שם התשלום")]
    pub group: Hash32,
}

/// What was paid under a reference.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct BatchAnswer {
    /// The batch; nothing where none was paid.
    #[he("התשלום")]
    pub paid: Option<PaidReference>,
}

impl View for BatchView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = BatchAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<BatchAnswer, Refused> {
        let key = (self.dao, self.asset, self.group);
        Ok(BatchAnswer { paid: look.state.treasury.references.get(&key).copied() })
    }
}
