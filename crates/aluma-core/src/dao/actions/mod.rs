//! One verb per file; what several of them do stands in `steps`.

mod act_by_role;
mod admit;
mod amend;
mod change_manner;
mod come_back;
mod declare_away;
mod define_role;
pub(super) mod domains;
mod end_pause;
mod enroll;
mod expel;
pub(super) mod first;
mod give_role;
pub(super) mod holding;
pub(super) mod invite;
mod invite_dao;
pub(super) mod join;
mod join_as;
mod join_as_dao;
mod judge_role;
pub(crate) mod leave;
mod object;
mod pause;
mod register;
mod reinstate;
mod renounce_role;
mod revoke_role;
mod set_role;
pub(super) mod steps;

pub(crate) use act_by_role::ActByRole;
pub(crate) use admit::Admit;
pub(crate) use amend::Amend;
pub(crate) use change_manner::ChangeManner;
pub(crate) use come_back::ComeBack;
pub(crate) use declare_away::DeclareAway;
pub(crate) use define_role::DefineRole;
pub(crate) use end_pause::EndPauseNow;
pub(crate) use enroll::Enroll;
#[cfg(test)]
pub(crate) use enroll::NewPayee;
pub(crate) use expel::Expel;
pub(crate) use give_role::GiveRole;
pub(crate) use invite::Invite;
pub(crate) use invite_dao::InviteDao;
pub(crate) use join::Join;
pub(crate) use join_as::JoinAs;
pub(crate) use join_as_dao::JoinAsDao;
pub(crate) use judge_role::JudgeRole;
pub(crate) use leave::Leave;
pub(crate) use object::Object;
pub(crate) use pause::PauseActions;
pub(crate) use register::Register;
pub(crate) use reinstate::Reinstate;
pub(crate) use renounce_role::RenounceRole;
pub(crate) use revoke_role::RevokeRole;
pub(crate) use set_role::SetRole;

use aluma_types::{AccountId, DaoId};

use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::refusal::Refused;

/// The account that signed.
fn signer(ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
    ctx.origin().account().ok_or_else(|| KernelRefusal::NotYoursToDo { action: "sign" }.into())
}

/// The DAO that acts.
fn acting_dao(ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
    let acts = ctx.origin().acts_for().map(|(dao, _)| dao);
    acts.ok_or_else(|| KernelRefusal::NotYoursToDo { action: "decide" }.into())
}
