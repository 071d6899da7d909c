//! Ways the treasury says no.

use aluma_types::{AccountId, Amount, AssetId, DaoId, PotId, Timestamp};

use crate::refusals;

refusals! {
    /// The treasury's refusals, in the order of their numbers.
    Refusal {
        /// There is no such asset.
        NoSuchAsset = 401, "no-such-asset" { asset: AssetId };
        /// The DAO has no such pot.
        NoSuchPot = 402, "no-such-pot" { dao: DaoId, pot: u64 };
        /// Nothing would be moved.
        NothingToPay = 403, "nothing-to-pay";
        /// Payer and payee are the same.
        PaidToItself = 404, "paid-to-itself";
        /// One account stands twice in a batch.
        PayeeTwice = 405, "payee-twice" { account: AccountId };
        /// The sum of a batch is larger than any amount can be.
        SumTooLarge = 406, "sum-too-large";
        /// There would be more of an asset than any amount can be.
        SupplyTooLarge = 407, "supply-too-large" { asset: AssetId, most: u128 };
        /// The account has less.
        NotEnough = 408, "not-enough" { asked: Amount, has: Amount };
        /// The pot has less that is not promised.
        NotEnoughFree = 409, "not-enough-free" { asked: Amount, free: Amount, pot: u64 };
        /// More would leave within a week or a month than the charter lets.
        BeyondVelocity = 410, "beyond-velocity" { asked: Amount, room: Amount };
        /// More would be issued within 30 days than the charter lets.
        BeyondMintCap = 411, "beyond-mint-cap" { asked: Amount, room: Amount };
        /// This batch was paid.
        AlreadyPaid = 412, "already-paid" { at: Timestamp };
        /// Another batch was paid under this reference.
        ReferenceTaken = 413, "reference-taken" { at: Timestamp };
        /// Only a DAO fills this field.
        OnlyTheDao = 414, "only-the-dao" { field: &'static str };
        /// Only a person fills this field.
        OnlyTheMember = 415, "only-the-member" { field: &'static str };
        /// The DAO has an asset with this symbol.
        SymbolTaken = 416, "symbol-taken" { asset: AssetId };
        /// The list names a symbol twice.
        SymbolTwice = 417, "symbol-twice";
        /// An asset has at most 36 decimals.
        TooManyDecimals = 418, "too-many-decimals" { decimals: u8, limit: u8 };
        /// The DAO has as many assets as a DAO may have.
        TooManyAssets = 419, "too-many-assets" { limit: u64 };
        /// The list names a pot twice, or the general one.
        PotTwice = 420, "pot-twice";
        /// Another DAO issues this asset.
        NotYourAsset = 421, "not-your-asset" { asset: AssetId };
        /// There is no such reservation.
        NoSuchReservation = 423, "no-such-reservation" { number: u64 };
        /// A pot that lies in another DAO.
        NotYourPot = 424, "not-your-pot" { dao: DaoId };
        /// Somebody else's payment.
        NotYourPayment = 425, "not-your-payment" { payer: AccountId };
        /// The DAO that an action by proposal names is another one.
        AnotherDao = 426, "books-of-another-dao" { dao: DaoId };
        /// Nothing is to be issued and no asset made.
        NothingToIssue = 427, "nothing-to-issue";
        /// Neither a DAO nor an account is named, and nobody asks.
        WhoseBalances = 428, "whose-balances";
        /// The reservation is of another pot or asset.
        ReservedOtherwise = 429, "reserved-otherwise" { number: u64 };
        /// The account holds less than it takes to join.
        HoldsTooLittle = 430, "holds-too-little" { needed: u128 };
        /// A plan of payment over time that cannot be so.
        BadPlan = 431, "bad-plan" { field: &'static str };
        /// The DAO has as many streams as a DAO may have.
        TooManyStreams = 432, "too-many-streams" { limit: u64 };
        /// There is no such stream.
        NoSuchStream = 433, "no-such-stream" { number: u64 };
        /// The stream pays somebody else.
        NotYourStream = 434, "not-your-stream" { number: u64 };
        /// Nothing has come due, or the pot has nothing to pay it with.
        NothingToDraw = 435, "nothing-to-draw" { owed: Amount };
        /// The stream was ended before; only its debt is left.
        StreamStopped = 436, "stream-stopped" { at: Timestamp };
        /// An asset that is no part of the ownership.
        NotAShare = 437, "not-a-share" { asset: AssetId };
        /// Nobody holds the share: everything of it lies in pots or in custody.
        NobodyHolds = 438, "nobody-holds" { share: AssetId };
        /// The share pays in as many assets as a share may.
        TooManyDividends = 439, "too-many-dividends" { limit: u64 };
        /// Nothing was earned that was not taken.
        NothingEarned = 440, "nothing-earned" { share: AssetId };
        /// Parts that make no whole: none, an empty one, or an owner twice.
        BadParts = 441, "bad-parts";
        /// There is no such item.
        NoSuchItem = 442, "no-such-item" { number: u64 };
        /// The giver has fewer parts of it.
        NotEnoughParts = 443, "not-enough-parts" { asked: u64, has: u64 };
        /// The item would have more owners than an item may.
        TooManyOwners = 444, "too-many-owners" { limit: u64 };
        /// Terms of payouts that cannot be so.
        BadTerms = 445, "bad-terms" { field: &'static str };
        /// An asset that is no claim on somebody.
        NotAClaim = 446, "not-a-claim" { asset: AssetId };
        /// Somebody else holds the funds.
        NotTheHolder = 447, "not-the-holder" { asset: AssetId };
        /// Units of a claim come from its holder alone.
        OnlyTheHolder = 448, "only-the-holder" { asset: AssetId };
        /// There is no such payout.
        NoSuchPayout = 449, "no-such-payout" { number: u64 };
        /// The payout is another's to settle, answer or take back.
        NotYourPayout = 450, "not-your-payout" { number: u64 };
        /// The payout's state does not allow it.
        PayoutIsOtherwise = 451, "payout-is-otherwise" { state: &'static str };
    }
}

impl Refusal {
    /// The refusal of a pot that is not there.
    pub(crate) const fn no_pot(dao: DaoId, pot: PotId) -> Self {
        Self::NoSuchPot { dao, pot: pot.0 }
    }
}
