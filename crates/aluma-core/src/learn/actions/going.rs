//! How somebody goes on in a course.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Hash32, List, Timestamp, sha256};

use crate::earn::actions::ladder::{self as purse, PartClaim};
use crate::earn::actions::{flow, teachers};
use crate::earn::types::{LessonEnd, LessonPart, Reason, RewardClaim};
use crate::exact::part_down;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::kernel::schedule::due_at;
use crate::learn::rules::{drawing, ladder, reading};
use crate::learn::tasks::LearnDue;
use crate::learn::types::{
    AGAIN, AT_FIRST, Course, Drawn, HOLDS, LearnStage, Learning, Level, Mastery, PRACTICAL,
    REFRESH, REFRESHES, TRIES, bit, next_check,
};
use crate::learn::{Event, Fact};

/// Somebody in a course of a DAO.
pub(crate) type Who = (DaoId, u64, AccountId);

/// A course that is there.
///
/// # Errors
/// [`Broken`] where it is not.
pub(crate) fn course_of(ctx: &Ctx<'_>, key: (DaoId, u64)) -> Result<Course, Broken> {
    let row = ctx.state.learn.courses.get(&key).cloned();
    row.ok_or(Broken("a course that was found is not there"))
}

fn learning_of(ctx: &Ctx<'_>, who: Who) -> Result<Learning, Broken> {
    let row = ctx.state.learn.learnings.get(&who).cloned();
    row.ok_or(Broken("somebody who learns is not there"))
}

/// Writes how far somebody is, with the entry in the due queue that the stage asks for.
fn turn(ctx: &mut Ctx<'_>, who: Who, mut row: Learning, stage: LearnStage) {
    let (dao, course, account) = who;
    if let Some(due) = row.due.take() {
        ctx.cancel(due);
    }
    let task = LearnDue { dao, course, account };
    row.due = stage.until().map(|until| ctx.schedule(due_at(until), Some(dao), &task));
    row.stage = stage;
    let part = row.part;
    ctx.state.learn.learnings.put(who, row);
    ctx.emit(&Event { dao, fact: Fact::LearningTurned { course, account, part, stage } });
}

/// Somebody begins, with what is left of the ladder for them set aside.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn begin(ctx: &mut Ctx<'_>, who: Who, mut row: Learning) -> Result<(), Broken> {
    let (dao, number, account) = who;
    let (now, height) = (ctx.now(), ctx.height());
    if row.part < REFRESH {
        let programme = course_of(ctx, (dao, number))?.programme;
        let of = flow::programme_of(ctx, (dao, programme))?;
        row.held = ladder::open(&purse::parts(&of), row.settled);
        purse::hold(ctx, (dao, programme), (account, row.held))?;
    }
    let stage = if row.part == PRACTICAL {
        LearnStage::Practical { until: now.after(AT_FIRST) }
    } else {
        LearnStage::Drawing { since: now, height }
    };
    turn(ctx, who, row, stage);
    Ok(())
}

/// Settles a part: it is claimed, missed or lost; its units, which nothing is set aside for any more.
fn settle(ctx: &Ctx<'_>, who: Who, row: &mut Learning, part: u8) -> Result<u128, Broken> {
    let programme = course_of(ctx, (who.0, who.1))?.programme;
    let of = flow::programme_of(ctx, (who.0, programme))?;
    let units = ladder::part(&purse::parts(&of), row.settled, part);
    row.settled |= bit(part);
    row.held = row.held.saturating_sub(units);
    Ok(units)
}

/// Somebody leaves the ladder: what was still set aside for them is free again.
fn leave(ctx: &mut Ctx<'_>, who: Who, mut row: Learning, stage: LearnStage) -> Result<(), Broken> {
    let (was_on, units) = (row.is_on_ladder(), core::mem::take(&mut row.held));
    turn(ctx, who, row, stage);
    if was_on {
        let programme = course_of(ctx, (who.0, who.1))?.programme;
        purse::let_go(ctx, (who.0, programme), (who.2, units), true)?;
    }
    Ok(())
}

