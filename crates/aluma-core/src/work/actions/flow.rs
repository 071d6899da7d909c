//! How tasks and pieces of work go from stage to stage, and money with them. Actions and due tasks come
//! here after they checked; every path of money is in this file.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, DaoId, Span};

use super::panels;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::Broken;
use crate::kernel::schedule::due_at;
use crate::registry;
use crate::treasury::escrow;
use crate::work::Event;
use crate::work::charter::{self, DELAY, REVIEW};
use crate::work::rules::{money, record, time, trust};
use crate::work::tasks::{JobDue, TaskDue};
use crate::work::types::{
    Ending, Job, Mode, Need, PayerRecord, Stage, TaskStage, WHOLE, WorkTask, WorkerRecord, Workers,
};

/// The number of a task or a piece of work in its DAO.
pub(crate) type Key = (DaoId, u64);

const NO_TASK: Broken = Broken("a task that was found is not there");
const NO_JOB: Broken = Broken("a piece of work that was found is not there");

/// A task that was found.
///
/// # Errors
/// [`Broken`] where it is not there.
pub(crate) fn task_of(ctx: &Ctx<'_>, key: Key) -> Result<WorkTask, Broken> {
    ctx.state.work.work_tasks.get(&key).cloned().ok_or(NO_TASK)
}

/// A piece of work that was found.
///
/// # Errors
/// [`Broken`] where it is not there.
pub(crate) fn job_of(ctx: &Ctx<'_>, key: Key) -> Result<Job, Broken> {
    ctx.state.work.jobs.get(&key).cloned().ok_or(NO_JOB)
}

/// Writes a task in a stage, with the entry in the due queue that the stage asks for.
pub(crate) fn turn_task(
    ctx: &mut Ctx<'_>,
    (dao, number): Key,
    mut task: WorkTask,
    stage: TaskStage,
) {
    if let Some(due) = task.due.take() {
        ctx.cancel(due);
    }
    task.due = stage
        .until()
        .map(|until| ctx.schedule(due_at(until), Some(dao), &TaskDue { dao, task: number }));
    if task.stage != stage {
        ctx.emit(&Event::TaskTurned { dao, task: number, stage });
    }
    if stage.is_over() {
        forget_offers(ctx, (dao, number));
        task.offers = 0;
    }
    task.stage = stage;
    ctx.state.work.work_tasks.put((dao, number), task);
}

/// What people offered for a task leaves the state with its end; the facts keep it.
fn forget_offers(ctx: &mut Ctx<'_>, (dao, task): Key) {
    let all = (dao, task, AccountId(0))..=(dao, task, AccountId(u64::MAX));
    let keys: Vec<_> = ctx.state.work.offers.range(all).map(|(key, _)| *key).collect();
    for key in keys {
        ctx.state.work.offers.remove(&key);
    }
}

/// Writes a piece of work in a stage, with the entry in the due queue that the stage asks for.
pub(crate) fn turn(ctx: &mut Ctx<'_>, (dao, number): Key, mut job: Job, stage: Stage) {
    if let Some(due) = job.due.take() {
        ctx.cancel(due);
    }
    job.due = stage
        .until()
        .map(|until| ctx.schedule(due_at(until), Some(dao), &JobDue { dao, job: number }));
    ctx.emit(&Event::JobTurned { dao, job: number, task: job.task, stage });
    job.stage = stage;
    ctx.state.work.jobs.put((dao, number), job);
}

/// What somebody takes on.
pub(crate) struct Beginning {
    pub(crate) workers: Workers,
    /// For how much, in base units.
    pub(crate) price: u128,
    /// In what time.
    pub(crate) lasts: Span,
}

/// Somebody takes one place of a task: makes its piece of work, or one for each of its parts. The
/// number of the first.
///
/// # Errors
/// [`Broken`] where a sequence is used up or the task is not there.
pub(crate) fn begin(ctx: &mut Ctx<'_>, key: Key, what: Beginning) -> Result<u64, Broken> {
    let mut task = task_of(ctx, key)?;
    task.left = task.left.saturating_sub(1);
    let (dao, fee, asset) = (key.0, task.fee, task.reward.asset);
    let weights = match task.mode {
        Mode::Retainer { months, .. } => alloc::vec![1u16; usize::from(months)],
        _ if task.milestones.is_empty() => alloc::vec![1u16],
        _ => task.milestones.iter().map(|part| part.weight).collect(),
    };
    let in_turn = task.sequential || matches!(task.mode, Mode::Retainer { .. });
    let spans = money::parts(u128::from(what.lasts.0), &weights);
    let beside = money::parts(fee, &weights).into_iter().zip(money::parts(task.panel, &weights));
    let sums = money::parts(what.price, &weights).into_iter().zip(beside);
    let first = ctx.coming_number(Sequence::Job);
    for (part, ((units, (fee, panel)), span)) in (0u16..).zip(sums.zip(spans)) {
        let number = ctx.next_number(Sequence::Job)?;
        let lasts = if in_turn { u64::try_from(span).map_or(what.lasts, Span) } else { what.lasts };
        let price = Amount { asset, units };
        let job = Job {
            task: key.1,
            engagement: first,
            part,
            workers: what.workers.clone(),
            price,
            fee,
            panel,
            lasts,
            submitted: None,
            work: None,
            changes: 0,
            reviewed_by: None,
            quality: None,
            stage: Stage::Waiting,
            due: None,
        };
        let workers = what.workers.clone();
        ctx.emit(&Event::JobBegan { dao, job: number, task: key.1, workers, price });
        let stage =
            if part == 0 || !in_turn { starts(ctx, dao, &task, &job) } else { Stage::Waiting };
        turn(ctx, (dao, number), job, stage);
    }
    ctx.state.work.work_tasks.put(key, task);
    settle(ctx, key)?;
    Ok(first)
}

