//! Answers about decisions.

mod ballots;
mod delegations;
mod draft;
mod expulsions;
mod poll;
mod proposal;
mod proposals;
mod tally;
mod waiting;
mod weight;

pub use ballots::{BallotRow, BallotsAnswer, BallotsView};
pub use delegations::{DelegationsAnswer, DelegationsView, GivenRow, HeldRow};
pub use draft::{DraftAnswer, DraftView};
pub use expulsions::{ExpulsionAnswer, ExpulsionsAnswer, ExpulsionsView};
pub use poll::{PollAnswer, PollRow, PollView, PollsAnswer, PollsView};
pub use proposal::{
    ChangeAnswer, EffectsAnswer, FailureAnswer, Given, Label, Outflow, ParameterAnswer,
    ProposalAnswer, ProposalView, Timeline,
};
pub use proposals::{ProposalRow, ProposalsAnswer, ProposalsView};
pub use tally::{Measure, StandingAnswer, TallyAnswer, TallyView};
pub use waiting::{Matter, WaitingAnswer, WaitingRow, WaitingView};
pub use weight::{Basis, DelegationAnswer, WeightAnswer, WeightView};

use aluma_types::{ProposalId, Timestamp};

use crate::dao::{self, Reading};
use crate::governance::refusals::Refusal;
use crate::governance::rules::Standing;
use crate::governance::rules::counting::{Stage, stage};
use crate::governance::types::{Count, Phase, Proposal};
use crate::kernel::refusal::Refused;
use crate::kernel::view::Look;
use crate::treasury::rules::velocity::QUEUE;

/// A proposal and its count, for a reader who may see them. Others are told what is told of a
/// proposal that was never there.
fn find<'a>(look: &Look<'a>, id: ProposalId) -> Result<(&'a Proposal, &'a Count), Refused> {
    let tables = &look.state.governance;
    let (Some(row), Some(count)) = (tables.proposals.get(&id), tables.counts.get(&id)) else {
        return Err(Refusal::NoSuchProposal { proposal: id }.into());
    };
    if may_see(look, row) {
        Ok((row, count))
    } else {
        Err(Refusal::NoSuchProposal { proposal: id }.into())
    }
}

/// Whether a reader may see a proposal: of a listed DAO strangers see what was decided.
pub(super) fn may_see(look: &Look<'_>, row: &Proposal) -> bool {
    match dao::reads(look, row.dao) {
        Reading::All => true,
        Reading::Public => !row.is_open(),
        Reading::Name | Reading::Nothing => false,
    }
}

/// How far a proposal has come, as its readers see it.
fn label(row: &Proposal, count: &Count, now: Timestamp) -> Label {
    match row.phase {
        Phase::Open => match stage(row, count, now) {
            Stage::Pending => Label::Pending,
            Stage::Voting => Label::Open,
            Stage::Confirming => Label::Confirming,
            Stage::Over(_, Standing::Passed) => Label::Passed,
            Stage::Over(_, Standing::Rejected(_)) => Label::Rejected,
        },
        // Where no task could write it down, the time still says so.
        Phase::Queued { enact_at } if now > enact_at.after(QUEUE).after(QUEUE) => Label::Expired,
        Phase::Queued { .. } => Label::Queued,
        Phase::Enacted { .. } => Label::Enacted,
        Phase::EnactmentFailed { .. } => Label::EnactmentFailed,
        Phase::Expired { .. } => Label::Expired,
        Phase::Rejected { .. } => Label::Rejected,
        Phase::Withdrawn { .. } => Label::Withdrawn,
    }
}
