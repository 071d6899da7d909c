//! Nouns of a discussion.

use aluma_types::{AccountId, Body, Canon, List, PollId, ProposalId, Timestamp};

use crate::dao::types::PROSE_BYTES;
use crate::kernel::event::Circle;

/// Bytes of a thread's title at most.
pub const TITLE_BYTES: usize = 200;
/// Bytes of what one post says at most, in Markdown.
pub const WORDS_BYTES: usize = 8_000;
/// People that one post may mention.
pub const MAX_MENTIONS: usize = 10;
/// How often one post may be edited.
pub const MAX_EDITS: u16 = 20;
/// Posts that one thread takes.
pub const MAX_POSTS: u32 = 1_000;
/// Earlier words that a post keeps: one for each edit.
pub const MAX_PAST: usize = 20;
/// All that a post ever said, and the title above it.
pub const MAX_ERASED: usize = 22;

/// What a post says.
pub type Words = Body<WORDS_BYTES>;
/// What a thread is called.
pub type Title = Body<TITLE_BYTES>;
/// People, each once.
pub type Mentions = List<AccountId, MAX_MENTIONS>;

/// What a thread is about. Tasks, rounds and lessons take the next numbers when they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Topic {
    /// The community.
    #[tag(1)]
    #[he("הקהילה")]
    Community,
    /// A domain of it.
    #[tag(2)]
    #[he("תחום")]
    Domain {
        /// The domain's number there.
        #[he("התחום")]
        domain: u32,
    },
    /// A proposal.
    #[tag(3)]
    #[he("הצעה להחלטה")]
    Proposal {
        /// The proposal.
        #[he("ההצעה")]
        proposal: ProposalId,
    },
    /// A poll.
    #[tag(4)]
    #[he("סקר")]
    Poll {
        /// The poll.
        #[he("הסקר")]
        poll: PollId,
    },
}

impl Topic {
    /// What threads are found by: the kind and the number of what they are about.
    pub const fn key(self) -> (u8, u64) {
        match self {
            Self::Community => (1, 0),
            Self::Domain { domain } => (2, domain as u64),
            Self::Proposal { proposal } => (3, proposal.0),
            Self::Poll { poll } => (4, poll.0),
        }
    }
}

/// Where something is said. A proposal and a poll have one thread each, which begins with the first
/// post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Whither {
    /// In a thread that is there.
    #[tag(1)]
    #[he("בשרשור")]
    Thread {
        /// Its number.
        #[he("מספר השרשור")]
        thread: u64,
    },
    /// About a proposal.
    #[tag(2)]
    #[he("על הצעה להחלטה")]
    Proposal {
        /// The proposal.
        #[he("ההצעה")]
        proposal: ProposalId,
    },
    /// About a poll.
    #[tag(3)]
    #[he("על סקר")]
    Poll {
        /// The poll.
        #[he("הסקר")]
        poll: PollId,
    },
}

/// What one can say without words. Thanks are no reaction: they are tied to a piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub enum Reaction {
    /// I agree.
    #[tag(1)]
    #[he("הסכמה")]
    Agree,
    /// I do not agree.
    #[tag(2)]
    #[he("אי־הסכמה")]
    Disagree,
    /// This is close to my heart.
    #[tag(3)]
    #[he("חיבה")]
    Heart,
    /// This makes me glad.
    #[tag(4)]
    #[he("שמחה")]
    Joy,
    /// I do not understand this.
    #[tag(5)]
    #[he("שאלה")]
    Question,
    /// This worries me.
    #[tag(6)]
    #[he("חשש")]
    Concern,
}

impl Reaction {
    /// How many there are.
    pub const COUNT: usize = 6;

    /// Its name in refusals.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Disagree => "disagree",
            Self::Heart => "heart",
            Self::Joy => "joy",
            Self::Question => "question",
            Self::Concern => "concern",
        }
    }
}

/// How many people react in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Counted {
    /// In which way.
    #[he("תגובה")]
    pub kind: Reaction,
    /// How many.
    #[he("כמה")]
    pub people: u32,
}

/// Reactions of a post, in the order of their kinds; none of nobody.
pub type Counts = List<Counted, { Reaction::COUNT }>;

