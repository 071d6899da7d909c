//! What members do, and the steps that every change of points takes.

pub(crate) mod closing;
pub(crate) mod epochs;
pub(crate) mod points;
pub(crate) mod tiers;
