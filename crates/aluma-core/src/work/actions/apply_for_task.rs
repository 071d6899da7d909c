//! Apply for a task.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, DaoId, Span};

use super::steps;
use crate::dao;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::Refusal;
use crate::work::types::{Bid, LONGEST, Mode, Reason};

/// Apply for a task
///
/// Says for how much and in what time one would do it; whoever pays chooses. The price that is chosen is
/// what stays in trust, the rest of the reward returns.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "apply-for-task",
    he = "הגשת מועמדות למשימה",
    says_en = "Apply for task { $task } in { $dao }: for { $price }, within { $within }. { $words }",
    says_he = "להגיש מועמדות למשימה { $task } בקהילה { $dao }: תמורת { $price }, בתוך { $within }. \
               { $words }",
    by(Member),
    cost(4_000, 10, 0),
    verified
)]
pub(crate) struct ApplyForTask {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The task's number.
    #[he("מספר המשימה")]
    pub(crate) task: u64,
    /// For how much, at most the reward.
    #[he("מחיר")]
    pub(crate) price: Amount,
    /// In what time.
    #[he("זמן")]
    pub(crate) within: Span,
    /// What one says.
    #[he("דברים")]
    pub(crate) words: Reason,
}

impl Action for ApplyForTask {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        if self.within == Span(0) || self.within > LONGEST {
            return Err(Refusal::BadTask { field: "within" }.into());
        }
        let account = dao::reader(ctx, self.dao)?;
        let key = (self.dao, self.task);
        let task = steps::task(ctx.state, key)?;
        steps::may_work(ctx, key, task, account)?;
        if task.mode != Mode::Apply {
            return Err(Refusal::OtherMode { mode: task.mode.word() }.into());
        }
        steps::open(ctx, task)?;
        steps::offers(ctx.state, key, account)?;
        let most = task.reward;
        if self.price.asset != most.asset || self.price.units == 0 || self.price.units > most.units
        {
            return Err(Refusal::PriceBeyondReward { most }.into());
        }
        Ok(account)
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, task, price, within, words } = self;
        let bid = Bid::Application { price, within, words };
        steps::offer(ctx, (dao, task), (account, bid))
    }
}
