//! Rules of programmes with one defence taken out, to measure what it is worth (`aluma sim farming`).
//!
//! Most defences are terms of a programme, which a community may choose so or otherwise. These are not:
//! like the mistakes of `bugs`, each replaces what actions and tasks do by the real thing and something
//! beside it. Everything else of the ledger is as it is.

use alloc::boxed::Box;
use alloc::vec::Vec;

use aluma_types::{AccountId, Canon, DaoId, Share, Span, Timestamp};

use super::bugs::{real, real_task, signer};
use crate::dao;
use crate::earn::actions::{AttestReward, ClaimReward, ConfirmReward};
use crate::earn::tasks::{RewardDue, SharePool};
use crate::earn::types::RAMP;
use crate::kernel::action::{Registry, Slice};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::learn::actions::{BeginCourse, HandInPractical};
use crate::registry::REGISTRY;

/// After how long people shared a cap with nobody, by an earlier rule.
const NEW: Span = Span::days(90);

/// A defence that is no term of a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Without {
    /// Nothing of what attestors say is drawn to be audited.
    Audits,
    /// The same evidence is taken as often as it is brought.
    UniqueEvidence,
    /// Newcomers' caps are whole at once.
    Ramp,
    /// Whoever was here for ninety days shares a cap with nobody, whatever they gave.
    Standing,
}

impl Without {
    /// The ledger's rules without it. What it makes is never freed: a run makes one.
    pub fn registry(self) -> &'static Registry {
        let mut actions = REGISTRY.actions.to_vec();
        let mut tasks = REGISTRY.tasks.to_vec();
        for entry in &mut actions {
            entry.run = match (self, entry.spec.name) {
                (Self::Audits, "open-programme") => unaudited,
                (Self::UniqueEvidence, "claim-reward") => again,
                (Self::UniqueEvidence, "hand-in-practical") => practical_again,
                (Self::Ramp, "begin-course") => begins::<true>,
                (Self::Standing, "begin-course") => begins::<false>,
                (Self::Ramp, "attest-reward") => attests::<true>,
                (Self::Ramp, "confirm-reward") => confirms::<true>,
                (Self::Standing, "attest-reward") => attests::<false>,
                (Self::Standing, "confirm-reward") => confirms::<false>,
                (Self::Standing, "claim-reward") => claims,
                _ => continue,
            };
        }
        for entry in &mut tasks {
            entry.run = match (self, entry.name) {
                (Self::Ramp, "reward-due") => goes_on::<true>,
                (Self::Ramp, "share-pool") => shares::<true>,
                (Self::Standing, "reward-due") => goes_on::<false>,
                (Self::Standing, "share-pool") => shares::<false>,
                _ => continue,
            };
        }
        Box::leak(Box::new(Registry { actions: actions.leak(), tasks: tasks.leak(), ..REGISTRY }))
    }
}

fn unaudited(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "open-programme", body)?;
    let dao = ctx.origin().acts_for().map(|(dao, _)| dao);
    if let Some(key) = dao.zip(ctx.out.made) {
        ctx.state.earn.programmes.update(&key, |row| row.terms.audit = Share::ZERO);
    }
    Ok(())
}

fn again(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "claim-reward", body)?;
    let dao = ClaimReward::from_bytes(body).map(|act| act.dao).ok();
    forget_evidence(ctx, dao.zip(ctx.out.made));
    Ok(())
}

fn practical_again(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "hand-in-practical", body)?;
    let dao = HandInPractical::from_bytes(body).map(|act| act.dao).ok();
    forget_evidence(ctx, dao.zip(ctx.out.made));
    Ok(())
}

fn begins<const RAMPED: bool>(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let dao = BeginCourse::from_bytes(body).map_or(DaoId(0), |act| act.dao);
    let account = signer(ctx);
    around::<RAMPED, _>(ctx, (dao, &[account]), |ctx| real(ctx, "begin-course", body))
}

/// What a claim brought may be brought again.
fn forget_evidence(ctx: &mut Ctx<'_>, claim: Option<(DaoId, u64)>) {
    let row = claim.and_then(|key| ctx.state.earn.reward_claims.get(&key));
    if let Some(evidence) = row.map(|row| row.evidence) {
        ctx.state.earn.used_evidence.remove(&evidence);
    }
}

