//! How points are added, taken, given back and kept while somebody is away: the only code that
//! writes rows of points. Every change is made in the domain at hand and in all above it, by the clock
//! in force and by the one that is being made ready.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, List, Span, Timestamp};

use crate::dao::{self, Checkpoints, Moment};
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::Broken;
use crate::registry::State;
use crate::reputation::charter;
use crate::reputation::rules::decay::{Clock, Strength};
use crate::reputation::rules::minting;
use crate::reputation::tables::VoiceKey;
use crate::reputation::tasks::Rewind;
use crate::reputation::types::{
    Area, Clocks, Given, MAX_CLOCKS, Mint, Minted, Penalty, Place, Record, Rewinding, Taken, Voice,
    area, domain_of,
};
use crate::reputation::{Event, Fact, Of};

/// How long it is remembered what somebody had: longer than any proposal lives.
pub(crate) const KEPT: Span = Span::days(366);
const TOO_MANY: Broken = Broken("points leave their room");
const ORDER: Broken = Broken("points changed in a block before the last");

/// The domain and all above it, the community last.
pub(crate) fn areas(state: &State, dao: DaoId, domain: Option<u32>) -> Vec<Area> {
    let mut all: Vec<Area> = domain
        .map(|domain| {
            dao::ancestry(state, dao, domain).map(|(number, _)| area(Some(number))).collect()
        })
        .unwrap_or_default();
    all.push(area(None));
    all
}

/// The clocks of a community's points; they begin where it does.
pub(crate) fn clocks(ctx: &mut Ctx<'_>, dao: DaoId) -> Clocks {
    if let Some(row) = ctx.state.reputation.clocks.get(&dao) {
        return row.clone();
    }
    let now = ctx.now();
    let landmark = dao::dao(ctx.state, dao).map_or(now, |row| row.since);
    let half_life = charter::half_life(ctx.state, dao);
    let clock = Clock { landmark, half_life }.moved(now);
    let row = Clocks { number: 1, clock, since: now, next: None, before: List::default() };
    ctx.state.reputation.clocks.put(dao, row.clone());
    ctx.schedule(clock.due(), Some(dao), &Rewind { dao });
    row
}

/// What one change is made to.
#[derive(Clone, Copy)]
struct Spot {
    dao: DaoId,
    area: Area,
    account: AccountId,
    strength: Strength,
    is_aged: bool,
}

const fn side(voice: &mut Voice, strength: Strength) -> &mut Checkpoints {
    match strength {
        Strength::Hard => &mut voice.hard,
        Strength::Soft => &mut voice.soft,
    }
}

/// What is held of a kind, over time.
pub(crate) const fn of(voice: &Voice, strength: Strength) -> &Checkpoints {
    match strength {
        Strength::Hard => &voice.hard,
        Strength::Soft => &voice.soft,
    }
}

/// Writes what somebody has, by every clock: `new` says what that is, by a clock and what was there.
/// Returns how much it is more and less by the clock in force.
fn write(
    ctx: &mut Ctx<'_>,
    spot: Spot,
    new: &dyn Fn(&Clock, &Checkpoints) -> Option<u128>,
) -> Result<(u128, u128), Broken> {
    let clocks = clocks(ctx, spot.dao);
    if let Some(next) = clocks.next {
        let number = clocks.number.saturating_add(1);
        rewrite(ctx, (spot.dao, clocks.number, &clocks.clock), &next.clock, spot.place())?;
        set(ctx, (spot, number), &|held| new(&next.clock, held))?;
    }
    set(ctx, (spot, clocks.number), &|held| new(&clocks.clock, held))
}

impl Spot {
    const fn place(&self) -> Place {
        Place { area: self.area, account: self.account }
    }
}

fn set(
    ctx: &mut Ctx<'_>,
    (spot, number): (Spot, u32),
    new: &dyn Fn(&Checkpoints) -> Option<u128>,
) -> Result<(u128, u128), Broken> {
    let at = Moment { height: ctx.height(), time: ctx.now() };
    let last = Moment { height: at.height.saturating_sub(1), ..at };
    let key = (spot.dao, number, spot.area, spot.account);
    let total_key = (spot.dao, number, spot.area);
    let tables = &mut ctx.state.reputation;
    let mut voice = tables.voices.get(&key).cloned().unwrap_or_default();
    let mut total = tables.voice_totals.get(&total_key).cloned().unwrap_or_default();
    let mine = side(&mut voice, spot.strength);
    let before = mine.value();
    let value = new(mine).ok_or(TOO_MANY)?;
    if value == before {
        return Ok((0, 0));
    }
    mine.prune(Moment { time: at.time.before(KEPT), ..last });
    mine.set(at, value, spot.is_aged).map_err(|_| ORDER)?;
    let all = side(&mut total, spot.strength);
    let rest = all.value().checked_sub(before).ok_or(TOO_MANY)?;
    let sum = rest.checked_add(value).ok_or(TOO_MANY)?;
    all.prune(last);
    all.set(at, sum, true).map_err(|_| ORDER)?;
    (voice.changed, total.changed) = (at.height, at.height);
    tables.voices.put(key, voice);
    tables.voice_totals.put(total_key, total);
    Ok((value.saturating_sub(before), before.saturating_sub(value)))
}

