//! What somebody has in all communities.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Amount, AssetId, Canon, DaoId, List};

use super::PAGE;
use crate::invest::actions::exits::parts;
use crate::invest::charter::promise;
use crate::invest::types::{Bid, MAX_PARTS};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::registry::may_read;
use crate::treasury::types::MAX_DIVIDENDS;
use crate::treasury::{self, capital};

/// Portfolio
///
/// The shares that an account holds in all communities, what they would bring by leaving now, what they
/// earned and was not taken, and bids that wait. Others see of it what lies in communities they may read.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "portfolio", he = "תיק ההשקעות", result = PortfolioAnswer)]
pub struct PortfolioView {
    /// Whose.
    #[he("החשבון")]
    pub account: AccountId,
    /// Shares after this one.
    #[he("אחרי")]
    pub after: Option<AssetId>,
}

/// What somebody has.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PortfolioAnswer {
    /// Shares, in the order of their numbers.
    #[he("יחידות בעלות")]
    pub holdings: List<PortfolioRow, PAGE>,
    /// Bids and orders that wait.
    #[he("הצעות בהמתנה")]
    pub waiting: List<WaitingRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<AssetId>,
}

/// What somebody has of one share.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PortfolioRow {
    /// Of which community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// What is at hand.
    #[he("ביד")]
    pub at_hand: Amount,
    /// Base units besides that lie in trust.
    #[he("בנאמנות")]
    pub in_trust: u128,
    /// What all of it would bring by leaving now; nothing where nothing is promised.
    #[he("שווי בפרישה")]
    pub worth: List<Amount, MAX_PARTS>,
    /// What it earned and was not taken.
    #[he("רווחים שטרם נלקחו")]
    pub earned: List<Amount, MAX_DIVIDENDS>,
}

/// A bid that waits.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct WaitingRow {
    /// Of which community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// In which sale.
    #[he("מספר המכירה")]
    pub sale: u64,
    /// What it is.
    #[he("ההצעה")]
    pub bid: Bid,
}

impl PortfolioView {
    fn row(&self, look: &Look<'_>, (dao, share): (DaoId, AssetId)) -> PortfolioRow {
        let (state, account) = (look.state, self.account);
        let units = capital::held(state, account, share);
        let at_hand = treasury::balance(state, account, share);
        let promised = promise(state, dao, look.now).is_some_and(|promise| promise.share == share);
        let mut worth = List::default();
        if promised {
            for part in
                parts(state, (dao, Amount { asset: share, units }), (Some(account), look.now))
            {
                worth.push(Amount { asset: part.asset, units: part.units });
            }
        }
        let mut earned = List::default();
        for amount in capital::earned(state, account, share) {
            earned.push(amount);
        }
        PortfolioRow {
            dao,
            at_hand: Amount { asset: share, units: at_hand },
            in_trust: units.saturating_sub(at_hand),
            worth,
            earned,
        }
    }
}

impl View for PortfolioView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = PortfolioAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<PortfolioAnswer, Refused> {
        let (state, account) = (look.state, self.account);
        let sees = |dao: DaoId| look.reader == Some(account) || may_read(look, dao).is_ok();
        let mut shares = capital::shares_held(state, account);
        shares.retain(|(dao, share)| sees(*dao) && self.after.is_none_or(|after| *share > after));
        shares.sort_unstable_by_key(|(_, share)| *share);
        let rows = shares.into_iter().map(|of| self.row(look, of));
        let (holdings, next) = page(rows, |row| row.at_hand.asset);
        let mut waiting = List::default();
        for (dao, sale) in state.invest.bids.index().of(account).filter(|(dao, _)| sees(*dao)) {
            if let Some(bid) = state.invest.bids.get(&(dao, sale, account)) {
                waiting.push(WaitingRow { dao, sale, bid: bid.clone() });
            }
        }
        Ok(PortfolioAnswer { holdings, waiting, next })
    }
}
