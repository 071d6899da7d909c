//! Attest a claim.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, DaoId};

use super::{flow, steps};
use crate::earn::rules::epochs;
use crate::earn::types::{Attestor, MAX_ATTESTED, MAX_SCORE, Stage, Voice};
use crate::earn::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Attest a claim
///
/// Says with a bond that a claim is true, and how high it scores. A part of what attestors say is drawn to be
/// audited by others; what is found untrue costs more of the bond than it would have gained.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "attest-reward",
    he = "אימות דרישת תגמול",
    says_en = "Attest that reward claim { $claim } in { $dao } is true, score: { $score }. My bond answers \
               for it.",
    says_he = "לאמת שדרישת תגמול { $claim } בקהילה { $dao } נכונה, ציון: { $score }. העירבון שלי ערב לכך.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct AttestReward {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The claim.
    #[he("מספר הדרישה")]
    pub(crate) claim: u64,
    /// How high it scores; one unless said.
    #[he("ציון")]
    pub(crate) score: Option<u64>,
}

impl Action for AttestReward {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, u8, u32);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        if self.score.is_some_and(|score| !(1..=MAX_SCORE).contains(&score)) {
            return Err(Refusal::BadScore { most: MAX_SCORE }.into());
        }
        let (dao, claim) = (self.dao, self.claim);
        let of = ctx.state.earn.reward_claims.get(&(dao, claim)).map_or(0, |row| row.programme);
        let (account, (place, bond, rate)) = match steps::attestor(ctx, dao, of) {
            Ok(named) => named,
            Err(refused) if of == 0 => {
                crate::dao::reader(ctx, dao)?;
                steps::claim(ctx.state, dao, claim)?;
                return Err(refused);
            }
            Err(refused) => return Err(refused),
        };
        let (row, programme) = steps::claim(ctx.state, dao, claim)?;
        if row.account == account {
            return Err(Refusal::OwnReward { claim }.into());
        }
        let slot = (dao, of, account);
        let attestor = ctx.state.earn.attestors.get(&slot).copied().unwrap_or_default();
        if attestor.revoked {
            return Err(Refusal::AttestorIsRevoked { account }.into());
        }
        if !matches!(row.stage, Stage::Submitted { until } if ctx.now() <= until) {
            return Err(Refusal::ClaimIsOtherwise { state: row.stage.name() }.into());
        }
        if row.voices.iter().any(|voice| voice.account == account) {
            return Err(Refusal::SaidBefore { claim }.into());
        }
        let epoch = epochs::number(programme.since, programme.terms.epoch, ctx.now());
        let count = if attestor.epoch == epoch { attestor.count } else { 0 };
        if count >= rate || attestor.open >= MAX_ATTESTED {
            return Err(Refusal::AttestedEnough { limit: rate.min(MAX_ATTESTED) }.into());
        }
        if attestor.bond < bond {
            let least = Amount { asset: programme.asset, units: bond };
            return Err(Refusal::BondMissing { least }.into());
        }
        Ok((account, place, epoch))
    }

    fn apply(
        self,
        (account, verifier, epoch): Self::Plan,
        ctx: &mut Ctx<'_>,
    ) -> Result<(), Broken> {
        let (dao, number) = (self.dao, self.claim);
        let score = self.score.unwrap_or(1);
        let mut claim = flow::claim_of(ctx, (dao, number))?;
        let voice = Voice { verifier, account, yes: true, score };
        if !claim.voices.push(voice) {
            return Err(Broken("more attest a claim than a programme names"));
        }
        ctx.state.earn.attestors.update(&(dao, claim.programme, account), |row: &mut Attestor| {
            if row.epoch != epoch {
                (row.epoch, row.count) = (epoch, 0);
            }
            row.count = row.count.saturating_add(1);
            row.open = row.open.saturating_add(1);
            row.attested = row.attested.saturating_add(1);
        });
        ctx.state.earn.reward_claims.put((dao, number), claim);
        let fact = Fact::RewardAttested { claim: number, by: account, score };
        ctx.emit(&Event { dao, fact });
        flow::weigh(ctx, (dao, number), false)
    }
}
