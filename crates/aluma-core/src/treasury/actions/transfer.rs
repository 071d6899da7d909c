//! Pay somebody.

use aluma_types::spec::ActionSpec;
use aluma_types::{Amount, Body, DaoId, PotId};

use super::checks::{Payer, existing_asset, existing_recipient, payable, payer};
use super::steps::{book_outflow, post};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::refusals::Refusal;
use crate::treasury::types::{GENERAL, Place, REASON_BYTES, Recipient};
use crate::treasury::{self, Event};

/// Pay
///
/// Moves units of one asset from your own account, or in a proposal from a pot of the community,
/// to an account or a pot. An account that nobody holds yet may receive, and its owner finds the
/// money there. Between two pots of one community nothing leaves the treasury.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "transfer",
    he = "תשלום",
    says_en = "Pay { $amount } to { $to }.",
    says_he = "לשלם { $amount } אל { $to }.",
    by(Member, Dao, Role),
    track = Tip,
    cost(2_000, 10, 0),
    verified
)]
pub(crate) struct Transfer {
    /// The pot that pays: only in a proposal; the general one unless named.
    #[he("מסעיף")]
    pub(crate) from: Option<PotId>,
    /// Who receives.
    #[he("אל")]
    pub(crate) to: Recipient,
    /// How much of what.
    #[he("סכום")]
    pub(crate) amount: Amount,
    /// What for.
    #[he("סיבה")]
    pub(crate) reason: Option<Body<REASON_BYTES>>,
}

/// From where to where.
pub(crate) struct Plan {
    payer: Payer,
    to: Place,
    /// Whether it leaves the treasury of the DAO that pays.
    leaves: bool,
}

impl Action for Transfer {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        let Amount { asset, units } = self.amount;
        effects.pay((dao, self.from.unwrap_or(GENERAL)), asset, units);
        match self.to {
            Recipient::Account { account } => effects.give(account, asset, units),
            Recipient::Pot { dao: to, .. } if to == dao => effects.keep(dao, asset, units),
            Recipient::Pot { .. } => {}
        }
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        if self.amount.units == 0 {
            return Err(Refusal::NothingToPay.into());
        }
        existing_asset(ctx, self.amount.asset)?;
        let to = existing_recipient(ctx, self.to)?;
        let payer = payer(ctx, self.from)?;
        if payer.from == to {
            return Err(Refusal::PaidToItself.into());
        }
        let inside = matches!((payer.by, to), (Some((by, _)), Place::Pot { dao, .. }) if by == dao);
        payable(ctx, payer, self.amount, !inside)?;
        Ok(Plan { payer, to, leaves: !inside })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Plan { payer, to, leaves } = plan;
        let Amount { asset, units } = self.amount;
        post(ctx, asset, payer.from, &[(to, units)])?;
        if let (Some((dao, _)), true) = (payer.by, leaves) {
            match to {
                Place::Account { account } => {
                    book_outflow(ctx, (dao, asset), units, &[(account, units)]);
                }
                _ => book_outflow(ctx, (dao, asset), units, &[]),
            }
        }
        let home = treasury::asset(ctx.state, asset).map_or(DaoId(0), |row| row.dao);
        let dao = match (payer.by, to) {
            (Some((dao, _)), _) | (None, Place::Pot { dao, .. }) => dao,
            _ => home,
        };
        ctx.emit(&Event::Paid {
            dao,
            from: payer.from,
            to,
            amount: self.amount,
            reason: self.reason,
            proposal: payer.by.and_then(|(_, proposal)| proposal),
        });
        Ok(())
    }
}
