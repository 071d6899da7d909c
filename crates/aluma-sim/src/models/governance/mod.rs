//! Governance, naively: who belonged when is a list of intervals, who held which shares a list of
//! changes, ballots and answers are lists, and every weight, tally, deadline, outcome, track and
//! limit is worked out from those lists at every step.

pub(crate) mod charter;
mod model;
mod money;
mod opening;
mod people;
mod polls;
mod roles;
mod scale;
mod shares;
pub(crate) mod sums;
mod vote;

pub use model::{Model, Moment};
