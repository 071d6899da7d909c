//! Edit a post.

use alloc::vec::Vec;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, List};

use super::steps;
use crate::discussion::types::{MAX_EDITS, Mentions, Past, Post, Spoken, Words};
use crate::discussion::{Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Edit a post
///
/// It says something else from now on. What it said before stays in its history until you erase it,
/// and reactions to that are left behind with it: nobody has agreed to what they have not read.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "edit-post",
    he = "עריכת הודעה",
    says_en = "Edit my post { $post } in { $dao }, to say: { $body } \
               { $mentions_count ->\n    [0] It calls nobody.\n   \
               *[other] It calls: { $mentions }.\n}",
    says_he = "לערוך את הודעה { $post } שלי בקהילה { $dao }, שתאמר: { $body } \
               { $mentions_count ->\n    [0] בלי פנייה אל איש.\n   \
               *[other] פנייה אל: { $mentions }.\n}",
    by(Member),
    cost(4_000, 10, 500)
)]
pub(crate) struct EditPost {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The post's number.
    #[he("מספר ההודעה")]
    pub(crate) post: u64,
    /// What it says from now on, in Markdown.
    #[he("הדברים")]
    pub(crate) body: Words,
    /// People it mentions; those who are new are told.
    #[he("מי שהוזכרו")]
    pub(crate) mentions: Mentions,
}

/// The post as it was, and what it said.
pub(crate) struct Plan {
    author: AccountId,
    row: Post,
    before: Words,
    fresh: Vec<AccountId>,
    spoken: Spoken,
}

impl Action for EditPost {
    const ACTION: &'static ActionSpec = Self::ACTION;
    const OWNS_WORDS: bool = true;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        steps::once(&self.mentions)?;
        let author = steps::reader(ctx, self.dao)?;
        if steps::post(ctx, (self.dao, self.post))?.author != author {
            return Err(Refusal::NotYourPost { post: self.post }.into());
        }
        let (row, before) = steps::alive(ctx, (self.dao, self.post), author)?;
        if row.version > MAX_EDITS {
            return Err(Refusal::EditedEnough { limit: MAX_EDITS }.into());
        }
        steps::readable(ctx, (self.dao, row.circle), &self.mentions)?;
        let is_new = |account: &AccountId| !row.mentions.contains(account);
        let fresh: Vec<_> = self.mentions.iter().copied().filter(is_new).collect();
        let spoken = steps::booked(ctx, (self.dao, author), fresh.len())?;
        Ok(Plan { author, row: row.clone(), before, fresh, spoken })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Plan { author, mut row, before, fresh, spoken } = plan;
        let Self { dao, post, body, mentions } = self;
        let (thread, circle) = (row.thread, row.circle);
        // There is room: a post is not edited more often than it keeps words.
        row.past.push(Past { version: row.version, body: before, at: row.edited });
        row.version = row.version.saturating_add(1);
        row.edited = ctx.now();
        row.body = Some(body);
        row.mentions = mentions;
        row.reactions = List::default();
        let version = row.version;
        ctx.state.discussion.thread_posts.put((dao, post), row);
        ctx.state.discussion.spoken.put((dao, author), spoken);
        let fact = Fact::PostEdited { post, thread, version, body, before };
        steps::tell(ctx, (dao, circle), fact);
        steps::mention(ctx, ((dao, circle), (thread, post, author)), &fresh);
        Ok(())
    }
}
