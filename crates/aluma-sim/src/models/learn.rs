//! Learning, naively: how far everybody is, and which skills they have, followed from what was told; nobody
//! is asked too early, or ended while they have time.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checked, same};
use crate::ask::ask;
use crate::digest::{Deed, Digest, Told};
use crate::fields::Fields;
use crate::ledger::Ledger;

const TIME: &str = "learn: nobody is asked before their day, or ended while they have time";
const DRAWN: &str = "learn: nothing is drawn twice at once";
const ORDER: &str = "learn: parts follow each other";
const SKILLS: &str = "learn: somebody has the skills that they showed";
const DAY: u64 = 24 * 60 * 60 * 1_000;

/// Somebody in a course.
#[derive(Clone, Copy, Debug, Default)]
struct Learner {
    part: u64,
    stage: &'static str,
    until: u64,
}

/// Everything that was told of learning.
#[derive(Debug, Default)]
pub struct Model {
    learners: BTreeMap<(u64, u64, u64), Learner>,
    /// Levels and last moments, by DAO, account and skill.
    skills: BTreeMap<(u64, u64, u64), (u8, u64)>,
}

fn level(fields: &Fields<'_>) -> u8 {
    match fields.variant("level") {
        Some(("knows", _)) => 1,
        Some(("can-do", _)) => 2,
        Some(_) => 3,
        None => 0,
    }
}

impl Model {
    /// Follows a block and holds the skills that it touched against the ledger.
    ///
    /// # Errors
    /// The first difference.
    pub fn follow(&mut self, digest: &Digest, ledger: &Ledger) -> Checked {
        let mut touched = BTreeSet::new();
        for deed in digest.deeds.iter().filter(|deed| deed.is_done()) {
            for told in deed.facts.iter().filter(|told| told.fact.domain == "learn") {
                touched.extend(self.told(deed, told, digest.time.0)?);
            }
        }
        touched.into_iter().try_for_each(|who| self.hold(who, ledger))
    }

    /// Learns a fact of a deed; whose skills it is about.
    fn told(
        &mut self,
        deed: &Deed,
        told: &Told,
        now: u64,
    ) -> Result<Option<(u64, u64)>, (&'static str, String)> {
        let fields = told.fact.fields();
        let dao = told.dao.unwrap_or(0);
        let number = |name| fields.number(name).unwrap_or(0);
        let (account, skill) = (number("account"), number("skill"));
        let slot = (dao, account, skill);
        let until = number("until");
        match told.fact.name {
            "learning-turned" => {
                self.turned(deed, (dao, number("course"), account), &fields, now)?;
            }
            "steps-drawn" => {
                let places = fields.items("places");
                let each: BTreeSet<String> =
                    places.iter().map(|(_, place)| format!("{place:?}")).collect();
                let is = (each.len(), each.is_empty());
                same(DRAWN, || format!("{slot:?}"), (is, (places.len(), false)))?;
            }
            "skill-mastered" => {
                let now = (level(&fields), until);
                let before = self.skills.insert(slot, now).unwrap_or_default();
                let is_more = now.0 >= before.0 && now.1 >= before.1;
                same(SKILLS, || format!("{slot:?} falls"), (is_more, true))?;
            }
            "skill-refreshed" => self.skills.entry(slot).or_default().1 = until,
            "skill-lost" => {
                self.skills.remove(&slot);
            }
            _ => return Ok(None),
        }
        Ok((account > 0).then_some((dao, account)))
    }

    fn turned(
        &mut self,
        deed: &Deed,
        who: (u64, u64, u64),
        fields: &Fields<'_>,
        now: u64,
    ) -> Checked {
        let Some((stage, of)) = fields.variant("stage") else { return Ok(()) };
        let part = fields.number("part").unwrap_or(0);
        let until = of.number("until").unwrap_or(0);
        let before = self.learners.insert(who, Learner { part, stage, until });
        let before = before.unwrap_or_default();
        let at = || format!("{who:?} from {before:?} to {stage} in part {part}");
        let judged = |name| deed.told(name).next().is_some();
        match (before.stage, stage) {
            ("resting", "drawing") => same(TIME, at, (now > before.until, true)),
            ("proving" | "practical", "lapsed") if !judged("reward-judged") => {
                same(TIME, at, (now > before.until, true))
            }
            (_, "proving") => {
                let days = if part == 0 { 30 } else { 14 };
                same(TIME, at, (until, now + days * DAY))
            }
            ("judged", "resting") => same(ORDER, at, ((part, until), (2, now + 7 * DAY))),
            ("proving", "resting") => same(ORDER, at, (part, before.part + 1)),
            ("proving", "practical") => same(ORDER, at, ((part, before.part), (1, 0))),
            _ => Ok(()),
        }
    }

    /// Holds somebody's skills against the ledger.
    fn hold(&self, (dao, account): (u64, u64), ledger: &Ledger) -> Checked {
        let params = [("dao", dao), ("account", account)];
        let mut readers = [None, Some(account)].into_iter();
        let answer = readers.find_map(|reader| ask(ledger, reader, ("masteries", &params)));
        let Some(answer) = answer else { return Ok(()) };
        let rows = answer.fields().rows("masteries");
        let is: Vec<(u64, u8, u64)> = rows
            .iter()
            .map(|row| {
                (row.number("skill").unwrap_or(0), level(row), row.number("until").unwrap_or(0))
            })
            .collect();
        let range = (dao, account, 0)..=(dao, account, u64::MAX);
        let expected = self.skills.range(range);
        let expected: Vec<_> =
            expected.map(|((.., skill), (level, until))| (*skill, *level, *until)).collect();
        same(SKILLS, || format!("{account} in {dao}"), (is, expected))
    }
}
