//! Tell what became of a decision.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, DaoId, Span};

use crate::governance::actions::propose::REVIEW;
use crate::governance::tasks::Review;
use crate::governance::types::{Extent, Outcome, Phase, REASON_BYTES, Subject};
use crate::governance::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;

/// Tell an outcome
///
/// Whether what was decided was done, and whether it worked. A later word replaces an earlier one;
/// both stay in the history. With a review span the ledger asks again.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "outcome",
    he = "תוצאה",
    says_en = "Of { $of }: done: { $done }; worked: { $worked }.",
    says_he = "על { $of }: בוצע: { $done }; הצליח: { $worked }.",
    by(Member),
    cost(2_000, 10, 0)
)]
pub(crate) struct TellOutcome {
    /// The proposal or poll.
    #[he("על מה")]
    pub(crate) of: Subject,
    /// Whether it was done.
    #[he("בוצע")]
    pub(crate) done: Extent,
    /// Whether it worked.
    #[he("הצליח")]
    pub(crate) worked: Extent,
    /// In words.
    #[he("במילים")]
    pub(crate) text: Option<Body<REASON_BYTES>>,
    /// After how long the ledger asks again.
    #[he("בדיקה נוספת כעבור")]
    pub(crate) review: Option<Span>,
}

impl TellOutcome {
    /// Whether whoever acts may know of the subject at all.
    fn seen(&self, ctx: &Ctx<'_>) -> bool {
        let tables = &ctx.state.governance;
        match self.of {
            Subject::Proposal { proposal } => {
                tables.proposals.get(&proposal).is_some_and(|row| super::seen(ctx, row))
            }
            Subject::Poll { poll } => tables
                .polls
                .get(&poll)
                .is_some_and(|row| crate::dao::may_read(&ctx.look(), row.dao).is_ok()),
        }
    }

    const fn nothing(&self) -> Refusal {
        match self.of {
            Subject::Proposal { proposal } => Refusal::NoSuchProposal { proposal },
            Subject::Poll { poll } => Refusal::NoSuchPoll { poll },
        }
    }

    /// The DAO, and whether there is a decision to speak of.
    fn subject(&self, ctx: &Ctx<'_>) -> Result<(DaoId, bool), Refusal> {
        let tables = &ctx.state.governance;
        match self.of {
            Subject::Proposal { proposal } => {
                let row = tables.proposals.get(&proposal);
                let row = row.ok_or(Refusal::NoSuchProposal { proposal })?;
                let is_decided = !matches!(row.phase, Phase::Open | Phase::Queued { .. });
                Ok((row.dao, is_decided))
            }
            Subject::Poll { poll } => {
                let row = tables.polls.get(&poll).ok_or(Refusal::NoSuchPoll { poll })?;
                Ok((row.dao, ctx.now() > row.closes_at))
            }
        }
    }
}

impl Action for TellOutcome {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, DaoId);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        if let Some(review) = self.review
            && (review < Span::hours(1) || review > REVIEW)
        {
            let (least, most) = (Span::hours(1).0, REVIEW.0);
            return Err(Refusal::SpanOutOfRange { field: "review", least, most }.into());
        }
        let (dao, is_decided) = self.subject(ctx)?;
        let by = super::signer(ctx)?;
        if super::admitted(ctx.state, dao, by).is_err() && !self.seen(ctx) {
            return Err(self.nothing().into());
        }
        super::admitted(ctx.state, dao, by)?;
        if !is_decided {
            return Err(Refusal::NotYetDecided.into());
        }
        Ok((by, dao))
    }

    fn apply(self, (by, dao): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { of, done, worked, text, review } = self;
        let at = ctx.now();
        let review_at = review.map(|after| at.after(after));
        let outcome = Outcome { dao, by, done, worked, text, at, review_at };
        ctx.state.governance.outcomes.put(of.key(), outcome);
        if let Some(review_at) = review_at {
            ctx.schedule(due_at(review_at), Some(dao), &Review { of });
        }
        ctx.emit(&Event { dao, fact: Fact::OutcomeTold { of, outcome } });
        Ok(())
    }
}