/// How somebody reacted to a post as it stood then.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Reacted {
    /// To which of its versions: an edit leaves reactions to what was there before behind.
    pub version: u16,
    /// How, in the order of kinds.
    pub kinds: List<Reaction, { Reaction::COUNT }>,
    /// Who may read the thread.
    pub circle: Circle,
}

/// Who moderated: whoever holds a role, or the members by a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Moderator {
    /// By a role.
    #[tag(1)]
    #[he("מכוח תפקיד")]
    Role {
        /// The role's number.
        #[he("מספר התפקיד")]
        role: u32,
        /// Who holds it.
        #[he("מי שבתפקיד")]
        holder: AccountId,
    },
    /// By a proposal that passed.
    #[tag(2)]
    #[he("בהחלטה")]
    Members {
        /// The proposal.
        #[he("ההצעה")]
        proposal: ProposalId,
    },
}

impl Moderator {
    /// Whoever acted by a role, if it was one.
    pub const fn holder(self) -> Option<AccountId> {
        match self {
            Self::Role { holder, .. } => Some(holder),
            Self::Members { .. } => None,
        }
    }
}

/// That a thread is locked, or was: the last time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Lock {
    /// By whom.
    #[he("בידי")]
    pub by: Moderator,
    /// Why.
    #[he("נימוק")]
    pub reason: Body<PROSE_BYTES>,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// The last moment of it; without one until it is unlocked.
    #[he("עד")]
    pub until: Option<Timestamp>,
    /// The entry in the due queue that tells that it is over.
    #[he("מספר בתור")]
    pub task: Option<u64>,
}

impl Lock {
    /// Whether nothing may be said now.
    pub fn holds(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now <= until)
    }
}

/// A thread: posts about one thing.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Thread {
    /// About what.
    pub topic: Topic,
    /// What it is called; none for that of a proposal or a poll, and where it was erased.
    pub title: Option<Title>,
    /// Who opened it; nobody opens that of a proposal or a poll.
    pub author: Option<AccountId>,
    /// Since when.
    pub since: Timestamp,
    /// Which of the community's readers may read it.
    pub circle: Circle,
    /// Whether its author closed it.
    pub closed: bool,
    /// That a moderator locked it, the last time.
    pub lock: Option<Lock>,
    /// How many posts it has, erased and hidden ones too.
    pub posts: u32,
    /// When something was last said.
    pub last: Timestamp,
}

/// What a post said before it was edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Past {
    /// Which of its versions, from 1.
    #[he("גרסה")]
    pub version: u16,
    /// What it said.
    #[he("הדברים")]
    pub body: Words,
    /// Since when.
    #[he("מאז")]
    pub at: Timestamp,
}

/// Who decides when an author appeals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Judges {
    /// Whoever holds a role that may, except those whom it is about; and the members.
    #[tag(1)]
    #[he("בעלי תפקיד אחרים")]
    Moderators,
    /// The members alone, by a proposal.
    #[tag(2)]
    #[he("החברים, בהצבעה")]
    Members,
}

/// How far the case of a hidden post has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Case {
    /// Its author may appeal.
    #[tag(1)]
    #[he("אפשר לערער")]
    Open {
        /// The last moment.
        #[he("עד")]
        until: Timestamp,
    },
    /// Its author appealed, and it is to be decided.
    #[tag(2)]
    #[he("הוגש ערעור")]
    Appealed {
        /// Why it should be shown.
        #[he("נימוק")]
        reason: Body<PROSE_BYTES>,
        /// Who decides.
        #[he("מי מכריעים")]
        judges: Judges,
        /// Whether it is shown again where nobody does.
        #[he("יוצג שוב בהיעדר הכרעה")]
        else_shown: bool,
        /// The last moment for it.
        #[he("עד")]
        until: Timestamp,
        /// The entry in the due queue that ends it.
        #[he("מספר בתור")]
        task: u64,
    },
    /// It was decided: the post stays hidden.
    #[tag(3)]
    #[he("נשאר מוסתר")]
    Stands,
}

