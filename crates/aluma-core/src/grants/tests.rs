//! Tests of rounds: the rules on both sides of each threshold, and the laws of sharing.

mod laws;
mod limits;
mod mean;
mod median;
mod quadratic;
mod sharing;
mod slices;
mod underpaid;
mod undertaking;
