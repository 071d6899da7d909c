//! Ways reputation says no.

use aluma_types::Timestamp;

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
    }
}
