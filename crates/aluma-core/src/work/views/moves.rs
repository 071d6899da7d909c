//! What the reader may do with a task now.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List, Timestamp};

use super::PAGE;
use crate::dao::{self, Standing};
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};
use crate::work::Refusal;
use crate::work::actions::steps;
use crate::work::charter;
use crate::work::rules::{reading, trust};
use crate::work::types::{
    Job, MAX_OFFERS, Mode, Need, Needs, Payer, Reviewer, Stage, TaskStage, WorkTask,
};

/// A step that somebody may take with a task or a piece of its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Move {
    /// To take it.
    #[tag(1)]
    #[he("לקחת")]
    Take,
    /// To say for how much and in what time one would do it.
    #[tag(2)]
    #[he("להגיש מועמדות")]
    Apply,
    /// To enter the contest with a sealed entry.
    #[tag(3)]
    #[he("להיכנס לתחרות")]
    Enter,
    /// To take back what one offered.
    #[tag(4)]
    #[he("למשוך את ההצעה")]
    Withdraw,
    /// To open what one sealed.
    #[tag(5)]
    #[he("לפתוח את החותם")]
    OpenEntry,
    /// To choose among those who applied.
    #[tag(6)]
    #[he("לבחור")]
    Choose,
    /// To give the prizes.
    #[tag(7)]
    #[he("להעניק פרסים")]
    Award,
    /// To take the task back.
    #[tag(8)]
    #[he("לבטל את המשימה")]
    Cancel,
    /// To tell how far it has come.
    #[tag(9)]
    #[he("לדווח התקדמות")]
    Note,
    /// To hand it in.
    #[tag(10)]
    #[he("להגיש")]
    HandIn,
    /// To hand it back undone.
    #[tag(11)]
    #[he("להחזיר בלי לבצע")]
    HandBack,
    /// To review it.
    #[tag(12)]
    #[he("להעריך")]
    Review,
    /// To appeal against its rejection.
    #[tag(13)]
    #[he("לערער")]
    Appeal,
    /// To dispute that it was accepted.
    #[tag(14)]
    #[he("לחלוק על הקבלה")]
    Dispute,
    /// To decide what is appealed, disputed or was not reviewed.
    #[tag(15)]
    #[he("להכריע")]
    Decide,
}

/// What I may do with a task
///
/// The steps that the reader may take with it and its work now, by themselves, or with the other members
/// by a proposal or a role. What else an act asks for, such as reasons, its form says.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "task-moves", he = "מה אפשר לעשות במשימה", result = MovesAnswer)]
pub struct MovesView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// The task's number.
    #[he("מספר המשימה")]
    pub task: u64,
}

/// Steps, those with the task first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct MovesAnswer {
    /// The steps.
    #[he("צעדים")]
    pub moves: List<MoveRow, PAGE>,
    /// What the task asks for and the reader has not: why they do not begin it, where nothing else keeps
    /// them from it.
    #[he("מה חסר")]
    pub missing: Needs,
}

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct MoveRow {
    /// Which.
    #[he("מה")]
    pub what: Move,
    /// With which piece of work; none is the task itself.
    #[he("העבודה")]
    pub job: Option<u64>,
    /// Whether the members take it, by a proposal or a role, and the reader not alone.
    #[he("בהחלטת החברים")]
    pub members: bool,
}

impl View for MovesView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = MovesAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<MovesAnswer, Refused> {
        let number = self.task;
        let task = look.state.work.work_tasks.get(&(self.dao, number));
        let task = task.ok_or(Refusal::NoSuchTask { task: number })?;
        let mut answer = MovesAnswer { moves: List::default(), missing: List::default() };
        let Some(reader) = look.reader else { return Ok(answer) };
        let asking = Asking { look, dao: self.dao, number, task, reader };
        let jobs = &look.state.work.jobs;
        let of_jobs = jobs.index().of_task((self.dao, number), 0).flat_map(|at| {
            let job = jobs.get(&(self.dao, at));
            let rows = job.map(|job| asking.of_job(job)).unwrap_or_default();
            rows.into_iter().map(move |row| MoveRow { job: Some(at), ..row })
        });
        asking.of_task().into_iter().chain(of_jobs).take(PAGE).for_each(|row| {
            answer.moves.push(row);
        });
        answer.missing = asking.missing();
        Ok(answer)
    }
}

/// Somebody and a task.
struct Asking<'a> {
    look: &'a Look<'a>,
    dao: DaoId,
    number: u64,
    task: &'a WorkTask,
    reader: AccountId,
}

const fn alone(what: Move) -> MoveRow {
    MoveRow { what, job: None, members: false }
}

const fn by_members(what: Move) -> MoveRow {
    MoveRow { what, job: None, members: true }
}

