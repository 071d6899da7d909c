//! Why a transaction never gets a place in a block. Admission is part of block validity: what is
//! inadmissible gets an answer, not a receipt, and leaves no trace in the log.

use crate::codec::DecodeError;
use crate::time::{Span, Timestamp};

/// How far a client's nonce may run ahead of block time.
pub const NONCE_AHEAD: Span = Span::minutes(10);
/// How far ahead an owner's `valid_until` may lie.
pub const VALID_AHEAD: Span = Span::hours(24);
/// How far ahead the `valid_until` of a session's or an agent's key may lie.
pub const SESSION_AHEAD: Span = Span::minutes(10);
/// How far ahead `valid_until` may lie where several sign one payload, which takes days to collect.
pub const COLLECTED_AHEAD: Span = Span::days(30);

/// Why a transaction is not admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inadmissible {
    /// The bytes are not a canonical transaction.
    Malformed(DecodeError),
    /// More bytes or units than a transaction may have.
    TooLarge,
    /// Signed for another ledger.
    WrongNetwork,
    /// The action's number names nothing under the present rules.
    UnknownAction,
    /// The signature does not fit payload and key.
    BadSignature,
    /// The signature's s lies in the upper half.
    HighS,
    /// A one-time secret's proof does not fit.
    BadProof,
    /// No such account or key.
    UnknownKey,
    /// The key has ended.
    KeyRevoked,
    /// `valid_until` has passed.
    Expired,
    /// `valid_until` lies further ahead than this key may sign.
    TooFarAhead {
        /// The latest moment it may name.
        until: Timestamp,
    },
    /// The nonce was used.
    NonceUsed,
    /// The nonce is at or below the key's floor.
    NonceTooOld,
    /// The nonce runs ahead of block time.
    NonceAhead {
        /// Block time.
        now: Timestamp,
    },
    /// The account's allowance is spent.
    AllowanceSpent {
        /// When the next action is allowed.
        next: Timestamp,
    },
    /// A text that the transaction names was not sent with it.
    BodyMissing,
    /// A text is not the one that was signed.
    BodyMismatch,
    /// A text has a forbidden character.
    ForbiddenText,
    /// A name's skeleton is not that of its words.
    SkeletonMismatch,
    /// A wallet signed the name of an account, DAO or asset that is not there yet.
    UnknownThing,
    /// The node has as much waiting as it can hold.
    Busy,
    /// A handle or name breaks a rule of names.
    BadName {
        /// The rule's stable name.
        rule: &'static str,
    },
    /// The signature is of another scheme than the key.
    WrongScheme,
    /// A passkey's client data is not one JSON object with `type` and `challenge`, each key once.
    BadClientData,
    /// A passkey's assertion is of another ceremony than signing.
    WrongCeremony,
    /// A passkey answered another challenge than this payload's id.
    WrongChallenge,
    /// A passkey was asked from within a page of another site.
    CrossOrigin,
    /// A passkey's authenticator data is not of the length its flags say.
    BadAuthenticatorData,
    /// A passkey signed on another site than the one it was made on.
    WrongSite,
    /// Nobody touched the authenticator.
    UserNotPresent,
    /// The authenticator did not make sure who its user is, and this action asks for that.
    UserNotVerified,
    /// A passkey's assertion holds what belongs to the making of a key.
    AttestedData,
    /// Several signed an action that one alone signs.
    NotForSeveral,
    /// The action, or the community it is about, is none of those the key was given for.
    OutOfScope,
    /// No key of this role signs such an action.
    NotForThisKey,
    /// A text that would be its author's own, to erase some day, is here already.
    TextTaken,
}

impl Inadmissible {
    /// All names with their stable numbers, in the order of the numbers.
    pub const LIST: &'static [(u16, &'static str)] = &[
        (9001, "malformed"),
        (9002, "too-large"),
        (9003, "wrong-network"),
        (9004, "unknown-action"),
        (9005, "bad-signature"),
        (9006, "high-s"),
        (9007, "bad-proof"),
        (9008, "unknown-key"),
        (9009, "key-revoked"),
        (9011, "expired"),
        (9012, "too-far-ahead"),
        (9013, "nonce-used"),
        (9014, "nonce-too-old"),
        (9015, "nonce-ahead"),
        (9016, "allowance-spent"),
        (9017, "body-missing"),
        (9018, "body-mismatch"),
        (9019, "forbidden-text"),
        (9020, "skeleton-mismatch"),
        (9021, "busy"),
        (9022, "bad-name"),
        (9023, "unknown-thing"),
        (9024, "wrong-scheme"),
        (9025, "bad-client-data"),
        (9026, "wrong-ceremony"),
        (9027, "wrong-challenge"),
        (9028, "cross-origin"),
        (9029, "bad-authenticator-data"),
        (9030, "wrong-site"),
        (9031, "user-not-present"),
        (9032, "user-not-verified"),
        (9033, "attested-data"),
        (9034, "not-for-several"),
        (9035, "out-of-scope"),
        (9036, "not-for-this-key"),
        (9037, "text-taken"),
    ];

    /// Its stable number.
    pub const fn code(&self) -> u16 {
        match self {
            Self::Malformed(_) => 9001,
            Self::TooLarge => 9002,
            Self::WrongNetwork => 9003,
            Self::UnknownAction => 9004,
            Self::BadSignature => 9005,
            Self::HighS => 9006,
            Self::BadProof => 9007,
            Self::UnknownKey => 9008,
            Self::KeyRevoked => 9009,
            Self::Expired => 9011,
            Self::TooFarAhead { .. } => 9012,
            Self::NonceUsed => 9013,
            Self::NonceTooOld => 9014,
            Self::NonceAhead { .. } => 9015,
            Self::AllowanceSpent { .. } => 9016,
            Self::BodyMissing => 9017,
            Self::BodyMismatch => 9018,
            Self::ForbiddenText => 9019,
            Self::SkeletonMismatch => 9020,
            Self::Busy => 9021,
            Self::UnknownThing => 9023,
            Self::BadName { .. } => 9022,
            Self::WrongScheme => 9024,
            Self::BadClientData => 9025,
            Self::WrongCeremony => 9026,
            Self::WrongChallenge => 9027,
            Self::CrossOrigin => 9028,
            Self::BadAuthenticatorData => 9029,
            Self::WrongSite => 9030,
            Self::UserNotPresent => 9031,
            Self::UserNotVerified => 9032,
            Self::AttestedData => 9033,
            Self::NotForSeveral => 9034,
            Self::OutOfScope => 9035,
            Self::NotForThisKey => 9036,
            Self::TextTaken => 9037,
        }
    }

    /// Its stable name.
    pub fn name(&self) -> &'static str {
        let code = self.code();
        Self::LIST
            .iter()
            .find(|(number, _)| *number == code)
            .map_or("inadmissible", |(_, name)| name)
    }
}
