//! Tests of work: its rules on both sides of each threshold, and its laws.

mod boards;
mod rules;
mod stories;