/// Writes a row by the clock that is being made ready, unless it is there already.
pub(crate) fn rewrite(
    ctx: &mut Ctx<'_>,
    (dao, number, from): (DaoId, u32, &Clock),
    to: &Clock,
    place: Place,
) -> Result<(), Broken> {
    let next = number.saturating_add(1);
    let key: VoiceKey = (dao, next, place.area, place.account);
    let tables = &mut ctx.state.reputation;
    if tables.voices.contains(&key) {
        return Ok(());
    }
    let Some(old) = tables.voices.get(&(dao, number, place.area, place.account)) else {
        return Ok(());
    };
    let unit = |strength| {
        let power = from.into_later(strength, to);
        of(old, strength).in_unit(|number| power.of_wide(number)).ok_or(TOO_MANY)
    };
    let at = Moment { height: ctx.env.height, time: ctx.env.now };
    let last = Moment { height: at.height.saturating_sub(1), ..at };
    let (hard, soft) = (unit(Strength::Hard)?, unit(Strength::Soft)?);
    let voice = Voice { hard, soft, changed: old.changed };
    let total_key = (dao, next, place.area);
    let mut total = tables.voice_totals.get(&total_key).cloned().unwrap_or_default();
    for strength in [Strength::Hard, Strength::Soft] {
        let all = side(&mut total, strength);
        let sum = all.value().checked_add(of(&voice, strength).value()).ok_or(TOO_MANY)?;
        all.prune(last);
        all.set(at, sum, true).map_err(|_| ORDER)?;
    }
    total.changed = at.height;
    tables.voices.put(key, voice);
    tables.voice_totals.put(total_key, total);
    Ok(())
}

/// Begins to make the clock ready that the charter and the time ask for, unless one is being made.
/// Returns whether there is anything to do.
pub(crate) fn wind(ctx: &mut Ctx<'_>, dao: DaoId) -> bool {
    let mut row = clocks(ctx, dao);
    if row.next.is_some() {
        return true;
    }
    let (now, half_life) = (ctx.now(), charter::half_life(ctx.state, dao));
    let clock = if half_life != row.clock.half_life {
        Clock { landmark: now, half_life }
    } else if row.clock.is_far(now) {
        row.clock.moved(now)
    } else {
        return false;
    };
    if row.before.len() >= MAX_CLOCKS {
        // As many as are remembered within a year: another waits for the next epoch.
        return false;
    }
    row.next = Some(Rewinding { clock, after: None });
    ctx.state.reputation.clocks.put(dao, row);
    true
}

/// Adds points of accepted work, in the domain and all above it.
///
/// # Errors
/// [`Broken`] where more points are than there is room for.
pub(crate) fn mint(ctx: &mut Ctx<'_>, minted: &Minted) -> Result<(), Broken> {
    let Minted { dao, domain, account, micro, evidence, at, .. } = *minted;
    if micro == 0 {
        return Ok(());
    }
    let is_aged = dao::in_season(ctx.state, dao, ctx.now());
    super::epochs::note_hard(ctx, dao, micro);
    for area in areas(ctx.state, dao, domain) {
        let spot = Spot { dao, area, account, strength: Strength::Hard, is_aged };
        super::tiers::lapse(ctx, (dao, account, area));
        grow(ctx, spot, micro, at)?;
        record(ctx, spot, micro, at);
        super::tiers::note(ctx, (dao, account, area));
    }
    let skills: Vec<_> = minted.skills.iter().map(|part| (part.skill, part.weight)).collect();
    for (skill, micro) in minting::by_skill(micro, &skills) {
        let add = Given { hard: u128::from(micro), soft: 0 };
        let tables = &mut ctx.state.reputation;
        let mut own = tables.skill_records.get(&(dao, account, skill)).copied().unwrap_or_default();
        let mut all = tables.skill_totals.get(&(dao, skill)).copied().unwrap_or_default();
        own.add(add);
        all.add(add);
        tables.skill_records.put((dao, account, skill), own);
        tables.skill_totals.put((dao, skill), all);
    }
    let key = (dao, account, evidence);
    let before = ctx.state.reputation.mints.get(&key).map_or(0, |row| row.micro);
    let row =
        Mint { domain, micro: before.saturating_add(micro), skills: minted.skills.clone(), at };
    ctx.state.reputation.mints.put(key, row);
    let fact = Fact::PointsMade { account, domain, points: micro.into(), evidence };
    ctx.emit(&Event { dao, fact });
    Ok(())
}

