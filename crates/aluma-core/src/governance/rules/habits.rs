//! What somebody did of late: programmes that teach how to decide ask it.

use aluma_types::{AccountId, DaoId, ProposalId, Timestamp};

use crate::governance::types::{Phase, Proposal};
use crate::registry::State;

/// How many of a DAO's newest proposals are looked at: what is older does not count, and neither do ballots
/// that are archived.
const NEWEST: usize = 64;

fn newest(state: &State, dao: DaoId) -> impl Iterator<Item = (ProposalId, &Proposal)> {
    let table = &state.governance.proposals;
    let all = table.index().newest(dao).take(NEWEST);
    all.filter_map(|id| Some((id, table.get(&id)?)))
}

/// On how many of a DAO's newest proposals somebody has a ballot of their own.
pub(crate) fn voted(state: &State, dao: DaoId, account: AccountId) -> u32 {
    let ballots = &state.governance.ballots;
    let count = newest(state, dao).filter(|(id, _)| ballots.contains(&(*id, account))).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How many of a DAO's newest proposals are somebody's and were enacted.
pub(crate) fn enacted_of(state: &State, dao: DaoId, account: AccountId) -> u32 {
    let is_theirs =
        |row: &Proposal| row.proposer == account && matches!(row.phase, Phase::Enacted { .. });
    let count = newest(state, dao).filter(|(_, row)| is_theirs(row)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// On how many of a DAO's newest proposals that were opened since a moment somebody has a ballot of their
/// own.
pub(crate) fn voted_since(
    state: &State,
    (dao, account): (DaoId, AccountId),
    since: Timestamp,
) -> u32 {
    let ballots = &state.governance.ballots;
    let counts =
        |id: ProposalId, row: &Proposal| row.opened >= since && ballots.contains(&(id, account));
    let count = newest(state, dao).filter(|(id, row)| counts(*id, row)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How many of a DAO's newest proposals are somebody's, were opened since a moment and were enacted.
pub(crate) fn enacted_since(
    state: &State,
    (dao, account): (DaoId, AccountId),
    since: Timestamp,
) -> u32 {
    let counts = |row: &Proposal| {
        row.proposer == account && row.opened >= since && matches!(row.phase, Phase::Enacted { .. })
    };
    let count = newest(state, dao).filter(|(_, row)| counts(row)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether somebody lets another vote for them on any track, since a moment or later.
pub(crate) fn delegated_since(
    state: &State,
    (dao, account): (DaoId, AccountId),
    since: Timestamp,
) -> bool {
    let range = (dao, account, 0)..=(dao, account, u8::MAX);
    let mut all = state.governance.delegations.range(range);
    all.any(|(_, row)| row.since.time >= since)
}

/// Whether somebody lets another vote for them, on any track.
pub(crate) fn delegates(state: &State, dao: DaoId, account: AccountId) -> bool {
    let range = (dao, account, 0)..=(dao, account, u8::MAX);
    state.governance.delegations.range(range).next().is_some()
}
