//! What members do, and the steps that every change of points takes.

pub(crate) mod closing;
pub(crate) mod epochs;
mod name_steward;
pub(crate) mod points;
mod praise;
mod recall_steward;
mod steps;
mod take_tier;
mod thank;
pub(crate) mod tiers;
pub(crate) mod vouching;

pub(crate) use name_steward::NameSteward;
pub(crate) use praise::Praise;
pub(crate) use recall_steward::RecallSteward;
pub(crate) use take_tier::TakeTier;
pub(crate) use thank::Thank;
