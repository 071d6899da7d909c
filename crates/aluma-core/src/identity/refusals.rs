//! Ways identity says no.

use aluma_types::AccountId;

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
    }
}