/// That a post is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Hiding {
    /// By whom.
    #[he("בידי")]
    pub by: Moderator,
    /// Why.
    #[he("נימוק")]
    pub reason: Body<PROSE_BYTES>,
    /// When.
    #[he("מתי")]
    pub at: Timestamp,
    /// How far its case has come.
    #[he("הערעור")]
    pub case: Case,
}

/// Something that somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Post {
    /// In which thread.
    pub thread: u64,
    /// Who.
    pub author: AccountId,
    /// Which post it answers; all lie flat in their thread.
    pub parent: Option<u64>,
    /// When.
    pub at: Timestamp,
    /// What; nothing where it was erased.
    pub body: Option<Words>,
    /// Which version that is, from 1.
    pub version: u16,
    /// Since when it says that.
    pub edited: Timestamp,
    /// What it said before, oldest first, as far as its author left it.
    pub past: List<Past, MAX_PAST>,
    /// Whom it mentions.
    pub mentions: Mentions,
    /// Reactions to this version.
    pub reactions: Counts,
    /// That it is hidden.
    pub hiding: Option<Hiding>,
    /// Whether it was shown again on appeal: then only the members may hide it.
    pub cleared: bool,
    /// Which of the community's readers may read it: those of its thread.
    pub circle: Circle,
}

impl Post {
    /// All that it says and said.
    pub fn words(&self) -> impl Iterator<Item = Words> {
        self.past.iter().map(|past| past.body).chain(self.body)
    }
}

/// How much somebody said in a community on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Spoken {
    /// Which day, counted from 1970 in UTC.
    pub day: u64,
    /// Posts, edits among them.
    pub posts: u32,
    /// People mentioned.
    pub mentions: u32,
}

/// What a moderator did, or what came of an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Deed {
    /// A post was hidden.
    #[tag(1)]
    #[he("הסתרת הודעה")]
    Hidden {
        /// The post.
        #[he("ההודעה")]
        post: u64,
    },
    /// A moderator showed it again.
    #[tag(2)]
    #[he("הצגה מחדש")]
    Shown {
        /// The post.
        #[he("ההודעה")]
        post: u64,
    },
    /// Its author appealed.
    #[tag(3)]
    #[he("ערעור")]
    Appealed {
        /// The post.
        #[he("ההודעה")]
        post: u64,
    },
    /// The appeal was decided: it stays hidden.
    #[tag(4)]
    #[he("הערעור נדחה")]
    Upheld {
        /// The post.
        #[he("ההודעה")]
        post: u64,
    },
    /// The appeal was decided: it is shown again.
    #[tag(5)]
    #[he("הערעור התקבל")]
    Overturned {
        /// The post.
        #[he("ההודעה")]
        post: u64,
    },
    /// A thread was locked.
    #[tag(6)]
    #[he("נעילת שרשור")]
    Locked {
        /// The thread.
        #[he("השרשור")]
        thread: u64,
    },
    /// A thread was unlocked.
    #[tag(7)]
    #[he("פתיחת שרשור נעול")]
    Unlocked {
        /// The thread.
        #[he("השרשור")]
        thread: u64,
    },
}

/// A line of the public log of moderation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Moderation {
    /// What.
    #[he("מה")]
    pub deed: Deed,
    /// By whom; nobody where it came by itself or was the author's.
    #[he("בידי")]
    pub by: Option<Moderator>,
    /// Why.
    #[he("נימוק")]
    pub reason: Option<Body<PROSE_BYTES>>,
    /// When.
    #[he("מתי")]
    pub at: Timestamp,
    /// Which of the community's readers may read it: those of the thread.
    #[he("למי")]
    pub circle: Circle,
}

/// How a ballot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Side {
    /// For.
    #[tag(1)]
    #[he("בעד")]
    For,
    /// Against.
    #[tag(2)]
    #[he("נגד")]
    Against,
    /// Neither.
    #[tag(3)]
    #[he("הימנעות")]
    Abstain,
    /// Partly for and partly against.
    #[tag(4)]
    #[he("קול מפוצל")]
    Split,
}

/// Why somebody voted as they did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct VoteReason {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// How.
    #[he("הקול")]
    pub side: Side,
    /// When.
    #[he("מתי")]
    pub at: Timestamp,
    /// Why.
    #[he("נימוק")]
    pub reason: Body<PROSE_BYTES>,
}
