//! What is set aside for somebody who learns: all of it when they begin, a part of it a claim's when they
//! come so far, and the rest free when they do not.

use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, Hash32, List, Timestamp};

use super::flow::{self, Key};
use super::{purse, steps};
use crate::earn::rules::{curves, epochs, reading};
use crate::earn::types::{
    Clause, Curve, Kind, LessonPart, PATIENCE, Programme, ProgrammeStage, Reason, RewardClaim,
    Stage, Used, Verifier,
};
use crate::earn::{Event, Fact, Refusal};
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::Broken;
use crate::registry::State;

/// A part of a course that somebody claims.
#[derive(Debug)]
pub(crate) struct PartClaim {
    pub(crate) account: AccountId,
    pub(crate) lesson: LessonPart,
    pub(crate) evidence: Hash32,
    /// The verifiers, by place, that say yes at once.
    pub(crate) held: Vec<u8>,
    pub(crate) words: Option<Reason>,
    /// Base units of what is set aside for whoever claims it.
    pub(crate) units: u128,
}

/// The clauses that a programme asks of whoever learns: those of its first predicate.
pub(crate) fn clauses(programme: &Programme) -> &[Clause] {
    let mut all = programme.terms.verifiers.iter().filter_map(|verifier| match verifier {
        Verifier::Predicate { clauses } => Some(&clauses[..]),
        _ => None,
    });
    all.next().unwrap_or(&[])
}

/// What each part of a programme's ladder is, in order; nothing where it has none.
pub(crate) fn parts(programme: &Programme) -> Vec<u128> {
    let Curve::Ladder { units, parts } = &programme.terms.curve else { return Vec::new() };
    let numbers = (0u32..).zip(parts.iter());
    numbers.map(|(part, _)| curves::ladder(*units, parts, part)).collect()
}

/// How much a programme could set aside for somebody who begins now: what they may earn, as far as the
/// epoch and what lies in trust reach.
pub(crate) fn room(
    state: &State,
    key: Key,
    (account, now): (AccountId, Timestamp),
    row: &Programme,
) -> u128 {
    let epoch = epochs::number(row.since, row.terms.epoch, now);
    reading::room(state, key, (account, now), epoch).min(left(state, key, row, now))
}

/// What the present epoch of a programme has left.
pub(crate) fn left(state: &State, key: Key, row: &Programme, now: Timestamp) -> u128 {
    if row.stage != ProgrammeStage::Live || now > row.until {
        return 0;
    }
    let epoch = epochs::number(row.since, row.terms.epoch, now);
    let (begun, of) = purse::begun(state, key, row, epoch);
    of.budget.saturating_sub(of.spent).min(begun.purse.free())
}

/// Whether units can be set aside for somebody who begins now: all of them, or they do not begin.
///
/// # Errors
/// [`Refusal::ProgrammeIsOtherwise`], [`Refusal::CapReached`], [`Refusal::EpochSpent`].
pub(crate) fn can_hold(
    state: &State,
    key: Key,
    (account, now): (AccountId, Timestamp),
    units: u128,
) -> Result<(), Refusal> {
    let row = steps::programme(state, key.0, key.1)?;
    if row.stage != ProgrammeStage::Live || now > row.until {
        return Err(Refusal::ProgrammeIsOtherwise { state: row.stage.name() });
    }
    let epoch = epochs::number(row.since, row.terms.epoch, now);
    if reading::room(state, key, (account, now), epoch) < units {
        let limit = row.terms.caps.person.min(row.terms.caps.person_epoch);
        return Err(Refusal::CapReached { limit });
    }
    if left(state, key, row, now) < units {
        let from = epochs::begins(row.since, row.terms.epoch, epoch.saturating_add(1));
        return Err(Refusal::EpochSpent { from });
    }
    Ok(())
}

/// Sets units aside for somebody who begins.
///
/// # Errors
/// [`Broken`] where the programme is not there.
pub(crate) fn hold(
    ctx: &mut Ctx<'_>,
    key: Key,
    (account, units): (AccountId, u128),
) -> Result<(), Broken> {
    let programme = flow::programme_of(ctx, key)?;
    let epoch = epochs::number(programme.since, programme.terms.epoch, ctx.now());
    purse::begin(ctx, key, epoch)?;
    purse::book(ctx, key, (account, units), epoch);
    ctx.state.earn.programmes.update(&key, |row| {
        row.learners = row.learners.saturating_add(1);
    });
    let amount = Amount { asset: programme.asset, units };
    let fact = Fact::LadderHeld { programme: key.1, account, amount };
    ctx.emit(&Event { dao: key.0, fact });
    Ok(())
}

/// Frees units that were set aside for somebody who learns; whether they are through with it.
///
/// # Errors
/// [`Broken`] where the programme is not there.
pub(crate) fn let_go(
    ctx: &mut Ctx<'_>,
    key: Key,
    (account, units): (AccountId, u128),
    is_through: bool,
) -> Result<(), Broken> {
    if units > 0 {
        let asset = flow::programme_of(ctx, key)?.asset;
        purse::unbook(ctx, key, (account, units));
        let amount = Amount { asset, units };
        let fact = Fact::LadderFreed { programme: key.1, account, amount };
        ctx.emit(&Event { dao: key.0, fact });
    }
    if is_through {
        ctx.state.earn.programmes.update(&key, |row| {
            row.learners = row.learners.saturating_sub(1);
        });
    }
    flow::settle(ctx, key)
}

/// Claims a part of a course out of what is set aside for whoever learns; the claim's number.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn claim(ctx: &mut Ctx<'_>, key: Key, part: PartClaim) -> Result<u64, Broken> {
    let PartClaim { account, lesson, evidence, held, words, units } = part;
    let (dao, programme) = key;
    let number = ctx.next_number(Sequence::RewardClaim)?;
    ctx.state.earn.used_evidence.put(evidence, Used { dao, claim: number });
    let until = ctx.now().after(PATIENCE);
    let row = RewardClaim {
        programme,
        account,
        at: ctx.now(),
        evidence,
        kind: Kind::Lesson,
        job: None,
        lesson: Some(lesson),
        words,
        held: List::new(held).unwrap_or_default(),
        voices: List::default(),
        score: 1,
        units,
        paid: 0,
        challenge: None,
        due: None,
        stage: Stage::Submitted { until },
    };
    let asset = ctx.state.earn.programmes.update(&key, |row| {
        row.open = row.open.saturating_add(1);
        row.asset
    });
    let fact = Fact::RewardClaimed { claim: number, programme, account, words };
    ctx.emit(&Event { dao, fact });
    if let Some(asset) = asset {
        let amount = Amount { asset, units };
        ctx.emit(&Event { dao, fact: Fact::LadderClaimed { claim: number, programme, amount } });
    }
    flow::turn(ctx, (dao, number), row, Stage::Submitted { until })?;
    Ok(number)
}

/// What is set aside for a claim to a part is its learner's again, for the next one.
///
/// # Errors
/// [`Broken`] where the programme is not there.
pub(crate) fn keep(
    ctx: &mut Ctx<'_>,
    (dao, number): Key,
    claim: &mut RewardClaim,
) -> Result<(), Broken> {
    let asset = flow::programme_of(ctx, (dao, claim.programme))?.asset;
    let units = claim.units.saturating_sub(claim.paid);
    claim.units = claim.paid;
    let programme = claim.programme;
    let amount = Amount { asset, units };
    ctx.emit(&Event { dao, fact: Fact::LadderKept { claim: number, programme, amount } });
    Ok(())
}
