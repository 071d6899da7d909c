//! What members do, and the steps that every change of points takes.

pub(crate) mod closing;
pub(crate) mod epochs;
mod name_skills;
mod name_steward;
pub(crate) mod past;
pub(crate) mod points;
mod praise;
mod recall_steward;
mod record_past;
mod steps;
mod strike_past;
mod take_past;
mod take_tier;
mod thank;
pub(crate) mod tiers;
pub(crate) mod vouching;

pub(crate) use name_skills::NameSkills;
pub(crate) use name_steward::NameSteward;
pub(crate) use praise::Praise;
pub(crate) use recall_steward::RecallSteward;
pub(crate) use record_past::RecordPast;
pub(crate) use strike_past::StrikePast;
pub(crate) use take_past::TakePast;
pub(crate) use take_tier::TakeTier;
pub(crate) use thank::Thank;
