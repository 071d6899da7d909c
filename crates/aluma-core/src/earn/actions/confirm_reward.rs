//! Confirm a claim, or deny it.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::{flow, steps};
use crate::dao;
use crate::earn::types::{Programme, RewardClaim, Stage, Verifier, Voice};
use crate::earn::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry;

/// Confirm a claim, or deny it
///
/// Says as a peer of its panel, as its reviewer or as its auditor whether a claim is true. Nobody confirms
/// their own, what they helped somebody to learn, or what they fund.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "confirm-reward",
    he = "בדיקת דרישת תגמול",
    says_en = "Say of reward claim { $claim } in { $dao } that it is true: { $yes }.",
    says_he = "לומר על דרישת תגמול { $claim } בקהילה { $dao } שהיא נכונה: { $yes }.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct ConfirmReward {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The claim.
    #[he("מספר הדרישה")]
    pub(crate) claim: u64,
    /// Whether it is true.
    #[he("נכונה")]
    pub(crate) yes: bool,
}

/// As what somebody confirms.
#[derive(Clone, Copy, Debug)]
pub(crate) enum As {
    /// A verifier, by its place.
    Verifier(u8),
    /// An auditor.
    Auditor,
}

impl ConfirmReward {
    /// Whether somebody confirms claims of a programme, and as what.
    fn may(
        &self,
        ctx: &Ctx<'_>,
        (row, programme): (&RewardClaim, &Programme),
        account: AccountId,
    ) -> Option<As> {
        let holds = |role: u32| dao::holds_role(ctx.state, (self.dao, role, account), ctx.now());
        if matches!(row.stage, Stage::Audited { .. }) {
            // Whoever attested it is no independent auditor of it.
            let said = row.voices.iter().any(|voice| voice.account == account);
            let audits = programme.terms.auditors.is_some_and(holds) && !said;
            return audits.then_some(As::Auditor);
        }
        let mut all = (0u8..).zip(programme.terms.verifiers.iter());
        let place = all.find(|(_, verifier)| match verifier {
            Verifier::Panel { role, .. } => holds(*role),
            Verifier::Reviewers { accounts, .. } => accounts.contains(&account),
            Verifier::Predicate { .. } | Verifier::Attestors { .. } => false,
        });
        place.map(|(place, _)| As::Verifier(place))
    }
}

impl Action for ConfirmReward {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, As);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, claim) = (self.dao, self.claim);
        let account = dao::reader(ctx, dao)?;
        let (row, programme) = steps::claim(ctx.state, dao, claim)?;
        if row.account == account || registry::helped(ctx.state, dao, row) == Some(account) {
            return Err(Refusal::OwnReward { claim }.into());
        }
        let Some(role) = self.may(ctx, (row, programme), account) else {
            return Err(Refusal::NotYoursToConfirm { claim }.into());
        };
        if steps::funds(ctx.state, (dao, row.programme), account) {
            return Err(Refusal::PayerOnlyVerifier { account }.into());
        }
        match row.stage {
            Stage::Submitted { until } | Stage::Audited { until } if ctx.now() <= until => {}
            stage => return Err(Refusal::ClaimIsOtherwise { state: stage.name() }.into()),
        }
        if row.voices.iter().any(|voice| voice.account == account) {
            return Err(Refusal::SaidBefore { claim }.into());
        }
        Ok((account, role))
    }

    fn apply(self, (account, role): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, claim: number, yes } = self;
        let key = (dao, number);
        let mut claim = flow::claim_of(ctx, key)?;
        let fact = Fact::RewardConfirmed { claim: number, by: account, yes };
        ctx.emit(&Event { dao, fact });
        match role {
            As::Auditor if yes => flow::passed(ctx, key, claim),
            As::Auditor => flow::slash(ctx, key),
            As::Verifier(verifier) => {
                let voice = Voice { verifier, account, yes, score: 0 };
                // Where so many spoke already, the claim is decided or its time ends it.
                if claim.voices.push(voice) {
                    ctx.state.earn.reward_claims.put(key, claim);
                }
                flow::weigh(ctx, key, false)
            }
        }
    }
}
