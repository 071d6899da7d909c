//! Who holds what of a community.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, AssetId, Canon, DaoId, List, Text};

use super::PAGE;
use crate::invest::types::{MAX_OPEN, SaleStage};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::treasury::types::{AssetKind, MAX_ASSETS, SYMBOL_BYTES};
use crate::treasury::{self, capital};

/// Cap table
///
/// The shares of a community: how many units there are, where they lie, what open sales would add, and who
/// holds them, a hundred holders of one share at a time.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "cap-table", he = "טבלת הבעלות", result = CapTableAnswer)]
pub struct CapTableView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Holders of which share; the first one unless named.
    #[he("מחזיקים ב־")]
    pub share: Option<AssetId>,
    /// Holders after this one.
    #[he("אחרי")]
    pub after: Option<AccountId>,
}

/// The shares of a community.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct CapTableAnswer {
    /// Each kind of them, by symbol.
    #[he("יחידות הבעלות")]
    pub classes: List<ClassRow, MAX_ASSETS>,
    /// What sales that are not over would add.
    #[he("מכירות פתוחות")]
    pub offers: List<OfferRow, MAX_OPEN>,
    /// Whose holders follow.
    #[he("מחזיקים ב־")]
    pub share: Option<AssetId>,
    /// Who holds it, in the order of accounts.
    #[he("המחזיקים")]
    pub holders: List<HolderRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<AccountId>,
}

/// A kind of share, in base units.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ClassRow {
    /// Which.
    #[he("הנכס")]
    pub asset: AssetId,
    /// Its mark.
    #[he("סימן")]
    pub symbol: Text<SYMBOL_BYTES>,
    /// What holding it means.
    #[he("סוג")]
    pub kind: AssetKind,
    /// All there are.
    #[he("סך הכול")]
    pub total: u128,
    /// With holders, at hand or in trust.
    #[he("אצל מחזיקים")]
    pub held: u128,
    /// In the community's own pots: nobody's part.
    #[he("בקופת הקהילה")]
    pub own: u128,
    /// In custody of plans that have not released them.
    #[he("בהבשלה")]
    pub vesting: u128,
    /// What a part is reckoned of: all but the last two.
    #[he("יחידות שחולקות")]
    pub outstanding: u128,
    /// What open sales may add.
    #[he("מוצע למכירה")]
    pub offered: u128,
}

/// What an open sale may add.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct OfferRow {
    /// Which sale.
    #[he("מספר המכירה")]
    pub sale: u64,
    /// Of which share.
    #[he("הנכס")]
    pub share: AssetId,
    /// Base units that are not sold yet.
    #[he("יחידות")]
    pub units: u128,
}

/// A holder.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct HolderRow {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// Base units, at hand and in trust.
    #[he("יחידות")]
    pub units: u128,
}

impl View for CapTableView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = CapTableAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<CapTableAnswer, Refused> {
        let (dao, state) = (self.dao, look.state);
        let mut offers = List::default();
        for ((_, sale), row) in state.invest.sales.range((dao, 0)..=(dao, u64::MAX)) {
            if !matches!(row.stage, SaleStage::Over { .. }) {
                let units = row.units.saturating_sub(row.sold);
                offers.push(OfferRow { sale: *sale, share: row.share, units });
            }
        }
        let mut classes: List<ClassRow, MAX_ASSETS> = List::default();
        for (_, asset) in treasury::assets_of(state, dao) {
            let offered = offers.iter().filter(|row: &&OfferRow| row.share == asset);
            let offered = offered.fold(0u128, |sum, row| sum.saturating_add(row.units));
            if let Some(row) = class(look, asset, offered) {
                classes.push(row);
            }
        }
        let is_one = |asset: &AssetId| classes.iter().any(|row| row.asset == *asset);
        let share = self.share.or_else(|| classes.iter().next().map(|row| row.asset));
        let share = share.filter(is_one);
        let holders = share.into_iter().flat_map(|share| {
            let all = capital::holders(state, share, self.after);
            all.map(move |account| HolderRow {
                account,
                units: capital::held(state, account, share),
            })
        });
        let (holders, next) = page(holders, |row| row.account);
        Ok(CapTableAnswer { classes, offers, share, holders, next })
    }
}

fn class(look: &Look<'_>, asset: AssetId, offered: u128) -> Option<ClassRow> {
    let row = treasury::asset(look.state, asset).filter(|row| row.kind.is_share())?;
    let supply = treasury::supply(look.state, asset)?;
    Some(ClassRow {
        asset,
        symbol: row.symbol.clone(),
        kind: row.kind,
        total: supply.total(),
        held: supply.held(),
        own: capital::in_own_pots(look.state, asset),
        vesting: supply.locked,
        outstanding: capital::outstanding(look.state, asset),
        offered,
    })
}