/// How a piece of work begins now. Whoever is there for months is reviewed each month, and asked for no
/// notes; what one of them did is handed in by itself at the month's end.
fn starts(ctx: &Ctx<'_>, dao: DaoId, task: &WorkTask, job: &Job) -> Stage {
    let is_retainer = matches!(task.mode, Mode::Retainer { .. });
    let grace = if is_retainer { Span(0) } else { task.grace };
    time::begins(ctx.now(), (job.lasts, grace), charter::notes(ctx.state, dao) && !is_retainer)
}

/// Begins the part after one, where it waits for it.
fn start_next(ctx: &mut Ctx<'_>, (dao, number): Key, job: &Job) -> Result<(), Broken> {
    let key = (dao, number.saturating_add(1));
    let next = ctx.state.work.jobs.get(&key).cloned();
    let next = next.filter(|next| next.engagement == job.engagement);
    if let Some(next) = next.filter(|next| next.stage == Stage::Waiting) {
        let task = task_of(ctx, (dao, job.task))?;
        let stage = starts(ctx, dao, &task, &next);
        turn(ctx, key, next, stage);
    }
    Ok(())
}

/// A piece of work is handed in, and waits for its reviewer.
///
/// # Errors
/// [`Broken`] where its task is not there.
pub(crate) fn hand_in(ctx: &mut Ctx<'_>, key: Key, mut job: Job) -> Result<(), Broken> {
    job.submitted = Some(ctx.now());
    let until = charter::until(ctx, key.0, &REVIEW);
    let is_retainer = matches!(task_of(ctx, (key.0, job.task))?.mode, Mode::Retainer { .. });
    turn(ctx, key, job.clone(), Stage::Submitted { until, second: false });
    // A month begins when the one before is over, not when somebody has looked at it.
    if is_retainer { start_next(ctx, key, &job) } else { Ok(()) }
}

/// Pays whoever reviewed a piece of work: once, and whatever they said.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn pay_reviewer(
    ctx: &mut Ctx<'_>,
    dao: DaoId,
    job: &mut Job,
    reviewer: Option<AccountId>,
) -> Result<(), Broken> {
    let fee = core::mem::take(&mut job.fee);
    let task = task_of(ctx, (dao, job.task))?;
    pay_fee(ctx, (dao, &task), fee, reviewer)
}

/// Pays a reviewer's fee; where no account reviewed, it returns.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn pay_fee(
    ctx: &mut Ctx<'_>,
    (dao, task): (DaoId, &WorkTask),
    fee: u128,
    reviewer: Option<AccountId>,
) -> Result<(), Broken> {
    match reviewer {
        Some(account) => {
            escrow::pay(ctx, (dao, task.escrow), &[(account, fee)], task.title.resize().ok())
        }
        None => give_back(ctx, (dao, task), fee),
    }
}

/// Accepts a piece of work with a quality. The pay of a reviewer who said nothing returns at once; the
/// price is held for as long as it can be disputed, all of it: whoever did it may appeal against what it is
/// accepted for.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn accept(
    ctx: &mut Ctx<'_>,
    key: Key,
    mut job: Job,
    quality: u16,
) -> Result<(), Broken> {
    let dao = key.0;
    let back = core::mem::take(&mut job.fee);
    job.quality = Some(quality);
    let until = charter::until(ctx, dao, &DELAY);
    turn(ctx, key, job.clone(), Stage::Accepted { until });
    let task = task_of(ctx, (dao, job.task))?;
    give_back(ctx, (dao, &task), back)?;
    panels::accepted(ctx, key)?;
    if task.sequential { start_next(ctx, key, &job) } else { Ok(()) }
}