/// What somebody is to do was drawn by randomness that nobody knew when they asked for it.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn drawn(ctx: &mut Ctx<'_>, who: Who, beacon: &Hash32) -> Result<(), Broken> {
    let (dao, course, account) = who;
    let of = course_of(ctx, (dao, course))?;
    let programme = flow::programme_of(ctx, (dao, of.programme))?;
    let mut row = learning_of(ctx, who)?;
    let all = purse::clauses(&programme);
    let whom = (dao, course, account, row.part);
    let found = drawing::draw(beacon, whom, (all.len(), of.draws), row.seen);
    let places: Vec<u8> = found.drawn.iter().map(|(place, _)| *place).collect();
    let drawn = found.drawn.into_iter().filter_map(|(place, chance)| {
        let clause = *all.get(usize::from(place))?;
        Some(Drawn { clause, asks: drawing::asks(&clause, chance), shown: false })
    });
    row.drawn = List::new(drawn.collect()).unwrap_or_default();
    row.drawn_at = ctx.now();
    row.seen = found.seen;
    let span = if row.part == 0 { AT_FIRST } else { AGAIN };
    let stage = LearnStage::Proving { until: ctx.now().after(span) };
    let part = row.part;
    let places = List::new(places).unwrap_or_default();
    ctx.emit(&Event { dao, fact: Fact::StepsDrawn { course, account, part, places } });
    turn(ctx, who, row, stage);
    Ok(())
}

/// Claims a part of the ladder for somebody; its number.
fn claim(
    ctx: &mut Ctx<'_>,
    (who, part): (Who, u8),
    units: u128,
    (evidence, held, words): (Hash32, Vec<u8>, Option<Reason>),
) -> Result<u64, Broken> {
    let (dao, course, account) = who;
    let programme = course_of(ctx, (dao, course))?.programme;
    let lesson = LessonPart { course, part };
    let part = PartClaim { account, lesson, evidence, held, words, units };
    purse::claim(ctx, (dao, programme), part)
}

/// The hash of what somebody did of what was drawn for them at a moment.
fn evidence(who: Who, (part, at): (u8, Timestamp)) -> Hash32 {
    let of = (who.0.0.to_be_bytes(), who.1.to_be_bytes(), who.2.0.to_be_bytes());
    let when = at.0.to_be_bytes();
    sha256(&[b"aluma evidence lesson v1", &of.0, &of.1, &of.2, &[part], &when])
}

/// Somebody shows that things at some places of what was drawn for them are done: that stays so, although
/// ballots are archived and payments end. When all are, they go on; the claim's number, where it pays.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn shown(ctx: &mut Ctx<'_>, who: Who, places: &[usize]) -> Result<Option<u64>, Broken> {
    let mut row = learning_of(ctx, who)?;
    let (dao, course, account) = who;
    let mut drawn = core::mem::take(&mut row.drawn).into_inner();
    for (place, step) in drawn.iter_mut().enumerate().filter(|(place, _)| places.contains(place)) {
        step.shown = true;
        let step = u8::try_from(place).unwrap_or(u8::MAX);
        ctx.emit(&Event { dao, fact: Fact::StepShown { course, account, step } });
    }
    let is_all = drawn.iter().all(|step| step.shown);
    row.drawn = List::new(drawn).unwrap_or_default();
    ctx.state.learn.learnings.put(who, row);
    if is_all { proved(ctx, who) } else { Ok(None) }
}

/// Somebody did what was drawn: their part is claimed, and they go on to the practical or to the next check.
/// The claim's number, where it pays.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
fn proved(ctx: &mut Ctx<'_>, who: Who) -> Result<Option<u64>, Broken> {
    let mut row = learning_of(ctx, who)?;
    let part = row.part;
    let units = if part < REFRESH { settle(ctx, who, &mut row, part)? } else { 0 };
    let proof = evidence(who, (part, row.drawn_at));
    if units == 0 {
        go_on(ctx, who, row, true)?;
        return Ok(None);
    }
    // The claim is there before they may leave, so that their programme waits for it; the predicate is the
    // first verifier of a programme that teaches.
    let number = claim(ctx, (who, part), units, (proof, alloc::vec![0], None))?;
    go_on(ctx, who, row, true)?;
    flow::weigh(ctx, (who.0, number), false)?;
    Ok(Some(number))
}

