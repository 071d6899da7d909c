//! The ledger that a scenario is played on, and what each kind of step does to it.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use aluma_types::admission::Inadmissible;
use aluma_types::spec::Catalog;
use aluma_types::value::Value;
use aluma_types::{AccountId, Act, DaoId, Group, KeyOf, ProposalId, Signer, Span};
use serde_json::{Map, Value as Json};

use super::line;
use super::print::Printer;
use super::seals;
use super::words::{Names, Words, key_of};
use crate::kernel::refusal::{Datum, Refused};
use crate::registry::REGISTRY;
use crate::testing::{World, body, unruled};

/// What a step comes to, in lines; or why it cannot be read.
pub(super) type Told = Result<Vec<String>, String>;

/// What a scenario has come to so far.
#[derive(Default)]
pub(super) struct Stage {
    world: World,
    names: Names,
    pub(super) refusals: BTreeSet<&'static str>,
}

impl Stage {
    /// Takes one step.
    pub(super) fn step(&mut self, step: &str) -> Told {
        let (word, rest) = step.split_once(' ').unwrap_or((step, ""));
        match word {
            "===" => {
                (self.world, self.names) = (World::new(), Names::default());
                Ok(Vec::new())
            }
            "living" => {
                (self.world, self.names) = (World::living(), Names::default());
                Ok(Vec::new())
            }
            "without" => {
                let registry = unruled::registry(rest).ok_or("no such rule")?;
                (self.world, self.names) = (World::with_registry(registry), Names::default());
                Ok(Vec::new())
            }
            "people" => {
                for who in everybody(rest)? {
                    let id = self.world.person(&who);
                    self.names.people.insert(who, id.0);
                }
                Ok(Vec::new())
            }
            "admit" => {
                let dao = DaoId(self.last("dao")?);
                for who in everybody(rest)? {
                    self.world.admit(dao, &who);
                    let id = self.world.id(&who);
                    self.names.people.insert(who, id.0);
                }
                Ok(Vec::new())
            }
            "advance" => {
                self.world.advance(Span::parse(rest).ok_or("no span")?);
                Ok(Vec::new())
            }
            "points" => self.points(rest),
            "slash" => self.slash(rest),
            "restore" => self.restore(rest),
            "weighs" => self.weighs(rest),
            "times" => self.times(rest),
            "at" => self.at(rest),
            "show" => self.show(None, rest),
            "events" => Ok(self.events(rest)),
            _ => match (step.split_once(": "), step.split_once(" sees ")) {
                (_, Some((who, view))) if !who.contains([':', '=']) => self.show(Some(who), view),
                (Some((who, act)), _) => self.acts(who, act),
                _ => Err("no such step".to_string()),
            },
        }
    }

    /// The same step several times, with its number for each `#`.
    fn times(&mut self, rest: &str) -> Told {
        let (count, step) = rest.split_once(' ').ok_or("how often, and what")?;
        let count: u32 = count.parse().map_err(|_| "how often")?;
        let mut told = Vec::new();
        let mut run: Option<(u32, Vec<String>)> = None;
        for number in 1..=count {
            let lines = self.step(&step.replace('#', &number.to_string()))?;
            match &run {
                Some((_, same)) if *same == lines => {}
                _ => told.extend(
                    run.replace((number, lines))
                        .into_iter()
                        .flat_map(|(first, lines)| alike(first, number.saturating_sub(1), lines)),
                ),
            }
        }
        told.extend(run.into_iter().flat_map(|(first, lines)| alike(first, count, lines)));
        Ok(told)
    }

    pub(super) const fn world(&mut self) -> &mut World {
        &mut self.world
    }

    pub(super) const fn seen(&self) -> &World {
        &self.world
    }

    pub(super) fn person(&self, who: &str) -> Result<u64, String> {
        self.names.people.get(who).copied().ok_or_else(|| format!("nobody is called {who}"))
    }

    pub(super) fn last(&self, of: &str) -> Result<u64, String> {
        self.names.last.get(of).copied().ok_or_else(|| format!("there is no {of} yet"))
    }