/// Accepts work on which nobody said anything: as good as agreed.
///
/// # Errors
/// As [`accept`].
pub(crate) fn accept_silently(ctx: &mut Ctx<'_>, key: Key, job: Job) -> Result<(), Broken> {
    accept(ctx, key, job, WHOLE)
}

/// Pays a piece of work that was accepted; what of its price that does not earn by its quality returns.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn pay(ctx: &mut Ctx<'_>, key: Key, mut job: Job) -> Result<(), Broken> {
    let dao = key.0;
    let task = task_of(ctx, (dao, job.task))?;
    let cash = money::earns(&job);
    let back = job.price.units.saturating_sub(cash);
    job.price.units = cash;
    give_back(ctx, (dao, &task), back)?;
    let since = job.submitted.unwrap_or_else(|| ctx.now());
    for who in job.workers.iter() {
        update_worker(ctx, (dao, who.account), trust::accepted);
    }
    let days = time::days(since, ctx.now());
    update_payer(ctx, (dao, task.payer.record()), |row| record::paid(row, days));
    let (at, workers) = (ctx.now(), job.workers.clone());
    pay_out(ctx, key, (job, &task), Stage::Paid { at })?;
    if cash == 0 {
        return Ok(());
    }
    for worker in workers.iter() {
        for skill in skills_of(&task) {
            registry::skill_used(ctx, (dao, worker.account), skill, task.payer.person())?;
        }
    }
    Ok(())
}

/// The skills that a task takes or asks for, each once.
fn skills_of(task: &WorkTask) -> BTreeSet<u32> {
    let asked = task.needs.iter().filter_map(|need| match need {
        Need::Mastery { skill, .. } | Need::Skill { skill, .. } => Some(*skill),
        Need::Domain { .. } => None,
    });
    task.skills.iter().map(|row| row.skill).chain(asked).collect()
}

/// Pays what waits for a piece of work to whoever did it, and ends it.
fn pay_out(
    ctx: &mut Ctx<'_>,
    key: Key,
    (job, task): (Job, &WorkTask),
    stage: Stage,
) -> Result<(), Broken> {
    let (dao, amount, workers) = (key.0, job.price, job.workers.clone());
    let of = (dao, job.task);
    let parts = money::shares(amount.units, &workers);
    turn(ctx, key, job, stage);
    escrow::pay(ctx, (dao, task.escrow), &parts, task.title.resize().ok())?;
    ctx.emit(&Event::JobPaid { dao, job: key.1, task: of.1, workers, amount });
    settle(ctx, of)
}

/// Pays what is owed for a task that was taken back while it was done.
///
/// # Errors
/// As [`pay`].
pub(crate) fn pay_notice(ctx: &mut Ctx<'_>, key: Key, job: Job) -> Result<(), Broken> {
    let task = task_of(ctx, (key.0, job.task))?;
    let at = ctx.now();
    pay_out(ctx, key, (job, &task), Stage::Cancelled { at })
}

/// A piece of work and the parts that wait for it.
fn with_waiting(ctx: &Ctx<'_>, (dao, number): Key, job: &Job) -> Vec<(Key, Job)> {
    let mut all = alloc::vec![((dao, number), job.clone())];
    let later = ctx.state.work.jobs.range((dao, number.saturating_add(1))..=(dao, u64::MAX));
    let same = later.take_while(|(_, next)| next.engagement == job.engagement);
    let waiting = same.filter(|(_, next)| next.stage == Stage::Waiting);
    all.extend(waiting.map(|(key, next)| (*key, next.clone())));
    all
}

/// Ends a piece of work without pay, and the parts that wait for it. Where the whole place lies in
/// trust still and the work was given up, somebody else may take it; otherwise its money returns.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn end(ctx: &mut Ctx<'_>, key: Key, job: &Job, stage: Stage) -> Result<(), Broken> {
    let dao = key.0;
    let mut freed = 0u128;
    for (key, part) in with_waiting(ctx, key, job) {
        freed = freed.saturating_add(part.worth());
        turn(ctx, key, part, stage);
    }
    if matches!(stage, Stage::Abandoned { .. }) {
        let slots = charter::slots(ctx.state, dao);
        for who in job.workers.iter() {
            update_worker(ctx, (dao, who.account), |row| trust::abandoned(row, slots));
        }
    }
    let of = (dao, job.task);
    let mut task = task_of(ctx, of)?;
    let given_up = matches!(stage, Stage::Abandoned { .. } | Stage::Released { .. });
    if given_up && freed == task.worth() {
        task.left = task.left.saturating_add(1);
        ctx.state.work.work_tasks.put(of, task);
    } else {
        give_back(ctx, (dao, &task), freed)?;
    }
    settle(ctx, of)
}

