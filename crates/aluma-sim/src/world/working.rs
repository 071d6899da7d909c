//! What people work on for each other: tasks, and whatever comes next in each piece of work.

use aluma_core::work::rules::money::seal;
use aluma_types::value::Value;
use aluma_types::{AccountId, Act, Hash32};

use super::director::{DAY, Intent, Who, anybody, member};
use super::values::{Fixed, Maker};
use crate::fields::Fields;

/// A task, as far as a workload needs to know.
#[derive(Clone, Debug)]
pub struct Offered {
    /// Its number.
    pub task: u64,
    /// Who pays, where an account does.
    pub payer: Option<u64>,
    /// Who applied, or entered.
    pub offers: Vec<u64>,
    /// How far it has come.
    pub stage: &'static str,
}

/// A piece of work that is not over.
#[derive(Clone, Debug)]
pub struct Doing {
    /// Its number.
    pub job: u64,
    /// Its task.
    pub task: u64,
    /// Who does it.
    pub workers: Vec<u64>,
    /// How far it has come.
    pub stage: &'static str,
}

/// What is known of what a community works on.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// Tasks that are not over.
    pub tasks: Vec<Offered>,
    /// Work that is not over.
    pub jobs: Vec<Doing>,
}

impl Work {
    /// Learns a fact.
    pub fn learn(&mut self, name: &str, fields: &Fields<'_>) {
        let (task, job) = (fields.number("task"), fields.number("job"));
        let stage = fields.variant("stage").map(|(stage, _)| stage);
        match (name, task, job) {
            ("task-published", Some(task), _) => {
                let payer = fields.variant("payer").and_then(|(_, payer)| payer.number("account"));
                let stage = "open";
                self.tasks.push(Offered { task, payer, offers: Vec::new(), stage });
            }
            ("offer-made", Some(task), _) => {
                let row = self.tasks.iter_mut().find(|row| row.task == task);
                let account = fields.number("account");
                row.into_iter().for_each(|row| row.offers.extend(account));
            }
            ("task-turned", Some(task), _) => {
                let stage = stage.unwrap_or("closed");
                let row = self.tasks.iter_mut().find(|row| row.task == task);
                row.into_iter().for_each(|row| row.stage = stage);
                self.tasks.retain(|row| row.stage != "closed");
            }
            ("job-began", Some(task), Some(job)) => {
                let workers = fields.rows("workers");
                let workers = workers.iter().filter_map(|row| row.number("account")).collect();
                self.jobs.push(Doing { job, task, workers, stage: "waiting" });
            }
            ("job-turned", _, Some(job)) => {
                let stage = stage.unwrap_or("paid");
                let row = self.jobs.iter_mut().find(|row| row.job == job);
                row.into_iter().for_each(|row| row.stage = stage);
                let over = ["paid", "refused", "abandoned", "released", "cancelled"];
                self.jobs.retain(|row| !over.contains(&row.stage));
            }
            _ => {}
        }
    }

    /// Whether anything waits for a decision.
    pub fn is_heard(&self) -> bool {
        self.jobs.iter().any(|row| row.stage == "hearing")
    }
}

/// What somebody does about work.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let work = maker.world.communities.get(&maker.dao?)?.work.clone();
    if work.tasks.len() < 2 || maker.rng.percent(15) {
        let by = if maker.rng.percent(95) { member(maker)? } else { anybody(maker) };
        return Some((Who::Account(by), publish(maker, Some(by))?));
    }
    if let Some(row) = maker.rng.pick_late(&work.jobs).cloned()
        && maker.rng.percent(55)
    {
        return go_on(maker, &work, &row);
    }
    let row = maker.rng.pick_late(&work.tasks)?.clone();
    about_task(maker, &row)
}

/// A task of somebody's own money, or of the community's.
fn publish(maker: &mut Maker<'_>, by: Option<u64>) -> Option<Act> {
    let asset = match by {
        Some(by) => {
            let held = maker.world.holding.iter().filter(|(account, _)| *account == by);
            let held: Vec<u64> = held.map(|(_, asset)| *asset).collect();
            *maker.rng.pick(&held)?
        }
        None => super::director::asset(maker)?,
    };
    let units = u128::from(maker.rng.within(1, 40));
    let reward = Value::Amount(aluma_types::Amount { asset: aluma_types::AssetId(asset), units });
    let people = [member(maker)?, member(maker)?];
    let account = || vec![("account", Maker::account(people[0]))];
    let mode = match maker.rng.below(12) {
        0..=4 => Fixed::Variant("claim", vec![("places", Fixed::number(maker.rng.within(1, 2)))]),
        5 | 6 => Fixed::choice("apply"),
        7 | 8 => {
            let prizes = Fixed::Items(vec![Fixed::number(2u32), Fixed::number(1u32)]);
            Fixed::Variant("contest", vec![("prizes", prizes)])
        }
        9 => Fixed::Variant("invite", account()),
        10 => {
            let gap = Fixed::number(DAY);
            Fixed::Variant("recurring", vec![("times", Fixed::number(2u32)), ("gap", gap)])
        }
        _ => {
            let mut fields = account();
            fields.push(("months", Fixed::number(2u32)));
            Fixed::Variant("retainer", fields)
        }
    };
    let reviewer = match maker.rng.percent(30) {
        true => Fixed::Variant("account", vec![("account", Maker::account(people[1]))]),
        false => Fixed::Nothing,
    };
    let from_job = maker.rng.percent(5).then(|| Fixed::number(maker.rng.within(1, 9)));
    let mut fixed = vec![
        ("dao", Fixed::number(maker.dao?)),
        ("mode", mode),
        ("reward", Fixed::Is(reward)),
        ("fee", Fixed::number(maker.rng.below(4))),
        ("pot", Fixed::Nothing),
        ("from_job", from_job.unwrap_or(Fixed::Nothing)),
        ("reviewer", reviewer),
        ("second", Fixed::Nothing),
        ("domain", Fixed::Nothing),
        ("parent", Fixed::Nothing),
        ("skills", Fixed::Rows(Vec::new())),
        ("milestones", Fixed::Rows(Vec::new())),
        ("sequential", Fixed::flag(false)),
        ("positive", Fixed::flag(false)),
        ("panel", Fixed::Nothing),
        ("needs", Fixed::Rows(Vec::new())),
        ("size", Fixed::number(maker.rng.below(20))),
        ("open_for", Fixed::number(maker.rng.within(1, 20) * DAY / 4)),
        ("estimate", Fixed::number(maker.rng.within(1, 20) * DAY / 4)),
        ("grace", Fixed::number(DAY)),
        ("rounds", Fixed::number(maker.rng.below(3))),
    ];
    // Now and then something of it is anything.
    if maker.rng.percent(10) {
        let at = maker.rng.below(fixed.len() as u64) as usize;
        fixed.remove(at);
    }
    maker.act("publish-task", &fixed)
}

