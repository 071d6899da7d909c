//! The board of tasks.

use core::iter::successors;

use aluma_types::spec::ViewSpec;
use aluma_types::{Amount, Canon, DaoId, List, Span};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::work::types::{Mode, Payer, Skills, TaskStage, Title, WorkTask};

/// Tasks that one page looks at, where only some of them are asked for: what few have is found page by
/// page, however many there are.
const SCANNED: usize = 2_000;

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
    /// As [`TaskStage::place`] counts.
    const fn place(self) -> u8 {
        match self {
            Self::Open => 0,
            Self::Underway => 1,
            Self::Over => 2,
        }
    }
}

/// The board
///
/// Tasks of a DAO, oldest first, a hundred at a time; only some of them where a state, a domain, a skill
/// or openness to people from outside is named. A page may hold fewer, and there are more while it names
/// where the next one begins.
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
        let tasks = &look.state.work.work_tasks;
        let places = match self.column {
            Some(column) => column.place()..=column.place(),
            None => Column::Open.place()..=Column::Over.place(),
        };
        let next = |after: &u64| {
            let of = (self.dao, self.domain);
            places.clone().filter_map(|place| tasks.index().next_at(of, place, *after)).min()
        };
        let first = next(&self.after.unwrap_or(0));
        let mut looked = None;
        let all = successors(first, next).take(SCANNED).inspect(|task| looked = Some(*task));
        let wanted = all.filter_map(|number| Some((number, tasks.get(&(self.dao, number))?)));
        let wanted = wanted.filter(|(_, task)| {
            self.skill.is_none_or(|skill| task.skills.iter().any(|it| it.skill == skill))
                && self.outside.is_none_or(|outside| outside == task.outside)
        });
        let rows = wanted.map(|(number, task)| row(number, task));
        let (tasks, full) = page(rows, |row| row.task);
        // Where so many were looked at that a page ends before it is full, the next one goes on there.
        let next = full.or_else(|| looked.filter(|last| next(last).is_some()));
        Ok(BoardAnswer { tasks, next })
    }
}
