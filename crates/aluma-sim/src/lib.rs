//! The seeded simulator: a workload made from specs, independent naive models, checks of every law,
//! crashes and replays, and shrinking.
//!
//! Reading order: [`ledger`] (a ledger in memory), [`world`] (what the workload knows and wants),
//! [`digest`] (a finished block as it is read), [`models`] (what it should have led to), [`run`]
//! (one seed), [`disk`] (its first blocks on files, with the power cut), [`shrink`] (from a failure to
//! its few steps), [`attacks`] (what coalitions gain by lying), [`farming`] (what farmers get of a
//! season of programmes), [`friends`] (whether a few who praise each
//! other can begin), [`floor`] (the least that a long run
//! has to have seen), [`cli`] (`aluma sim`).
//!
//! One seed always makes the same run: all chance is in [`rng`], and nothing asks the clock.

pub mod ask;
pub mod attacks;
pub mod cli;
pub mod counts;
pub mod digest;
pub mod disk;
pub mod farming;
pub mod fields;
pub mod floor;
pub mod friends;
pub mod ledger;
pub mod models;
pub mod report;
pub mod rng;
pub mod run;
pub mod shrink;
pub mod world;

pub use cli::{Options, cli};

#[cfg(test)]
mod tests;

use aluma_core::kernel::action::Registry;
use aluma_core::registry::REGISTRY;

/// The ledger's own list: what actions, tasks and views are called.
pub const fn catalog() -> &'static Registry {
    &REGISTRY
}
