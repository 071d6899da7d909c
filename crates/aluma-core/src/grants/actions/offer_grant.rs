//! Offer a grant.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, DaoId, PotId, Span};

use super::{asking, giving};
use crate::grants::rules::undertaking::{
    Course, Funding, Judge, Milestones, Tally, Terms, Undertaking,
};
use crate::grants::types::Words;
use crate::grants::{Event, Fact};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::escrow;
use crate::treasury::rules::escrows::Source;
use crate::treasury::types::GENERAL;

/// Offer a grant
///
/// Puts money in trust for somebody's work. Where they accept, each milestone that is reached pays its
/// part; where they decline or do not answer, and where a milestone fails, what was not paid returns to
/// its pot. Whoever receives has no vote on it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "offer-grant",
    he = "הצעת מענק",
    says_en = "Offer { $payee } a grant of { $amount } for: { $purpose } Milestones: { $milestones }. \
               Judged by: { $judge }. A milestone that nobody judges is refused: { $positive }. To be \
               answered in { $answer_in }.",
    says_he = "להציע ל־{ $payee } מענק של { $amount } למטרה: { $purpose } אבני דרך: { $milestones }. \
               מעריכים: { $judge }. אבן דרך שאיש לא העריך נדחית: { $positive }. זמן לתשובה: \
               { $answer_in }.",
    by(Dao),
    track = Tip,
    cost(6_000, 10, 200)
)]
pub(crate) struct OfferGrant {
    /// What it is for.
    #[he("המטרה")]
    pub(crate) purpose: Words,
    /// Who does it, and receives.
    #[he("מי עושה ומקבל")]
    pub(crate) payee: AccountId,
    /// Out of which pot; the general one unless named.
    #[he("מסעיף")]
    pub(crate) pot: Option<PotId>,
    /// How much.
    #[he("סכום")]
    pub(crate) amount: Amount,
    /// The steps, each later than the one before.
    #[he("אבני הדרך")]
    pub(crate) milestones: Milestones,
    /// Who judges them.
    #[he("מי מעריכים")]
    pub(crate) judge: Judge,
    /// Whether a milestone that nobody judges within 14 days is refused; otherwise it is accepted.
    #[he("שתיקה דוחה")]
    pub(crate) positive: bool,
    /// How long the offer stands.
    #[he("זמן לתשובה")]
    pub(crate) answer_in: Span,
}

impl Action for OfferGrant {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (DaoId, Source);

    fn shape(&self) -> Result<(), Refused> {
        Ok(asking::plan(&self.milestones, self.answer_in)?)
    }

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        let Amount { asset, units } = self.amount;
        effects.pay((dao, self.pot.unwrap_or(GENERAL)), asset, units);
        effects.promise(dao, asset, units);
        effects.give(self.payee, asset, units);
        effects.gains.insert(self.payee);
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let Some((dao, _)) = ctx.origin().acts_for() else {
            return Err(KernelRefusal::NotYoursToDo { action: "offer-grant" }.into());
        };
        asking::people(ctx.state, dao, (self.payee, self.judge))?;
        Ok((dao, escrow::may_open(ctx, dao, self.pot, self.amount)?))
    }

    fn apply(self, (dao, source): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { purpose, payee, amount, milestones, judge, positive, .. } = self;
        let escrow = escrow::open(ctx, dao, (source, amount))?;
        let (asset, funding) = (amount.asset, Funding::Grant { escrow });
        let until = ctx.now().after(self.answer_in);
        let terms = Terms { purpose, payee, asset, funding, milestones, judge, positive };
        let tally = Tally { given: amount.units, ..Tally::default() };
        let row = Undertaking { terms, tally, course: Course::Offered { until }, due: None };
        let undertaking = giving::begin(ctx, dao, row)?;
        let fact = Fact::GrantOffered { undertaking, purpose, payee, amount, judge, until };
        ctx.emit(&Event { dao, fact });
        Ok(())
    }
}
