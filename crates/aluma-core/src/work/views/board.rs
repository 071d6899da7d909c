//! The board of tasks.

use aluma_types::spec::ViewSpec;
use aluma_types::{Amount, Canon, DaoId, List, Span};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::work::types::{Mode, Payer, Skills, TaskStage, Title, WorkTask};

/// Where a task stands on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Column {
    /// It can be taken, or will be again.
    #[tag(1)]
    #[he("פתוחות")]
    Open,
    /// It is done, or judged.
    #[tag(2)]
    #[he("בעבודה")]
    Underway,
    /// It is over.
    #[tag(3)]
    #[he("סגורות")]
    Over,
}

impl Column {
    const fn of(stage: TaskStage) -> Self {
        match stage {
            TaskStage::Open { .. } | TaskStage::Resting { .. } => Self::Open,
            TaskStage::Full | TaskStage::Revealing { .. } | TaskStage::Judging { .. } => {
                Self::Underway
            }
            TaskStage::Closed { .. } => Self::Over,
        }
    }
}

/// The board
///
/// Tasks of a DAO, oldest first, a hundred at a time; only some of them where a state, a domain, a skill
/// or openness to people from outside is named.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "board", he = "לוח המשימות", result = BoardAnswer)]
pub struct BoardView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Only those that stand there.
    #[he("מצב")]
    pub column: Option<Column>,
    /// Only those of this domain.
    #[he("תחום")]
    pub domain: Option<u32>,
    /// Only those that take this skill.
    #[he("מיומנות")]
    pub skill: Option<u32>,
    /// Only those that are open to people from outside, or only those that are not.
    #[he("פתוחה למי שאינם חברים")]
    pub outside: Option<bool>,
    /// After this one.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// Tasks, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct BoardAnswer {
    /// The tasks.
    #[he("משימות")]
    pub tasks: List<BoardRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
}

/// A task on the board.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct BoardRow {
    /// Its number.
    #[he("מספר")]
    pub task: u64,
    /// What it is called.
    #[he("כותרת")]
    pub title: Title,
    /// How people come to it.
    #[he("אופן")]
    pub mode: Mode,
    /// What one place is paid.
    #[he("תגמול")]
    pub reward: Amount,
    /// Who asked for it.
    #[he("מי שמשלמים")]
    pub payer: Payer,
    /// The domain it belongs to.
    #[he("תחום")]
    pub domain: Option<u32>,
    /// The skills that it takes.
    #[he("מיומנויות")]
    pub skills: Skills,
    /// How long it should take.
    #[he("הערכת זמן")]
    pub estimate: Span,
    /// Whether people from outside may take it.
    #[he("פתוחה למי שאינם חברים")]
    pub outside: bool,
    /// Free places.
    #[he("מקומות פנויים")]
    pub left: u32,
    /// How many applied, or entered.
    #[he("מועמדים")]
    pub offers: u32,
    /// How far it has come.
    #[he("מצב")]
    pub stage: TaskStage,
}

fn row(number: u64, task: &WorkTask) -> BoardRow {
    BoardRow {
        task: number,
        title: task.title,
        mode: task.mode.clone(),
        reward: task.reward,
        payer: task.payer,
        domain: task.domain,
        skills: task.skills.clone(),
        estimate: task.estimate,
        outside: task.outside,
        left: task.left,
        offers: task.offers,
        stage: task.stage,
    }
}

impl View for BoardView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = BoardAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<BoardAnswer, Refused> {
        let from = self.after.unwrap_or(0).saturating_add(1);
        let all = look.state.work.work_tasks.range((self.dao, from)..=(self.dao, u64::MAX));
        let wanted = all.filter(|(_, task)| {
            self.column.is_none_or(|column| column == Column::of(task.stage))
                && self.domain.is_none_or(|domain| task.domain == Some(domain))
                && self.skill.is_none_or(|skill| task.skills.iter().any(|it| it.skill == skill))
                && self.outside.is_none_or(|outside| outside == task.outside)
        });
        let rows = wanted.map(|((_, number), task)| row(*number, task));
        let (tasks, next) = page(rows, |row| row.task);
        Ok(BoardAnswer { tasks, next })
    }
}
