//! What others find about a piece of work, and what follows: the one place where drawn panels meet work.
//!
//! Three things are asked here: an appeal against a rejection, a dispute of an acceptance, and work that
//! nobody reviewed although silence was to be no acceptance. A panel is drawn that decides, and its
//! finding answers through [`decided`]. Where too few may be drawn, or too few judge, the members decide, by
//! a proposal or by a role that was given `decide-work`; where nobody does in time, the work is accepted.
//!
//! A panel alone makes points, from the size and quality that it found: pay does not, since a task for one's
//! own second account would sell them. So work that nobody disputes goes before one as well: by itself
//! where it is large or drawn as a sample, or because whoever did it or pays asks. Its pay does not wait.

use aluma_types::{AccountId, Amount, DaoId, List, Span, sha256};

use super::flow::{self, Key};
use crate::dao;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::kernel::schedule::due_at;
use crate::reputation::rules::decay::POINT;
use crate::reputation::{self, SkillPart};
use crate::review::types::{AuthorPart, Authors, Budget, Kind, MAX_APART};
use crate::review::{self, Finding, New};
use crate::treasury::escrow;
use crate::work::Event;
use crate::work::charter::{self, CLAIM, HEARING, JUDGED, SAMPLED};
use crate::work::rules::points;
use crate::work::tasks::ClaimDue;
use crate::work::types::{
    Disputed, Job, Judgement, Matter, Reason, Stage, Trusted, WHOLE, WorkTask,
};

/// Whoever is kept out of a panel beside those who did the work and pay for it.
type Apart = List<AccountId, MAX_APART>;

/// What is known of a panel for a piece of work.
fn judgement(ctx: &Ctx<'_>, key: Key) -> Judgement {
    ctx.state.work.judgements.get(&key).copied().unwrap_or_default()
}

/// Asks for a decision on a piece of work: of a panel, or of the members where none can be drawn.
///
/// # Errors
/// [`Broken`] where less lies in trust, or a sequence is used up.
pub(crate) fn ask(
    ctx: &mut Ctx<'_>,
    key: Key,
    job: Job,
    (matter, by): (Matter, Option<AccountId>),
) -> Result<(), Broken> {
    let dao = key.0;
    let row = judgement(ctx, key);
    let sits = row.evidence.filter(|_| !row.trusted);
    let can = sits.is_some() || may_judge(ctx, (dao, &job), by)?;
    let lasts = if can { review::longest(ctx.state, dao) } else { Span(0) };
    let until = charter::until(ctx, dao, &HEARING).after(lasts);
    flow::turn(ctx, key, job, Stage::Hearing { matter, until });
    if !can {
        ctx.emit(&Event::PanelMissing { dao, job: key.1, decides: true });
        return Ok(());
    }
    if sits.is_none() {
        open(ctx, key, (by, true))?;
    }
    let evidence = judgement(ctx, key).evidence;
    ctx.state.work.judgements.put(key, Judgement { decides: true, ..judgement(ctx, key) });
    match evidence {
        // One that found already stands for what is asked now.
        Some(evidence) => judged(ctx, dao, evidence),
        None => Ok(()),
    }
}

/// Whether enough may be drawn to judge a piece of work.
pub(super) fn may_judge(
    ctx: &Ctx<'_>,
    (dao, job): (DaoId, &Job),
    by: Option<AccountId>,
) -> Result<bool, Broken> {
    let task = flow::task_of(ctx, (dao, job.task))?;
    let workers = job.workers.iter().map(|who| who.account);
    let mut parties: alloc::vec::Vec<AccountId> = workers.collect();
    parties.extend(apart(&task, job, by).iter());
    parties.extend(task.payer.person());
    parties.sort_unstable();
    parties.dedup();
    Ok(review::may_find(ctx, (dao, task.domain), &parties))
}