/// Somebody goes on after what was drawn for them was done or missed: to the practical, to the next check,
/// or out of the course.
fn go_on(ctx: &mut Ctx<'_>, who: Who, mut row: Learning, is_done: bool) -> Result<(), Broken> {
    let now = ctx.now();
    if row.part == 0 {
        row.part = PRACTICAL;
        let until = now.after(AT_FIRST);
        master(ctx, who, (&row, Level::Knows), until.after(AGAIN))?;
        turn(ctx, who, row, LearnStage::Practical { until });
        return Ok(());
    }
    let accepted = row.accepted.ok_or(Broken("a check before the practical was accepted"))?;
    // Parts 2, 3 and 4 are the three checks: the next one is asked for in its time, or at once.
    let check = usize::from(row.part.saturating_sub(PRACTICAL));
    if let Some((at, until)) = next_check(accepted, check) {
        row.part = row.part.saturating_add(1);
        if is_done {
            master(ctx, who, (&row, Level::CanDo), until)?;
        }
        turn(ctx, who, row, LearnStage::Resting { until: at.max(now) });
        return Ok(());
    }
    if is_done {
        master(ctx, who, (&row, Level::Retained), now.after(HOLDS))?;
    }
    leave(ctx, who, row, LearnStage::Done { at: now })
}

/// Somebody hands in the practical; the claim's number.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn handed_in(
    ctx: &mut Ctx<'_>,
    who: Who,
    evidence: Hash32,
    words: Option<Reason>,
) -> Result<u64, Broken> {
    let mut row = learning_of(ctx, who)?;
    let units = settle(ctx, who, &mut row, PRACTICAL)?;
    row.tries = row.tries.saturating_add(1);
    let number = claim(ctx, (who, PRACTICAL), units, (evidence, Vec::new(), words))?;
    turn(ctx, who, row, LearnStage::Judged { claim: number });
    Ok(number)
}

/// Writes that somebody has a skill: never less well or for less long than before.
fn master(
    ctx: &mut Ctx<'_>,
    who: Who,
    (row, level): (&Learning, Level),
    until: Timestamp,
) -> Result<(), Broken> {
    let (dao, course, account) = who;
    let skill = course_of(ctx, (dao, course))?.skill;
    let slot = (dao, account, skill);
    let before = ctx.state.learn.masteries.get(&slot).copied();
    let level = before.map_or(level, |before| before.level.max(level));
    let until = before.map_or(until, |before| before.until.max(until));
    let now = ctx.now();
    let since = before.filter(|before| before.level == level).map_or(now, |before| before.since);
    let used = before.is_some_and(|before| before.used);
    let mentor = row.mentor.or(before.and_then(|before| before.mentor));
    let mastery = Mastery { level, since, until, course, mentor, used };
    ctx.state.learn.masteries.put(slot, mastery);
    ctx.emit(&Event { dao, fact: Fact::SkillMastered { account, skill, level, until } });
    Ok(())
}

/// A claim for a part of a course came to an end; whether what is set aside for it stays the learner's.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn claim_over(
    ctx: &mut Ctx<'_>,
    (dao, number): (DaoId, u64),
    claim: &RewardClaim,
    end: LessonEnd,
) -> Result<bool, Broken> {
    let Some(LessonPart { course, part }) = claim.lesson else { return Ok(false) };
    let who = (dao, course, claim.account);
    let row = learning_of(ctx, who)?;
    match end {
        LessonEnd::Untrue => untrue(ctx, who, row).map(|()| false),
        _ if !reading::waits_for(&row, number) => Ok(false),
        LessonEnd::Accepted => accepted(ctx, who, row).map(|()| false),
        LessonEnd::Denied => denied(ctx, who, row, (part, claim.units)),
    }
}

/// The practical was accepted.
fn accepted(ctx: &mut Ctx<'_>, who: Who, mut row: Learning) -> Result<(), Broken> {
    let now = ctx.now();
    row.accepted = Some(now);
    row.part = PRACTICAL.saturating_add(1);
    let Some((at, until)) = next_check(now, 0) else { return Ok(()) };
    master(ctx, who, (&row, Level::CanDo), until)?;
    turn(ctx, who, row, LearnStage::Resting { until: at });
    Ok(())
}

