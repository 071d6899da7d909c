//! Sales of a community, and one of them.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Amount, Canon, DaoId, List, Share};

use super::PAGE;
use crate::dao;
use crate::invest::Refusal;
use crate::invest::actions::income::owed;
use crate::invest::charter::{UNOPENED, promise};
use crate::invest::rules::exits::book;
use crate::invest::types::{Bid, MAX_OPEN, Sale, Sharing};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::treasury::{self, capital};

/// Sales
///
/// Sales of a community's shares, oldest first, a hundred at a time, and which rates of its income it
/// shares.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "sales", he = "מכירות של יחידות בעלות", result = SalesAnswer)]
pub struct SalesView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Sales after this one.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// Sales, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct SalesAnswer {
    /// The sales.
    #[he("מכירות")]
    pub sales: List<SaleRow, PAGE>,
    /// What of the income is shared.
    #[he("חלוקת הכנסות")]
    pub sharings: List<SharingRow, MAX_OPEN>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
}

/// A sale in a list.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct SaleRow {
    /// Its number.
    #[he("מספר")]
    pub sale: u64,
    /// What it is.
    #[he("המכירה")]
    pub what: Sale,
}

/// A rate of income that is shared.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct SharingRow {
    /// Its number.
    #[he("מספר")]
    pub sharing: u64,
    /// What it is.
    #[he("חלוקת ההכנסות")]
    pub what: Sharing,
    /// What it came to and did not pay yet.
    #[he("טרם שולם")]
    pub owed: Amount,
}

impl View for SalesView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = SalesAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<SalesAnswer, Refused> {
        let dao = self.dao;
        let tables = &look.state.invest;
        let from = (dao, self.after.unwrap_or(0).saturating_add(1))..=(dao, u64::MAX);
        let rows = tables.sales.range(from);
        let rows = rows.map(|((_, sale), row)| SaleRow { sale: *sale, what: *row });
        let (sales, next) = page(rows, |row| row.sale);
        let mut sharings = List::default();
        for ((_, sharing), row) in tables.sharings.range((dao, 0)..=(dao, u64::MAX)) {
            let owed = Amount { asset: row.asset, units: owed(look.state, dao, row) };
            // Where it stands in the due queue is numbered over the whole ledger, and nobody's business.
            sharings.push(SharingRow { sharing: *sharing, what: Sharing { due: 0, ..*row }, owed });
        }
        Ok(SalesAnswer { sales, sharings, next })
    }
}

/// One sale
///
/// What is sold and how, what the units are worth in what is free now, what all of them would be of the
/// whole, and who bids.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "sale", he = "מכירה", result = SaleAnswer)]
pub struct SaleView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The sale.
    #[he("מספר המכירה")]
    pub sale: u64,
    /// Bids after that of this account.
    #[he("אחרי")]
    pub after: Option<AccountId>,
}

/// A sale.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct SaleAnswer {
    /// What it is.
    #[he("המכירה")]
    pub what: Sale,
    /// Base units of the share that somebody has now.
    #[he("יחידות היום")]
    pub units_before: u128,
    /// Base units once all that is still offered is sold: what each unit is then one part of.
    #[he("יחידות אם הכול יימכר")]
    pub units_after: u128,
    /// What is free of what it is paid with.
    #[he("פנוי בקופה")]
    pub free: Amount,
    /// What one lot is worth in it now, in base units, rounded up; nothing is sold for less.
    #[he("שווי של מנה")]
    pub book: u128,
    /// Whether the charter promises holders of this share that they may leave with their part.
    #[he("אפשר לפרוש עם החלק בקופה")]
    pub is_promised: bool,
    /// The part of its deposit that a bid costs which is sealed and never opened, where units are sold.
    #[he("עלות של הצעה שלא נפתחה")]
    pub unopened: Share,
    /// Who bids, in the order of accounts.
    #[he("הצעות")]
    pub bids: List<BidRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<AccountId>,
}

/// A bid in a sale.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct BidRow {
    /// Whose.
    #[he("מי")]
    pub account: AccountId,
    /// What it is.
    #[he("ההצעה")]
    pub bid: Bid,
}

impl View for SaleView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = SaleAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<SaleAnswer, Refused> {
        let (dao, sale, state) = (self.dao, self.sale, look.state);
        let row = *state.invest.sales.get(&(dao, sale)).ok_or(Refusal::NoSuchSale { sale })?;
        let after = AccountId(self.after.map_or(0, |after| after.0.saturating_add(1)));
        let bids = state.invest.bids.range((dao, sale, after)..=(dao, sale, AccountId(u64::MAX)));
        let bids =
            bids.map(|((_, _, account), bid)| BidRow { account: *account, bid: bid.clone() });
        let (bids, next) = page(bids, |row| row.account);
        let units_before = capital::outstanding(state, row.share);
        let is_over = matches!(row.stage, crate::invest::types::SaleStage::Over { .. });
        let offered = if is_over { 0 } else { row.units.saturating_sub(row.sold) };
        let promised = promise(state, dao, look.now).map(|promise| promise.share);
        let free = treasury::free(state, (dao, row.pay), look.now);
        let whole = capital::sharing_in(state, dao, (row.share, promised));
        Ok(SaleAnswer {
            what: row,
            units_before,
            units_after: units_before.saturating_add(offered),
            free: Amount { asset: row.pay, units: free },
            book: book(row.kind.price().per, free, whole),
            is_promised: promised == Some(row.share),
            unopened: dao::share(state, dao, &UNOPENED),
            bids,
            next,
        })
    }
}
