//! Ways work says no.

use aluma_types::{AccountId, Amount, Timestamp};

use crate::refusals;

refusals! {
    /// The domain's refusals, in the order of their numbers.
    Refusal {
        /// There is no such task, or none that the reader may know of.
        NoSuchTask = 801, "no-such-task" { task: u64 };
        /// There is no such piece of work, or none that the reader may know of.
        NoSuchJob = 802, "no-such-job" { job: u64 };
        /// A task that cannot be so.
        BadTask = 803, "bad-task" { field: &'static str };
        /// Only members publish tasks of their own.
        MayNotPublish = 804, "may-not-publish";
        /// The task is for members.
        TaskForMembers = 805, "task-for-members" { task: u64 };
        /// People come to the task in another way.
        OtherMode = 806, "other-mode" { mode: &'static str };
        /// How far the task has come does not allow it.
        TaskIsOtherwise = 807, "task-is-otherwise" { stage: &'static str };
        /// How far the work has come does not allow it.
        JobIsOtherwise = 808, "job-is-otherwise" { stage: &'static str };
        /// Whoever pays would be paid.
        PaysThemselves = 809, "pays-themselves" { account: AccountId };
        /// Whoever reviews would be reviewed.
        ReviewsThemselves = 810, "reviews-themselves" { account: AccountId };
        /// Somebody else was asked.
        AskedAnother = 811, "asked-another" { task: u64 };
        /// Too many pieces of work were not handed in in time.
        NoTrustLeft = 812, "no-trust-left" { account: AccountId, slots: u64 };
        /// The account does as much at a time as it may.
        EnoughInHand = 813, "enough-in-hand" { account: AccountId, limit: u64 };
        /// A group in which somebody stands twice, or weighs nothing, or is not there.
        BadGroup = 814, "bad-group";
        /// Somebody of the group did not sign.
        GroupUnsigned = 815, "group-unsigned" { account: AccountId };
        /// Somebody else does this work.
        NotYourJob = 816, "not-your-job" { job: u64 };
        /// Somebody else pays for it.
        NotYourTask = 817, "not-your-task" { task: u64 };
        /// Somebody else reviews it.
        NotYourReview = 818, "not-your-review";
        /// Changes were asked for as often as they may be.
        RoundsUsed = 819, "rounds-used" { limit: u8 };
        /// Work is as good as agreed, worse, or at most twice as good.
        BadQuality = 820, "bad-quality" { limit: u16 };
        /// What is handed in is to be decided on before the task can be taken back.
        WorkHandedIn = 821, "work-handed-in" { job: u64 };
        /// More is asked than the task offers, or nothing.
        PriceBeyondReward = 822, "price-beyond-reward" { most: Amount };
        /// The account offered already.
        OfferedAlready = 823, "offered-already" { task: u64 };
        /// The account offered nothing.
        NothingOffered = 824, "nothing-offered" { account: AccountId };
        /// The task has as many offers as one takes.
        OffersFull = 825, "offers-full" { limit: u32 };
        /// What was opened is not what was sealed.
        SealBroken = 826, "seal-broken";
        /// There are fewer prizes, or somebody wins twice, or did not open their entry.
        BadWinners = 827, "bad-winners";
        /// Whoever did the work, pays for it or reviewed it does not decide on it.
        DecidesOwnWork = 829, "decides-own-work";
        /// A dispute is for members and for whoever pays.
        MayNotDispute = 830, "may-not-dispute";
        /// What is passed on is paid from the work's own price, in its asset.
        BeyondPrice = 831, "beyond-price" { has: Amount };
        /// Whoever does it again needs what whoever did it last hands over.
        HandoverMissing = 832, "handover-missing";
        /// Whoever did the work is to be told why.
        ReasonMissing = 833, "reason-missing";
        /// A drawn panel decides on it.
        PanelDecides = 834, "panel-decides" { evidence: u64 };
        /// A panel was asked to judge this work already.
        WorkClaimed = 835, "work-claimed" { evidence: u64 };
        /// The time to ask for a panel is over.
        ClaimOver = 836, "claim-over" { since: Timestamp };
        /// There are too few who may judge it.
        NobodyToJudge = 837, "nobody-to-judge";
        /// The task asks for more points in a skill.
        SkillMissing = 838, "skill-missing" { account: AccountId, skill: u32, has: u64, points: u32 };
        /// The task asks for more points in a domain; 0 is the whole community.
        PointsMissing = 839, "points-missing" {
            account: AccountId, domain: u32, has: u64, points: u32
        };
        /// Less is set aside for a panel than the charter asks.
        PanelBelow = 840, "panel-below" { least: Amount };
        /// No idea, or one twice.
        DraftTwice = 998, "draft-twice";
        /// There is no such idea, or none that the reader may know of.
        NoSuchDraft = 999, "no-such-draft" { draft: u64 };
        /// Somebody else brought the idea, by its place in the list.
        NotYourDraft = 1003, "not-your-draft" { place: u64 };
        /// Only members write ideas down.
        MayNotDraft = 1004, "may-not-draft";
        /// They did not learn a skill that the task asks for, or have it no more.
        MasteryMissing = 1069, "mastery-missing" {
            account: AccountId,
            skill: u32,
            level: &'static str,
            course: u64,
        };
    }
}
