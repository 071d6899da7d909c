//! Ways reputation says no.

use aluma_types::{AccountId, Timestamp};

use crate::refusals;

refusals! {
    /// The domain's refusals, in the order of their numbers.
    Refusal {
        /// Nobody praises themselves.
        SelfPraise = 671, "self-praise";
        /// Praise is of one point at least, and no more than so many at once.
        PraiseOutOfRange = 672, "praise-out-of-range" { most: u64 };
        /// Who is praised or thanked does not belong to the community.
        NotOfUs = 673, "not-of-us";
        /// One member praises so many others in an epoch.
        PraisedEnough = 674, "praised-enough" { limit: u32, from: Timestamp };
        /// One member praises another in so many domains in an epoch.
        PraisedEverywhere = 675, "praised-everywhere" { limit: u32 };
        /// The member thanked as often as one may in a week.
        ThankedEnough = 676, "thanked-enough" { limit: u32, from: Timestamp };
        /// Nobody thanks themselves.
        SelfThanks = 677, "self-thanks";
        /// The account has no more than it was told already.
        NoHigherTier = 678, "no-higher-tier";
        /// A steward has more points than that.
        TooFewPoints = 679, "too-few-points" { needed: u64 };
        /// The account is no steward here.
        NoSteward = 680, "no-steward";
        /// There is no such piece of evidence with points of theirs.
        NoSuchPoints = 681, "no-such-points";
        /// A past contribution that cannot be so, by its place in the list and what is wrong.
        BadPast = 990, "bad-past" { place: u64, field: &'static str };
        /// Past contributions are those of members and of accounts that the community made.
        PastOfStranger = 991, "past-of-stranger" { account: AccountId };
        /// The founding season is over, or somebody else founded the community.
        ByDecision = 992, "by-decision";
        /// It is recorded already, by its place in the list.
        PastThere = 993, "past-there" { place: u64 };
        /// Nothing was recorded of the account that it did not take over.
        NothingPast = 994, "nothing-past";
        /// Nothing of that name stands in the record, by its place in the list.
        NoSuchPast = 995, "no-such-past" { place: u64 };
        /// A skill is named twice, or none is.
        SkillTwice = 996, "skill-twice";
    }
}
