//! Erase one's own words.

use aluma_types::spec::ActionSpec;
use aluma_types::{Body, DaoId, List};

use super::steps;
use crate::discussion::types::{Case, MAX_ERASED, Post, WORDS_BYTES};
use crate::discussion::{Fact, Refusal};
use crate::kernel::action::{Action, Asking};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Erase a post
///
/// Its words are gone for good, those before each edit too, and the title if it began a thread of
/// yours; answers stay. Or erase one earlier version alone. That something was said, when and by whom
/// stays on record. Whoever copied the words still has them.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "erase-post",
    he = "מחיקת הודעה",
    says_en = "Erase my post { $post } in { $dao } for good. { $version_key ->\n    \
               [none] All that it ever said.\n   *[other] Version { $version } alone.\n}",
    says_he = "למחוק לתמיד את הודעה { $post } שלי בקהילה { $dao }. { $version_key ->\n    \
               [none] כל מה שנאמר בה אי פעם.\n   *[other] גרסה { $version } בלבד.\n}",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct ErasePost {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The post's number.
    #[he("מספר ההודעה")]
    pub(crate) post: u64,
    /// An earlier version; without one everything that the post said.
    #[he("גרסה אחת בלבד")]
    pub(crate) version: Option<u16>,
}

impl Action for ErasePost {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Post;

    /// Nobody is kept from taking their own words away.
    fn is_guarded(&self, asking: &Asking<'_>) -> bool {
        let mine = steps::written(asking.state, (self.dao, self.post), asking.account);
        mine.is_some_and(|row| row.body.is_some() && self.named(row).is_ok())
    }

    /// Also where nothing may be said any more: in a closed or locked thread, by whoever may not
    /// speak or read here, and while the post is hidden, which ends its case.
    fn check(&self, ctx: &Ctx<'_>) -> Result<Post, Refused> {
        let row = steps::mine(ctx, (self.dao, self.post))?;
        if row.body.is_none() {
            return Err(Refusal::WordsErased { post: self.post }.into());
        }
        self.named(row)?;
        Ok(row.clone())
    }

    fn apply(self, row: Post, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        match self.version {
            Some(version) => self.one(ctx, row, version),
            None => self.whole(ctx, row),
        }
        Ok(())
    }
}

impl ErasePost {
    /// Whether the version that is named is an earlier one that is there.
    fn named(&self, row: &Post) -> Result<(), Refusal> {
        match self.version {
            Some(version) if version == row.version => Err(Refusal::NewestWords { version }),
            Some(version) if !row.past.iter().any(|past| past.version == version) => {
                Err(Refusal::NoSuchVersion { version })
            }
            _ => Ok(()),
        }
    }

    fn one(&self, ctx: &mut Ctx<'_>, mut row: Post, version: u16) {
        let (keep, gone): (alloc::vec::Vec<_>, alloc::vec::Vec<_>) =
            row.past.iter().copied().partition(|past| past.version != version);
        row.past = List::new(keep).unwrap_or_default();
        let words = gone.iter().map(|past| past.body).collect();
        self.write(ctx, row, words);
    }

    fn whole(&self, ctx: &mut Ctx<'_>, mut row: Post) {
        let mut words: alloc::vec::Vec<Body<WORDS_BYTES>> = row.words().collect();
        if let Some(Case::Appealed { task, .. }) = row.hiding.map(|hiding| hiding.case) {
            ctx.cancel(task);
        }
        let key = (self.dao, row.thread);
        let first = ctx.state.discussion.thread_posts.index().of(key, 0).next();
        if first == Some(self.post)
            && let Some(thread) = ctx.state.discussion.threads.get(&key)
            && thread.author == Some(row.author)
        {
            words.extend(thread.title.and_then(|title| title.resize().ok()));
            ctx.state.discussion.threads.update(&key, |thread| thread.title = None);
        }
        (row.body, row.hiding) = (None, None);
        (row.past, row.mentions) = (List::default(), List::default());
        self.write(ctx, row, words);
    }

    fn write(&self, ctx: &mut Ctx<'_>, row: Post, words: alloc::vec::Vec<Body<WORDS_BYTES>>) {
        let (thread, circle) = (row.thread, row.circle);
        ctx.state.discussion.thread_posts.put((self.dao, self.post), row);
        // A post keeps no more than an event holds.
        let words: List<_, MAX_ERASED> = List::new(words).unwrap_or_default();
        let (post, version) = (self.post, self.version);
        let fact = Fact::PostErased { post, thread, version, words };
        steps::tell(ctx, (self.dao, circle), fact);
    }
}
