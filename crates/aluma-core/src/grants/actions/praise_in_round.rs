//! Praise somebody in a round.

use alloc::collections::BTreeSet;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, List};

use super::steps;
use crate::grants::types::{Entry, Words};
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Put praise before a round's raters
///
/// Says what somebody did that is worth a part of the round's budget. Assigned raters score it, and
/// money follows; points do not: that is what praise outside of rounds brings, which brings no money.
/// Nobody praises themselves.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "praise-in-round",
    he = "הגשת הוקרה לסבב",
    says_en = "Put before the raters of round { $round } of { $dao } what { $to } did, for a part of \
               its budget: { $words }",
    says_he = "להגיש לעיני המעריכים של סבב { $round } בקהילה { $dao } את מה שנעשה בידי { $to }, \
               תמורת חלק מן התקציב: { $words }",
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

impl Action for PraiseInRound {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let from = steps::signer(ctx)?;
        if from == self.to {
            return Err(Refusal::PraisedYourself.into());
        }
        let row = steps::round(ctx, self.dao, self.round)?;
        steps::is_among_us(ctx.state, self.dao, from)?;
        steps::is_among_us(ctx.state, self.dao, self.to)?;
        steps::praise_where(row, false)?;
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
