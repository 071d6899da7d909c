//! Set money aside.

use aluma_types::spec::ActionSpec;
use aluma_types::{Amount, Body, DaoId, PotId, Span, Timestamp};

use super::checks::{Payer, author, existing_asset, existing_pot, payable};
use super::steps::book_promise;
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::treasury::Event;
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::books;
use crate::treasury::tasks::EndReservation;
use crate::treasury::types::{GENERAL, Place, REASON_BYTES, Reservation};

/// Set money aside
///
/// Promises a sum in a pot to a purpose: it stays there and is no longer free, until it is paid
/// out, the community releases it or the time is over. It counts against the outflow limit now, and
/// no more when it is paid.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "reserve",
    he = "שריון כספים",
    says_en = "Set { $amount } aside for: { $purpose }",
    says_he = "לשריין { $amount } עבור: { $purpose }",
    by(Dao, Role),
    track = Tip,
    cost(3_000, 10, 0)
)]
pub(crate) struct Reserve {
    /// In which pot; the general one unless named.
    #[he("בסעיף")]
    pub(crate) pot: Option<PotId>,
    /// How much of what.
    #[he("סכום")]
    pub(crate) amount: Amount,
    /// What for.
    #[he("מטרה")]
    pub(crate) purpose: Body<REASON_BYTES>,
    /// For how long; without it until it is released.
    #[he("לכמה זמן")]
    pub(crate) lasts: Option<Span>,
}

/// Whose, and in which pot.
pub(crate) struct Plan {
    dao: DaoId,
    pot: PotId,
}

impl Action for Reserve {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        let Amount { asset, units } = self.amount;
        effects.pay((dao, self.pot.unwrap_or(GENERAL)), asset, units);
        effects.promise(dao, asset, units);
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let asked = self.amount;
        if asked.units == 0 {
            return Err(Refusal::NothingToPay.into());
        }
        let (dao, proposal) = author(ctx, "reserve")?;
        existing_asset(ctx, asked.asset)?;
        let pot = existing_pot(ctx.state, dao, self.pot.unwrap_or(GENERAL))?;
        let payer = Payer { from: Place::Pot { dao, pot }, by: Some((dao, proposal)) };
        payable(ctx, payer, asked, true)?;
        Ok(Plan { dao, pot })
    }

    fn apply(self, Plan { dao, pot }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let number = ctx.next_number(Sequence::Reservation)?;
        let until: Option<Timestamp> = self.lasts.map(|span| ctx.now().after(span));
        let task = EndReservation { dao, number };
        let due = until.map(|until| ctx.schedule(due_at(until), Some(dao), &task));
        let Self { amount, purpose, .. } = self;
        books::promise(ctx.state, (dao, pot, amount.asset), amount.units, false)?;
        book_promise(ctx, dao, amount);
        let reservation = Reservation { pot, amount, purpose, since: ctx.now(), until, due };
        ctx.state.treasury.reservations.put((dao, number), reservation);
        ctx.emit(&Event::Reserved { dao, number, reservation });
        ctx.made(number);
        Ok(())
    }
}
