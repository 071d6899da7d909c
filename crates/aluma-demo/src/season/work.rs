//! What people do for each other: tasks, contributions and who judges them, praise, and rounds.

use aluma_types::Span;
use serde_json::{Value as Json, json};

use super::Community;
use crate::step::{Panel, Sitting, Step, made};

/// The role that offers work and opens rounds: the second of each community, its founder's.
const ROLE: u32 = 2;

/// A task in words.
#[derive(Clone, Copy)]
pub(super) struct Task<'t> {
    pub(super) title: &'t str,
    pub(super) brief: &'t str,
    /// What one place pays, such as `75 EUR`.
    pub(super) reward: &'t str,
    /// Who says whether it is good.
    pub(super) reviewer: &'t str,
    /// How many hours it is.
    pub(super) size: u32,
    /// How many days it may wait.
    pub(super) open_for: u32,
}

/// A piece of work that goes well: who does it, how many days ago it is offered, and what they say when
/// they hand it in. It is taken within a day, handed in on the next, accepted on the third.
#[derive(Clone, Copy)]
pub(super) struct Done<'t> {
    pub(super) by: &'t str,
    pub(super) days: u64,
    pub(super) says: &'t str,
}

/// What is given without pay.
#[derive(Clone, Copy)]
pub(super) struct Gift<'t> {
    pub(super) by: &'t str,
    /// How many hours ago it is claimed.
    pub(super) at: u64,
    /// How many hours it took.
    pub(super) size: u64,
    pub(super) domain: Option<u32>,
    pub(super) words: &'t str,
}

/// A mode of work that whoever comes first takes.
pub(super) fn places(count: u32) -> Json {
    json!({ "claim": { "places": count } })
}

/// What a panel finds, and what some of it say.
pub(super) const fn finds(quality: u8, hours: u64, reasons: &'static [&'static str]) -> Panel {
    Panel { quality, size: Span::hours(hours), reasons, who: Sitting::Everybody }
}

