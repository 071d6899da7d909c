//! Ids: sequence numbers of their kind, given by the ledger, never reused, never derived from a key.

use alloc::vec::Vec;
use core::fmt;

use crate::codec::{Canon, DecodeError, Key, Reader, put_varint};
use crate::spec::{IdKind, TypeSpec};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u64);

        impl Canon for $name {
            const SPEC: &'static TypeSpec = &TypeSpec::Id(IdKind::$name);
            #[inline]
            fn write(&self, out: &mut Vec<u8>) {
                put_varint(out, u128::from(self.0));
            }
            #[inline]
            fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                u64::read(reader).map(Self)
            }
        }

        impl Key for $name {
            fn write_key(&self, out: &mut Vec<u8>) {
                self.0.write_key(out);
            }
            fn read_key(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                u64::read_key(reader).map(Self)
            }
            fn ids(&self, out: &mut Vec<(IdKind, u64)>) {
                out.push((IdKind::$name, self.0));
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    };
}

/// The turn of a change: how many changes of the signer's keys and guardians came before it. A change
/// has effect in its turn only. Whoever knows the ledger fills it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Turn(pub u64);

impl Canon for Turn {
    const SPEC: &'static TypeSpec = &TypeSpec::Turn;

    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        u64::read(reader).map(Self)
    }
}

id!(
    /// An account: a person, a bot, or a payee that nobody has claimed yet.
    AccountId
);
id!(
    /// A DAO: a community that owns and runs itself.
    DaoId
);
id!(
    /// A proposal, numbered over the whole ledger.
    ProposalId
);
id!(
    /// A poll that binds nobody, numbered over the whole ledger.
    PollId
);
id!(
    /// An asset that a DAO issues.
    AssetId
);
id!(
    /// A pot of a DAO's treasury; 0 is the general pot.
    PotId
);
