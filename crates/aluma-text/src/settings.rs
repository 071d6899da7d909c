//! A charter's parameters and their changes in words.

use aluma_core::dao::rules::parameters::{named, numbered, parse, tagged};
use aluma_core::dao::sections::Figure;
use aluma_core::dao::{Charter, HEAD, Kind, ParameterSpec, ParameterValue as Setting, Unit};
use aluma_types::codec::Canon;
use aluma_types::spec::{IdKind, StructSpec};
use aluma_types::value::Value;
use aluma_types::{Amount, Share, show};
use fluent_bundle::{FluentArgs, FluentValue};

use crate::words::{self, Speaker};
use crate::{Lang, Texts};

/// Decimal places of a number that counts millionths of a point.
const POINT_DECIMALS: u8 = 6;
/// Decimal places of a number that counts millionths of a member.
pub(crate) const HEAD_DECIMALS: u8 = HEAD.ilog10() as u8;

impl Speaker<'_> {
    /// A parameter's label.
    pub(crate) fn label_of(self, spec: &ParameterSpec) -> &'static str {
        match self.voice.lang {
            Lang::En => spec.en,
            Lang::He => spec.he,
        }
    }

    /// A parameter's value in words; `charter` says which asset it is measured in.
    pub(crate) fn setting(
        self,
        spec: &ParameterSpec,
        setting: Setting,
        charter: Option<&Charter>,
    ) -> String {
        let none = || self.say("charter-value-none", []);
        match setting {
            Setting::Flag { value: true } => self.say("kind-yes", []),
            Setting::Flag { value: false } => self.say("kind-no", []),
            Setting::Number { value } => self.number(spec.unit, value, charter),
            Setting::Span { value } if value.0 == 0 => none(),
            Setting::Span { value } => words::span_in_prose(self.voice, value),
            Setting::Share { value } => words::share(value),
            Setting::Time { value } => words::time(self.voice, value),
            Setting::Asset { value: Some(asset) } => self.id(IdKind::AssetId, u128::from(asset.0)),
            Setting::Asset { value: None } => none(),
            Setting::Choice { value } => self.choice_of(spec.kind, value).to_owned(),
            Setting::Tags { value: 0 } => none(),
            Setting::Tags { value } => self.tags_of(spec.kind, value),
        }
    }

    /// What values a parameter may have, in words.
    pub(crate) fn range(self, spec: &ParameterSpec, charter: Option<&Charter>) -> String {
        let between = |min: Setting, max: Setting| {
            let ends = [min, max].map(|end| FluentValue::from(self.setting(spec, end, charter)));
            let [min, max] = ends;
            self.say("setting-between", [("min", min), ("max", max)])
        };
        let words = |names: &'static [(&str, &'static str, &'static str)]| {
            let label = |(_, en, he): &(&str, &'static str, &'static str)| match self.voice.lang {
                Lang::En => *en,
                Lang::He => *he,
            };
            FluentValue::from(names.iter().map(label).collect::<Vec<_>>().join(" · "))
        };
        match spec.kind {
            Kind::Flag => self.say("setting-flag", []),
            Kind::Number { min, max } => {
                between(Setting::Number { value: min }, Setting::Number { value: max })
            }
            Kind::Span { min, max } => {
                between(Setting::Span { value: min }, Setting::Span { value: max })
            }
            Kind::Share { min, max } => {
                between(Setting::Share { value: min }, Setting::Share { value: max })
            }
            Kind::Choice(names) => self.say("setting-one-of", [("names", words(names))]),
            Kind::Tags { of, most } => self.say(
                "setting-some-of",
                [("most", words::number(u128::from(most))), ("names", words(of))],
            ),
            Kind::Time => self.say("setting-time", []),
            Kind::OptionalAsset => self.say("setting-asset", []),
        }
    }

    fn tags_of(self, kind: Kind, value: u64) -> String {
        let Kind::Tags { of, .. } = kind else { return String::new() };
        let words = tagged(of, value).map(|(_, en, he)| match self.voice.lang {
            Lang::En => *en,
            Lang::He => *he,
        });
        words.collect::<Vec<_>>().join(", ")
    }

    fn choice_of(self, kind: Kind, place: u8) -> &'static str {
        let Kind::Choice(names) = kind else { return "" };
        names.get(usize::from(place)).map_or("", |(_, en, he)| match self.voice.lang {
            Lang::En => en,
            Lang::He => he,
        })
    }

    fn number(self, unit: Unit, value: u128, charter: Option<&Charter>) -> String {
        let count = |key: &str, number: String| {
            let counted = number.parse().map_or_else(|_| number.clone().into(), words::number);
            self.say(key, [("count", counted), ("number", FluentValue::from(number))])
        };
        match unit {
            Unit::OfKind => value.to_string(),
            Unit::People => count("charter-value-people", value.to_string()),
            Unit::Proposals => count("charter-value-proposals", value.to_string()),
            Unit::Heads => count("charter-value-heads", show::amount(value, HEAD_DECIMALS)),
            Unit::Parts => format!("{}%", show::amount(value, 2)),
            Unit::UnitsOf(asset) => {
                let asset = charter.zip(named(asset)).map(|(charter, spec)| charter.get(spec));
                match asset {
                    Some(Setting::Asset { value: Some(asset) }) => {
                        self.amount(&Amount { asset, units: value })
                    }
                    _ => count("charter-value-units", value.to_string()),
                }
            }
        }
    }

    /// What a sentence needs of a parameter: `$name` in words, `$name_key` to choose by, and
    /// `$name_count` of a number.
    pub(crate) fn argument(
        self,
        name: &str,
        spec: &ParameterSpec,
        setting: Setting,
        args: &mut FluentArgs<'static>,
    ) {
        let key = match setting {
            Setting::Flag { value } => (if value { "yes" } else { "no" }).to_owned(),
            Setting::Number { value } => {
                args.set(format!("{name}_count"), words::number(value));
                if value == 0 { "none".to_owned() } else { "some".to_owned() }
            }
            Setting::Span { value } => (if value.0 == 0 { "zero" } else { "some" }).to_owned(),
            Setting::Share { value } => share_key(value).to_owned(),
            Setting::Time { .. } => "some".to_owned(),
            Setting::Asset { value } => some(value.is_some()).to_owned(),
            Setting::Tags { value } => some(value > 0).to_owned(),
            Setting::Choice { value } => match spec.kind {
                Kind::Choice(names) => {
                    names.get(usize::from(value)).map_or("", |(name, ..)| name).to_owned()
                }
                _ => String::new(),
            },
        };
        let shown = match setting {
            Setting::Number { value } => value.to_string(),
            setting => self.setting(spec, setting, None),
        };
        args.set(format!("{name}_key"), FluentValue::from(key));
        args.set(name.to_owned(), FluentValue::from(shown));
    }

    /// What a sentence needs of a consequence, named like a parameter's.
    pub(crate) fn figure(self, name: &str, figure: &Figure, args: &mut FluentArgs<'static>) {
        let mut set = |key: &'static str, shown: String| {
            args.set(format!("{name}_key"), FluentValue::from(key));
            args.set(name.to_owned(), FluentValue::from(shown));
        };
        match figure {
            Figure::None => set("none", String::new()),
            Figure::Word(word) => set(word, String::new()),
            Figure::Number(number) => {
                set(some(*number > 0), number.to_string());
                args.set(format!("{name}_count"), words::number(*number));
            }
            Figure::Decimal(units, decimals) => {
                let shown = show::amount(*units, *decimals);
                let counted = shown.parse().map_or_else(|_| shown.clone().into(), words::number);
                set(some(*units > 0), shown);
                args.set(format!("{name}_count"), counted);
            }
            Figure::Span(span) => {
                let key = if span.0 == 0 { "zero" } else { "some" };
                set(key, words::span_in_prose(self.voice, *span));
            }
            Figure::Share(share) => set(share_key(*share), words::share(*share)),
            Figure::Amounts(sums) => {
                let shown: Vec<_> = sums.iter().map(|sum| self.amount(sum)).collect();
                set(some(!sums.is_empty()), shown.join(", "));
            }
        }
    }

    /// A change of the charter, or another record of its words, as people read it; `None` for every
    /// other record. What a wallet
    /// signs stays as it was written.
    pub(crate) fn change(self, spec: &StructSpec, values: &[Value]) -> Option<String> {
        if self.is_signed {
            return None;
        }
        let (key, before, after) = match (spec.name, values) {
            ("Change", [Value::Uint(number), before, after]) => {
                return self.amended(*number, before, after);
            }
            ("FailureAnswer", [Value::Uint(code), Value::Option(Some(name))]) => {
                return self.failure(*code, name);
            }
            ("Points", [Value::Uint(micro)]) => return Some(self.points(*micro)),
            ("ParameterAnswer", [Value::Text(key)]) => return self.parameter(key),
            ("ChangeAnswer", [Value::Text(key), Value::Text(before), Value::Text(after)]) => {
                (key, Some(before), after)
            }
            ("ChangeText", [Value::Text(key), Value::Text(after)]) => (key, None, after),
            _ => return None,
        };
        let spec = named(key)?;
        let words = |text: &str| Some(self.setting(spec, parse(spec.kind, text)?, None));
        let before = match before {
            Some(text) => Some(words(text)?),
            None => None,
        };
        self.told(spec, before, words(after)?)
    }

    /// Points of reputation, from millionths.
    fn points(self, micro: u128) -> String {
        let shown = show::amount(micro, POINT_DECIMALS);
        let count = shown.parse().map_or_else(|_| shown.clone().into(), words::number);
        self.say("kind-points", [("count", count), ("shown", FluentValue::from(shown))])
    }

    /// A parameter that changed, by its number and its values as the ledger holds them.
    fn amended(self, number: u128, before: &Value, after: &Value) -> Option<String> {
        let spec = numbered(u16::try_from(number).ok()?)?;
        let words = |value: &Value| {
            let bytes = Setting::SPEC.encode(value).ok()?;
            Some(self.setting(spec, Setting::from_bytes(&bytes).ok()?, None))
        };
        self.told(spec, Some(words(before)?), words(after)?)
    }

    fn told(self, spec: &ParameterSpec, before: Option<String>, after: String) -> Option<String> {
        let mut args = FluentArgs::new();
        let section = format!("charter-{}", spec.section);
        args.set("section", words::message(self.voice, &section, []));
        args.set("label", self.label_of(spec));
        args.set("after", after);
        let key = match before {
            Some(before) => {
                args.set("before", before);
                "charter-change"
            }
            None => "charter-setting",
        };
        Texts::get().message(self.voice, key, &args)
    }
}

impl Speaker<'_> {
    /// A parameter by its section and label.
    fn parameter(self, key: &str) -> Option<String> {
        let spec = named(key)?;
        let section = words::message(self.voice, &format!("charter-{}", spec.section), []);
        let label = FluentValue::from(self.label_of(spec));
        Some(self.say("charter-parameter", [("section", section.into()), ("label", label)]))
    }

    /// Why something failed, by the refusal's title, with the number to look it up by.
    fn failure(self, code: u128, name: &Value) -> Option<String> {
        let Value::Text(name) = name else { return None };
        let title = format!("refusal-{name}.title");
        let title = Texts::get().message(self.voice, &title, &FluentArgs::new())?;
        Some(self.say("kind-failure", [("title", title.into()), ("code", words::number(code))]))
    }
}

fn some(is: bool) -> &'static str {
    if is { "some" } else { "none" }
}

/// Whether a share is nothing, all, or a part.
fn share_key(share: Share) -> &'static str {
    match share {
        share if share.is_zero() => "none",
        Share::ONE => "all",
        _ => "some",
    }
}