impl Community<'_> {
    /// By the role for work.
    pub(super) fn by_role(&mut self, hours: u64, label: &str, act: Json) {
        let founder = self.members[0].clone();
        let fields = json!({ "dao": self.dao(), "role": ROLE, "actions": [act] });
        self.step(Step::new(hours, &founder, "act-by-role", fields).called(label));
    }

    /// Offers work out of the general pot; `more` has further fields.
    pub(super) fn offer(
        &mut self,
        hours: u64,
        label: &str,
        task: Task<'_>,
        mode: Json,
        more: &Json,
    ) {
        let mut act = json!({
            "action": "publish-task", "dao": self.dao(), "title": task.title, "brief": task.brief,
            "mode": mode, "reward": task.reward, "size": task.size,
            "reviewer": { "account": { "account": format!("@{}", task.reviewer) } },
            "open_for": format!("{}d", task.open_for),
            "estimate": format!("{}d", 3 + task.size / 4),
            "skills": [], "needs": [], "milestones": [], "sequential": false, "positive": false,
            "outside": false,
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            act[name] = value.clone();
        }
        self.by_role(hours, label, act);
    }

    pub(super) fn take(&mut self, hours: u64, by: &str, task: &str, job: &str) {
        let fields = json!({ "dao": self.dao(), "task": made(task), "group": [] });
        self.step(Step::new(hours, by, "take-task", fields).called(job).minutes_later(25));
    }

    pub(super) fn note(&mut self, hours: u64, by: &str, job: &str, words: &str) {
        let fields = json!({ "dao": self.dao(), "job": made(job), "words": words });
        self.step(Step::new(hours, by, "note-progress", fields).minutes_later(35));
    }

    pub(super) fn hand_in(
        &mut self,
        hours: u64,
        by: &str,
        job: &str,
        work: &str,
        next: Option<&str>,
    ) {
        let fields = json!({ "dao": self.dao(), "job": made(job), "work": work, "handover": next });
        self.step(Step::new(hours, by, "hand-in", fields).minutes_later(50));
    }

    /// A reviewer's word: `accept`, `change` or `reject`.
    pub(super) fn review(&mut self, hours: u64, by: &str, job: &str, verdict: &str, reason: &str) {
        let verdict = match verdict {
            "accept" => json!({ "accept": { "quality": 1_000 } }),
            other => json!(other),
        };
        let reason = Some(reason).filter(|reason| !reason.is_empty());
        let fields =
            json!({ "dao": self.dao(), "job": made(job), "verdict": verdict, "reason": reason });
        self.step(Step::new(hours, by, "review-work", fields).minutes_later(15));
    }

    /// Work from offer to acceptance; the pay comes three days later.
    pub(super) fn done(&mut self, label: &str, task: Task<'_>, done: Done<'_>) {
        let from = done.days * 24;
        let job = format!("{label}-job");
        self.offer(from, label, task, places(1), &json!({}));
        self.take(from - 20, done.by, label, &job);
        self.hand_in(from - 40, done.by, &job, done.says, None);
        self.review(from - 64, task.reviewer, &job, "accept", "");
    }

    /// The same, and a panel judges it, so that it brings points.
    pub(super) fn done_well(&mut self, label: &str, task: Task<'_>, done: Done<'_>, panel: Panel) {
        self.done(label, task, done);
        let (hours, evidence) = (done.days * 24 - 66, format!("{label}-judged"));
        let job = made(&format!("{label}-job"));
        let fields = json!({ "dao": self.dao(), "job": job, "size": null });
        self.step(Step::new(hours, done.by, "claim-work", fields).called(&evidence));
        self.judged(hours, &evidence, panel);
    }

    /// Says what somebody gave, which is judged afterwards.
    pub(super) fn give(&mut self, label: &str, gift: Gift<'_>) {
        let fields = json!({
            "dao": self.dao(), "domain": gift.domain, "kind": "contribution",
            "size": format!("{}h", gift.size), "work": gift.words, "hash": null, "authors": [],
            "skills": [],
        });
        let step = Step::new(gift.at, gift.by, "claim-contribution", fields).called(label);
        self.step(step.minutes_later(10));
    }

    /// The same, and a panel has judged it.
    pub(super) fn given(&mut self, label: &str, gift: Gift<'_>, panel: Panel) {
        self.give(label, gift);
        self.judged(gift.at, label, panel);
    }

    /// The panel seals its ratings the day after, and opens them on the next.
    fn judged(&mut self, asked: u64, label: &str, panel: Panel) {
        self.sealed(asked - 21, label, panel.clone());
        self.opened(asked - 38, label, panel);
    }

    /// Those who were drawn seal their ratings.
    pub(super) fn sealed(&mut self, hours: u64, label: &str, panel: Panel) {
        self.by_panel(hours, "seal-review", label, panel);
    }

    pub(super) fn opened(&mut self, hours: u64, label: &str, panel: Panel) {
        self.by_panel(hours, "reveal-review", label, panel);
    }

    fn by_panel(&mut self, hours: u64, action: &'static str, label: &str, panel: Panel) {
        let reader = self.members[0].clone();
        let fields = json!({ "dao": self.dao(), "evidence": made(label) });
        let step = Step::new(hours, &reader, action, fields);
        self.step(Step { panel: Some(panel), ..step });
    }

    /// A panel that still sits when the season ends: some have sealed, something is left for visitors,
    /// and whoever was drawn first is told of as `part`.
    pub(super) fn waits(&mut self, hours: u64, label: &str, panel: Panel, part: &str) {
        self.sealed(hours, label, Panel { who: Sitting::Others, ..panel });
        self.all.called.push((self.handle.to_owned(), label.to_owned(), part.to_owned()));
    }

    pub(super) fn praise(&mut self, hours: u64, (by, to): (&str, &str), points: u32, words: &str) {
        let fields = json!({
            "dao": self.dao(), "to": format!("@{to}"), "domain": null, "points": points,
            "words": words,
        });
        self.step(Step::new(hours, by, "praise", fields).minutes_later(12));
    }

    pub(super) fn thank(&mut self, hours: u64, (by, to): (&str, &str), words: &str) {
        let fields =
            json!({ "dao": self.dao(), "to": format!("@{to}"), "about": null, "words": words });
        self.step(Step::new(hours, by, "thank", fields).minutes_later(22));
    }

    /// A round that shares a sum after so many days.
    pub(super) fn round(
        &mut self,
        hours: u64,
        label: &str,
        (title, budget): (&str, &str),
        (policy, days): (Json, u32),
        entries_for: Option<&str>,
    ) {
        let act = json!({
            "action": "open-round", "title": title, "budget": budget, "policy": policy,
            "lasts": format!("{days}d"), "entries_for": entries_for,
        });
        self.by_role(hours, label, act);
    }

    /// Tokens of thanks.
    pub(super) fn tokens(&mut self, hours: u64, by: &str, round: &str, gifts: &[(&str, u32)]) {
        let gift = |(to, tokens): &(&str, u32)| json!({ "to": format!("@{to}"), "tokens": tokens });
        let gifts: Vec<Json> = gifts.iter().map(gift).collect();
        let fields = json!({ "dao": self.dao(), "round": made(round), "gifts": gifts });
        self.step(Step::new(hours, by, "give-in-circle", fields).minutes_later(18));
    }

    /// So many of a hundred members give tokens to three others by chance, within some hours.
    pub(super) fn tokens_by_chance(&mut self, (from, until): (u64, u64), round: &str, share: u64) {
        let all = self.members_at(from);
        for who in all.clone() {
            if !self.chance.percent(share) {
                continue;
            }
            let mut to: Vec<(String, u32)> = Vec::new();
            for tokens in [50, 30, 20] {
                let place = self.chance.below(all.len() as u64) as usize;
                let other = all[place].clone();
                if other != who && to.iter().all(|(one, _)| *one != other) {
                    to.push((other, tokens));
                }
            }
            let hours = from - self.chance.below(from - until);
            let gifts: Vec<(&str, u32)> =
                to.iter().map(|(one, count)| (one.as_str(), *count)).collect();
            self.tokens(hours, &who, round, &gifts);
        }
    }
}
