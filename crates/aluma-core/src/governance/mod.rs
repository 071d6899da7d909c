//! Governance: how a community decides.
//!
//! **Words.** A *proposal* is a list of actions with a title; when it opens, its *track*, rules,
//! weights and totals are frozen as of the last block before, the *snapshot*. A *ballot* carries
//! its voter's weight, and what others *delegated* to them. What passes waits in the queue for its
//! *delay*, and for room under the outflow limit; then a due task does it, all or nothing.
//! *Recused* is who would receive a tenth or more of it. A *poll* binds nobody.
//!
//! **Who may.** Admitted members propose, delegate, open polls and tell outcomes; whoever had
//! weight at the snapshot votes. The DAO alone resolves.
//!
//! **What time does.** It closes votes (a late turn extends them, at most by twice the increase),
//! enacts what passed, moves ballots of decided proposals into their log, closes polls, and asks
//! what became of a decision.
//!
//! **The life of a vote.** [`actions`]`/vote.rs` checks and writes the ballot; `rules/weighing.rs`
//! says what it weighs, `rules/delegation.rs` what it carries, `rules/counting.rs` what it does to
//! the count; `tasks.rs` books that, and closes and enacts. Every vote writes three rows: the nonce
//! of its key, the ballot, the count.
//!
//! **Invariants.** A tally is the sum of its ballots and of what they carry. No tally is above the
//! total. An open proposal has its row in each of the three tables.
//!
//! **Limits.** One delegate holds at most 1,000 votes. The emergency track carries pauses
//! and resolutions alone. A result that closed but whose task has not run yet
//! reads as passed or rejected already: only the label is derived.

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

/// A law that a decision is held to at the moment of its enactment: the state, the DAO and the moment, and
/// when voting on it began.
pub type EnactmentLaw = fn((&State, DaoId, Timestamp), Timestamp) -> Result<(), Refused>;

pub(crate) use actions::void::vote_lost;
pub use events::{Event, Fact};
pub use refusals::Refusal;
pub use rules::closed::{ClosedRow, closed_of, closed_row};
pub(crate) use rules::habits::{
    delegated_since, delegates, enacted_of, enacted_since, voted, voted_since,
};

use aluma_types::{AccountId, DaoId, Hash32, PollId, ProposalId, Timestamp};

use crate::discussion::types::{Side, VoteReason};
use crate::governance::rules::Tally;
use crate::governance::types::Choice;
use crate::kernel::invariants::Invariant;
use crate::kernel::refusal::Refused;
use crate::registry::State;

/// The number of `resolve`: all that the emergency track carries beside pauses.
pub(crate) const RESOLVE: u16 = 67;
/// The number of `reinstate`: what an appeal proposes.
pub(crate) const REINSTATE: u16 = 101;
/// The number of `amend`, whose changes a proposal shows as old and new.
pub(crate) const AMEND: u16 = 25;
/// The number of `change-manner`, which changes rules too.
pub(crate) const CHANGE_MANNER: u16 = 120;

/// A law of the domain.
pub(crate) const TALLIES: Invariant = Invariant {
    name: "governance: an open tally is the sum of its ballots",
    quick: None,
    full: tallies_hold,
};

/// A law of the domain.
pub(crate) const WITHIN: Invariant =
    Invariant { name: "governance: no tally is above its total", quick: None, full: tallies_fit };

/// The id of a proposal's title, for labels.
pub fn title_of(state: &State, id: ProposalId) -> Option<Hash32> {
    state.governance.matters.get(&id).map(|matter| matter.title.id)
}

/// What a proposal is to do.
pub fn acts_of(state: &State, id: ProposalId) -> &[aluma_types::Act] {
    state.governance.matters.get(&id).map_or(&[], |matter| &matter.acts.0)
}

/// The id of a poll's question, for labels.
pub fn question_of(state: &State, id: PollId) -> Option<Hash32> {
    state.governance.polls.get(&id).map(|poll| poll.question.id)
}

/// The community of a proposal.
pub(crate) fn home_of_proposal(state: &State, id: ProposalId) -> Option<DaoId> {
    state.governance.proposals.get(&id).map(|row| row.dao)
}

/// The community of a poll.
pub(crate) fn home_of_poll(state: &State, id: PollId) -> Option<DaoId> {
    state.governance.polls.get(&id).map(|row| row.dao)
}

/// Why people voted as they did, in the order of accounts, after one of them: as long as ballots are
/// not archived.
pub(crate) fn reasons_of(
    state: &State,
    proposal: ProposalId,
    after: Option<AccountId>,
) -> impl Iterator<Item = VoteReason> {
    let from = AccountId(after.map_or(0, |account| account.0.saturating_add(1)));
    let all = state.governance.ballots.range((proposal, from)..=(proposal, AccountId(u64::MAX)));
    all.filter_map(|((_, account), ballot)| {
        let side = match ballot.choice {
            Choice::For => Side::For,
            Choice::Against => Side::Against,
            Choice::Abstain => Side::Abstain,
            Choice::Split { .. } => Side::Split,
        };
        Some(VoteReason { account: *account, side, at: ballot.at, reason: ballot.reason? })
    })
}

fn tallies_fit(state: &State) -> bool {
    let tables = &state.governance;
    tables.proposals.iter().all(|(id, row)| {
        let weight = tables.counts.get(id).and_then(|count| count.tally.weight());
        weight.is_some_and(|weight| weight <= row.total)
    })
}

fn tallies_hold(state: &State) -> bool {
    let tables = &state.governance;
    let open = tables.proposals.iter().filter(|(_, row)| row.is_open());
    open.into_iter().all(|(id, _)| {
        let all = (*id, AccountId(0))..=(*id, AccountId(u64::MAX));
        let own = tables.ballots.range(all.clone()).map(|(_, ballot)| (ballot, ballot.weight));
        let carried = tables.carried.range(all).filter_map(|(_, carried)| {
            Some((tables.ballots.get(&(*id, carried.delegate))?, carried.weight))
        });
        let sum = own.chain(carried).try_fold(Tally::default(), |sum, (ballot, weight)| {
            sum.plus(&ballot.choice.split(weight))
        });
        sum.is_some() && sum == tables.counts.get(id).map(|count| count.tally)
    })
}
