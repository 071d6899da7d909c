//! What happens by itself.

use aluma_types::{Canon, DaoId};

use crate::discussion::actions::steps;
use crate::discussion::types::{Case, Hiding};
use crate::discussion::{Event, Fact};
use crate::kernel::action::{Next, Task};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::kernel::schedule::due_at;

/// Ends an appeal on which nobody decided, as the charter said when it was made.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndHearing {
    pub(crate) dao: DaoId,
    pub(crate) post: u64,
}

impl Task for EndHearing {
    const NUMBER: u16 = 80;
    const NAME: &'static str = "end-hearing";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let key = (self.dao, self.post);
        let row = ctx.state.discussion.thread_posts.get(&key);
        let Some(Hiding { case: Case::Appealed { else_shown, until, .. }, .. }) =
            row.and_then(|row| row.hiding)
        else {
            return Ok(Next::Done);
        };
        if ctx.now() <= until {
            return Ok(Next::Again(due_at(until), self));
        }
        steps::judge(ctx, key, (!else_shown, None, None))?;
        Ok(Next::Done)
    }
}

/// Tells that the lock of a thread is over.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndLock {
    pub(crate) dao: DaoId,
    pub(crate) thread: u64,
}

impl Task for EndLock {
    const NUMBER: u16 = 81;
    const NAME: &'static str = "end-lock";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let Self { dao, thread } = self;
        let Some(row) = ctx.state.discussion.threads.get(&(dao, thread)) else {
            return Ok(Next::Done);
        };
        let circle = row.circle;
        match row.lock.and_then(|lock| lock.until) {
            Some(until) if ctx.now() <= until => Ok(Next::Again(due_at(until), self)),
            Some(_) => {
                ctx.emit(&Event { dao, circle, fact: Fact::ThreadUnlocked { thread, by: None } });
                Ok(Next::Done)
            }
            None => Ok(Next::Done),
        }
    }
}
