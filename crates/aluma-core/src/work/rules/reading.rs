//! Who is what in a piece of work.

use aluma_types::{AccountId, DaoId, Timestamp};

use crate::dao;
use crate::kernel::origin::Origin;
use crate::kernel::view::Look;
use crate::registry::State;
use crate::work::types::{Payer, Reviewer, WorkTask};

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

/// Whether a reader does a piece of work.
pub(crate) fn does(look: &Look<'_>, key: (DaoId, u64)) -> bool {
    let job = look.state.work.jobs.get(&key);
    look.reader.zip(job).is_some_and(|(reader, job)| job.is_by(reader))
}
