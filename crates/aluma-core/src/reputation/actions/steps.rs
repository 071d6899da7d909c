//! Steps that several acts of members take.

use aluma_types::{AccountId, DaoId};

use crate::dao::{self, Standing};
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Refused;
use crate::reputation::Refusal;

/// The account that signed, where it belongs to a DAO that it may read.
///
/// # Errors
/// What a reader is told who may not; [`dao::Refusal::NotAMember`].
pub(super) fn member(ctx: &Ctx<'_>, dao: DaoId) -> Result<AccountId, Refused> {
    let account = ctx.origin().account();
    let account = account.ok_or(KernelRefusal::NotYoursToDo { action: "sign" })?;
    dao::may_read(&ctx.look(), dao)?;
    if belongs(ctx, dao, account) { Ok(account) } else { Err(dao::Refusal::NotAMember.into()) }
}

/// Somebody else who belongs to the DAO, to praise or to thank.
///
/// # Errors
/// [`Refusal::NotOfUs`].
pub(super) fn other(ctx: &Ctx<'_>, dao: DaoId, account: AccountId) -> Result<(), Refused> {
    if belongs(ctx, dao, account) { Ok(()) } else { Err(Refusal::NotOfUs.into()) }
}

/// The DAO of what is acted on, where whoever acts may read it: an account, or the DAO itself.
///
/// # Errors
/// What a reader is told who may not.
pub(super) fn readable(ctx: &Ctx<'_>, dao: DaoId) -> Result<(), Refused> {
    match ctx.origin().acts_for() {
        Some((acting, _)) if acting == dao => Ok(()),
        Some(_) => Err(dao::Refusal::NoSuchDao.into()),
        None => dao::may_read(&ctx.look(), dao),
    }
}

/// Whether whoever acts may write down what a community was before, and the person behind it: the
/// community decides it or gives a role for it; while it is being founded, whoever founded it says it,
/// as they said its rules. None of it weighs anything.
///
/// # Errors
/// [`Refusal::ByDecision`].
pub(super) fn scribe(ctx: &Ctx<'_>, dao: DaoId) -> Result<Option<AccountId>, Refused> {
    match ctx.origin() {
        Origin::Dao { .. } => Ok(None),
        Origin::Role { holder, .. } => Ok(Some(holder)),
        Origin::Member { account, .. } => {
            let founded = dao::dao(ctx.state, dao).is_some_and(|row| row.founder == account);
            let may = founded && belongs(ctx, dao, account);
            if may && dao::in_season(ctx.state, dao, ctx.now()) {
                Ok(Some(account))
            } else {
                Err(Refusal::ByDecision.into())
            }
        }
        _ => Err(KernelRefusal::NotYoursToDo { action: "decide" }.into()),
    }
}

pub(super) fn belongs(ctx: &Ctx<'_>, dao: DaoId, account: AccountId) -> bool {
    let standing = dao::member(ctx.state, dao, account).map(|row| row.standing);
    matches!(standing, Some(Standing::Admitted | Standing::Joined))
}

/// An open domain of the DAO, where one is named.
///
/// # Errors
/// [`dao::Refusal::NoSuchDomain`].
pub(super) fn domain(ctx: &Ctx<'_>, dao: DaoId, domain: Option<u32>) -> Result<(), Refused> {
    match domain {
        Some(domain) => dao::open_one(ctx.state, dao, domain).map(|_| ()).map_err(Refused::from),
        None => Ok(()),
    }
}

/// The DAO that decides.
///
/// # Errors
/// [`KernelRefusal::NotYoursToDo`].
pub(super) fn deciding(ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
    let acts = ctx.origin().acts_for().map(|(dao, _)| dao);
    acts.ok_or_else(|| KernelRefusal::NotYoursToDo { action: "decide" }.into())
}
