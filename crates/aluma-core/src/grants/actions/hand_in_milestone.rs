//! Hand a milestone in.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::{asking, giving};
use crate::grants::rules::undertaking::Course;
use crate::grants::types::Words;
use crate::grants::{Event, Fact};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Hand a milestone in
///
/// Says that the next milestone of a gift pot or a grant is reached, and where that can be seen. Whoever
/// judges has 7 days, and once more 7; then silence decides as its terms say.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "hand-in-milestone",
    he = "הגשת אבן דרך",
    says_en = "Hand in the next milestone of undertaking { $undertaking } of { $dao }: { $work }",
    says_he = "להגיש את אבן הדרך הבאה של מיזם { $undertaking } בקהילה { $dao }: { $work }",
    by(Member),
    cost(5_000, 10, 0)
)]
pub(crate) struct HandInMilestone {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The gift pot or grant.
    #[he("מספר המיזם")]
    pub(crate) undertaking: u64,
    /// What was done, and where it is.
    #[he("מה נעשה")]
    pub(crate) work: Words,
}

impl Action for HandInMilestone {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn check(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        let row = asking::mine(ctx, (self.dao, self.undertaking))?;
        match row.course {
            Course::Working { .. } => Ok(asking::in_time(ctx, row)?),
            course => Err(asking::otherwise(course).into()),
        }
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, undertaking, work } = self;
        let mut row = giving::of(ctx, (dao, undertaking))?;
        row.tally.work = Some(work);
        let milestone = row.tally.reached;
        ctx.emit(&Event { dao, fact: Fact::MilestoneHandedIn { undertaking, milestone, work } });
        giving::hand_in(ctx, (dao, undertaking), row);
        Ok(())
    }
}
