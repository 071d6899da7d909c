//! Take one's own proposal back.

use aluma_types::ProposalId;
use aluma_types::spec::ActionSpec;

use crate::governance::rules::counting::{Stage, stage};
use crate::governance::types::{Phase, Withdrawer};
use crate::governance::{Refusal, tasks};
use crate::kernel::action::Action;
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

    fn check(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        let (proposal, (row, count)) = (self.proposal, super::proposal(ctx.state, self.proposal)?);
        if row.proposer != super::signer(ctx)? {
            let refusal = match super::seen(ctx, row) {
                true => Refusal::NotYourProposal { proposal },
                false => Refusal::NoSuchProposal { proposal },
            };
            return Err(refusal.into());
        }
        let is_over = matches!(stage(row, count, ctx.now()), Stage::Over(..));
        if !row.is_open() || is_over {
            return Err(Refusal::AlreadyDecided { proposal }.into());
        }
        Ok(())
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let phase = Phase::Withdrawn { by: Withdrawer::Proposer };
        tasks::end(ctx, self.proposal, phase, ctx.now())
    }
}
