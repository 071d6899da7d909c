//! Whose weight a delegate's ballot carries.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, ProposalId};

use crate::dao;
use crate::governance::rules::weighing;
use crate::governance::types::{Proposal, TrackName};
use crate::registry::State;

/// Votes one delegate may hold in one DAO: each of their ballots books every one of them.
pub(crate) const MAX_HELD: usize = 1_000;

/// In whose hand somebody's vote lay at a proposal's snapshot, and under which track's key. A
/// delegation of one track goes before that of all.
pub(crate) fn holder(
    state: &State,
    proposal: &Proposal,
    owner: AccountId,
) -> Option<(AccountId, u8)> {
    [proposal.track.number(), TrackName::key(None)].into_iter().find_map(|key| {
        let row = state.governance.delegations.get(&(proposal.dao, owner, key))?;
        (row.since.height <= proposal.snapshot.height).then_some((row.to, key))
    })
}

/// Weight that a delegate's ballot carries: whose, how much, and whether it does so already. An
/// owner who votes in person keeps their weight.
pub(crate) fn carried_by(
    state: &State,
    (id, proposal): (ProposalId, &Proposal),
    delegate: AccountId,
) -> Vec<(AccountId, u128, bool)> {
    let tables = &state.governance;
    let mut carried = Vec::new();
    let mut held = tables.delegations.index().of(proposal.dao, delegate).peekable();
    // Most voters hold nobody's vote: they are not looked up twice.
    if held.peek().is_none()
        || proposal.is_recused(delegate)
        || dao::is_expelled(state, proposal.dao, delegate)
        || !was_member(state, proposal, delegate)
    {
        return carried;
    }
    for (owner, key) in held {
        let key_of = (id, owner);
        if holder(state, proposal, owner) != Some((delegate, key))
            || tables.ballots.contains(&key_of)
        {
            continue;
        }
        match tables.carried.get(&key_of) {
            Some(row) if row.delegate == delegate => carried.push((owner, row.weight, true)),
            Some(_) => {}
            None => {
                let weight = weighing::weight(state, proposal, owner);
                if weight > 0 {
                    carried.push((owner, weight, false));
                }
            }
        }
    }
    carried
}

/// Whether somebody was a member at the snapshot: who had left by then votes for nobody.
fn was_member(state: &State, proposal: &Proposal, account: AccountId) -> bool {
    let held = dao::heads_of(state, proposal.dao, account);
    held.is_some_and(|held| held.at(proposal.snapshot.height) > 0)
}

/// How many votes a delegate holds in a DAO, up to one more than there may be.
pub(crate) fn held(state: &State, dao: DaoId, delegate: AccountId) -> usize {
    let all = state.governance.delegations.index().of(dao, delegate);
    all.take(MAX_HELD.saturating_add(1)).count()
}
