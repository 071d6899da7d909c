//! Arithmetic and decisions of reputation.

pub mod absences;
pub mod clusters;
pub mod decay;
pub(crate) mod laws;
pub mod minting;
mod powers;
pub mod praise;
pub(crate) mod reading;
pub mod reviewers;
pub mod thanks;
pub mod tiers;
