//! Governance: how a community decides.

pub mod rules;
