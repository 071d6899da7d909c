//! Praise somebody in a round.

use alloc::collections::BTreeSet;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, List};

use super::steps;
use crate::dao::{self, Standing};
use crate::grants::types::{Entry, Words};
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;

/// Praise somebody in a round
///
/// Says what somebody did that is worth a part of the round's budget. Assigned raters score it.
/// Nobody praises themselves.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "praise-in-round",
    he = "הוקרה בסבב",
    says_en = "Praise { $to } in round { $round } of { $dao }: { $words }",
    says_he = "להוקיר את { $to } בסבב { $round } של { $dao }: { $words }",
    by(Member),
    cost(4_000, 10, 0)
)]
pub(crate) struct PraiseInRound {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The round.
    #[he("מספר הסבב")]
    pub(crate) round: u64,
    /// Whom.
    #[he("את מי")]
    pub(crate) to: AccountId,
    /// What for.
    #[he("על מה")]
    pub(crate) words: Words,
}

/// Whether somebody belongs: with a vote or without, and not as a stakeholder.
fn is_among_us(state: &State, dao: DaoId, account: AccountId) -> Result<(), Refusal> {
    match dao::member(state, dao, account).map(|row| row.standing) {
        Some(Standing::Admitted | Standing::Joined) => Ok(()),
        _ => Err(Refusal::NotAmongUs { account }),
    }
}

impl Action for PraiseInRound {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let from = steps::signer(ctx)?;
        if from == self.to {
            return Err(Refusal::PraisedYourself.into());
        }
        let row = steps::round(ctx, self.dao, self.round)?;
        is_among_us(ctx.state, self.dao, from)?;
        is_among_us(ctx.state, self.dao, self.to)?;
        if row.policy.praise().recorded {
            return Err(Refusal::OtherKindOfRound { kind: "recorded" }.into());
        }
        steps::is_open(ctx, self.round, row)?;
        if ctx.now() > row.entries_until {
            return Err(Refusal::PraiseIsOver { since: row.entries_until }.into());
        }
        let key = (self.dao, self.round);
        steps::fits(ctx.state, key, row, (1, &BTreeSet::from([self.to])))?;
        Ok(from)
    }

    fn apply(self, from: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, round, to, words } = self;
        steps::count_takers(ctx, (dao, round), &BTreeSet::from([to]));
        let words = Some(words);
        let entry = Entry { from, to, at: ctx.now(), words, rates: List::default() };
        let entry = steps::enter(ctx, (dao, round), entry)?;
        ctx.emit(&Event { dao, fact: Fact::Praised { round, entry, from, to, words } });
        ctx.made(u64::from(entry));
        Ok(())
    }
}
