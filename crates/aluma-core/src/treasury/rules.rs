//! Arithmetic of the treasury.
//!
//! Plain values in, plain values out: [`split`] (one sum to many at once), [`index`] (one sum to
//! many by claim), [`stream`] (one sum or a rate over time), [`items`] (parts of a whole),
//! [`payouts`] (what may be said of money outside), [`escrows`] (money in trust), [`velocity`] (how
//! much may leave in a week and a month).
//!
//! Over the treasury's own tables: [`books`] (the only code that moves units), [`limits`] (what
//! was committed lately and what room is left), [`flows`] (what streams are owed and what that
//! leaves free), [`dividends`] (what holders have earned), [`inflows`] (what came
//! in while they held), [`shares`] (how long votes are
//! remembered), [`conservation`] (the laws that every block is held to).

pub(crate) mod books;
pub(crate) mod conservation;
pub(crate) mod dividends;
pub mod escrows;
pub(crate) mod flows;
pub mod index;
pub(crate) mod inflows;
pub mod items;
pub(crate) mod limits;
pub mod payouts;
pub(crate) mod reading;
pub(crate) mod shares;
pub mod stream;
pub mod velocity;

pub use crate::split::split;
pub use index::{Index, Mark};
pub use velocity::{Books, Commitment, Commitments, Limit, MINTS, OUTFLOW, base};

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::indexing_slicing)]
mod tests;
