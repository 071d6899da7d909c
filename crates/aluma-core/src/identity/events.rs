//! Facts of identity.

use aluma_types::{AccountId, Canon, DaoId, Name, PublicKey, Timestamp};

use crate::identity::types::{HANDLE_BYTES, KeyRole, Waiting};
use crate::kernel::event::DomainEvent;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Event {
    /// An account was made.
    #[tag(1)]
    AccountMade {
        /// The account.
        account: AccountId,
        /// Whether it has a key.
        claimed: bool,
        /// Its handle.
        name: Option<Name<HANDLE_BYTES>>,
    },
    /// A key was added.
    #[tag(2)]
    KeyAdded {
        /// The account.
        account: AccountId,
        /// The key's number in it.
        key: u16,
        /// The public half.
        public: PublicKey,
        /// What it may do.
        role: KeyRole,
    },
    /// An unclaimed account got its first key.
    #[tag(3)]
    AccountClaimed {
        /// The account.
        account: AccountId,
        /// The public half.
        public: PublicKey,
    },
    /// A key is over: revoked, removed, or its time has come.
    #[tag(4)]
    KeyEnded {
        /// The account.
        account: AccountId,
        /// The key's number in it, which no other key gets.
        key: u16,
    },
    /// A key with full control will be removed, unless it objects.
    #[tag(5)]
    KeyRemovalAsked {
        /// The account.
        account: AccountId,
        /// The key's number in it.
        key: u16,
        /// Until when it may object.
        until: Timestamp,
    },
    /// Guardians will change, unless a key with full control objects. Who they are is told to the
    /// account's holder alone.
    #[tag(6)]
    GuardianChangeAsked {
        /// The account.
        account: AccountId,
        /// Until when one may object.
        until: Timestamp,
    },
    /// Guardians changed.
    #[tag(7)]
    GuardiansChanged {
        /// The account.
        account: AccountId,
    },
    /// A waiting change was vetoed.
    #[tag(8)]
    ChangeVetoed {
        /// The account.
        account: AccountId,
        /// Which.
        change: Waiting,
    },
    /// A guardian spoke for giving the account to a key.
    #[tag(9)]
    RecoverySupported {
        /// The account.
        account: AccountId,
        /// The key.
        public: PublicKey,
        /// How many speak for it now.
        supports: u8,
        /// How many it takes.
        needed: u8,
    },
    /// A recovery is under way.
    #[tag(10)]
    RecoveryStarted {
        /// The account.
        account: AccountId,
        /// The key that it will have.
        public: PublicKey,
        /// Until when it can be cancelled.
        until: Timestamp,
        /// Whether it repeats one that was cancelled.
        repeated: bool,
    },
    /// A recovery was cancelled.
    #[tag(11)]
    RecoveryCancelled {
        /// The account.
        account: AccountId,
        /// By which of its keys.
        key: u16,
    },
    /// An account has one new key and none of its old ones.
    #[tag(12)]
    AccountRecovered {
        /// The account.
        account: AccountId,
        /// The key's number in it.
        key: u16,
        /// Its public half.
        public: PublicKey,
    },
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "identity";

    fn dao(&self) -> Option<DaoId> {
        None
    }
}
