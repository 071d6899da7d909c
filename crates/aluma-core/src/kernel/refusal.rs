//! Ways to be told no: a stable number, a name and typed data. Sentences and hints live in
//! `aluma-text`.

use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, AssetId, DaoId, PollId, ProposalId, Share, Span, Timestamp};

/// A datum that a sentence may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each variant holds the type of its name.
pub enum Datum {
    Number(u128),
    Amount(Amount),
    Share(Share),
    Time(Timestamp),
    Span(Span),
    Account(AccountId),
    Dao(DaoId),
    Asset(AssetId),
    Proposal(ProposalId),
    Poll(PollId),
    Word(&'static str),
}

macro_rules! datum {
    ($($from:ty => $variant:ident),*) => {$(
        impl From<$from> for Datum {
            fn from(value: $from) -> Self {
                Self::$variant(value.into())
            }
        }
    )*};
}
datum!(u8 => Number, u16 => Number, u32 => Number, u64 => Number, u128 => Number,
    Amount => Amount, Share => Share, Timestamp => Time, Span => Span, AccountId => Account,
    DaoId => Dao, AssetId => Asset, ProposalId => Proposal, PollId => Poll, &'static str => Word);

/// A refusal of any domain, as it leaves the kernel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Unique over the ledger, never reused; never 0, which means accepted.
    pub code: u16,
    /// `kebab-case`.
    pub name: &'static str,
    /// What the sentence and the hint show.
    pub data: Vec<(&'static str, Datum)>,
}

/// A broken invariant of a transaction: never the member's fault, never a refusal. Its writes are
/// undone and its receipt says `fault`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken(pub &'static str);

/// Why an action did not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// It was refused.
    Refused(Refused),
    /// It broke something.
    Broken(Broken),
}

impl<R: Into<Refused>> From<R> for Stop {
    fn from(refusal: R) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<Broken> for Stop {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// Declares a domain's refusals in the order of their numbers.
#[macro_export]
macro_rules! refusals {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $code:literal, $word:literal
            $({ $($(#[$field_doc:meta])* $field:ident: $ty:ty),* $(,)? })?;)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$variant_doc])* $variant $({ $(
                $(#[$field_doc])*
                #[allow(missing_docs)] // Named as the sentence names it.
                $field: $ty
            ),* })?,)*
        }

        impl $name {
            /// Number and name of each.
            pub const LIST: &'static [(u16, &'static str)] = &[$(($code, $word)),*];
        }

        impl From<$name> for $crate::kernel::refusal::Refused {
            fn from(refusal: $name) -> Self {
                match refusal {
                    $($name::$variant $({ $($field),* })? => Self {
                        code: $code,
                        name: $word,
                        data: ::alloc::vec![$($((stringify!($field), $field.into())),*)?],
                    },)*
                }
            }
        }
    };
}
