//! Facts of a discussion.

use aluma_types::{AccountId, Body, Canon, DaoId, List, Timestamp};

use crate::dao::types::PROSE_BYTES;
use crate::discussion::types::{
    Deed, MAX_ERASED, Moderator, Reaction, Title, Topic, WORDS_BYTES, Words,
};
use crate::kernel::event::{Circle, DomainEvent};

/// What happened, in which DAO, and which of its readers it is for.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Event {
    /// The DAO, which decides who may read it.
    pub dao: DaoId,
    /// Those of its readers who may read the thread.
    pub circle: Circle,
    /// What happened.
    pub fact: Fact,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Fact {
    /// A thread began.
    #[tag(1)]
    ThreadOpened {
        /// Its number.
        thread: u64,
        /// About what.
        topic: Topic,
        /// By whom; that of a proposal or poll begins with its first post.
        author: Option<AccountId>,
        /// What it is called.
        title: Option<Title>,
    },
    /// Somebody said something.
    #[tag(2)]
    PostMade {
        /// Its number.
        post: u64,
        /// Where.
        thread: u64,
        /// Who.
        author: AccountId,
        /// Which post it answers.
        parent: Option<u64>,
        /// What.
        body: Words,
    },
    /// A post says something else.
    #[tag(3)]
    PostEdited {
        /// The post.
        post: u64,
        /// Where.
        thread: u64,
        /// Which version that is.
        version: u16,
        /// What it says.
        body: Words,
        /// What it said.
        before: Words,
    },
    /// An author erased words of theirs.
    #[tag(4)]
    PostErased {
        /// The post.
        post: u64,
        /// Where.
        thread: u64,
        /// Which version, where it was an earlier one alone.
        version: Option<u16>,
        /// What is gone, a title among it.
        words: List<Body<WORDS_BYTES>, MAX_ERASED>,
    },
    /// Somebody reacted.
    #[tag(5)]
    Reacted {
        /// To which post.
        post: u64,
        /// Who.
        account: AccountId,
        /// How.
        kind: Reaction,
    },
    /// Somebody took a reaction back.
    #[tag(6)]
    ReactionWithdrawn {
        /// From which post.
        post: u64,
        /// Who.
        account: AccountId,
        /// Which.
        kind: Reaction,
    },
    /// A post mentions somebody: told to them alone.
    #[tag(7)]
    Mentioned {
        /// The post.
        post: u64,
        /// Where.
        thread: u64,
        /// Whom.
        account: AccountId,
        /// Who says so.
        by: AccountId,
    },
    /// The author of a thread closed it.
    #[tag(8)]
    ThreadClosed {
        /// The thread.
        thread: u64,
    },
    /// And opened it again.
    #[tag(9)]
    ThreadReopened {
        /// The thread.
        thread: u64,
    },
    /// A moderator hid a post.
    #[tag(10)]
    PostHidden {
        /// The post.
        post: u64,
        /// Whose.
        author: AccountId,
        /// By whom.
        by: Moderator,
        /// Why.
        reason: Body<PROSE_BYTES>,
        /// The last moment at which its author may appeal.
        appeal_until: Timestamp,
        /// What is to be read no more; it is kept for the appeal.
        words: List<Body<WORDS_BYTES>, MAX_ERASED>,
    },
    /// A hidden post is shown again.
    #[tag(11)]
    PostShown {
        /// The post.
        post: u64,
        /// What it says.
        body: Words,
        /// By whom; nobody where time did it.
        by: Option<Moderator>,
    },
    /// The author of a hidden post appealed.
    #[tag(12)]
    HidingAppealed {
        /// The post.
        post: u64,
        /// Why it should be shown.
        reason: Body<PROSE_BYTES>,
        /// Until when it is to be decided.
        until: Timestamp,
    },
    /// An appeal is over.
    #[tag(13)]
    HidingJudged {
        /// The post.
        post: u64,
        /// Whether it stays hidden.
        stands: bool,
        /// By whom; nobody where nobody decided in time.
        by: Option<Moderator>,
        /// Why.
        reason: Option<Body<PROSE_BYTES>>,
    },
    /// A moderator locked a thread.
    #[tag(14)]
    ThreadLocked {
        /// The thread.
        thread: u64,
        /// By whom.
        by: Moderator,
        /// Why.
        reason: Body<PROSE_BYTES>,
        /// The last moment of it, where it ends by itself.
        until: Option<Timestamp>,
    },
    /// A thread is locked no more.
    #[tag(15)]
    ThreadUnlocked {
        /// The thread.
        thread: u64,
        /// By whom; nobody where time did it.
        by: Option<Moderator>,
    },
    /// A line of the public log of moderation.
    #[tag(16)]
    Moderated {
        /// Its number.
        number: u64,
        /// What.
        deed: Deed,
    },
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "discussion";

    fn dao(&self) -> Option<DaoId> {
        Some(self.dao)
    }

    /// That one is mentioned is for one's own inbox; everybody else reads the post.
    fn only(&self) -> Option<AccountId> {
        match self.fact {
            Fact::Mentioned { account, .. } => Some(account),
            _ => None,
        }
    }

    fn circle(&self) -> Circle {
        self.circle
    }
}

/// The ids of words that an event says are gone for good.
pub fn erased(event: &crate::kernel::event::Event) -> Option<alloc::vec::Vec<aluma_types::Hash32>> {
    match event.read::<Event>()?.fact {
        Fact::PostErased { words, .. } => Some(words.iter().map(|words| words.id).collect()),
        _ => None,
    }
}

/// What becomes findable by its words through an event, and what no more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findable {
    /// Words that are to be found no more.
    pub gone: alloc::vec::Vec<aluma_types::Hash32>,
    /// Words of the event that are to be found.
    pub now: alloc::vec::Vec<aluma_types::Hash32>,
}

/// The newest words of a post are found, those before, erased or hidden ones are not; `None` where an
/// event changes nothing of the kind.
pub fn findable(event: &crate::kernel::event::Event) -> Option<Findable> {
    let ids = |words: &[Words]| words.iter().map(|words| words.id).collect();
    let (gone, now) = match event.read::<Event>()?.fact {
        Fact::PostEdited { body, before, .. } => (ids(&[before]), ids(&[body])),
        Fact::PostErased { words, .. } => (ids(&words), ids(&[])),
        // Why it was hidden is public and is found.
        Fact::PostHidden { words, reason, .. } => (ids(&words), [reason.id].into()),
        Fact::PostShown { body, .. } => (ids(&[]), ids(&[body])),
        _ => return None,
    };
    Some(Findable { gone, now })
}
