//! The loaded messages of both languages.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Entry, Pattern};
use unic_langid::LanguageIdentifier;

use crate::{Lang, Voice, isolation};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Every message of every file.
pub struct Texts {
    bundles: Vec<(Voice, FluentBundle<FluentResource>)>,
    keys: Vec<(Lang, BTreeSet<String>)>,
    faults: Vec<String>,
}

impl Texts {
    /// The texts, loaded at the first use.
    pub fn get() -> &'static Self {
        static TEXTS: LazyLock<Texts> = LazyLock::new(Texts::load);
        &TEXTS
    }

    fn load() -> Self {
        let mut texts = Self { bundles: Vec::new(), keys: Vec::new(), faults: Vec::new() };
        for lang in Lang::ALL {
            let files = files(lang);
            let id = LanguageIdentifier::from_bytes(lang.code().as_bytes()).unwrap_or_default();
            for isolate in [true, false] {
                let bundle = texts.bundle(&id, isolate, files);
                texts.bundles.push((Voice { lang, isolate }, bundle));
            }
            let keys = files.iter().flat_map(|(_, text)| keys_of(&parse(text).0)).collect();
            texts.keys.push((lang, keys));
        }
        texts
    }

    fn bundle(
        &mut self,
        lang: &LanguageIdentifier,
        isolate: bool,
        files: &[(&str, &str)],
    ) -> FluentBundle<FluentResource> {
        let mut bundle = FluentBundle::new_concurrent(vec![lang.clone()]);
        bundle.set_use_isolating(isolate);
        for (name, text) in files {
            let (resource, fault) = parse(text);
            self.faults.extend(fault.map(|fault| format!("{lang}/{name}: {fault}")));
            if let Err(errors) = bundle.add_resource(resource) {
                self.faults.extend(errors.iter().map(|error| format!("{lang}/{name}: {error}")));
            }
        }
        bundle
    }

    /// What is wrong with the files: broken messages and doubled names. Empty in any build whose
    /// tests pass.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// Names of all messages of a language, attributes as `name.attribute`.
    pub fn keys(&self, lang: Lang) -> impl Iterator<Item = &str> {
        let of_lang = self.keys.iter().filter(move |(known, _)| *known == lang);
        of_lang.flat_map(|(_, keys)| keys.iter().map(String::as_str))
    }

    /// Those of `keys` that a language has no text for.
    pub fn missing<'a>(&self, lang: Lang, keys: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        let has =
            |key: &str| self.keys.iter().any(|(known, keys)| *known == lang && keys.contains(key));
        keys.into_iter().filter(|key| !has(key)).collect()
    }

    /// The message `key` (or `name.attribute`); `None` where there is none.
    pub fn message(
        &self,
        voice: impl Into<Voice>,
        key: &str,
        args: &FluentArgs<'_>,
    ) -> Option<String> {
        let voice = voice.into();
        let bundle = self.of(voice)?;
        let (name, attribute) = key.split_once('.').map_or((key, None), |(n, a)| (n, Some(a)));
        let message = bundle.get_message(name)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        Some(isolation::settled(voice.lang, &format(bundle, pattern, args)))
    }

    /// A pattern that stands in no file, such as an action's own sentence.
    pub fn pattern(
        &self,
        voice: impl Into<Voice>,
        pattern: &str,
        args: &FluentArgs<'_>,
    ) -> Option<String> {
        let voice = voice.into();
        let bundle = self.of(voice)?;
        let (resource, fault) = parse(&as_message(pattern));
        if fault.is_some() {
            return None;
        }
        match resource.get_entry(0)? {
            Entry::Message(message) => {
                let said = format(bundle, message.value.as_ref()?, args);
                Some(isolation::settled(voice.lang, &said))
            }
            _ => None,
        }
    }

    fn of(&self, voice: Voice) -> Option<&FluentBundle<FluentResource>> {
        self.bundles.iter().find(|(known, _)| *known == voice).map(|(_, bundle)| bundle)
    }
}

/// Names and contents of a language's files.
pub(crate) const fn files(lang: Lang) -> &'static [(&'static str, &'static str)] {
    match lang {
        Lang::En => EN,
        Lang::He => HE,
    }
}

/// What cannot be resolved stays in the text as its name, which the tests look for.
fn format<'a>(
    bundle: &'a FluentBundle<FluentResource>,
    pattern: &'a Pattern<&'a str>,
    args: &'a FluentArgs<'a>,
) -> String {
    bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
}

/// A pattern as the only message of a file: lines that belong to it are indented.
pub(crate) fn as_message(pattern: &str) -> String {
    format!("it = {}", pattern.replace('\n', "\n    "))
}

/// Whether a pattern that stands in no file can be read.
pub(crate) fn is_pattern(pattern: &str) -> bool {
    parse(&as_message(pattern)).1.is_none()
}

/// The names after `$` in a pattern or a file, in their order.
pub(crate) fn variables(text: &str) -> Vec<&str> {
    let names = text.split('$').skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
        &rest[..end.unwrap_or(rest.len())]
    });
    names.collect()
}

pub(crate) fn parse(text: &str) -> (FluentResource, Option<Cow<'static, str>>) {
    match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => (resource, None),
        Err((resource, errors)) => {
            let first = errors.first().map(|error| Cow::from(error.to_string()));
            (resource, first.or(Some("unreadable".into())))
        }
    }
}

fn keys_of(resource: &FluentResource) -> Vec<String> {
    let mut keys = Vec::new();
    for entry in resource.entries() {
        if let Entry::Message(message) = entry {
            let name = message.id.name;
            keys.extend(message.value.is_some().then(|| name.to_owned()));
            keys.extend(message.attributes.iter().map(|it| format!("{name}.{}", it.id.name)));
        }
    }
    keys
}
