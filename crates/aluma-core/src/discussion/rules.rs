//! Arithmetic and decisions of a discussion.

pub mod locks;
pub mod quotas;
pub mod reactions;
pub(crate) mod reading;
pub mod speaking;
