//! Judge a claim that is challenged or frozen.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::{flow, steps};
use crate::earn::types::{Reason, RewardClaim, Stage};
use crate::earn::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};

/// Judge a claim
///
/// That is challenged, or that waits because whoever attested it was revoked. What is found untrue is not
/// paid, and costs those who attested it a part of their bonds. Nobody judges by a role what they claimed,
/// spoke for or challenged.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "judge-reward",
    he = "הכרעה על דרישת תגמול",
    says_en = "Judge reward claim { $claim }: it is untrue: { $untrue }. Reason: { $reason }.",
    says_he = "להכריע על דרישת תגמול { $claim }: אינה נכונה: { $untrue }. נימוק: { $reason }.",
    by(Dao, Role),
    track = Tip,
    cost(5_000, 10, 0)
)]
pub(crate) struct JudgeReward {
    /// The claim.
    #[he("מספר הדרישה")]
    pub(crate) claim: u64,
    /// Whether it is untrue.
    #[he("אינה נכונה")]
    pub(crate) untrue: bool,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Reason>,
}

/// Whether somebody judges their own.
fn is_own(origin: Origin, row: &RewardClaim) -> bool {
    let is = |who| {
        row.account == who
            || row.challenge.is_some_and(|challenge| challenge.by == who)
            || row.voices.iter().any(|voice| voice.account == who)
    };
    origin.person().is_some_and(is)
}

impl Action for JudgeReward {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let dao = steps::acting(ctx, "judge-reward")?;
        let (row, _) = steps::claim(ctx.state, dao, self.claim)?;
        if is_own(ctx.origin(), row) {
            return Err(Refusal::OwnReward { claim: self.claim }.into());
        }
        match row.stage {
            Stage::Challenged { until } | Stage::Frozen { until, .. } if ctx.now() <= until => {
                Ok(dao)
            }
            stage => Err(Refusal::ClaimIsOtherwise { state: stage.name() }.into()),
        }
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { claim, untrue, reason } = self;
        ctx.emit(&Event { dao, fact: Fact::RewardJudged { claim, untrue, reason } });
        flow::judged(ctx, (dao, claim), Some(untrue))
    }
}
