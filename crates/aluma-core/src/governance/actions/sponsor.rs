//! Support a proposal that somebody else made.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, ProposalId};

use crate::governance::Refusal;
use crate::governance::rules::counting::{Stage, stage};
use crate::governance::rules::weighing;
use crate::governance::types::Phase;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Support a proposal
///
/// While it is open, the supporter's name stands with the proposer's. After it was rejected on
/// substance, supporters with 5 % of the weight, others than those who were for it before, let
/// the same effect be proposed again at once.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "sponsor",
    he = "תמיכה בהצעה",
    says_en = "Put your name under the proposal { $proposal }.",
    says_he = "להוסיף את שמך להצעה { $proposal }.",
    by(Member),
    cost(2_000, 10, 0)
)]
pub(crate) struct SponsorProposal {
    /// The proposal.
    #[he("ההצעה")]
    pub(crate) proposal: ProposalId,
}

/// Who, in which DAO, and with which weight for a second attempt.
pub(crate) struct Plan {
    account: AccountId,
    dao: DaoId,
    again: Option<u128>,
}

impl Action for SponsorProposal {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let id = self.proposal;
        let (row, count) = super::proposal(ctx.state, id)?;
        let account = super::signer(ctx)?;
        super::admitted_to(ctx, (id, row), account)?;
        if row.proposer == account || ctx.state.governance.sponsors.contains(&(id, account)) {
            return Err(Refusal::AlreadySponsored { proposal: id }.into());
        }
        let again = match row.phase {
            Phase::Open => match stage(row, count, ctx.now()) {
                Stage::Over(closed_at, _) => {
                    return Err(Refusal::VotingClosed { closed_at }.into());
                }
                _ => None,
            },
            Phase::Rejected { reason } if reason.is_on_substance() => {
                Some(weighing::weight(ctx.state, row, account))
            }
            _ => return Err(Refusal::NotSponsorable { proposal: id }.into()),
        };
        Ok(Plan { account, dao: row.dao, again })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Plan { account, dao, again } = plan;
        super::propose::support(ctx, (self.proposal, account), dao, again.is_some());
        if let Some(weight) = again {
            ctx.state.governance.matters.update(&self.proposal, |matter| {
                // Weights of distinct accounts: within the total.
                matter.lifted = matter.lifted.saturating_add(weight);
            });
        }
        Ok(())
    }
}
