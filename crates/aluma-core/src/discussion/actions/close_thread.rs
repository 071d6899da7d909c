//! Close a thread of one's own.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::steps;
use crate::discussion::types::Thread;
use crate::discussion::{Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::event::Circle;
use crate::kernel::refusal::{Broken, Refused};

/// Close a thread
///
/// Yours, when everything was said. Nobody posts, edits or reacts in it any more; it stays to be read,
/// and you may open it again.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "close-thread",
    he = "סגירת שרשור",
    says_en = "Close my thread { $thread } in { $dao }.",
    says_he = "לסגור את שרשור { $thread } שלי בקהילה { $dao }.",
    by(Member),
    cost(2_000, 10, 0)
)]
pub(crate) struct CloseThread {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The thread's number.
    #[he("מספר השרשור")]
    pub(crate) thread: u64,
}

impl Action for CloseThread {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Circle;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Circle, Refused> {
        let row = own(ctx, (self.dao, self.thread))?;
        if row.closed {
            return Err(Refusal::ThreadClosed { thread: self.thread }.into());
        }
        Ok(row.circle)
    }

    fn apply(self, circle: Circle, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, thread } = self;
        ctx.state.discussion.threads.update(&(dao, thread), |row| row.closed = true);
        steps::tell(ctx, (dao, circle), Fact::ThreadClosed { thread });
        Ok(())
    }
}

/// A thread that whoever acts opened.
///
/// # Errors
/// As [`steps::thread`]; [`Refusal::NotYourThread`].
pub(super) fn own<'c>(ctx: &'c Ctx<'_>, key: steps::Key) -> Result<&'c Thread, Refused> {
    let account = steps::reader(ctx, key.0)?;
    let row = steps::thread(ctx, key)?;
    if row.author == Some(account) {
        Ok(row)
    } else {
        Err(Refusal::NotYourThread { thread: key.1 }.into())
    }
}
