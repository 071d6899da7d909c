//! Decisions without a context.

pub mod mean;
pub mod median;
pub mod phases;
pub mod sharing;
pub mod underpaid;