    /// Moves the clock so that the next act is stamped at a moment.
    fn at(&mut self, text: &str) -> Told {
        let end = text.find(['+', '-']).unwrap_or(text.len());
        let (base, rest) = text.split_at(end);
        let base = match base {
            "deadline" | "opened" => {
                let id = ProposalId(self.last("proposal")?);
                let tables = &self.world.state().governance;
                let (row, count) = (tables.proposals.get(&id), tables.counts.get(&id));
                let (row, count) = row.zip(count).ok_or("no such proposal")?;
                if base == "opened" { row.voting_from } else { count.deadline }
            }
            span => self.world.began().after(Span::parse(span).ok_or("no moment")?),
        };
        let span = Span::parse(rest.get(1..).unwrap_or("")).unwrap_or_default();
        let moment = if rest.starts_with('-') { base.before(span) } else { base.after(span) };
        self.world.until(moment).map(|()| Vec::new()).ok_or_else(|| "that is past".to_string())
    }

    fn acts(&mut self, who: &str, act: &str) -> Told {
        let (name, fields) = act.split_once(' ').unwrap_or((act, ""));
        let fields = line::fields(fields)?;
        if name == "raw" {
            return self.raw(who, &fields);
        }
        let (number, _) = REGISTRY.named(name).ok_or_else(|| format!("no action {name}"))?;
        if let Some(of) = who.strip_prefix("dao") {
            self.names.signer = None;
            let body = self.body(name, fields)?;
            let dao = match of.trim() {
                "" => self.last("dao")?,
                of => *self.names.daos.get(of).ok_or("no such community")?,
            };
            let refused = self.world.decide_act(DaoId(dao), &Act { number, body });
            return Ok(refused.err().map(|no| self.no(&no)).into_iter().collect());
        }
        let (is_new, who) = match who.strip_prefix("new ") {
            Some(who) => (true, who),
            None => (false, who),
        };
        if let Some((first, others)) = who.split_once(" with ") {
            let signer = self.together(first, others)?;
            let line = self.one((first, false, signer), (name, number, &fields))?;
            return Ok(line.into_iter().collect());
        }
        let (who, by) = who.split_once(" by ").map_or((who, None), |(who, by)| (who, Some(by)));
        let who = everybody(who)?;
        let mut told = Vec::new();
        for name_of in &who {
            let signer = self.signer((name_of, is_new), by)?;
            let line = self.one((name_of, is_new, signer), (name, number, &fields))?;
            told.extend(line.map(|line| match who.len() {
                1 => line,
                _ => format!("{name_of}: {line}"),
            }));
        }
        Ok(told)
    }

    /// Several who sign together, each with their first key.
    fn together(&self, first: &str, others: &str) -> Result<Signer, String> {
        let mut keys = Vec::new();
        for who in core::iter::once(first.to_string()).chain(everybody(others)?) {
            let id =
                self.names.people.get(&who).ok_or_else(|| format!("nobody is called {who}"))?;
            keys.push(KeyOf { account: AccountId(*id), key: 0 });
        }
        keys.sort_by_key(|key| key.account);
        Ok(Signer::Several(Group::new(keys).map_err(|error| error.name().to_string())?))
    }

    /// Who signs, with the key of a word where one is named.
    fn signer(&mut self, (who, is_new): (&str, bool), by: Option<&str>) -> Result<Signer, String> {
        self.names.signer = None;
        if is_new {
            return Ok(Signer::New(key_of(who)));
        }
        let id = *self.names.people.get(who).ok_or_else(|| format!("nobody is called {who}"))?;
        self.names.signer = Some(id);
        let account = self.world.id(who);
        let Some(word) = by else { return Ok(Signer::Key { account, key: 0 }) };
        let held = crate::identity::keys_of(self.world.state(), account);
        let known = held.into_iter().find(|(_, row)| row.public == key_of(word));
        let place = (id, word.to_string());
        if let Some((key, _)) = known {
            self.names.keys.insert(place, key);
            return Ok(Signer::Key { account, key });
        }
        let key = self.names.keys.get(&place).copied();
        let key = key.ok_or_else(|| format!("{who} never had a key {word}"))?;
        Ok(Signer::Key { account, key })
    }

