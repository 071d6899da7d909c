//! A charter as prose, composed section by section from its parameters: the text cannot say
//! anything else than what the ledger does.
//!
//! Domains declare the sections (see `aluma_core::dao::sections`), `ftl/*/charter.ftl` holds the
//! words. Three rules keep the prose short and whole: a sentence is empty where what it speaks of
//! is off; a section that is much like another is told by what differs; and a parameter that
//! changes nothing now is named in a closing sentence, unless it stands as its template put it. So
//! every change of a parameter changes the text of its section, which a test holds.

use aluma_core::dao::rules::parameters::{all, named, parse};
use aluma_core::dao::rules::templates::default_of;
use aluma_core::dao::sections::{Facts, Line, SectionSpec, Telling, sections};
use aluma_core::dao::{Charter, ParameterSpec};
use aluma_types::lookup::Lookup;
use fluent_bundle::{FluentArgs, FluentValue};
use serde_json::{Value as Json, json};

use crate::words::Speaker;
use crate::{Texts, Voice};

/// Above so many differing sentences a section is told in full.
const MOST_DIFFERING: usize = 6;

/// A part of the charter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What its parameters begin with.
    pub name: String,
    /// The message of its title.
    pub title_key: String,
    /// Its title.
    pub title: String,
    /// What it says, in order.
    pub sentences: Vec<Sentence>,
    /// The parameters behind it.
    pub parameters: Vec<Setting>,
}

impl Section {
    /// Its sentences as one paragraph.
    pub fn paragraph(&self) -> String {
        let texts: Vec<_> = self.sentences.iter().map(|said| said.text.as_str()).collect();
        texts.join(" ")
    }
}

/// A sentence and what it is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The words.
    pub text: String,
    /// The parameters that it speaks of, as an amendment writes them.
    pub parameters: Vec<String>,
}

/// One parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name, as an amendment writes it.
    pub key: String,
    /// Its value, as an amendment writes it.
    pub value: String,
    /// What it means, in a few words.
    pub label: String,
    /// Its value in words.
    pub words: String,
    /// What it may be, in words.
    pub range: String,
    /// What it would be by manner and template, in words.
    pub default: String,
    /// Whether it is that.
    pub is_default: bool,
}

/// A charter's parameters (name and value, as the `charter` view answers them) as prose, with what
/// follows from them for a community of these `facts`. A parameter that this program does not know
/// is said by its name at the end.
pub fn charter<'a>(
    voice: impl Into<Voice>,
    parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    facts: &Facts,
    lookup: &dyn Lookup,
) -> Vec<Section> {
    let speaker = Speaker::new(voice.into(), lookup);
    let lines: Vec<_> = parameters.into_iter().collect();
    let charter = Charter::read(facts.manner, lines.iter().copied());
    let teller = Teller { speaker, charter: &charter, facts };
    let told = sections().into_iter().map(|spec| teller.section(spec, &lines));
    let told = told.filter(|section| !section.sentences.is_empty());
    told.chain(teller.unknown(&lines)).collect()
}

/// What an amendment changes in a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amended {
    /// The section's title.
    pub title: String,
    /// What it says today and would no longer say; may be empty.
    pub before: String,
    /// What it would say and does not say today; may be empty.
    pub after: String,
}

