//! Praise somebody.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, DaoId};

use super::{epochs, steps};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::reputation::types::{MAX_PRAISED, WORDS_BYTES};
use crate::reputation::{Event, Fact, Refusal};

/// Points of one praise at most.
pub(crate) const MOST: u64 = 1_000;
/// How many others one member praises in an epoch.
pub(crate) const PEOPLE: u32 = 200;

/// Praise somebody
///
/// Says what you think well of, and with how much weight. When the epoch ends, praise becomes points
/// that fade twice as fast as others: all that you gave counts up to a part of your own points and is
/// scaled down where it is more, praise within a circle of people who praise each other counts less,
/// and there are bounds to what anybody and all receive.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "praise",
    he = "הוקרה",
    says_en = "Praise { $to } in { $dao }, domain { $domain }, with { $points } points: { $words }",
    says_he = "להביע הוקרה אל { $to } בקהילה { $dao }, תחום { $domain }, בשיעור { $points } \
               נקודות: { $words }",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct Praise {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// Whom.
    #[he("את מי")]
    pub(crate) to: AccountId,
    /// For what they did in this domain; none is the whole community.
    #[he("תחום")]
    pub(crate) domain: Option<u32>,
    /// Points of praise, from 1 to 1,000.
    #[he("נקודות הוקרה")]
    pub(crate) points: u64,
    /// For what.
    #[he("על מה")]
    pub(crate) words: Body<WORDS_BYTES>,
}

impl Action for Praise {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let dao = self.dao;
        if self.points == 0 || self.points > MOST {
            return Err(Refusal::PraiseOutOfRange { most: MOST }.into());
        }
        let from = steps::member(ctx, dao)?;
        if from == self.to {
            return Err(Refusal::SelfPraise.into());
        }
        steps::other(ctx, dao, self.to)?;
        steps::domain(ctx, dao, self.domain)?;
        // An epoch that is over, though nobody has closed it yet, counts nothing any more.
        let epoch = ctx.state.reputation.epochs.get(&dao);
        let Some(epoch) = epoch.filter(|row| !row.is_over && ctx.now() <= row.until) else {
            return Ok(from);
        };
        let edges = &ctx.state.reputation.praise_edges;
        match edges.get(&(dao, epoch.number, from, self.to)) {
            Some(edge) => {
                let is_new = edge.praised.iter().all(|row| row.domain != self.domain);
                if is_new && edge.praised.len() >= MAX_PRAISED {
                    let limit = MAX_PRAISED as u32;
                    return Err(Refusal::PraisedEverywhere { limit }.into());
                }
            }
            None if epochs::praised(ctx.state, (dao, epoch.number, from)).0 >= PEOPLE => {
                let from = crate::kernel::schedule::due_at(epoch.until);
                return Err(Refusal::PraisedEnough { limit: PEOPLE, from }.into());
            }
            None => {}
        }
        Ok(from)
    }

    fn apply(self, from: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, to, domain, points, words } = self;
        epochs::note_praise(ctx, (dao, domain), (from, to), points)?;
        ctx.emit(&Event { dao, fact: Fact::Praised { from, to, domain, points, words } });
        Ok(())
    }
}
