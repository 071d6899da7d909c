//! Work: tasks that somebody asks for, and people who do them.
//!
//! **Words.** A *task* is an offer of work, with its money in trust; a *job* is one place of it that
//! somebody took, or one *part* of that, which is a milestone or a month. Who does it are its *workers*,
//! who divide its *price* by weights. A *reviewer* says whether it is accepted and is paid a *fee*
//! whatever they say. *Quality* is in thousandths of what was agreed. A *place* is what one of the
//! workers takes; what it is *worth* is reward and fee.
//!
//! **Who may.** Members publish tasks of their own money, a DAO and its roles out of its pots; an
//! assignee passes a part of their price on. Members and whoever joined take tasks, anybody where the
//! task says so; never whoever pays or reviews it. Those whom the payer chose or asked need no trust;
//! whoever comes first does. Members and the payer dispute an acceptance. The members decide, by a
//! proposal or a role.
//!
//! **What time does.** Every wait ends by itself. A task that nobody takes expires; work of which nothing
//! is heard is released, what is not handed in is abandoned; a reviewer who is late is followed by a
//! second one, and then silence accepts; a rejection stands where nobody appeals; what nobody decides on
//! is accepted; what is accepted is paid. A task comes back; a contest closes, and is shared where nobody
//! judges it.
//!
//! **Invariants.** What lies in trust for a task is what its free places and its work that is not over
//! are worth: so nothing is paid twice, and what is not paid returns. Pay makes no reputation.

pub(crate) mod actions;
pub mod charter;
pub mod events;
pub mod refusals;
pub mod rules;
pub(crate) mod tables;
pub(crate) mod tasks;
pub mod types;
pub mod views;

#[cfg(test)]
mod tests;

pub(crate) use actions::panels::judged;
pub use events::Event;
pub use refusals::Refusal;
pub(crate) use rules::conservation::TRUST;
pub(crate) use rules::reading::{accepted, did};
