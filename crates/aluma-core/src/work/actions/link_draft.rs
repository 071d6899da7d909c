//! Say which task came out of an idea.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::steps;
use crate::dao;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::rules::reading;
use crate::work::{Event, Refusal};

/// Say which task came out of an idea
///
/// Ties an idea for work to the task that was published for it, so that the idea leads to the task and
/// what is exported says how it went; without a task it is free again. By whoever pays for the task or
/// brought the idea, by the community, or by a role that was given this.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "link-draft",
    he = "קישור רעיון למשימה",
    says_en = "Tie idea { $draft } in { $dao } to { $task_key ->\n    [none] no task\n   \
               *[other] task { $task }\n}.",
    says_he = "לקשר את רעיון { $draft } בקהילה { $dao } { $task_key ->\n    [none] לשום משימה\n   \
               *[other] למשימה { $task }\n}.",
    by(Member, Dao, Role),
    track = Tip,
    cost(2_000, 10, 0)
)]
pub(crate) struct LinkDraft {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The idea's number.
    #[he("מספר הרעיון")]
    pub(crate) draft: u64,
    /// The task's number; none where there is none.
    #[he("מספר המשימה")]
    pub(crate) task: Option<u64>,
}

impl Action for LinkDraft {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn check(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        let Self { dao, draft, task } = *self;
        steps::readable(ctx, dao)?;
        let row = ctx.state.work.drafts.get(&(dao, draft));
        let row = row.ok_or(Refusal::NoSuchDraft { draft })?;
        let task = match task {
            Some(task) => Some(steps::task(ctx.state, (dao, task))?),
            None => None,
        };
        let Some(account) = ctx.origin().account() else { return Ok(()) };
        let pays = task.is_some_and(|task| reading::pays(ctx.origin(), dao, task));
        let brought = row.by == Some(account) && dao::is_admitted(ctx.state, dao, account);
        if brought || (pays && row.task.is_none()) {
            Ok(())
        } else {
            Err(Refusal::NotYourDraft { place: 1 }.into())
        }
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, draft, task } = self;
        ctx.state.work.drafts.update(&(dao, draft), |row| row.task = task);
        ctx.emit(&Event::DraftLinked { dao, draft, task });
        Ok(())
    }
}
