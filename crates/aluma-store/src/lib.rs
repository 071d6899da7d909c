//! The block log, the state root, proofs and snapshots, safe against a crash at any byte.
//!
//! This crate knows nothing of the state machine: tables are numbers, keys, values, blocks, rows
//! and bodies are bytes. Reading order:
//!
//! - [`proof`]: the exact definition of the state root, and what a client needs to check a proof.
//!   Pure; no file, no clock.
//! - [`tree`] computes that root fast and makes proofs; [`naive`] computes it a second, simple way.
//! - [`mmr`]: the accumulator over the rows of a log table.
//! - [`record`]: the framing all files share. [`log`] (the only commit point), [`rows`],
//!   [`journal`], [`bodies`] and [`snapshot`] are the files; [`store`] wires them together.
//! - [`audit`]: a second, read-only way to read the files, for `aluma verify`.

pub mod error;
pub mod head;
pub mod log;
pub mod mmr;
pub mod naive;
pub mod proof;
pub mod record;
pub mod tree;
mod trie;

pub use error::StoreError;
pub use log::{BlockLog, LoggedBlock};
pub use proof::{Hash, Proof, ProofError};
pub use tree::{Change, StateTree, Undo};
