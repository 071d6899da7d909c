//! A whole DAO as one file: rows with proofs against one signed header, and texts.
//!
//! Reading order: `format` (what the bytes are), [`error`] (what is wrong with a file), [`check`]
//! (that everything in it follows from the header), [`make`] (from a running ledger), [`found`] (a
//! ledger of its own, which cites the header). `docs/export.md` is the format for other
//! implementations.

pub mod check;
pub mod error;
pub mod format;
pub mod found;
pub mod make;

pub use check::open;
pub use error::ArchiveError;
pub use format::{Archive, Text};
