//! Challenge a claim.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, DaoId};

use super::{flow, steps};
use crate::dao;
use crate::earn::types::{Challenge, PATIENCE, Reason, STAKE, Stage};
use crate::earn::{Event, Fact, Refusal};
use crate::exact::part_up;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury;

/// Challenge a claim
///
/// Says, while its amount waits, that a claim is not true. A tenth of the amount is staked, rounded up: it is
/// lost to the community where the members find the claim true, and returns otherwise, also where nobody
/// judges in time. Then the claim is paid.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "challenge-reward",
    he = "ערעור על דרישת תגמול",
    says_en = "Challenge reward claim { $claim } in { $dao } and stake a tenth of its amount. My reasons: \
               { $reason }",
    says_he = "לערער על דרישת תגמול { $claim } בקהילה { $dao } ולהפקיד עשירית מהסכום כעירבון. הנימוקים שלי: \
               { $reason }",
    by(Member),
    cost(4_000, 10, 0)
)]
pub(crate) struct ChallengeReward {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The claim.
    #[he("מספר הדרישה")]
    pub(crate) claim: u64,
    /// Why it is not true.
    #[he("נימוקים")]
    pub(crate) reason: Reason,
}

impl Action for ChallengeReward {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Amount);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, claim) = (self.dao, self.claim);
        let by = dao::reader(ctx, dao)?;
        let (row, programme) = steps::claim(ctx.state, dao, claim)?;
        steps::belongs(ctx.state, dao, by)?;
        if row.account == by {
            return Err(Refusal::OwnReward { claim }.into());
        }
        match row.stage {
            Stage::Challengeable { until } if ctx.now() <= until => {}
            stage => return Err(Refusal::ClaimIsOtherwise { state: stage.name() }.into()),
        }
        let asset = programme.asset;
        let stake = Amount { asset, units: part_up(row.units, STAKE) };
        let has = Amount { asset, units: treasury::balance(ctx.state, by, asset) };
        if has.units < stake.units {
            return Err(treasury::Refusal::NotEnough { asked: stake, has }.into());
        }
        Ok((by, stake))
    }

    fn apply(self, (by, stake): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, claim: number, reason } = self;
        treasury::take_stake(ctx, by, stake)?;
        let mut claim = flow::claim_of(ctx, (dao, number))?;
        claim.challenge = Some(Challenge { by, stake: stake.units, reason });
        let fact = Fact::RewardChallenged { claim: number, by, stake, reason };
        ctx.emit(&Event { dao, fact });
        let until = ctx.now().after(PATIENCE);
        flow::turn(ctx, (dao, number), claim, Stage::Challenged { until })
    }
}
