//! How claims and programmes go on.

use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, DaoId, Hash32};

use super::{freezing, ladder, pooling, purse, steps};
use crate::earn::rules::{curves, verifying};
use crate::earn::tasks::RewardDue;
use crate::earn::types::{
    LessonEnd, PATIENCE, Payout, Programme, ProgrammeStage, RewardClaim, Stage, Verifier, Why,
};
use crate::earn::{Event, Fact};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::kernel::schedule::due_at;
use crate::{registry, treasury};

/// A DAO and a number in it.
pub(crate) type Key = (DaoId, u64);

/// A programme that is there.
///
/// # Errors
/// [`Broken`] where it is not.
pub(crate) fn programme_of(ctx: &Ctx<'_>, key: Key) -> Result<Programme, Broken> {
    let row = ctx.state.earn.programmes.get(&key).cloned();
    row.ok_or(Broken("a programme that was found is not there"))
}

/// A claim that is there.
///
/// # Errors
/// [`Broken`] where it is not.
pub(crate) fn claim_of(ctx: &Ctx<'_>, key: Key) -> Result<RewardClaim, Broken> {
    let row = ctx.state.earn.reward_claims.get(&key).cloned();
    row.ok_or(Broken("a claim that was found is not there"))
}

/// Whether a programme takes no claims any more.
pub(crate) const fn is_closing(stage: ProgrammeStage) -> bool {
    matches!(stage, ProgrammeStage::Closing | ProgrammeStage::Closed { .. })
}

/// Turns a programme to another stage.
pub(crate) fn turn_programme(ctx: &mut Ctx<'_>, key: Key, stage: ProgrammeStage) {
    ctx.state.earn.programmes.update(&key, |row| row.stage = stage);
    ctx.emit(&Event { dao: key.0, fact: Fact::ProgrammeTurned { programme: key.1, stage } });
}

/// Writes a claim at a stage, with the entry in the due queue that the stage asks for; what is over leaves
/// its programme's and its attestors' counts.
///
/// # Errors
/// [`Broken`] where its programme is not there.
pub(crate) fn turn(
    ctx: &mut Ctx<'_>,
    (dao, number): Key,
    mut claim: RewardClaim,
    stage: Stage,
) -> Result<(), Broken> {
    if let Some(due) = claim.due.take() {
        ctx.cancel(due);
    }
    claim.due = stage
        .until()
        .map(|until| ctx.schedule(due_at(until), Some(dao), &RewardDue { dao, claim: number }));
    claim.stage = stage;
    let programme = claim.programme;
    ctx.emit(&Event { dao, fact: Fact::RewardTurned { claim: number, programme, stage } });
    if !stage.is_over() {
        ctx.state.earn.reward_claims.put((dao, number), claim);
        return Ok(());
    }
    // What was not found untrue and not paid may be brought once more, with better proof.
    if matches!(stage, Stage::Rejected { .. }) && claim.paid == 0 {
        ctx.state.earn.used_evidence.remove(&claim.evidence);
    }
    let attestors = attestors_of(ctx, dao, &claim)?;
    ctx.state.earn.reward_claims.put((dao, number), claim);
    let key = (dao, programme);
    ctx.state.earn.programmes.update(&key, |row| row.open = row.open.saturating_sub(1));
    for account in attestors {
        ctx.state.earn.attestors.update(&(dao, programme, account), |row| {
            row.open = row.open.saturating_sub(1);
        });
        purse::settle_bond(ctx, key, account)?;
    }
    settle(ctx, key)
}

/// Those who attest a claim.
///
/// # Errors
/// [`Broken`] where its programme is not there.
pub(crate) fn attestors_of(
    ctx: &Ctx<'_>,
    dao: DaoId,
    claim: &RewardClaim,
) -> Result<Vec<AccountId>, Broken> {
    let programme = programme_of(ctx, (dao, claim.programme))?;
    let is_attestors = |place: u8| {
        programme.terms.verifiers.get(usize::from(place)).is_some_and(Verifier::is_attestors)
    };
    let voices = claim.voices.iter().filter(|voice| is_attestors(voice.verifier));
    Ok(voices.map(|voice| voice.account).collect())
}

