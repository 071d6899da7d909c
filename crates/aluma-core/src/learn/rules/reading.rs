//! Who can do what, and what is still missing.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Timestamp};

use crate::dao;
use crate::earn::rules::predicates::{self, About};
use crate::earn::types::RewardClaim;
use crate::learn::Refusal;
use crate::learn::types::{Before, Course, Drawn, LearnStage, Learning, Level};
use crate::registry::State;

/// Whether somebody has a skill at a level now.
pub(crate) fn masters(
    state: &State,
    (dao, account): (DaoId, AccountId),
    (skill, level): (u32, Level),
    now: Timestamp,
) -> bool {
    let row = state.learn.masteries.get(&(dao, account, skill));
    row.is_some_and(|row| row.level >= level && super::ladder::holds(row.until, now))
}

/// The first course of a DAO that teaches a skill and that people may begin; 0 where none does.
pub(crate) fn teaches(state: &State, dao: DaoId, skill: u32) -> u64 {
    let mut all = state.learn.courses.range((dao, 0)..=(dao, u64::MAX));
    let found = all.find(|(_, row)| row.skill == skill && row.open);
    found.map_or(0, |((_, course), _)| *course)
}

/// The first skill that a course asks for and somebody does not have.
pub(crate) fn lacks(
    state: &State,
    who: (DaoId, AccountId),
    course: &Course,
    now: Timestamp,
) -> Option<Before> {
    let mut all = course.before.iter().copied();
    all.find(|before| !masters(state, who, (before.skill, before.level), now))
}

/// Whether a community is one that somebody founded, and not the one that teaches.
pub(crate) fn is_practice(
    state: &State,
    (dao, account): (DaoId, AccountId),
    practice: DaoId,
) -> bool {
    let founder = dao::dao(state, practice).map(|row| row.founder);
    founder == Some(account) && practice != dao
}

/// How often somebody did, since it was drawn, what was drawn for them.
pub(crate) fn done(
    state: &State,
    (dao, account): (DaoId, AccountId),
    (row, drawn): (&Learning, &Drawn),
    now: Timestamp,
) -> u128 {
    let practice = Some(row.practice).filter(|at| is_practice(state, (dao, account), *at));
    let about = About { dao, account, practice, now };
    predicates::measure_since(state, &about, &drawn.clause, row.drawn_at)
}

/// What somebody can show now of what was drawn for them: the places, from 0, of what is done and was not
/// shown before; where there is none, what is missing first.
///
/// # Errors
/// [`Refusal::StepNotDone`].
pub(crate) fn shows(
    state: &State,
    who: (DaoId, AccountId),
    row: &Learning,
    now: Timestamp,
) -> Result<Vec<usize>, Refusal> {
    let (mut shows, mut missing) = (Vec::new(), None);
    for (place, drawn) in row.drawn.iter().enumerate().filter(|(_, drawn)| !drawn.shown) {
        let has = done(state, who, (row, drawn), now);
        if has >= drawn.asks {
            shows.push(place);
        } else if missing.is_none() {
            let step = u64::try_from(place).unwrap_or(u64::MAX).saturating_add(1);
            missing = Some(Refusal::StepNotDone { step, has, asks: drawn.asks });
        }
    }
    match missing {
        Some(missing) if shows.is_empty() => Err(missing),
        _ => Ok(shows),
    }
}

/// Who helps the learner whose claim waits.
pub(crate) fn mentor_of(state: &State, dao: DaoId, claim: &RewardClaim) -> Option<AccountId> {
    let course = claim.lesson?.course;
    let row = state.learn.learnings.get(&(dao, course, claim.account))?;
    row.mentor
}

/// Whether a claim is the practical that somebody waits with.
pub(crate) fn waits_for(row: &Learning, claim: u64) -> bool {
    row.stage == LearnStage::Judged { claim }
}
