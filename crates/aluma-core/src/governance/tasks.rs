//! What governance does by itself: it closes votes, enacts what passed, archives what is over and
//! asks what became of it.

use alloc::vec::Vec;

use aluma_types::accumulator::Accumulator;
use aluma_types::{AccountId, Canon, DaoId, PollId, ProposalId, Span, Timestamp};

use crate::dao;
use crate::governance::rules::counting::{Counted, Stage, stage};
use crate::governance::rules::{Moment, Standing, habits, opening, polls, spam, weighing};
use crate::governance::types::{AnswerRecord, BallotRecord, Phase, Subject, Withdrawer};
use crate::governance::{Event, Fact};
use crate::kernel::action::{Next, Task};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Stop};
use crate::kernel::schedule::due_at;
use crate::kernel::tables::{BALLOTS, EVIDENCE, NOTICES};
use crate::registry::ENACTMENT_LAWS;
use crate::treasury::{self, Commit, rules::velocity::QUEUE};

/// How long a passed proposal waits before it looks for room again.
const LOOK_AGAIN: Span = Span::hours(1);
/// Rows one slice moves into a log.
const SLICE: usize = 1_000;
/// Units charged for each.
const ROW_UNITS: u64 = 500;

const NO_PROPOSAL: Broken = Broken("a task's proposal is not there");

/// Books a new count and what it leads to.
pub(crate) fn book(
    ctx: &mut Ctx<'_>,
    proposal: ProposalId,
    counted: &Counted,
) -> Result<(), Broken> {
    let Counted { count, is_extended, decided } = *counted;
    ctx.state.governance.counts.put(proposal, count);
    if is_extended {
        let fact = Fact::VotingExtended { proposal, deadline: count.deadline };
        ctx.emit(&Event { dao: count.dao, fact });
    }
    match decided {
        Some(standing) => decide(ctx, proposal, standing, ctx.now()),
        None => Ok(()),
    }
}

/// Writes an outcome for good: of a vote that ended at `at`.
pub(crate) fn decide(
    ctx: &mut Ctx<'_>,
    id: ProposalId,
    standing: Standing,
    at: Timestamp,
) -> Result<(), Broken> {
    let row = ctx.state.governance.proposals.get(&id).ok_or(NO_PROPOSAL)?;
    let (dao, delay, needed) = (row.dao, row.delay, row.needed);
    let stays = needed == 0 || spam::may_stay(weighing::present(ctx.state, row), needed);
    let phase = match standing {
        _ if !stays => Phase::Withdrawn { by: Withdrawer::Ledger },
        Standing::Passed => Phase::Queued { enact_at: at.after(delay) },
        Standing::Rejected(reason) => Phase::Rejected { reason },
    };
    end(ctx, id, phase, at)?;
    if let Phase::Queued { enact_at } = phase {
        let task = Enact { proposal: id, told: false };
        ctx.schedule(due_at(enact_at.max(ctx.now())), Some(dao), &task);
    }
    Ok(())
}

/// Ends the vote on a proposal: the stake goes back, the ballots go into the log, and what does not
/// go on asks nothing of the treasury any more.
pub(crate) fn end(
    ctx: &mut Ctx<'_>,
    proposal: ProposalId,
    phase: Phase,
    at: Timestamp,
) -> Result<(), Broken> {
    let decided = Moment { height: ctx.height(), time: at };
    let mut row = ctx.state.governance.proposals.get(&proposal).cloned().ok_or(NO_PROPOSAL)?;
    let (dao, proposer) = (row.dao, row.proposer);
    (row.decided, row.phase) = (Some(decided), phase);
    ctx.state.governance.proposals.put(proposal, row);
    let stake = ctx.state.governance.matters.get(&proposal).and_then(|matter| matter.stake);
    if let Some(stake) = stake {
        treasury::end_stake(ctx, proposer, stake, None)?;
        ctx.state.governance.matters.update(&proposal, |matter| matter.stake = None);
    }
    let fact = match phase {
        Phase::Queued { enact_at } => Fact::ProposalPassed { proposal, at, enact_at },
        Phase::Rejected { reason } => Fact::ProposalRejected { proposal, at, reason },
        Phase::Withdrawn { by } => Fact::ProposalWithdrawn { proposal, by },
        _ => return Err(Broken("a vote ends in none of these ways")),
    };
    if !matches!(phase, Phase::Queued { .. }) {
        ctx.state.governance.asks.remove(&proposal);
    }
    ctx.emit(&Event { dao, fact });
    let task = Archive { of: Subject::Proposal { proposal }, so_far: Accumulator::default() };
    ctx.schedule(due_at(ctx.now()), Some(dao), &task);
    Ok(())
}

