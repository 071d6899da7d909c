//! For tests and the simulator: a small ledger with people who have names.
//!
//! Signatures are checked outside the core, so nobody here needs a private key.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

pub mod bugs;
pub mod crowd;
mod earn_bugs;
pub mod earn_without;
mod farm;
mod grant_bugs;
mod invest_bugs;
mod key_bugs;
mod learn_bugs;
mod merit_bugs;
pub mod merits;
pub mod scenario;
pub mod scratch;
mod talk_bugs;
pub mod unruled;
mod wave;
mod work_bugs;
mod works_bugs;
pub(crate) mod world;

pub use world::{Founding, World, body, name, secret};
#[cfg(test)]
pub(crate) use world::{act_of, changes};
