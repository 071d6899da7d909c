//! Pay over time.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, AssetId, Body, DaoId, PotId, ProposalId, Span};

use super::checks::{
    Payer, author, existing_asset, existing_pot, payable, receiving_account, within_velocity,
};
use super::steps::{book_promise, book_to, post};
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::treasury::Event;
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::stream::{LONGEST, Plan as Terms, SHORTEST};
use crate::treasury::tasks::PayStream;
use crate::treasury::types::{GENERAL, MAX_STREAMS, Place, REASON_BYTES, Stream};

/// Pay over time
///
/// A sum that vests evenly or in parts leaves its pot now and lies in custody until it comes due;
/// nobody votes with it there. A salary runs out of its pot until somebody ends it: what came due is
/// reserved as far as the pot reaches, the rest is owed. The outflow limit counts a sum now, of a
/// salary 7 days at any time.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "stream",
    he = "תשלום מתמשך",
    says_en = "Pay { $to } over time in { $asset }: { $plan }. It begins { $starts_in_key ->\n    [some] in \
               { $starts_in }\n   *[none] at once\n}{ $every_key ->\n    [some] , paid by itself every \
               { $every }\n   *[none] { \"\" }\n}. For: { $purpose }",
    says_he = "לשלם אל { $to } לאורך זמן, בנכס { $asset }: { $plan }. מתחיל \
               { $starts_in_key ->\n    [some] בעוד \
               { $starts_in }\n   *[none] מיד\n}{ $every_key ->\n    [some] , משולם מעצמו כל \
               { $every }\n   *[none] { \"\" }\n}. עבור: { $purpose }",
    by(Dao),
    track = Spend,
    cost(5_000, 10, 20)
)]
pub(crate) struct OpenStream {
    /// The pot that pays; the general one unless named.
    #[he("מסעיף")]
    pub(crate) from: Option<PotId>,
    /// Who receives.
    #[he("אל")]
    pub(crate) to: AccountId,
    /// Of what.
    #[he("נכס")]
    pub(crate) asset: AssetId,
    /// How.
    #[he("התוכנית")]
    #[of("asset")]
    pub(crate) plan: Terms,
    /// How long until it begins; at once unless named.
    #[he("מתחיל בעוד")]
    pub(crate) starts_in: Option<Span>,
    /// How often it is paid by itself. Without it a sum is paid at its end and a salary when the
    /// payee draws it.
    #[he("משולם מעצמו כל")]
    pub(crate) every: Option<Span>,
    /// What for.
    #[he("מטרה")]
    pub(crate) purpose: Body<REASON_BYTES>,
}

/// By which decision, and out of which pot.
pub(crate) struct Plan {
    by: (DaoId, Option<ProposalId>),
    pot: PotId,
}

impl OpenStream {
    fn sound(&self) -> Result<(), Refusal> {
        let late = self.starts_in.is_some_and(|span| span > LONGEST);
        let odd = self.every.is_some_and(|every| !(SHORTEST..=LONGEST).contains(&every));
        let fault = self.plan.fault();
        match fault.or(late.then_some("starts_in")).or(odd.then_some("every")) {
            Some(field) => Err(Refusal::BadPlan { field }),
            None => Ok(()),
        }
    }
}

impl Action for OpenStream {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        let from = (dao, self.from.unwrap_or(GENERAL));
        if self.plan.is_open_ended() {
            let rate = self.plan.standing();
            effects.run(from, self.asset, rate);
            effects.give(self.to, self.asset, rate.month);
        } else {
            let units = self.plan.total();
            effects.pay(from, self.asset, units);
            effects.give(self.to, self.asset, units);
        }
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        self.sound()?;
        let by = author(ctx, "stream")?;
        let (dao, asset) = (by.0, self.asset);
        existing_asset(ctx, asset)?;
        receiving_account(ctx.state, self.to)?;
        let pot = existing_pot(ctx.state, dao, self.from.unwrap_or(GENERAL))?;
        let streams = ctx.state.treasury.streams.range((dao, 0)..=(dao, u64::MAX));
        if streams.count() >= MAX_STREAMS {
            return Err(Refusal::TooManyStreams { limit: MAX_STREAMS as u64 }.into());
        }
        if self.plan.is_open_ended() {
            let units = self.plan.standing().week;
            within_velocity(ctx, dao, Amount { asset, units })?;
        } else {
            let payer = Payer { from: Place::Pot { dao, pot }, by: Some(by) };
            payable(ctx, payer, Amount { asset, units: self.plan.total() }, true)?;
        }
        Ok(Plan { by, pot })
    }

    fn apply(self, Plan { by, pot }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let ((dao, proposal), now) = (by, ctx.now());
        let number = ctx.next_number(Sequence::Stream)?;
        let Self { to, asset, plan, starts_in, every, purpose, .. } = self;
        let since = now.after(starts_in.unwrap_or_default());
        let (stopped, drawn, made) = (None, 0, now);
        let mut stream = Stream {
            to,
            asset,
            pot,
            plan,
            purpose,
            every,
            made,
            since,
            stopped,
            drawn,
            proposal,
            due: None,
        };
        let task = PayStream { dao, number };
        // Also what lies at its end already is paid by a task: it was not there to be drawn before.
        let first = stream.next_due(now);
        let first = first.or((!stream.plan.is_open_ended()).then_some(now));
        stream.due = first.map(|first| ctx.schedule(due_at(first), Some(dao), &task));
        let promised = stream.plan.total().max(stream.standing().month);
        if !stream.plan.is_open_ended() {
            let units = stream.plan.total();
            let locked = (Place::Locked { dao, number }, units);
            post(ctx, asset, Place::Pot { dao, pot }, &[locked])?;
            book_promise(ctx, dao, Amount { asset, units });
        }
        book_to(ctx, (dao, asset), &[(to, promised)]);
        ctx.state.treasury.streams.put((dao, number), stream.clone());
        ctx.emit(&Event::StreamOpened { dao, number, stream });
        ctx.made(number);
        Ok(())
    }
}