/// Closes a vote when its time is over.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct Close {
    /// The proposal.
    pub(crate) proposal: ProposalId,
}

impl Task for Close {
    const NUMBER: u16 = 60;
    const NAME: &'static str = "close";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let tables = &ctx.state.governance;
        let id = self.proposal;
        let (Some(row), Some(count)) = (tables.proposals.get(&id), tables.counts.get(&id)) else {
            return Err(NO_PROPOSAL.into());
        };
        if !row.is_open() {
            return Ok(Next::Done);
        }
        let (row_dao, until) = (row.dao, count.deadline.after(row.confirm));
        match stage(row, count, ctx.now()) {
            // A late turn moved the deadline after this task was scheduled.
            Stage::Pending | Stage::Voting => Ok(Next::Again(due_at(count.deadline), self)),
            Stage::Confirming => {
                let deadline = count.deadline;
                ctx.state.governance.counts.update(&id, |count| {
                    count.confirming = Some(deadline);
                });
                let fact = Fact::ConfirmationBegan { proposal: id, until };
                ctx.emit(&Event { dao: row_dao, fact });
                Ok(Next::Again(due_at(until), self))
            }
            Stage::Over(at, standing) => {
                decide(ctx, id, standing, at)?;
                Ok(Next::Done)
            }
        }
    }
}

/// Does what passed, once its delay is over and there is room.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct Enact {
    /// The proposal.
    pub(crate) proposal: ProposalId,
    /// Whether people were told that it waits.
    pub(crate) told: bool,
}

impl Task for Enact {
    const NUMBER: u16 = 61;
    const NAME: &'static str = "enact";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let proposal = self.proposal;
        let row = ctx.state.governance.proposals.get(&proposal).ok_or(NO_PROPOSAL)?;
        let (Phase::Queued { enact_at }, Some(decided)) = (row.phase, row.decided) else {
            return Ok(Next::Done);
        };
        let (dao, now, row) = (row.dao, ctx.now(), row.clone());
        // A whole block lies between decision and enactment, so that everybody could see it.
        if ctx.height() < decided.height.saturating_add(2) {
            return Ok(Next::Again(due_at(now), self));
        }
        if let Some(until) = resting(ctx, (dao, proposal))? {
            ctx.emit(&Event { dao, fact: Fact::EnactmentRests { proposal, until } });
            return Ok(Next::Again(due_at(until), self));
        }
        let asks = ctx.state.governance.asks.get(&proposal).cloned();
        let full =
            asks.as_ref().and_then(|asks| opening::without_room(ctx.state, (&row, asks), now));
        if let Some(asset) = full {
            if now > enact_at.after(QUEUE) {
                let at = Moment { height: ctx.height(), time: now };
                finish(ctx, proposal, Phase::Expired { at });
                ctx.emit(&Event { dao, fact: Fact::ProposalExpired { proposal } });
                return Ok(Next::Done);
            }
            // The last look is at the last moment, and what comes after it finds it expired.
            let until = now.after(LOOK_AGAIN).min(due_at(enact_at.after(QUEUE)));
            if !self.told {
                let fact = Fact::EnactmentWaits { proposal, asset, until };
                ctx.emit(&Event { dao, fact });
            }
            return Ok(Next::Again(until, Self { proposal, told: true }));
        }
        enact(ctx, proposal)?;
        Ok(Next::Done)
    }
}

/// Until when what a proposal does rests, if it does.
fn resting(ctx: &Ctx<'_>, (dao, proposal): (DaoId, ProposalId)) -> Result<Option<Timestamp>, Stop> {
    let matter = ctx.state.governance.matters.get(&proposal).ok_or(NO_PROPOSAL)?;
    // Acts that no longer decode are refused where they are enacted.
    let Ok(effects) = ctx.declared(dao, &matter.acts.0) else { return Ok(None) };
    Ok(dao::resting_until(ctx.state, dao, &effects, ctx.now()).map(|(_, until)| until))
}

