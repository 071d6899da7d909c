//! Ask for money held outside.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, Body};

use super::checks::{Payer, existing_asset, not_yours, payable};
use super::payout::claim;
use super::steps::post;
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::treasury::Event;
use crate::treasury::refusals::Refusal;
use crate::treasury::tasks::EndPayout;
use crate::treasury::types::{Claim, Payout, PayoutState, Place, VALUE_BYTES};

/// Ask for money held outside
///
/// Asks the holder of funds to pay you outside this ledger against units of the claim on them. The
/// units lie in custody until it is over; while nothing was settled you may take them back.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "ask-payout",
    he = "בקשת תשלום בחוץ",
    says_en = "Ask to be paid { $amount } outside this ledger, to: { $whither }",
    says_he = "לבקש תשלום של { $amount } מחוץ לפנקס, אל: { $whither }",
    by(Member),
    cost(3_000, 10, 0),
    verified
)]
pub(crate) struct AskPayout {
    /// Against how much of what.
    #[he("סכום")]
    pub(crate) amount: Amount,
    /// To where. Everybody reads it who may read the community: no secrets.
    #[he("לאן")]
    pub(crate) whither: Body<VALUE_BYTES>,
}

/// Whose, and on which terms.
pub(crate) struct Plan {
    payee: AccountId,
    claim: Claim,
}

impl Action for AskPayout {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        if self.amount.units == 0 {
            return Err(Refusal::NothingToPay.into());
        }
        existing_asset(ctx, self.amount.asset)?;
        let claim = *claim(ctx.state, self.amount.asset)?;
        let payee = ctx.origin().account().ok_or_else(|| not_yours("ask-payout"))?;
        let from = Place::Account { account: payee };
        payable(ctx, Payer { from, by: None }, self.amount, true)?;
        Ok(Plan { payee, claim })
    }

    fn apply(self, Plan { payee, claim }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let number = ctx.next_number(Sequence::Payout)?;
        let (dao, asked) = (claim.dao, ctx.now());
        let Self { amount, whither } = self;
        let until = asked.after(claim.within);
        let due = Some(ctx.schedule(due_at(until), Some(dao), &EndPayout { dao, number }));
        let state = PayoutState::Asked { until };
        let payout = Payout { payee, amount, whither, asked, state, due };
        let to = (Place::Payout { dao, number }, amount.units);
        post(ctx, amount.asset, Place::Account { account: payee }, &[to])?;
        ctx.state.treasury.payouts.put((dao, number), payout);
        ctx.emit(&Event::PayoutAsked { dao, number, payout });
        ctx.made(number);
        Ok(())
    }
}
