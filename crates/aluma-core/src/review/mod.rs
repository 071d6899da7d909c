//! Review: what members gave is judged by drawn peers, and brings points.
//!
//! **Words.** *Evidence* is something given; whoever *claims* it says who made it and how much work it
//! was. A *panel* judges it: members drawn for it, each in a *seat*. A *line* is where candidates stand
//! one after another, as long as their points; a *draw* calls from it by randomness that was not there
//! when the matter was final. A *judge* of the founding season stands on every line without points, for
//! two half-lives. A *level* says how far the rules that keep people out were relaxed. A rating is
//! *sealed* before any is opened. What is *known* of a rater, their bias and reliability, is as of the
//! last epoch's close. A *dispute* stakes points on something being worth less.
//!
//! **Who may.** Members with a vote claim, and take back what nobody was drawn for; seal and open ratings
//! where they were drawn; appeal about their own work and dispute others'. Nobody judges what they made,
//! pay for or disputed. Domains to the right let panels be drawn by [`open_panel`], with a sum in trust that
//! pays those who judge, and are told of their end by the registry's `judged`.
//!
//! **What time does.** It draws, ends each stage, replaces once whoever did not judge, closes what too few
//! judged as *unreviewed*, weighs candidates after each epoch, and pays what reviewers earned in it.
//!
//! **Invariants.** A line's sums are those of its places. What waits for somebody is what their desk says.
//! What an author has of something is what its panels gave, exactly all of it.

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

pub use events::{Event, Fact};
pub use refusals::Refusal;
pub(crate) use rules::laws::{DESKS, LINES, PAY, SHARED};

pub(crate) use actions::again::stake_of;
pub(crate) use actions::asked::{longest, rejudge, worth};
pub use actions::asked::{open_panel, trust};
pub(crate) use actions::calling::may_find;
pub use actions::claim::New;
pub(crate) use actions::output::{fits, held};

use aluma_types::{AccountId, DaoId, Timestamp};

use crate::dao;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::kernel::schedule::due_at;
use crate::registry::State;
use crate::reputation::types::WHOLE;
use crate::review::types::{Evidence, Judge};

/// Something given, to read.
pub fn evidence(state: &State, key: (DaoId, u64)) -> Option<&Evidence> {
    state.review.evidence.get(&key)
}

/// Whether two members rate each other's work far above what others find in it, as of the last close;
/// nothing where one of them never judged the other.
pub fn regard_each_other(
    state: &State,
    (dao, now): (DaoId, Timestamp),
    (one, other): (AccountId, AccountId),
) -> Option<bool> {
    let of = (dao, crate::reputation::epoch_at(state, dao, now));
    let there = actions::regarding::regard(state, of, (one, other))?;
    let back = actions::regarding::regard(state, of, (other, one))?;
    Some(there.closed.is_high() && back.closed.is_high())
}

/// What became of something that a panel was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// A panel sits on it, or none was asked yet.
    Open,
    /// A panel found a quality, in millionths of one of a hundred.
    Found { quality: u64 },
    /// Too few judged it.
    Nobody,
}

/// Whether something was judged, by a panel or by the word of whoever pays.
pub(crate) fn is_judged(state: &State, key: (DaoId, u64)) -> bool {
    let row = state.review.evidence.get(&key);
    row.is_some_and(|row| matches!(row.status, types::Status::Judged { .. }))
}

/// What became of something that a panel was asked about.
pub(crate) fn finding(state: &State, key: (DaoId, u64)) -> Finding {
    let tables = &state.review;
    let (Some(row), (dao, evidence)) = (tables.evidence.get(&key), key) else {
        return Finding::Nobody;
    };
    let panels = (dao, evidence, 0)..=(dao, evidence, row.round);
    let mut panels = tables.panels.range(panels).map(|(_, panel)| panel);
    let last = tables.panels.get(&(dao, evidence, row.round));
    if last.is_none_or(|panel| panel.stage != types::Stage::Closed) {
        return Finding::Open;
    }
    let judged =
        panels.any(|panel| actions::closing::rated(panel).count() >= rules::drawing::LEAST);
    match row.status {
        types::Status::Judged { quality, .. } if judged => Finding::Found { quality },
        _ => Finding::Nobody,
    }
}

/// Whether something was judged, and somebody made it or a part of it.
pub(crate) fn is_judged_of(state: &State, key: (DaoId, u64), account: AccountId) -> bool {
    let is_theirs = |makers: &types::Makers| makers.is_author(account);
    is_judged(state, key) && state.review.makers.get(&key).is_some_and(is_theirs)
}

/// Names those judges who get a vote in the founding season, and takes whoever loses it off their line.
///
/// # Errors
/// Never: as the registry asks.
pub(crate) fn stood(ctx: &mut Ctx<'_>, dao: DaoId, account: AccountId) -> Result<(), Broken> {
    let line = (dao, actions::pool::JUDGES);
    let key = (dao, account);
    let judge = ctx.state.review.judges.get(&key).copied();
    if !dao::is_admitted(ctx.state, dao, account) {
        actions::pool::weigh(ctx, line, account, 0);
        return Ok(());
    }
    let now = ctx.now();
    let judge = match judge {
        Some(judge) => judge,
        None if dao::in_season(ctx.state, dao, now) => {
            let half_life = dao::span(ctx.state, dao, &crate::reputation::charter::HALF_LIFE);
            let until = now.after(half_life).after(half_life);
            let judge = Judge { since: now, until };
            ctx.state.review.judges.put(key, judge);
            judge
        }
        None => return Ok(()),
    };
    if now <= judge.until {
        let weight = charter::least_points(ctx.state, dao);
        actions::pool::weigh(ctx, line, account, weight);
    }
    Ok(())
}

/// Weighs candidates anew and pays reviewers: an epoch was closed.
///
/// # Errors
/// Never: as the registry asks.
pub(crate) fn epoch_closed(ctx: &mut Ctx<'_>, dao: DaoId, epoch: u32) -> Result<(), Broken> {
    let task = tasks::WeighCandidates { dao, area: WHOLE, height: 0, after: 0 };
    ctx.schedule(due_at(ctx.now()), Some(dao), &task);
    if tasks::is_owed(ctx.state, dao, epoch) {
        ctx.schedule(due_at(ctx.now()), Some(dao), &tasks::PayReviewers { dao, epoch });
    }
    Ok(())
}
