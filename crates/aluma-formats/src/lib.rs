//! Files that leave the ledger for other people's programs: payouts as a table, as a bank batch and as
//! a batch of a Safe, and credentials. Pure functions over rows that somebody else asked for: no I/O,
//! no clock.
//!
//! Reading order: [`payout`] (the rows, and the table of them), [`details`] (whither a payee is paid,
//! which no ledger knows), [`batch`] (which rows are to be paid now, and what stands in the way), then the
//! forms: [`pain001`] with [`iban`], and [`safe`] with [`address`]. [`cells`] keeps formulas out of
//! tables. What somebody earned leaves by [`credential`], over [`jcs`] and [`did`]; whether that
//! still holds stands in a [`status`] list.
//!
//! Whatever is wrong is named before anything is written: a batch is whole, or there is none.

pub mod address;
pub mod batch;
pub mod cells;
pub mod credential;
pub mod details;
pub mod did;
pub mod error;
pub mod iban;
pub mod jcs;
pub mod pain001;
pub mod payout;
pub mod safe;
pub mod status;
mod xml;

#[cfg(test)]
mod tests;

pub use error::FormatError;
