//! Begin a course.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, List};

use super::{going, steps};
use crate::dao;
use crate::earn;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::learn::Refusal;
use crate::learn::rules::{ladder, reading};
use crate::learn::types::{Course, LearnStage, Learning, REFRESH};

/// Begin a course
///
/// What it pays you is set aside at once. What you are to do is drawn for you, by randomness that nobody
/// knows yet; you do it in a community that you founded for practice. You may name somebody who helps you.
/// Whoever ran out of time begins anew; whoever is through with a course asks by this for one more check,
/// which pays nothing and refreshes the skill.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "begin-course",
    he = "התחלת קורס",
    says_en = "Begin course { $course } of { $dao }, practising in { $practice }. Mentor: { $mentor }.",
    says_he = "להתחיל את קורס { $course } של { $dao }, עם תרגול בקהילה { $practice }. ליווי: { $mentor }.",
    by(Member),
    cost(5_000, 10, 0)
)]
pub(crate) struct BeginCourse {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The course.
    #[he("מספר הקורס")]
    pub(crate) course: u64,
    /// A community that you founded for practice.
    #[he("קהילת התרגול")]
    pub(crate) practice: DaoId,
    /// Who helps you: another member.
    #[he("ליווי")]
    pub(crate) mentor: Option<AccountId>,
}

impl BeginCourse {
    /// Whether those whom it names are who they must be.
    fn names(&self, ctx: &Ctx<'_>, account: AccountId) -> Result<(), Refusal> {
        let dao = self.dao;
        steps::belongs(ctx.state, dao, account)?;
        if let Some(mentor) = self.mentor {
            if mentor == account {
                return Err(Refusal::OwnMentor);
            }
            steps::belongs(ctx.state, dao, mentor)?;
        }
        if !reading::is_practice(ctx.state, (dao, account), self.practice) {
            return Err(Refusal::PracticeElsewhere { practice: self.practice });
        }
        Ok(())
    }

    /// Whether they may begin now, and with what: the part that comes next, and the parts that are settled.
    fn begins(
        &self,
        ctx: &Ctx<'_>,
        (course, account): (&Course, AccountId),
    ) -> Result<(u8, u8), Refusal> {
        let now = ctx.now();
        let before = ctx.state.learn.learnings.get(&(self.dao, self.course, account));
        let otherwise = |stage: LearnStage| Refusal::LearningIsOtherwise { stage: stage.name() };
        let (part, settled) = ladder::begins(before).map_err(otherwise)?;
        if !course.open && part < REFRESH {
            return Err(Refusal::CourseIsClosed { course: self.course });
        }
        match reading::lacks(ctx.state, (self.dao, account), course, now) {
            Some(lacks) => {
                let (skill, level) = (lacks.skill, lacks.level.name());
                let course = reading::teaches(ctx.state, self.dao, skill);
                Err(Refusal::LearnFirst { skill, level, course })
            }
            None => Ok((part, settled)),
        }
    }
}

impl Action for BeginCourse {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, (u8, u8));

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let account = dao::reader(ctx, self.dao)?;
        let course = steps::course(ctx.state, self.dao, self.course)?;
        self.names(ctx, account)?;
        let (part, settled) = self.begins(ctx, (course, account))?;
        if part < REFRESH {
            let key = (self.dao, course.programme);
            let parts = earn::programme(ctx.state, key).map(earn::actions::ladder::parts);
            let units = ladder::open(&parts.unwrap_or_default(), settled);
            earn::actions::ladder::can_hold(ctx.state, key, (account, ctx.now()), units)?;
        }
        Ok((account, (part, settled)))
    }

    fn apply(
        self,
        (account, (part, settled)): Self::Plan,
        ctx: &mut Ctx<'_>,
    ) -> Result<(), Broken> {
        let Self { dao, course, practice, mentor } = self;
        let who = (dao, course, account);
        let before = ctx.state.learn.learnings.get(&who);
        let row = Learning {
            practice,
            mentor,
            part,
            settled,
            held: 0,
            tries: 0,
            drawn: List::default(),
            drawn_at: ctx.now(),
            seen: before.map_or(0, |row| row.seen),
            accepted: before.and_then(|row| row.accepted),
            due: None,
            stage: LearnStage::Drawing { since: ctx.now(), height: ctx.height() },
        };
        going::begin(ctx, who, row)
    }
}
