//! Answer a poll.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, PollId};

use crate::dao::{self, Standing};
use crate::governance::rules::polls;
use crate::governance::types::{Answered, Audience, Marks, Poll, PollCount};
use crate::governance::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;

/// Answer a poll
///
/// An answer may be changed until the poll closes. Options count from 0: one of them for a single
/// choice, several in ascending order, a score from 0 to 10 for each, or places from best to worst.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "answer",
    he = "תשובה לסקר",
    says_en = "Answer { $poll }: { $marks }.",
    says_he = "לענות על { $poll }: { $marks }.",
    by(Member),
    cost(3_000, 10, 50)
)]
pub(crate) struct Answer {
    /// The poll.
    #[he("הסקר")]
    pub(crate) poll: PollId,
    /// The options, by their places from 0, or the scores.
    #[he("האפשרויות או הציונים")]
    pub(crate) marks: Marks,
}

/// Who answers, where, and what all answers then come to.
pub(crate) struct Plan {
    account: AccountId,
    dao: DaoId,
    count: PollCount,
}

/// Whether a poll asks somebody.
pub(crate) fn is_asked(state: &State, poll: &Poll, account: AccountId) -> bool {
    match dao::member(state, poll.dao, account).map(|member| member.standing) {
        Some(Standing::Admitted) => true,
        Some(Standing::Joined | Standing::Stakeholder { .. }) => {
            poll.audience == Audience::Stakeholders
        }
        _ => false,
    }
}

impl Action for Answer {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let poll = self.poll;
        let tables = &ctx.state.governance;
        let (Some(row), Some(count)) = (tables.polls.get(&poll), tables.poll_counts.get(&poll))
        else {
            return Err(Refusal::NoSuchPoll { poll }.into());
        };
        let account = super::signer(ctx)?;
        let is_asked = is_asked(ctx.state, row, account);
        if !is_asked && dao::may_read(&ctx.look(), row.dao).is_err() {
            return Err(Refusal::NoSuchPoll { poll }.into());
        }
        polls::fits(row.kind, row.options.len(), &self.marks)
            .map_err(|why| Refusal::BadAnswer { why })?;
        if !is_asked {
            return Err(Refusal::NotAsked { poll }.into());
        }
        if ctx.now() > row.closes_at {
            return Err(Refusal::PollClosed { closed_at: row.closes_at }.into());
        }
        let before = tables.answers.get(&(poll, account)).map(|answer| &answer.marks);
        let count = polls::recount(row.kind, count, before, &self.marks);
        Ok(Plan { account, dao: row.dao, count })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Plan { account, dao, count } = plan;
        let (poll, at) = (self.poll, ctx.now());
        ctx.state.governance.poll_counts.put(poll, count);
        let answer = Answered { dao, marks: self.marks, at };
        ctx.state.governance.answers.put((poll, account), answer);
        ctx.emit(&Event { dao, fact: Fact::PollAnswered { poll, account } });
        Ok(())
    }
}
