//! Ways identity says no.

use aluma_types::{AccountId, Amount, Span};

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
    }
}
