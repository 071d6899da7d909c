//! Tests of work: its rules on both sides of each threshold, and its laws.

mod rules;
mod stories;