/// Weighs what verifiers said of a claim, while they have time or when that is over.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn weigh(ctx: &mut Ctx<'_>, key: Key, is_over: bool) -> Result<(), Broken> {
    let claim = claim_of(ctx, key)?;
    let programme = programme_of(ctx, (key.0, claim.programme))?;
    match verifying::found(&programme.terms, &claim, is_over) {
        verifying::Found::Yes { attested } => verified(ctx, key, (claim, &programme), attested),
        verifying::Found::No if is_over => reject(ctx, key, Why::Unverified),
        verifying::Found::No => reject(ctx, key, Why::Denied),
        verifying::Found::Open => Ok(()),
    }
}

/// Enough verifiers said yes: the amount is set aside, and what attestors said is drawn for an audit.
fn verified(
    ctx: &mut Ctx<'_>,
    key: Key,
    (mut claim, programme): (RewardClaim, &Programme),
    attested: bool,
) -> Result<(), Broken> {
    claim.score = verifying::score(&claim);
    // What a part of a course pays was set aside when it began.
    if !programme.terms.curve.is_pool() && claim.lesson.is_none() {
        purse::reserve(ctx, key, &mut claim)?;
        if claim.units == 0 {
            ctx.state.earn.reward_claims.put(key, claim);
            return reject(ctx, key, Why::NothingLeft);
        }
    }
    if attested && !programme.terms.audit.is_zero() {
        let stage = Stage::Drawing { since: ctx.now(), height: ctx.height() };
        return turn(ctx, key, claim, stage);
    }
    passed(ctx, key, claim)
}

/// A claim was drawn: it is audited, or goes on.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn drawn(ctx: &mut Ctx<'_>, key: Key, beacon: &Hash32) -> Result<(), Broken> {
    let claim = claim_of(ctx, key)?;
    let programme = programme_of(ctx, (key.0, claim.programme))?;
    if verifying::is_drawn(beacon, (key.0.0, key.1), programme.terms.audit) {
        let until = ctx.now().after(PATIENCE);
        return turn(ctx, key, claim, Stage::Audited { until });
    }
    passed(ctx, key, claim)
}

/// Nobody doubts a claim so far: it waits for its epoch's pool, or for challenges.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn passed(ctx: &mut Ctx<'_>, key: Key, claim: RewardClaim) -> Result<(), Broken> {
    let programme = programme_of(ctx, (key.0, claim.programme))?;
    if programme.terms.curve.is_pool() {
        return pooling::wait(ctx, key, claim);
    }
    opened(ctx, key, claim)
}

/// A claim may be challenged from now on; where it may not, it is paid.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn opened(ctx: &mut Ctx<'_>, key: Key, claim: RewardClaim) -> Result<(), Broken> {
    registry::lesson_over(ctx, key, &claim, LessonEnd::Accepted)?;
    let programme = programme_of(ctx, (key.0, claim.programme))?;
    let until = ctx.now().after(programme.terms.window);
    if programme.terms.window.0 == 0 {
        ctx.state.earn.reward_claims.put(key, claim);
        return pay(ctx, key);
    }
    turn(ctx, key, claim, Stage::Challengeable { until })
}

/// Pays a claim, or the next part of it.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn pay(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let mut claim = claim_of(ctx, key)?;
    let programme = programme_of(ctx, (key.0, claim.programme))?;
    // What somebody leaves behind is nobody's wage: else accounts come, take the first parts, and go.
    if steps::belongs(ctx.state, key.0, claim.account).is_err() {
        return reject(ctx, key, Why::Gone);
    }
    let part = match claim.stage {
        Stage::Payable { part, .. } => part,
        _ => 0,
    };
    let (units, next) = match programme.terms.payout {
        Payout::Now => (claim.units, None),
        Payout::Vest { parts, every } => {
            let next = part.saturating_add(1);
            let until = ctx.now().after(every);
            let stage = Stage::Payable { until, part: next };
            (curves::vested(claim.units, parts, part), (next < parts).then_some(stage))
        }
    };
    purse::pay(ctx, key, &mut claim, units)?;
    let stage = next.unwrap_or(Stage::Paid { at: ctx.now() });
    turn(ctx, key, claim, stage)
}

