//! Mistakes that can be put into the rules by name, to see that the simulator finds them.
//!
//! Each replaces one action or task by the real one and something wrong beside it, as a slip in its
//! code would. Every domain has two or more, and so have keys, allowances, recovery and pauses.

use alloc::boxed::Box;
use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, Canon, ProposalId, Span};

use super::{
    earn_bugs, grant_bugs, invest_bugs, key_bugs, learn_bugs, merit_bugs, talk_bugs, work_bugs,
    works_bugs,
};
use crate::dao::{self, Checkpoints, HEAD, Moment};
use crate::governance::actions::Vote;
use crate::governance::types::{Ballot, Choice};
use crate::identity::types::{Holder, Nonces};
use crate::kernel::action::{ActionEntry, Registry, Slice, TaskEntry};
use crate::kernel::ctx::Ctx;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Stop;
use crate::registry::REGISTRY;
use crate::treasury::actions::{
    AnswerPayout, Draw, PayBatch, SettlePayout, TakeDividend, Transfer, TransferItem, steps,
};
use crate::treasury::rules::dividends;
use crate::treasury::types::{Place, Recipient, Stream};

/// How an action runs.
type Run = fn(&mut Ctx<'_>, &[u8]) -> Result<(), Stop>;
/// How a slice of a task runs.
type RunTask = fn(&mut Ctx<'_>, &[u8]) -> Slice;

/// Where a mistake sits, and how that runs with it.
#[derive(Clone, Copy, Debug)]
enum Site {
    Action(&'static str, Run),
    Task(&'static str, RunTask),
}

/// A mistake: its name, whose rule it breaks, and where it sits.
#[derive(Clone, Copy, Debug)]
pub struct Bug {
    /// `kebab-case`.
    pub name: &'static str,
    /// The domain whose rule it breaks, or the part of one that has mistakes of its own.
    pub domain: &'static str,
    site: Site,
}

pub(super) const fn bug(
    name: &'static str,
    domain: &'static str,
    action: &'static str,
    run: Run,
) -> Bug {
    Bug { name, domain, site: Site::Action(action, run) }
}

/// A mistake in a task.
const fn slip(name: &'static str, domain: &'static str, task: &'static str, run: RunTask) -> Bug {
    Bug { name, domain, site: Site::Task(task, run) }
}

/// All of them, in the order of domains.
pub static ALL: &[Bug] = &[
    bug("nonce-not-booked", "identity", "invite", nonce_not_booked),
    bug("claim-keeps-secret-open", "identity", "claim", claim_keeps_secret),
    slip("key-outlives-its-time", "keys", "end-key", key_bugs::forgotten),
    bug("revoked-key-stays", "keys", "revoke-key", key_bugs::revoked_stays),
    bug("cap-forgets-what-was-spent", "keys", "transfer", key_bugs::cap_forgets),
    bug("act-counts-nothing", "allowance", "transfer", key_bugs::counts_nothing),
    bug("ended-key-forgets-the-day", "allowance", "revoke-key", key_bugs::ended_forgets),
    bug("one-guardian-is-enough", "recovery", "recover", key_bugs::one_is_enough),
    slip("recovery-leaves-old-keys", "recovery", "finish-recovery", key_bugs::old_keys_stay),
    bug("vetoed-change-goes-on", "recovery", "veto", key_bugs::veto_forgotten),
    bug("leaver-keeps-head", "dao", "leave", leaver_keeps_head),
    bug("season-admission-not-aged", "dao", "join", season_not_aged),
    bug("role-limit-not-booked", "dao", "act-by-role", role_limit_not_booked),
    bug("given-role-weighs-nothing", "dao", "give-role", given_weighs_nothing),
    bug("paused-payments-go-on", "pauses", "pause", key_bugs::payments_go_on),
    slip("end-of-a-pause-is-not-told", "pauses", "end-pause", key_bugs::forgotten),
    bug("transfer-forgets-debit", "treasury", "transfer", transfer_forgets_debit),
    bug("batch-pays-first-twice", "treasury", "pay-batch", batch_pays_twice),
    bug("issue-forgets-supply", "treasury", "issue", issue_forgets_supply),
    bug("draw-forgets-what-was-drawn", "treasury", "draw", draw_forgets),
    bug("stream-begins-a-day-early", "treasury", "stream", stream_begins_early),
    bug("taken-dividend-stays-earned", "treasury", "take-dividend", taken_stays_earned),
    bug("seller-forgets-what-was-earned", "treasury", "transfer", seller_forgets_earned),
    bug("giver-keeps-the-item", "treasury", "transfer-item", giver_keeps_item),
    bug("item-of-more-than-its-parts", "treasury", "register-item", item_of_more),
    bug("confirmed-payout-is-given-back", "treasury", "answer-payout", confirmed_is_given_back),
    bug("settled-payout-can-be-taken-back", "treasury", "settle-payout", settled_stays_asked),
    bug("edit-keeps-reactions", "discussion", "edit-post", talk_bugs::edit_keeps_reactions),
    bug("erased-words-stay", "discussion", "erase-post", talk_bugs::erased_words_stay),
    slip("silence-upholds", "discussion", "end-hearing", talk_bugs::silence_upholds),
    bug("praise-counts-twice", "reputation", "praise", merit_bugs::praise_counts_twice),
    bug("past-brings-points", "past", "record-past", merit_bugs::past_brings_points),
    bug("struck-past-stays", "past", "strike-past", merit_bugs::struck_past_stays),
    slip("one-is-left-out", "reputation", "end-epoch", merit_bugs::one_is_left_out),
    bug("abstain-counts-as-support", "governance", "vote", abstain_supports),
    bug("changed-ballot-counts-twice", "governance", "vote", changed_counts_twice),
    bug("override-keeps-delegated-weight", "governance", "vote", override_keeps_weight),
    bug("late-vote-counts", "governance", "vote", late_vote_counts),
    bug("claims-count-in-full", "review", "reveal-review", work_bugs::claims_count_in_full),
    bug(
        "last-rating-is-everybodys",
        "review",
        "reveal-review",
        work_bugs::last_rating_is_everybodys,
    ),
    bug("worse-work-is-paid-in-full", "work", "review-work", work_bugs::worse_is_paid_in_full),
    slip("silence-rejects-work", "work", "job-due", work_bugs::silence_rejects),
    slip("own-praise-takes-a-part", "grants", "close-round", grant_bugs::own_takes_a_part),
    bug("last-scores-are-lost", "grants", "record-praise", grant_bugs::last_scores_are_lost),
    bug("changed-gifts-stay", "grants", "give-in-circle", grant_bugs::changed_gifts_stay),
    slip("one-ballot-is-enough", "grants", "close-round", grant_bugs::one_ballot_is_enough),
    bug("knowing-is-retaining", "learn", "prove-step", learn_bugs::knowing_is_retaining),
    bug("ladder-is-longer", "learn", "begin-course", learn_bugs::ladder_is_longer),
    bug("epoch-spends-all", "earn", "claim-reward", earn_bugs::epoch_spends_all),
    bug("bond-counts-twice", "earn", "post-bond", earn_bugs::bond_counts_twice),
    slip("silence-slashes", "earn", "reward-due", earn_bugs::silence_slashes),
    bug("gift-counts-twice", "gifts", "give-for-purpose", grant_bugs::gift_counts_twice),
    slip(
        "first-milestone-pays-all",
        "gifts",
        "undertaking-due",
        grant_bugs::first_milestone_pays_all,
    ),
    slip("part-is-rounded-up", "invest", "exit-due", invest_bugs::part_is_rounded_up),
    slip("goal-is-forgotten", "invest", "sale-due", invest_bugs::goal_is_forgotten),
    slip("limit-is-forgotten", "invest", "exit-due", invest_bugs::limit_is_forgotten),
    bug("royalty-is-forgotten", "works", "buy-work", works_bugs::royalty_is_forgotten),
    bug("one-owner-is-enough", "works", "offer-work", works_bugs::one_owner_is_enough),
];

/// The ledger's rules with one mistake; `None` where no mistake has this name. What it makes is
/// never freed: a run makes one.
pub fn registry(name: &str) -> Option<&'static Registry> {
    ALL.iter().find(|bug| bug.name == name).and_then(registry_with)
}

/// The ledger's rules with one action or task run otherwise.
pub(super) fn registry_with(bug: &Bug) -> Option<&'static Registry> {
    let registry = match bug.site {
        Site::Action(name, run) => {
            let mut actions: Vec<ActionEntry> = REGISTRY.actions.to_vec();
            actions.iter_mut().find(|entry| entry.spec.name == name)?.run = run;
            Registry { actions: actions.leak(), ..REGISTRY }
        }
        Site::Task(name, run) => {
            let mut tasks: Vec<TaskEntry> = REGISTRY.tasks.to_vec();
            tasks.iter_mut().find(|entry| entry.name == name)?.run = run;
            Registry { tasks: tasks.leak(), ..REGISTRY }
        }
    };
    Some(Box::leak(Box::new(registry)))
}

/// Runs a slice of the task as it should be.
pub(super) fn real_task(ctx: &mut Ctx<'_>, name: &str, arguments: &[u8]) -> Slice {
    let entry = REGISTRY.tasks.iter().find(|entry| entry.name == name);
    entry.map_or(Ok(None), |entry| (entry.run)(ctx, arguments))
}

/// Runs the action as it should be.
pub(super) fn real(ctx: &mut Ctx<'_>, name: &str, body: &[u8]) -> Result<(), Stop> {
    let entry = REGISTRY.actions.iter().find(|entry| entry.spec.name == name);
    entry.map_or(Ok(()), |entry| (entry.run)(ctx, body))
}

pub(super) fn signer(ctx: &Ctx<'_>) -> AccountId {
    ctx.origin().account().unwrap_or(AccountId(0))
}

fn nonce_not_booked(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "invite", body)?;
    if let Origin::Member { account, key, .. } = ctx.origin() {
        ctx.state.identity.keys.update(&(account, key), |row| row.nonces = Nonces::new());
    }
    Ok(())
}

fn claim_keeps_secret(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let waiting: Vec<(AccountId, Holder)> = ctx
        .state
        .identity
        .accounts
        .iter()
        .filter(|(_, row)| matches!(row.holder, Holder::Nobody { .. }))
        .map(|(id, row)| (*id, row.holder))
        .collect();
    real(ctx, "claim", body)?;
    for (id, holder) in waiting {
        ctx.state.identity.accounts.update(&id, |row| row.holder = holder);
    }
    Ok(())
}

fn leaver_keeps_head(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let account = signer(ctx);
    let act = dao::actions::Leave::from_bytes(body).map(|act| act.dao).ok();
    let key = act.map(|dao| (dao, account));
    let heads = key.and_then(|key| ctx.state.dao.heads.get(&key).cloned());
    let total = act.and_then(|dao| ctx.state.dao.totals.get(&dao).cloned());
    real(ctx, "leave", body)?;
    if let (Some(key), Some(heads), Some(total)) = (key, heads, total) {
        ctx.state.dao.heads.put(key, heads);
        ctx.state.dao.totals.put(key.0, total);
    }
    Ok(())
}

fn season_not_aged(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "join", body)?;
    let at = Moment { height: ctx.height(), time: ctx.now() };
    let fresh: Vec<_> = ctx
        .state
        .dao
        .heads
        .iter()
        .filter(|(_, held)| held.rows().len() == 1 && held.rows().iter().all(|row| row.at == at))
        .map(|(key, _)| *key)
        .collect();
    for key in fresh {
        let mut held = Checkpoints::default();
        if held.set(at, HEAD, false).is_ok() {
            ctx.state.dao.heads.put(key, held);
        }
    }
    Ok(())
}

