//! Earn: programmes that pay for what people prove.
//!
//! **Words.** A *programme* says what a community pays for, how much by which *curve*, and who or what
//! *verifies* it. What it pays lies in trust: *funds* are escrows, of the community's pots or of anybody
//! who gives. A *claim* brings *evidence*, is verified by so many of the programme's verifiers, may be
//! *challenged*, and is paid at once or in parts. *Predicates* are clauses over what the ledger knows;
//! *attestors* are keys that answer with a *bond*; a *panel* are holders of a role; *reviewers* are named.
//! An *epoch* has a budget; *coverage* is income from outside over what was earned.
//!
//! **Who may.** The members open, renew, pause and close programmes by a proposal; anybody who may pay puts
//! money in trust. Members and those who joined claim. Nobody verifies, challenges or judges what is their
//! own, and who funds a programme never confirms its claims. The members judge, by a proposal or a role.
//!
//! **What time does.** Verifiers who are silent are taken for a yes, but attestors and auditors are not; an
//! epoch's pool is shared when it is over; a window that nobody used pays; a challenge that nobody judges
//! pays, and gives the stake back; what is frozen and nobody lets pass returns; a programme closes, and what
//! nobody earned returns to those who gave it.
//!
//! **Invariants.** What lies in trust is what was funded, less what was paid and returned; what is set aside
//! lies there; no epoch spends more than the 26th part of what is free.

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

pub use events::{Event, Fact};
pub use refusals::Refusal;
pub(crate) use rules::conservation::{BONDS, RESERVED, TRUST};

use aluma_types::{DaoId, Hash32};

use crate::registry::State;

/// A programme of a DAO.
pub(crate) fn programme(state: &State, key: (DaoId, u64)) -> Option<&types::Programme> {
    state.earn.programmes.get(&key)
}

/// Whether a piece of evidence was brought before.
pub(crate) fn is_used(state: &State, evidence: &Hash32) -> bool {
    state.earn.used_evidence.contains(evidence)
}