/// Runs a proposal's acts, all or none, and writes down how that went.
fn enact(ctx: &mut Ctx<'_>, proposal: ProposalId) -> Result<(), Stop> {
    let tables = &ctx.state.governance;
    let row = tables.proposals.get(&proposal).ok_or(NO_PROPOSAL)?;
    let matter = tables.matters.get(&proposal).ok_or(NO_PROPOSAL)?;
    let (dao, by, track, review) = (row.dao, row.proposer, row.track, matter.review);
    let (acts, at) = (matter.acts.clone(), Moment { height: ctx.height(), time: ctx.now() });
    let since = row.voting_from;
    let lawful = ENACTMENT_LAWS.iter().try_for_each(|law| law((ctx.state, dao, at.time), since));
    let done = lawful.map_err(Stop::Refused).and_then(|()| ctx.enact(dao, proposal, &acts.0));
    let (phase, fact) = match done {
        Ok(()) => (Phase::Enacted { at }, Fact::ProposalEnacted { proposal }),
        Err(Stop::Refused(refused)) => {
            let code = refused.code;
            (Phase::EnactmentFailed { at, code }, Fact::EnactmentFailed { proposal, code })
        }
        Err(broken) => return Err(broken),
    };
    if let (Phase::Enacted { .. }, Some(asks)) = (phase, ctx.state.governance.asks.get(&proposal)) {
        let assets: Vec<_> = asks.assets.iter().copied().collect();
        for ask in assets {
            let (asset, units, track) = (ask.asset, ask.counted, track.into());
            treasury::commit(ctx, Commit { dao, asset, units, by, track });
        }
    }
    finish(ctx, proposal, phase);
    ctx.emit(&Event { dao, fact });
    if let (Some(after), Phase::Enacted { .. }) = (review, phase) {
        let of = Subject::Proposal { proposal };
        ctx.schedule(due_at(ctx.now().after(after)), Some(dao), &Review { of });
    }
    Ok(())
}

/// Leaves the queue.
fn finish(ctx: &mut Ctx<'_>, proposal: ProposalId, phase: Phase) {
    let tables = &mut ctx.state.governance;
    tables.asks.remove(&proposal);
    if let Some(mut row) = tables.proposals.get(&proposal).cloned() {
        row.phase = phase;
        tables.proposals.put(proposal, row);
    }
}

/// Moves ballots of a decided proposal, or answers of a closed poll, into their log, slice by
/// slice, and leaves their root.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct Archive {
    /// Of what.
    pub(crate) of: Subject,
    /// Peaks over the rows moved so far.
    pub(crate) so_far: Accumulator,
}

impl Task for Archive {
    const NUMBER: u16 = 62;
    const NAME: &'static str = "archive";

    fn run(mut self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let moved = match self.of {
            Subject::Proposal { proposal } => {
                let rows = ballots(ctx, proposal);
                self.append(ctx, BALLOTS, &rows)
            }
            Subject::Poll { poll } => {
                let rows = answers(ctx, poll);
                self.append(ctx, EVIDENCE, &rows)
            }
        };
        if moved == SLICE {
            return Ok(Next::Again(due_at(ctx.now()), self));
        }
        let root = (self.so_far.count() > 0).then(|| self.so_far.root());
        let tables = &mut ctx.state.governance;
        let dao = match self.of {
            Subject::Proposal { proposal } => tables.proposals.update(&proposal, |row| {
                row.ballots = root;
                row.dao
            }),
            Subject::Poll { poll } => tables.polls.update(&poll, |row| {
                row.answers = root;
                row.dao
            }),
        };
        let fact = Fact::Archived { of: self.of, rows: self.so_far.count() };
        ctx.emit(&Event { dao: dao.ok_or(NO_PROPOSAL)?, fact });
        Ok(Next::Done)
    }
}

impl Archive {
    fn append<R: Canon>(&mut self, ctx: &mut Ctx<'_>, log: u16, rows: &[R]) -> usize {
        for row in rows {
            self.so_far.append(&row.to_bytes());
            ctx.append(log, row);
            ctx.charge(ROW_UNITS);
        }
        rows.len()
    }
}

