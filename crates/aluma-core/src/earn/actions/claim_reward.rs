//! Claim a reward.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, Hash32, List};

use super::{flow, purse, steps};
use crate::dao;
use crate::earn::rules::predicates::{self, About};
use crate::earn::rules::{epochs, links, reading};
use crate::earn::types::{
    Curve, Evidence, PATIENCE, Programme, ProgrammeStage, Reason, RewardClaim, Stage, Used,
};
use crate::earn::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::{Broken, Refused};
use crate::registry;

/// Claim a reward
///
/// Brings evidence to a programme and asks for what it pays. The same evidence counts once on the whole
/// ledger, however it is spelled. What the ledger itself knows is asked at once, and you are told which
/// clause does not hold yet.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "claim-reward",
    he = "הגשת דרישת תגמול",
    says_en = "Claim a reward of programme { $programme } of { $dao }, with this evidence: { $evidence }. \
               { $words }",
    says_he = "לדרוש תגמול מתוכנית { $programme } של { $dao }, עם הראיה הזאת: { $evidence }. { $words }",
    by(Member),
    cost(5_000, 10, 0)
)]
pub(crate) struct ClaimReward {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The programme.
    #[he("מספר התוכנית")]
    pub(crate) programme: u64,
    /// What you bring.
    #[he("ראיה")]
    pub(crate) evidence: Evidence,
    /// A community for practice that you founded, where the programme asks about one.
    #[he("קהילת התרגול")]
    pub(crate) practice: Option<DaoId>,
    /// What you want to say of it.
    #[he("מילים")]
    pub(crate) words: Option<Reason>,
}

/// What was found on the way.
pub(crate) struct Plan {
    account: AccountId,
    hash: Hash32,
    held: alloc::vec::Vec<u8>,
}

impl ClaimReward {
    /// The hash of what it brings.
    fn hash(&self, ctx: &Ctx<'_>, (row, account): (&Programme, AccountId)) -> Hash32 {
        let key = (self.dao, self.programme);
        match &self.evidence {
            Evidence::Ledger => {
                let slot = (self.dao, self.programme, account);
                let earner = ctx.state.earn.earners.get(&slot);
                let is_ladder = matches!(row.terms.curve, Curve::Ladder { .. });
                let part = earner.filter(|_| is_ladder).map_or(0, |earner| earner.claims);
                links::ledger(key, account, part)
            }
            Evidence::Outside { link } => links::outside(link.as_str()),
            Evidence::Work { job } => links::work(self.dao, *job, account),
        }
    }

    /// Whether the evidence and the community for practice are theirs.
    fn is_theirs(&self, ctx: &Ctx<'_>, account: AccountId) -> Result<(), Refusal> {
        if let Some(practice) = self.practice {
            let founder = dao::dao(ctx.state, practice).map(|row| row.founder);
            if founder != Some(account) || practice == self.dao {
                return Err(Refusal::NotYourPractice);
            }
        }
        match self.evidence {
            Evidence::Work { job } if !registry::did_job(ctx.state, (self.dao, job), account) => {
                Err(Refusal::NotYourWorkToClaim { job })
            }
            _ => Ok(()),
        }
    }

    /// The verifiers whose clauses hold; where the rest are too few without them, the first clause that does
    /// not hold is told.
    fn held(
        &self,
        ctx: &Ctx<'_>,
        (row, account): (&Programme, AccountId),
    ) -> Result<alloc::vec::Vec<u8>, Refusal> {
        let about = About { dao: self.dao, account, practice: self.practice, now: ctx.now() };
        let held = predicates::held(ctx.state, &about, &row.terms);
        let others = row.terms.verifiers.iter().filter(|verifier| !verifier.is_predicate()).count();
        if others.saturating_add(held.len()) >= usize::from(row.terms.need) {
            return Ok(held);
        }
        let mut unmet = row.terms.verifiers.iter();
        let unmet = unmet.find_map(|one| predicates::first_unmet(ctx.state, &about, one));
        Err(Refusal::NotYet { clause: unmet.unwrap_or(1) })
    }

    /// Whether anything is left for them now.
    fn left(&self, ctx: &Ctx<'_>, (row, account): (&Programme, AccountId)) -> Result<(), Refusal> {
        let (key, now) = ((self.dao, self.programme), ctx.now());
        let number = epochs::number(row.since, row.terms.epoch, now);
        if let Some(limit) = reading::group_claimed(ctx.state, key, (account, now), number) {
            let from = epochs::begins(row.since, row.terms.epoch, number.saturating_add(1));
            return Err(Refusal::GroupClaimed { limit, from });
        }
        if reading::room(ctx.state, key, (account, now), number) == 0 {
            let limit = row.terms.caps.person.min(row.terms.caps.person_epoch);
            return Err(Refusal::CapReached { limit });
        }
        let (_, epoch) = purse::begun(ctx.state, key, row, number);
        let left = epoch.budget.saturating_sub(epoch.spent).min(row.purse.free());
        if left == 0 {
            let from = epochs::begins(row.since, row.terms.epoch, number.saturating_add(1));
            return Err(Refusal::EpochSpent { from });
        }
        Ok(())
    }
}

impl Action for ClaimReward {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let account = dao::reader(ctx, self.dao)?;
        let row = steps::programme(ctx.state, self.dao, self.programme)?;
        steps::belongs(ctx.state, self.dao, account)?;
        if !row.terms.kinds.contains(&self.evidence.kind()) {
            return Err(Refusal::KindNotAsked.into());
        }
        self.is_theirs(ctx, account)?;
        if row.stage != ProgrammeStage::Live || ctx.now() > row.until {
            return Err(Refusal::ProgrammeIsOtherwise { state: row.stage.name() }.into());
        }
        let hash = self.hash(ctx, (row, account));
        if ctx.state.earn.used_evidence.contains(&hash) {
            return Err(Refusal::EvidenceUsed.into());
        }
        let held = self.held(ctx, (row, account))?;
        self.left(ctx, (row, account))?;
        Ok(Plan { account, hash, held })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, programme, evidence, words, .. } = self;
        let Plan { account, hash, held } = plan;
        let number = ctx.next_number(Sequence::RewardClaim)?;
        ctx.state.earn.used_evidence.put(hash, Used { dao, claim: number });
        let job = match evidence {
            Evidence::Work { job } => Some(job),
            _ => None,
        };
        let until = ctx.now().after(PATIENCE);
        let row = flow::programme_of(ctx, (dao, programme))?;
        let epoch = epochs::number(row.since, row.terms.epoch, ctx.now());
        purse::counted(ctx, (dao, programme), account, epoch);
        let claim = RewardClaim {
            programme,
            account,
            at: ctx.now(),
            evidence: hash,
            kind: evidence.kind(),
            job,
            lesson: None,
            words,
            held: List::new(held).unwrap_or_default(),
            voices: List::default(),
            score: 1,
            units: 0,
            paid: 0,
            challenge: None,
            due: None,
            stage: Stage::Submitted { until },
        };
        ctx.state.earn.programmes.update(&(dao, programme), |row| {
            row.open = row.open.saturating_add(1);
        });
        let fact = Fact::RewardClaimed { claim: number, programme, account, words };
        ctx.emit(&Event { dao, fact });
        flow::turn(ctx, (dao, number), claim, Stage::Submitted { until })?;
        ctx.made(number);
        flow::weigh(ctx, (dao, number), false)
    }
}
