//! What happens in each community, from its founding to now. Texts are written here; who votes, when
//! and how is chance with a seed. Two laws of a demo: it reads like a place where people live, and
//! something is open for a visitor to take part in whenever they come.

mod bakery;
mod garden;
mod harbour;
mod names;
mod pier;
mod work;

use serde_json::{Value as Json, json};

use crate::cast::SEED;
use crate::chance::Chance;
use crate::stage::OPERATOR;
use crate::step::{Step, made};

/// How many hours ago the ledger began: twelve weeks.
pub const BEGAN: u64 = 84 * 24;
const DAY: u64 = 24;

/// Everything that happens, and everybody to whom: handle, community, what is told of them.
#[derive(Debug, Default)]
pub struct Season {
    /// In any order.
    pub steps: Vec<Step>,
    /// Those whom a visitor can be.
    pub people: Vec<(String, String, String)>,
    /// Panels that still sit: community, the label of what they judge, and what is told of whoever was
    /// drawn first, where nothing else is.
    pub called: Vec<(String, String, String)>,
}

/// The season of all communities.
pub fn season() -> Season {
    let mut all = Season::default();
    let mut chance = Chance::new(SEED);
    bakery::live(&mut all, &mut chance);
    garden::live(&mut all, &mut chance);
    harbour::live(&mut all, &mut chance);
    pier::live(&mut all, &mut chance);
    all
}

/// A community in the making.
struct Community<'a> {
    all: &'a mut Season,
    chance: &'a mut Chance,
    /// Its handle, which is how steps call its number too.
    handle: &'static str,
    /// Everybody, in the order in which they joined; the first one founded it.
    members: Vec<String>,
    /// How many hours ago each of them did, once it began.
    joined: Vec<u64>,
}

/// How a vote goes: from and until how many hours ago ballots come, how many of a hundred vote, and
/// how many of a hundred who do are in favour.
#[derive(Clone, Copy)]
struct Course {
    from: u64,
    until: u64,
    turnout: u64,
    in_favour: u64,
}

