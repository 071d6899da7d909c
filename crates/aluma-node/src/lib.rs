//! The running ledger on one machine: what surrounds the pure state machine with time, disk and
//! threads.
//!
//! Reading order: [`data`] (what lies in the data folder), [`block`] (what the log holds),
//! [`executor`] (state machine, tree and header in step), [`ordering`] (the seam to consensus, and
//! its smallest implementation), [`intake`] (from bytes to a [`promise`]), [`mempool`], [`clock`],
//! [`beacon`], [`published`] (what readers see), [`ReceiptProof`] (a receipt that leaves), [`node`]
//! (the threads), [`replay`] (`aluma verify`), [`archive`] (a whole DAO as one file), [`backup`] (a
//! whole folder); for measurements [`pace`] and [`plant()`].
//!
//! Signatures are checked in parallel and in batches; meanwhile the batch before is written and
//! promised, and the one before that executed, each on a thread of its own. Readers never wait for a
//! running block: they read the published copy.

mod answers;
pub mod archive;
pub mod backup;
pub mod beacon;
pub mod block;
pub mod clock;
pub mod data;
pub mod directory;
mod erasing;
pub mod executor;
mod facts;
pub mod feed;
mod hashing;
pub mod intake;
pub mod mempool;
mod mend;
pub mod node;
mod open;
pub mod ordering;
pub mod pace;
pub mod plant;
pub mod promise;
pub mod published;
mod receipt_proof;
pub mod replay;
pub mod run;

pub use answers::Outcome;
pub use block::Block;
pub use clock::ClockMode;
pub use data::DataDir;
pub use feed::Committed;
pub use intake::Submission;
pub use node::{Node, NodeError, Settings};
pub use pace::Pace;
pub use plant::plant;
pub use promise::Promise;
pub use receipt_proof::{ReceiptFault, ReceiptProof};