/// A claim is not paid, or not any more: what is set aside for it is free again.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn reject(ctx: &mut Ctx<'_>, key: Key, why: Why) -> Result<(), Broken> {
    let mut claim = claim_of(ctx, key)?;
    // Whoever learns may try again: what is set aside for it stays theirs.
    if registry::lesson_over(ctx, key, &claim, LessonEnd::Denied)? {
        ladder::keep(ctx, key, &mut claim)?;
    } else {
        purse::free(ctx, key.0, &mut claim);
    }
    let at = ctx.now();
    turn(ctx, key, claim, Stage::Rejected { at, why })
}

/// A claim was found untrue: those who attested it lose what it would have gained and more, before anybody
/// else loses anything. Whose bond is used up by that counts no more, at once: what else they spoke for and
/// is not paid waits for the community, as where it revokes them.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn slash(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let mut claim = claim_of(ctx, key)?;
    let of = (key.0, claim.programme);
    let programme = programme_of(ctx, of)?;
    let caps = programme.terms.caps;
    let gain = if claim.units > 0 { claim.units } else { caps.person_epoch.min(caps.epoch) };
    let loss = verifying::loss(gain, programme.terms.audit);
    let mut spent = Vec::new();
    for account in attestors_of(ctx, key.0, &claim)? {
        if purse::lose_bond(ctx, of, (account, loss))? {
            spent.push(account);
        }
    }
    registry::lesson_over(ctx, key, &claim, LessonEnd::Untrue)?;
    purse::free(ctx, key.0, &mut claim);
    let at = ctx.now();
    turn(ctx, key, claim, Stage::Slashed { at })?;
    // What else they spoke for has no bond behind it any more.
    spent.into_iter().try_for_each(|account| freezing::all_of(ctx, (of.0, of.1, account)))
}

/// What was challenged or frozen is judged, or nobody judged it in time: then it is paid and the stake
/// returns. Whoever challenged what is true loses the stake to the community.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn judged(ctx: &mut Ctx<'_>, key: Key, untrue: Option<bool>) -> Result<(), Broken> {
    let mut claim = claim_of(ctx, key)?;
    let programme = programme_of(ctx, (key.0, claim.programme))?;
    if let Some(challenge) = claim.challenge.take() {
        let amount = Amount { asset: programme.asset, units: challenge.stake };
        let forfeited = (untrue == Some(false)).then_some(key.0);
        treasury::end_stake(ctx, challenge.by, amount, forfeited)?;
        if forfeited.is_some() {
            let (claim, by) = (key.1, challenge.by);
            ctx.emit(&Event { dao: key.0, fact: Fact::RewardStakeLost { claim, by, amount } });
        }
        ctx.state.earn.reward_claims.put(key, claim.clone());
    }
    if untrue == Some(true) {
        return slash(ctx, key);
    }
    // A claim that was frozen before its pool was shared has no amount yet.
    if claim.units == 0 && claim.lesson.is_none() {
        return passed(ctx, key, claim);
    }
    // It is paid right after, by itself: a proposal that judges says nothing of money.
    let part = match claim.stage {
        Stage::Frozen { part, .. } => part,
        _ => 0,
    };
    let until = ctx.now();
    turn(ctx, key, claim, Stage::Payable { until, part })
}

/// A programme takes no more claims. What no claim waits for returns at once.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn close(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    turn_programme(ctx, key, ProgrammeStage::Closing);
    settle(ctx, key)
}

/// Looks after a programme that takes no more claims: what became free returns, and when nothing waits any
/// more it is over, and bonds return.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn settle(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let programme = programme_of(ctx, key)?;
    if programme.stage != ProgrammeStage::Closing {
        return Ok(());
    }
    // Claims that wait for a pool have no amount yet: what they are to share stays.
    if programme.open > 0 && programme.terms.curve.is_pool() {
        return Ok(());
    }
    purse::give_back(ctx, key)?;
    if programme.open > 0 || programme.learners > 0 {
        return Ok(());
    }
    let range = (key.0, key.1, AccountId(0))..=(key.0, key.1, AccountId(u64::MAX));
    let attestors: Vec<_> = ctx.state.earn.attestors.range(range).map(|(slot, _)| slot.2).collect();
    for account in attestors {
        purse::settle_bond(ctx, key, account)?;
    }
    turn_programme(ctx, key, ProgrammeStage::Closed { at: ctx.now() });
    Ok(())
}
