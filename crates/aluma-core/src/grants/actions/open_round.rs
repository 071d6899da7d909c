//! Open a round.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, Body, DaoId, PotId, Span};

use crate::dao::Moment;
use crate::exact::compare_part;
use crate::grants::tasks::CloseRound;
use crate::grants::types::{
    MAX_QUORUM, MAX_SCORE, MAX_TOKENS, Phase, Policy, PraiseTerms, REASON_BYTES, Round, Stage, Sum,
};
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::reputation;
use crate::treasury::escrow;
use crate::treasury::rules::escrows::Source;
use crate::treasury::types::GENERAL;
use crate::{dao, identity};

/// Open a round
///
/// Puts a budget in trust and shares it when the round closes, by itself, in full: by what assigned
/// raters score, by points, by tokens of thanks or by ballots. Where there is nothing to share by, it
/// returns. It counts against the outflow limit now.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "open-round",
    he = "פתיחת סבב",
    says_en = "Open the round { $title }: share { $budget } in { $lasts }, by: { $policy }. \
               Praise or nominations are taken for { $entries_for }; steward: { $steward }.",
    says_he = "לפתוח את הסבב { $title }: לחלק { $budget } בתום { $lasts }, לפי: { $policy }. \
               הוקרות או מועמדויות מתקבלות במשך { $entries_for }; ברכזות: { $steward }.",
    by(Dao, Role),
    track = Tip,
    cost(6_000, 10, 100)
)]
pub(crate) struct OpenRound {
    /// What it is called.
    #[he("שם")]
    pub(crate) title: Body<REASON_BYTES>,
    /// Out of which pot; the general one unless named.
    #[he("מסעיף")]
    pub(crate) pot: Option<PotId>,
    /// What there is to share.
    #[he("תקציב")]
    pub(crate) budget: Amount,
    /// By what it is shared.
    #[he("שיטה")]
    pub(crate) policy: Policy,
    /// Who assigns raters, and records: in a praise round, and in no other.
    #[he("ברכזות")]
    pub(crate) steward: Option<AccountId>,
    /// For how long praise or nominations are taken; all the time unless named.
    #[he("הוקרות ומועמדויות במשך")]
    pub(crate) entries_for: Option<Span>,
    /// How long it lasts in all.
    #[he("משך הסבב")]
    pub(crate) lasts: Span,
}

/// Longer rounds would hold money that nobody can use.
const LONGEST: Span = Span::days(120);

impl OpenRound {
    fn fits(terms: &PraiseTerms) -> Result<(), Refusal> {
        let whole = ethnum::U256::from(terms.raters.den());
        let raters = ethnum::U256::from(terms.raters.num());
        // praised + raters <= 1: what raters leave of the whole holds the part of the praised.
        let room = whole.saturating_sub(raters);
        if compare_part(room, whole, terms.praised).is_lt() {
            return Err(Refusal::PartsBeyondWhole);
        }
        let rises =
            terms.scale.iter().zip(terms.scale.iter().skip(1)).all(|(one, next)| one < next);
        let most = terms.scale.iter().last().copied().unwrap_or(0);
        if !rises || most == 0 || most > MAX_SCORE {
            return Err(Refusal::BadScale { most: MAX_SCORE });
        }
        if terms.own_counts && !terms.recorded {
            return Err(Refusal::OnlyAsRecorded);
        }
        Ok(())
    }
}

/// What is known of a round's sums when it opens.
fn opening(ctx: &Ctx<'_>, dao: DaoId) -> Sum {
    let height = ctx.height().saturating_sub(1);
    Sum {
        opened: Moment { height, time: ctx.now() },
        clock: reputation::clock_number(ctx.state, dao),
        closed: None,
        closing_clock: 0,
        paid: 0,
        points: 0,
        whole: 0,
        pool: 0,
        given: 0,
        phase: Phase::Waiting,
    }
}

impl Action for OpenRound {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (DaoId, Source);

    fn shape(&self) -> Result<(), Refused> {
        let entries_for = self.entries_for.unwrap_or(self.lasts);
        let mut in_time = entries_for <= self.lasts;
        match &self.policy {
            Policy::Praise { terms } => {
                Self::fits(terms)?;
                if self.steward.is_none() {
                    return Err(Refusal::NeedsASteward.into());
                }
            }
            Policy::Circle { terms } if !(1..=MAX_TOKENS).contains(&terms.tokens) => {
                return Err(Refusal::BadTokens { most: MAX_TOKENS.into() }.into());
            }
            Policy::Retro { terms } => {
                if !(1..=MAX_QUORUM).contains(&terms.quorum) {
                    return Err(Refusal::BadBallotQuorum { most: MAX_QUORUM.into() }.into());
                }
                // Ballots are cast when nominations are over, and need time of their own.
                in_time = entries_for < self.lasts;
            }
            _ => {}
        }
        if !in_time || self.lasts.0 == 0 || self.lasts > LONGEST {
            return Err(Refusal::EntriesAfterClosing.into());
        }
        Ok(())
    }

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        let Amount { asset, units } = self.budget;
        effects.pay((dao, self.pot.unwrap_or(GENERAL)), asset, units);
        effects.promise(dao, asset, units);
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let Some((dao, _)) = ctx.origin().acts_for() else {
            return Err(KernelRefusal::NotYoursToDo { action: "open-round" }.into());
        };
        if let Some(account) = self.steward {
            if !identity::exists(ctx.state, account) {
                return Err(identity::Refusal::NoSuchAccount { account }.into());
            }
            if !dao::is_admitted(ctx.state, dao, account) {
                return Err(Refusal::NotAmongUs { account }.into());
            }
        }
        if let Some(domain) = self.policy.domain() {
            dao::open_one(ctx.state, dao, domain)?;
        }
        if let Some(role) = self.policy.role()
            && !dao::is_role(ctx.state, dao, role)
        {
            return Err(dao::Refusal::NoSuchRole { role }.into());
        }
        let from = escrow::may_open(ctx, dao, self.pot, self.budget)?;
        Ok((dao, from))
    }

    fn apply(self, (dao, from): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { title, budget, policy, steward, entries_for, lasts, .. } = self;
        let round = ctx.next_number(Sequence::Round)?;
        let escrow = escrow::open(ctx, dao, (from, budget))?;
        let since = ctx.now();
        if policy.praise().is_none() {
            let sum = opening(ctx, dao);
            ctx.state.grants.sums.put((dao, round), sum);
        }
        let closes = since.after(lasts);
        let task = ctx.schedule(due_at(closes), Some(dao), &CloseRound { dao, round });
        let fact = Fact::RoundOpened {
            round,
            title,
            budget,
            escrow,
            steward,
            policy: policy.clone(),
            closes,
        };
        let row = Round {
            title,
            budget,
            escrow,
            policy,
            steward,
            since,
            entries_until: since.after(entries_for.unwrap_or(lasts)),
            closes,
            entries: 0,
            own: 0,
            takers: 0,
            task,
            stage: Stage::Open,
        };
        ctx.state.grants.rounds.put((dao, round), row);
        ctx.emit(&Event { dao, fact });
        ctx.made(round);
        Ok(())
    }
}
