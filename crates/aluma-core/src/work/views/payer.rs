//! How somebody pays.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId};

use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};
use crate::registry::State;
use crate::work::rules::record;

/// How somebody pays
///
/// The record of an account as a payer in a DAO, or that of the DAO itself: it is shown on every task.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "payer", he = "איך משלמים כאן", result = PayerAnswer)]
pub struct PayerView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Whose; the DAO's own unless named.
    #[he("החשבון")]
    pub account: Option<AccountId>,
}

/// How somebody pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct PayerAnswer {
    /// Days from handing in to being paid: the lower median of the last 31 payments.
    #[he("ימים עד תשלום")]
    pub median_days: Option<u16>,
    /// Payments in all.
    #[he("תשלומים")]
    pub paid: u32,
    /// Pieces of work that were being done when the task was taken back.
    #[he("ביטולים אחרי לקיחה")]
    pub cancelled: u32,
    /// Decisions that went against it.
    #[he("מחלוקות שהוכרעו נגד")]
    pub lost: u32,
}

/// How whoever is kept under a number pays.
pub(super) fn of(state: &State, dao: DaoId, number: u64) -> PayerAnswer {
    let row = state.work.payers.get(&(dao, number)).cloned().unwrap_or_default();
    PayerAnswer {
        median_days: record::median(&row),
        paid: row.paid,
        cancelled: row.cancelled,
        lost: row.lost,
    }
}

impl View for PayerView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = PayerAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<PayerAnswer, Refused> {
        let number = self.account.map_or(0, |account| account.0);
        Ok(of(look.state, self.dao, number))
    }
}
