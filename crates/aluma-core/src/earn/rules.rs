//! Arithmetic and decisions of programmes, without `ctx`.

pub(crate) mod conservation;
pub mod curves;
pub mod epochs;
pub mod groups;
pub mod links;
pub(crate) mod predicates;
pub(crate) mod reading;
pub mod stages;
pub mod terms;
pub mod verifying;