fn role_limit_not_booked(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let before: Vec<_> = ctx.state.dao.spendings.iter().map(|(key, row)| (*key, *row)).collect();
    real(ctx, "act-by-role", body)?;
    let after: Vec<_> = ctx.state.dao.spendings.iter().map(|(key, _)| *key).collect();
    after.iter().for_each(|key| {
        ctx.state.dao.spendings.remove(key);
    });
    before.into_iter().for_each(|(key, row)| {
        ctx.state.dao.spendings.put(key, row);
    });
    Ok(())
}

fn given_weighs_nothing(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let posts: Vec<_> = ctx.state.dao.posts.iter().map(|(key, row)| (*key, row.clone())).collect();
    real(ctx, "give-role", body)?;
    posts.into_iter().for_each(|(key, row)| {
        ctx.state.dao.posts.put(key, row);
    });
    Ok(())
}

fn transfer_forgets_debit(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let asset = Transfer::from_bytes(body).map(|act| act.amount.asset).ok();
    let key = asset.map(|asset| (signer(ctx), asset));
    let before = key.and_then(|key| ctx.state.treasury.balances.get(&key).copied());
    real(ctx, "transfer", body)?;
    if let (Some(key), Some(before)) = (key, before) {
        ctx.state.treasury.balances.put(key, before);
    }
    Ok(())
}

