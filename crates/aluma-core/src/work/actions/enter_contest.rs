//! Enter a contest.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, AssetId, DaoId, Hash32};

use super::steps;
use crate::dao;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::Refusal;
use crate::work::types::{Bid, Mode};

/// Enter a contest
///
/// Seals an entry: nobody learns what it is until the contest has closed and its author opens it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "enter-contest",
    he = "כניסה לתחרות",
    says_en = "Enter the contest of task { $task } in { $dao }, sealed with { $seal }.",
    says_he = "להיכנס לתחרות במשימה { $task } בקהילה { $dao }, בחותם { $seal }.",
    by(Member),
    cost(4_000, 10, 0)
)]
pub(crate) struct EnterContest {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The task's number.
    #[he("מספר המשימה")]
    pub(crate) task: u64,
    /// SHA-256 of "aluma entry", the task, the account and the text's id.
    #[he("חותם")]
    pub(crate) seal: Hash32,
}

impl Action for EnterContest {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, AssetId);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let account = dao::reader(ctx, self.dao)?;
        let key = (self.dao, self.task);
        let task = steps::task(ctx.state, key)?;
        steps::may_work(ctx, key, task, account)?;
        if !matches!(task.mode, Mode::Contest { .. }) {
            return Err(Refusal::OtherMode { mode: task.mode.word() }.into());
        }
        steps::open(ctx, task)?;
        steps::offers(ctx.state, key, account)?;
        Ok((account, task.reward.asset))
    }

    fn apply(self, (account, asset): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, task, seal } = self;
        let bid = Bid::Entry { asset, seal, work: None };
        steps::offer(ctx, (dao, task), (account, bid))
    }
}
