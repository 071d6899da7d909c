//! Open a gift pot.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, AssetId, DaoId, Span};

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
use crate::treasury;
use aluma_types::Amount;

/// Open a gift pot
///
/// Asks everybody to give for a purpose. What they give lies in trust beside their accounts, not in the
/// treasury. When the time to give is over and the goal is met, work begins, and each milestone that is
/// reached pays its part; with less than the goal, and where a milestone fails, what was not paid returns
/// to those who gave it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "open-gift-pot",
    he = "פתיחת קופת תמיכה",
    says_en = "Open a gift pot for: { $purpose } { $payee } does it and receives. Gifts in { $asset } \
               are taken for { $gathers }, { $least_key ->\n    [some] at least \
               { $least }\n   *[none] of any size\n}; with less than { $goal } all of it returns. \
               Milestones: { $milestones }. Judged by: { $judge }. A \
               milestone that nobody judges is refused: { $positive }.",
    says_he = "לפתוח קופת תמיכה למטרה: { $purpose } עושה ומקבל: { $payee }. תמיכה ב־{ $asset } \
               מתקבלת במשך { $gathers }, { $least_key ->\n    [some] לפחות \
               { $least }\n   *[none] בכל סכום\n}; אם נאסף פחות מ־{ $goal }, הכול חוזר. אבני דרך: \
               { $milestones }. מעריכים: { $judge }. אבן דרך שאיש \
               לא העריך נדחית: { $positive }.",
    by(Dao),
    track = Tip,
    cost(6_000, 10, 200)
)]
pub(crate) struct OpenGiftPot {
    /// What it is for.
    #[he("המטרה")]
    pub(crate) purpose: Words,
    /// Who does it, and receives.
    #[he("מי עושה ומקבל")]
    pub(crate) payee: AccountId,
    /// In what gifts are given: what the community itself issues.
    #[he("נכס")]
    pub(crate) asset: AssetId,
    /// With less than this, gifts and what pledges add, all of it returns; in base units.
    #[he("יעד")]
    #[of("asset")]
    pub(crate) goal: u128,
    /// The smallest gift or pledge, in base units; one unless named.
    #[he("הסכום הקטן ביותר")]
    #[of("asset")]
    pub(crate) least: Option<u128>,
    /// How long gifts are taken.
    #[he("איסוף במשך")]
    pub(crate) gathers: Span,
    /// The steps, each later than the one before.
    #[he("אבני הדרך")]
    pub(crate) milestones: Milestones,
    /// Who judges them.
    #[he("מי מעריכים")]
    pub(crate) judge: Judge,
    /// Whether a milestone that nobody judges within 14 days is refused; otherwise it is accepted.
    #[he("שתיקה דוחה")]
    pub(crate) positive: bool,
}

impl Action for OpenGiftPot {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn shape(&self) -> Result<(), Refused> {
        Ok(asking::plan(&self.milestones, self.gathers)?)
    }

    fn effects(&self, _: DaoId, effects: &mut Effects) {
        effects.gains.insert(self.payee);
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let Some((dao, _)) = ctx.origin().acts_for() else {
            return Err(KernelRefusal::NotYoursToDo { action: "open-gift-pot" }.into());
        };
        asking::people(ctx.state, dao, (self.payee, self.judge))?;
        match treasury::asset(ctx.state, self.asset) {
            Some(asset) if asset.dao == dao => Ok(dao),
            // What others issue would stay behind when the community leaves the ledger.
            _ => Err(treasury::Refusal::NotYourAsset { asset: self.asset }.into()),
        }
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { purpose, payee, asset, goal, milestones, judge, positive, .. } = self;
        let funding = Funding::Gifts { goal, least: self.least.unwrap_or(1) };
        let until = ctx.now().after(self.gathers);
        let terms = Terms { purpose, payee, asset, funding, milestones, judge, positive };
        let course = Course::Gathering { until };
        let row = Undertaking { terms, tally: Tally::default(), course, due: None };
        let undertaking = giving::begin(ctx, dao, row)?;
        let goal = Amount { asset, units: goal };
        let fact = Fact::GiftPotOpened { undertaking, purpose, payee, goal, judge, until };
        ctx.emit(&Event { dao, fact });
        Ok(())
    }
}
