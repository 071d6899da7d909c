//! Open a round.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, Body, DaoId, PotId, Span};

use crate::exact::compare_part;
use crate::grants::tasks::CloseRound;
use crate::grants::types::{MAX_SCORE, Policy, PraiseTerms, REASON_BYTES, Round, Stage};
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::treasury::types::GENERAL;
use crate::{dao, identity, treasury};

/// Open a round
///
/// Sets a budget aside and shares it when the round closes, by itself, in full: by what assigned
/// raters score. What nobody takes is free again. It counts against the outflow limit now.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "open-round",
    he = "פתיחת סבב",
    says_en = "Open the round “{ $title }”: share { $budget } in { $lasts }, by: { $policy }. \
               Praise is taken for { $praise_for }; { $steward } assigns raters.",
    says_he = "לפתוח את הסבב „{ $title }”: לחלק { $budget } בתום { $lasts }, לפי: { $policy }. \
               הוקרות מתקבלות במשך { $praise_for }; הרכזות בידי { $steward }.",
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
    /// Who assigns raters, and records.
    #[he("ברכזות")]
    pub(crate) steward: AccountId,
    /// For how long praise is taken.
    #[he("הוקרות במשך")]
    pub(crate) praise_for: Span,
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

impl Action for OpenRound {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (DaoId, PotId);

    fn shape(&self) -> Result<(), Refused> {
        let Policy::Praise { terms } = &self.policy;
        Self::fits(terms)?;
        if self.praise_for > self.lasts || self.lasts.0 == 0 || self.lasts > LONGEST {
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
        let account = self.steward;
        if !identity::exists(ctx.state, account) {
            return Err(identity::Refusal::NoSuchAccount { account }.into());
        }
        if !dao::is_admitted(ctx.state, dao, account) {
            return Err(Refusal::NotAmongUs { account }.into());
        }
        let pot = self.pot.unwrap_or(GENERAL);
        treasury::may_set_aside(ctx, (dao, pot), self.budget)?;
        Ok((dao, pot))
    }

    fn apply(self, (dao, pot): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { title, budget, policy, steward, praise_for, lasts, .. } = self;
        let round = ctx.next_number(Sequence::Round)?;
        let reservation = treasury::set_aside(ctx, (dao, pot), budget, title)?;
        let since = ctx.now();
        let recorded = policy.praise().recorded;
        let closes = since.after(lasts);
        let task = ctx.schedule(due_at(closes), Some(dao), &CloseRound { dao, round });
        let row = Round {
            title,
            budget,
            reservation,
            policy,
            steward,
            since,
            entries_until: since.after(praise_for),
            closes,
            entries: 0,
            own: 0,
            takers: 0,
            task,
            stage: Stage::Open,
        };
        ctx.state.grants.rounds.put((dao, round), row);
        let fact =
            Fact::RoundOpened { round, title, budget, reservation, steward, recorded, closes };
        ctx.emit(&Event { dao, fact });
        ctx.made(round);
        Ok(())
    }
}
