//! Tests of communities.

mod checkpoints;
mod joining;
