//! Being told no: title, sentence and hint by code.

use aluma_types::admission::Inadmissible;
use aluma_types::lookup::{BodyText, Lookup};
use aluma_types::spec::{ActionSpec, Catalog, FieldSpec, IdKind};
use aluma_types::value::Value;
use aluma_types::{Amount, AssetId, Hash32, Share, Span, Timestamp};
use fluent_bundle::{FluentArgs, FluentValue};

use crate::words::{self, Speaker};
use crate::{Texts, Voice};

/// A refusal in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A few words.
    pub title: String,
    /// The fact, in a sentence.
    pub detail: String,
    /// What would make it work, and when.
    pub hint: Option<String>,
}

/// A value of a refusal's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A number, which the sentence may count with.
    Number(u128),
    /// A name, a code, or anything that is in words already.
    Text(String),
    /// Money.
    Amount(Amount),
    /// Something that has an id.
    Id(IdKind, u64),
    /// A part of a whole.
    Share(Share),
    /// A moment.
    Time(Timestamp),
    /// A duration.
    Span(Span),
}

impl Arg {
    fn say(&self, speaker: Speaker<'_>) -> FluentValue<'static> {
        match self {
            Self::Number(number) => words::number(*number),
            Self::Text(text) => FluentValue::from(text.clone()),
            Self::Amount(amount) => FluentValue::from(speaker.amount(amount)),
            Self::Id(kind, id) => FluentValue::from(speaker.id(*kind, u128::from(*id))),
            Self::Share(share) => FluentValue::from(words::share(*share)),
            Self::Time(time) => FluentValue::from(words::time(speaker.voice, *time)),
            Self::Span(span) => FluentValue::from(words::span(speaker.voice, *span)),
        }
    }
}

/// The words of a domain's refusal, from the message `refusal-<name>`. A name without a message
/// speaks for itself.
pub fn refusal(
    voice: impl Into<Voice>,
    name: &str,
    data: &[(&str, Arg)],
    lookup: &dyn Lookup,
) -> Problem {
    let speaker = Speaker::new(voice.into(), lookup);
    problem(speaker.voice, &format!("refusal-{name}"), name, &args(speaker, data))
}

/// As [`refusal`], from data that has specs.
pub fn refusal_of(
    voice: impl Into<Voice>,
    name: &str,
    data: (&'static [FieldSpec], &[Value]),
    lookup: &dyn Lookup,
) -> Problem {
    let voice = voice.into();
    let args = Speaker::new(voice, lookup).args(data.0, data.1);
    problem(voice, &format!("refusal-{name}"), name, &args)
}

/// Why a transaction is not admitted, from the message `inadmissible-<name>`.
pub fn inadmissible(voice: impl Into<Voice>, why: &Inadmissible) -> Problem {
    let voice = voice.into();
    let data: &[(&str, Arg)] = match why {
        Inadmissible::Malformed(error) => &[("reason", Arg::Text(error.name().to_owned()))],
        Inadmissible::TooFarAhead { until } => &[("until", Arg::Time(*until))],
        Inadmissible::NonceAhead { now } => &[("now", Arg::Time(*now))],
        Inadmissible::AllowanceSpent { next } => &[("next", Arg::Time(*next))],
        Inadmissible::BadName { rule } => &[("rule", Arg::Text((*rule).to_owned()))],
        _ => &[],
    };
    let name = why.name();
    let speaker = Speaker::new(voice, &Unknown);
    problem(voice, &format!("inadmissible-{name}"), name, &args(speaker, data))
}

/// Why a field of an input was refused, from the message `field-<name>`: the name and limit of
/// `aluma_types::json::Reason`.
pub fn field_problem(voice: impl Into<Voice>, name: &str, limit: Option<u32>) -> String {
    let mut args = FluentArgs::new();
    if let Some(limit) = limit {
        args.set("limit", words::number(u128::from(limit)));
    }
    let sentence = Texts::get().message(voice, &format!("field-{name}"), &args);
    sentence.unwrap_or_else(|| name.to_owned())
}

/// Any message by its key (`name` or `name.attribute`); `None` where there is none.
pub fn text(
    voice: impl Into<Voice>,
    key: &str,
    data: &[(&str, Arg)],
    lookup: &dyn Lookup,
) -> Option<String> {
    let speaker = Speaker::new(voice.into(), lookup);
    Texts::get().message(speaker.voice, key, &args(speaker, data))
}

/// Knows nothing: for words without ids and money.
#[derive(Clone, Copy, Debug)]
pub struct Unknown;

impl Lookup for Unknown {
    fn body(&self, _: &Hash32) -> BodyText {
        BodyText::Missing
    }

    fn asset(&self, _: AssetId) -> Option<(String, u8)> {
        None
    }

    fn catalog(&self) -> &dyn Catalog {
        self
    }
}

impl Catalog for Unknown {
    fn actions(&self) -> &[(u16, &'static ActionSpec)] {
        &[]
    }
}

fn args(speaker: Speaker<'_>, data: &[(&str, Arg)]) -> FluentArgs<'static> {
    data.iter().map(|(name, arg)| ((*name).to_owned(), arg.say(speaker))).collect()
}

/// What is wrong with an archive, from the message `archive-<name>`; values are words already.
pub fn archive(voice: impl Into<Voice>, name: &str, data: &[(&str, String)]) -> Problem {
    let mut args = FluentArgs::new();
    for (name, value) in data {
        args.set((*name).to_owned(), value.clone());
    }
    problem(voice.into(), &format!("archive-{name}"), name, &args)
}

fn problem(voice: Voice, key: &str, name: &str, args: &FluentArgs<'_>) -> Problem {
    let say = |key: &str| Texts::get().message(voice, key, args);
    Problem {
        title: say(&format!("{key}.title")).unwrap_or_else(|| name.to_owned()),
        detail: say(key).unwrap_or_else(|| name.to_owned()),
        hint: say(&format!("{key}.hint")),
    }
}
