//! Answers about dividends.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Amount, AssetId, Canon, DaoId, List};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};
use crate::treasury;
use crate::treasury::rules::dividends;
use crate::treasury::types::Supply;

/// Dividends
///
/// What the shares of a community have earned for their holders and was not taken yet, and what of it is
/// an account's.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "dividends", he = "חלוקת רווחים", result = DividendsAnswer)]
pub struct DividendsView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// What is this account's; the reader's unless named.
    #[he("החשבון")]
    pub account: Option<AccountId>,
}

/// Dividends of a community.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct DividendsAnswer {
    /// One row for each share and asset.
    #[he("שורות")]
    pub rows: List<DividendRow, PAGE>,
}

/// What one share has earned in one asset.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct DividendRow {
    /// The share.
    #[he("יחידת הבעלות")]
    pub share: AssetId,
    /// The units of it that take part.
    #[he("יחידות המשתתפות")]
    pub held: u128,
    /// What was not taken yet.
    #[he("טרם נלקח")]
    pub unsettled: Amount,
    /// What of it is the account's to take.
    #[he("שלך")]
    pub earned: Amount,
}

impl DividendsView {
    fn whose(&self, look: &Look<'_>) -> Option<AccountId> {
        self.account.or(look.reader)
    }
}

impl View for DividendsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = DividendsAnswer;

    fn dao(&self, look: &Look<'_>) -> Option<DaoId> {
        // Everybody may see what is theirs to take, and asks for it by their account.
        Some(self.dao).filter(|_| self.account.is_none() || self.account != look.reader)
    }

    fn answer(&self, look: &Look<'_>) -> Result<DividendsAnswer, Refused> {
        let mut rows = List::default();
        let reads = crate::registry::may_read(look, self.dao).is_ok();
        for (_, share) in treasury::assets_of(look.state, self.dao) {
            let held = treasury::supply(look.state, share).map_or(0, Supply::held);
            for ((_, asset), paid) in dividends::of_share(look.state, share) {
                let earned = self
                    .whose(look)
                    .and_then(|account| dividends::earned(look.state, account, (share, *asset)));
                let earned = earned.map_or(0, |row| row.owed);
                // Somebody outside reads what is theirs and no sums of others.
                if !reads && earned == 0 {
                    continue;
                }
                let (held, units) = if reads { (held, paid.unsettled) } else { (0, earned) };
                let (unsettled, earned) =
                    (Amount { asset: *asset, units }, Amount { asset: *asset, units: earned });
                rows.push(DividendRow { share, held, unsettled, earned });
            }
        }
        Ok(DividendsAnswer { rows })
    }
}
