//! Pay out of what was set aside.

use aluma_types::spec::ActionSpec;
use aluma_types::{Amount, Body, DaoId, PotId, ProposalId};

use super::checks::{author, existing_asset, existing_pot, existing_recipient};
use super::steps::{book_receipts, post};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::Event;
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::books;
use crate::treasury::types::{GENERAL, Place, REASON_BYTES, Recipient, Reservation};

/// Pay out of what was set aside
///
/// Pays somebody from a reservation, all of it or a part. The outflow limit counted the sum when it
/// was set aside and does not count it again.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "pay-reserved",
    he = "תשלום מתוך שריון",
    says_en = "Pay { $amount } to { $to } out of what was set aside under number { $number }.",
    says_he = "לשלם { $amount } אל { $to } מתוך מה ששוריין במספר { $number }.",
    by(Dao, Role),
    track = Tip,
    cost(3_000, 10, 0)
)]
pub(crate) struct PayReserved {
    /// The reservation's number.
    #[he("מספר השריון")]
    pub(crate) number: u64,
    /// The pot in which it lies; the general one unless named.
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

/// By which decision, to where, and what the reservation was before.
pub(crate) struct Plan {
    by: (DaoId, Option<ProposalId>),
    to: Place,
    row: Reservation,
}

impl Action for PayReserved {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        let Amount { asset, units } = self.amount;
        effects.pay((dao, self.from.unwrap_or(GENERAL)), asset, units);
        effects.settle(dao, asset, units);
        if let Recipient::Account { account } = self.to {
            effects.give(account, asset, units);
        }
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let asked = self.amount;
        if asked.units == 0 {
            return Err(Refusal::NothingToPay.into());
        }
        let by = author(ctx, "pay-reserved")?;
        existing_asset(ctx, asked.asset)?;
        let to = existing_recipient(ctx, self.to)?;
        let pot = existing_pot(ctx.state, by.0, self.from.unwrap_or(GENERAL))?;
        let number = self.number;
        let row = ctx.state.treasury.reservations.get(&(by.0, number));
        let row = *row.ok_or(Refusal::NoSuchReservation { number })?;
        if (row.pot, row.amount.asset) != (pot, asked.asset) {
            return Err(Refusal::ReservedOtherwise { number }.into());
        }
        // Within the treasury nothing is paid: that is what releasing is for.
        if matches!(to, Place::Pot { dao, .. } if dao == by.0) {
            return Err(Refusal::PaidToItself.into());
        }
        if row.amount.units < asked.units {
            return Err(Refusal::NotEnough { asked, has: row.amount }.into());
        }
        Ok(Plan { by, to, row })
    }

    fn apply(self, Plan { by, to, row }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let (Self { number, amount, reason, .. }, (dao, proposal)) = (self, by);
        let Amount { asset, units } = amount;
        books::promise(ctx.state, (dao, row.pot, asset), units, true)?;
        let left = row.amount.units.saturating_sub(units);
        if left == 0 {
            ctx.state.treasury.reservations.remove(&(dao, number));
            if let Some(due) = row.due {
                ctx.cancel(due);
            }
        } else {
            let row = Reservation { amount: Amount { asset, units: left }, ..row };
            ctx.state.treasury.reservations.put((dao, number), row);
        }
        let from = Place::Pot { dao, pot: row.pot };
        post(ctx, asset, from, &[(to, units)])?;
        match to {
            Place::Account { account } => book_receipts(ctx, (dao, asset), &[(account, units)]),
            _ => book_receipts(ctx, (dao, asset), &[]),
        }
        ctx.emit(&Event::PaidReserved { dao, number, to, amount, left });
        ctx.emit(&Event::Paid { dao, from, to, amount, reason, proposal });
        Ok(())
    }
}
