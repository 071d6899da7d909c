//! Ways reputation says no.

use aluma_types::Timestamp;

use crate::refusals;

refusals! {
    /// The domain's refusals, in the order of their numbers.
    Refusal {
        /// Nobody praises themselves.
        SelfPraise = 1001, "self-praise";
        /// Praise is of one point at least, and no more than so many at once.
        PraiseOutOfRange = 1002, "praise-out-of-range" { most: u64 };
        /// Who is praised or thanked does not belong to the community.
        NotOfUs = 1003, "not-of-us";
        /// One member praises so many others in an epoch.
        PraisedEnough = 1004, "praised-enough" { limit: u32, from: Timestamp };
        /// One member praises another in so many domains in an epoch.
        PraisedEverywhere = 1005, "praised-everywhere" { limit: u32 };
        /// The member thanked as often as one may in a week.
        ThankedEnough = 1006, "thanked-enough" { limit: u32, from: Timestamp };
        /// Nobody thanks themselves.
        SelfThanks = 1007, "self-thanks";
        /// The account has no more than it was told already.
        NoHigherTier = 1008, "no-higher-tier";
        /// A steward has more points than that.
        TooFewPoints = 1009, "too-few-points" { needed: u64 };
        /// The account is no steward here.
        NoSteward = 1010, "no-steward";
        /// There is no such piece of evidence with points of theirs.
        NoSuchPoints = 1011, "no-such-points";
    }
}