/// What an amendment (names and new values) changes in a charter (names and values), by the
/// sentences that differ: also those that speak of other parameters and mean something else then.
pub fn amendment(
    voice: impl Into<Voice>,
    (parameters, changes): (&[(&str, &str)], &[(&str, &str)]),
    facts: &Facts,
    lookup: &dyn Lookup,
) -> Vec<Amended> {
    let voice = voice.into();
    let changed = |key: &str| changes.iter().find(|(name, _)| *name == key).map(|(_, to)| *to);
    let amended = parameters.iter().map(|(key, text)| (*key, changed(key).unwrap_or(text)));
    let before = charter(voice, parameters.iter().copied(), facts, lookup);
    let after = charter(voice, amended, facts, lookup);
    let only = |here: &Section, there: Option<&Section>| {
        let is_there = |said: &&Sentence| {
            there.is_some_and(|there| there.sentences.iter().any(|other| other.text == said.text))
        };
        let only = here.sentences.iter().filter(|said| !is_there(said));
        only.map(|said| said.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let find = |list: &'_ [Section], name: &str| list.iter().position(|one| one.name == name);
    let rows = after.iter().map(|section| {
        let old = find(&before, &section.name).and_then(|place| before.get(place));
        Amended {
            title: section.title.clone(),
            before: old.map(|old| only(old, Some(section))).unwrap_or_default(),
            after: only(section, old),
        }
    });
    rows.filter(|row| row.before != row.after).collect()
}

/// Sections as data: of each its name, the message and the words of its title, the sentences with
/// the parameters that they speak of, and all its parameters.
pub fn charter_json(sections: &[Section]) -> Json {
    let sentence = |said: &Sentence| json!({ "text": said.text, "parameters": said.parameters });
    let setting = |setting: &Setting| {
        let Setting { key, value, label, words, .. } = setting;
        json!({ "key": key, "value": value, "label": label, "words": words })
    };
    let section = |section: &Section| {
        json!({
            "name": section.name,
            "title_key": section.title_key,
            "title": section.title,
            "sentences": section.sentences.iter().map(sentence).collect::<Json>(),
            "parameters": section.parameters.iter().map(setting).collect::<Json>(),
        })
    };
    sections.iter().map(section).collect()
}

/// Every message that the charter is told with.
pub fn charter_keys() -> Vec<String> {
    let titles = sections().into_iter().map(|spec| spec.name);
    let says = sections().into_iter().flat_map(|spec| spec.lines.iter().map(|line| line.says));
    titles.chain(says).map(|name| format!("charter-{name}")).collect()
}

/// The sentences of a section that it shares with others of its kind.
fn shared(spec: &'static SectionSpec) -> impl Iterator<Item = &'static Line> {
    spec.lines.iter().filter(|line| !line.is_own)
}

#[derive(Clone, Copy)]
struct Teller<'a> {
    speaker: Speaker<'a>,
    charter: &'a Charter,
    facts: &'a Facts,
}

impl Teller<'_> {
    fn say(self, key: &str, args: &FluentArgs<'_>) -> String {
        let said = Texts::get().message(self.speaker.voice, key, args);
        said.unwrap_or_else(|| key.to_owned()).trim().to_owned()
    }

    fn section(self, spec: &'static SectionSpec, lines: &[(&str, &str)]) -> Section {
        let title_key = format!("charter-{}", spec.name);
        let settings = lines.iter().filter_map(|(key, value)| {
            let parameter = named(key).filter(|known| known.section == spec.name)?;
            Some(self.setting(parameter, value))
        });
        Section {
            name: spec.name.to_owned(),
            title: self.say(&title_key, &FluentArgs::new()),
            title_key,
            sentences: self.sentences(spec),
            parameters: settings.collect(),
        }
    }

    fn setting(self, spec: &ParameterSpec, value: &str) -> Setting {
        let known = parse(spec.kind, value);
        let say = |known| self.speaker.setting(spec, known, Some(self.charter));
        let words = known.map(say);
        let default = default_of(spec, self.facts.manner, self.facts.template);
        Setting {
            key: spec.name.to_owned(),
            value: value.to_owned(),
            label: self.speaker.label_of(spec).to_owned(),
            words: words.unwrap_or_else(|| value.to_owned()),
            range: self.speaker.range(spec, Some(self.charter)),
            default: say(default),
            is_default: known == Some(default),
        }
    }

    fn sentences(self, spec: &'static SectionSpec) -> Vec<Sentence> {
        let alike = self.alike(spec);
        let mut args = self.args(spec);
        if alike.is_some() {
            args.set("said", FluentValue::from("differs"));
        }
        let skipped = |line: &&Line| alike.as_ref().is_some_and(|(_, a)| a.contains(&line.says));
        let mut said: Vec<_> = spec
            .lines
            .iter()
            .filter(|line| !skipped(line))
            .map(|line| {
                let of = line.of.iter().map(|name| format!("{}.{name}", spec.name));
                Sentence { text: self.line(line, &args), parameters: of.collect() }
            })
            .collect();
        if let Some((model, alike)) = alike {
            let is_same = alike.len() == shared(spec).count();
            let key = format!("charter-{model}-{}", if is_same { "same" } else { "rest" });
            said.push(Sentence { text: self.say(&key, &args), parameters: Vec::new() });
        }
        said.extend(self.closing(spec));
        said.retain(|sentence| !sentence.text.is_empty());
        said
    }

    fn line(self, line: &Line, args: &FluentArgs<'_>) -> String {
        self.say(&format!("charter-{}", line.says), args)
    }

    /// The section by whose difference this one is told, and the sentences that both share: those
    /// that would read the same in both.
    fn alike(self, spec: &'static SectionSpec) -> Option<(&'static str, Vec<&'static str>)> {
        let model = sections().into_iter().find(|other| Some(other.name) == spec.like)?;
        let (here, there) = (self.args(spec), self.args(model));
        let is_same = |line: &&Line| self.line(line, &here) == self.line(line, &there);
        let alike: Vec<_> = shared(spec).filter(is_same).map(|line| line.says).collect();
        (shared(spec).count() <= alike.len() + MOST_DIFFERING).then_some((model.name, alike))
    }

    fn is_idle(self, spec: &ParameterSpec) -> bool {
        let section = sections().into_iter().find(|section| section.name == spec.section);
        section.is_some_and(|section| (section.is_idle)(self.charter, spec))
    }

    /// What is set and changes nothing now, unless its template set it so.
    fn closing(self, section: &SectionSpec) -> Option<Sentence> {
        let Facts { manner, template, .. } = *self.facts;
        let idle: Vec<_> = all()
            .filter(|spec| spec.section == section.name && self.is_idle(spec))
            .filter(|spec| self.charter.get(spec) != default_of(spec, manner, template))
            .collect();
        let one = |spec: &&ParameterSpec| {
            let value = self.speaker.setting(spec, self.charter.get(spec), Some(self.charter));
            let mut args = FluentArgs::new();
            args.set("label", self.speaker.label_of(spec));
            args.set("value", value);
            self.say("charter-idle-one", &args)
        };
        let list: Vec<_> = idle.iter().map(one).collect();
        let mut args = FluentArgs::new();
        args.set("list", list.join("; "));
        let text = self.say("charter-idle", &args);
        let parameters = idle.iter().map(|spec| spec.name.to_owned()).collect();
        (!idle.is_empty()).then_some(Sentence { text, parameters })
    }

    /// What a section's sentences choose by and show.
    fn args(self, section: &'static SectionSpec) -> FluentArgs<'static> {
        let mut args = FluentArgs::new();
        args.set("said", FluentValue::from("whole"));
        let own = all().filter(|spec| spec.section == section.name);
        for spec in own.chain(section.reads.iter().copied()) {
            let short = spec.name.split_once('.').map_or(spec.name, |(_, short)| short);
            let name = if spec.section == section.name { short } else { spec.name };
            let name = name.replace(['-', '.'], "_");
            self.speaker.argument(&name, spec, self.charter.get(spec), &mut args);
        }
        let Self { charter, facts, .. } = self;
        let telling = Telling { section: section.name, charter, facts };
        for (name, figure) in (section.figures)(&telling) {
            self.speaker.figure(name, &figure, &mut args);
        }
        args
    }

    /// What a newer ledger has and this program cannot say.
    fn unknown(self, lines: &[(&str, &str)]) -> Option<Section> {
        let is_known =
            |key: &str, value: &str| named(key).is_some_and(|s| parse(s.kind, value).is_some());
        let strange = lines.iter().filter(|(key, value)| !is_known(key, value));
        let one = |(key, value): &(&str, &str)| {
            let mut args = FluentArgs::new();
            args.set("key", (*key).to_owned());
            args.set("value", (*value).to_owned());
            let text = self.say("charter-unknown-one", &args);
            Sentence { text, parameters: vec![(*key).to_owned()] }
        };
        let sentences: Vec<_> = strange.map(one).collect();
        (!sentences.is_empty()).then(|| Section {
            name: "unknown".to_owned(),
            title_key: "charter-unknown".to_owned(),
            title: self.say("charter-unknown", &FluentArgs::new()),
            sentences,
            parameters: Vec::new(),
        })
    }
}
