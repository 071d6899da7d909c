//! Appeal against the hiding of one's post.

use aluma_types::spec::ActionSpec;
use aluma_types::{Body, DaoId, Timestamp};

use super::steps::{self, Entry};
use crate::dao::span;
use crate::dao::types::PROSE_BYTES;
use crate::discussion::charter::{self, JUDGEMENT};
use crate::discussion::tasks::EndHearing;
use crate::discussion::types::{Case, Deed, Post};
use crate::discussion::{Fact, Refusal};
use crate::kernel::action::{Action, Asking};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;

/// Appeal against the hiding of your post
///
/// Once, within the time of the charter. Who decides, until when, and what becomes of the post if
/// nobody does is as the charter says at this moment, whatever becomes of the charter.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "appeal-hiding",
    he = "ערעור על הסתרת הודעה",
    says_en = "Appeal to { $dao } against the hiding of my post { $post }. My reasons: { $reason }",
    says_he = "לערער בפני { $dao } על הסתרת הודעה { $post } שלי. הנימוקים שלי: { $reason }",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct AppealHiding {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The post's number.
    #[he("מספר ההודעה")]
    pub(crate) post: u64,
    /// Why it should be shown; everybody reads it who may read the thread.
    #[he("נימוקים")]
    pub(crate) reason: Body<PROSE_BYTES>,
}

impl AppealHiding {
    /// Whether its author may appeal now.
    fn open_now(&self, row: &Post, now: Timestamp) -> Result<(), Refusal> {
        let post = self.post;
        match row.hiding.ok_or(Refusal::NotHidden { post })?.case {
            Case::Open { until } if now <= until => Ok(()),
            Case::Open { .. } | Case::Stands => Err(Refusal::HidingStands { post }),
            Case::Appealed { until, .. } => Err(Refusal::HidingAppealed { until }),
        }
    }
}

impl Action for AppealHiding {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Post;

    /// Whoever was silenced is not kept from saying so by a spent allowance.
    fn is_guarded(&self, asking: &Asking<'_>) -> bool {
        let row = steps::written(asking.state, (self.dao, self.post), asking.account);
        row.is_some_and(|row| self.open_now(row, asking.now).is_ok())
    }

    /// Also by whoever may not speak or read here any more.
    fn check(&self, ctx: &Ctx<'_>) -> Result<Post, Refused> {
        let row = steps::mine(ctx, (self.dao, self.post))?;
        self.open_now(row, ctx.now())?;
        Ok(row.clone())
    }

    fn apply(self, mut row: Post, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, post, reason } = self;
        let until = ctx.now().after(span(ctx.state, dao, &JUDGEMENT));
        let (judges, else_shown) = charter::judging(ctx.state, dao);
        let task = ctx.schedule(due_at(until), Some(dao), &EndHearing { dao, post });
        if let Some(hiding) = &mut row.hiding {
            hiding.case = Case::Appealed { reason, judges, else_shown, until, task };
        }
        let to = (dao, row.circle);
        ctx.state.discussion.thread_posts.put((dao, post), row);
        steps::tell(ctx, to, Fact::HidingAppealed { post, reason, until });
        let deed = Deed::Appealed { post };
        steps::log(ctx, to, Entry { deed, by: None, reason: Some(reason) })
    }
}
