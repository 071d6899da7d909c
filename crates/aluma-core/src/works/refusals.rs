//! Ways works say no.

use aluma_types::{AccountId, Amount, Share, Span, Timestamp};

use crate::refusals;

refusals! {
    /// The domain's refusals, in the order of their numbers.
    Refusal {
        /// There is no such work.
        NoSuchWork = 1150, "no-such-work" { work: u64 };
        /// Authors are none, stand twice or have no part.
        BadAuthors = 1151, "bad-authors" { most: u64 };
        /// The royalty is more than a registry may ask for.
        BadRoyalty = 1152, "bad-royalty" { most: Share };
        /// The time to agree, or of an offer, is too short or too long.
        BadTimeToAgree = 1153, "bad-time-to-agree" { least: Span, most: Span };
        /// Whoever registers is not among the authors.
        AuthorsRegister = 1154, "authors-register";
        /// Whoever registers does not belong.
        AuthorsBelong = 1155, "authors-belong" { account: AccountId };
        /// What has this hash is on record.
        WorkIsRegistered = 1156, "work-is-registered" { work: u64 };
        /// Not all authors agreed yet.
        WorkWaits = 1157, "work-waits" { work: u64, until: Timestamp };
        /// Nobody asks them, or they answered.
        NotAskedToAgree = 1158, "not-asked-to-agree" { work: u64 };
        /// There is no such offer.
        NoSuchOffer = 1159, "no-such-work-offer" { offer: u64 };
        /// An offer of nothing, for nothing, or with somebody twice.
        BadOffer = 1160, "bad-offer";
        /// Only owners offer, and only what they own.
        OwnersOffer = 1161, "owners-offer" { asked: u64, has: u64 };
        /// Whoever offers has as many offers of the work open as one may at a time.
        TooManyOffers = 1162, "too-many-offers" { limit: u32 };
        /// The offer is over.
        OfferIsOver = 1163, "offer-is-over" { offer: u64 };
        /// Not all owners agreed yet.
        OfferWaits = 1164, "offer-waits" { offer: u64, until: Timestamp };
        /// It costs more than whoever pays would pay.
        WorkCostsMore = 1165, "work-costs-more" { cost: Amount };
        /// The community struck the work from its record.
        WorkIsStruck = 1166, "work-is-struck" { work: u64 };
        /// No use is on offer.
        NotForUse = 1167, "not-for-use" { work: u64 };
        /// Owners are others than when they were asked or named.
        OwnersChanged = 1168, "owners-changed" { work: u64 };
        /// Uses of nothing, or too many at once.
        BadNumberOfUses = 1169, "bad-number-of-uses" { most: u32 };
    }
}