/// Takes the next slice of ballots out of the state; what delegates carry goes first, while the
/// ballots that say for what are still there.
fn ballots(ctx: &mut Ctx<'_>, proposal: ProposalId) -> Vec<BallotRecord> {
    let tables = &ctx.state.governance;
    let all = (proposal, AccountId(0))..=(proposal, AccountId(u64::MAX));
    let mut rows = Vec::new();
    for ((_, account), carried) in tables.carried.range(all.clone()).take(SLICE) {
        let Some(ballot) = tables.ballots.get(&(proposal, carried.delegate)) else { continue };
        let (account, choice, carried) = (*account, ballot.choice, *carried);
        rows.push(BallotRecord::Carried { proposal, account, carried, choice });
    }
    let left = SLICE.saturating_sub(rows.len());
    for ((_, account), ballot) in tables.ballots.range(all).take(left) {
        rows.push(BallotRecord::Own { proposal, account: *account, ballot: **ballot });
    }
    let of = tables.proposals.get(&proposal).map(|row| (row.dao, row.opened));
    for row in &rows {
        match row {
            BallotRecord::Own { account, .. } => {
                ctx.state.governance.ballots.remove(&(proposal, *account));
                if let Some((dao, opened)) = of {
                    remember(ctx, (dao, *account), opened);
                }
            }
            BallotRecord::Carried { account, .. } => {
                ctx.state.governance.carried.remove(&(proposal, *account));
            }
        }
    }
    rows
}

/// That somebody voted stays known when their ballot is archived.
fn remember(ctx: &mut Ctx<'_>, slot: (DaoId, AccountId), opened: Timestamp) {
    let table = &mut ctx.state.governance.voters;
    let mut row = table.get(&slot).cloned().unwrap_or_default();
    row.votes = row.votes.saturating_add(1);
    row.opened = habits::newest_of(row.opened, opened);
    table.put(slot, row);
}

/// Takes the next slice of answers out of the state.
fn answers(ctx: &mut Ctx<'_>, poll: PollId) -> Vec<AnswerRecord> {
    let table = &mut ctx.state.governance.answers;
    let all = (poll, AccountId(0))..=(poll, AccountId(u64::MAX));
    let rows: Vec<_> = table
        .range(all)
        .take(SLICE)
        .map(|((_, account), answer)| AnswerRecord {
            poll,
            account: *account,
            answer: answer.clone(),
        })
        .collect();
    for row in &rows {
        table.remove(&(poll, row.account));
    }
    rows
}

/// Closes a poll when its time is over and works out its result.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct ClosePoll {
    /// The poll.
    pub(crate) poll: PollId,
}

impl Task for ClosePoll {
    const NUMBER: u16 = 63;
    const NAME: &'static str = "close-poll";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let tables = &mut ctx.state.governance;
        let (Some(row), Some(count)) =
            (tables.polls.get(&self.poll), tables.poll_counts.get(&self.poll))
        else {
            return Err(Broken("a task's poll is not there").into());
        };
        let (dao, review) = (row.dao, row.review);
        let result = polls::result(row.kind, count);
        tables.polls.update(&self.poll, |row| row.result = Some(result.clone()));
        ctx.emit(&Event { dao, fact: Fact::PollClosed { poll: self.poll, result } });
        let of = Subject::Poll { poll: self.poll };
        let task = Archive { of, so_far: Accumulator::default() };
        ctx.schedule(due_at(ctx.now()), Some(dao), &task);
        if let Some(after) = review {
            ctx.schedule(due_at(ctx.now().after(after)), Some(dao), &Review { of });
        }
        Ok(Next::Done)
    }
}

/// Asks what became of a decision, when its date comes.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct Review {
    /// Of what.
    pub(crate) of: Subject,
}

impl Task for Review {
    const NUMBER: u16 = 64;
    const NAME: &'static str = "review";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let tables = &ctx.state.governance;
        let dao = match self.of {
            Subject::Proposal { proposal } => tables.proposals.get(&proposal).map(|row| row.dao),
            Subject::Poll { poll } => tables.polls.get(&poll).map(|row| row.dao),
        };
        let dao = dao.ok_or(Broken("a review's subject is not there"))?;
        let event = Event { dao, fact: Fact::ReviewDue { of: self.of } };
        ctx.append(NOTICES, &event);
        ctx.emit(&event);
        Ok(Next::Done)
    }
}
