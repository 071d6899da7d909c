//! How far whoever asks is in a course, and what is still missing.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Amount, Canon, DaoId, List, Timestamp};

use super::PAGE;
use super::courses::{self, CourseRow};
use crate::earn;
use crate::earn::actions::ladder as purse;
use crate::earn::types::{Clause, MAX_CLAUSES, Programme};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::learn::actions::steps;
use crate::learn::rules::{ladder, reading};
use crate::learn::types::{
    AFTER, Course, LearnStage, Learning, Level, MAX_BEFORE, Mastery, PRACTICAL,
};

/// What I learn in a course
///
/// For whoever asks, and nobody else: how far they are and until when, what was drawn for them and how much
/// of it they did since, which parts are set aside, claimed or missed, and what they lack who may not begin
/// yet.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "learning", he = "הלימוד שלי בקורס", result = LearningAnswer)]
pub struct LearningView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The course.
    #[he("מספר הקורס")]
    pub course: u64,
}

/// How far somebody is in a course.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct LearningAnswer {
    /// The course.
    #[he("הקורס")]
    pub course: CourseRow,
    /// How far they are; nothing where they did not begin.
    #[he("הלימוד")]
    pub learning: Option<LearningRow>,
    /// What was drawn for them and counts now, in the order of the draw.
    #[he("מה הוגרל")]
    pub steps: List<StepRow, MAX_CLAUSES>,
    /// The parts of the ladder, as they are for them.
    #[he("חלקי הסולם")]
    pub parts: List<OwnPartRow, 8>,
    /// The skills that come first, and whether they have each.
    #[he("מיומנויות קודמות")]
    pub before: List<BeforeRow, MAX_BEFORE>,
    /// What would be set aside for them if they began now.
    #[he("ישוריין למי שיתחיל עכשיו")]
    pub asks: Amount,
    /// What the programme could set aside for them now.
    #[he("אפשר לשריין עכשיו")]
    pub room: Amount,
    /// The skill as they have it.
    #[he("המיומנות")]
    pub mastery: Option<Mastery>,
}

/// Somebody in a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct LearningRow {
    /// The course.
    #[he("מספר הקורס")]
    pub course: u64,
    /// The community that they founded for practice.
    #[he("קהילת התרגול")]
    pub practice: DaoId,
    /// Who helps them.
    #[he("ליווי")]
    pub mentor: Option<AccountId>,
    /// Which part of the ladder comes next, from 0; 5 is a check that pays nothing.
    #[he("השלב בסולם")]
    pub part: u8,
    /// What is set aside for them.
    #[he("משוריין")]
    pub held: Amount,
    /// Practicals that they handed in since they began.
    #[he("הגשות")]
    pub tries: u8,
    /// How far they are.
    #[he("שלב")]
    pub stage: LearnStage,
    /// The last moment of that, where there is one.
    #[he("עד")]
    pub until: Option<Timestamp>,
}

/// Something that was drawn for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct StepRow {
    /// The clause.
    #[he("תנאי")]
    pub clause: Clause,
    /// How often they did it since the draw.
    #[he("יש")]
    pub has: u128,
    /// How often they are to.
    #[he("נדרש")]
    pub asks: u128,
    /// Whether they showed it.
    #[he("הוכח")]
    pub shown: bool,
    /// Whether it is done.
    #[he("מתקיים")]
    pub holds: bool,
}

/// How a part of the ladder is for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum PartState {
    /// It can still be come by; nothing is set aside for it.
    #[tag(1)]
    #[he("פתוח")]
    Open,
    /// It is set aside for them.
    #[tag(2)]
    #[he("משוריין")]
    Held,
    /// It was claimed, missed or lost: what they earned tells which.
    #[tag(3)]
    #[he("נסגר")]
    Settled,
}

/// A part of the ladder, as it is for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct OwnPartRow {
    /// Its place, from 0.
    #[he("השלב בסולם")]
    pub part: u8,
    /// What it pays.
    #[he("תגמול")]
    pub amount: Amount,
    /// How it is for them.
    #[he("מצב")]
    pub state: PartState,
    /// When it is asked for, where that is known.
    #[he("מועד")]
    pub at: Option<Timestamp>,
}

/// A skill that comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct BeforeRow {
    /// The skill.
    #[he("המיומנות")]
    pub skill: u32,
    /// At least so well.
    #[he("רמה")]
    pub level: Level,
    /// Whether they have it now.
    #[he("מתקיים")]
    pub holds: bool,
    /// A course that teaches it; 0 where none does.
    #[he("מספר הקורס")]
    pub course: u64,
}

fn learning_row(course: u64, row: &Learning, programme: &Programme) -> LearningRow {
    LearningRow {
        course,
        practice: row.practice,
        mentor: row.mentor,
        part: row.part,
        held: Amount { asset: programme.asset, units: row.held },
        tries: row.tries,
        stage: row.stage,
        until: row.stage.until(),
    }
}

