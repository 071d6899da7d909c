//! What happens by itself: everybody who learns has an entry which looks in the row what is due. So no
//! silence leaves anybody waiting.

use aluma_types::{AccountId, Canon, DaoId};

use crate::kernel::action::{Next, Task};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::kernel::schedule::due_at;
use crate::learn::actions::going;
use crate::learn::types::LearnStage;
use crate::review::rules::drawing::earlier;

/// Blocks after the one in which somebody asked for a draw whose randomness draws for them.
const LATER: u64 = 2;

/// Somebody in a course goes on, or their time is over.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct LearnDue {
    /// Where.
    pub(crate) dao: DaoId,
    /// The course.
    pub(crate) course: u64,
    /// Who.
    pub(crate) account: AccountId,
}

impl Task for LearnDue {
    const NUMBER: u16 = 168;
    const NAME: &'static str = "learn-due";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let who = (self.dao, self.course, self.account);
        let Some(row) = ctx.state.learn.learnings.get(&who) else { return Ok(Next::Done) };
        match row.stage {
            LearnStage::Drawing { height, .. } => {
                let ready = height.saturating_add(LATER);
                if ctx.height() <= ready {
                    return Ok(Next::Again(due_at(ctx.now()), self));
                }
                // The beacon that a rule sees is that of the block before; one and the same draws however
                // late this runs.
                let later = ctx.height().saturating_sub(1).saturating_sub(ready);
                let beacon = earlier(ctx.env.beacon, later);
                going::drawn(ctx, who, &beacon)?;
            }
            stage => match stage.until() {
                Some(until) if ctx.now() <= until => return Ok(Next::Again(due_at(until), self)),
                Some(_) => going::due(ctx, who)?,
                None => {}
            },
        }
        Ok(Next::Done)
    }
}
