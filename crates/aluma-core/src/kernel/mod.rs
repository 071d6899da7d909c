//! The kernel: what orders work, and nothing else does.
//!
//! * [`block`]: a block is migrations, then due tasks, then transactions, then invariants.
//! * [`dispatch`]: the one door: origin and action, check, apply, receipt.
//! * [`admission`]: which signed transactions may be in a block at all.
//! * [`ctx`]: all that a rule can see and do: the time, its origin, tables, events, the due queue.
//! * [`table`]: typed ordered tables with an undo journal. [`schedule`]: the due queue.
//! * [`effects`]: what a proposal may do, declared before, measured after.
//! * [`refusal`], [`receipt`], [`event`]: the three ways in which the kernel answers.
//! * [`version`], [`invariants`], [`genesis`]; [`leaving`]: what goes with a DAO that goes on
//!   elsewhere.

pub mod action;
pub mod admission;
pub mod block;
pub mod ctx;
pub mod dispatch;
pub mod effects;
pub mod event;
pub mod genesis;
pub mod invariants;
pub mod leaving;
pub mod origin;
pub mod receipt;
pub mod refusal;
pub mod schedule;
pub mod table;
pub mod tables;
pub mod version;
pub mod view;

#[cfg(test)]
mod tests;
