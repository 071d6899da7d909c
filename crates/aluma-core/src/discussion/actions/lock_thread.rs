//! Lock a thread.

use aluma_types::spec::ActionSpec;
use aluma_types::{Body, DaoId, Span, Timestamp};

use super::steps::{self, Entry};
use crate::dao::types::PROSE_BYTES;
use crate::discussion::rules::locks;
use crate::discussion::tasks::EndLock;
use crate::discussion::types::{Deed, Lock, Moderator};
use crate::discussion::{Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::event::Circle;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;

/// Lock a thread
///
/// Nobody posts, edits or reacts in it meanwhile; it stays to be read. A role locks it for 14 days at
/// most, and again only 14 days after that ended; the members may lock it for a time or until it is
/// unlocked.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "lock-thread",
    he = "נעילת שרשור",
    says_en = "Lock thread { $thread } for { $lasts }. Reason: { $reason }",
    says_he = "לנעול את שרשור { $thread } למשך { $lasts }. נימוק: { $reason }",
    by(Dao, Role),
    track = Tip,
    cost(3_000, 10, 0)
)]
pub(crate) struct LockThread {
    /// The thread's number.
    #[he("מספר השרשור")]
    pub(crate) thread: u64,
    /// For how long; without it until the members unlock it.
    #[he("לכמה זמן")]
    pub(crate) lasts: Option<Span>,
    /// Why; everybody reads it who may read the thread.
    #[he("נימוק")]
    pub(crate) reason: Body<PROSE_BYTES>,
}

/// Who locks what, and until when.
pub(crate) struct Plan {
    dao: DaoId,
    by: Moderator,
    circle: Circle,
    until: Option<Timestamp>,
}

impl Action for LockThread {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let (dao, by) = steps::moderator(ctx)?;
        let row = steps::own_thread(ctx.state, (dao, self.thread))?;
        let running = row.lock.filter(|lock| lock.holds(ctx.now()));
        // The members may go on with what a role began.
        if let Some(lock) = running
            && (by.holder().is_some() || lock.by.holder().is_none())
        {
            return Err(Refusal::ThreadLocked { since: lock.since }.into());
        }
        let by_role = by.holder().is_some();
        let until = locks::until(self.lasts, by_role, row.lock.as_ref(), ctx.now())?;
        Ok(Plan { dao, by, circle: row.circle, until })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Plan { dao, by, circle, until } = plan;
        let Self { thread, reason, .. } = self;
        let before = ctx.state.discussion.threads.get(&(dao, thread)).and_then(|row| row.lock);
        if let Some(task) = before.and_then(|lock| lock.task) {
            ctx.cancel(task);
        }
        let end = EndLock { dao, thread };
        let task = until.map(|until| ctx.schedule(due_at(until), Some(dao), &end));
        let lock = Lock { by, reason, since: ctx.now(), until, task };
        ctx.state.discussion.threads.update(&(dao, thread), |row| row.lock = Some(lock));
        steps::tell(ctx, (dao, circle), Fact::ThreadLocked { thread, by, reason, until });
        let deed = Deed::Locked { thread };
        steps::log(ctx, (dao, circle), Entry { deed, by: Some(by), reason: Some(reason) })
    }
}
