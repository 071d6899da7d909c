//! How income is shared.

use aluma_types::{Amount, DaoId};

use crate::exact::part_down;
use crate::invest::tasks::SharingDue;
use crate::invest::types::Sharing;
use crate::invest::{Event, Fact};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::kernel::schedule::due_at;
use crate::registry::State;
use crate::treasury::capital;

/// What a sharing came to and did not pay yet, of all that was recorded since it began: so that paying
/// often or once comes to the same. Rounded down: what does not make a unit waits for the next.
pub(crate) fn owed(state: &State, dao: DaoId, row: &Sharing) -> u128 {
    let income = row.end.unwrap_or_else(|| capital::income(state, (dao, row.asset)));
    let part = part_down(income.saturating_sub(row.start), row.rate);
    part.min(row.cap.unwrap_or(u128::MAX)).saturating_sub(row.paid)
}

/// Whether a sharing counts no more income: its time or its sum is over, or the members stopped it.
fn is_over(row: &Sharing) -> bool {
    row.end.is_some() || row.cap.is_some_and(|cap| row.paid >= cap)
}

/// Pays what came in since the last time, as far as it is free in the general pot; what is not stays owed.
///
/// # Errors
/// [`Broken`] where the books do not hold.
pub(crate) fn pay(ctx: &mut Ctx<'_>, key: (DaoId, u64)) -> Result<(), Broken> {
    let Some(mut row) = ctx.state.invest.sharings.get(&key).copied() else { return Ok(()) };
    let (dao, sharing) = key;
    if row.end.is_none() && row.until.is_some_and(|until| until < ctx.now()) {
        row.end = Some(capital::income(ctx.state, (dao, row.asset)));
    }
    let asked = Amount { asset: row.asset, units: owed(ctx.state, dao, &row) };
    let units = capital::share_out(ctx, dao, (row.share, asked))?;
    row.paid = row.paid.saturating_add(units);
    let left = asked.units.saturating_sub(units);
    if units > 0 {
        let amount = Amount { units, ..asked };
        ctx.emit(&Event { dao, fact: Fact::IncomeShared { sharing, amount, owed: left } });
    }
    // Where nobody holds the share any more, nobody is owed anything.
    let nobody = capital::outstanding(ctx.state, row.share) == 0;
    if is_over(&row) && (left == 0 || nobody) {
        ctx.state.invest.sharings.remove(&key);
        let paid = Amount { units: row.paid, ..asked };
        ctx.emit(&Event { dao, fact: Fact::SharingEnded { sharing, paid } });
        return Ok(());
    }
    let next = ctx.now().after(row.every);
    let next = row.until.filter(|_| row.end.is_none()).map_or(next, |until| next.min(until));
    row.due = ctx.schedule(due_at(next), Some(dao), &SharingDue { dao, sharing });
    ctx.state.invest.sharings.put(key, row);
    Ok(())
}

/// Counts no more income from now on; what came in until now is paid in the next block. A decision pays
/// nobody by this alone, so it takes nothing out of a pot itself.
///
/// # Errors
/// [`Broken`] where it is not there.
pub(crate) fn stop(ctx: &mut Ctx<'_>, key: (DaoId, u64)) -> Result<(), Broken> {
    const NONE: Broken = Broken("a sharing that was found is not there");
    let (dao, sharing) = key;
    let mut row = ctx.state.invest.sharings.get(&key).copied().ok_or(NONE)?;
    ctx.cancel(row.due);
    let income = capital::income(ctx.state, (dao, row.asset));
    row.end = Some(row.end.unwrap_or(income));
    row.due = ctx.schedule(due_at(ctx.now()), Some(dao), &SharingDue { dao, sharing });
    ctx.state.invest.sharings.put(key, row);
    Ok(())
}
