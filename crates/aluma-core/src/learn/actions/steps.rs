//! What several actions ask before they write.

use aluma_types::{AccountId, DaoId};

use super::going::Who;
use crate::dao::{self, Standing};
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::refusal::Refused;
use crate::learn::Refusal;
use crate::learn::types::{Course, Learning};
use crate::registry::State;

/// The DAO that acts, by a proposal or a role.
pub(super) fn acting(ctx: &Ctx<'_>, action: &'static str) -> Result<DaoId, Refused> {
    let acts = ctx.origin().acts_for();
    acts.map(|(dao, _)| dao).ok_or_else(|| KernelRefusal::NotYoursToDo { action }.into())
}

/// A course of a DAO that is there.
pub(crate) fn course(state: &State, dao: DaoId, number: u64) -> Result<&Course, Refusal> {
    let row = state.learn.courses.get(&(dao, number));
    row.ok_or(Refusal::NoSuchCourse { course: number })
}

/// Somebody who began a course.
pub(super) fn learning(state: &State, who: Who) -> Result<&Learning, Refusal> {
    state.learn.learnings.get(&who).ok_or(Refusal::NotALearner { course: who.1 })
}

/// Whether somebody belongs: with a vote or without.
pub(super) fn belongs(state: &State, dao: DaoId, account: AccountId) -> Result<(), Refusal> {
    match dao::member(state, dao, account).map(|row| row.standing) {
        Some(Standing::Admitted | Standing::Joined) => Ok(()),
        _ => Err(Refusal::LearnersBelong { account }),
    }
}
