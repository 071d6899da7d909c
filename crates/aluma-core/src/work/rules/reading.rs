//! Who is what in a piece of work.

use aluma_types::{AccountId, DaoId, Timestamp};

use crate::dao;
use crate::kernel::origin::Origin;
use crate::kernel::view::Look;
use crate::registry::{self, State};
use crate::reputation;
use crate::work::Refusal;
use crate::work::types::{Need, Payer, Reviewer, Stage, WorkTask};

/// Micro-points of a point.
const MICRO: u64 = 1_000_000;

/// Whether whoever acts pays a task of a DAO: the account itself, or the DAO by a proposal or by a role
/// that was given the act.
pub(crate) fn pays(origin: Origin, dao: DaoId, task: &WorkTask) -> bool {
    match task.payer {
        Payer::Account { account } => origin.account() == Some(account),
        Payer::Role { .. } | Payer::Members { .. } => {
            origin.acts_for().is_some_and(|(acting, _)| acting == dao)
        }
    }
}

/// Whether a piece of work was accepted and somebody did it, alone or with others.
pub(crate) fn did(state: &State, key: (DaoId, u64), account: AccountId) -> bool {
    let is_done = |stage| matches!(stage, Stage::Accepted { .. } | Stage::Paid { .. });
    state.work.jobs.get(&key).is_some_and(|job| job.is_by(account) && is_done(job.stage))
}

/// How many pieces of work somebody did that were accepted and paid.
pub(crate) fn accepted(state: &State, dao: DaoId, account: AccountId) -> u32 {
    state.work.workers.get(&(dao, account)).map_or(0, |row| row.accepted)
}

/// Whether whoever acts reviews a task now: the reviewer, and once they missed it the second too.
pub(crate) fn reviews(
    state: &State,
    (origin, now): (Origin, Timestamp),
    (dao, task): (DaoId, &WorkTask),
    second: bool,
) -> bool {
    let is = |reviewer: Reviewer| match reviewer {
        Reviewer::Payer => pays(origin, dao, task),
        Reviewer::Account { account } => origin.account() == Some(account),
        Reviewer::Role { role } => origin
            .account()
            .is_some_and(|account| dao::holds_role(state, (dao, role, account), now)),
    };
    is(task.reviewer) || second && is(task.second.unwrap_or(Reviewer::Payer))
}

/// Why an account may not do a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conflict {
    /// It pays for it.
    Pays,
    /// It reviews it.
    Reviews,
}

/// Whether an account pays a task or is named as its reviewer.
pub(crate) fn conflict(task: &WorkTask, account: AccountId) -> Option<Conflict> {
    let is = |reviewer: Reviewer| reviewer == Reviewer::Account { account };
    if task.payer.person() == Some(account) {
        Some(Conflict::Pays)
    } else if is(task.reviewer) || task.second.is_some_and(is) {
        Some(Conflict::Reviews)
    } else {
        None
    }
}

/// Whether an account has what a task asks for: points by accepted work, which never fade, and skills that
/// were learned, which do.
///
/// # Errors
/// [`Refusal::SkillMissing`], [`Refusal::PointsMissing`], [`Refusal::MasteryMissing`]: the first that is
/// missing.
pub(crate) fn has_what_it_needs(
    state: &State,
    (dao, task): (DaoId, &WorkTask),
    (account, now): (AccountId, Timestamp),
) -> Result<(), Refusal> {
    task.needs.iter().try_for_each(|need| has(state, (dao, *need), (account, now)))
}

/// Whether an account has one thing that a task asks for.
///
/// # Errors
/// That it is missing.
pub(crate) fn has(
    state: &State,
    (dao, need): (DaoId, Need),
    (account, now): (AccountId, Timestamp),
) -> Result<(), Refusal> {
    let whole = |micro: u128| {
        let points = micro.checked_div(u128::from(MICRO)).unwrap_or(0);
        u64::try_from(points).unwrap_or(u64::MAX)
    };
    match need {
        Need::Skill { skill, points } => {
            let has = whole(reputation::skill_record(state, (dao, account, skill)));
            if has < u64::from(points) {
                return Err(Refusal::SkillMissing { account, skill, has, points });
            }
        }
        Need::Domain { domain, points } => {
            let row = reputation::record(state, (dao, domain, account));
            let has = whole(row.map_or(0, |row| row.hard));
            if has < u64::from(points) {
                let domain = domain.unwrap_or(0);
                return Err(Refusal::PointsMissing { account, domain, has, points });
            }
        }
        Need::Mastery { skill, level } => {
            if !registry::masters(state, (dao, account), (skill, level), now) {
                let course = registry::teaches(state, dao, skill);
                let level = level.name();
                return Err(Refusal::MasteryMissing { account, skill, level, course });
            }
        }
    }
    Ok(())
}

/// Whether a reader does a piece of work.
pub(crate) fn does(look: &Look<'_>, key: (DaoId, u64)) -> bool {
    let job = look.state.work.jobs.get(&key);
    look.reader.zip(job).is_some_and(|(reader, job)| job.is_by(reader))
}
