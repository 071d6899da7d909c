//! React to a post.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::steps;
use crate::discussion::rules::reactions;
use crate::discussion::types::{Post, Reaction};
use crate::discussion::{Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// React to a post
///
/// Says without words what you think of what the post says now, once in each way. It weighs nothing in
/// any decision.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "react",
    he = "תגובה בסימן",
    says_en = "React to post { $post } in { $dao }: { $kind }.",
    says_he = "להגיב בסימן על הודעה { $post } בקהילה { $dao }: { $kind }.",
    by(Member),
    cost(2_000, 10, 0)
)]
pub(crate) struct React {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The post's number.
    #[he("מספר ההודעה")]
    pub(crate) post: u64,
    /// How.
    #[he("התגובה")]
    pub(crate) kind: Reaction,
}

impl Action for React {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Post);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (account, row, has) = reacting(ctx, (self.dao, self.post), self.kind)?;
        if has {
            return Err(Refusal::AlreadyReacted { kind: self.kind.word() }.into());
        }
        Ok((account, row))
    }

    fn apply(self, (account, row): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        set(ctx, (self.dao, self.post, account), row, (self.kind, true));
        Ok(())
    }
}

/// Who reacts, to which post, and whether they do so already.
///
/// # Errors
/// As [`steps::alive`].
pub(super) fn reacting(
    ctx: &Ctx<'_>,
    (dao, post): steps::Key,
    kind: Reaction,
) -> Result<(AccountId, Post, bool), Refused> {
    let account = steps::reader(ctx, dao)?;
    let (row, _) = steps::alive(ctx, (dao, post), account)?;
    let before = ctx.state.discussion.reactions.get(&(dao, post, account));
    let has = reactions::standing(before, row.version).contains(&kind);
    Ok((account, row.clone(), has))
}

/// Writes a reaction, or takes it back.
pub(super) fn set(
    ctx: &mut Ctx<'_>,
    key: (DaoId, u64, AccountId),
    mut row: Post,
    (kind, is_there): (Reaction, bool),
) {
    let (dao, post, account) = key;
    let tables = &mut ctx.state.discussion;
    let standing = reactions::standing(tables.reactions.get(&key), row.version);
    match reactions::with(standing, (kind, is_there), (row.version, row.circle)) {
        Some(reacted) => tables.reactions.put(key, reacted),
        None => {
            tables.reactions.remove(&key);
        }
    }
    row.reactions = reactions::counted(&row.reactions, (kind, is_there));
    let circle = row.circle;
    tables.thread_posts.put((dao, post), row);
    let fact = match is_there {
        true => Fact::Reacted { post, account, kind },
        false => Fact::ReactionWithdrawn { post, account, kind },
    };
    steps::tell(ctx, (dao, circle), fact);
}
