//! How undertakings go from stage to stage, and money with them. Actions and due tasks come here after
//! they checked; every path of money is in this file.

use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, DaoId};

use crate::grants::rules::undertaking::{
    Course, End, Funding, Giving, JUDGING, Undertaking, matches, portions, sums,
};
use crate::grants::tasks::UndertakingDue;
use crate::grants::{Event, Fact};
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::Broken;
use crate::kernel::schedule::due_at;
use crate::registry::State;
use crate::treasury::escrow;

/// A DAO and the number of an undertaking in it.
pub(crate) type Key = (DaoId, u64);

const GONE: Broken = Broken("an undertaking that was found is not there");

/// An undertaking that was found.
///
/// # Errors
/// [`Broken`] where it is not there.
pub(crate) fn of(ctx: &Ctx<'_>, key: Key) -> Result<Undertaking, Broken> {
    ctx.state.grants.undertakings.get(&key).cloned().ok_or(GONE)
}

/// A new undertaking begins; its number.
///
/// # Errors
/// [`Broken`] where the sequence is used up.
pub(crate) fn begin(ctx: &mut Ctx<'_>, dao: DaoId, row: Undertaking) -> Result<u64, Broken> {
    let number = ctx.next_number(Sequence::Undertaking)?;
    let course = row.course;
    turn(ctx, (dao, number), row, course);
    ctx.made(number);
    Ok(number)
}

/// Writes an undertaking in a stage, with the entry in the due queue that the stage asks for.
pub(crate) fn turn(ctx: &mut Ctx<'_>, key: Key, mut row: Undertaking, course: Course) {
    if let Some(due) = row.due.take() {
        ctx.cancel(due);
    }
    let (dao, undertaking) = key;
    let task = UndertakingDue { dao, undertaking };
    row.due = course.until().map(|until| ctx.schedule(due_at(until), Some(dao), &task));
    if row.course != course {
        ctx.emit(&Event { dao, fact: Fact::UndertakingTurned { undertaking, course } });
    }
    row.course = course;
    ctx.state.grants.undertakings.put(key, row);
}

/// Whoever gave to a gift pot, in the order of accounts.
pub(crate) fn givings(state: &State, (dao, number): Key) -> Vec<(AccountId, Giving)> {
    let all = (dao, number, AccountId(0))..=(dao, number, AccountId(u64::MAX));
    let rows = state.grants.givings.range(all);
    rows.map(|((_, _, who), giving)| (*who, *giving)).collect()
}

/// Whether somebody gave or pledged to a gift pot.
pub(crate) fn has_given(state: &State, (dao, number): Key, account: AccountId) -> bool {
    let key = (dao, number, account);
    state.grants.givings.contains(&key) || state.grants.pledges.contains(&key)
}

/// The time to give is over: where it is enough, pledges are added and work begins; where it is not, all
/// of it returns.
///
/// # Errors
/// [`Broken`] where less lies in trust than was given.
pub(crate) fn gathered(ctx: &mut Ctx<'_>, key: Key, mut row: Undertaking) -> Result<(), Broken> {
    let Funding::Gifts { goal, .. } = row.terms.funding else { return Ok(()) };
    let (dao, undertaking) = key;
    let all = (dao, undertaking, AccountId(0))..=(dao, undertaking, AccountId(u64::MAX));
    let pledges = ctx.state.grants.pledges.range(all);
    let pledges: Vec<_> = pledges.map(|((_, _, who), pledge)| (*who, *pledge)).collect();
    let given = row.tally.given;
    let own = |who| ctx.state.grants.givings.get(&(dao, undertaking, who)).map_or(0, |g| g.gave);
    let added: Vec<u128> =
        pledges.iter().map(|(who, pledge)| matches(pledge, given, own(*who))).collect();
    let sum = added.iter().fold(0u128, |sum, units| sum.saturating_add(*units));
    let whole = given.saturating_add(sum);
    let is_enough = whole > 0 && whole >= goal;
    for ((who, pledge), units) in pledges.into_iter().zip(added) {
        let matched = if is_enough { units } else { 0 };
        let back = pledge.most.saturating_sub(matched);
        escrow::give_back(ctx, (dao, pledge.escrow), back)?;
        row.tally.returned = row.tally.returned.saturating_add(back);
        let slot = (dao, undertaking, who);
        if matched > 0 {
            add(ctx, slot, (pledge.escrow, matched), true)?;
        }
        ctx.state.grants.pledges.update(&slot, |pledge| pledge.matched = Some(matched));
        let asset = row.terms.asset;
        let (added, back) = (Amount { asset, units: matched }, Amount { asset, units: back });
        ctx.emit(&Event { dao, fact: Fact::PledgeAdded { undertaking, by: who, added, back } });
    }
    if !is_enough {
        return end(ctx, key, row, End::Short);
    }
    row.tally.matched = sum;
    let whole = Amount { asset: row.terms.asset, units: whole };
    ctx.emit(&Event { dao, fact: Fact::GiftsGathered { undertaking, whole } });
    start(ctx, key, row);
    Ok(())
}

/// Adds what lies in an escrow to what somebody gave, or what of their pledge was added.
///
/// # Errors
/// [`Broken`] where the escrows lie in different places.
pub(crate) fn add(
    ctx: &mut Ctx<'_>,
    slot: (DaoId, u64, AccountId),
    (escrow, units): (u64, u128),
    is_match: bool,
) -> Result<(), Broken> {
    let there = ctx.state.grants.givings.get(&slot).copied();
    let mut giving = there.unwrap_or(Giving { escrow, ..Giving::default() });
    if giving.escrow != escrow {
        escrow::join(ctx, (slot.0, escrow), giving.escrow, units)?;
    }
    let sum = if is_match { &mut giving.matched } else { &mut giving.gave };
    *sum = sum.saturating_add(units);
    ctx.state.grants.givings.put(slot, giving);
    Ok(())
}

