//! What reputation does by itself: it moves landmarks and closes epochs.

use alloc::vec::Vec;

use aluma_types::{AccountId, Canon, DaoId, List, Span};

use crate::kernel::action::{Next, Task};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::kernel::schedule::due_at;
use crate::reputation::actions::{closing, epochs, points};
use crate::reputation::types::{Area, OldClock, Place, Rewinding};
use crate::reputation::{Event, Fact};

/// Rows that one slice writes by a new clock.
const SLICE: usize = 5_000;
/// Units charged for each.
const ROW_UNITS: u64 = 500;
/// How long an epoch waits for the one before to be closed.
const TURN: Span = Span::minutes(1);

/// Makes the clock ready that time or the charter asks for, slice by slice, puts it in force, and forgets
/// the ones before once nobody asks for them.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct Rewind {
    pub(crate) dao: DaoId,
}

impl Task for Rewind {
    const NUMBER: u16 = 90;
    const NAME: &'static str = "rewind-points";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let dao = self.dao;
        if !points::wind(ctx, dao) {
            // Scheduled by a clock that another has followed.
            return Ok(Next::Done);
        }
        let Some(mut row) = ctx.state.reputation.clocks.get(&dao).cloned() else {
            return Ok(Next::Done);
        };
        let Some(next) = row.next else { return Ok(Next::Done) };
        let from = next.after.map_or((0, AccountId(0)), |place| {
            (place.area, AccountId(place.account.0.saturating_add(1)))
        });
        let range =
            (dao, row.number, from.0, from.1)..=(dao, row.number, Area::MAX, AccountId(u64::MAX));
        let rows = ctx.state.reputation.voices.range(range).take(SLICE);
        let places: Vec<Place> = rows
            .map(|((_, _, area, account), _)| Place { area: *area, account: *account })
            .collect();
        for place in &places {
            points::rewrite(ctx, (dao, row.number, &row.clock), &next.clock, *place)?;
        }
        let count = u64::try_from(places.len()).unwrap_or(u64::MAX);
        ctx.charge(count.saturating_mul(ROW_UNITS));
        if places.len() == SLICE {
            row.next = Some(Rewinding { after: places.last().copied(), ..next });
            ctx.state.reputation.clocks.put(dao, row);
            return Ok(Next::Again(due_at(ctx.now()), self));
        }
        let (old, was) = (row.number, row.clock);
        (row.number, row.clock, row.next) = (old.saturating_add(1), next.clock, None);
        let before = OldClock { number: old, clock: was, until: ctx.now() };
        // There is room: none begins where there is not.
        row.before.push(before);
        row.since = ctx.now();
        ctx.state.reputation.clocks.put(dao, row);
        ctx.schedule(ctx.now().after(points::KEPT), Some(dao), &ForgetClock { dao, number: old });
        ctx.emit(&Event { dao, fact: Fact::ClockChanged { half_life: next.clock.half_life } });
        // A far landmark may have moved by less than was needed while slices ran.
        Ok(Next::Again(next.clock.due().max(due_at(ctx.now())), self))
    }
}

/// Forgets rows of a clock that was in force a year ago.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct ForgetClock {
    pub(crate) dao: DaoId,
    pub(crate) number: u32,
}

impl Task for ForgetClock {
    const NUMBER: u16 = 91;
    const NAME: &'static str = "forget-clock";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let Self { dao, number } = self;
        let tables = &mut ctx.state.reputation;
        let totals = (dao, number, 0)..=(dao, number, Area::MAX);
        let totals: Vec<_> = tables.voice_totals.range(totals).map(|(key, _)| *key).collect();
        for key in &totals {
            tables.voice_totals.remove(key);
        }
        let range = (dao, number, 0, AccountId(0))..=(dao, number, Area::MAX, AccountId(u64::MAX));
        let rows: Vec<_> = tables.voices.range(range).take(SLICE).map(|(key, _)| *key).collect();
        for key in &rows {
            tables.voices.remove(key);
        }
        if rows.len() < SLICE {
            tables.clocks.update(&dao, |row| {
                let kept = row.before.iter().filter(|old| old.number != number).copied();
                row.before = List::new(kept.collect()).unwrap_or_default();
            });
        }
        let count = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        ctx.charge(count.saturating_mul(ROW_UNITS));
        if rows.len() < SLICE {
            return Ok(Next::Done);
        }
        Ok(Next::Again(due_at(ctx.now()), self))
    }
}

/// Ends an epoch and closes it, slice by slice.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndEpoch {
    pub(crate) dao: DaoId,
    pub(crate) epoch: u32,
}

impl Task for EndEpoch {
    const NUMBER: u16 = 92;
    const NAME: &'static str = "end-epoch";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let Self { dao, epoch } = self;
        let row = ctx.state.reputation.epochs.get(&dao).copied();
        if let Some(row) = row.filter(|row| row.number == epoch && !row.is_over) {
            epochs::end(ctx, dao, row);
        }
        let first = ctx.state.reputation.closings.range((dao, 0)..=(dao, u32::MAX)).next();
        if first.is_some_and(|((_, other), _)| *other < epoch) {
            return Ok(Next::Again(ctx.now().after(TURN), self));
        }
        // The charter may have changed the half-life meanwhile.
        let is_winding = points::clocks(ctx, dao).next.is_some();
        if !is_winding && points::wind(ctx, dao) {
            ctx.schedule(due_at(ctx.now()), Some(dao), &Rewind { dao });
        }
        if closing::run(ctx, (dao, epoch), closing::SLICE)? {
            return Ok(Next::Done);
        }
        Ok(Next::Again(due_at(ctx.now()), self))
    }
}
