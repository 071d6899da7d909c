//! The ledger with one rule taken out: what an attack looks like where nothing stops it.
//!
//! A rule that a charter can turn off needs nothing here: the attack's second telling founds such a
//! community. Each of these is a rule that no charter can touch; it is undone around the real action,
//! so that the rules themselves know nothing of being watched. `tests/scenarios/attacks.scn` tells
//! every attack twice.

mod belonging;

use alloc::vec::Vec;

use aluma_types::{AccountId, Canon, List, ProposalId, Span};

use super::bugs::{Bug, bug, real, registry_with, signer};
use super::talk_bugs;
use crate::governance::actions::{Propose, Vote};
use crate::governance::charter;
use crate::governance::types::{Phase, Proposal, TrackName};
use crate::kernel::action::Registry;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;

/// All of them: the rule, where it is undone, and how.
pub static ALL: &[Bug] = &[
    bug("snapshot", "governance", "vote", without_snapshot),
    bug("frozen-rules", "governance", "vote", without_frozen_rules),
    bug("late-changes", "governance", "vote", without_late_changes),
    bug("recusal", "governance", "propose", without_recusal),
    bug("at-most-a-third-recused", "governance", "propose", with_everybody_recused),
    bug("cumulative-sums", "governance", "propose", without_cumulative_sums),
    bug("delay", "governance", "propose", without_delay),
    bug("emergency-never-pays", "governance", "propose", with_paying_emergency),
    bug("proposer-stays", "governance", "propose", without_staying),
    bug("wait-is-the-proposers", "governance", "propose", with_everybody_waiting),
    bug("one-of-a-kind", "governance", "propose", without_sameness),
    bug("own-case", "discussion", "judge-hiding", talk_bugs::without_own_case),
    bug("edits-leave-reactions", "discussion", "edit-post", talk_bugs::edit_keeps_reactions),
    bug("mentions-a-day", "discussion", "post", talk_bugs::without_limit_of_mentions),
    bug("expelling-takes-two-thirds", "dao", "propose", belonging::with_easy_expulsion),
    bug("one-is-expelled-at-a-time", "dao", "propose", belonging::with_many_expelled),
    bug("totals-outlast-the-expelled", "dao", "expel", belonging::with_shrinking_totals),
    bug("ballots-leave-with-the-expelled", "dao", "expel", belonging::with_ballots_kept),
    bug("appeal", "dao", "expel", belonging::without_appeal),
    bug("who-is-owned-has-no-vote", "governance", "propose", belonging::with_owned_voting),
    bug(
        "who-belongs-to-each-other-has-no-vote",
        "governance",
        "propose",
        belonging::with_peers_voting,
    ),
];

/// The ledger's rules but for one; `None` where none has this name.
pub fn registry(name: &str) -> Option<&'static Registry> {
    ALL.iter().find(|rule| rule.name == name).and_then(registry_with)
}

/// Changes the proposal that a vote is about.
fn on_voted(ctx: &mut Ctx<'_>, body: &[u8], change: impl FnOnce(&mut Proposal)) {
    if let Ok(vote) = Vote::from_bytes(body) {
        ctx.state.governance.proposals.update(&vote.proposal, change);
    }
}

