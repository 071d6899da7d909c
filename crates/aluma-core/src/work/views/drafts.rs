//! Ideas for work.

use aluma_types::spec::ViewSpec;
use aluma_types::{Canon, DaoId, List};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::work::types::{Draft, TaskStage};

/// Ideas that one page looks at, where only some of them are asked for.
const SCANNED: usize = 2_000;

/// Ideas for work
///
/// What could be done and nobody has offered money for, or did: oldest first, a hundred at a time; only
/// those that are still to be done, or only the others, where that is said.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "drafts", he = "רעיונות לעבודה", result = DraftsAnswer)]
pub struct DraftsView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Only those that are still to be done and became no task, or only the others.
    #[he("פתוחה")]
    pub open: Option<bool>,
    /// After this one.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// Ideas for work, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct DraftsAnswer {
    /// The ideas.
    #[he("הרעיונות")]
    pub drafts: List<DraftRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
}

/// An idea for work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct DraftRow {
    /// Its number.
    #[he("מספר")]
    pub draft: u64,
    /// What it is.
    #[he("הרעיון")]
    pub row: Draft,
    /// How far the task that came out of it has come.
    #[he("מצב המשימה")]
    pub stage: Option<TaskStage>,
}

impl View for DraftsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = DraftsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<DraftsAnswer, Refused> {
        let dao = self.dao;
        let from = self.after.unwrap_or(0).saturating_add(1);
        let tables = &look.state.work;
        let mut looked = None;
        let all = tables.drafts.range((dao, from)..=(dao, u64::MAX)).take(SCANNED);
        let all = all.inspect(|((_, draft), _)| looked = Some(*draft));
        let is_open = |row: &Draft| row.what.open && row.task.is_none();
        let all = all.filter(|(_, row)| self.open.is_none_or(|open| open == is_open(row)));
        let rows = all.map(|((_, draft), row)| {
            let task = row.task.and_then(|task| tables.work_tasks.get(&(dao, task)));
            DraftRow { draft: *draft, row: *row, stage: task.map(|task| task.stage) }
        });
        let (drafts, full) = page(rows, |row| row.draft);
        // Where so many were looked at that a page ends before it is full, the next one goes on there.
        let goes_on = |draft: &u64| {
            let from = (dao, draft.saturating_add(1));
            tables.drafts.range(from..=(dao, u64::MAX)).next().is_some()
        };
        let next = full.or_else(|| looked.filter(goes_on));
        Ok(DraftsAnswer { drafts, next })
    }
}
