//! Hide a post.

use aluma_types::spec::ActionSpec;
use aluma_types::{Body, DaoId, List};

use super::steps::{self, Entry};
use crate::dao::span;
use crate::dao::types::PROSE_BYTES;
use crate::discussion::charter::APPEAL;
use crate::discussion::types::{Case, Deed, Hiding, Moderator, Post};
use crate::discussion::{Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Hide a post
///
/// Its words are read no more but by its author and by moderators; that it is there, who hid it and why
/// stands in the public log. Its author may appeal, and the words are kept. What was shown again on
/// appeal only the members hide, by a vote.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "hide-post",
    he = "הסתרת הודעה",
    says_en = "Hide post { $post }. Reason: { $reason }",
    says_he = "להסתיר את הודעה { $post }. נימוק: { $reason }",
    by(Dao, Role),
    track = Tip,
    cost(3_000, 10, 0)
)]
pub(crate) struct HidePost {
    /// The post's number.
    #[he("מספר ההודעה")]
    pub(crate) post: u64,
    /// Why; everybody reads it who may read the thread.
    #[he("נימוק")]
    pub(crate) reason: Body<PROSE_BYTES>,
}

/// Who hides what.
pub(crate) struct Plan {
    dao: DaoId,
    by: Moderator,
    row: Post,
}

impl Action for HidePost {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let (dao, by) = steps::moderator(ctx)?;
        let post = self.post;
        let row = steps::own_post(ctx.state, (dao, post))?;
        if row.body.is_none() {
            return Err(Refusal::WordsErased { post }.into());
        }
        if row.hiding.is_some() {
            return Err(Refusal::PostHidden { post }.into());
        }
        if row.cleared && by.holder().is_some() {
            return Err(Refusal::ClearedOnAppeal { post }.into());
        }
        Ok(Plan { dao, by, row: row.clone() })
    }

    fn apply(self, Plan { dao, by, mut row }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { post, reason } = self;
        let at = ctx.now();
        let appeal_until = at.after(span(ctx.state, dao, &APPEAL));
        // A post keeps no more than an event holds.
        let words = List::new(row.words().collect()).unwrap_or_default();
        row.hiding = Some(Hiding { by, reason, at, case: Case::Open { until: appeal_until } });
        let (author, to) = (row.author, (dao, row.circle));
        ctx.state.discussion.thread_posts.put((dao, post), row);
        let fact = Fact::PostHidden { post, author, by, reason, appeal_until, words };
        steps::tell(ctx, to, fact);
        let deed = Deed::Hidden { post };
        steps::log(ctx, to, Entry { deed, by: Some(by), reason: Some(reason) })
    }
}
