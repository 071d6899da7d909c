//! Open one's entry of a contest.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::steps;
use crate::dao;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::rules::money;
use crate::work::types::{Bid, Brief, Offer, TaskStage};
use crate::work::{Event, Refusal};

/// Open an entry of a contest
///
/// Shows what one sealed, after the contest closed and within the time of the charter. What is not opened
/// wins nothing.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "open-entry",
    he = "פתיחת עבודה בתחרות",
    says_en = "Open what I sealed for task { $task } in { $dao }: { $work }",
    says_he = "לפתוח את מה שחתמתי למשימה { $task } בקהילה { $dao }: { $work }",
    by(Member),
    cost(5_000, 10, 0)
)]
pub(crate) struct OpenEntry {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The task's number.
    #[he("מספר המשימה")]
    pub(crate) task: u64,
    /// What was sealed.
    #[he("העבודה")]
    pub(crate) work: Brief,
}

impl Action for OpenEntry {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Offer);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let account = dao::reader(ctx, self.dao)?;
        let task = steps::task(ctx.state, (self.dao, self.task))?;
        let row = ctx.state.work.offers.get(&(self.dao, self.task, account)).copied();
        let Some((row, Bid::Entry { asset, seal, .. })) = row.map(|row| (row, row.bid)) else {
            return Err(Refusal::NothingOffered { account }.into());
        };
        match task.stage {
            TaskStage::Revealing { until } if ctx.now() <= until => {}
            stage => return Err(Refusal::TaskIsOtherwise { stage: stage.word() }.into()),
        }
        if money::seal(self.task, account, &self.work.id) != seal {
            return Err(Refusal::SealBroken.into());
        }
        let bid = Bid::Entry { asset, seal, work: Some(self.work) };
        Ok((account, Offer { bid, ..row }))
    }

    fn apply(self, (account, row): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, task, work } = self;
        ctx.state.work.offers.put((dao, task, account), row);
        ctx.emit(&Event::EntryOpened { dao, task, account, work });
        Ok(())
    }
}
