//! Take an offer back.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::types::TaskStage;
use crate::work::{Event, Refusal};

/// Take an offer back
///
/// An application before anybody was chosen, or a sealed entry before its contest closed.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "withdraw-offer",
    he = "משיכת הצעה",
    says_en = "Take back what I offered for task { $task } in { $dao }.",
    says_he = "למשוך את מה שהצעתי למשימה { $task } בקהילה { $dao }.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct WithdrawOffer {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The task's number.
    #[he("מספר המשימה")]
    pub(crate) task: u64,
}

impl Action for WithdrawOffer {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let (dao, task) = (self.dao, self.task);
        let account = ctx.origin().account();
        // What one offered is one's own, whatever one may read by now.
        let own = account.filter(|who| ctx.state.work.offers.contains(&(dao, task, *who)));
        let Some(account) = own else {
            let account = crate::dao::reader(ctx, dao)?;
            steps::task(ctx.state, (dao, task))?;
            return Err(Refusal::NothingOffered { account }.into());
        };
        match steps::task(ctx.state, (dao, task))?.stage {
            TaskStage::Open { .. } => Ok(account),
            stage => Err(Refusal::TaskIsOtherwise { stage: stage.word() }.into()),
        }
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, task } = self;
        ctx.state.work.offers.remove(&(dao, task, account));
        ctx.state.work.work_tasks.update(&(dao, task), |row| {
            row.offers = row.offers.saturating_sub(1);
        });
        ctx.emit(&Event::OfferWithdrawn { dao, task, account });
        Ok(())
    }
}