/// Whoever reviewed a piece of work, or may have, and whoever asks about it.
fn apart(task: &WorkTask, job: &Job, by: Option<AccountId>) -> Apart {
    let named = [Some(task.reviewer), task.second].into_iter().flatten();
    let named = named.filter_map(|reviewer| match reviewer {
        crate::work::types::Reviewer::Account { account } => Some(account),
        _ => None,
    });
    let mut all = Apart::default();
    for account in named.chain(job.reviewed_by).chain(by) {
        if !all.contains(&account) {
            // As few as there is room for.
            all.push(account);
        }
    }
    all
}

/// Those who did a piece of work, by their parts.
fn authors(job: &Job) -> Authors {
    let parts = job.workers.iter();
    let parts = parts.map(|who| AuthorPart { account: who.account, part: who.weight.into() });
    List::new(parts.collect()).unwrap_or_default()
}

/// Whether each of those who did a piece of work may still claim so much in this epoch.
///
/// # Errors
/// [`review::Refusal::ClaimedEnough`].
pub(super) fn fits(
    ctx: &Ctx<'_>,
    (dao, job): (DaoId, &Job),
    size: Span,
) -> Result<(), review::Refusal> {
    review::fits(ctx, dao, &authors(job), size)
}

/// What a panel is told of a piece of work.
fn new(ctx: &Ctx<'_>, (dao, job): (DaoId, &Job), by: Option<AccountId>) -> Result<New, Broken> {
    let task = flow::task_of(ctx, (dao, job.task))?;
    let authors = authors(job);
    let first = job.workers.first().map_or(AccountId(0), |who| who.account);
    let of =
        |skill: &crate::work::types::Skill| SkillPart { skill: skill.skill, weight: skill.weight };
    let skills = List::new(task.skills.iter().map(of).collect()).unwrap_or_default();
    let is_part = job.part > 0 || !task.milestones.is_empty();
    Ok(New {
        domain: task.domain,
        kind: if is_part { Kind::Milestone } else { Kind::Bounty },
        size: size(ctx, dao, (&task, job)),
        // A month that is handed in by itself is judged by what was to be done.
        work: job.work.unwrap_or(task.brief),
        skills,
        authors,
        by: by.filter(|by| job.is_by(*by)).unwrap_or(first),
        payer: task.payer.person(),
    })
}

/// The most work that a piece of work may be said to have been.
pub(super) fn size(ctx: &Ctx<'_>, dao: DaoId, (task, job): (&WorkTask, &Job)) -> Span {
    let most = dao::span(ctx.state, dao, &review::charter::LARGEST);
    points::size(task, job).min(most)
}

/// Lets a panel be drawn for a piece of work. What waits for one pays it; where it decides before anybody
/// was paid for a review, that fee does so as well.
fn open(
    ctx: &mut Ctx<'_>,
    key: Key,
    (by, decides): (Option<AccountId>, bool),
) -> Result<u64, Broken> {
    let mut job = flow::job_of(ctx, key)?;
    let evidence = new(ctx, (key.0, &job), by)?;
    open_sized(ctx, key, (&mut job, evidence), (by, decides))
}

/// The same, for what is said to have been so much work.
pub(super) fn claim(
    ctx: &mut Ctx<'_>,
    key: Key,
    (by, size): (AccountId, Span),
) -> Result<u64, Broken> {
    let mut job = flow::job_of(ctx, key)?;
    let new = New { size, ..new(ctx, (key.0, &job), Some(by))? };
    open_sized(ctx, key, (&mut job, new), (Some(by), false))
}