    /// Lets one person act; what they are told, where that is anything.
    fn one(
        &mut self,
        (who, is_new, signer): (&str, bool, Signer),
        (action, number, fields): (&str, u16, &Map<String, Json>),
    ) -> Result<Option<String>, String> {
        let handle = fields.get("handle").and_then(Json::as_str).map(ToString::to_string);
        let body = self.body(action, fields.clone())?;
        Ok(match self.world.bring_act(signer, Act { number, body }) {
            Ok(Ok(receipt)) => {
                self.made(action, is_new.then_some(who), handle, receipt.made);
                None
            }
            Ok(Err(refused)) => Some(self.no(&refused)),
            Err(why) => {
                self.refusals.insert(why.name());
                Some(self.inadmissible(why))
            }
        })
    }

    /// Somebody brings bytes that no definition wrote.
    fn raw(&mut self, who: &str, fields: &Map<String, Json>) -> Told {
        let text = |name: &str| fields.get(name).and_then(Json::as_str).unwrap_or("");
        let number = text("number").parse().map_err(|_| "raw needs a number")?;
        let body = aluma_types::hash::unhex(text("body")).ok_or("raw needs hexadecimal digits")?;
        let signer = Signer::Key { account: self.world.id(who), key: 0 };
        Ok(match self.world.bring_act(signer, Act { number, body }) {
            Ok(done) => done.err().map(|no| self.no(&no)).into_iter().collect(),
            Err(why) => alloc::vec![format!("inadmissible: {}", why.name())],
        })
    }

    /// The canonical bytes of an act.
    fn body(&mut self, name: &str, mut fields: Map<String, Json>) -> Result<Vec<u8>, String> {
        let (_, spec) = REGISTRY.named(name).ok_or("no such action")?;
        let has = |field: &str| spec.fields.fields.iter().any(|known| known.name == field);
        if !has("secret") {
            let word = fields.remove("secret");
            self.names.secret = word.and_then(|word| word.as_str().map(ToString::to_string));
        }
        if name == "seal-review" {
            let (dao, who) = (self.last("dao")?, self.names.signer.unwrap_or(0));
            seals::sealed(&self.world, (dao, who), &mut fields)?;
        }
        if matches!(name, "seal-bid" | "open-bid") {
            seals::one_step(&mut fields);
        }
        if name == "seal-bid" {
            let (dao, who) = (self.last("dao")?, self.names.signer.unwrap_or(0));
            seals::bid(&self.world, (dao, who), &mut fields)?;
        }
        self.seal(&mut fields);
        let mut words = Words { names: &mut self.names, world: &self.world };
        words.complete(spec.fields.fields, &mut fields, name);
        let values =
            aluma_types::json::fields_from_json(spec.fields, &Json::Object(fields), &mut words);
        let values = values.map_err(|wrong| wrong.to_string())?;
        spec.fields.encode(&values).map_err(|error| error.name().to_string())
    }

    /// A sealed text is named by its words: it is sealed as by whoever acts, for the task of the act.
    fn seal(&self, fields: &mut Map<String, Json>) {
        let words = fields.get("seal").and_then(Json::as_str).map(body::<8_000>);
        let task = fields.get("task").and_then(Json::as_str).and_then(|task| task.parse().ok());
        if let (Some(words), Some(task), Some(id)) = (words, task, self.names.signer) {
            let seal = crate::work::rules::money::seal(task, AccountId(id), &words.id);
            fields.insert("seal".to_string(), Json::String(seal.to_string()));
        }
    }

    /// Remembers what an act made.
    fn made(&mut self, action: &str, new: Option<&str>, handle: Option<String>, id: Option<u64>) {
        let Some(id) = id else { return };
        let of = match action {
            "found" => "dao",
            "propose" => "proposal",
            "poll" => "poll",
            _ => "account",
        };
        self.names.last.insert(of, id);
        if let Some(handle) = handle.filter(|_| of == "dao") {
            self.names.daos.insert(handle, id);
        }
        if let Some(who) = new {
            self.world.call(who, aluma_types::AccountId(id));
            self.names.people.insert(who.to_string(), id);
        }
    }

