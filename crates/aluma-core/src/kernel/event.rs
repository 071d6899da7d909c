//! Facts in the past tense, for indexes, pages and people. No rule ever reads one.

use alloc::vec::Vec;

use aluma_types::Canon;
use aluma_types::spec::TypeSpec;
use aluma_types::{AccountId, DaoId};

/// Which of a DAO's readers something is for; each circle lies within the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub enum Circle {
    /// Everybody who may read the DAO.
    #[default]
    #[tag(1)]
    #[he("כל מי שרשאים לקרוא את הקהילה")]
    Readers,
    /// Its members, with a vote or without, and whoever holds a role in it.
    #[tag(2)]
    #[he("חברי הקהילה ובעלי התפקידים בה")]
    Members,
    /// Its members with a vote.
    #[tag(3)]
    #[he("חברים עם זכות הצבעה")]
    Voters,
}

impl Circle {
    /// Each of them, widest first.
    pub const ALL: [Self; 3] = [Self::Readers, Self::Members, Self::Voters];

    /// Its place among them, as indexes and logs keep it.
    pub const fn place(self) -> u8 {
        match self {
            Self::Readers => 0,
            Self::Members => 1,
            Self::Voters => 2,
        }
    }
}

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
    /// Which of the DAO's readers it is for.
    fn circle(&self) -> Circle {
        Circle::Readers
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
    /// Which of the DAO's readers it is for.
    pub circle: Circle,
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
            circle: event.circle(),
            spec: E::SPEC,
            bytes: event.to_bytes_in(scratch),
        }
    }

    /// Reads it back as a domain's event; `None` where it is another domain's.
    pub fn read<E: DomainEvent>(&self) -> Option<E> {
        if self.domain == E::DOMAIN { E::from_bytes(&self.bytes).ok() } else { None }
    }
}
