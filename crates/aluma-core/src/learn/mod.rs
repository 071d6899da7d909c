//! Learn: courses that pay for what somebody can show, and skills that open work.
//!
//! **Words.** A *course* teaches a *skill* in *lessons* and is paid by a *programme* with a *ladder* of five
//! parts. Whoever *begins* names a *community for practice* that they founded; what they are to do there is
//! *drawn* of the programme's clauses, and counts from the draw on. The *practical* is something they made,
//! looked at by the programme's peers. *Checks* ask again after 7, 30 and 90 days. *Mastery* is that somebody
//! has a skill: they *know* it, *can do* it, or *retained* it. A *mentor* helps.
//!
//! **Who may.** The members offer a course by a proposal; they, or a role, revise its lessons. Members and
//! those who joined learn and help. Nobody is their own mentor, and no mentor judges whom they help.
//!
//! **What time does.** It draws, and ends each wait: who does not do in time what was drawn first, or hands
//! nothing in, lapses and may begin anew; a check that is missed costs its part, which returns; peers who say
//! nothing have nothing against it. A skill ends at its next check unless it is checked or used in paid work.
//!
//! **Invariants.** What is set aside for somebody is the parts of the ladder that they neither claimed nor
//! missed; it was set aside when they began. No answer to a question pays.

pub(crate) mod actions;
pub mod events;
pub mod refusals;
pub mod rules;
pub(crate) mod tables;
pub(crate) mod tasks;
pub mod types;
pub mod views;

#[cfg(test)]
mod tests;

pub(crate) use actions::going::{claim_over, used};
pub use events::{Event, Fact};
pub use refusals::Refusal;
pub use rules::laws::Learners;
pub(crate) use rules::laws::{LADDERS, learners};
pub(crate) use rules::reading::{masters, mentor_of, teaches};
