//! The state machine: a pure function from (state, block) to (changes, receipts).
//!
//! Reading order: [`kernel`] (what a block is, who may act, how a write is undone), [`registry`]
//! (the one list of everything), [`exact`] (products that cannot wrap) and [`split`] (one sum to many),
//! then the domains from left to right: [`identity`], [`dao`], [`treasury`], [`discussion`] and
//! [`reputation`], [`review`] and [`governance`], [`work`], [`grants`], [`earn`], [`invest`] and
//! [`works`]. Each domain
//! has the same rooms; start at its `mod.rs`.
//!
//! No I/O, no clock, no randomness of its own, no floats, no hash-ordered collections. Only a
//! transaction or a due task changes the state, and both pass through the same door,
//! `kernel::dispatch`.
#![no_std]
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

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod dao;
pub mod discussion;
pub mod earn;
pub mod exact;
pub mod governance;
pub mod grants;
pub mod identity;
pub mod invest;
pub mod kernel;
pub mod registry;
#[cfg(test)]
mod registry_tests;
pub mod reputation;
pub mod review;
pub mod split;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod treasury;
pub mod work;
pub mod works;

pub use kernel::block::{BlockRun, BlockStart, Contain, Machine, Outcome};
pub use kernel::genesis::Genesis;
