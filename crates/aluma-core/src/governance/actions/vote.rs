//! Vote on a proposal.

use alloc::boxed::Box;
use alloc::vec::Vec;

use aluma_types::spec::{ActionSpec, Hand};
use aluma_types::{AccountId, Body, DaoId, ProposalId, Timestamp};

use crate::dao;
use crate::governance::rules::Tally;
use crate::governance::rules::counting::{Counted, Shift, Stage, recount, stage};
use crate::governance::rules::{delegation, weighing};
use crate::governance::types::{
    Ballot, Carried, Choice, Count, Finality, Proposal, REASON_BYTES, TrackName,
};
use crate::governance::{Event, Fact, Refusal, tasks};
use crate::kernel::action::{Action, Asking};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;

/// Vote
///
/// Your weight is that of the last block before the proposal became visible. A ballot may be
/// changed until the vote closes, unless it is final. After the original deadline only first
/// ballots count, and changes that do not help to pass. Whoever holds others' votes casts them too;
/// an owner who votes in person takes theirs out again. A community votes in another that it belongs
/// to, by its own proposal or a role; in one that holds shares of it, or is its member, it weighs
/// nothing.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "vote",
    he = "הצבעה",
    says_en = "Vote on { $proposal }: { $choice }. { $last_key ->\n    [yes] This is final.\n   \
               *[other] It may still be changed.\n} { $reason_key ->\n    [none] Without a reason.\n   \
               *[other] Because: { $reason }\n}",
    says_he = "להצביע על { $proposal }: { $choice }. { $last_key ->\n    [yes] זה סופי.\n   \
               *[other] אפשר עוד לשנות.\n} { $reason_key ->\n    [none] בלי נימוק.\n   \
               *[other] הנימוק: { $reason }\n}",
    by(Member, Dao, Role),
    track = Tip,
    cost(3_000, 10, 0)
)]
pub(crate) struct Vote {
    /// The proposal.
    #[he("ההצעה")]
    pub(crate) proposal: ProposalId,
    /// What you want.
    #[he("הבחירה")]
    pub(crate) choice: Choice,
    /// Whether this ballot is final.
    #[he("סופי")]
    pub(crate) last: bool,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Body<REASON_BYTES>>,
}

/// What the ballot does to the count.
pub(crate) struct Plan {
    account: AccountId,
    dao: DaoId,
    ballot: Ballot,
    counted: Counted,
    /// The voter's weight that leaves a delegate's ballot.
    left: Option<Carried>,
    /// Others' weight in this ballot, and whether it was in the one before.
    carries: Vec<(AccountId, u128, bool)>,
}

impl Vote {
    /// Whether a ballot counts at this time at all.
    pub(crate) fn in_time(row: &Proposal, count: &Count, now: Timestamp) -> Result<(), Refusal> {
        if !row.is_open() {
            let closed_at = row.decided.map_or(count.deadline, |decided| decided.time);
            return Err(Refusal::VotingClosed { closed_at });
        }
        let opens_at = row.first_moment();
        match stage(row, count, now) {
            _ if now < opens_at => Err(Refusal::VotingNotOpen { opens_at }),
            Stage::Over(closed_at, _) => Err(Refusal::VotingClosed { closed_at }),
            Stage::Pending | Stage::Voting | Stage::Confirming => Ok(()),
        }
    }

    /// The ballot as it will stand, with the voter's own weight.
    fn ballot(&self, row: &Proposal, weight: u128, now: Timestamp) -> Result<Ballot, Refusal> {
        if self.last && row.finality == Finality::Never {
            return Err(Refusal::NoFinalBallots { track: row.track.word() });
        }
        let last = self.last || row.finality == Finality::Always;
        let (dao, choice, reason) = (row.dao, self.choice, self.reason);
        Ok(Ballot { dao, choice, weight, last, at: now, reason })
    }
}

impl Action for Vote {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    /// The first ballot of whoever was let in before the vote became visible.
    fn is_guarded(&self, asking: &Asking<'_>) -> bool {
        let Asking { state, now, account, .. } = *asking;
        let Ok((row, count)) = super::proposal(state, self.proposal) else { return false };
        let is_first = !state.governance.ballots.contains(&(self.proposal, account));
        let weight = weighing::weight(state, row, account);
        let counts = is_first && weight > 0 && self.choice.is_whole();
        counts && Self::in_time(row, count, now).is_ok() && self.ballot(row, weight, now).is_ok()
    }

    /// What the charter itself calls large, a change of the charter and a mint are not for a machine
    /// to approve.
    fn hand(&self, state: &State) -> Hand {
        match state.governance.proposals.get(&self.proposal) {
            Some(row) if row.track == TrackName::Constitution => Hand::Own,
            _ => Hand::Any,
        }
    }

