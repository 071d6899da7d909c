//! Arithmetic of the treasury: plain values in, plain values out.
//!
//! Reading order: [`split`] (one sum to many at once), [`index`] (one sum to many by claim),
//! [`velocity`] (how much may leave in a week and a month).

pub mod index;
pub mod split;
pub mod velocity;

pub use index::{Index, Mark};
pub use split::split;
pub use velocity::{Books, Commitment, Commitments, Limit, MINTS, OUTFLOW, base};

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::indexing_slicing)]
mod tests;
