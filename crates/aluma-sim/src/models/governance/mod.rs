//! Governance, naively: who belonged when is a list of intervals, ballots are a list, and every
//! tally, deadline and outcome is worked out from those lists at every step.

mod charter;
mod model;
mod opening;
mod people;
pub(crate) mod sums;
mod vote;

pub use model::{Model, Moment};