impl Community<'_> {
    fn step(&mut self, step: Step) {
        self.all.steps.push(step);
    }

    fn dao(&self) -> Json {
        made(self.handle)
    }

    /// The founder gets an account, founds, and invites the others, who come over some days.
    fn begin(&mut self, hours: u64, found: Json, (join_for, parts): (u64, &[(&str, &str)])) {
        let founder = self.members[0].clone();
        let first = format!("{}-first", self.handle);
        let invite = json!({ "uses": 1, "valid_for": "7d", "vouch": false });
        self.step(Step::new(hours, OPERATOR, "invite", invite).with_secret(&first));
        let join = json!({ "handle": founder });
        self.step(Step::new(hours, &founder, "join", join).with_secret(&first).minutes_later(5));
        let found = Step::new(hours, &founder, "found", found).called(self.handle);
        self.step(found.minutes_later(30));
        let link = format!("{}-link", self.handle);
        let invite = json!({
            "dao": self.dao(), "uses": self.members.len(), "valid_for": "60d", "vouch": true,
        });
        let invite = Step::new(hours, &founder, "invite", invite).with_secret(&link);
        self.step(invite.minutes_later(45));
        let others = self.members[1..].to_vec();
        let count = others.len() as u64;
        self.joined = vec![hours];
        for (place, who) in (0..).zip(others) {
            // Many in the first days, fewer later.
            let after = 1 + join_for * place * place / (count * count).max(1);
            self.joined.push(hours - after);
            let join = json!({ "dao": self.dao(), "handle": who });
            self.step(Step::new(hours - after, &who, "join", join).with_secret(&link));
        }
        for who in self.members.clone() {
            let part = parts.iter().find(|(name, _)| *name == who).map_or("", |(_, part)| *part);
            self.all.people.push((who, self.handle.to_owned(), part.to_owned()));
        }
    }

    /// Who was a member so many hours ago.
    fn members_at(&self, hours: u64) -> Vec<String> {
        let all = self.members.iter().zip(&self.joined);
        all.filter(|(_, joined)| **joined > hours).map(|(who, _)| who.clone()).collect()
    }

    fn propose(
        &mut self,
        hours: u64,
        by: &str,
        label: &str,
        (title, body): (&str, &str),
        acts: Json,
    ) {
        let fields = json!({ "dao": self.dao(), "title": title, "body": body, "actions": acts });
        self.step(Step::new(hours, by, "propose", fields).called(label));
    }

    /// Ballots by chance; a few who vote say why.
    fn vote(&mut self, label: &str, course: Course, reasons: &[(&str, &str, &str)]) {
        for (by, choice, reason) in reasons {
            self.ballot((course.from, by), label, (choice, Some(reason)));
        }
        for who in self.members_at(course.from) {
            let has_voted = reasons.iter().any(|(by, ..)| *by == who);
            if has_voted || !self.chance.percent(course.turnout) {
                continue;
            }
            let hours = course.from - self.chance.below(course.from - course.until);
            let choice = match self.chance.percent(course.in_favour) {
                true => "for",
                false if self.chance.percent(20) => "abstain",
                false => "against",
            };
            self.ballot((hours, &who), label, (choice, None));
        }
    }

    fn ballot(
        &mut self,
        (hours, by): (u64, &str),
        label: &str,
        (choice, reason): (&str, Option<&str>),
    ) {
        let mut fields = json!({ "proposal": made(label), "choice": choice, "last": false });
        if let Some(reason) = reason {
            fields["reason"] = json!(reason);
        }
        self.step(Step::new(hours, by, "vote", fields).minutes_later(20).may_fail());
    }

    fn poll(
        &mut self,
        (hours, lasts): (u64, &str),
        (by, label): (&str, &str),
        (question, options): (&str, &[&str]),
        turnout: u64,
    ) {
        let fields = json!({
            "dao": self.dao(), "question": question, "options": options, "kind": "single",
            "audience": "members", "lasts": lasts,
        });
        self.step(Step::new(hours, by, "poll", fields).called(label));
        let count = options.len() as u64;
        for who in self.members_at(hours) {
            if self.chance.percent(turnout) {
                // Nobody likes all answers alike.
                let mark = self.chance.below(count).min(self.chance.below(count));
                let after = 1 + self.chance.below(hours.min(3 * DAY) - 1);
                let fields = json!({ "poll": made(label), "marks": [mark] });
                self.step(Step::new(hours - after, &who, "answer", fields).may_fail());
            }
        }
    }

    /// Words in the thread of a proposal or a poll.
    fn say(&mut self, hours: u64, by: &str, to: (&str, &str), words: &str) {
        let (kind, label) = to;
        let fields = json!({
            "dao": self.dao(), "to": { kind: { kind: made(label) } }, "body": words,
            "mentions": [],
        });
        self.step(Step::new(hours, by, "post", fields).minutes_later(40).may_fail());
    }
}

/// A payment out of the general pot.
fn pay(to: &str, amount: &str, reason: &str) -> Json {
    json!([{ "action": "transfer", "to": { "account": { "account": format!("@{to}") } },
        "amount": amount, "reason": reason }])
}

/// A sentence that the community agrees on.
fn resolve(text: &str) -> Json {
    json!([{ "action": "resolve", "text": text }])
}

/// A sum that is set aside.
fn reserve(amount: &str, purpose: &str, lasts: &str) -> Json {
    json!([{ "action": "reserve", "amount": amount, "purpose": purpose, "lasts": lasts }])
}

#[cfg(test)]
mod tests {
    /// What may be refused is nothing but a ballot, an answer or words that come when all is decided: so
    /// whoever brings a season about knows that everything else of it came about.
    #[test]
    fn what_is_sold_shared_and_left_with_is_never_refused() {
        let season = super::season();
        let of_capital = season.steps.iter().filter(|step| {
            let acts = ["buy-shares", "seal-bid", "open-bid", "take-dividend", "leave-with-part"];
            let is_of_it = step.action == "record-income" || acts.contains(&step.action);
            let text = step.fields.to_string();
            is_of_it || text.contains("open-sale") || text.contains("pay-dividend")
        });
        let all: Vec<_> = of_capital.collect();
        assert_eq!(all.len(), 6 + 8 + 5 + 1 + 1 + 4 + 4, "{all:?}");
        assert!(all.iter().all(|step| !step.may_fail));
    }

    #[test]
    fn it_is_the_same_season_each_time() {
        let tell = || format!("{:?}", super::season());
        let (one, other) = (tell(), tell());
        assert!(one.contains("claim-contribution") && one.contains("open-round"));
        assert!(one == other, "two seasons differ");
    }
}