/// The practical was not accepted: they hand in another, as often as one may; then their time is over.
fn denied(
    ctx: &mut Ctx<'_>,
    who: Who,
    mut row: Learning,
    (part, units): (u8, u128),
) -> Result<bool, Broken> {
    let now = ctx.now();
    if units > 0 {
        row.settled &= !bit(part);
        row.held = row.held.saturating_add(units);
    }
    if row.tries < TRIES {
        turn(ctx, who, row, LearnStage::Practical { until: now.after(AGAIN) });
    } else {
        leave(ctx, who, row, LearnStage::Lapsed { at: now })?;
    }
    Ok(true)
}

/// What somebody showed for a part of a course was found untrue: they have to begin anew, and the skill that
/// it brought is lost. What was set aside for the rest is free again.
fn untrue(ctx: &mut Ctx<'_>, who: Who, mut row: Learning) -> Result<(), Broken> {
    let (dao, course, account) = who;
    let at = ctx.now();
    row.accepted = None;
    let (was_on, units) = (row.is_on_ladder(), core::mem::take(&mut row.held));
    row.part = 0;
    turn(ctx, who, row, LearnStage::Lapsed { at });
    let of = course_of(ctx, (dao, course))?;
    if was_on {
        purse::let_go(ctx, (dao, of.programme), (account, units), true)?;
    }
    let (slot, skill) = ((dao, account, of.skill), of.skill);
    if ctx.state.learn.masteries.get(&slot).is_some_and(|row| row.course == course) {
        ctx.state.learn.masteries.remove(&slot);
        ctx.emit(&Event { dao, fact: Fact::SkillLost { account, skill } });
    }
    Ok(())
}

/// What somebody waited with is over.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn due(ctx: &mut Ctx<'_>, who: Who) -> Result<(), Broken> {
    let mut row = learning_of(ctx, who)?;
    let (now, height) = (ctx.now(), ctx.height());
    match row.stage {
        LearnStage::Resting { .. } => {
            turn(ctx, who, row, LearnStage::Drawing { since: now, height });
            Ok(())
        }
        LearnStage::Proving { .. } if row.part == REFRESH => {
            leave(ctx, who, row, LearnStage::Done { at: now })
        }
        // What is missed returns to the programme.
        LearnStage::Proving { .. } if row.part > PRACTICAL => {
            let part = row.part;
            let units = settle(ctx, who, &mut row, part)?;
            let programme = course_of(ctx, (who.0, who.1))?.programme;
            go_on(ctx, who, row, false)?;
            purse::let_go(ctx, (who.0, programme), (who.2, units), false)
        }
        LearnStage::Proving { .. } | LearnStage::Practical { .. } => {
            leave(ctx, who, row, LearnStage::Lapsed { at: now })
        }
        _ => Ok(()),
    }
}

/// Somebody was paid for work that takes a skill which they have: they have it for longer, and who taught it
/// to them is paid once.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn used(
    ctx: &mut Ctx<'_>,
    (dao, account): (DaoId, AccountId),
    skill: u32,
    payer: Option<AccountId>,
) -> Result<(), Broken> {
    let (slot, now) = ((dao, account, skill), ctx.now());
    let Some(row) = ctx.state.learn.masteries.get(&slot).copied() else { return Ok(()) };
    if !ladder::holds(row.until, now) {
        return Ok(());
    }
    let until = row.until.max(now.after(REFRESHES));
    if until > row.until {
        ctx.state.learn.masteries.update(&slot, |row| row.until = until);
        ctx.emit(&Event { dao, fact: Fact::SkillRefreshed { account, skill, until } });
    }
    let course = course_of(ctx, (dao, row.course))?;
    let Some(bonus) = course.used.filter(|_| !row.used) else { return Ok(()) };
    // Nobody is paid for work that they pay for, nor for having taught themselves.
    let gains = |who: AccountId| payer != Some(who) && who != account;
    let part = row.mentor.map_or(0, |_| part_down(bonus.units, bonus.mentor));
    let rest = bonus.units.saturating_sub(part);
    let all = [Some((course.author, rest)), row.mentor.map(|mentor| (mentor, part))];
    let to: Vec<(AccountId, u128)> =
        all.into_iter().flatten().filter(|(who, units)| *units > 0 && gains(*who)).collect();
    if teachers::reward(ctx, (dao, course.programme), (account, skill), &to)? {
        ctx.state.learn.masteries.update(&slot, |row| row.used = true);
    }
    Ok(())
}
