//! What somebody has in hand, and what waits for them.

use alloc::vec::Vec;

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List, Timestamp};

use super::PAGE;
use super::job::{self, JobRow};
use crate::dao;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::work::actions::steps;
use crate::work::charter;
use crate::work::rules::reading;
use crate::work::rules::trust;
use crate::work::tables::Party;
use crate::work::types::{Job, Mode, Stage, TaskStage, Title, WorkTask, WorkerRecord};

/// Somebody's work
///
/// What they have in hand in a DAO that is not over, what they have done, and how much more they may take
/// by themselves.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "my-work", he = "העבודה שלי", result = MyWorkAnswer)]
pub struct MyWorkView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Whose.
    #[he("החשבון")]
    pub account: AccountId,
    /// After this piece of work.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// What somebody has in hand.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct MyWorkAnswer {
    /// What is not over, oldest first.
    #[he("עבודות")]
    pub jobs: List<JobRow, PAGE>,
    /// Ask again after this one, if there are more.
    #[he("המשך אחרי")]
    pub next: Option<u64>,
    /// What they have done.
    #[he("ניסיון")]
    pub record: WorkerRecord,
    /// How many places they have in hand.
    #[he("בידיים")]
    pub in_hand: u32,
    /// How many they may have by themselves; none where nothing limits it.
    #[he("לכל היותר")]
    pub most: Option<u32>,
}

impl View for MyWorkView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = MyWorkAnswer;

    fn dao(&self, look: &Look<'_>) -> Option<DaoId> {
        // One's own work is one's own.
        Some(self.dao).filter(|_| look.reader != Some(self.account))
    }

    fn answer(&self, look: &Look<'_>) -> Result<MyWorkAnswer, Refused> {
        let (dao, account) = (self.dao, self.account);
        let after = self.after.unwrap_or(0);
        let numbers = look.state.work.jobs.index().live_of(account, dao);
        let rows = numbers.filter(|number| *number > after);
        let rows = rows.filter_map(|number| job::row(look, dao, number));
        let (jobs, next) = page(rows, |row| row.number);
        let record = steps::record_of(look.state, dao, account);
        let limits = charter::limits(look.state, dao);
        Ok(MyWorkAnswer {
            jobs,
            next,
            record,
            in_hand: steps::in_hand(look.state, dao, account),
            most: limits.map(|limits| trust::hand(record, limits.claims)),
        })
    }
}

/// What somebody is waited for to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Waits {
    /// To tell how far their work has come.
    #[tag(1)]
    #[he("לדווח התקדמות")]
    Note,
    /// To hand their work in.
    #[tag(2)]
    #[he("להגיש")]
    HandIn,
    /// To make changes and hand it in again.
    #[tag(3)]
    #[he("לתקן ולהגיש")]
    Change,
    /// To review.
    #[tag(4)]
    #[he("להעריך")]
    Review,
    /// To appeal, if they like.
    #[tag(5)]
    #[he("לערער")]
    Appeal,
    /// To choose among those who applied.
    #[tag(6)]
    #[he("לבחור")]
    Choose,
    /// To take what they were asked to do.
    #[tag(7)]
    #[he("להשיב להזמנה")]
    Answer,
    /// To open what they sealed.
    #[tag(8)]
    #[he("לפתוח")]
    Open,
    /// To give the prizes.
    #[tag(9)]
    #[he("להעניק פרסים")]
    Award,
}

/// What waits for somebody in work
///
/// What they are to do in a DAO and by when, oldest first: what happens if they do not, the ledger does
/// by itself.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "work-waiting", he = "עבודה שממתינה לי", result = WorkWaitingAnswer)]
pub struct WorkWaitingView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// For whom.
    #[he("החשבון")]
    pub account: AccountId,
    /// After this task.
    #[he("אחרי משימה")]
    pub after: Option<u64>,
}

/// What waits.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct WorkWaitingAnswer {
    /// By task, oldest first.
    #[he("מה ממתין")]
    pub rows: List<WorkWaitingRow, PAGE>,
    /// Ask again after this task, if there are more.
    #[he("המשך אחרי")]
    pub next: Option<u64>,
}

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct WorkWaitingRow {
    /// The task.
    #[he("המשימה")]
    pub task: u64,
    /// What it is called.
    #[he("כותרת")]
    pub title: Title,
    /// The piece of work, where it is about one.
    #[he("העבודה")]
    pub job: Option<u64>,
    /// What is to be done.
    #[he("מה")]
    pub what: Waits,
    /// By when.
    #[he("עד")]
    pub until: Timestamp,
}

/// Tasks that one page looks at.
const SCANNED: usize = 2_000;

