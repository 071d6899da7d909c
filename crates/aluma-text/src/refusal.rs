//! Being told no: title, sentence and hint by code.

use aluma_types::admission::Inadmissible;
use aluma_types::lookup::Lookup;
use aluma_types::spec::FieldSpec;
use aluma_types::value::Value;
use aluma_types::{Share, Span, Timestamp, show};
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
    /// Base units, the asset's decimals and its symbol.
    Amount(u128, u8, String),
    /// A part of a whole.
    Share(Share),
    /// A moment.
    Time(Timestamp),
    /// A duration.
    Span(Span),
}

impl Arg {
    fn say(&self, voice: Voice) -> FluentValue<'static> {
        match self {
            Self::Number(number) => words::number(*number),
            Self::Text(text) => FluentValue::from(text.clone()),
            Self::Amount(units, decimals, symbol) => {
                FluentValue::from(format!("{} {symbol}", show::amount(*units, *decimals)))
            }
            Self::Share(share) => FluentValue::from(words::share(*share)),
            Self::Time(time) => FluentValue::from(words::time(voice, *time)),
            Self::Span(span) => FluentValue::from(words::span(voice, *span)),
        }
    }
}

/// The words of a domain's refusal, from the message `refusal-<name>`. A name without a message
/// speaks for itself.
pub fn refusal(voice: impl Into<Voice>, name: &str, data: &[(&str, Arg)]) -> Problem {
    let voice = voice.into();
    problem(voice, &format!("refusal-{name}"), name, &args(voice, data))
}

/// As [`refusal`], from data that has specs.
pub fn refusal_of(
    voice: impl Into<Voice>,
    name: &str,
    data: (&'static [FieldSpec], &[Value]),
    lookup: &dyn Lookup,
) -> Problem {
    let voice = voice.into();
    let args = Speaker { voice, lookup, depth: 0 }.args(data.0, data.1);
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
        _ => &[],
    };
    let name = why.name();
    problem(voice, &format!("inadmissible-{name}"), name, &args(voice, data))
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
pub fn text(voice: impl Into<Voice>, key: &str, data: &[(&str, Arg)]) -> Option<String> {
    let voice = voice.into();
    Texts::get().message(voice, key, &args(voice, data))
}

fn args(voice: Voice, data: &[(&str, Arg)]) -> FluentArgs<'static> {
    data.iter().map(|(name, arg)| ((*name).to_owned(), arg.say(voice))).collect()
}

fn problem(voice: Voice, key: &str, name: &str, args: &FluentArgs<'_>) -> Problem {
    let say = |key: &str| Texts::get().message(voice, key, args);
    Problem {
        title: say(&format!("{key}.title")).unwrap_or_else(|| name.to_owned()),
        detail: say(key).unwrap_or_else(|| name.to_owned()),
        hint: say(&format!("{key}.hint")),
    }
}
