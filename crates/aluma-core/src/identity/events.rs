//! Facts of identity.

use aluma_types::{AccountId, Canon, DaoId, Name, PublicKey};

use crate::identity::types::{HANDLE_BYTES, KeyRole};
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
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "identity";

    fn dao(&self) -> Option<DaoId> {
        None
    }
}
