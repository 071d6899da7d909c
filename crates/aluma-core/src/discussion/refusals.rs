//! Ways a discussion says no.

use aluma_types::{AccountId, Span, Timestamp};

use crate::refusals;

refusals! {
    /// The domain's refusals, in the order of their numbers.
    Refusal {
        /// There is no such thread, or none that the reader may know of.
        NoSuchThread = 501, "no-such-thread" { thread: u64 };
        /// There is no such post, or none that the reader may know of.
        NoSuchPost = 502, "no-such-post" { post: u64 };
        /// The community has no such proposal or poll to talk about.
        NoSuchTopic = 503, "no-such-topic";
        /// This charter lets others speak.
        MayNotSpeak = 504, "may-not-speak" { who: &'static str };
        /// The thread is for fewer people than those whom its author is one of.
        OutsideCircle = 505, "outside-circle";
        /// The thread's author closed it.
        ThreadClosed = 506, "thread-closed" { thread: u64 };
        /// A moderator locked the thread.
        ThreadLocked = 507, "thread-locked" { since: Timestamp };
        /// The thread has as many posts as one may.
        ThreadFull = 508, "thread-full" { limit: u32 };
        /// The post that is answered stands in another thread.
        OtherThread = 509, "other-thread" { post: u64 };
        /// Somebody is mentioned twice.
        MentionedTwice = 510, "mentioned-twice" { account: AccountId };
        /// Somebody is mentioned who may not read this.
        CannotReadThis = 511, "cannot-read-this" { account: AccountId };
        /// The account said as much as it may in a day.
        SaidEnough = 512, "said-enough" { limit: u32, from: Timestamp };
        /// The account mentioned as many people as it may in a day.
        MentionedEnough = 513, "mentioned-enough" { limit: u32, from: Timestamp };
        /// Somebody else said this.
        NotYourPost = 514, "not-your-post" { post: u64 };
        /// Its author erased what it said.
        WordsErased = 515, "words-erased" { post: u64 };
        /// A moderator hid the post.
        PostHidden = 516, "post-hidden" { post: u64 };
        /// The post was edited as often as one may be.
        EditedEnough = 517, "edited-enough" { limit: u16 };
        /// That is what the post says now.
        NewestWords = 518, "newest-words" { version: u16 };
        /// The post has no such earlier version, or its author erased it.
        NoSuchVersion = 519, "no-such-version" { version: u16 };
        /// The account reacted so already.
        AlreadyReacted = 520, "already-reacted" { kind: &'static str };
        /// The account did not react so.
        NotReacted = 521, "not-reacted" { kind: &'static str };
        /// Somebody else opened the thread, or nobody did.
        NotYourThread = 522, "not-your-thread" { thread: u64 };
        /// The thread is not closed.
        NotClosed = 523, "not-closed" { thread: u64 };
        /// The thread is not locked.
        NotLocked = 524, "not-locked" { thread: u64 };
        /// The post is not hidden.
        NotHidden = 525, "not-hidden" { post: u64 };
        /// The post was shown again on appeal, and only the members hide it now.
        ClearedOnAppeal = 526, "cleared-on-appeal" { post: u64 };
        /// The members hid the post.
        HiddenByMembers = 527, "hidden-by-members" { post: u64 };
        /// The time to appeal is over, or it was decided.
        HidingStands = 528, "hiding-stands" { post: u64 };
        /// The author appealed already.
        HidingAppealed = 529, "hiding-appealed" { until: Timestamp };
        /// Nobody appealed, or it was decided.
        NothingAppealed = 530, "nothing-appealed" { post: u64 };
        /// The charter lets the members decide on this appeal.
        ForTheMembers = 531, "for-the-members";
        /// Nobody decides about what they hid themselves, or wrote.
        OwnCase = 532, "own-case";
        /// A lock lasts no longer.
        LockTooLong = 533, "lock-too-long" { most: Span };
        /// A role locked the thread too short a time ago.
        LockedLately = 534, "locked-lately" { from: Timestamp };
    }
}
