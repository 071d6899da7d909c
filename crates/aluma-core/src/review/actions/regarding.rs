//! What is kept of how one member rates another's work, and what follows from it.

use aluma_types::{AccountId, DaoId};

use super::calling::Key;
use super::closing::rated;
use crate::kernel::ctx::Ctx;
use crate::registry::State;
use crate::reputation;
use crate::review::rules::rating::Scored;
use crate::review::rules::regard::Regard;
use crate::review::types::Panel;

/// Adds a panel's ratings to what their givers found in its authors' work before.
pub(super) fn note(ctx: &mut Ctx<'_>, (dao, evidence, _): Key, panel: &Panel, scored: &Scored) {
    let epoch = reputation::epoch_at(ctx.state, dao, ctx.now());
    let makers = ctx.state.review.makers.get(&(dao, evidence));
    let authors = makers.map(|row| row.authors.clone()).unwrap_or_default();
    for ((seat, _), each) in rated(panel).zip(&scored.each) {
        let Some(others) = each.others else { continue };
        let by = scored.score.plus(each.miss).minus(others);
        for author in authors.iter() {
            let key = (dao, seat.account, author.account);
            let row = ctx.state.review.regards.get(&key).copied().unwrap_or_default();
            let mut row = row.in_epoch(epoch);
            row.open.add(by);
            ctx.state.review.regards.put(key, row);
        }
    }
}

/// How one member rated another's work up to the last close.
pub(crate) fn regard(
    state: &State,
    (dao, epoch): (DaoId, u32),
    (from, to): (AccountId, AccountId),
) -> Option<Regard> {
    let row = state.review.regards.get(&(dao, from, to)).copied()?;
    Some(row.in_epoch(epoch))
}

/// Whether one member rates another's work far above what others find in it.
pub(crate) fn is_high(state: &State, of: (DaoId, u32), pair: (AccountId, AccountId)) -> bool {
    regard(state, of, pair).is_some_and(|row| row.closed.is_high())
}
