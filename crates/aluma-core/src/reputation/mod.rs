//! Reputation: what members gave, what it weighs today, and what they may do by it.
//!
//! **Words.** *Points* come of work that others accepted (*hard*) and of praise (*soft*); a point is an
//! hour, or so, of fully accepted work, and is kept in millionths. The *record* of what somebody gave
//! never fades. Their *voice* is what weighs today: it fades by a *half-life*, on a *clock* whose
//! *landmark* is where points count as they are ([`rules::decay`]). An *area* is a domain or the whole
//! community: what is given in a domain is given in all above it. An *epoch* gathers praise; at its end
//! praise becomes points within bounds, and *clusters* of members who praise each other are found. A
//! *tier* says what somebody may do beside voting.
//!
//! **Who may.** Points are made and taken by the domains to the right, never by an act of a member.
//! Whoever belongs praises and thanks others; nobody praises themselves. Members take up a tier that
//! they reached; stewards are chosen and recalled by the members.
//!
//! **What time does.** It fades the voice, which costs nothing; moves landmarks, slice by slice; ends
//! epochs and does all that follows.
//!
//! **Invariants.** What all have in an area is exactly the sum of what each has, by every clock, in the
//! numbers as they are kept; so it is of records.

pub(crate) mod actions;
pub mod charter;
pub mod events;
pub mod refusals;
pub mod rules;
pub(crate) mod tables;
pub(crate) mod tasks;
pub mod types;
pub mod views;

#[cfg(test)]
mod tests;

pub(crate) use actions::vouching::vote_changed;
pub use charter::least_quality;
pub use events::{Event, Fact};
pub use refusals::Refusal;
pub(crate) use rules::laws::{PAST, POINTS, RECORDS};
pub use rules::reading::{
    Scale, changed_since, clock_at, clock_number, cluster_members, cluster_of, epoch_at, hard_of,
    in_one_cluster, is_community, points, praised_each_other, reached, record, tier, total, weight,
    weight_now, weight_total, whole_points,
};
pub(crate) use rules::reading::{accepter, kept, points_then};
pub use types::{Accepter, Cluster, Minted, Record, SkillPart, Skills, Tier};

use aluma_types::{AccountId, DaoId, Span, Timestamp};

use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::registry::State;

/// Somebody, in a domain of a DAO or, without one, in the whole community.
pub type Of = (DaoId, Option<u32>, AccountId);

/// The epoch that an act of now belongs to; begins it where there is none.
pub(crate) fn present_epoch(ctx: &mut Ctx<'_>, dao: DaoId) -> u32 {
    actions::epochs::present(ctx, dao).number
}

/// What somebody's points of accepted work weigh at a time, in micro-points.
pub(crate) fn hard_points(state: &State, of: Of, at: Timestamp) -> u64 {
    rules::reading::both(state, of, at).0
}

/// What somebody gave by accepted work in a skill, in micro-points: it never fades.
pub(crate) fn skill_record(state: &State, key: (DaoId, AccountId, u32)) -> u128 {
    state.reputation.skill_records.get(&key).map_or(0, |given| given.hard)
}

/// Adds points of accepted work, in the domain and all above it.
///
/// # Errors
/// [`Broken`] where more points are than there is room for.
pub fn mint(ctx: &mut Ctx<'_>, minted: &Minted) -> Result<(), Broken> {
    actions::points::mint(ctx, minted)
}

/// Books that a piece of somebody's work was accepted, and by whom: tiers count both.
pub fn note_accepted(ctx: &mut Ctx<'_>, of: Of, reviewers: &[AccountId]) {
    actions::points::note_accepted(ctx, of, reviewers);
}

/// Takes points of accepted work, so many micro-points as they weigh now or as many as there are; the
/// number of the penalty.
///
/// # Errors
/// [`Broken`] where a sequence is used up.
pub fn slash(ctx: &mut Ctx<'_>, of: Of, micro: u64) -> Result<u64, Broken> {
    actions::points::slash(ctx, of, micro)
}

/// As [`slash`], of points that were made at a time: as much as is left of them by now.
///
/// # Errors
/// As [`slash`].
pub(crate) fn slash_as_of(
    ctx: &mut Ctx<'_>,
    of: Of,
    made: (u64, Timestamp),
) -> Result<u64, Broken> {
    actions::points::slash_as_of(ctx, of, made)
}

/// When points were last made of a piece of evidence for somebody.
pub(crate) fn minted_at(state: &State, key: (DaoId, AccountId, u64)) -> Option<Timestamp> {
    state.reputation.mints.get(&key).map(|row| row.at)
}

/// Gives back what a penalty took.
///
/// # Errors
/// As [`mint`].
pub fn restore(ctx: &mut Ctx<'_>, dao: DaoId, penalty: u64) -> Result<(), Broken> {
    actions::points::restore(ctx, dao, penalty)
}

/// Makes up for an absence that is over: points stood still, as far as a year allows.
///
/// # Errors
/// As [`mint`].
pub(crate) fn came_back(
    ctx: &mut Ctx<'_>,
    key: (DaoId, AccountId),
    since: Timestamp,
) -> Result<(), Broken> {
    let habits = ctx.state.reputation.habits.get(&key).cloned().unwrap_or_default();
    let (absences, lasts) = rules::absences::booked(&habits.absences, since, ctx.now());
    if lasts == Span(0) || !rules::reading::has_points(ctx.state, key) {
        return Ok(());
    }
    actions::points::unfreeze(ctx, key, (since, lasts))?;
    ctx.state.reputation.habits.put(key, types::Habits { absences, ..habits });
    let fact = Fact::PointsStoodStill { account: key.1, lasts };
    ctx.emit(&Event { dao: key.0, fact });
    Ok(())
}