impl Asking<'_> {
    fn is_before(&self, until: Option<Timestamp>) -> bool {
        until.is_none_or(|until| self.look.now <= until)
    }

    fn is_admitted(&self) -> bool {
        dao::is_admitted(self.look.state, self.dao, self.reader)
    }

    fn pays(&self) -> bool {
        reading::pays(Origin::owner(self.reader), self.dao, self.task)
    }

    fn community_pays(&self) -> bool {
        matches!(self.task.payer, Payer::Role { .. } | Payer::Members { .. })
    }

    fn reviews(&self, second: bool) -> bool {
        let who = (Origin::owner(self.reader), self.look.now);
        reading::reviews(self.look.state, who, (self.dao, self.task), second)
    }

    /// Whether the members review as whoever pays.
    fn members_review(&self, second: bool) -> bool {
        let is_second = second && self.task.second.unwrap_or(Reviewer::Payer) == Reviewer::Payer;
        self.community_pays() && (self.task.reviewer == Reviewer::Payer || is_second)
    }

    /// A step of whoever pays: the reader's own, or the members'.
    fn payers(&self, what: Move) -> Option<MoveRow> {
        if self.pays() {
            return Some(alone(what));
        }
        (self.community_pays() && self.is_admitted()).then_some(by_members(what))
    }

    fn reviewers(&self, what: Move, second: bool) -> Option<MoveRow> {
        if self.reviews(second) {
            return Some(alone(what));
        }
        (self.members_review(second) && self.is_admitted()).then_some(by_members(what))
    }

    /// Whether the reader may do the task at all.
    fn may_work(&self) -> bool {
        let standing = dao::member(self.look.state, self.dao, self.reader).map(|row| row.standing);
        let belongs = match standing {
            Some(Standing::Expelled) => false,
            Some(Standing::Admitted | Standing::Joined) => true,
            _ => self.task.outside,
        };
        belongs && reading::conflict(self.task, self.reader).is_none()
    }

    /// What the task asks for and the reader has not.
    fn lacks(&self) -> Needs {
        let of = (self.reader, self.look.now);
        let is_missing =
            |need: &&Need| reading::has(self.look.state, (self.dao, **need), of).is_err();
        List::new(self.task.needs.iter().filter(is_missing).copied().collect()).unwrap_or_default()
    }

    /// The same, where the reader could begin the task otherwise.
    fn missing(&self) -> Needs {
        let open = matches!(self.task.stage, TaskStage::Open { until } if self.look.now <= until);
        let offers = &self.look.state.work.offers;
        let offered = offers.contains(&(self.dao, self.number, self.reader));
        if open && !offered && self.begins().is_some() { self.lacks() } else { List::default() }
    }

    fn is_trusted(&self) -> bool {
        let (state, dao, reader) = (self.look.state, self.dao, self.reader);
        let Some(limits) = charter::limits(state, dao) else { return true };
        let record = steps::record_of(state, dao, reader);
        trust::may_take(record, steps::in_hand(state, dao, reader), limits).is_ok()
    }

    fn of_task(&self) -> alloc::vec::Vec<MoveRow> {
        let (task, key) = (self.task, (self.dao, self.number, self.reader));
        if !self.is_before(task.stage.until()) {
            return alloc::vec![];
        }
        let offered = self.look.state.work.offers.contains(&key);
        let is_contest = matches!(task.mode, Mode::Contest { .. });
        let mut rows = alloc::vec![];
        match task.stage {
            TaskStage::Open { .. } => {
                rows.extend(self.of_open(offered));
                if task.mode == Mode::Apply && task.offers > 0 {
                    rows.extend(self.payers(Move::Choose));
                }
            }
            TaskStage::Revealing { .. } if offered => rows.push(alone(Move::OpenEntry)),
            TaskStage::Judging { second, .. } if is_contest => {
                rows.extend(self.reviewers(Move::Award, second));
            }
            _ => {}
        }
        if self.can_cancel() {
            rows.extend(self.payers(Move::Cancel));
        }
        rows
    }

    /// What the reader may do with a task that can be taken.
    fn of_open(&self, offered: bool) -> Option<MoveRow> {
        if offered {
            return Some(alone(Move::Withdraw));
        }
        self.begins().filter(|_| self.lacks().is_empty()).map(alone)
    }

    /// How the reader would begin the task, if they have what it asks for.
    fn begins(&self) -> Option<Move> {
        let task = self.task;
        let what = match &task.mode {
            Mode::Apply if task.offers < MAX_OFFERS => Move::Apply,
            Mode::Contest { .. } if task.offers < MAX_OFFERS => Move::Enter,
            mode if mode.asked() == Some(self.reader) => Move::Take,
            mode if mode.is_first_come() && self.is_trusted() => Move::Take,
            _ => return None,
        };
        self.may_work().then_some(what)
    }

    /// Whether whoever pays may take the task back: there are free places, or work that was not handed in.
    fn can_cancel(&self) -> bool {
        let task = self.task;
        let stands = matches!(
            task.stage,
            TaskStage::Open { .. } | TaskStage::Resting { .. } | TaskStage::Full
        );
        let entered = matches!(task.mode, Mode::Contest { .. }) && task.offers > 0;
        let jobs = &self.look.state.work.jobs;
        let mut numbers = jobs.index().of_task((self.dao, self.number), 0);
        let being_done = |number| {
            let job = jobs.get(&(self.dao, number));
            job.is_some_and(|job| matches!(job.stage, Stage::Assigned { .. }))
        };
        stands && !entered && (task.left > 0 || numbers.any(being_done))
    }

    fn of_job(&self, job: &Job) -> alloc::vec::Vec<MoveRow> {
        if !self.is_before(job.stage.until()) {
            return alloc::vec![];
        }
        let own = job.is_by(self.reader);
        match job.stage {
            Stage::Assigned { .. } if own => {
                [Move::HandIn, Move::Note, Move::HandBack].map(alone).to_vec()
            }
            Stage::Changing { .. } if own => [Move::HandIn, Move::Note].map(alone).to_vec(),
            Stage::Rejected { .. } if own => [Move::Appeal].map(alone).to_vec(),
            Stage::Accepted { .. } if own && job.is_for_less() => {
                [Move::Appeal].map(alone).to_vec()
            }
            Stage::Submitted { second, .. } if !own => {
                self.reviewers(Move::Review, second).into_iter().collect()
            }
            Stage::Accepted { .. } if !own && (self.is_admitted() || self.pays()) => {
                [Move::Dispute].map(alone).to_vec()
            }
            Stage::Hearing { .. } if self.is_admitted() => [by_members(Move::Decide)].to_vec(),
            _ => alloc::vec![],
        }
    }
}