    /// Why something got no place, and when it would.
    fn inadmissible(&self, why: Inadmissible) -> String {
        let name = why.name();
        match why {
            Inadmissible::AllowanceSpent { next } => {
                let printer = Printer { names: &self.names, world: &self.world };
                format!("inadmissible: {name} next={}", printer.datum(&Datum::Time(next)))
            }
            _ => format!("inadmissible: {name}"),
        }
    }

    /// A refusal with its data.
    fn no(&mut self, refused: &Refused) -> String {
        self.refusals.insert(refused.name);
        let printer = Printer { names: &self.names, world: &self.world };
        let data =
            refused.data.iter().map(|(name, datum)| format!("{name}={}", printer.datum(datum)));
        let data: Vec<String> = data.collect();
        let gap = if data.is_empty() { "" } else { " " };
        format!("no: {}{gap}{}", refused.name, data.join(" "))
    }

    fn show(&mut self, who: Option<&str>, text: &str) -> Told {
        let (asked, picks) = text.split_once(" | ").unwrap_or((text, ""));
        let (name, fields) = asked.split_once(' ').unwrap_or((asked, ""));
        let view = REGISTRY.views.iter().find(|view| view.spec.name == name);
        let view = view.ok_or_else(|| format!("no view {name}"))?;
        let mut fields = line::fields(fields)?;
        let mut words = Words { names: &mut self.names, world: &self.world };
        words.complete(view.spec.params.fields, &mut fields, name);
        let params = aluma_types::json::fields_from_json(
            view.spec.params,
            &Json::Object(fields),
            &mut words,
        )
        .map_err(|wrong| wrong.to_string())?;
        let bytes = view.spec.params.encode(&params).map_err(|error| error.name())?;
        let answer = match (view.run)(&self.world.look(who), &bytes) {
            Ok(answer) => answer,
            Err(refused) => return Ok(alloc::vec![self.no(&refused)]),
        };
        let answer = view.spec.result.decode(&answer).map_err(|error| error.name())?;
        let printer = Printer { names: &self.names, world: &self.world };
        if picks.is_empty() {
            return Ok(whole(&printer, view.spec.result, &answer));
        }
        let picks = picks.split_whitespace().map(|path| {
            let found = printer.pick(view.spec.result, &answer, path);
            found.map(|text| format!("{path}={text}")).ok_or_else(|| format!("no field {path}"))
        });
        Ok(alloc::vec![picks.collect::<Result<Vec<_>, _>>()?.join(" ")])
    }

    /// What happened since the last time, of one domain or of all.
    fn events(&mut self, domain: &str) -> Vec<String> {
        let events = self.world.all_events();
        let printer = Printer { names: &self.names, world: &self.world };
        let of_domain = events.iter().filter(|event| domain.is_empty() || event.domain == domain);
        of_domain
            .filter_map(|event| {
                let value = event.spec.decode(&event.bytes).ok()?;
                Some(printer.value(event.spec, &value))
            })
            .collect()
    }
}

/// What a run of steps came to that all came to the same, under the first and the last of them.
fn alike(first: u32, last: u32, lines: Vec<String>) -> impl Iterator<Item = String> {
    let of = if first == last { first.to_string() } else { format!("{first}..{last}") };
    lines.into_iter().map(move |line| format!("{of}: {line}"))
}

/// A whole answer: a line, or one for each item of a list in it.
fn whole(
    printer: &Printer<'_>,
    spec: &'static aluma_types::spec::TypeSpec,
    answer: &Value,
) -> Vec<String> {
    let text = printer.value(spec, answer);
    let text = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or(&text);
    alloc::vec![text.to_string()]
}

/// The names in a list such as `ann m0..m4`.
fn everybody(text: &str) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    for word in text.split_whitespace() {
        let Some((from, to)) = word.split_once("..") else {
            names.push(word.to_string());
            continue;
        };
        let stem = from.trim_end_matches(|mark: char| mark.is_ascii_digit());
        let number = |word: &str| word.strip_prefix(stem).and_then(|digits| digits.parse().ok());
        let (from, to): (u32, u32) = number(from).zip(number(to)).ok_or("a range is m0..m4")?;
        names.extend((from..=to).map(|number| format!("{stem}{number}")));
    }
    if names.is_empty() { Err("nobody is named".to_string()) } else { Ok(names) }
}
