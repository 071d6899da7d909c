//! Revise a course.

use aluma_types::spec::ActionSpec;
use aluma_types::{DaoId, List};

use super::steps;
use crate::earn::types::Reason;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::learn::types::{Lesson, MAX_LESSONS};
use crate::learn::{Event, Fact, Refusal};

/// Revise a course
///
/// Its names, its lessons, and whether people may begin it. What it teaches, pays and asks for never changes,
/// and whoever began goes on.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "revise-course",
    he = "עדכון קורס",
    says_en = "Revise course { $course }: its name is { $title_en }. People may begin it: { $open }. \
               Lessons: { $lessons }.",
    says_he = "לעדכן את קורס { $course }: שמו { $title_he }. פתוח להרשמה: { $open }. \
               שיעורים: { $lessons }.",
    by(Dao, Role),
    track = Tip,
    cost(5_000, 10, 500)
)]
pub(crate) struct ReviseCourse {
    /// The course.
    #[he("מספר הקורס")]
    pub(crate) course: u64,
    /// What it is called in English.
    #[he("שם באנגלית")]
    pub(crate) title_en: Reason,
    /// What it is called in Hebrew.
    #[he("שם בעברית")]
    pub(crate) title_he: Reason,
    /// Whether people may begin it.
    #[he("פתוח להרשמה")]
    pub(crate) open: bool,
    /// All its lessons.
    #[he("שיעורים")]
    pub(crate) lessons: List<Lesson, MAX_LESSONS>,
}

impl Action for ReviseCourse {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn shape(&self) -> Result<(), Refused> {
        if self.lessons.is_empty() {
            return Err(Refusal::BadCourse { field: "lessons" }.into());
        }
        Ok(())
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let dao = steps::acting(ctx, "revise-course")?;
        steps::course(ctx.state, dao, self.course)?;
        Ok(dao)
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { course, title_en, title_he, open, lessons } = self;
        ctx.state.learn.courses.update(&(dao, course), |row| {
            row.title_en = title_en;
            row.title_he = title_he;
            row.open = open;
            row.lessons = lessons;
        });
        ctx.emit(&Event { dao, fact: Fact::CourseRevised { course, title_en, title_he, open } });
        Ok(())
    }
}
