//! What becomes of the votes of somebody who is expelled.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, ProposalId};

use super::undelegate::{Leaving, leave};
use crate::dao;
use crate::governance::rules::Tally;
use crate::governance::rules::counting::{Counted, Shift, Stage, recount, stage};
use crate::governance::{Event, Fact, tasks};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;

/// Units charged for each delegation and ballot that is taken out.
const ROW_UNITS: u64 = 2_000;

const GONE: Broken = Broken("a ballot that is taken out was not counted");

/// Whoever is expelled votes for nobody and nobody for them: their delegations end, both ways, and
/// their ballots leave every open vote. Whoever only left keeps what they cast.
///
/// # Errors
/// [`Broken`] where a ballot that is there was not counted.
pub(crate) fn vote_lost(ctx: &mut Ctx<'_>, dao: DaoId, account: AccountId) -> Result<(), Broken> {
    if !dao::is_expelled(ctx.state, dao, account) {
        return Ok(());
    }
    let tables = &ctx.state.governance;
    let own = tables.delegations.range((dao, account, 0)..=(dao, account, u8::MAX));
    let own = own.map(|(key, _)| *key);
    let held = tables.delegations.index().of(dao, account);
    let held = held.map(|(owner, track)| (dao, owner, track));
    let keys: Vec<_> = own.chain(held).collect();
    for key in keys {
        ctx.charge(ROW_UNITS);
        let leaving = Leaving::of(ctx, key).map_err(|_| GONE)?;
        leave(ctx, leaving)?;
    }
    let open: Vec<ProposalId> = ctx.state.governance.proposals.index().open(dao).collect();
    open.into_iter().try_for_each(|proposal| void(ctx, proposal, account))
}

/// Takes somebody's own ballot out of a vote that goes on. What lay in it of others has left.
fn void(ctx: &mut Ctx<'_>, proposal: ProposalId, account: AccountId) -> Result<(), Broken> {
    let tables = &ctx.state.governance;
    let (Some(row), Some(count)) = (tables.proposals.get(&proposal), tables.counts.get(&proposal))
    else {
        return Ok(());
    };
    let Some(ballot) = tables.ballots.get(&(proposal, account)) else { return Ok(()) };
    if !matches!(stage(row, count, ctx.now()), Stage::Voting | Stage::Confirming) {
        return Ok(());
    }
    let (weight, dao, out) = (ballot.weight, row.dao, ballot.choice.split(ballot.weight));
    let is_settled = ballot.last && weight > 0;
    let settled = if is_settled { out } else { Tally::default() };
    let mut before = *count;
    before.settled = before.settled.minus(&settled).ok_or(GONE)?;
    before.voters = before.voters.checked_sub(1).ok_or(GONE)?;
    let settled_voters = before.settled_voters.checked_sub(is_settled.into());
    before.settled_voters = settled_voters.ok_or(GONE)?;
    let shift = Shift { out, ..Shift::default() };
    let counted: Counted = recount(row, &before, &shift, ctx.now()).ok_or(GONE)?;
    ctx.charge(ROW_UNITS);
    ctx.state.governance.ballots.remove(&(proposal, account));
    ctx.emit(&Event { dao, fact: Fact::BallotVoided { proposal, account, weight } });
    tasks::book(ctx, proposal, &counted)
}
