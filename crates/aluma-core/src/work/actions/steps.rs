//! What several actions ask before they write.

use aluma_types::{AccountId, DaoId};

use super::flow::Key;
use crate::dao::{self, Standing};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;
use crate::work::charter;
use crate::work::rules::reading::{self, Conflict};
use crate::work::rules::trust::{self, No};
use crate::work::types::{Bid, Job, MAX_OFFERS, Offer, Stage, TaskStage, WorkTask, WorkerRecord};
use crate::work::{Event, Refusal};

/// A task of a DAO that whoever acts may read.
///
/// # Errors
/// [`Refusal::NoSuchTask`].
pub(super) fn task(state: &State, key: Key) -> Result<&WorkTask, Refusal> {
    state.work.work_tasks.get(&key).ok_or(Refusal::NoSuchTask { task: key.1 })
}

/// A piece of work of a DAO that whoever acts may read.
///
/// # Errors
/// [`Refusal::NoSuchJob`].
pub(super) fn job(state: &State, key: Key) -> Result<&Job, Refusal> {
    state.work.jobs.get(&key).ok_or(Refusal::NoSuchJob { job: key.1 })
}

/// The piece of work that whoever signs does. One's own work is one's own, also where one may not read
/// the DAO any more.
///
/// # Errors
/// [`Refusal::NoSuchJob`], [`Refusal::NotYourJob`], what a reader is told who may not.
pub(super) fn mine<'c>(ctx: &'c Ctx<'_>, key: Key) -> Result<(AccountId, &'c Job), Refused> {
    let account = ctx.origin().account();
    let row = ctx.state.work.jobs.get(&key);
    if let Some((account, row)) = account.zip(row).filter(|(account, row)| row.is_by(*account)) {
        return Ok((account, row));
    }
    dao::reader(ctx, key.0)?;
    job(ctx.state, key)?;
    Err(Refusal::NotYourJob { job: key.1 }.into())
}

/// The DAO of what is acted on, where whoever acts may read it: an account, or the DAO itself.
///
/// # Errors
/// What a reader is told who may not.
pub(super) fn readable(ctx: &Ctx<'_>, dao: DaoId) -> Result<(), Refused> {
    match ctx.origin().acts_for() {
        Some((acting, _)) if acting == dao => Ok(()),
        Some(_) => Err(dao::Refusal::NoSuchDao.into()),
        None => dao::may_read(&ctx.look(), dao),
    }
}

/// A task that whoever acts pays for.
///
/// # Errors
/// [`Refusal::NoSuchTask`], [`Refusal::NotYourTask`], what a reader is told who may not.
pub(super) fn paid_by<'c>(ctx: &'c Ctx<'_>, key: Key) -> Result<&'c WorkTask, Refused> {
    readable(ctx, key.0)?;
    let row = task(ctx.state, key)?;
    if reading::pays(ctx.origin(), key.0, row) {
        Ok(row)
    } else {
        Err(Refusal::NotYourTask { task: key.1 }.into())
    }
}

/// Whether an account may do a task: it belongs to the DAO or need not, and neither pays nor reviews.
///
/// # Errors
/// [`dao::Refusal::Expelled`], [`Refusal::TaskForMembers`], [`Refusal::PaysThemselves`],
/// [`Refusal::ReviewsThemselves`], [`Refusal::SkillMissing`], [`Refusal::PointsMissing`],
/// [`Refusal::MasteryMissing`].
pub(super) fn may_work(
    ctx: &Ctx<'_>,
    (dao, number): Key,
    task: &WorkTask,
    account: AccountId,
) -> Result<(), Refused> {
    match dao::member(ctx.state, dao, account).map(|row| row.standing) {
        Some(Standing::Expelled) => dao::not_expelled(ctx, (dao, account))?,
        Some(Standing::Admitted | Standing::Joined) => {}
        _ if task.outside => {}
        _ => return Err(Refusal::TaskForMembers { task: number }.into()),
    }
    match reading::conflict(task, account) {
        None => {
            let who = (account, ctx.now());
            Ok(reading::has_what_it_needs(ctx.state, (dao, task), who)?)
        }
        Some(Conflict::Pays) => Err(Refusal::PaysThemselves { account }.into()),
        Some(Conflict::Reviews) => Err(Refusal::ReviewsThemselves { account }.into()),
    }
}