fn open_sized(
    ctx: &mut Ctx<'_>,
    key: Key,
    (job, new): (&mut Job, New),
    (by, decides): (Option<AccountId>, bool),
) -> Result<u64, Broken> {
    let dao = key.0;
    let task = flow::task_of(ctx, (dao, job.task))?;
    let row = judgement(ctx, key);
    let budget = match row.budget {
        Some(budget) => Some(budget),
        None => set_aside(ctx, key, (&task, job), decides)?,
    };
    if let Some(due) = row.due {
        ctx.cancel(due);
    }
    let asked = (apart(&task, job, by), budget);
    let evidence = match row.evidence.filter(|_| row.trusted) {
        Some(evidence) => {
            review::rejudge(ctx, (dao, evidence), asked);
            evidence
        }
        None => review::open_panel(ctx, dao, new, asked)?,
    };
    let until = Some(row.until.unwrap_or_else(|| charter::until(ctx, dao, &CLAIM)));
    let (evidence_row, dispute) = (Some(evidence), judgement(ctx, key).dispute);
    let row = Judgement { evidence: evidence_row, decides, until, dispute, ..Judgement::default() };
    ctx.state.work.judgements.put(key, row);
    ctx.emit(&Event::PanelAsked { dao, job: key.1, evidence, decides });
    Ok(evidence)
}

/// Puts what waits for a panel into an escrow of its own, if anything does.
fn set_aside(
    ctx: &mut Ctx<'_>,
    key: Key,
    (task, job): (&WorkTask, &mut Job),
    with_fee: bool,
) -> Result<Option<Budget>, Broken> {
    let mut units = core::mem::take(&mut job.panel);
    if with_fee {
        units = units.saturating_add(core::mem::take(&mut job.fee));
    }
    if units == 0 {
        return Ok(None);
    }
    let escrow = escrow::divide(ctx, (key.0, task.escrow), units)?;
    ctx.state.work.jobs.put(key, job.clone());
    let sum = Amount { asset: task.reward.asset, units };
    Ok(Some(Budget { escrow, sum }))
}

/// A piece of work was accepted: it goes before a panel, or what waits for one is kept as long as one can
/// be asked for.
///
/// # Errors
/// [`Broken`] where less lies in trust, or a sequence is used up.
pub(crate) fn accepted(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let (dao, mut job) = (key.0, flow::job_of(ctx, key)?);
    if judgement(ctx, key).evidence.is_some() {
        return Ok(());
    }
    trust(ctx, key, &job)?;
    let task = flow::task_of(ctx, (dao, job.task))?;
    if is_picked(ctx, key, &task) && may_judge(ctx, (dao, &job), None)? {
        return open(ctx, key, (None, false)).map(|_| ());
    }
    let budget = set_aside(ctx, key, (&task, &mut job), false)?;
    let until = charter::until(ctx, dao, &CLAIM);
    let due = ctx.schedule(due_at(until), Some(dao), &ClaimDue { dao, job: key.1 });
    let row = judgement(ctx, key);
    let row = Judgement { budget, until: Some(until), due: Some(due), ..row };
    ctx.state.work.judgements.put(key, row);
    Ok(())
}

/// Whether accepted work is judged by itself: it is large, or drawn as a sample by the beacon, which
/// nobody knows when it is handed in.
fn is_picked(ctx: &Ctx<'_>, (dao, number): Key, task: &WorkTask) -> bool {
    let Ok(job) = flow::job_of(ctx, (dao, number)) else { return false };
    if task.size == 0 {
        return false;
    }
    if points::size(task, &job) >= dao::span(ctx.state, dao, &JUDGED) {
        return true;
    }
    let parts = [dao.0.to_be_bytes(), number.to_be_bytes()].concat();
    let drawn = sha256(&[b"aluma sample v1", &ctx.env.beacon.0, &parts]);
    points::is_sampled(&drawn, dao::share(ctx.state, dao, &SAMPLED))
}

