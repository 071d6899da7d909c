//! Ways identity says no.

use aluma_types::{AccountId, Amount, Span, Timestamp};

use crate::refusals;

refusals! {
    /// Identity's refusals, in the order of their numbers.
    Refusal {
        /// There is no such account.
        NoSuchAccount = 101, "no-such-account" { account: AccountId };
        /// Somebody has a name that looks like this one.
        NameTaken = 102, "name-taken";
        /// The account has keys already.
        AlreadyClaimed = 103, "already-claimed" { account: AccountId };
        /// The account was enrolled by another DAO, or by none.
        NotYourPayee = 105, "not-your-payee" { account: AccountId };
        /// The account has as many keys as an account may have.
        TooManyKeys = 106, "too-many-keys" { limit: u16 };
        /// The account has this key already.
        KeyAlreadyThere = 107, "key-already-there";
        /// A claim names either a secret's proof or, from a DAO, a key.
        ClaimNeedsProof = 108, "claim-needs-proof";
        /// The change of keys was meant for another turn.
        NotItsTurn = 109, "not-its-turn" { turn: u64 };
        /// The account has no such key.
        NoSuchKey = 110, "no-such-key" { key: u16 };
        /// A key with full control is not revoked at once.
        OwnerKeyWaits = 111, "owner-key-waits" { key: u16 };
        /// A session's or an agent's key names what it is for; an admin's has no such limits.
        ScopesAndRole = 112, "scopes-and-role" { role: &'static str };
        /// A scope names an action that is not there.
        NoSuchScope = 113, "no-such-scope" { place: u16 };
        /// A scope names an action that such a key never signs.
        NotDelegable = 114, "not-delegable" { action: &'static str };
        /// A key's life or a cap's period is too short or too long.
        BadKeySpan = 115, "bad-key-span" { field: &'static str, min: Span, max: Span };
        /// The payment goes beyond what its key may spend.
        BeyondCap = 116, "beyond-cap" { left: Amount };
        /// The account would be left without a key with full control.
        LastOwnerKey = 117, "last-owner-key" { key: u16 };
        /// The key is no owner's: it ends at once.
        NotAnOwnerKey = 118, "not-an-owner-key" { key: u16 };
        /// The key is about to be removed already.
        AlreadyLeaving = 119, "already-leaving" { key: u16, until: Timestamp };
        /// Nothing of that kind waits.
        NothingWaits = 120, "nothing-waits";
        /// The veto is another key's.
        NotYourVeto = 121, "not-your-veto" { key: u16 };
        /// A guardian stands there twice, or is the account itself.
        BadGuardian = 122, "bad-guardian" { place: u16 };
        /// More guardians are asked for than there are, or none.
        BadThreshold = 123, "bad-threshold" { threshold: u8, guardians: u16 };
        /// The account has no such guardian.
        NotAGuardian = 124, "not-a-guardian" { account: AccountId };
        /// The guardian's last try was cancelled.
        GuardianLocked = 125, "guardian-locked" { until: Timestamp };
        /// The guardian has spoken for this key already.
        AlreadySupported = 126, "already-supported";
        /// While a recovery is under way keys and guardians stay as they are.
        RecoveryUnderWay = 127, "recovery-under-way" { until: Timestamp };
        /// No recovery is under way.
        NoRecovery = 128, "no-recovery";
        /// The key was too young when the first try began.
        KeyTooYoung = 129, "key-too-young" { since: Timestamp };
        /// The key cancelled the first try.
        CancelledBefore = 130, "cancelled-before";
        /// While a recovery is under way no more leaves the account than a session may spend.
        FrozenPayment = 131, "frozen-payment" { left: Amount, until: Timestamp };
    }
}
