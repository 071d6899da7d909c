//! Giving and ending a hold of a role, for the actions and the task that do so.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId};

use super::steps::weigh_roles;
use crate::dao::events::Ending;
use crate::dao::rules::roles::{Giver, Hold, Role, RoleState, lies_in, role};
use crate::dao::{Event, Refusal};
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};

/// A DAO, one of its roles and whoever holds it.
pub(crate) type Key = (DaoId, u32, AccountId);

/// Who gives or takes a role: the members, or somebody by a role of their own.
///
/// # Errors
/// [`KernelRefusal::NotYoursToDo`] for everybody else.
pub(super) fn giver(ctx: &Ctx<'_>) -> Result<(DaoId, Giver), Refused> {
    match ctx.origin() {
        Origin::Dao { dao, proposal } => Ok((dao, Giver::Proposal { proposal })),
        Origin::Role { dao, role, holder } => Ok((dao, Giver::Role { role, holder })),
        _ => Err(KernelRefusal::NotYoursToDo { action: "role" }.into()),
    }
}

/// A role that is there, and that whoever acts may give, take and judge: any for the members, for
/// a role those of its domain and below, never itself. One that gave itself would never end.
///
/// # Errors
/// [`Refusal::NoSuchRole`], [`Refusal::OutsideDomain`].
pub(super) fn in_reach<'c>(
    ctx: &'c Ctx<'_>,
    (dao, by): (DaoId, Giver),
    number: u32,
) -> Result<&'c Role, Refusal> {
    let row = role(ctx.state, dao, number)?;
    if let Giver::Role { role: own, .. } = by {
        let of = role(ctx.state, dao, own)?.domain;
        if own == number || !lies_in(ctx.state, dao, row.domain, of) {
            return Err(Refusal::OutsideDomain { role: own });
        }
    }
    Ok(row)
}

/// Somebody's hold of a role, which whoever acts may end or judge.
///
/// # Errors
/// As [`in_reach`]; [`Refusal::RoleNotHeld`].
pub(super) fn held_in_reach(
    ctx: &Ctx<'_>,
    by: (DaoId, Giver),
    (number, account): (u32, AccountId),
) -> Result<(Key, Hold), Refusal> {
    in_reach(ctx, by, number)?;
    let key = (by.0, number, account);
    let hold = ctx.state.dao.holds.get(&key);
    hold.map(|hold| (key, *hold)).ok_or(Refusal::RoleNotHeld { role: number })
}

/// Ends somebody's hold of a role.
///
/// # Errors
/// [`Broken`] where the ledger's own order of blocks is broken.
pub(crate) fn end(ctx: &mut Ctx<'_>, key: Key, how: Ending) -> Result<(), Broken> {
    let Some(hold) = ctx.state.dao.holds.remove(&key) else { return Ok(()) };
    ctx.cancel(hold.task);
    let (dao, role, account) = key;
    weigh_roles(ctx, (dao, account))?;
    ctx.emit(&Event::RoleEnded { dao, role, account, how });
    Ok(())
}

/// Ends all that somebody holds in a DAO to which they no longer belong.
///
/// # Errors
/// As [`end`].
pub(super) fn end_all(
    ctx: &mut Ctx<'_>,
    (dao, account): (DaoId, AccountId),
    how: Ending,
) -> Result<(), Broken> {
    let mine: Vec<u32> = ctx.state.dao.holds.index().of(account, dao).collect();
    mine.into_iter().try_for_each(|role| end(ctx, (dao, role, account), how))
}

/// Whether a role may be changed so: a closed one stays closed.
pub(super) fn changes(row: &Role, to: RoleState) -> bool {
    row.state != RoleState::Closed && row.state != to
}
