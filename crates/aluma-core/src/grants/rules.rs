//! Decisions without a context.

pub mod fund;
pub(crate) mod kept;
pub mod mean;
pub mod median;
pub mod phases;
pub mod quadratic;
pub mod sharing;
pub mod underpaid;
pub mod undertaking;
