//! How past contributions are written: the only code that changes their rows.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Hash32, Timestamp};

use crate::kernel::ctx::Ctx;
use crate::reputation::types::{Area, PastOwner, PastSum, PastWork, WHOLE, area};
use crate::reputation::{Event, Fact};

/// Whose, in which DAO.
pub(crate) type Whose = (DaoId, AccountId);

/// Where a past contribution counts: in the whole community and in its own domain. Not in the domains
/// above: what nobody judged is told where it was recorded, and nowhere asked for.
fn areas(work: &PastWork) -> impl Iterator<Item = Area> + use<> {
    work.domain.map(|domain| area(Some(domain))).into_iter().chain([WHOLE])
}

/// How many pieces there are, and what they are together in micro-points.
type Told = (u32, u128);

fn more(told: &mut Told, micro: u64) {
    *told = (told.0.saturating_add(1), told.1.saturating_add(micro.into()));
}

/// Writes pieces down, each in the batch that its owner takes over next, and says of each owner how much
/// it is.
pub(super) fn record(
    ctx: &mut Ctx<'_>,
    dao: DaoId,
    works: Vec<(AccountId, Hash32, PastWork)>,
    by: Option<AccountId>,
) {
    let mut told: BTreeMap<AccountId, Told> = BTreeMap::new();
    for (account, reference, work) in works {
        let whose = (dao, account);
        let owner = ctx.state.reputation.past_owners.get(&whose).copied().unwrap_or_default();
        ctx.state.reputation.past_owners.put(whose, PastOwner { by: by.or(owner.by), ..owner });
        let work = PastWork { batch: owner.batch, ..work };
        for area in areas(&work) {
            change(ctx, whose, area, |sum| sum.add(work.micro, false));
        }
        ctx.state.reputation.past_works.put((dao, account, reference), work);
        more(told.entry(account).or_default(), work.micro);
    }
    for (account, (works, micro)) in told {
        let fact = Fact::PastRecorded { account, works, points: micro.into() };
        ctx.emit(&Event { dao, fact });
    }
}

/// Makes all that waits somebody's own.
pub(super) fn take(ctx: &mut Ctx<'_>, whose: Whose, now: Timestamp) {
    let (dao, account) = whose;
    let rows = ctx.state.reputation.past_sums.range((dao, account, 0)..=(dao, account, Area::MAX));
    let all: Vec<(Area, PastSum)> = rows.map(|((.., area), sum)| (*area, *sum)).collect();
    let whole = all.iter().find(|(area, _)| *area == WHOLE).map(|(_, sum)| *sum);
    for (area, _) in all {
        change(ctx, whose, area, PastSum::take);
    }
    ctx.state.reputation.past_owners.update(&whose, |row| {
        row.batch = row.batch.saturating_add(1);
        row.taken = Some(now);
    });
    let PastSum { waits, waiting_works, .. } = whole.unwrap_or_default();
    let fact = Fact::PastTaken { account, works: waiting_works, points: waits.into() };
    ctx.emit(&Event { dao, fact });
}

/// Takes pieces out of the record, with what they were called. Their rows stay, so that nobody records
/// them again by mistake.
pub(super) fn strike(ctx: &mut Ctx<'_>, whose: Whose, references: &[Hash32]) {
    let (dao, account) = whose;
    let owner = ctx.state.reputation.past_owners.get(&whose).copied().unwrap_or_default();
    let mut told = Told::default();
    for reference in references {
        let key = (dao, account, *reference);
        let Some(work) = ctx.state.reputation.past_works.get(&key).copied() else { continue };
        let is_taken = work.batch < owner.batch;
        for area in areas(&work) {
            change(ctx, whose, area, |sum| sum.remove(work.micro, is_taken));
        }
        ctx.state.reputation.past_works.put(key, PastWork { struck: true, title: None, ..work });
        more(&mut told, work.micro);
    }
    let (works, micro) = told;
    let fact = Fact::PastStruck { account, works, points: micro.into() };
    ctx.emit(&Event { dao, fact });
}

fn change(ctx: &mut Ctx<'_>, (dao, account): Whose, area: Area, how: impl FnOnce(&mut PastSum)) {
    let key = (dao, account, area);
    let mut sum = ctx.state.reputation.past_sums.get(&key).copied().unwrap_or_default();
    how(&mut sum);
    ctx.state.reputation.past_sums.put(key, sum);
}
