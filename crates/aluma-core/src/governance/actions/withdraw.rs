//! Take one's own proposal back.

use aluma_types::spec::ActionSpec;
use aluma_types::{ProposalId, Timestamp};

use crate::governance::rules::counting::{Stage, stage};
use crate::governance::types::{Count, Phase, Proposal, Withdrawer};
use crate::governance::{Refusal, tasks};
use crate::kernel::action::{Action, Asking};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Withdraw a proposal
///
/// Only its proposer does this, and only until it is decided. A stake goes back.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "withdraw",
    he = "הסרת הצעה",
    says_en = "Take your proposal { $proposal } back.",
    says_he = "להסיר את הצעתך { $proposal }.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct Withdraw {
    /// The proposal.
    #[he("ההצעה")]
    pub(crate) proposal: ProposalId,
}

impl Action for Withdraw {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn is_guarded(&self, asking: &Asking<'_>) -> bool {
        let row = super::proposal(asking.state, self.proposal);
        row.is_ok_and(|(row, count)| {
            row.proposer == asking.account && is_undecided((row, count), asking.now)
        })
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        let (proposal, (row, count)) = (self.proposal, super::proposal(ctx.state, self.proposal)?);
        if row.proposer != super::signer(ctx)? {
            let refusal = match super::seen(ctx, row) {
                true => Refusal::NotYourProposal { proposal },
                false => Refusal::NoSuchProposal { proposal },
            };
            return Err(refusal.into());
        }
        match is_undecided((row, count), ctx.now()) {
            true => Ok(()),
            false => Err(Refusal::AlreadyDecided { proposal }.into()),
        }
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let phase = Phase::Withdrawn { by: Withdrawer::Proposer };
        tasks::end(ctx, self.proposal, phase, ctx.now())
    }
}

/// Whether a proposal can still be taken back.
fn is_undecided((row, count): (&Proposal, &Count), now: Timestamp) -> bool {
    row.is_open() && !matches!(stage(row, count, now), Stage::Over(..))
}
