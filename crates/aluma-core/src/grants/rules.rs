//! Decisions without a context.

pub(crate) mod kept;
pub mod mean;
pub mod median;
pub mod phases;
pub mod sharing;
pub mod underpaid;
pub mod undertaking;
