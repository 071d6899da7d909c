//! Envelopes and signatures: who signed what, as pure functions. No state, no clock, no randomness
//! of its own; what a check needs to know of the state is asked of a [`Directory`].
//!
//! Reading order: [`mod@check`] (transactions are admitted or refused by name), the three
//! schemes [`ed25519`], [`wallet`] and [`passkey`], what a wallet signs ([`eip712`]), then what
//! else is judged without state: [`names`] and [`bodies`], and who reads: [`session`]. [`keys`] is
//! the other side: signing.
//!
//! Another scheme takes its place as a module beside these, a variant of `aluma_types::Scheme`,
//! one arm in [`check::verify`] and [`keys::SigningKey`], and a second back end in `opinion`.
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

pub mod bodies;
pub mod check;
pub mod ed25519;
pub mod eip712;
pub mod keys;
pub mod names;
#[cfg(any(test, feature = "second-opinion"))]
mod opinion;
pub mod passkey;
pub mod session;
pub mod wallet;

mod act;

pub use act::{decode_act, secrets_of};
pub use check::{Candidate, Prepared, Terms, check, prepare, settle};
pub use eip712::{Directory, Lens, Says, TypedError, Unread};
pub use keys::SigningKey;
pub use session::{Session, SessionError, Statement};

#[cfg(test)]
mod tests;