/// Adds points of praise.
///
/// # Errors
/// As [`mint`].
pub(crate) fn mint_soft(
    ctx: &mut Ctx<'_>,
    (dao, domain, account): (DaoId, Option<u32>, AccountId),
    (micro, at): (u64, Timestamp),
) -> Result<(), Broken> {
    for area in areas(ctx.state, dao, domain) {
        let spot = Spot { dao, area, account, strength: Strength::Soft, is_aged: false };
        super::tiers::lapse(ctx, (dao, account, area));
        grow(ctx, spot, micro, at)?;
        record(ctx, spot, micro, at);
        super::tiers::note(ctx, (dao, account, area));
    }
    Ok(())
}

fn grow(ctx: &mut Ctx<'_>, spot: Spot, micro: u64, at: Timestamp) -> Result<(), Broken> {
    let new = |clock: &Clock, held: &Checkpoints| {
        held.value().checked_add(clock.grown(spot.strength, micro, at))
    };
    write(ctx, spot, &new).map(|_| ())
}

/// Books what somebody gave: it never fades.
fn record(ctx: &mut Ctx<'_>, spot: Spot, micro: u64, at: Timestamp) {
    let Spot { dao, area, account, strength, .. } = spot;
    let add = match strength {
        Strength::Hard => Given { hard: u128::from(micro), soft: 0 },
        Strength::Soft => Given { hard: 0, soft: u128::from(micro) },
    };
    let tables = &mut ctx.state.reputation;
    let key = (dao, account, area);
    let mut own = tables.records.get(&key).cloned().unwrap_or_default();
    own.hard = own.hard.saturating_add(add.hard);
    own.soft = own.soft.saturating_add(add.soft);
    own.since = Some(own.since.map_or(at, |since| since.min(at)));
    let mut all = tables.record_totals.get(&(dao, area)).copied().unwrap_or_default();
    all.add(add);
    tables.records.put(key, own);
    tables.record_totals.put((dao, area), all);
}

/// Takes points of accepted work: so many micro-points as they weigh now, or as many as there are, in
/// the domain and all above it; the domains below lose the same part of theirs, rounded down, so that
/// nobody loses more than that part. Returns the penalty's number, by which it can be given back.
///
/// # Errors
/// [`Broken`] where a sequence is used up.
pub(crate) fn slash(ctx: &mut Ctx<'_>, of: Of, micro: u64) -> Result<u64, Broken> {
    let now = ctx.now();
    slash_as_of(ctx, of, (micro, now))
}

/// As [`slash`], of points that were made at a time and weigh by now what is left of them.
///
/// # Errors
/// As [`slash`].
pub(crate) fn slash_as_of(
    ctx: &mut Ctx<'_>,
    (dao, domain, account): Of,
    (micro, at): (u64, Timestamp),
) -> Result<u64, Broken> {
    let clocks = clocks(ctx, dao);
    let (now, home) = (ctx.now(), area(domain));
    let held = held(ctx.state, (dao, clocks.number, home, account), Strength::Hard);
    let asked = clocks.clock.grown(Strength::Hard, micro, at);
    let lost = asked.min(held);
    // What is told of it is what it weighs now.
    let micro = if at == now { micro } else { clocks.clock.faded(Strength::Hard, asked, now) };
    let mut taken = Vec::new();
    let below = below(ctx.state, (dao, account), domain);
    // Those below first: the part is of what the domain had before.
    for area in below.into_iter().chain(areas(ctx.state, dao, domain)) {
        let is_below = area != home && !areas(ctx.state, dao, domain).contains(&area);
        let spot = Spot { dao, area, account, strength: Strength::Hard, is_aged: true };
        let new = |clock: &Clock, old: &Checkpoints| {
            let old = old.value();
            let loss = if is_below {
                minting::part_of(old, lost, held)
            } else {
                clocks.clock.in_other(Strength::Hard, lost, clock)
            };
            Some(old.saturating_sub(loss))
        };
        let (_, less) = write(ctx, spot, &new)?;
        taken.push(Taken { domain: domain_of(area), a: less });
    }
    let number = ctx.next_number(Sequence::Penalty)?;
    let row = Penalty {
        account,
        domain,
        micro,
        at: now,
        clock: clocks.clock,
        number: clocks.number,
        taken: List::new(taken).unwrap_or_default(),
        restored: None,
    };
    ctx.state.reputation.penalties.put((dao, number), row);
    ctx.emit(&Event {
        dao,
        fact: Fact::PointsTaken { penalty: number, account, domain, points: micro.into() },
    });
    Ok(number)
}

