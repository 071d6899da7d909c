//! One verb per file.

mod answer;
mod appeal;
mod delegate;
mod outcome;
mod poll;
pub(super) mod propose;
mod resolve;
mod sponsor;
mod undelegate;
pub(super) mod void;
mod vote;
mod withdraw;

pub(crate) use answer::{Answer, is_asked};
pub(crate) use appeal::AppealExpulsion;
pub(crate) use delegate::Delegate;
pub(crate) use outcome::TellOutcome;
pub(crate) use poll::OpenPoll;
pub(crate) use propose::Propose;
pub(crate) use resolve::Resolve;
pub(crate) use sponsor::SponsorProposal;
pub(crate) use undelegate::Undelegate;
pub(crate) use vote::Vote;
pub(crate) use withdraw::Withdraw;

use aluma_types::{AccountId, DaoId, ProposalId};

use crate::dao;
use crate::governance::refusals::Refusal;
use crate::governance::types::{Count, Proposal};
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::refusal::Refused;
use crate::registry::State;

/// The account that signed.
fn signer(ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
    ctx.origin().account().ok_or_else(|| KernelRefusal::NotYoursToDo { action: "sign" }.into())
}

/// A proposal and its count.
fn proposal(state: &State, id: ProposalId) -> Result<(&Proposal, &Count), Refused> {
    let tables = &state.governance;
    match (tables.proposals.get(&id), tables.counts.get(&id)) {
        (Some(proposal), Some(count)) => Ok((proposal, count)),
        _ => Err(Refusal::NoSuchProposal { proposal: id }.into()),
    }
}

/// Refuses whoever is no admitted member.
/// Whether whoever acts may know of a proposal, by the rule of its views.
fn seen(ctx: &Ctx<'_>, row: &Proposal) -> bool {
    crate::governance::views::may_see(&ctx.look(), row)
}

/// As [`admitted`], where the answer must not tell a stranger that the proposal is there.
fn admitted_to(
    ctx: &Ctx<'_>,
    (id, row): (ProposalId, &Proposal),
    account: AccountId,
) -> Result<(), Refused> {
    match admitted(ctx.state, row.dao, account) {
        Err(_) if !seen(ctx, row) => Err(Refusal::NoSuchProposal { proposal: id }.into()),
        answer => answer,
    }
}

fn admitted(state: &State, dao: DaoId, account: AccountId) -> Result<(), Refused> {
    if dao::is_admitted(state, dao, account) {
        Ok(())
    } else {
        Err(dao::Refusal::NotAdmitted.into())
    }
}
