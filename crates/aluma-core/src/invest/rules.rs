//! Decisions without a context: [`clearing`] (which bids win, and at which price), [`exits`] (what a
//! part is, and what a unit is worth), [`seals`] (what hides a bid).

pub mod clearing;
pub mod exits;
pub mod seals;
