//! The courses of a community, and one of them.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Amount, Canon, DaoId, List, Timestamp};

use super::PAGE;
use crate::earn;
use crate::earn::actions::ladder as purse;
use crate::earn::rules::epochs;
use crate::earn::types::{Curve, Programme, ProgrammeStage, Reason};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::learn::actions::steps;
use crate::learn::types::{Before, Course, Lesson, MAX_BEFORE, MAX_LESSONS, UsedBonus};

/// Courses
///
/// What a community teaches, oldest first, a hundred at a time: the skill, what learning it pays in all, and
/// who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "courses", he = "קורסים", result = CoursesAnswer)]
pub struct CoursesView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Courses after this one.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// Courses, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct CoursesAnswer {
    /// The courses.
    #[he("קורסים")]
    pub courses: List<CourseRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
}

/// A course in a list.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct CourseRow {
    /// Its number.
    #[he("מספר")]
    pub course: u64,
    /// What it is called in English.
    #[he("שם באנגלית")]
    pub title_en: Reason,
    /// What it is called in Hebrew.
    #[he("שם בעברית")]
    pub title_he: Reason,
    /// The skill that it teaches.
    #[he("המיומנות")]
    pub skill: u32,
    /// Skills that it asks for first.
    #[he("מיומנויות קודמות")]
    pub before: List<Before, MAX_BEFORE>,
    /// How many lessons it has.
    #[he("שיעורים")]
    pub lessons: u32,
    /// What learning it pays in all.
    #[he("תגמול")]
    pub whole: Amount,
    /// Who wrote it.
    #[he("מחבר/ת")]
    pub author: AccountId,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// Whether people may begin it.
    #[he("פתוח להרשמה")]
    pub open: bool,
}

/// A course as a list shows it.
pub(super) fn row(course: u64, of: &Course, programme: &Programme) -> CourseRow {
    let units = match programme.terms.curve {
        Curve::Ladder { units, .. } => units,
        _ => 0,
    };
    CourseRow {
        course,
        title_en: of.title_en,
        title_he: of.title_he,
        skill: of.skill,
        before: of.before.clone(),
        lessons: u32::try_from(of.lessons.len()).unwrap_or(u32::MAX),
        whole: Amount { asset: programme.asset, units },
        author: of.author,
        since: of.since,
        open: of.open,
    }
}

impl View for CoursesView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = CoursesAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<CoursesAnswer, Refused> {
        let from = (self.dao, self.after.unwrap_or(0).saturating_add(1))..=(self.dao, u64::MAX);
        let rows = look.state.learn.courses.range(from).filter_map(|((dao, course), of)| {
            Some(row(*course, of, earn::programme(look.state, (*dao, of.programme))?))
        });
        let (courses, next) = page(rows, |row| row.course);
        Ok(CoursesAnswer { courses, next })
    }
}

/// A course
///
/// Its lessons in both languages, what each part of it pays, by which programme, and what that has left for
/// those who begin now.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "course", he = "קורס", result = CourseAnswer)]
pub struct CourseView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The course.
    #[he("מספר הקורס")]
    pub course: u64,
}

/// A course.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct CourseAnswer {
    /// As a list shows it.
    #[he("הקורס")]
    pub row: CourseRow,
    /// Its lessons.
    #[he("שיעורים")]
    pub lessons: List<Lesson, MAX_LESSONS>,
    /// What each part pays, in order.
    #[he("תגמולים")]
    pub parts: List<PartRow, 8>,
    /// How many clauses are drawn each time.
    #[he("תנאים בהגרלה")]
    pub draws: u8,
    /// The programme that pays.
    #[he("מספר התוכנית")]
    pub programme: u64,
    /// How far that has come.
    #[he("שלב")]
    pub stage: ProgrammeStage,
    /// What it can set aside in its present epoch for those who begin.
    #[he("נותר בתקופה")]
    pub left: Amount,
    /// When the next epoch begins.
    #[he("התקופה הבאה")]
    pub next_epoch: Timestamp,
    /// How many learn it or another course of the programme now, with something set aside.
    #[he("לומדים")]
    pub learners: u32,
    /// What is paid to those who taught, when the skill is used.
    #[he("תגמול על שימוש")]
    pub used: Option<UsedBonus>,
}

/// A part of a ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct PartRow {
    /// Its place, from 0.
    #[he("השלב בסולם")]
    pub part: u8,
    /// What it pays.
    #[he("תגמול")]
    pub amount: Amount,
}

impl View for CourseView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = CourseAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<CourseAnswer, Refused> {
        let course = steps::course(look.state, self.dao, self.course)?;
        let number = course.programme;
        let key = (self.dao, number);
        let none = earn::Refusal::NoSuchProgramme { programme: number };
        let programme = earn::programme(look.state, key).ok_or(none)?;
        let asset = programme.asset;
        let parts = (0u8..).zip(purse::parts(programme));
        let parts = parts.map(|(part, units)| PartRow { part, amount: Amount { asset, units } });
        let epoch = epochs::number(programme.since, programme.terms.epoch, look.now);
        let next = epoch.saturating_add(1);
        Ok(CourseAnswer {
            row: row(self.course, course, programme),
            lessons: course.lessons.clone(),
            parts: List::new(parts.collect()).unwrap_or_default(),
            draws: course.draws,
            programme: number,
            stage: programme.stage,
            left: Amount { asset, units: purse::left(look.state, key, programme, look.now) },
            next_epoch: epochs::begins(programme.since, programme.terms.epoch, next),
            learners: programme.learners,
            used: course.used,
        })
    }
}
