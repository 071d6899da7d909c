//! The block log, the state root, proofs and snapshots, safe against a crash at any byte.
//!
//! This crate knows nothing of the state machine: tables are numbers, keys, values, blocks, rows
//! and bodies are bytes. Reading order:
//!
//! - [`proof`]: the exact definition of the state root, and what a client needs to check a proof.
//!   Pure; no file, no clock.
//! - [`salt`]: what keeps rows from being guessed.
//! - [`many`]: one proof for many rows of a table.
//! - [`tree`] computes that root fast and makes proofs; [`naive`] computes it a second, simple way.
//! - [`mmr`]: the accumulator over the rows of a log table.
//! - [`disk`]: the one way to the disk, where a test can cut the power at any step.
//! - [`record`]: the framing all files share. [`log`] (the only commit point), [`rows`],
//!   [`journal`], [`bodies`] and [`snapshot`] are the files; [`store`] wires them together.
//! - [`backup`]: a copy of the files while they are being written.
//! - [`audit`]: a second, read-only way to read the files, for `aluma verify`.

pub mod audit;
pub mod backup;
pub mod bodies;
pub mod disk;
pub mod error;
pub mod head;
pub mod journal;
pub mod log;
pub mod many;
pub mod mmr;
pub mod naive;
pub mod proof;
pub mod record;
pub mod rows;
pub mod salt;
mod scan;
mod shard;
pub mod snapshot;
pub mod store;
mod table;
pub mod tree;
mod trie;

pub use bodies::{Bodies, Body, BodyState, NewBody};
pub use error::StoreError;
pub use journal::{Batch as JournalBatch, Journal};
pub use log::{BlockLog, LoggedBlock};
pub use proof::{Hash, Proof, ProofError};
pub use rows::{RowBatch, Rows};
pub use salt::Salting;
pub use snapshot::{SnapshotHeader, SnapshotReader, SnapshotWriter};
pub use store::{OpenReport, Store};
pub use tree::{Change, StateTree, Undo};
