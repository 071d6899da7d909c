//! Who may read what was said: those of a thread, and of a hidden post fewer.

use aluma_types::{AccountId, DaoId, Hash32};

use crate::dao;
use crate::discussion::types::{Case, Judges, Post, Thread};
use crate::kernel::event::Circle;
use crate::kernel::view::Look;

/// What a role must be given for its holders to read hidden posts.
const MODERATING: [&str; 3] = ["hide-post", "show-post", "judge-hiding"];

/// Whether a reader belongs to a circle of a DAO.
pub(crate) fn is_in(look: &Look<'_>, dao: DaoId, circle: Circle) -> bool {
    dao::circle_of(look, dao).is_some_and(|innermost| circle <= innermost)
}

/// A thread that the reader may read.
pub(crate) fn thread<'a>(look: &Look<'a>, key: (DaoId, u64)) -> Option<&'a Thread> {
    let row = look.state.discussion.threads.get(&key);
    row.filter(|row| is_in(look, key.0, row.circle))
}

/// A post of a thread that the reader may read.
pub(crate) fn post<'a>(look: &Look<'a>, key: (DaoId, u64)) -> Option<&'a Post> {
    let row = look.state.discussion.thread_posts.get(&key);
    row.filter(|row| is_in(look, key.0, row.circle))
}

/// Whether the reader may read what a post says: what is hidden is for its author, for moderators,
/// and for the members where they are to decide on it.
pub(crate) fn sees(look: &Look<'_>, dao: DaoId, post: &Post) -> bool {
    let Some(hiding) = &post.hiding else { return true };
    let Some(reader) = look.reader else { return false };
    let by_members = matches!(hiding.case, Case::Appealed { judges: Judges::Members, .. });
    reader == post.author
        || by_members && dao::is_admitted(look.state, dao, reader)
        || moderates(look, dao, reader)
}

/// Whether somebody holds a role by which they moderate.
fn moderates(look: &Look<'_>, dao: DaoId, account: AccountId) -> bool {
    MODERATING.iter().any(|kind| dao::may_by_role(look.state, (dao, account), kind, look.now))
}

/// Whether the reader may read a text whose id they were shown.
pub(crate) fn sees_words(look: &Look<'_>, words: &Hash32) -> bool {
    let tables = &look.state.discussion;
    let Some(key) = tables.thread_posts.index().hidden(words) else { return true };
    tables.thread_posts.get(&key).is_none_or(|post| sees(look, key.0, post))
}
