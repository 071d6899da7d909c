//! Arithmetic and decisions of learning, without `ctx`.

pub mod drawing;
pub mod ladder;
pub(crate) mod laws;
pub(crate) mod reading;
