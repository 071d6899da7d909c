//! Incomes by whom they came from.

use alloc::collections::BTreeMap;

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Amount, AssetId, Canon, DaoId, List};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};
use crate::treasury::types::Received;

/// Assets of one payer that are told.
const ASSETS: usize = 32;

/// Incomes by payer
///
/// What came in on record from whom, together: the sums by asset, and how many of them lie outside this
/// ledger, where no sum is.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "income-by-payer", he = "הכנסות לפי מי ששילם", result = PayersAnswer)]
pub struct PayersView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Rows after so many: the `next` of the page before.
    #[he("אחרי כמה")]
    pub after: Option<u64>,
}

/// A page of payers.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PayersAnswer {
    /// Nobody on this ledger first, then the others by their numbers.
    #[he("שורות")]
    pub rows: List<PayerRow, PAGE>,
    /// Ask again after so many; nothing where this is the last page.
    #[he("המשך אחרי")]
    pub next: Option<u64>,
}

/// What came in from one payer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct PayerRow {
    /// Who; nothing is nobody on this ledger.
    #[he("מי שילם")]
    pub payer: Option<AccountId>,
    /// How many incomes.
    #[he("כמה הכנסות")]
    pub many: u64,
    /// How many of them lie outside, with a value in words alone.
    #[he("כמה מהן מחוץ לפנקס")]
    pub outside: u64,
    /// The others' sums by asset.
    #[he("סכומים")]
    pub sums: List<Amount, ASSETS>,
}

impl View for PayersView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = PayersAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<PayersAnswer, Refused> {
        crate::dao::existing(look.state, self.dao)?;
        let mut all: BTreeMap<Option<AccountId>, (PayerRow, BTreeMap<AssetId, u128>)> =
            BTreeMap::new();
        let incomes = look.state.treasury.incomes.range((self.dao, 0)..=(self.dao, u64::MAX));
        for (_, income) in incomes {
            let (row, sums) = all.entry(income.payer).or_default();
            row.many = row.many.saturating_add(1);
            match income.received {
                Received::Paid { amount, .. } | Received::Here { amount, .. } => {
                    let sum = sums.entry(amount.asset).or_default();
                    *sum = sum.saturating_add(amount.units);
                }
                Received::Outside { .. } => row.outside = row.outside.saturating_add(1),
            }
        }
        let from = self.after.unwrap_or(0);
        let skipped = usize::try_from(from).unwrap_or(usize::MAX);
        let mut left = all.into_iter().skip(skipped);
        let mut rows = List::default();
        for (payer, (row, sums)) in left.by_ref().take(PAGE) {
            let mut told = PayerRow { payer, ..row };
            for (asset, units) in sums.into_iter().take(ASSETS) {
                told.sums.push(Amount { asset, units });
            }
            rows.push(told);
        }
        let next = left.next().map(|_| from.saturating_add(PAGE as u64));
        Ok(PayersAnswer { rows, next })
    }
}