/// Lets the payer's word alone bring each worker points, as far as the charter trusts it.
fn trust(ctx: &mut Ctx<'_>, key: Key, job: &Job) -> Result<(), Broken> {
    let dao = key.0;
    let most = charter::trusted(ctx.state, dao);
    if most == 0 {
        return Ok(());
    }
    let task = flow::task_of(ctx, (dao, job.task))?;
    let mut evidence = new(ctx, (dao, job), None)?;
    evidence.size = review::held(ctx, dao, &evidence.authors, evidence.size);
    let epoch = reputation::present_epoch(ctx, dao);
    let quality = job.quality.unwrap_or(WHOLE).min(WHOLE);
    let worth = points::by_word(review::worth(evidence.size), quality);
    let mut micro = List::default();
    for (account, part) in points::shares(worth, &job.workers) {
        let at = (dao, task.payer.record(), account);
        let row = ctx.state.work.trusts.get(&at).copied().unwrap_or_default();
        let had = if row.epoch == epoch { row.micro } else { 0 };
        let more = part.min(most.saturating_sub(had));
        let row = Trusted { epoch, micro: had.saturating_add(more) };
        ctx.state.work.trusts.put(at, row);
        micro.push(more);
    }
    if micro.iter().all(|micro| *micro == 0) {
        return Ok(());
    }
    let quality = points::of_hundred(quality);
    let evidence = review::trust(ctx, dao, (evidence, quality), micro)?;
    let row = Judgement { evidence: Some(evidence), trusted: true, ..Judgement::default() };
    ctx.state.work.judgements.put(key, row);
    ctx.emit(&Event::PayerTrusted { dao, job: key.1, evidence });
    Ok(())
}

/// Nobody asked for a panel in time: what was set aside for one returns.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn unclaimed(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let row = judgement(ctx, key);
    ctx.state.work.judgements.put(key, Judgement { budget: None, due: None, ..row });
    match row.budget {
        Some(budget) => escrow::give_back(ctx, (key.0, budget.escrow), budget.sum.units),
        None => Ok(()),
    }
}

/// A panel judged something, or could not: where a decision on a piece of work waits for that, it is made.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn judged(ctx: &mut Ctx<'_>, dao: DaoId, evidence: u64) -> Result<(), Broken> {
    let finding = review::finding(ctx.state, (dao, evidence));
    let number = ctx.state.work.judgements.index().job((dao, evidence));
    let Some(number) = number.filter(|_| finding != Finding::Open) else { return Ok(()) };
    let (key, row) = ((dao, number), judgement(ctx, (dao, number)));
    // What others issue stays behind where a community leaves, and work that it pays with it.
    let Some(job) = ctx.state.work.jobs.get(&key).cloned() else { return Ok(()) };
    let hearing = match job.stage {
        Stage::Hearing { matter, .. } if row.decides => Some(matter),
        _ => None,
    };
    let decides = hearing.is_some();
    match finding {
        Finding::Found { quality } => {
            ctx.state.work.judgements.put(key, Judgement { decides: false, ..row });
            let Some(matter) = hearing else { return Ok(()) };
            let least = reputation::least_quality(ctx.state, dao);
            let whole_from = charter::whole_from(ctx.state, dao);
            let quality = points::as_agreed(quality, (least, whole_from));
            let accepted = quality > 0;
            let decision =
                Decision { accepted, quality: Some(quality), silent: false, reason: None };
            decided(ctx, key, (job, matter), decision)?;
            // Nobody disputes what a panel found: it would only be asked again.
            let job = flow::job_of(ctx, key)?;
            let is_accepted = matches!(job.stage, Stage::Accepted { .. });
            if is_accepted { flow::pay(ctx, key, job) } else { Ok(()) }
        }
        _ => {
            // It may be claimed anew, within its time.
            ctx.emit(&Event::PanelMissing { dao, job: number, decides });
            let evidence = row.evidence.filter(|_| review::is_judged(ctx.state, (dao, evidence)));
            let trusted = evidence.is_some();
            ctx.state
                .work
                .judgements
                .put(key, Judgement { decides: false, evidence, trusted, ..row });
            if let Some(matter) = hearing {
                let until = charter::until(ctx, dao, &HEARING);
                flow::turn(ctx, key, job, Stage::Hearing { matter, until });
            }
            Ok(())
        }
    }
}

