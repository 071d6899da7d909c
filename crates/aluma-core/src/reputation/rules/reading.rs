//! What is read of reputation: by the domains to the right, by views, by votes.

use aluma_types::{AccountId, DaoId, Span, Timestamp};

use crate::dao::{self, Checkpoints, Moment};
use crate::registry::State;
use crate::reputation::Of;
use crate::reputation::actions::points::of;
use crate::reputation::charter;
use crate::reputation::rules::decay::{Clock, FRACTION, Strength};
use crate::reputation::rules::{absences, reviewers, tiers};
use crate::reputation::types::{Accepter, Area, Cluster, Record, Tier, Voice, WHOLE, area, whole};

/// A cluster with more than this part of the members, one of so many, is the community itself: nobody in
/// it is held to be of one.
const TOO_LARGE: u64 = 4;

/// The clock of a community's points in force, and its number.
pub(crate) fn clock(state: &State, dao: DaoId) -> Option<(u32, Clock)> {
    state.reputation.clocks.get(&dao).map(|row| (row.number, row.clock))
}

/// The number of the clock in force; weights are compared by one clock alone.
pub fn clock_number(state: &State, dao: DaoId) -> u32 {
    clock(state, dao).map_or(0, |(number, _)| number)
}

/// The number of the clock that was in force at a moment, which lies in the last block or before it:
/// what all had then is known by that clock alone.
pub fn clock_at(state: &State, dao: DaoId, then: Moment) -> u32 {
    let Some(row) = state.reputation.clocks.get(&dao) else { return 0 };
    let before = row.before.iter().rev().take_while(|old| old.until > then.time).last();
    before.map_or(row.number, |old| old.number)
}

fn voice(state: &State, (dao, domain, account): Of) -> Option<(&Voice, Clock)> {
    let (number, clock) = clock(state, dao)?;
    let voice = state.reputation.voices.get(&(dao, number, area(domain), account))?;
    Some((voice, clock))
}

/// What somebody's points weigh at a time, by accepted work and by praise, in micro-points. While they
/// are away, what they had stands still, as far as a year allows.
pub(crate) fn both(state: &State, of_whom: Of, at: Timestamp) -> (u64, u64) {
    let Some((voice, clock)) = voice(state, of_whom) else { return (0, 0) };
    let key = (of_whom.0, of_whom.2);
    let since = dao::away(state, key.0, key.1).map(|row| row.since).filter(|since| *since <= at);
    let read = |strength| {
        let held = of(voice, strength);
        let Some(since) = since else { return clock.faded(strength, held.value(), at) };
        let habits = state.reputation.habits.get(&key);
        let before = habits.map(|row| &*row.absences).unwrap_or_default();
        let until = at.before(absences::still(before, since, at));
        let stood = held.at_time(since).min(held.value());
        let fresh = held.value().saturating_sub(stood);
        let old = clock.faded(strength, stood, until);
        old.saturating_add(clock.faded(strength, fresh, at))
    };
    (read(Strength::Hard), read(Strength::Soft))
}

/// What somebody's points weigh at a time, in micro-points.
pub fn points(state: &State, of: Of, at: Timestamp) -> u64 {
    let (hard, soft) = both(state, of, at);
    hard.saturating_add(soft)
}

/// The same in whole points, rounded down.
pub fn whole_points(state: &State, of: Of, at: Timestamp) -> u64 {
    whole(points(state, of, at))
}

/// What somebody had at a moment, by accepted work and by praise, in micro-points.
pub(crate) fn points_then(state: &State, of_whom: Of, then: Moment) -> (u64, u64) {
    let Some((voice, clock)) = voice(state, of_whom) else { return (0, 0) };
    let read = |strength| clock.faded(strength, of(voice, strength).at(then.height), then.time);
    (read(Strength::Hard), read(Strength::Soft))
}

/// What all points of an area weigh at a time, by accepted work and by praise, in micro-points.
pub fn total(state: &State, (dao, domain): (DaoId, Option<u32>), at: Timestamp) -> (u64, u64) {
    let Some((number, clock)) = clock(state, dao) else { return (0, 0) };
    let row = state.reputation.voice_totals.get(&(dao, number, area(domain)));
    let read = |strength| row.map_or(0, |row| clock.faded(strength, of(row, strength).value(), at));
    (read(Strength::Hard), read(Strength::Soft))
}