/// What comes next in a task.
fn about_task(maker: &mut Maker<'_>, row: &Offered) -> Intent {
    let task = ("task", Fixed::number(row.task));
    let (dao, who) = (maker.dao?, member(maker)?);
    let of = ("dao", Fixed::number(dao));
    let payer = row.payer.unwrap_or(who);
    let text = Hash32([7; 32]);
    match row.stage {
        "revealing" => {
            let who = *maker.rng.pick(&row.offers)?;
            let work = Fixed::Is(Value::Body { id: text, length: 3 });
            Some((Who::Account(who), maker.act("open-entry", &[of, task, ("work", work)])?))
        }
        "judging" => {
            let winner = *maker.rng.pick(&row.offers)?;
            let winners = ("winners", Fixed::Items(vec![Maker::account(winner)]));
            Some((Who::Account(payer), maker.act("award-prizes", &[of, task, winners])?))
        }
        // Who offers waits for a choice.
        _ => match if row.offers.is_empty() || maker.rng.percent(60) {
            maker.rng.below(12)
        } else {
            8
        } {
            0..=4 => {
                let group = ("group", Fixed::Rows(Vec::new()));
                let group =
                    if maker.rng.percent(95) { vec![of, task, group] } else { vec![of, task] };
                Some((Who::Account(who), maker.act("take-task", &group)?))
            }
            5 | 6 => {
                let within = ("within", Fixed::number(DAY));
                Some((Who::Account(who), maker.act("apply-for-task", &[of, task, within])?))
            }
            7 => {
                let sealed = seal(row.task, AccountId(who), &text);
                let seal = ("seal", Fixed::Is(Value::Hash(sealed)));
                Some((Who::Account(who), maker.act("enter-contest", &[of, task, seal])?))
            }
            8 | 9 => {
                let one = maker.rng.pick(&row.offers).copied().unwrap_or(who);
                let account = ("account", Maker::account(one));
                Some((Who::Account(payer), maker.act("choose-applicant", &[of, task, account])?))
            }
            10 => {
                let one = maker.rng.pick(&row.offers).copied().unwrap_or(who);
                Some((Who::Account(one), maker.act("withdraw-offer", &[of, task])?))
            }
            _ => Some((Who::Account(payer), maker.act("cancel-task", &[of, task])?)),
        },
    }
}

/// What comes next in a piece of work.
fn go_on(maker: &mut Maker<'_>, work: &Work, row: &Doing) -> Intent {
    let of = [("dao", Fixed::number(maker.dao?)), ("job", Fixed::number(row.job))];
    let who = member(maker)?;
    let payer = work.tasks.iter().find(|task| task.task == row.task).and_then(|task| task.payer);
    let payer = payer.unwrap_or(who);
    let own = row.workers.first().copied().filter(|_| maker.rng.percent(95)).unwrap_or(who);
    let (by, name) = match row.stage {
        "assigned" => {
            let name = *maker.rng.pick(&["note-progress", "hand-in", "hand-in", "hand-back"])?;
            (own, name)
        }
        "changing" => (own, "hand-in"),
        "submitted" => (payer, "review-work"),
        "rejected" => (own, "appeal-work"),
        "accepted" if maker.rng.percent(15) => (who, "dispute-work"),
        "accepted" if maker.rng.percent(25) => (own, "claim-work"),
        "accepted" if maker.rng.percent(20) => (own, "appeal-work"),
        _ => return None,
    };
    Some((Who::Account(by), maker.act(name, &of)?))
}

/// What the members, or a role, do about work: they decide what waits for it, publish and take back.
pub(super) fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    let work = maker.world.communities.get(&maker.dao?)?.work.clone();
    let heard: Vec<u64> =
        work.jobs.iter().filter(|row| row.stage == "hearing").map(|row| row.job).collect();
    if let Some(job) = maker.rng.pick_late(&heard) {
        let fixed = [("job", Fixed::number(*job)), ("quality", Fixed::Nothing)];
        return maker.act("decide-work", &fixed);
    }
    publish(maker, None)
}
