//! Fund a programme.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, DaoId, PotId};

use super::{flow, steps};
use crate::dao;
use crate::earn::rules::verifying;
use crate::earn::types::{Fund, MAX_FUNDS, ProgrammeStage};
use crate::earn::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::escrow;
use crate::treasury::rules::escrows::Source;
use crate::treasury::types::GENERAL;

/// Fund a programme
///
/// Puts money in trust for a programme: the community out of a pot, or anybody what is their own. Nobody can
/// take it out but who earns it; what nobody earned returns when the programme is over. Whoever funds a
/// programme confirms none of its claims.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "fund-programme",
    he = "מימון תוכנית",
    says_en = "Put { $amount } in trust for programme { $programme } of { $dao }. What nobody earns returns \
               when it is over.",
    says_he = "להפקיד { $amount } בנאמנות לתוכנית { $programme } של { $dao }. מה שלא יחולק יחזור כשהתוכנית \
               תיסגר.",
    by(Member, Dao, Role),
    track = Tip,
    cost(4_000, 10, 0),
    verified
)]
pub(crate) struct FundProgramme {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The programme.
    #[he("מספר התוכנית")]
    pub(crate) programme: u64,
    /// Out of which pot, where the community pays; the general one unless named.
    #[he("מסעיף")]
    pub(crate) pot: Option<PotId>,
    /// How much.
    #[he("סכום")]
    pub(crate) amount: Amount,
}

impl Action for FundProgramme {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (Source, Option<AccountId>);

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        let Amount { asset, units } = self.amount;
        effects.pay((dao, self.pot.unwrap_or(GENERAL)), asset, units);
        effects.promise(dao, asset, units);
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, programme) = (self.dao, self.programme);
        let by = ctx.origin().account();
        match ctx.origin().acts_for() {
            Some((acting, _)) if acting == dao => {}
            Some(_) => return Err(dao::Refusal::NoSuchDao.into()),
            None => {
                dao::reader(ctx, dao)?;
            }
        }
        let row = steps::programme(ctx.state, dao, programme)?;
        if row.asset != self.amount.asset {
            return Err(Refusal::PaysOtherwise { asset: row.asset }.into());
        }
        if let Some(account) = by.filter(|account| verifying::alone(&row.terms, *account)) {
            return Err(Refusal::PayerOnlyVerifier { account }.into());
        }
        if flow::is_closing(row.stage) {
            return Err(Refusal::ProgrammeIsOtherwise { state: row.stage.name() }.into());
        }
        let range = (dao, programme, 0)..=(dao, programme, u64::MAX);
        if ctx.state.earn.programme_funds.range(range).count() >= MAX_FUNDS {
            return Err(Refusal::TooManyFunds { limit: MAX_FUNDS as u64 }.into());
        }
        let from = escrow::may_open(ctx, dao, self.pot, self.amount)?;
        Ok((from, by))
    }

    fn apply(self, (from, by): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, programme, amount, .. } = self;
        let escrow = escrow::open(ctx, dao, (from, amount))?;
        let fund = Fund { by, units: amount.units };
        ctx.state.earn.programme_funds.put((dao, programme, escrow), fund);
        let key = (dao, programme);
        ctx.state.earn.programmes.update(&key, |row| {
            row.purse.funded = row.purse.funded.saturating_add(amount.units);
        });
        ctx.emit(&Event { dao, fact: Fact::ProgrammeFunded { programme, escrow, amount, by } });
        if flow::programme_of(ctx, key)?.stage == ProgrammeStage::Draft {
            flow::turn_programme(ctx, key, ProgrammeStage::Live);
        }
        Ok(())
    }
}