fn claims(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    if let Ok(act) = ClaimReward::from_bytes(body) {
        let account = signer(ctx);
        lasting(ctx, (act.dao, &[account]));
    }
    real(ctx, "claim-reward", body)
}

fn attests<const RAMPED: bool>(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let of = AttestReward::from_bytes(body).ok().map(|act| (act.dao, act.claim));
    with::<RAMPED, _>(ctx, of, |ctx| real(ctx, "attest-reward", body))
}

fn confirms<const RAMPED: bool>(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let of = ConfirmReward::from_bytes(body).ok().map(|act| (act.dao, act.claim));
    with::<RAMPED, _>(ctx, of, |ctx| real(ctx, "confirm-reward", body))
}

fn goes_on<const RAMPED: bool>(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    let of = RewardDue::from_bytes(arguments).ok().map(|task| (task.dao, task.claim));
    with::<RAMPED, _>(ctx, of, |ctx| real_task(ctx, "reward-due", arguments))
}

fn shares<const RAMPED: bool>(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    let Ok(SharePool { dao, programme, epoch }) = SharePool::from_bytes(arguments) else {
        return real_task(ctx, "share-pool", arguments);
    };
    let all = ctx.state.earn.reward_claims.index().pooled((dao, programme, epoch));
    let all: Vec<u64> = all.collect();
    let rows = all.iter().filter_map(|claim| ctx.state.earn.reward_claims.get(&(dao, *claim)));
    let accounts: Vec<AccountId> = rows.map(|row| row.account).collect();
    around::<RAMPED, _>(ctx, (dao, &accounts), |ctx| real_task(ctx, "share-pool", arguments))
}

/// Around what happens to one claim.
fn with<const RAMPED: bool, T>(
    ctx: &mut Ctx<'_>,
    claim: Option<(DaoId, u64)>,
    run: impl FnOnce(&mut Ctx<'_>) -> T,
) -> T {
    let row = claim.and_then(|key| ctx.state.earn.reward_claims.get(&key));
    let account: Vec<AccountId> = row.map(|row| row.account).into_iter().collect();
    let dao = claim.map_or(DaoId(0), |(dao, _)| dao);
    around::<RAMPED, _>(ctx, (dao, &account), run)
}

fn around<const RAMPED: bool, T>(
    ctx: &mut Ctx<'_>,
    (dao, accounts): (DaoId, &[AccountId]),
    run: impl FnOnce(&mut Ctx<'_>) -> T,
) -> T {
    if !RAMPED {
        lasting(ctx, (dao, accounts));
        return run(ctx);
    }
    // As if they had come a month before; afterwards they came when they came.
    let now = ctx.now();
    let mut came: Vec<(AccountId, Timestamp)> = Vec::new();
    for account in accounts {
        let row = ctx.state.dao.members.get(&(dao, *account));
        let since = row.map(|row| row.since).filter(|since| now.since(*since) < RAMP);
        let Some(since) = since else { continue };
        came.push((*account, since));
        ctx.state.dao.members.update(&(dao, *account), |row| row.since = since.before(RAMP));
    }
    let result = run(ctx);
    for (account, since) in came {
        ctx.state.dao.members.update(&(dao, account), |row| row.since = since);
    }
    result
}

/// Whoever is here for ninety days counts as one of the first, and so does whoever brought them.
fn lasting(ctx: &mut Ctx<'_>, (dao, accounts): (DaoId, &[AccountId])) {
    let Some(began) = dao::dao(ctx.state, dao).map(|row| row.since) else { return };
    let now = ctx.now();
    for account in accounts {
        let mut next = Some(*account);
        for _ in 0..64 {
            let row = next.and_then(|account| ctx.state.dao.members.get(&(dao, account)));
            let Some((account, row)) = next.zip(row) else { break };
            let by = row.voucher.or(row.inviter);
            if row.since != began && now.since(row.since) >= NEW {
                ctx.state.dao.members.update(&(dao, account), |row| row.since = began);
            }
            next = by;
        }
    }
}
