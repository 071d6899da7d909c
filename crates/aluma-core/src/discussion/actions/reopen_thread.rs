//! Open a closed thread of one's own again.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::close_thread::own;
use super::steps;
use crate::discussion::{Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::event::Circle;
use crate::kernel::refusal::{Broken, Refused};

/// Reopen a thread
///
/// One that you closed yourself.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "reopen-thread",
    he = "פתיחת שרשור מחדש",
    says_en = "Open my closed thread { $thread } in { $dao } again.",
    says_he = "לפתוח מחדש את שרשור { $thread } שלי בקהילה { $dao }.",
    by(Member),
    cost(2_000, 10, 0)
)]
pub(crate) struct ReopenThread {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The thread's number.
    #[he("מספר השרשור")]
    pub(crate) thread: u64,
}

impl Action for ReopenThread {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Circle;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Circle, Refused> {
        let row = own(ctx, (self.dao, self.thread))?;
        if !row.closed {
            return Err(Refusal::NotClosed { thread: self.thread }.into());
        }
        Ok(row.circle)
    }

    fn apply(self, circle: Circle, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, thread } = self;
        ctx.state.discussion.threads.update(&(dao, thread), |row| row.closed = false);
        steps::tell(ctx, (dao, circle), Fact::ThreadReopened { thread });
        Ok(())
    }
}
