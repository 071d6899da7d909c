//! Say that a record is whole.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::steps;
use crate::grants::Refusal;
use crate::grants::tasks::CloseRound;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use aluma_types::Span;

/// Say that a record is whole
///
/// A round that is kept as recorded closes now, and not only when its time is over. Any other closes
/// by itself.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "close-record",
    he = "סיום תיעוד",
    says_en = "The record of round { $round } of { $dao } is whole: close it and pay.",
    says_he = "התיעוד של סבב { $round } בקהילה { $dao } שלם: לסגור ולשלם.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct CloseRecord {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The round.
    #[he("מספר הסבב")]
    pub(crate) round: u64,
    /// How many entries it has: one that is cut short is not closed.
    #[he("כמה הוקרות")]
    pub(crate) entries: u32,
}

impl Action for CloseRecord {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = u64;

    fn check(&self, ctx: &Ctx<'_>) -> Result<u64, Refused> {
        let row = steps::round(ctx, self.dao, self.round)?;
        steps::praise(row)?;
        steps::as_steward(ctx, self.round, row)?;
        steps::praise_where(row, true)?;
        steps::is_open(ctx, self.round, row)?;
        if row.entries != self.entries {
            return Err(Refusal::NoSuchEntry { entry: self.entries }.into());
        }
        Ok(row.task)
    }

    fn apply(self, task: u64, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let (dao, round) = (self.dao, self.round);
        ctx.cancel(task);
        steps::close(ctx, (dao, round));
        let at = ctx.now().after(Span(1));
        let task = ctx.schedule(at, Some(dao), &CloseRound { dao, round });
        steps::change(ctx, (dao, round), |row| row.task = task);
        Ok(())
    }
}
