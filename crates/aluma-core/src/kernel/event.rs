//! Facts in the past tense, for indexes, pages and people. No rule ever reads one.

use alloc::vec::Vec;

use aluma_types::codec::Canon;
use aluma_types::spec::TypeSpec;
use aluma_types::{AccountId, DaoId};

/// A domain's event type.
pub trait DomainEvent: Canon {
    /// The domain's name.
    const DOMAIN: &'static str;
    /// The DAO whose visibility decides who may read it; `None` is everybody's.
    fn dao(&self) -> Option<DaoId>;
    /// The one account it is for, where it is nobody else's business.
    fn only(&self) -> Option<AccountId> {
        None
    }
}

/// One fact, as it leaves the kernel.
#[derive(Clone, Debug)]
pub struct Event {
    /// The domain it comes from.
    pub domain: &'static str,
    /// Whose visibility decides who may read it.
    pub dao: Option<DaoId>,
    /// The one account it is for.
    pub only: Option<AccountId>,
    /// Its shape.
    pub spec: &'static TypeSpec,
    /// Its canonical bytes.
    pub bytes: Vec<u8>,
}

impl Event {
    /// Packs a domain's event.
    ///
    /// `scratch` is where its bytes are put together, over and over.
    pub fn of<E: DomainEvent>(event: &E, scratch: &mut Vec<u8>) -> Self {
        Self {
            domain: E::DOMAIN,
            dao: event.dao(),
            only: event.only(),
            spec: E::SPEC,
            bytes: event.to_bytes_in(scratch),
        }
    }

    /// Reads it back as a domain's event; `None` where it is another domain's.
    pub fn read<E: DomainEvent>(&self) -> Option<E> {
        if self.domain == E::DOMAIN { E::from_bytes(&self.bytes).ok() } else { None }
    }
}
