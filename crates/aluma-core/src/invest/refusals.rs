//! Ways investing says no.

use aluma_types::{Amount, AssetId, Share, Span, Timestamp};

use crate::refusals;

refusals! {
    /// The domain's refusals, in the order of their numbers.
    Refusal {
        /// There is no such sale.
        NoSuchSale = 1080, "no-such-sale" { sale: u64 };
        /// A price of nothing, or for nothing.
        BadPrice = 1081, "bad-price";
        /// Nothing is for sale, or the goal is more than all of it.
        BadGoal = 1082, "bad-goal" { most: u128 };
        /// The sale, or the time to open bids, is too short or too long.
        SaleTimes = 1083, "sale-times" { least: Span, most: Span };
        /// What is paid with is what is sold, or a share.
        PaysInShares = 1084, "pays-in-shares" { asset: AssetId };
        /// The community has as many sales or sharings as may be open at a time.
        TooManyOpen = 1085, "too-many-open" { limit: u64 };
        /// The units would be sold for less than they are worth.
        BelowBook = 1086, "below-book" { least: Amount, per: u128 };
        /// The sale is of another kind.
        OtherKindOfSale = 1087, "other-kind-of-sale" { kind: &'static str };
        /// The sale takes no more.
        SaleIsOver = 1088, "sale-is-over" { sale: u64 };
        /// Nothing is asked for.
        NothingToBuy = 1089, "nothing-to-buy";
        /// Fewer units are left.
        SoldOut = 1090, "sold-out" { left: u128 };
        /// The units cost more than whoever buys would pay.
        CostsMore = 1091, "costs-more" { cost: Amount };
        /// What is offered is not what the sale takes.
        PaysOtherwise = 1092, "pays-otherwise" { pay: AssetId };
        /// The sale has as many bids as are sorted in one go.
        SaleIsFull = 1093, "sale-is-full" { limit: u32 };
        /// They have a bid in it.
        BidAlready = 1094, "bid-already" { sale: u64 };
        /// They have no sealed bid in it.
        NoSealedBid = 1095, "no-sealed-bid" { sale: u64 };
        /// Bids are not opened now.
        NotTheTime = 1096, "not-the-time" { from: Timestamp, until: Timestamp };
        /// What was sealed is something else.
        BidSealBroken = 1097, "bid-seal-broken";
        /// The deposit is less than the bid.
        DepositTooSmall = 1098, "deposit-too-small" { needs: Amount };
        /// The charter promises no exit, or none any more.
        NoExitPromised = 1099, "no-exit-promised";
        /// The promise is about another share.
        NotTheExitShare = 1100, "not-the-exit-share" { asset: AssetId };
        /// Nobody is leaving under this number, or somebody else is.
        NotYourExit = 1101, "not-your-exit" { exit: u64 };
        /// A part of nothing, or too often.
        BadSharing = 1102, "bad-sharing" { least: Span, most: Span };
        /// There is no such sharing.
        NoSuchSharing = 1103, "no-such-sharing" { sharing: u64 };
        /// The charter promised that this would not become less.
        PromiseStands = 1104, "promise-stands" { parameter: &'static str };
        /// Too many left since voting began.
        TooManyLeft = 1105, "too-many-left" { remain: Amount, least: Share };
        /// Prices of a bid do not fall from step to step.
        BadSteps = 1106, "bad-steps";
    }
}
