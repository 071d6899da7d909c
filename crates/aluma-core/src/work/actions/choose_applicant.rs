//! Choose who does a task.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, DaoId, List, Span};

use super::flow::{self, Beginning};
use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::Refusal;
use crate::work::types::{Bid, Mode, Worker};

/// Choose who does a task
///
/// One of those who applied. Their price is what stays in trust; the rest of the reward returns at once.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "choose-applicant",
    he = "בחירה במועמד/ת",
    says_en = "Choose { $account } for task { $task } in { $dao }.",
    says_he = "לבחור במועמדות של { $account } למשימה { $task } בקהילה { $dao }.",
    by(Member, Dao, Role),
    track = Tip,
    cost(8_000, 10, 0)
)]
pub(crate) struct ChooseApplicant {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The task's number.
    #[he("מספר המשימה")]
    pub(crate) task: u64,
    /// Who.
    #[he("מי")]
    pub(crate) account: AccountId,
}

impl Action for ChooseApplicant {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (Amount, Span);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let key = (self.dao, self.task);
        let task = steps::paid_by(ctx, key)?;
        if task.mode != Mode::Apply {
            return Err(Refusal::OtherMode { mode: task.mode.word() }.into());
        }
        let account = self.account;
        let row = ctx.state.work.offers.get(&(self.dao, self.task, account));
        let Some(Bid::Application { price, within, .. }) = row.map(|row| row.bid) else {
            return Err(Refusal::NothingOffered { account }.into());
        };
        if ctx.origin().person() == Some(account) {
            return Err(Refusal::PaysThemselves { account }.into());
        }
        // Whoever applied may have left, or become the reviewer's role, since.
        steps::may_work(ctx, key, task, account)?;
        steps::open(ctx, task)?;
        Ok((price, within))
    }

    fn apply(self, (price, within): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let (dao, key) = (self.dao, (self.dao, self.task));
        let mut task = flow::task_of(ctx, key)?;
        let rest = task.reward.units.saturating_sub(price.units);
        task.reward = price;
        ctx.state.work.offers.remove(&(dao, self.task, self.account));
        task.offers = task.offers.saturating_sub(1);
        ctx.state.work.work_tasks.put(key, task.clone());
        flow::give_back(ctx, (dao, &task), rest)?;
        let one = alloc::vec![Worker { account: self.account, weight: 1 }];
        let workers = List::new(one).unwrap_or_default();
        let job = flow::begin(ctx, key, Beginning { workers, price: price.units, lasts: within })?;
        ctx.made(job);
        Ok(())
    }
}
