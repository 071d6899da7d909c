//! What somebody did of late: programmes that teach how to decide ask it.

use aluma_types::{AccountId, Canon, DaoId, List, ProposalId, Timestamp};

use crate::governance::types::{Phase, Proposal};
use crate::registry::State;

/// Votes of somebody on proposals that are decided and archived, of which a community remembers when they
/// were opened: as many as a programme may ask for anew.
pub const VOTES_KEPT: usize = 16;

/// What somebody voted on in a DAO whose ballots are archived.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Voter {
    /// On how many proposals.
    pub votes: u32,
    /// When the newest of these were opened, in the order in which they were archived.
    pub opened: List<Timestamp, VOTES_KEPT>,
}

/// When the newest proposals were opened on which somebody voted.
type Kept = List<Timestamp, VOTES_KEPT>;

/// How many of a DAO's newest proposals are looked at: what is older does not count, but for votes on what is
/// archived.
const NEWEST: usize = 64;

fn newest(state: &State, dao: DaoId) -> impl Iterator<Item = (ProposalId, &Proposal)> {
    let table = &state.governance.proposals;
    let all = table.index().newest(dao).take(NEWEST);
    all.filter_map(|id| Some((id, table.get(&id)?)))
}

/// Adds when a proposal was opened to the newest ones; the one that came first makes room.
pub(crate) fn newest_of(kept: Kept, opened: Timestamp) -> Kept {
    let mut rows = kept.into_inner();
    rows.push(opened);
    let beyond = rows.len().saturating_sub(VOTES_KEPT);
    List::new(rows.into_iter().skip(beyond).collect()).unwrap_or_default()
}

/// On how many of a DAO's proposals somebody voted themselves: those that are archived, and of the newest
/// ones those whose ballots are still there. So an act that was done stays done when its vote is over.
pub(crate) fn voted(state: &State, dao: DaoId, account: AccountId) -> u32 {
    let ballots = &state.governance.ballots;
    let count = newest(state, dao).filter(|(id, _)| ballots.contains(&(*id, account))).count();
    let archived = state.governance.voters.get(&(dao, account)).map_or(0, |row| row.votes);
    u32::try_from(count).unwrap_or(u32::MAX).saturating_add(archived)
}

/// How many of a DAO's newest proposals are somebody's and were enacted.
pub(crate) fn enacted_of(state: &State, dao: DaoId, account: AccountId) -> u32 {
    let is_theirs =
        |row: &Proposal| row.proposer == account && matches!(row.phase, Phase::Enacted { .. });
    let count = newest(state, dao).filter(|(_, row)| is_theirs(row)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The same of proposals that were opened since a moment; of archived ones the last 16 are known.
pub(crate) fn voted_since(
    state: &State,
    (dao, account): (DaoId, AccountId),
    since: Timestamp,
) -> u32 {
    let ballots = &state.governance.ballots;
    let counts =
        |id: ProposalId, row: &Proposal| row.opened >= since && ballots.contains(&(id, account));
    let count = newest(state, dao).filter(|(id, row)| counts(*id, row)).count();
    let voter = state.governance.voters.get(&(dao, account));
    let archived =
        voter.map_or(0, |row| row.opened.iter().filter(|opened| **opened >= since).count());
    u32::try_from(count.saturating_add(archived)).unwrap_or(u32::MAX)
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