    fn shape(&self) -> Result<(), Refused> {
        if self.choice.is_whole() { Ok(()) } else { Err(Refusal::BadSplit.into()) }
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let (row, count) = super::proposal(ctx.state, self.proposal)?;
        let Some(account) = ctx.actor() else {
            // A DAO that belongs nowhere.
            return match super::seen(ctx, row) {
                true => Err(dao::Refusal::NotAdmitted.into()),
                false => Err(Refusal::NoSuchProposal { proposal: self.proposal }.into()),
            };
        };
        let key = (self.proposal, account);
        let tables = &ctx.state.governance;
        let before = tables.ballots.get(&key).map(|ballot| &**ballot);
        let weight = match before {
            Some(ballot) => ballot.weight,
            None => weighing::weight(ctx.state, row, account),
        };
        let carries = delegation::carried_by(ctx.state, (self.proposal, row), account);
        if before.is_none() && weight == 0 && carries.is_empty() {
            if !super::seen(ctx, row) {
                return Err(Refusal::NoSuchProposal { proposal: self.proposal }.into());
            }
            dao::not_expelled(ctx, (row.dao, account))?;
            if !row.is_recused(account) {
                return Err(why_no_weight(ctx.state, row, account).into());
            }
        }
        Self::in_time(row, count, ctx.now())?;
        let ballot = self.ballot(row, weight, ctx.now())?;
        if before.is_some_and(|ballot| ballot.last) {
            return Err(Refusal::BallotIsFinal { proposal: self.proposal }.into());
        }
        let left = tables.carried.get(&key).copied();
        let mut shift = shift(before, &ballot, &carries).ok_or(TOO_MUCH)?;
        if !row.quiet().counts(ctx.now(), before.map(|_| &shift.out), &shift.into) {
            let deadline = row.quiet().original_deadline();
            return Err(Refusal::ChangeTooLate { deadline }.into());
        }
        if let Some(left) = left
            && let Some(ballot) = tables.ballots.get(&(self.proposal, left.delegate))
        {
            let carried = ballot.choice.split(left.weight);
            shift.out = shift.out.plus(&carried).ok_or(TOO_MUCH)?;
        }
        let counted = recount(row, count, &shift, ctx.now()).ok_or(TOO_MUCH)?;
        Ok(Plan { account, dao: row.dao, ballot, counted, left, carries })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Plan { account, dao, ballot, counted, left, carries } = plan;
        let (proposal, key) = (self.proposal, (self.proposal, account));
        dao::back(ctx, dao, account)?;
        let tables = &mut ctx.state.governance;
        tables.ballots.put(key, Box::new(ballot));
        let mut carried = 0u128;
        for (owner, weight, was_there) in carries {
            carried = carried.saturating_add(weight);
            if !was_there {
                tables.carried.put((proposal, owner), Carried { dao, delegate: account, weight });
            }
        }
        if left.is_some() {
            tables.carried.remove(&key);
        }
        let Ballot { choice, weight, last, reason, .. } = ballot;
        let fact = Fact::VoteCast { proposal, account, choice, weight, carried, last, reason };
        ctx.emit(&Event { dao, fact });
        if let Some(Carried { delegate, weight, .. }) = left {
            let fact = Fact::WeightLeftDelegate { proposal, account, delegate, weight };
            ctx.emit(&Event { dao, fact });
        }
        tasks::book(ctx, proposal, &counted)
    }
}

/// What cannot happen: all ballots together are within the total, which fits.
const TOO_MUCH: Refusal = Refusal::BadSplit;

/// What a ballot moves, with all it carries.
fn shift(
    before: Option<&Ballot>,
    ballot: &Ballot,
    carries: &[(AccountId, u128, bool)],
) -> Option<Shift> {
    let own = ballot.choice.split(ballot.weight);
    let mut out = before.map_or(Tally::default(), |before| before.choice.split(before.weight));
    let mut into = own;
    for (_, weight, was_there) in carries {
        if let (true, Some(before)) = (*was_there, before) {
            out = out.plus(&before.choice.split(*weight))?;
        }
        into = into.plus(&ballot.choice.split(*weight))?;
    }
    let is_settled = ballot.last && ballot.weight > 0;
    Some(Shift {
        out,
        into,
        settled: if is_settled { own } else { Tally::default() },
        voters: u64::from(before.is_none()),
        settled_voters: u64::from(is_settled),
    })
}

/// Why somebody weighs nothing on a proposal.
fn why_no_weight(state: &State, row: &Proposal, account: AccountId) -> Refusal {
    let (snapshot, ramp) = (row.snapshot, row.ramp);
    let held = row
        .sources
        .iter()
        .filter_map(|source| weighing::checkpoints(state, row.dao, account, source.kind));
    let held_then = held.clone().find(|held| held.at(snapshot.height) > 0);
    if let Some(first) = held_then.and_then(|held| held.rows().first()) {
        return Refusal::WeightTooYoung { account, counts_from: first.at.time.after(ramp) };
    }
    if held.into_iter().any(|held| held.value() > 0) {
        return Refusal::JoinedTooLate { account, snapshot_at: snapshot.time };
    }
    Refusal::NoWeight { account }
}
