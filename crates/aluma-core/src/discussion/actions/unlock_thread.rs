//! Unlock a thread.

use aluma_types::spec::ActionSpec;
use aluma_types::{Body, DaoId, Span};

use super::steps::{self, Entry};
use crate::dao::types::PROSE_BYTES;
use crate::discussion::types::{Deed, Lock, Moderator};
use crate::discussion::{Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::event::Circle;
use crate::kernel::refusal::{Broken, Refused};

/// Unlock a thread
///
/// Before its time. What the members locked only the members unlock.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "unlock-thread",
    he = "ביטול נעילה של שרשור",
    says_en = "Unlock thread { $thread }. Reason: { $reason }.",
    says_he = "לבטל את הנעילה של שרשור { $thread }. נימוק: { $reason }.",
    by(Dao, Role),
    track = Tip,
    cost(3_000, 10, 0)
)]
pub(crate) struct UnlockThread {
    /// The thread's number.
    #[he("מספר השרשור")]
    pub(crate) thread: u64,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Body<PROSE_BYTES>>,
}

/// Who unlocks what.
pub(crate) struct Plan {
    dao: DaoId,
    by: Moderator,
    circle: Circle,
    lock: Lock,
}

impl Action for UnlockThread {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let (dao, by) = steps::moderator(ctx)?;
        let thread = self.thread;
        let row = steps::own_thread(ctx.state, (dao, thread))?;
        let lock = row.lock.filter(|lock| lock.holds(ctx.now()));
        let lock = lock.ok_or(Refusal::NotLocked { thread })?;
        if by.holder().is_some() && lock.by.holder().is_none() {
            return Err(Refusal::ForTheMembers.into());
        }
        Ok(Plan { dao, by, circle: row.circle, lock })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Plan { dao, by, circle, lock } = plan;
        let Self { thread, reason } = self;
        if let Some(task) = lock.task {
            ctx.cancel(task);
        }
        // Over before this moment; what a role locked counts from then for the next time.
        let over = Lock { until: Some(ctx.now().before(Span(1))), task: None, ..lock };
        ctx.state.discussion.threads.update(&(dao, thread), |row| row.lock = Some(over));
        steps::tell(ctx, (dao, circle), Fact::ThreadUnlocked { thread, by: Some(by) });
        let deed = Deed::Unlocked { thread };
        steps::log(ctx, (dao, circle), Entry { deed, by: Some(by), reason })
    }
}
