//! Decisions of a community, and the parts of its charter: plain values in, plain values out.
//!
//! Reading order: [`parameters`] (what a charter is made of), [`templates`] and [`kits`] (what it
//! starts from), [`profile`] (what it says of purpose and law), [`sections`] (how it is told),
//! [`changes`] (what an amendment would do), [`joining`] (what becomes of somebody who joins),
//! [`checkpoints`] (what a holding weighs at a snapshot), [`roles`] (domains, roles and what they
//! let one do), [`away`] (who is not there), [`expelling`] (what an expulsion leaves), [`peers`]
//! (DAOs that belong to DAOs), [`pauses`] (what rests in an emergency), [`laws`] (what always
//! holds).

pub mod away;
pub(crate) mod changes;
pub mod checkpoints;
mod countries;
pub mod expelling;
pub(crate) mod joining;
pub mod kits;
pub(crate) mod laws;
pub mod parameters;
pub mod pauses;
pub mod peers;
pub mod profile;
pub(crate) mod reading;
pub mod roles;
pub mod sections;
pub mod templates;