/// Work begins now.
pub(crate) fn start(ctx: &mut Ctx<'_>, key: Key, mut row: Undertaking) {
    row.tally.started = Some(ctx.now());
    let until = row.due_date(ctx.now());
    turn(ctx, key, row, Course::Working { until });
}

/// What was handed in waits for its judgement.
pub(crate) fn hand_in(ctx: &mut Ctx<'_>, key: Key, row: Undertaking) {
    let until = ctx.now().after(JUDGING);
    turn(ctx, key, row, Course::Judging { until, second: false });
}

/// A milestone is reached, and paid.
///
/// # Errors
/// [`Broken`] where less lies in trust than is paid.
pub(crate) fn reach(ctx: &mut Ctx<'_>, key: Key, mut row: Undertaking) -> Result<(), Broken> {
    let milestone = row.tally.reached;
    let parts = sums(row.whole(), &row.terms.milestones);
    let units = parts.get(usize::from(milestone)).copied().unwrap_or(0);
    pay(ctx, key, &row, units)?;
    row.tally.released = row.tally.released.saturating_add(units);
    row.tally.reached = milestone.saturating_add(1);
    row.tally.refused = false;
    row.tally.work = None;
    let (to, asset) = (row.terms.payee, row.terms.asset);
    let paid = Amount { asset, units };
    let (dao, undertaking) = key;
    ctx.emit(&Event { dao, fact: Fact::MilestonePaid { undertaking, milestone, to, paid } });
    if usize::from(row.tally.reached) >= row.terms.milestones.len() {
        return end(ctx, key, row, End::Done);
    }
    let until = row.due_date(ctx.now());
    turn(ctx, key, row, Course::Working { until });
    Ok(())
}

/// Pays units out of an undertaking, of what everybody has left in it.
fn pay(ctx: &mut Ctx<'_>, key: Key, row: &Undertaking, units: u128) -> Result<(), Broken> {
    let (dao, number) = key;
    let (to, reason) = (row.terms.payee, row.terms.purpose.resize().ok());
    if let Funding::Grant { escrow } = row.terms.funding {
        return escrow::pay(ctx, (dao, escrow), &[(to, units)], reason);
    }
    let rows = givings(ctx.state, key);
    for ((who, giving), (_, units)) in rows.iter().zip(portions(units, &rows)) {
        escrow::pay(ctx, (dao, giving.escrow), &[(to, units)], reason)?;
        let released = giving.released.saturating_add(units);
        ctx.state.grants.givings.put((dao, number, *who), Giving { released, ..*giving });
    }
    Ok(())
}

/// Ends an undertaking: what is left returns to whoever gave it, whether they are here or not.
///
/// # Errors
/// [`Broken`] where less lies in trust than was not paid.
pub(crate) fn end(
    ctx: &mut Ctx<'_>,
    key: Key,
    mut row: Undertaking,
    how: End,
) -> Result<(), Broken> {
    let (dao, undertaking) = key;
    let asset = row.terms.asset;
    let mut returned = 0u128;
    if let Funding::Grant { escrow } = row.terms.funding {
        returned = row.tally.given.saturating_sub(row.tally.released);
        escrow::give_back(ctx, (dao, escrow), returned)?;
        if returned > 0 {
            let back = Amount { asset, units: returned };
            ctx.emit(&Event { dao, fact: Fact::GrantReturned { undertaking, back } });
        }
    }
    for (to, giving) in givings(ctx.state, key) {
        let units = giving.left();
        if units == 0 {
            continue;
        }
        escrow::give_back(ctx, (dao, giving.escrow), units)?;
        returned = returned.saturating_add(units);
        let giving = Giving { returned: giving.returned.saturating_add(units), ..giving };
        ctx.state.grants.givings.put((dao, undertaking, to), giving);
        let back = Amount { asset, units };
        ctx.emit(&Event { dao, fact: Fact::GiftReturned { undertaking, to, back } });
    }
    row.tally.returned = row.tally.returned.saturating_add(returned);
    let at = ctx.now();
    turn(ctx, key, row, Course::Over { at, how });
    Ok(())
}

/// Nobody judged in time: whoever judges has as long again, and then silence decides.
///
/// # Errors
/// As [`reach`].
pub(crate) fn unjudged(
    ctx: &mut Ctx<'_>,
    key: Key,
    row: Undertaking,
    second: bool,
) -> Result<(), Broken> {
    if !second {
        let until = ctx.now().after(JUDGING);
        turn(ctx, key, row, Course::Judging { until, second: true });
        return Ok(());
    }
    if row.terms.positive { end(ctx, key, row, End::Unjudged) } else { reach(ctx, key, row) }
}

/// A milestone is judged: one that is refused for the first time can be mended; otherwise the next block
/// pays, or returns the rest.
pub(crate) fn judge(ctx: &mut Ctx<'_>, key: Key, mut row: Undertaking, accepted: bool) {
    let until = ctx.now();
    if accepted || row.tally.refused {
        return turn(ctx, key, row, Course::Judged { until, accepted });
    }
    row.tally.refused = true;
    row.tally.work = None;
    let until = row.due_date(until);
    turn(ctx, key, row, Course::Working { until });
}
