//! Post a bond.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, DaoId};

use super::{flow, steps};
use crate::earn::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury;

/// Post a bond
///
/// Puts units at stake for what one attests. They are the first to be lost where that is found untrue, and
/// return when one attests no more and answers for nothing.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "post-bond",
    he = "הפקדת עירבון",
    says_en = "Put { $amount } at stake for what I attest in programme { $programme } of { $dao }.",
    says_he = "להפקיד { $amount } כעירבון למה שאאמת בתוכנית { $programme } של { $dao }.",
    by(Member),
    cost(3_000, 10, 0),
    verified
)]
pub(crate) struct PostBond {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The programme.
    #[he("מספר התוכנית")]
    pub(crate) programme: u64,
    /// How much.
    #[he("סכום")]
    pub(crate) amount: Amount,
}

impl Action for PostBond {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        if self.amount.units == 0 {
            return Err(treasury::Refusal::NothingToPay.into());
        }
        let (dao, programme) = (self.dao, self.programme);
        let (account, _) = steps::attestor(ctx, dao, programme)?;
        let row = steps::programme(ctx.state, dao, programme)?;
        if row.asset != self.amount.asset {
            return Err(Refusal::PaysOtherwise { asset: row.asset }.into());
        }
        let attestor = ctx.state.earn.attestors.get(&(dao, programme, account));
        if attestor.is_some_and(|attestor| attestor.revoked) {
            return Err(Refusal::AttestorIsRevoked { account }.into());
        }
        if flow::is_closing(row.stage) {
            return Err(Refusal::ProgrammeIsOtherwise { state: row.stage.name() }.into());
        }
        let Amount { asset, units } = self.amount;
        let has = treasury::balance(ctx.state, account, asset);
        if has < units {
            let has = Amount { asset, units: has };
            return Err(treasury::Refusal::NotEnough { asked: self.amount, has }.into());
        }
        Ok(account)
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, programme, amount } = self;
        treasury::take_stake(ctx, account, amount)?;
        let slot = (dao, programme, account);
        let mut row = ctx.state.earn.attestors.get(&slot).copied().unwrap_or_default();
        row.bond = row.bond.saturating_add(amount.units);
        ctx.state.earn.attestors.put(slot, row);
        ctx.emit(&Event { dao, fact: Fact::BondPosted { programme, by: account, amount } });
        Ok(())
    }
}
