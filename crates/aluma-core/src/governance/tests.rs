//! Tests of governance: evenings, tallies, delegation, the queue, and every refusal.

mod charter;
mod closed;
mod delegation;
mod evenings;
mod habits;
mod laws;
mod polls;
mod queue;
mod refusals;
mod stage;
mod votes;