/// Ends the parts of a piece of work that wait for it, without whom they would wait for ever.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn end_waiting(ctx: &mut Ctx<'_>, key: Key, job: &Job) -> Result<(), Broken> {
    let (mut freed, at) = (0u128, ctx.now());
    for (key, part) in with_waiting(ctx, key, job).into_iter().skip(1) {
        freed = freed.saturating_add(part.worth());
        turn(ctx, key, part, Stage::Cancelled { at });
    }
    let task = task_of(ctx, (key.0, job.task))?;
    give_back(ctx, (key.0, &task), freed)
}

/// Returns units of a task: to the work they were passed on from, while that can still be accepted;
/// otherwise to where they came from.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn give_back(
    ctx: &mut Ctx<'_>,
    (dao, task): (DaoId, &WorkTask),
    units: u128,
) -> Result<(), Broken> {
    let from = task.from_job.map(|job| (dao, job));
    let job = from.and_then(|key| Some((key, ctx.state.work.jobs.get(&key)?.clone())));
    match job.filter(|(_, job)| job.stage.is_open()) {
        Some((key, mut job)) if units > 0 => {
            let parent = task_of(ctx, (dao, job.task))?;
            escrow::join(ctx, (dao, task.escrow), parent.escrow, units)?;
            job.price.units = job.price.units.saturating_add(units);
            ctx.state.work.jobs.put(key, job);
            Ok(())
        }
        _ => escrow::give_back(ctx, (dao, task.escrow), units),
    }
}

/// Looks after a task whose places or work changed: it is open while places are free and time is left,
/// full while work goes on, rests between two times, and is over when nothing of it is left.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn settle(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let task = task_of(ctx, key)?;
    let is_busy = live(ctx, key);
    let recurs = matches!(task.mode, Mode::Recurring { .. });
    let stage = match task.stage {
        // Prizes are given and returned at once; until then what is to be done is not for this.
        TaskStage::Closed { .. } => return Ok(()),
        TaskStage::Revealing { .. } | TaskStage::Judging { .. } if task.left > 0 => return Ok(()),
        _ if task.left == 0 && !is_busy => TaskStage::Closed { at: ctx.now(), how: Ending::Done },
        _ if task.left == 0 || recurs && is_busy => TaskStage::Full,
        TaskStage::Full if recurs => rests(ctx, &task, key),
        TaskStage::Full => TaskStage::Open { until: task.since.after(task.open_for) },
        _ => return Ok(()),
    };
    match stage {
        // A place that became free after its time is offered no more.
        TaskStage::Open { until } if until < ctx.now() => expire(ctx, key),
        stage => {
            turn_task(ctx, key, task, stage);
            Ok(())
        }
    }
}

/// Between two times of a task it rests; where it was given up, it is offered again at once.
fn rests(ctx: &Ctx<'_>, task: &WorkTask, key: Key) -> TaskStage {
    let Mode::Recurring { gap, .. } = task.mode else { return task.stage };
    let last = ctx.state.work.jobs.index().last_of(key);
    let last = last.and_then(|number| ctx.state.work.jobs.get(&(key.0, number)));
    let given_up = last
        .is_some_and(|job| matches!(job.stage, Stage::Abandoned { .. } | Stage::Released { .. }));
    if given_up {
        TaskStage::Open { until: ctx.now().after(task.open_for) }
    } else {
        TaskStage::Resting { until: ctx.now().after(gap) }
    }
}

/// Whether money waits for any work of a task.
pub(crate) fn live(ctx: &Ctx<'_>, key: Key) -> bool {
    ctx.state.work.jobs.index().live_in(key).next().is_some()
}

/// Free places of a task are offered no more: their money returns.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn expire(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    close(ctx, key, Ending::Expired)
}

/// Takes free places of a task away, and ends it where no work of it goes on.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn close(ctx: &mut Ctx<'_>, key: Key, how: Ending) -> Result<(), Broken> {
    let mut task = task_of(ctx, key)?;
    let units = task.worth().saturating_mul(task.left.into());
    task.left = 0;
    let stage =
        if live(ctx, key) { TaskStage::Full } else { TaskStage::Closed { at: ctx.now(), how } };
    turn_task(ctx, key, task.clone(), stage);
    give_back(ctx, (key.0, &task), units)
}

fn update_worker(
    ctx: &mut Ctx<'_>,
    key: (DaoId, AccountId),
    change: impl FnOnce(WorkerRecord) -> WorkerRecord,
) {
    let row = ctx.state.work.workers.get(&key).copied().unwrap_or_default();
    ctx.state.work.workers.put(key, change(row));
}

/// Changes the record of whoever pays.
pub(crate) fn update_payer(
    ctx: &mut Ctx<'_>,
    key: Key,
    change: impl FnOnce(PayerRecord) -> PayerRecord,
) {
    let row = ctx.state.work.payers.get(&key).cloned().unwrap_or_default();
    ctx.state.work.payers.put(key, change(row));
}
