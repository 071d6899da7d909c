//! Epochs: they begin with the first act that belongs to one, and end by themselves.

use aluma_types::{AccountId, DaoId, List};

use crate::dao::Moment;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::kernel::schedule::due_at;
use crate::registry::State;
use crate::reputation::charter;
use crate::reputation::tasks::EndEpoch;
use crate::reputation::types::{Closing, Edge, Epoch, Phase, Praised};
use crate::reputation::{Event, Fact};

/// The epoch that an act of now belongs to; begins it where there is none.
pub(crate) fn present(ctx: &mut Ctx<'_>, dao: DaoId) -> Epoch {
    let now = ctx.now();
    let last = ctx.state.reputation.epochs.get(&dao).copied();
    if let Some(row) = last.filter(|row| !row.is_over && now <= row.until) {
        return row;
    }
    if let Some(row) = last.filter(|row| !row.is_over) {
        // Its task has not run yet.
        end(ctx, dao, row);
    }
    let (number, before) = last.map_or((1, None), |row| {
        let end = ctx.state.reputation.epochs.get(&dao).and_then(|row| row.before);
        (row.number.saturating_add(1), end)
    });
    let until = now.after(charter::epoch_length(ctx.state, dao));
    let bounds = charter::bounds(ctx.state, dao);
    let row = Epoch { number, from: now, until, hard: 0, before, bounds, is_over: false };
    ctx.state.reputation.epochs.put(dao, row);
    ctx.schedule(due_at(until), Some(dao), &EndEpoch { dao, epoch: number });
    ctx.emit(&Event { dao, fact: Fact::EpochBegan { epoch: number, until } });
    row
}

/// Books that an epoch is over: its end begins. The row then says where it ended.
pub(crate) fn end(ctx: &mut Ctx<'_>, dao: DaoId, row: Epoch) {
    let end = Moment { height: ctx.height().saturating_sub(1), time: row.until };
    let closing = Closing {
        end,
        before: row.before,
        hard: row.hard,
        bounds: row.bounds,
        soft: 0,
        phase: Phase::Gather,
        after: None,
    };
    ctx.state.reputation.closings.put((dao, row.number), closing);
    ctx.state.reputation.epochs.put(dao, Epoch { before: Some(end), is_over: true, ..row });
}

/// Books points of accepted work in the present epoch.
pub(crate) fn note_hard(ctx: &mut Ctx<'_>, dao: DaoId, micro: u64) {
    let row = present(ctx, dao);
    let hard = row.hard.saturating_add(micro.into());
    ctx.state.reputation.epochs.put(dao, Epoch { hard, ..row });
}

/// Books praise in the present epoch.
///
/// # Errors
/// [`Broken`] where one is praised in more domains than the check allowed.
pub(crate) fn note_praise(
    ctx: &mut Ctx<'_>,
    (dao, domain): (DaoId, Option<u32>),
    (from, to): (AccountId, AccountId),
    points: u64,
) -> Result<(), Broken> {
    let epoch = present(ctx, dao).number;
    let key = (dao, epoch, from, to);
    let tables = &mut ctx.state.reputation;
    let edge = tables.praise_edges.get(&key).cloned();
    let mut rows = edge.unwrap_or_default().praised.into_inner();
    match rows.iter_mut().find(|row| row.domain == domain) {
        Some(row) => row.points = row.points.saturating_add(points),
        None => rows.push(Praised { domain, points, granted: None }),
    }
    rows.sort_unstable_by_key(|row| row.domain);
    let praised = List::new(rows).map_err(|_| Broken("one is praised in too many domains"))?;
    tables.praise_edges.put(key, Edge { praised });
    Ok(())
}

/// How many others somebody praised in an epoch, and with how many points together.
pub(crate) fn praised(state: &State, (dao, epoch, from): (DaoId, u32, AccountId)) -> (u32, u64) {
    let range = (dao, epoch, from, AccountId(0))..=(dao, epoch, from, AccountId(u64::MAX));
    let edges = state.reputation.praise_edges.range(range);
    edges.fold((0, 0), |(people, points), (_, edge)| {
        (u32::saturating_add(people, 1), u64::saturating_add(points, edge.points()))
    })
}
