//! Nouns of the ledger: ids, amounts, time, text, the canonical codec and the specs that describe
//! them.
//!
//! Reading order: [`codec`] (how a value becomes bytes, and which bytes are refused), [`spec`]
//! (how a type is described as data), [`value`] (bytes read by a spec instead of by a Rust type),
//! then the nouns: [`ids`], [`amount`], [`time`], [`text`], and the ledger's own envelopes
//! [`transaction`], [`header`] and [`accumulator`].
//!
//! Nothing here does I/O, knows a clock or allocates without a bound read from a spec.
#![cfg_attr(not(feature = "json"), no_std)]
#![cfg_attr(
    not(test),
    deny(
        clippy::float_arithmetic,
        clippy::arithmetic_side_effects,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

extern crate alloc;
// The derive names this crate by its full path, also inside itself.
extern crate self as aluma_types;

pub mod accumulator;
pub mod admission;
pub mod amount;
pub mod codec;
pub mod hash;
pub mod header;
pub mod ids;
#[cfg(feature = "json")]
pub mod json;
pub mod keys;
pub mod lookup;
#[cfg(feature = "json")]
pub mod openapi;
pub mod reference;
pub mod show;
pub mod spec;
pub mod text;
pub mod time;
pub mod transaction;
pub mod value;
pub mod walk;

pub use aluma_derive::{Action, Canon, View};
pub use amount::{Amount, Share};
pub use codec::{Canon, DecodeError, Key, List, Reader};
pub use hash::{Hash32, sha256};
pub use ids::{AccountId, AssetId, DaoId, PollId, PotId, ProposalId, Turn};
pub use keys::{Assertion, PublicKey, Scheme, Signature};
pub use text::{Body, Name, Text};
pub use time::{Span, Timestamp};
pub use transaction::{Act, Acts, Group, KeyOf, Payload, Proof, Signer, Transaction};

#[cfg(all(test, feature = "json"))]
mod fixture;
#[cfg(test)]
mod tests;
