//! Tests of rounds: the rules on both sides of each threshold, and the laws of sharing.

mod limits;
mod mean;
mod sharing;
