//! A charter as sentences, made from its parameters: the text cannot say anything else than what
//! the ledger does.

use aluma_core::dao::rules::parameters::{named, parse};
use aluma_core::dao::{Kind, ParameterSpec, ParameterValue as Setting};
use aluma_types::Share;
use aluma_types::lookup::Lookup;
use aluma_types::spec::IdKind;
use fluent_bundle::{FluentArgs, FluentValue};

use crate::words::{self, Speaker};
use crate::{Lang, Texts, Voice};

/// One parameter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The part of the charter it stands in.
    pub section: String,
    /// The parameter, as an amendment writes it.
    pub key: String,
    /// What it means, in a few words.
    pub label: String,
    /// What it says here.
    pub sentence: String,
}

/// The name of the message that says a parameter: `spend.period` is `charter-spend-period`.
pub fn charter_key(parameter: &str) -> String {
    format!("charter-{}", parameter.replace('.', "-"))
}

/// A charter's parameters (name and value, as the `charter` view answers them) as sentences, in
/// their order.
///
/// In a message, `$value` is the parameter's value and `$period` that of `spend.period` for every
/// message of the section `spend`: a number, the name of a choice, `yes` or `no`, and everything
/// else in words. `$extent` says of a share whether it is `nothing`, `whole` or a `part`. A
/// parameter that this program does not know is said by its name.
pub fn charter<'a>(
    voice: impl Into<Voice>,
    parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    lookup: &dyn Lookup,
) -> Vec<Clause> {
    let speaker = Speaker { voice: voice.into(), lookup, depth: 0 };
    let parameters: Vec<_> = parameters.into_iter().collect();
    parameters.iter().map(|line| speaker.clause(*line, &parameters)).collect()
}

/// A parameter that an amendment changes, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amended {
    /// What it means, in a few words.
    pub label: String,
    /// What the charter says today.
    pub before: String,
    /// What it would say.
    pub after: String,
}

/// What an amendment (names and new values) changes in a charter (names and values), as sentences.
/// A sentence that stays the same word for word is left out; one that says something else because
/// of another parameter is not.
pub fn amendment(
    voice: impl Into<Voice>,
    parameters: &[(&str, &str)],
    changes: &[(&str, &str)],
    lookup: &dyn Lookup,
) -> Vec<Amended> {
    let voice = voice.into();
    let changed = |key: &str| changes.iter().find(|(name, _)| *name == key).map(|(_, to)| *to);
    let after = parameters.iter().map(|(key, text)| (*key, changed(key).unwrap_or(text)));
    let both = charter(voice, parameters.iter().copied(), lookup)
        .into_iter()
        .zip(charter(voice, after, lookup));
    both.filter(|(before, after)| before.sentence != after.sentence)
        .map(|(before, after)| {
            let (label, before, after) = (before.label, before.sentence, after.sentence);
            Amended { label, before, after }
        })
        .collect()
}

/// The parameter and its value, where this program knows both.
fn known(key: &str, text: &str) -> Option<(&'static ParameterSpec, Setting)> {
    let spec = named(key)?;
    Some((spec, parse(spec.kind, text)?))
}

impl Speaker<'_> {
    fn clause(self, (key, text): (&str, &str), all: &[(&str, &str)]) -> Clause {
        let section = key.split('.').next().unwrap_or_default();
        let Some((spec, setting)) = known(key, text) else {
            let (section, key) = (section.to_owned(), key.to_owned());
            return Clause { sentence: format!("{key}: {text}"), section, label: key.clone(), key };
        };
        let mut args = FluentArgs::new();
        for (other, text) in all {
            let Some((of, name)) = other.split_once('.') else { continue };
            if of == section
                && let Some((spec, setting)) = known(other, text)
            {
                args.set(name.replace('-', "_"), self.argument(spec.kind, setting));
            }
        }
        args.set("value", self.argument(spec.kind, setting));
        args.set("extent", FluentValue::from(extent(setting)));
        let label = label(self.voice.lang, spec);
        let sentence = Texts::get().message(self.voice, &charter_key(key), &args);
        let sentence = sentence.unwrap_or_else(|| format!("{label}: {text}"));
        Clause { section: section.to_owned(), key: key.to_owned(), label, sentence }
    }

    /// A value as messages choose by it or show it.
    fn argument(self, kind: Kind, setting: Setting) -> FluentValue<'static> {
        match setting {
            Setting::Flag { value } => FluentValue::from(if value { "yes" } else { "no" }),
            Setting::Number { value } => words::number(value),
            Setting::Span { value } => FluentValue::from(words::span(self.voice, value)),
            Setting::Share { value } => FluentValue::from(words::share(value)),
            Setting::Time { value } => FluentValue::from(words::time(self.voice, value)),
            Setting::Asset { value: Some(asset) } => {
                FluentValue::from(self.id(IdKind::AssetId, u128::from(asset.0)))
            }
            Setting::Asset { value: None } => {
                FluentValue::from(words::message(self.voice, "kind-none", []))
            }
            Setting::Choice { value } => match kind {
                Kind::Choice(names) => names
                    .get(usize::from(value))
                    .map_or(FluentValue::None, |(name, _)| FluentValue::from(*name)),
                _ => FluentValue::None,
            },
        }
    }
}

/// How much of the whole a share is, for sentences that say it otherwise at the ends.
fn extent(setting: Setting) -> &'static str {
    match setting {
        Setting::Share { value } if value.is_zero() => "nothing",
        Setting::Share { value: Share::ONE } => "whole",
        _ => "part",
    }
}

fn label(lang: Lang, spec: &ParameterSpec) -> String {
    match lang {
        Lang::He => spec.he.to_owned(),
        Lang::En => spec.doc.trim_end_matches('.').to_owned(),
    }
}
