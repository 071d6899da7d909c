//! Rules about who belongs, taken out: expulsions, and communities that belong to one another.

use alloc::vec::Vec;

use aluma_types::{AccountId, Canon, DaoId, List, ProposalId};

use super::{give_back, on_made};
use crate::dao::actions::Expel;
use crate::dao::rules::expelling::Appeal;
use crate::governance::actions::Propose;
use crate::governance::charter;
use crate::governance::rules::{crossing, weighing};
use crate::governance::types::{Proposal, TrackName};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::registry::State;
use crate::testing::bugs::real;
use crate::{dao, identity, treasury};

/// Whom an act expels, if it expels anybody.
fn expelled(act: &aluma_types::Act) -> Option<AccountId> {
    let entry = crate::registry::REGISTRY.entry(act.number);
    let is_one = entry.is_some_and(|entry| entry.spec.name == "expel");
    is_one.then(|| Expel::from_bytes(&act.body).ok()).flatten().map(|expel| expel.account)
}

/// The open votes of a DAO.
fn open(ctx: &Ctx<'_>, dao: DaoId) -> Vec<(ProposalId, Proposal)> {
    let tables = &ctx.state.governance;
    let ids = tables.proposals.index().open(dao);
    ids.filter_map(|id| Some((id, tables.proposals.get(&id)?.clone()))).collect()
}

/// An expulsion is decided as a role is.
pub(super) fn with_easy_expulsion(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    on_made(ctx, body, |ctx, id| {
        let Some(row) = ctx.state.governance.proposals.get(&id).cloned() else { return };
        let expels = ctx
            .state
            .governance
            .matters
            .get(&id)
            .is_some_and(|matter| matter.acts.0.iter().any(|act| expelled(act).is_some()));
        if !expels {
            return;
        }
        let terms = charter::terms(ctx.state, row.dao, TrackName::Role);
        let support = terms.quorum.support(row.total, row.eligible);
        ctx.state.governance.proposals.update(&id, |row| {
            row.threshold = terms.threshold;
            row.finality = terms.finality;
            row.delay = terms.delay;
            (row.support.start, row.support.end) = (support, support);
        });
    })
}

/// One vote expels as many as it names, none of whom takes part in it.
pub(super) fn with_many_expelled(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let Ok(mut propose) = Propose::from_bytes(body) else { return real(ctx, "propose", body) };
    let acts: Vec<_> = propose.actions.0.iter().cloned().collect();
    let named: Vec<AccountId> = acts.iter().filter_map(expelled).collect();
    if named.len() < 2 || named.len() < acts.len() {
        return real(ctx, "propose", body);
    }
    propose.actions.0 = List::new(acts.iter().take(1).cloned().collect()).unwrap_or_default();
    on_made(ctx, &propose.to_bytes(), |ctx, id| {
        let Some(row) = ctx.state.governance.proposals.get(&id).cloned() else { return };
        let others = named.get(1..).unwrap_or_default();
        let out: u128 =
            others.iter().map(|account| weighing::weight(ctx.state, &row, *account)).sum();
        let mut recused: Vec<AccountId> = row.recused.iter().copied().collect();
        recused.extend(others);
        recused.sort_unstable();
        let tables = &mut ctx.state.governance;
        tables.proposals.update(&id, |row| {
            row.total = row.total.saturating_sub(out);
            row.eligible = row.eligible.saturating_sub(others.len() as u64);
            row.recused = List::new(recused).unwrap_or_default();
        });
        tables.matters.update(&id, |matter| matter.acts.0 = List::new(acts).unwrap_or_default());
    })
}

/// Whoever is expelled leaves the totals of votes that are open, so that those who stay need fewer.
pub(super) fn with_shrinking_totals(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let (Ok(expel), Some((dao, _))) = (Expel::from_bytes(body), ctx.origin().acts_for()) else {
        return real(ctx, "expel", body);
    };
    let weight = |row: &Proposal| weighing::weight(ctx.state, row, expel.account);
    let votes: Vec<_> =
        open(ctx, dao).into_iter().map(|(id, row)| (id, weight(&row), row.track)).collect();
    real(ctx, "expel", body)?;
    for (id, weight, track) in votes.into_iter().filter(|(_, weight, _)| *weight > 0) {
        let terms = charter::terms(ctx.state, dao, track);
        ctx.state.governance.proposals.update(&id, |row| {
            row.total = row.total.saturating_sub(weight);
            row.eligible = row.eligible.saturating_sub(1);
            row.support.start = terms.quorum.support(row.total, row.eligible);
            row.support.end = row.support.start;
        });
    }
    Ok(())
}

/// What somebody cast before they were expelled goes on counting.
pub(super) fn with_ballots_kept(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let (Ok(expel), Some((dao, _))) = (Expel::from_bytes(body), ctx.origin().acts_for()) else {
        return real(ctx, "expel", body);
    };
    let tables = &ctx.state.governance;
    let cast = |(id, _): (ProposalId, _)| {
        let key = (id, expel.account);
        Some((key, tables.ballots.get(&key)?.clone(), *tables.counts.get(&id)?))
    };
    let cast: Vec<_> = open(ctx, dao).into_iter().filter_map(cast).collect();
    real(ctx, "expel", body)?;
    for (key, ballot, count) in cast {
        ctx.state.governance.ballots.put(key, ballot);
        ctx.state.governance.counts.put(key.0, count);
    }
    Ok(())
}

/// Whoever is expelled is not heard again.
pub(super) fn without_appeal(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "expel", body)?;
    let now = ctx.now();
    if let (Ok(expel), Some((dao, _))) = (Expel::from_bytes(body), ctx.origin().acts_for()) {
        let key = (dao, expel.account);
        ctx.state.dao.expulsions.update(&key, |row| row.appeal = Appeal::Lapsed { closed_at: now });
    }
    Ok(())
}

/// A community votes also in one that owns a part of it.
pub(super) fn with_owned_voting(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    on_made(ctx, body, |ctx, id| {
        unmute(ctx, id, |state, (host, of)| !dao::peers::is_peer(state, of, host));
    })
}

/// Two communities that belong to each other vote in each other.
pub(super) fn with_peers_voting(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    on_made(ctx, body, |ctx, id| {
        unmute(ctx, id, |state, (host, of)| !treasury::owned_by(state, host).contains(&of));
    })
}

/// Lets those communities vote after all whose vote would come back, and of which `also` holds.
fn unmute(ctx: &mut Ctx<'_>, id: ProposalId, also: impl Fn(&State, (DaoId, DaoId)) -> bool) {
    let Some(host) = ctx.state.governance.proposals.get(&id).map(|row| row.dao) else { return };
    let muted = crossing::muted(ctx.state, host).into_iter();
    let of = |account| identity::dao_of(ctx.state, account);
    let back: Vec<AccountId> = muted
        .filter(|account| of(*account).is_some_and(|of| also(ctx.state, (host, of))))
        .collect();
    give_back(ctx, id, |account| back.contains(&account));
}
