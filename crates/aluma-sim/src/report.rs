//! What a run prints.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::counts::{Count, Counts, refusal_name};

/// What broke.
#[derive(Debug)]
pub struct Broken {
    /// In which seed.
    pub seed: u64,
    /// The law, model or comparison.
    pub law: String,
    /// What was seen.
    pub detail: String,
    /// At which height of the shortened run.
    pub height: u64,
    /// The steps that lead there, as few as were found.
    pub steps: Vec<String>,
}

/// What a whole run came to.
#[derive(Debug)]
pub struct Report {
    /// The first seed.
    pub seed: u64,
    /// How many seeds were run.
    pub seeds: u64,
    /// How many blocks each.
    pub blocks: u64,
    /// The mistake that was put in.
    pub inject: Option<String>,
    /// Seeds with their state roots at the end.
    pub roots: Vec<(u64, String)>,
    /// What was accepted and refused.
    pub counts: Counts,
    /// What broke.
    pub broken: Option<Broken>,
    /// What a run of this length should have seen and did not.
    pub missing: Vec<String>,
}

impl Report {
    /// Whether every law held and enough was seen.
    pub fn is_good(&self) -> bool {
        self.broken.is_none() && self.missing.is_empty()
    }

    /// As JSON: no times, so that one seed prints the same bytes.
    pub fn json(&self) -> String {
        let broken = self.broken.as_ref().map(|broken| {
            json!({
                "seed": broken.seed,
                "law": broken.law,
                "detail": broken.detail,
                "height": broken.height,
                "steps": broken.steps,
            })
        });
        let roots: Vec<Value> =
            self.roots.iter().map(|(seed, root)| json!({ "seed": seed, "root": root })).collect();
        let whole = json!({
            "seed": self.seed,
            "seeds": self.seeds,
            "blocks": self.blocks,
            "inject": self.inject,
            "executed": self.counts.blocks,
            "actions": table(self.counts.actions.iter()),
            "tasks": table(self.counts.tasks.iter()),
            "inadmissible": self.counts.inadmissible,
            "failed": codes(&self.counts.failed),
            "facts": self.counts.facts,
            "never_accepted": self.counts.never_accepted(),
            "missing": self.missing,
            "roots": roots,
            "broken": broken,
        });
        whole.to_string()
    }

    /// For people.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{:<22}{:>10}{:>10}  refused", "action", "accepted", "enacted");
        for (name, count) in &self.counts.actions {
            line(&mut text, name, count);
        }
        let _ = writeln!(text, "{:<22}{:>10}", "task", "run");
        for (name, count) in &self.counts.tasks {
            line(&mut text, name, count);
        }
        let lists = [("inadmissible", &self.counts.inadmissible), ("facts", &self.counts.facts)];
        for (title, list) in lists {
            let _ = writeln!(text, "{title}");
            for (name, times) in list {
                let _ = writeln!(text, "  {name} {times}");
            }
        }
        let never = self.counts.never_accepted();
        if !never.is_empty() {
            let _ = writeln!(text, "never accepted: {}", never.join(", "));
        }
        for missing in &self.missing {
            let _ = writeln!(text, "BELOW THE FLOOR: never {missing}");
        }
        for (seed, root) in &self.roots {
            let _ = writeln!(text, "seed {seed} ends at root {root}");
        }
        match &self.broken {
            None => {
                let _ = writeln!(text, "{} blocks; every law held", self.counts.blocks);
            }
            Some(broken) => {
                let Broken { seed, law, detail, height, steps } = broken;
                let _ = writeln!(text, "BROKEN in seed {seed} at block {height}: {law}: {detail}");
                steps.iter().for_each(|step| {
                    let _ = writeln!(text, "{step}");
                });
            }
        }
        text
    }
}

/// How often each refusal came, by its number and name.
fn codes(refused: &BTreeMap<u16, u64>) -> Value {
    let named =
        |(code, times): (&u16, &u64)| (format!("{code} {}", refusal_name(*code)), json!(times));
    Value::Object(refused.iter().map(named).collect())
}

fn table<'a>(rows: impl Iterator<Item = (&'a &'static str, &'a Count)>) -> Value {
    let mut table = Map::new();
    for (name, count) in rows {
        let refused = codes(&count.refused);
        let row = json!({
            "accepted": count.accepted,
            "enacted": count.enacted,
            "refused": refused,
        });
        table.insert((*name).to_owned(), row);
    }
    Value::Object(table)
}

fn line(text: &mut String, name: &str, count: &Count) {
    let codes: Vec<String> = count
        .refused
        .iter()
        .map(|(code, times)| format!("{} {times}", refusal_name(*code)))
        .collect();
    let (accepted, enacted) = (count.accepted, count.enacted);
    let _ = writeln!(text, "{name:<22}{accepted:>10}{enacted:>10}  {}", codes.join(", "));
}
