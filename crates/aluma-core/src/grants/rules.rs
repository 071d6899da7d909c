//! Decisions without a context.

pub mod mean;
pub mod sharing;