fn batch_pays_twice(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "pay-batch", body)?;
    let Ok(batch) = PayBatch::from_bytes(body) else { return Ok(()) };
    if let Some(first) = batch.payments.first() {
        let (to, amount) = (first.to, Amount { asset: batch.asset, units: first.units });
        let (from, to) = (batch.from, Recipient::Account { account: to });
        let again = Transfer { from, to, amount, reason: None };
        // Refused where there is no more: then the mistake does not show.
        let _ = real(ctx, "transfer", &again.to_bytes());
    }
    Ok(())
}

fn issue_forgets_supply(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let before: Vec<_> =
        ctx.state.treasury.supplies.iter().map(|(asset, row)| (*asset, *row)).collect();
    real(ctx, "issue", body)?;
    for (asset, row) in before {
        ctx.state.treasury.supplies.put(asset, row);
    }
    Ok(())
}

fn draw_forgets(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let key = Draw::from_bytes(body).map(|act| (act.dao, act.number)).ok();
    let before = key.and_then(|key| ctx.state.treasury.streams.get(&key).map(|row| row.drawn));
    real(ctx, "draw", body)?;
    if let (Some(key), Some(before)) = (key, before) {
        ctx.state.treasury.streams.update(&key, |row| row.drawn = before);
    }
    Ok(())
}