/// What somebody gave: it never fades.
pub fn record(state: &State, (dao, domain, account): Of) -> Option<&Record> {
    state.reputation.records.get(&(dao, account, area(domain)))
}

/// Whether somebody ever had points.
pub(crate) fn has_points(state: &State, (dao, account): (DaoId, AccountId)) -> bool {
    state.reputation.records.contains(&(dao, account, WHOLE))
}

/// Whose points of an area changed in or after a block: after that account of it, in the order of
/// blocks and accounts. What did not change weighs against the rest what it did: all fade alike. Where the
/// number of the clock is another than before, everything did.
pub fn changed_since(
    state: &State,
    (dao, domain): (DaoId, Option<u32>),
    after: (u64, AccountId),
) -> impl Iterator<Item = (u64, AccountId)> + '_ {
    let key: (DaoId, u32, Area) = (dao, clock_number(state, dao), area(domain));
    state.reputation.voices.index().since(key, after)
}

/// The epoch that an act of a time belongs to, or will once one begins; 0 before the first.
pub fn epoch_at(state: &State, dao: DaoId, at: Timestamp) -> u32 {
    let row = state.reputation.epochs.get(&dao);
    row.map_or(0, |row| {
        let is_over = row.is_over || at > row.until;
        row.number.saturating_add(u32::from(is_over))
    })
}

/// The cluster that somebody is in, if they are in one.
pub fn cluster_of(state: &State, dao: DaoId, account: AccountId) -> Option<Cluster> {
    state.reputation.clusters.get(&(dao, account)).copied()
}

/// How many are in a cluster.
pub fn cluster_members(state: &State, dao: DaoId, label: AccountId) -> u64 {
    state.reputation.clusters.index().size(dao, label)
}

/// Whether two are in one cluster.
pub fn in_one_cluster(state: &State, dao: DaoId, a: AccountId, b: AccountId) -> bool {
    let label = |account| cluster_of(state, dao, account).map(|cluster| cluster.label);
    label(a).is_some_and(|of_a| label(b) == Some(of_a))
}

/// Whether a cluster is so large a part of the members that it is the community itself.
pub fn is_community(state: &State, dao: DaoId, label: AccountId) -> bool {
    let size = cluster_members(state, dao, label);
    size.saturating_mul(TOO_LARGE) > dao::member_count(state, dao)
}

/// A reviewer as tiers count them: of their cluster, or of their own where they are in none or in one that
/// is the community itself.
pub(crate) fn accepter(state: &State, dao: DaoId, reviewer: AccountId) -> Accepter {
    let label = cluster_of(state, dao, reviewer).map(|cluster| cluster.label);
    let label = label.filter(|label| !is_community(state, dao, *label));
    Accepter { cluster: label.unwrap_or(reviewer), reviewer }
}

/// Whether two praised each other, in the epoch that is and the one before.
pub fn praised_each_other(state: &State, dao: DaoId, a: AccountId, b: AccountId) -> bool {
    let Some(epoch) = state.reputation.epochs.get(&dao).map(|row| row.number) else {
        return false;
    };
    let praised = |from, to| {
        let has = |epoch: u32| {
            let edge = state.reputation.praise_edges.get(&(dao, epoch, from, to));
            edge.is_some_and(|edge| edge.points() > 0)
        };
        has(epoch) || epoch.checked_sub(1).is_some_and(has)
    };
    praised(a, b) && praised(b, a)
}

/// What tiers look at.
pub(crate) fn has(state: &State, of: Of, at: Timestamp) -> tiers::Has {
    let row = record(state, of);
    let kept: &[Accepter] = row.map(|row| &*row.reviewers).unwrap_or_default();
    tiers::Has {
        micro: points(state, of, at),
        accepted: row.map_or(0, |row| row.accepted),
        reviewers: u32::try_from(kept.len()).unwrap_or(u32::MAX),
        clusters: reviewers::clusters(kept),
        since: row.and_then(|row| row.since),
    }
}

/// What the charter asks for tiers in a community of as many members as it has.
pub(crate) fn ladder(state: &State, dao: DaoId) -> tiers::Ladder {
    charter::ladder(state, dao, dao::member_count(state, dao))
}