/// A decision.
pub(crate) struct Decision {
    pub(crate) accepted: bool,
    /// In thousandths of what was agreed; as agreed where nothing is said of it.
    pub(crate) quality: Option<u16>,
    /// Whether nobody decided in time.
    pub(crate) silent: bool,
    pub(crate) reason: Option<Reason>,
}

impl Decision {
    /// What holds where nobody decides.
    pub(crate) const SILENCE: Self =
        Self { accepted: true, quality: None, silent: true, reason: None };
}

/// Remembers who disputes an acceptance, and takes what they stake: now, for until it is decided it could
/// be lost to others, or fade.
///
/// # Errors
/// [`Broken`] where a sequence is used up.
pub(super) fn stake(
    ctx: &mut Ctx<'_>,
    key: Key,
    (by, points, domain): (AccountId, u64, Option<u32>),
) -> Result<(), Broken> {
    let penalty = match points.saturating_mul(POINT) {
        0 => None,
        micro => Some(reputation::slash(ctx, (key.0, domain, by), micro)?),
    };
    let dispute = Some(Disputed { by, points, penalty });
    ctx.state.work.judgements.put(key, Judgement { dispute, ..judgement(ctx, key) });
    Ok(())
}

/// What was staked in a dispute is given back, or lost where others found that it was without cause. Who
/// pays for the work staked none: there it is told of them as payers. Nobody loses by silence.
fn settle(ctx: &mut Ctx<'_>, key: Key, job: &Job, in_vain: bool) -> Result<(), Broken> {
    let (dao, row) = (key.0, judgement(ctx, key));
    let Some(Disputed { by, points, penalty }) = row.dispute else { return Ok(()) };
    ctx.state.work.judgements.put(key, Judgement { dispute: None, ..row });
    let task = flow::task_of(ctx, (dao, job.task))?;
    match penalty {
        Some(penalty) => {
            if !in_vain {
                reputation::restore(ctx, dao, penalty)?;
            }
            ctx.emit(&Event::StakeSettled { dao, job: key.1, account: by, points, lost: in_vain });
        }
        None if in_vain && task.payer.person() == Some(by) => {
            flow::update_payer(ctx, (dao, task.payer.record()), |mut row| {
                row.lost = row.lost.saturating_add(1);
                row
            });
        }
        None => {}
    }
    Ok(())
}

/// It was decided about what a piece of work was accepted for: it is paid at once, and never for less.
fn heard(ctx: &mut Ctx<'_>, key: Key, mut job: Job, decision: Decision) -> Result<(), Broken> {
    let found = if decision.accepted { decision.quality.unwrap_or(WHOLE) } else { 0 };
    job.quality = job.quality.max(Some(found));
    flow::pay(ctx, key, job)
}

/// It was decided about a piece of work. Accepted by the members after an appeal or without a review, it
/// is held as any other; after a dispute, or an appeal against what it was accepted for, it is paid at once.
/// Otherwise its money returns.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn decided(
    ctx: &mut Ctx<'_>,
    key: Key,
    (job, matter): (Job, Matter),
    decision: Decision,
) -> Result<(), Broken> {
    let (dao, number) = key;
    let Decision { accepted, quality, silent, reason } = decision;
    ctx.emit(&Event::WorkDecided { dao, job: number, matter, accepted, silent, reason });
    settle(ctx, key, &job, accepted && !silent)?;
    if matter == Matter::Appeal && job.quality.is_some() {
        return heard(ctx, key, job, decision);
    }
    if !accepted {
        let at = ctx.now();
        return flow::end(ctx, key, &job, Stage::Refused { at });
    }
    if matter == Matter::Dispute {
        return flow::pay(ctx, key, job);
    }
    if matter == Matter::Appeal && !silent {
        let payer = flow::task_of(ctx, (dao, job.task))?.payer.record();
        flow::update_payer(ctx, (dao, payer), |mut row| {
            row.lost = row.lost.saturating_add(1);
            row
        });
    }
    flow::accept(ctx, key, job, quality.unwrap_or(WHOLE))
}
