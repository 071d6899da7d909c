//! Answers about money that is asked for outside.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::treasury::types::{Payout, PayoutState};

/// Payouts
///
/// Payouts outside that are not over, in the order of their numbers: who is asked, what became of
/// it, and whether it is late. Whether the money really moved this ledger cannot see, and it cannot
/// force the holder. With an account, only what it asked for or has to pay.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "payouts", he = "בקשות תשלום", result = PayoutsAnswer)]
pub struct PayoutsView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Only what this account asked for or has to pay.
    #[he("החשבון")]
    pub account: Option<AccountId>,
    /// Payouts after this number: the `next` of the page before.
    #[he("אחרי מספר")]
    pub after: Option<u64>,
}

/// A page of payouts.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PayoutsAnswer {
    /// Oldest first.
    #[he("בקשות")]
    pub rows: List<PayoutRow, PAGE>,
    /// Ask again after this number; nothing where this is the last page.
    #[he("המשך אחרי")]
    pub next: Option<u64>,
}

/// A payout that is not over.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PayoutRow {
    /// Its number in the community.
    #[he("מספר")]
    pub number: u64,
    /// Who holds the money.
    #[he("מי שמחזיק בכסף")]
    pub holder: AccountId,
    /// What was asked for, and what became of it.
    #[he("הבקשה")]
    pub payout: Payout,
    /// Whether the holder is past their time: shown in red.
    #[he("באיחור")]
    pub late: bool,
}

impl View for PayoutsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = PayoutsAnswer;

    fn dao(&self, look: &Look<'_>) -> Option<DaoId> {
        // Everybody may see what they asked for or owe.
        Some(self.dao).filter(|_| self.account.is_none() || self.account != look.reader)
    }

    fn answer(&self, look: &Look<'_>) -> Result<PayoutsAnswer, Refused> {
        let tables = &look.state.treasury;
        let from = self.after.map_or(0, |after| after.saturating_add(1));
        let rows = tables.payouts.range((self.dao, from)..=(self.dao, u64::MAX));
        let rows = rows.filter_map(|((_, number), payout)| {
            let holder = tables.claims.get(&payout.amount.asset)?.holder;
            let theirs = self.account.is_none_or(|one| one == holder || one == payout.payee);
            let late = match payout.state {
                PayoutState::Asked { until } => look.now > until,
                PayoutState::Late { .. } => true,
                PayoutState::Settled { .. } | PayoutState::Disputed { .. } => false,
            };
            theirs.then_some(PayoutRow { number: *number, holder, payout: *payout, late })
        });
        let (rows, next) = page(rows, |row| row.number);
        Ok(PayoutsAnswer { rows, next })
    }
}
