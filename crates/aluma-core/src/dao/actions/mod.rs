//! One verb per file; what several of them do stands in `steps`.

mod admit;
mod amend;
mod enroll;
pub(super) mod invite;
pub(super) mod join;
mod leave;
mod object;
pub(super) mod steps;

pub(crate) use admit::Admit;
pub(crate) use amend::Amend;
pub(crate) use enroll::Enroll;
#[cfg(test)]
pub(crate) use enroll::NewPayee;
pub(crate) use invite::Invite;
pub(crate) use join::Join;
pub(crate) use leave::Leave;
pub(crate) use object::Object;

use aluma_types::{AccountId, DaoId};

use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Refused;

/// The account that signed.
fn signer(ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
    ctx.origin().account().ok_or_else(|| KernelRefusal::NotYoursToDo { action: "sign" }.into())
}

/// The DAO that acts.
fn acting_dao(ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
    match ctx.origin() {
        Origin::Dao { dao, .. } => Ok(dao),
        _ => Err(KernelRefusal::NotYoursToDo { action: "decide" }.into()),
    }
}