impl WorkWaitingView {
    /// The first task after another that may wait for the account: as whoever pays, reviews or is asked,
    /// does it, or offered something for it.
    fn next_task(&self, look: &Look<'_>, roles: &[u32], after: u64) -> Option<u64> {
        let (tables, dao, account) = (&look.state.work, self.dao, self.account);
        let party = |party| tables.work_tasks.index().next_of(party, dao, after);
        let roles = roles.iter().map(|role| party(Party::Role(*role)));
        let own = [
            party(Party::Account(account)),
            tables.jobs.index().next_task(account, dao, after),
            tables.offers.index().next_of(account, dao, after),
        ];
        own.into_iter().chain(roles).flatten().min()
    }

    /// What a task waits for from the account, apart from its work.
    fn of_task(&self, look: &Look<'_>, number: u64, task: &WorkTask) -> Option<Waits> {
        let who = (Origin::owner(self.account), look.now);
        let entered = look.state.work.offers.contains(&(self.dao, number, self.account));
        let reviews = |second| reading::reviews(look.state, who, (self.dao, task), second);
        let pays = reading::pays(who.0, self.dao, task);
        match task.stage {
            TaskStage::Open { .. } if task.mode.asked() == Some(self.account) => {
                Some(Waits::Answer)
            }
            TaskStage::Open { .. } if task.mode == Mode::Apply && task.offers > 0 && pays => {
                Some(Waits::Choose)
            }
            TaskStage::Revealing { .. } if entered => Some(Waits::Open),
            TaskStage::Judging { second, .. } if reviews(second) => Some(Waits::Award),
            _ => None,
        }
    }

    /// What a piece of work waits for from the account.
    fn of_job(&self, look: &Look<'_>, task: &WorkTask, job: &Job) -> Option<Waits> {
        let own = job.is_by(self.account);
        let who = (Origin::owner(self.account), look.now);
        match job.stage {
            Stage::Assigned { note_until: Some(_), .. } if own => Some(Waits::Note),
            Stage::Assigned { .. } if own => Some(Waits::HandIn),
            Stage::Changing { .. } if own => Some(Waits::Change),
            Stage::Rejected { .. } if own => Some(Waits::Appeal),
            Stage::Accepted { .. } if own && job.is_for_less() => Some(Waits::Appeal),
            Stage::Submitted { second, .. }
                if !own && reading::reviews(look.state, who, (self.dao, task), second) =>
            {
                Some(Waits::Review)
            }
            _ => None,
        }
    }

    /// All that a task and its work wait for from the account.
    fn rows(&self, look: &Look<'_>, number: u64, task: &WorkTask) -> Vec<WorkWaitingRow> {
        let title = task.title;
        let of_task = self.of_task(look, number, task).zip(task.stage.until());
        let first = of_task.map(|(what, until)| WorkWaitingRow {
            task: number,
            title,
            job: None,
            what,
            until,
        });
        let jobs = &look.state.work.jobs;
        let rest = jobs.index().of_task((self.dao, number), 0).filter_map(|at| {
            let job = jobs.get(&(self.dao, at))?;
            let what = self.of_job(look, task, job)?;
            let until = job.stage.until()?;
            Some(WorkWaitingRow { task: number, title, job: Some(at), what, until })
        });
        first.into_iter().chain(rest).collect()
    }
}

impl View for WorkWaitingView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = WorkWaitingAnswer;

    fn dao(&self, look: &Look<'_>) -> Option<DaoId> {
        // What waits for somebody, they may ask wherever they stand.
        Some(self.dao).filter(|_| look.reader != Some(self.account))
    }

    fn answer(&self, look: &Look<'_>) -> Result<WorkWaitingAnswer, Refused> {
        let tasks = &look.state.work.work_tasks;
        let roles: Vec<u32> = dao::roles_given(look.state, (self.dao, self.account)).collect();
        let mut cursor = self.after.unwrap_or(0);
        let mut rows = List::default();
        let mut next = None;
        for turn in 0usize.. {
            let Some(number) = self.next_task(look, &roles, cursor) else { break };
            let open = tasks.get(&(self.dao, number)).filter(|task| !task.stage.is_over());
            let found = open.map(|task| self.rows(look, number, task)).unwrap_or_default();
            let is_full = rows.len().saturating_add(found.len()) > PAGE && !rows.is_empty();
            if turn >= SCANNED || is_full {
                next = Some(cursor);
                break;
            }
            for row in found {
                // Of one task alone no more than a page is told.
                rows.push(row);
            }
            cursor = number;
        }
        Ok(WorkWaitingAnswer { rows, next })
    }
}
