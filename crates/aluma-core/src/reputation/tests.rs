//! Tests of reputation.

mod absences;
mod closing;
mod clusters;
mod decay;
mod minting;
mod points;
mod praise;
mod reviewers;
mod tiers;
