//! Open a fund.

use aluma_types::spec::ActionSpec;
use aluma_types::{Amount, DaoId, PotId, Span};

use crate::grants::rules::fund::{Fund, Matching};
use crate::grants::rules::undertaking::LONGEST;
use crate::grants::tasks::FundDue;
use crate::grants::types::Words;
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::treasury;
use crate::treasury::escrow;
use crate::treasury::rules::escrows::Source;
use crate::treasury::types::GENERAL;

/// Open a fund
///
/// Puts money in trust that is added to what people give to projects: by how many give, and not by how
/// much. Of each project that is the square of the sum of roots of what each gave, less what they gave; where
/// the pot is less than all of that, each receives its part of it. It closes by itself, and what nobody takes
/// returns to its pot.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "open-fund",
    he = "פתיחת קרן",
    says_en = "Open the fund { $title }: add up to { $matching } to what people give to projects in \
               { $lasts }, by how many give: { $terms }.",
    says_he = "לפתוח את הקרן { $title }: להוסיף עד { $matching } לתמיכה שאנשים נותנים לפרויקטים \
               במשך { $lasts }, לפי כמה נותנים: { $terms }.",
    by(Dao),
    track = Tip,
    cost(6_000, 10, 0)
)]
pub(crate) struct OpenFund {
    /// What it is called.
    #[he("שם")]
    pub(crate) title: Words,
    /// Out of which pot; the general one unless named.
    #[he("מסעיף")]
    pub(crate) pot: Option<PotId>,
    /// What there is to add, in what the community itself issues.
    #[he("סכום להוספה")]
    pub(crate) matching: Amount,
    /// How it is added.
    #[he("שיטה")]
    #[of("matching")]
    pub(crate) terms: Matching,
    /// How long projects enter and people give.
    #[he("משך")]
    pub(crate) lasts: Span,
}

impl Action for OpenFund {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (DaoId, Source);

    fn shape(&self) -> Result<(), Refused> {
        if self.lasts.0 == 0 || self.lasts > LONGEST {
            return Err(Refusal::BadTime.into());
        }
        Ok(())
    }

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        let Amount { asset, units } = self.matching;
        effects.pay((dao, self.pot.unwrap_or(GENERAL)), asset, units);
        effects.promise(dao, asset, units);
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let Some((dao, _)) = ctx.origin().acts_for() else {
            return Err(KernelRefusal::NotYoursToDo { action: "open-fund" }.into());
        };
        let asset = self.matching.asset;
        let source = escrow::may_open(ctx, dao, self.pot, self.matching)?;
        match treasury::asset(ctx.state, asset) {
            Some(row) if row.dao == dao => Ok((dao, source)),
            // People give in it, and what others issue would stay behind if the community left.
            _ => Err(treasury::Refusal::NotYourAsset { asset }.into()),
        }
    }

    fn apply(self, (dao, source): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { title, matching, terms, .. } = self;
        let fund = ctx.next_number(Sequence::Fund)?;
        let escrow = escrow::open(ctx, dao, (source, matching))?;
        let closes = ctx.now().after(self.lasts);
        let due = Some(ctx.schedule(due_at(closes), Some(dao), &FundDue { dao, fund }));
        let row = Fund {
            title,
            matching,
            escrow,
            terms,
            since: ctx.now(),
            closes,
            projects: 0,
            supports: 0,
            given: 0,
            matched: 0,
            over: None,
            due,
        };
        ctx.state.grants.funds.put((dao, fund), row);
        ctx.emit(&Event { dao, fact: Fact::FundOpened { fund, title, matching, terms, closes } });
        ctx.made(fund);
        Ok(())
    }
}