/// The highest tier that somebody reaches by what they have, whatever was before.
pub fn reached(state: &State, of: Of, at: Timestamp) -> Tier {
    let has = has(state, of, at);
    if has.micro == 0 {
        return Tier::Member;
    }
    ladder(state, of.0).reached(&has, at)
}

/// The tier that somebody has: asked whenever it is used.
pub fn tier(state: &State, of: Of, at: Timestamp) -> Tier {
    let has = has(state, of, at);
    if has.micro == 0 {
        return Tier::Member;
    }
    let (dao, domain, account) = of;
    let row = state.reputation.tiers.get(&(dao, area(domain), account));
    let is_steward = row.and_then(|row| row.steward_until).is_some_and(|until| at <= until);
    let before = row.map_or(Tier::Member, |row| row.tier);
    ladder(state, dao).present((before, is_steward), &has, at)
}

/// The tier of those by points that somebody keeps of what they reached, a steward's time apart.
pub(crate) fn kept(state: &State, of: Of, at: Timestamp) -> Tier {
    let (dao, domain, account) = of;
    let row = state.reputation.tiers.get(&(dao, area(domain), account));
    let before = row.map_or(Tier::Member, |row| row.tier);
    ladder(state, dao).present((before, false), &has(state, of, at), at)
}

/// What somebody had by accepted work over time, in the A of a clock.
pub fn hard_of(state: &State, (dao, domain, account): Of, clock: u32) -> Option<&Checkpoints> {
    let voice = state.reputation.voices.get(&(dao, clock, area(domain), account));
    voice.map(|voice| &voice.hard)
}

/// What points weigh in a vote: by which clock, in which area, at which snapshot.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// The DAO.
    pub dao: DaoId,
    /// The domain; none is the whole community.
    pub domain: Option<u32>,
    /// The clock's number.
    pub clock: u32,
    /// The snapshot.
    pub snapshot: Moment,
}

impl Scale {
    /// Both kinds in the A of hard points at the snapshot, in whole micro-points of the landmark.
    fn joined(&self, state: &State, (hard, soft): (u128, u128)) -> u128 {
        let soft = match self.clock(state) {
            Some(clock) if soft > 0 => clock.soft_beside_hard(self.snapshot.time).times(soft),
            _ => 0,
        };
        hard.saturating_add(soft) >> FRACTION
    }

    fn clock(&self, state: &State) -> Option<Clock> {
        let row = state.reputation.clocks.get(&self.dao)?;
        if row.number == self.clock {
            return Some(row.clock);
        }
        row.before.iter().find(|old| old.number == self.clock).map(|old| old.clock)
    }
}

/// What somebody's points weigh in a vote, aged over a ramp: points that never changed hands and new ones,
/// both in the numbers that are kept, which no time rounds. Parts are never more than [`weight_total`].
pub fn weight(state: &State, scale: &Scale, account: AccountId, ramp: Span) -> u128 {
    let key = (scale.dao, scale.clock, area(scale.domain), account);
    let Some(voice) = state.reputation.voices.get(&key) else { return 0 };
    let held = |strength| of(voice, strength).ramped(scale.snapshot, ramp);
    scale.joined(state, (held(Strength::Hard), held(Strength::Soft)))
}

/// What somebody's points would weigh now on that scale.
pub fn weight_now(state: &State, scale: &Scale, account: AccountId) -> u128 {
    let (Some(clock), Some((voice, present))) =
        (scale.clock(state), voice(state, (scale.dao, scale.domain, account)))
    else {
        return 0;
    };
    let held = |strength| present.in_other(strength, of(voice, strength).value(), &clock);
    scale.joined(state, (held(Strength::Hard), held(Strength::Soft)))
}

/// What all points weigh in a vote, without the ramp. Known of the last two blocks alone: a proposal
/// freezes it when it opens.
pub fn weight_total(state: &State, scale: &Scale) -> u128 {
    let key = (scale.dao, scale.clock, area(scale.domain));
    let Some(total) = state.reputation.voice_totals.get(&key) else { return 0 };
    let held = |strength| of(total, strength).at(scale.snapshot.height);
    scale.joined(state, (held(Strength::Hard), held(Strength::Soft)))
}
