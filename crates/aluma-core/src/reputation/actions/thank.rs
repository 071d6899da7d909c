//! Thank somebody.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, DaoId, Timestamp};

use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::reputation::rules::thanks::{next_week, week};
use crate::reputation::types::{Habits, WORDS_BYTES};
use crate::reputation::{Event, Fact, Refusal, charter};

/// Thank somebody
///
/// Says thank you, for a piece of work or for anything. It is worth no points and is counted nowhere;
/// there are few of them in a week, so that they say something.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "thank",
    he = "תודה",
    says_en = "Thank { $to } in { $dao } for work { $about }: { $words }",
    says_he = "להודות אל { $to } בקהילה { $dao } על תרומה { $about }: { $words }",
    by(Member),
    cost(2_000, 10, 0)
)]
pub(crate) struct Thank {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// Whom.
    #[he("אל מי")]
    pub(crate) to: AccountId,
    /// For which accepted piece of their work, by the number of its evidence.
    #[he("על איזו תרומה")]
    pub(crate) about: Option<u64>,
    /// What you want to say.
    #[he("הדברים")]
    pub(crate) words: Body<WORDS_BYTES>,
}

impl Action for Thank {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Habits);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let dao = self.dao;
        let from = steps::member(ctx, dao)?;
        if from == self.to {
            return Err(Refusal::SelfThanks.into());
        }
        steps::other(ctx, dao, self.to)?;
        let mints = &ctx.state.reputation.mints;
        if self.about.is_some_and(|evidence| !mints.contains(&(dao, self.to, evidence))) {
            return Err(Refusal::NoSuchPoints.into());
        }
        let (now, limit) = (ctx.now(), charter::thanks(ctx.state, dao));
        let habits = ctx.state.reputation.habits.get(&(dao, from)).cloned().unwrap_or_default();
        let thanks = if habits.week == week(now) { habits.thanks } else { 0 };
        if u32::from(thanks) >= limit {
            let from: Timestamp = next_week(now);
            return Err(Refusal::ThankedEnough { limit, from }.into());
        }
        let thanks = thanks.saturating_add(1);
        Ok((from, Habits { week: week(now), thanks, ..habits }))
    }

    fn apply(self, (from, habits): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, to, about, words } = self;
        ctx.state.reputation.habits.put((dao, from), habits);
        ctx.emit(&Event { dao, fact: Fact::Thanked { from, to, about, words } });
        Ok(())
    }
}
