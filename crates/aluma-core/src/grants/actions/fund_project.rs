//! Give to a project of a fund.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, DaoId};

use super::{asking, funding, steps};
use crate::grants::rules::fund::{MAX_SUPPORTS, Support};
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::escrow;
use crate::treasury::rules::escrows::Source;

/// Give to a project
///
/// Puts your money in trust for a project of a fund. When the fund closes the project receives it, with what
/// is added; where the project is taken back before, it returns to you. All that you give to a project counts
/// as one sum.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "fund-project",
    he = "תמיכה בפרויקט",
    says_en = "Give { $amount } to project { $project } of fund { $fund } of { $dao }.",
    says_he = "לתת { $amount } לפרויקט { $project } בקרן { $fund } של { $dao }.",
    by(Member),
    verified,
    cost(5_000, 10, 0)
)]
pub(crate) struct FundProject {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The fund.
    #[he("מספר הקרן")]
    pub(crate) fund: u64,
    /// The project.
    #[he("מספר הפרויקט")]
    pub(crate) project: u32,
    /// How much.
    #[he("סכום")]
    pub(crate) amount: Amount,
}

impl Action for FundProject {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Source);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (key, account) = ((self.dao, self.fund), steps::signer(ctx)?);
        asking::readable(ctx, self.dao)?;
        let row = funding::fund(ctx.state, key)?;
        let project = funding::project(ctx.state, key, self.project)?;
        if project.payee == account {
            return Err(Refusal::GivesThemselves { account }.into());
        }
        funding::is_open(ctx, key, row)?;
        if project.withdrawn {
            return Err(Refusal::ProjectIsBack { project: self.project }.into());
        }
        let asset = row.matching.asset;
        if self.amount.asset != asset {
            return Err(Refusal::OtherAsset { asset }.into());
        }
        if self.amount.units < row.terms.least {
            let least = Amount { asset, units: row.terms.least };
            return Err(Refusal::GiftTooSmall { least }.into());
        }
        let slot = (self.dao, self.fund, self.project, account);
        if row.supports >= MAX_SUPPORTS && !ctx.state.grants.supports.contains(&slot) {
            return Err(Refusal::TooManyGivers { limit: MAX_SUPPORTS }.into());
        }
        Ok((account, escrow::may_open(ctx, self.dao, None, self.amount)?))
    }

    fn apply(self, (from, source): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, fund, project, amount } = self;
        let slot = (dao, fund, project, from);
        let escrow = escrow::open(ctx, dao, (source, amount))?;
        let there = ctx.state.grants.supports.get(&slot).copied();
        let is_new = there.is_none();
        let mut row = there.unwrap_or(Support {
            escrow,
            gave: 0,
            cluster: None,
            counts: false,
            returned: false,
        });
        if row.escrow != escrow {
            escrow::join(ctx, (dao, escrow), row.escrow, amount.units)?;
        }
        row.gave = row.gave.saturating_add(amount.units);
        let tables = &mut ctx.state.grants;
        tables.supports.put(slot, row);
        tables.projects.update(&(dao, fund, project), |row| {
            row.given = row.given.saturating_add(amount.units);
            row.supporters = row.supporters.saturating_add(is_new.into());
        });
        tables.funds.update(&(dao, fund), |row| {
            row.given = row.given.saturating_add(amount.units);
            row.supports = row.supports.saturating_add(is_new.into());
        });
        ctx.emit(&Event { dao, fact: Fact::ProjectFunded { fund, project, from, amount } });
        Ok(())
    }
}
