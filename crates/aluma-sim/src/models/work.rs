//! Work, naively: how each piece of work goes from stage to stage and until when it may wait, who reviews
//! it, what a panel that decides found, and what is paid for it, from facts and signed acts alone.

use std::collections::BTreeMap;

use super::governance::charter::Parameters;
use super::{Checked, same};
use crate::digest::{Decoded, Deed, Digest};
use crate::fields::Fields;
use crate::ledger::Ledger;

const STAGES: &str = "work: a piece of work goes from stage to stage as it may, and no other way";
const WAITS: &str = "work: nothing waits longer than its last moment";
const PAID: &str = "work: what is paid is the price, by the quality that was said of it";
const OWN: &str = "work: nobody reviews what they do, nor does what they pay for";
const PANELS: &str = "work: a panel that decides is heard, and nobody else while it sits";

/// Blocks after its last moment in which something may still wait: a block runs so much and no more.
const SLACK: u32 = 20;

/// What may follow a stage.
const WAYS: &[(&str, &[&str])] = &[
    ("new", &["waiting", "assigned", "accepted"]),
    ("waiting", &["assigned", "refused", "abandoned", "released", "cancelled"]),
    ("assigned", &["assigned", "submitted", "released", "abandoned", "notice"]),
    ("submitted", &["submitted", "changing", "rejected", "accepted", "hearing"]),
    ("changing", &["submitted", "abandoned"]),
    ("rejected", &["hearing", "refused"]),
    ("hearing", &["hearing", "accepted", "refused", "paid"]),
    ("accepted", &["hearing", "paid"]),
    ("notice", &["cancelled"]),
];

#[derive(Clone, Debug)]
struct Job {
    stage: &'static str,
    until: Option<u64>,
    late: u32,
    price: u128,
    /// What it is to be paid, where that follows from what was said of it.
    due: Option<u128>,
    /// What it is to be paid at least: it was accepted for so much, whatever others find on an appeal.
    floor: u128,
    /// Whether a part of the price was passed on: then it may come back.
    passed_on: bool,
    workers: Vec<u64>,
    /// The panel that decides about it.
    panel: Option<u64>,
}

/// Every piece of work by its DAO and number.
#[derive(Debug, Default)]
pub struct Model {
    jobs: BTreeMap<(u64, u64), Job>,
    payers: BTreeMap<(u64, u64), u64>,
    /// Qualities that panels found, in millionths of one of a hundred, by DAO and number.
    found: BTreeMap<(u64, u64), u64>,
}

impl Model {
    /// Follows a block and holds what it told against what may be.
    ///
    /// # Errors
    /// The first difference.
    pub fn follow(&mut self, digest: &Digest, ledger: &Ledger) -> Checked {
        for deed in digest.deeds.iter().filter(|deed| deed.is_done()) {
            self.acts(deed)?;
            for told in &deed.facts {
                let (dao, fields) = (told.dao.unwrap_or(0), told.fact.fields());
                self.told((dao, told.fact.name), &fields, ledger)?;
            }
        }
        let now = digest.time.0;
        for (key, job) in &mut self.jobs {
            job.late = if job.until.is_some_and(|until| until < now) { job.late + 1 } else { 0 };
            if job.late > SLACK {
                return Err((WAITS, format!("{} work {key:?} since {:?}", job.stage, job.until)));
            }
        }
        Ok(())
    }

    /// What people and communities said about work.
    fn acts(&mut self, deed: &Deed) -> Checked {
        if let Some(act) = &deed.act {
            self.act((None, deed.account()), act)?;
        }
        if let Some(enacted) = &deed.enacted {
            for act in &enacted.acts {
                self.act((Some(enacted.dao), None), act)?;
            }
        }
        Ok(())
    }

    fn act(&mut self, (dao, by): (Option<u64>, Option<u64>), act: &Decoded) -> Checked {
        let fields = act.fields();
        let dao = dao.or(fields.number("dao")).unwrap_or(0);
        let key = (dao, fields.number("job").unwrap_or(0));
        match act.name {
            "publish-task" => {
                let from = fields.number("from_job").and_then(|job| self.jobs.get_mut(&(dao, job)));
                from.into_iter().for_each(|job| job.passed_on = true);
            }
            "review-work" => {
                let Some(job) = self.jobs.get_mut(&key) else { return Ok(()) };
                let is_own = by.is_some_and(|by| job.workers.contains(&by));
                same(OWN, || format!("work {key:?} reviewed by {by:?}"), (is_own, false))?;
                if let Some(("accept", said)) = fields.variant("verdict") {
                    let quality = said.uint("quality").unwrap_or(0).min(1_000);
                    job.due = Some(job.price * quality / 1_000).filter(|_| !job.passed_on);
                }
            }
            "decide-work" => {
                let panel = self.jobs.get(&key).and_then(|job| job.panel);
                same(PANELS, || format!("decided about work {key:?}"), (panel, None))?;
            }
            _ => {}
        }
        Ok(())
    }