/// The parts of a ladder as they are for somebody.
fn parts_of(row: Option<&Learning>, programme: &Programme) -> List<OwnPartRow, 8> {
    let is_on = row.is_some_and(Learning::is_on_ladder);
    let accepted = row.and_then(|row| row.accepted);
    let numbers = (0u8..).zip(purse::parts(programme));
    let rows = numbers.map(|(part, units)| {
        let settled = row.is_some_and(|row| row.is_settled(part));
        let state = match (settled, is_on) {
            (true, _) => PartState::Settled,
            (false, true) => PartState::Held,
            (false, false) => PartState::Open,
        };
        let check = part.checked_sub(PRACTICAL.saturating_add(1));
        let after = check.and_then(|check| AFTER.get(usize::from(check)).copied());
        let at = accepted.zip(after).map(|(accepted, after)| accepted.after(after));
        let amount = Amount { asset: programme.asset, units };
        OwnPartRow { part, amount, state, at }
    });
    List::new(rows.collect()).unwrap_or_default()
}

impl LearningView {
    /// What was drawn for whoever asks, where it counts now.
    fn steps(
        &self,
        look: &Look<'_>,
        (row, account): (&Learning, AccountId),
    ) -> List<StepRow, MAX_CLAUSES> {
        if !matches!(row.stage, LearnStage::Proving { .. }) {
            return List::default();
        }
        let rows = row.drawn.iter().map(|drawn| {
            let has = reading::done(look.state, (self.dao, account), (row, drawn), look.now);
            let (shown, asks) = (drawn.shown, drawn.asks);
            StepRow { clause: drawn.clause, has, asks, shown, holds: shown || has >= asks }
        });
        List::new(rows.collect()).unwrap_or_default()
    }

    /// The skills that come first, for whoever asks.
    fn before(&self, look: &Look<'_>, course: &Course) -> List<BeforeRow, MAX_BEFORE> {
        let rows = course.before.iter().map(|before| {
            let asked = (before.skill, before.level);
            let has = |who| reading::masters(look.state, (self.dao, who), asked, look.now);
            BeforeRow {
                skill: before.skill,
                level: before.level,
                holds: look.reader.is_some_and(has),
                course: reading::teaches(look.state, self.dao, before.skill),
            }
        });
        List::new(rows.collect()).unwrap_or_default()
    }
}

impl View for LearningView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = LearningAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<LearningAnswer, Refused> {
        let course = steps::course(look.state, self.dao, self.course)?;
        let (key, number) = ((self.dao, course.programme), course.programme);
        let none = earn::Refusal::NoSuchProgramme { programme: number };
        let programme = earn::programme(look.state, key).ok_or(none)?;
        let tables = &look.state.learn;
        let who = look.reader.map(|reader| (self.dao, self.course, reader));
        let row = who.and_then(|who| tables.learnings.get(&who));
        let steps = row.zip(look.reader).map(|of| self.steps(look, of)).unwrap_or_default();
        let settled = row.map_or(0, |row| row.settled);
        let room = look
            .reader
            .map_or(0, |reader| purse::room(look.state, key, (reader, look.now), programme));
        let amount = |units| Amount { asset: programme.asset, units };
        let skill = look.reader.map(|reader| (self.dao, reader, course.skill));
        Ok(LearningAnswer {
            course: courses::row(self.course, course, programme),
            learning: row.map(|row| learning_row(self.course, row, programme)),
            steps,
            parts: parts_of(row, programme),
            before: self.before(look, course),
            asks: amount(ladder::open(&purse::parts(programme), settled)),
            room: amount(room),
            mastery: skill.and_then(|skill| tables.masteries.get(&skill).copied()),
        })
    }
}

/// What I learn
///
/// For whoever asks, and nobody else: the courses of a community that they began, how far they are in each,
/// what is set aside for them, and what comes next when.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "my-learning", he = "הלימודים שלי", result = MyLearningAnswer)]
pub struct MyLearningView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Courses after this one.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// Courses that somebody began, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct MyLearningAnswer {
    /// How far they are in each.
    #[he("הלימודים")]
    pub learning: List<LearningRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
}

impl View for MyLearningView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = MyLearningAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<MyLearningAnswer, Refused> {
        let from = (self.dao, self.after.unwrap_or(0).saturating_add(1))..=(self.dao, u64::MAX);
        let tables = &look.state.learn;
        let courses = look.reader.map(|reader| (reader, tables.courses.range(from)));
        let rows = courses.into_iter().flat_map(|(reader, courses)| {
            courses.filter_map(move |((dao, number), course)| {
                let row = tables.learnings.get(&(*dao, *number, reader))?;
                let programme = earn::programme(look.state, (*dao, course.programme))?;
                Some(learning_row(*number, row, programme))
            })
        });
        let (learning, next) = page(rows, |row| row.course);
        Ok(MyLearningAnswer { learning, next })
    }
}