fn stream_begins_early(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let known: Vec<_> = ctx.state.treasury.streams.iter().map(|(key, _)| *key).collect();
    real(ctx, "stream", body)?;
    let all: Vec<_> = ctx.state.treasury.streams.iter().map(|(key, _)| *key).collect();
    for key in all.into_iter().filter(|key| !known.contains(key)) {
        let early = |row: &mut Stream| row.since = row.since.before(Span::days(1));
        ctx.state.treasury.streams.update(&key, early);
    }
    Ok(())
}

fn taken_stays_earned(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let act = TakeDividend::from_bytes(body).ok();
    let account = signer(ctx);
    let before =
        act.as_ref().and_then(|act| dividends::earned(ctx.state, account, (act.share, act.asset)));
    real(ctx, "take-dividend", body)?;
    if let (Some(act), Some(before)) = (act, before) {
        ctx.state.treasury.earned.put((account, act.share, act.asset), before);
    }
    Ok(())
}

fn seller_forgets_earned(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let account = signer(ctx);
    let known: Vec<_> = ctx.state.treasury.earned.iter().map(|(key, _)| *key).collect();
    real(ctx, "transfer", body)?;
    let all: Vec<_> = ctx.state.treasury.earned.iter().map(|(key, _)| *key).collect();
    for key in all.into_iter().filter(|key| key.0 == account && !known.contains(key)) {
        ctx.state.treasury.earned.remove(&key);
    }
    Ok(())
}

