//! Arithmetic of work: plain values in, plain values out.
//!
//! [`money`] (what is paid, what returns, how parts are worth), [`stages`] (how far something has come),
//! [`points`] (what panels make of it),
//! [`time`] (when what is due), [`trust`] (who may take how much), [`record`] (how somebody pays).
//!
//! Over the tables: [`reading`] (who is what in a piece of work), [`conservation`] (the law that every
//! block is held to).

pub(crate) mod conservation;
pub mod money;
pub mod points;
pub(crate) mod reading;
pub mod record;
pub mod stages;
pub mod time;
pub mod trust;
