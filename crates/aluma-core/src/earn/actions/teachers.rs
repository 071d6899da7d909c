//! What those who taught a skill have for its use: out of what the present epoch has left, and where that is
//! less, the rest out of the next epochs, until a date.

use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, List, Timestamp};

use super::flow::{self, Key};
use super::{ladder, purse};
use crate::earn::rules::{curves, epochs};
use crate::earn::tasks::{Part, TeachersDue};
use crate::earn::types::{ProgrammeStage, TEACHERS_WAIT};
use crate::earn::{Event, Fact};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::kernel::schedule::due_at;

/// Pays those who taught a skill that was used, each so many units, now or as soon as there is enough;
/// whether they are: a programme that is over pays nothing.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn reward(
    ctx: &mut Ctx<'_>,
    (dao, programme): Key,
    (account, skill): (AccountId, u32),
    to: &[(AccountId, u128)],
) -> Result<bool, Broken> {
    let row = flow::programme_of(ctx, (dao, programme))?;
    let is_there = matches!(row.stage, ProgrammeStage::Live | ProgrammeStage::Paused);
    if to.is_empty() || !is_there || ctx.now() > row.until {
        return Ok(false);
    }
    let parts = to.iter().map(|(account, units)| Part { account: *account, units: *units });
    let to = List::new(parts.collect()).unwrap_or_default();
    let until = ctx.now().after(TEACHERS_WAIT);
    let due = TeachersDue { dao, programme, account, skill, to, until };
    if let Some((rest, next)) = pays(ctx, due)? {
        let units = rest.units();
        let amount = Amount { asset: row.asset, units };
        let fact = Fact::TeachersWait { programme, account, skill, amount, until };
        ctx.emit(&Event { dao, fact });
        ctx.schedule(next, Some(dao), &rest);
    }
    Ok(true)
}

/// Pays as much as there is. What is still to come, and when it is tried again; where it is too late for
/// that, the rest stays the programme's.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn pays(
    ctx: &mut Ctx<'_>,
    mut due: TeachersDue,
) -> Result<Option<(TeachersDue, Timestamp)>, Broken> {
    let (key, now) = ((due.dao, due.programme), ctx.now());
    let programme = flow::programme_of(ctx, key)?;
    let wanted: Vec<u128> = due.to.iter().map(|part| part.units).collect();
    let there = ladder::left(ctx.state, key, &programme, now);
    let paid = curves::as_far_as(there, &wanted);
    let units = paid.iter().fold(0u128, |sum, part| sum.saturating_add(*part));
    let epoch = epochs::number(programme.since, programme.terms.epoch, now);
    if units > 0 {
        let to: Vec<(AccountId, u128)> =
            due.to.iter().zip(&paid).map(|(part, paid)| (part.account, *paid)).collect();
        pay(ctx, (key, epoch), (&due, units), &to)?;
    }
    let rest = due.to.iter().zip(&paid).map(|(part, paid)| Part {
        account: part.account,
        units: part.units.saturating_sub(*paid),
    });
    due.to = List::new(rest.filter(|part| part.units > 0).collect()).unwrap_or_default();
    if due.to.is_empty() {
        return Ok(None);
    }
    if now > due.until || flow::is_closing(programme.stage) || now > programme.until {
        let amount = Amount { asset: programme.asset, units: due.units() };
        let (programme, account, skill) = (due.programme, due.account, due.skill);
        let fact = Fact::TeachersMissed { programme, account, skill, amount };
        ctx.emit(&Event { dao: due.dao, fact });
        return Ok(None);
    }
    let next = epochs::begins(programme.since, programme.terms.epoch, epoch.saturating_add(1));
    let next = next.min(due_at(due.until));
    Ok(Some((due, next)))
}

/// Pays units of an epoch.
fn pay(
    ctx: &mut Ctx<'_>,
    (key, epoch): (Key, u32),
    (due, units): (&TeachersDue, u128),
    to: &[(AccountId, u128)],
) -> Result<(), Broken> {
    purse::begin(ctx, key, epoch)?;
    let programme = flow::programme_of(ctx, key)?;
    let to: Vec<_> = to.iter().copied().filter(|(_, units)| *units > 0).collect();
    purse::draw(ctx, (key, &programme), &to)?;
    ctx.state.earn.programmes.update(&key, |row| {
        row.purse.paid = row.purse.paid.saturating_add(units);
        row.purse.taught = row.purse.taught.saturating_add(units);
    });
    ctx.state.earn.reward_epochs.update(&(key.0, key.1, epoch), |row| {
        row.spent = row.spent.saturating_add(units);
    });
    let amount = Amount { asset: programme.asset, units };
    let (account, skill) = (due.account, due.skill);
    let fact = Fact::TeachersPaid { programme: key.1, account, skill, amount };
    ctx.emit(&Event { dao: key.0, fact });
    Ok(())
}
