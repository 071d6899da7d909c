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
//! pay for or disputed. Domains to the right let panels be drawn by [`open_panel`] and are told of their
//! end by the registry's `judged`.
//!
//! **What time does.** It draws, ends each stage, replaces once whoever did not judge, closes what too few
//! judged as *unreviewed*, and weighs candidates after each epoch.
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
pub(crate) use rules::laws::{DESKS, LINES, SHARED};

pub use actions::claim::{New, begin as open_panel};

use aluma_types::{AccountId, DaoId};

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

/// Whether something was judged, and somebody made it or a part of it.
pub(crate) fn is_judged_of(state: &State, key: (DaoId, u64), account: AccountId) -> bool {
    let is_judged = |row: &Evidence| matches!(row.status, types::Status::Judged { .. });
    let is_theirs = |makers: &types::Makers| makers.is_author(account);
    evidence(state, key).is_some_and(is_judged)
        && state.review.makers.get(&key).is_some_and(is_theirs)
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

/// Weighs candidates anew: an epoch was closed.
///
/// # Errors
/// Never: as the registry asks.
pub(crate) fn epoch_closed(ctx: &mut Ctx<'_>, dao: DaoId, _: u32) -> Result<(), Broken> {
    let task = tasks::WeighCandidates { dao, area: WHOLE, height: 0, after: 0 };
    ctx.schedule(due_at(ctx.now()), Some(dao), &task);
    Ok(())
}
