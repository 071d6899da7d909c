//! From ballots to an outcome: what one change of the tally does, and where a vote stands.

use aluma_types::Timestamp;

use crate::governance::rules::{Bar, Standing, Tally, turned};
use crate::governance::types::{Count, Finality, Proposal, SourceKind};

/// Where an undecided proposal stands at a moment, whether or not the clock's task has run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Visible; voting has not begun.
    Pending,
    /// Ballots count.
    Voting,
    /// It passes if it keeps passing; ballots count.
    Confirming,
    /// Voting ended at that moment with that outcome.
    Over(Timestamp, Standing),
}

/// What has to be cleared by a vote that closes at `moment`.
pub(crate) fn bar_at(proposal: &Proposal, moment: Timestamp) -> Bar {
    let support = proposal.support.needed(moment.since(proposal.voting_from));
    Bar { threshold: proposal.threshold, support }
}

/// The outcome at the deadline.
pub(crate) fn standing(proposal: &Proposal, count: &Count) -> Standing {
    bar_at(proposal, count.deadline).outcome_if_closed(&count.tally)
}

/// Where an undecided proposal stands at `now`.
pub(crate) fn stage(proposal: &Proposal, count: &Count, now: Timestamp) -> Stage {
    if now < proposal.voting_from {
        return Stage::Pending;
    }
    if now <= count.deadline {
        return Stage::Voting;
    }
    let standing = standing(proposal, count);
    let until = count.deadline.after(proposal.confirm);
    if !standing.is_passed() || until == count.deadline {
        Stage::Over(count.deadline, standing)
    } else if now <= until {
        Stage::Confirming
    } else {
        Stage::Over(until, standing)
    }
}

/// A change of the tally: one person's, with all that it moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shift {
    /// What leaves.
    pub(crate) out: Tally,
    /// What comes.
    pub(crate) into: Tally,
    /// What of it is final now.
    pub(crate) settled: Tally,
    /// 1 for somebody's first ballot.
    pub(crate) voters: u64,
    /// 1 for a ballot of weight that is final now.
    pub(crate) settled_voters: u64,
}

/// What a change of the tally leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    /// The new count.
    pub(crate) count: Count,
    /// Whether the deadline moved.
    pub(crate) is_extended: bool,
    /// The outcome, where nothing can change it any more.
    pub(crate) decided: Option<Standing>,
}

/// Counts a change at `now`, in a vote that is still going on. `None` where the tally does not hold
/// what leaves it, or leaves 128 bits: neither can happen below the total.
pub(crate) fn recount(
    proposal: &Proposal,
    count: &Count,
    shift: &Shift,
    now: Timestamp,
) -> Option<Counted> {
    let mut next = *count;
    next.tally = count.tally.minus(&shift.out)?.plus(&shift.into)?;
    next.settled = count.settled.plus(&shift.settled)?;
    next.voters = count.voters.checked_add(shift.voters)?;
    next.settled_voters = count.settled_voters.checked_add(shift.settled_voters)?;
    if now > count.deadline {
        next.confirming = Some(count.deadline);
        // Passing must hold: the first change that ends it decides.
        let standing = standing(proposal, &next);
        let decided = if standing.is_passed() { settled(proposal, &next) } else { Some(standing) };
        return Some(Counted { count: next, is_extended: false, decided });
    }
    let bar = bar_at(proposal, now);
    if turned(&bar, &count.tally, &next.tally, proposal.total) {
        next.deadline = proposal.quiet().deadline_after_turn(count.deadline, now);
    }
    let is_extended = next.deadline != count.deadline;
    Some(Counted { count: next, is_extended, decided: settled(proposal, &next) })
}

/// The outcome, where final ballots leave no other: all who may vote did so for good, or what is
/// left could not turn it.
fn settled(proposal: &Proposal, count: &Count) -> Option<Standing> {
    if proposal.finality == Finality::Never || count.settled_voters == 0 {
        return None;
    }
    let by_heads_alone = matches!(&*proposal.sources, [only] if only.kind == SourceKind::Heads);
    if by_heads_alone && count.settled_voters >= proposal.eligible {
        return Some(standing(proposal, count));
    }
    let changeable = proposal.total.checked_sub(count.settled.weight()?)?;
    let at_deadline = bar_at(proposal, count.deadline);
    match at_deadline.decided_early(&count.settled, changeable) {
        Some(Standing::Passed) => Some(Standing::Passed),
        decided @ Some(Standing::Rejected(_)) if proposal.support.fall.0 == 0 => decided,
        // The support needed may still fall: only what fails even then has failed.
        Some(Standing::Rejected(_)) => bar_at(proposal, proposal.quiet().bound())
            .decided_early(&count.settled, changeable)
            .filter(|standing| !standing.is_passed()),
        None => None,
    }
}