    fn told(
        &mut self,
        (dao, name): (u64, &'static str),
        fields: &Fields<'_>,
        ledger: &Ledger,
    ) -> Checked {
        let number = |name| fields.number(name).unwrap_or(0);
        let key = (dao, number("job"));
        match name {
            "task-published" => {
                let payer = fields.variant("payer").and_then(|(_, who)| who.number("account"));
                payer.map(|payer| self.payers.insert((dao, number("task")), payer));
            }
            "job-began" => {
                let workers = fields.rows("workers");
                let workers: Vec<u64> =
                    workers.iter().filter_map(|row| row.number("account")).collect();
                let payer = self.payers.get(&(dao, number("task")));
                let is_own = payer.is_some_and(|payer| workers.contains(payer));
                same(OWN, || format!("work {key:?} by {workers:?}"), (is_own, false))?;
                let price = fields.amount("price").map_or(0, |amount| amount.units);
                let job = Job {
                    stage: "new",
                    until: None,
                    late: 0,
                    price,
                    due: None,
                    floor: 0,
                    passed_on: false,
                    workers,
                    panel: None,
                };
                self.jobs.insert(key, job);
            }
            "job-turned" => self.turned(key, fields)?,
            "panel-asked" if fields.flag("decides") => {
                let evidence = fields.number("evidence");
                self.jobs.entry(key).and_modify(|job| job.panel = evidence);
            }
            "panel-missing" => {
                self.jobs.entry(key).and_modify(|job| job.panel = None);
            }
            "contribution-judged" => {
                // Whole ones of a hundred, rounded down.
                self.found.insert((dao, number("evidence")), number("quality"));
            }
            "work-decided" => self.decided(key, fields, ledger)?,
            "job-paid" => {
                let amount = fields.amount("amount").map_or(0, |amount| amount.units);
                let Some(job) = self.jobs.get(&key) else { return Ok(()) };
                if amount < job.floor {
                    return Err((PAID, format!("work {key:?}: {amount} after {}", job.floor)));
                }
                if let Some(due) = job.due {
                    same(PAID, || format!("work {key:?}"), (amount, due))?;
                } else if !job.passed_on && amount > job.price {
                    return Err((PAID, format!("work {key:?}: {amount} of {}", job.price)));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn turned(&mut self, key: (u64, u64), fields: &Fields<'_>) -> Checked {
        let Some((stage, inside)) = fields.variant("stage") else { return Ok(()) };
        let Some(job) = self.jobs.get_mut(&key) else { return Ok(()) };
        let ways = WAYS.iter().find(|(from, _)| *from == job.stage).map(|(_, ways)| *ways);
        if !ways.is_some_and(|ways| ways.contains(&stage)) {
            return Err((STAGES, format!("work {key:?}: from {} to {stage}", job.stage)));
        }
        (job.stage, job.until, job.late) = (stage, inside.number("until"), 0);
        if let Some(note) = inside.number("note_until") {
            job.until = job.until.map(|until| until.min(note));
        }
        match stage {
            "refused" | "abandoned" | "released" | "cancelled" => job.until = None,
            // Whatever is paid for a task that was taken back is no price.
            "notice" => job.due = None,
            _ => {}
        }
        Ok(())
    }

    /// What a panel found is what was decided.
    fn decided(&mut self, key: (u64, u64), fields: &Fields<'_>, ledger: &Ledger) -> Checked {
        let Some(job) = self.jobs.get_mut(&key) else { return Ok(()) };
        let panel = job.panel.take();
        if matches!(fields.variant("matter"), Some(("appeal", _))) {
            // More than it was accepted for may come of it.
            job.floor = job.due.take().unwrap_or(0);
        }
        if fields.flag("silent") {
            return Ok(());
        }
        let is_dispute = matches!(fields.variant("matter"), Some(("dispute", _)));
        let accepted = fields.flag("accepted");
        let quality = panel.and_then(|evidence| self.found.get(&(key.0, evidence)).copied());
        let Some(quality) = quality else { return Ok(()) };
        let rules = Parameters::read(ledger, key.0).unwrap_or_default();
        let least = rules.number("reputation.least-quality") as u64;
        if quality != least {
            same(PANELS, || format!("work {key:?}: {quality}"), (accepted, quality > least))?;
        }
        if !is_dispute {
            job.due = None;
        }
        Ok(())
    }
}