/// The domains below one in which somebody has points, each with a part of theirs to lose.
fn below(state: &State, (dao, account): (DaoId, AccountId), domain: Option<u32>) -> Vec<Area> {
    let rows = state.reputation.records.range((dao, account, 0)..=(dao, account, Area::MAX));
    let of = rows.filter_map(|((.., area), _)| domain_of(*area));
    let inside =
        of.filter(|other| Some(*other) != domain && dao::lies_in(state, dao, Some(*other), domain));
    inside.map(|other| area(Some(other))).collect()
}

/// Gives back what a penalty took, as it would weigh now had it never been taken. Nothing where that
/// was done or there is no such penalty.
///
/// # Errors
/// As [`mint`].
pub(crate) fn restore(ctx: &mut Ctx<'_>, dao: DaoId, penalty: u64) -> Result<(), Broken> {
    let row = ctx.state.reputation.penalties.get(&(dao, penalty)).cloned();
    let Some(mut row) = row.filter(|row| row.restored.is_none()) else { return Ok(()) };
    let account = row.account;
    for taken in row.taken.iter() {
        let area = area(taken.domain);
        let spot = Spot { dao, area, account, strength: Strength::Hard, is_aged: true };
        let new = |clock: &Clock, old: &Checkpoints| {
            let back = row.clock.in_other(Strength::Hard, taken.a, clock);
            old.value().checked_add(back)
        };
        write(ctx, spot, &new)?;
    }
    row.restored = Some(ctx.now());
    ctx.state.reputation.penalties.put((dao, penalty), row);
    ctx.emit(&Event { dao, fact: Fact::PointsGivenBack { penalty, account } });
    Ok(())
}

/// Makes up for an absence: what somebody had when it began weighs as if that time had stood still.
///
/// # Errors
/// As [`mint`].
pub(crate) fn unfreeze(
    ctx: &mut Ctx<'_>,
    (dao, account): (DaoId, AccountId),
    (since, lasts): (Timestamp, Span),
) -> Result<(), Broken> {
    let rows = ctx.state.reputation.records.range((dao, account, 0)..=(dao, account, Area::MAX));
    let mine: Vec<Area> = rows.map(|((.., area), _)| *area).collect();
    for area in mine {
        for strength in [Strength::Hard, Strength::Soft] {
            let spot = Spot { dao, area, account, strength, is_aged: true };
            let new = |clock: &Clock, old: &Checkpoints| {
                let stood = old.at_time(since).min(old.value());
                let more = clock.standing_still(strength, lasts).times(stood).checked_sub(stood)?;
                old.value().checked_add(more)
            };
            write(ctx, spot, &new)?;
        }
    }
    Ok(())
}

/// What somebody has of a kind, in the A of a clock.
pub(crate) fn held(state: &State, key: VoiceKey, strength: Strength) -> u128 {
    state.reputation.voices.get(&key).map_or(0, |voice| of(voice, strength).value())
}

/// Books accepted work, in the domain and all above it: it counts for tiers.
pub(crate) fn note_accepted(
    ctx: &mut Ctx<'_>,
    (dao, domain, account): (DaoId, Option<u32>, AccountId),
    reviewers: &[AccountId],
) {
    let by: Vec<_> = reviewers
        .iter()
        .map(|reviewer| crate::reputation::accepter(ctx.state, dao, *reviewer))
        .collect();
    for area in areas(ctx.state, dao, domain) {
        let key = (dao, account, area);
        let row = ctx.state.reputation.records.get(&key).cloned().unwrap_or_default();
        let reviewers =
            crate::reputation::rules::reviewers::with(&row.reviewers, by.iter().copied());
        let accepted = row.accepted.saturating_add(1);
        ctx.state.reputation.records.put(key, Record { accepted, reviewers, ..row });
        super::tiers::note(ctx, key);
    }
}