fn giver_keeps_item(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let key = TransferItem::from_bytes(body).map(|act| (act.dao, act.number)).ok();
    let before = key.and_then(|key| ctx.state.treasury.items.get(&key).cloned());
    real(ctx, "transfer-item", body)?;
    if let (Some(key), Some(before)) = (key, before) {
        ctx.state.treasury.items.update(&key, |row| row.owners = before.owners);
    }
    Ok(())
}

fn item_of_more(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "register-item", body)?;
    let all: Vec<_> = ctx.state.treasury.items.iter().map(|(key, _)| *key).collect();
    for key in all {
        ctx.state.treasury.items.update(&key, |row| row.whole = row.whole.saturating_add(1));
    }
    Ok(())
}

fn confirmed_is_given_back(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let act = AnswerPayout::from_bytes(body).ok().filter(|act| act.received);
    let row = act.and_then(|act| ctx.state.treasury.payouts.get(&(act.dao, act.number)).copied());
    real(ctx, "answer-payout", body)?;
    if let Some(row) = row {
        let Amount { asset, units } = row.amount;
        let to = Place::Account { account: row.payee };
        steps::post(ctx, asset, Place::Supply, &[(to, units)])?;
        ctx.state.treasury.supplies.update(&asset, |supply| {
            supply.issued = supply.issued.saturating_sub(units);
            supply.burnt = supply.burnt.saturating_sub(units);
        });
    }
    Ok(())
}

fn settled_stays_asked(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let key = SettlePayout::from_bytes(body).map(|act| (act.dao, act.number)).ok();
    let before = key.and_then(|key| ctx.state.treasury.payouts.get(&key).copied());
    real(ctx, "settle-payout", body)?;
    if let (Some(key), Some(before)) = (key, before) {
        ctx.state.treasury.payouts.update(&key, |row| row.state = before.state);
    }
    Ok(())
}

fn voted(ctx: &Ctx<'_>, body: &[u8]) -> Option<(ProposalId, Choice, Option<Ballot>)> {
    let vote = Vote::from_bytes(body).ok()?;
    let key = (vote.proposal, signer(ctx));
    Some((vote.proposal, vote.choice, ctx.state.governance.ballots.get(&key).map(|row| **row)))
}

fn abstain_supports(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "vote", body)?;
    if let Some((proposal, Choice::Abstain, Some(ballot))) = voted(ctx, body) {
        ctx.state.governance.counts.update(&proposal, |count| {
            count.tally.for_ = count.tally.for_.saturating_add(ballot.weight);
            count.tally.abstain = count.tally.abstain.saturating_sub(ballot.weight);
        });
    }
    Ok(())
}

fn changed_counts_twice(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let before = voted(ctx, body);
    real(ctx, "vote", body)?;
    if let Some((proposal, _, Some(ballot))) = before {
        let again = ballot.choice.split(ballot.weight);
        add(ctx, proposal, &again);
    }
    Ok(())
}

fn override_keeps_weight(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let account = signer(ctx);
    let proposal = Vote::from_bytes(body).map(|vote| vote.proposal).ok();
    let carried = proposal.and_then(|id| {
        let row = ctx.state.governance.carried.get(&(id, account))?;
        let ballot = ctx.state.governance.ballots.get(&(id, row.delegate))?;
        Some((id, ballot.choice.split(row.weight)))
    });
    real(ctx, "vote", body)?;
    if let Some((id, kept)) = carried {
        add(ctx, id, &kept);
    }
    Ok(())
}

fn late_vote_counts(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let result = real(ctx, "vote", body);
    let Err(Stop::Refused(refused)) = &result else { return result };
    let Some((proposal, choice, None)) = voted(ctx, body) else { return result };
    if refused.name != "voting-closed" {
        return result;
    }
    add(ctx, proposal, &choice.split(HEAD));
    Ok(())
}

fn add(ctx: &mut Ctx<'_>, proposal: ProposalId, more: &crate::governance::rules::Tally) {
    ctx.state.governance.counts.update(&proposal, |count| {
        if let Some(sum) = count.tally.plus(more) {
            count.tally = sum;
        }
    });
}
