//! Offer a course.

use alloc::collections::BTreeSet;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, List};

use super::steps;
use crate::earn::actions::ladder::clauses;
use crate::earn::types::{Curve, Kind, Payout, Programme, Reason, Verifier};
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::{Broken, Refused};
use crate::learn::rules::drawing;
use crate::learn::types::{Before, Course, LADDER, Lesson, MAX_BEFORE, MAX_LESSONS, UsedBonus};
use crate::learn::{Event, Fact, Refusal};
use crate::{earn, identity};

/// Offer a course
///
/// Lessons in both languages, the skill that they teach, and the programme that pays for proof of it: three
/// tenths when the learner did what was drawn for them in a community of their own, two tenths when peers
/// accepted something that they made, and 10, 15 and 25 hundredths when they still can after 7, 30 and 90
/// days. No answer to a question is ever paid.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "name-course",
    he = "הצעת קורס",
    says_en = "Offer the course { $title_en }, which teaches skill { $skill } and is paid by programme \
               { $programme }. Author: { $author }. Lessons: { $lessons }.",
    says_he = "להציע את הקורס { $title_he }, שמלמד את מיומנות { $skill } ומשולם מתוכנית { $programme }. \
               מחבר/ת: { $author }. שיעורים: { $lessons }.",
    by(Dao),
    track = Tip,
    cost(8_000, 10, 500)
)]
pub(crate) struct NameCourse {
    /// What it is called in English.
    #[he("שם באנגלית")]
    pub(crate) title_en: Reason,
    /// What it is called in Hebrew.
    #[he("שם בעברית")]
    pub(crate) title_he: Reason,
    /// The skill that it teaches.
    #[he("המיומנות")]
    pub(crate) skill: u32,
    /// Skills that it asks for first.
    #[he("מיומנויות קודמות")]
    pub(crate) before: List<Before, MAX_BEFORE>,
    /// The programme that pays: a ladder of five parts, with clauses and with peers.
    #[he("מספר התוכנית")]
    pub(crate) programme: u64,
    /// How many of its clauses are drawn each time.
    #[he("תנאים בהגרלה")]
    pub(crate) draws: u8,
    /// Who wrote it.
    #[he("מחבר/ת")]
    pub(crate) author: AccountId,
    /// What is paid to whoever taught, when the skill is first used in work that is paid.
    #[he("תגמול על שימוש")]
    pub(crate) used: Option<UsedBonus>,
    /// Its lessons.
    #[he("שיעורים")]
    pub(crate) lessons: List<Lesson, MAX_LESSONS>,
}

/// Whether a curve is the ladder of learning: 30, 20, 10, 15 and 25 hundredths; what it is in all.
fn whole(curve: &Curve) -> Option<u128> {
    let Curve::Ladder { units, parts } = curve else { return None };
    let sum: u32 = parts.iter().map(|part| u32::from(*part)).sum();
    let is_so = |(part, of): (&u16, u16)| {
        u64::from(*part).saturating_mul(1_000) == u64::from(of).saturating_mul(u64::from(sum))
    };
    let same = parts.len() == LADDER.len() && parts.iter().zip(LADDER).all(is_so);
    same.then_some(*units)
}

/// What a programme lacks that pays for learning: a ladder of the five parts whose whole fits the caps,
/// clauses that are done anew each time, and then peers.
fn lacks(programme: &Programme, draws: u8) -> Option<&'static str> {
    let terms = &programme.terms;
    let mut verifiers = terms.verifiers.iter();
    let first = verifiers.next().is_some_and(Verifier::is_predicate);
    let then = verifiers.next().is_some_and(Verifier::is_silent_yes) && verifiers.next().is_none();
    let anew = clauses(programme).iter().all(drawing::is_done_anew);
    let caps = terms.caps;
    let fits = |units: u128| units <= caps.epoch.min(caps.person).min(caps.person_epoch);
    let checks = [
        (terms.kinds.iter().all(|kind| *kind == Kind::Lesson), "kinds"),
        (first && then && terms.need == 1, "verifiers"),
        (anew, "clauses"),
        (whole(&terms.curve).is_some(), "curve"),
        (whole(&terms.curve).is_none_or(fits), "caps"),
        (terms.payout == Payout::Now, "payout"),
        (usize::from(draws) <= clauses(programme).len(), "draws"),
    ];
    checks.into_iter().find(|(holds, _)| !holds).map(|(_, field)| field)
}

impl Action for NameCourse {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn shape(&self) -> Result<(), Refused> {
        let mut seen = BTreeSet::new();
        let once = self
            .before
            .iter()
            .all(|before| before.skill != self.skill && seen.insert(before.skill));
        let checks = [
            (!self.lessons.is_empty(), "lessons"),
            (once, "before"),
            (self.draws > 0, "draws"),
            (self.used.is_none_or(|used| used.units > 0), "used"),
        ];
        match checks.into_iter().find(|(holds, _)| !holds) {
            Some((_, field)) => Err(Refusal::BadCourse { field }.into()),
            None => Ok(()),
        }
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let dao = steps::acting(ctx, "name-course")?;
        let programme = self.programme;
        let row = earn::programme(ctx.state, (dao, programme));
        let row = row.ok_or(earn::Refusal::NoSuchProgramme { programme })?;
        let account = self.author;
        if !identity::exists(ctx.state, account) {
            return Err(identity::Refusal::NoSuchAccount { account }.into());
        }
        match lacks(row, self.draws) {
            Some(field) => Err(Refusal::TeachesNothing { programme, field }.into()),
            None => Ok(dao),
        }
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let course = ctx.next_number(Sequence::Course)?;
        let Self { title_en, title_he, skill, before, programme, draws, author, used, lessons } =
            self;
        let (since, open) = (ctx.now(), true);
        let row = Course {
            title_en,
            title_he,
            skill,
            before,
            programme,
            draws,
            author,
            used,
            lessons,
            since,
            open,
        };
        ctx.state.learn.courses.put((dao, course), row);
        let fact = Fact::CourseOffered { course, title_en, title_he, skill, programme };
        ctx.emit(&Event { dao, fact });
        ctx.made(course);
        Ok(())
    }
}