/// Whether an account that nobody chose may take one more.
///
/// # Errors
/// [`Refusal::NoTrustLeft`], [`Refusal::EnoughInHand`].
pub(super) fn trusted(ctx: &Ctx<'_>, dao: DaoId, account: AccountId) -> Result<(), Refusal> {
    let Some(limits) = charter::limits(ctx.state, dao) else { return Ok(()) };
    let record = record_of(ctx.state, dao, account);
    match trust::may_take(record, in_hand(ctx.state, dao, account), limits) {
        Ok(()) => Ok(()),
        Err(No::Slots) => Err(Refusal::NoTrustLeft { account, slots: u64::from(limits.slots) }),
        Err(No::Hand(limit)) => Err(Refusal::EnoughInHand { account, limit: u64::from(limit) }),
    }
}

/// What an account has done in a DAO.
pub(crate) fn record_of(state: &State, dao: DaoId, account: AccountId) -> WorkerRecord {
    state.work.workers.get(&(dao, account)).copied().unwrap_or_default()
}

/// How many places an account has in hand that are not accepted yet: the parts of one count once.
pub(crate) fn in_hand(state: &State, dao: DaoId, account: AccountId) -> u32 {
    let jobs = &state.work.jobs;
    let rows = jobs.index().live_of(account, dao).filter_map(|job| jobs.get(&(dao, job)));
    let open = rows.filter(|job| job.stage.is_open());
    let mut all: alloc::vec::Vec<u64> = open.map(|job| job.engagement).collect();
    // Numbers of engagements grow with those of their parts.
    all.dedup();
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

/// Whether a task can be taken now.
///
/// # Errors
/// [`Refusal::TaskIsOtherwise`].
pub(super) fn open(ctx: &Ctx<'_>, task: &WorkTask) -> Result<(), Refusal> {
    match task.stage {
        TaskStage::Open { until } if ctx.now() <= until => Ok(()),
        stage => Err(Refusal::TaskIsOtherwise { stage: stage.word() }),
    }
}

/// The refusal of a piece of work that is not where it should be.
pub(super) const fn otherwise(stage: Stage) -> Refusal {
    Refusal::JobIsOtherwise { stage: stage.word() }
}

/// Whether a wait that is to be ended is not over.
///
/// # Errors
/// [`Refusal::JobIsOtherwise`].
pub(super) fn in_time(ctx: &Ctx<'_>, job: &Job) -> Result<(), Refusal> {
    match job.stage.until() {
        Some(until) if ctx.now() > until => Err(otherwise(job.stage)),
        _ => Ok(()),
    }
}

/// Whether a task takes one more offer, of an account that made none.
///
/// # Errors
/// [`Refusal::OfferedAlready`], [`Refusal::OffersFull`].
pub(super) fn offers(state: &State, (dao, number): Key, account: AccountId) -> Result<(), Refusal> {
    if state.work.offers.contains(&(dao, number, account)) {
        return Err(Refusal::OfferedAlready { task: number });
    }
    if task(state, (dao, number))?.offers >= MAX_OFFERS {
        return Err(Refusal::OffersFull { limit: MAX_OFFERS });
    }
    Ok(())
}

/// Writes down what somebody offers for a task.
///
/// # Errors
/// [`Broken`] where the task is not there.
pub(super) fn offer(
    ctx: &mut Ctx<'_>,
    (dao, task): Key,
    (account, bid): (AccountId, Bid),
) -> Result<(), Broken> {
    let row = Offer { bid, at: ctx.now() };
    let tables = &mut ctx.state.work;
    let counted = tables.work_tasks.update(&(dao, task), |row| {
        row.offers = row.offers.saturating_add(1);
    });
    counted.ok_or(Broken("an offer for a task that is not there"))?;
    tables.offers.put((dao, task, account), row);
    ctx.emit(&Event::OfferMade { dao, task, account });
    Ok(())
}