/// Runs `propose` and changes the proposal it made, if it made one.
fn on_made(
    ctx: &mut Ctx<'_>,
    body: &[u8],
    change: impl FnOnce(&mut Ctx<'_>, ProposalId),
) -> Result<(), Stop> {
    real(ctx, "propose", body)?;
    if let Some(id) = ctx.out.made.map(ProposalId) {
        change(ctx, id);
    }
    Ok(())
}

/// Weight is what is held when one votes, as in governors that ask the token for its balance.
fn without_snapshot(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let (height, time) = (ctx.height(), ctx.now());
    let mut was = None;
    on_voted(ctx, body, |row| {
        was = Some(row.snapshot);
        row.snapshot.height = height;
        row.snapshot.time = time.before(Span(1));
    });
    let result = real(ctx, "vote", body);
    if let Some(was) = was {
        on_voted(ctx, body, |row| row.snapshot = was);
    }
    result
}

/// A vote is held to the charter of the day.
fn without_frozen_rules(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let proposal = Vote::from_bytes(body).ok().map(|vote| vote.proposal);
    let row = proposal.and_then(|id| ctx.state.governance.proposals.get(&id).cloned());
    if let Some(row) = row {
        let terms = charter::terms(ctx.state, row.dao, row.track);
        on_voted(ctx, body, |row| {
            row.threshold = terms.threshold;
            row.support.start = terms.quorum.support(row.total, row.eligible);
            row.support.end = row.support.start;
        });
    }
    real(ctx, "vote", body)
}

/// A ballot may be changed to anything until the very end.
fn without_late_changes(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let proposal = Vote::from_bytes(body).ok().map(|vote| vote.proposal);
    let before = proposal.and_then(|id| {
        let tables = &ctx.state.governance;
        Some((id, tables.proposals.get(&id)?.quiet(), tables.counts.get(&id)?.deadline))
    });
    let Some((id, quiet, deadline)) = before else { return real(ctx, "vote", body) };
    on_voted(ctx, body, |row| row.period = quiet.bound().since(quiet.opened));
    let result = real(ctx, "vote", body);
    on_voted(ctx, body, |row| row.period = quiet.period);
    let now = ctx.now();
    ctx.state.governance.counts.update(&id, |count| {
        if count.deadline > deadline {
            count.deadline = quiet.deadline_after_turn(deadline, now);
        }
    });
    result
}

/// Whoever gains decides with the others.
fn without_recusal(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    on_made(ctx, body, |ctx, id| give_back(ctx, id, |_| true))
}

/// Lets those of the recused whom `who` names decide after all.
fn give_back(ctx: &mut Ctx<'_>, id: ProposalId, who: impl Fn(AccountId) -> bool) {
    let Some(row) = ctx.state.governance.proposals.get(&id).cloned() else { return };
    let height = row.snapshot.height;
    let head = |account: &AccountId| {
        crate::dao::heads_of(ctx.state, row.dao, *account).map_or(0, |held| held.at(height))
    };
    let (back, kept): (Vec<AccountId>, Vec<AccountId>) =
        row.recused.iter().copied().partition(|account| who(*account));
    let weight: u128 = back.iter().map(head).sum();
    ctx.state.governance.proposals.update(&id, |row| {
        row.total = row.total.saturating_add(weight);
        row.eligible = row.eligible.saturating_add(back.len() as u64);
        row.recused = List::new(kept).unwrap_or_default();
    });
}

/// Whoever is paid anything is recused, however many they are.
fn with_everybody_recused(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    on_made(ctx, body, |ctx, id| {
        let paid = ctx.state.governance.asks.get(&id).map(|asks| asks.gifts.clone());
        let mut paid: Vec<AccountId> =
            paid.unwrap_or_default().iter().map(|gift| gift.to).collect();
        paid.sort_unstable();
        paid.dedup();
        let Some(row) = ctx.state.governance.proposals.get(&id).cloned() else { return };
        let height = row.snapshot.height;
        let head = |account: &AccountId| {
            crate::dao::heads_of(ctx.state, row.dao, *account).map_or(0, |held| held.at(height))
        };
        paid.retain(|account| head(account) > 0);
        let out: u128 = paid.iter().map(head).sum();
        ctx.state.governance.proposals.update(&id, |row| {
            row.total = row.total.saturating_sub(out);
            row.eligible = row.eligible.saturating_sub(paid.len() as u64);
            row.support.start = row.support.start.min(row.total);
            row.support.end = row.support.end.min(row.total);
            row.recused = List::new(paid).unwrap_or_default();
        });
    })
}

/// Each payment is measured by itself.
fn without_cumulative_sums(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let state = &mut *ctx.state;
    let paid: Vec<_> =
        state.treasury.commitments.iter().map(|(key, row)| (*key, row.clone())).collect();
    let asked: Vec<_> =
        state.governance.asks.iter().map(|(key, row)| (*key, row.clone())).collect();
    for (key, _) in &paid {
        state.treasury.commitments.remove(key);
    }
    for (key, _) in &asked {
        state.governance.asks.remove(key);
    }
    let result = real(ctx, "propose", body);
    for (key, row) in paid {
        ctx.state.treasury.commitments.put(key, row);
    }
    for (key, row) in asked {
        ctx.state.governance.asks.put(key, row);
    }
    result
}

/// What passes is done at once.
fn without_delay(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    on_made(ctx, body, |ctx, id| {
        ctx.state.governance.proposals.update(&id, |row| row.delay = Span(0));
    })
}

/// The emergency track carries whatever is put on it.
fn with_paying_emergency(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let Ok(mut propose) = Propose::from_bytes(body) else { return real(ctx, "propose", body) };
    if propose.track.take() != Some(TrackName::Emergency) {
        return real(ctx, "propose", body);
    }
    let terms = charter::terms(ctx.state, propose.dao, TrackName::Emergency);
    on_made(ctx, &propose.to_bytes(), |ctx, id| {
        ctx.state.governance.proposals.update(&id, |row| {
            row.delay = terms.delay;
            row.threshold = terms.threshold;
            row.finality = terms.finality;
        });
    })
}

/// Whoever opened a proposal may sell at once what it took to open it.
fn without_staying(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    on_made(ctx, body, |ctx, id| {
        ctx.state.governance.proposals.update(&id, |row| row.needed = 0);
    })
}

/// A rejection makes everybody wait, and not only whoever brought it.
fn with_everybody_waiting(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let me = signer(ctx);
    let others: Vec<(ProposalId, AccountId)> = ctx
        .state
        .governance
        .proposals
        .iter()
        .filter(|(_, row)| !matches!(row.phase, Phase::Open))
        .map(|(id, row)| (*id, row.proposer))
        .collect();
    let name = |ctx: &mut Ctx<'_>, id: ProposalId, who: AccountId| {
        if let Some(mut row) = ctx.state.governance.proposals.get(&id).cloned() {
            row.proposer = who;
            ctx.state.governance.proposals.put(id, row);
        }
    };
    for (id, _) in &others {
        name(ctx, *id, me);
    }
    let result = real(ctx, "propose", body);
    for (id, proposer) in others {
        name(ctx, id, proposer);
    }
    result
}

/// The same text may be put to the vote any number of times at once.
fn without_sameness(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let open: Vec<(ProposalId, aluma_types::Hash32)> = ctx
        .state
        .governance
        .proposals
        .iter()
        .filter(|(_, row)| row.is_open())
        .map(|(id, row)| (*id, row.acts))
        .collect();
    let name = |ctx: &mut Ctx<'_>, id: ProposalId, acts| {
        if let Some(mut row) = ctx.state.governance.proposals.get(&id).cloned() {
            row.acts = acts;
            ctx.state.governance.proposals.put(id, row);
        }
    };
    for (id, _) in &open {
        name(ctx, *id, aluma_types::Hash32::ZERO);
    }
    let result = real(ctx, "propose", body);
    for (id, acts) in open {
        name(ctx, id, acts);
    }
    result
}
