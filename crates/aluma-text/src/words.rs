//! A value in words, by its shape, and the arguments that a sentence's pattern can use.

use std::collections::BTreeMap;

use aluma_types::lookup::{BodyText, Lookup};
use aluma_types::show;
use aluma_types::spec::{FieldSpec, IdKind, TypeSpec, VariantSpec};
use aluma_types::value::Value;
use aluma_types::{Act, Amount, AssetId, Hash32, Share, Span, Timestamp};
use fluent_bundle::{FluentArgs, FluentValue};

use crate::around::Around;
use crate::isolation;
use crate::measured::Counted;
use crate::sentence::act_at_depth;
use crate::{Lang, Texts, Voice};

/// Items of a list that are named one by one; the rest is counted.
const FIRST_ITEMS: usize = 3;
/// Fluent counts in doubles: numbers above this are given to it as text.
const EXACT: u128 = 1 << 53;

/// A value of shape `spec` in words.
pub fn value(
    voice: impl Into<Voice>,
    spec: &'static TypeSpec,
    value: &Value,
    lookup: &dyn Lookup,
) -> String {
    Speaker::new(voice.into(), lookup).value(spec, value)
}

/// A duration in words, such as "1 day, 12 hours".
pub fn span(voice: impl Into<Voice>, span: Span) -> String {
    span_parts(voice.into(), span).join(", ")
}

/// A duration as it stands in prose: "1 day and 12 hours".
pub(crate) fn span_in_prose(voice: Voice, span: Span) -> String {
    let mut parts = span_parts(voice, span);
    let Some(last) = parts.pop().filter(|_| !parts.is_empty()) else {
        return self::span(voice, span);
    };
    let and = match voice.lang {
        Lang::En => " and ",
        // A letter joined to a word, and with a hyphen to a number.
        Lang::He if last.starts_with(|c: char| c.is_ascii_digit()) => " ו־",
        Lang::He => " ו",
    };
    format!("{}{and}{last}", parts.join(", "))
}

fn span_parts(voice: Voice, span: Span) -> Vec<String> {
    const UNITS: [(u64, &str); 5] = [
        (86_400_000, "kind-days"),
        (3_600_000, "kind-hours"),
        (60_000, "kind-minutes"),
        (1_000, "kind-seconds"),
        (1, "kind-milliseconds"),
    ];
    // One run: its numbers must not be set off again inside it.
    let voice = Voice::plain(voice.lang);
    let mut rest = span.0;
    let mut parts = Vec::new();
    for (unit_ms, key) in UNITS {
        let count = rest / unit_ms;
        rest %= unit_ms;
        if count > 0 || (span.0 == 0 && unit_ms == 1_000) {
            parts.push(message(voice, key, [("count", number(u128::from(count)))]));
        }
    }
    parts
}

/// A moment in UTC, to the minute unless it has seconds.
pub fn time(voice: impl Into<Voice>, moment: Timestamp) -> String {
    let (year, month, day) = show::date(moment);
    let text = show::time(moment);
    let clock = text.split_whitespace().nth(1).unwrap_or_default();
    let clock = clock.strip_suffix(".000").unwrap_or(clock);
    let clock = clock.strip_suffix(":00").filter(|rest| rest.len() > 3).unwrap_or(clock);
    let args = [
        ("year", FluentValue::from(format!("{year:04}"))),
        ("month", FluentValue::from(format!("{month:02}"))),
        ("day", FluentValue::from(format!("{day:02}"))),
        ("clock", FluentValue::from(clock.to_owned())),
    ];
    // One isolated run: its parts must not be set off again inside it.
    message(Voice::plain(voice.into().lang), "kind-time", args)
}

/// A field's label: the first line of its doc comment, or its Hebrew label.
pub fn label(lang: Lang, field: &FieldSpec) -> &str {
    pick(lang, field.he, field.doc)
}

/// A choice's label: its name in words, or its Hebrew label.
pub fn variant_label(lang: Lang, variant: &VariantSpec) -> String {
    match lang {
        Lang::He if !variant.he.is_empty() => variant.he.to_owned(),
        _ => variant.name.replace('-', " "),
    }
}

fn pick<'a>(lang: Lang, he: &'a str, doc: &'a str) -> &'a str {
    match lang {
        Lang::He if !he.is_empty() => he,
        _ => doc.lines().next().unwrap_or_default().trim_end_matches('.'),
    }
}

/// A number as Fluent counts it, or its digits where that would round.
pub(crate) fn number<'a>(number: u128) -> FluentValue<'a> {
    if number < EXACT { FluentValue::from(number as u64) } else { number.to_string().into() }
}

pub(crate) fn message<'a, const N: usize>(
    voice: Voice,
    key: &str,
    args: [(&'a str, FluentValue<'a>); N],
) -> String {
    let args = FluentArgs::from_iter(args);
    Texts::get().message(voice, key, &args).unwrap_or_else(|| key.to_owned())
}

/// Says values in one voice to somebody who may read what `lookup` answers.
#[derive(Clone, Copy)]
pub(crate) struct Speaker<'a> {
    pub(crate) voice: Voice,
    pub(crate) lookup: &'a dyn Lookup,
    pub(crate) depth: usize,
    /// Whether the words are part of what is signed, and so may never change.
    pub(crate) is_signed: bool,
    /// Whether whoever has a name is called by it alone, and moments end at the minute: for what
    /// people read in passing.
    pub(crate) is_brief: bool,
    /// What bare numbers of the record around are counted in.
    pub(crate) unit: Counted<'a>,
    /// The records around.
    pub(crate) around: Option<&'a Around<'a>>,
}

impl<'a> Speaker<'a> {
    /// Says what people read and do not sign.
    pub(crate) const fn new(voice: Voice, lookup: &'a dyn Lookup) -> Self {
        Self {
            voice,
            lookup,
            depth: 0,
            is_signed: false,
            is_brief: false,
            unit: Counted::Bare,
            around: None,
        }
    }
}

/// Whether a value was left out.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Option(inner) => inner.is_none(),
        Value::List(items) => items.is_empty(),
        Value::Acts(acts) => acts.is_empty(),
        _ => false,
    }
}

impl Speaker<'_> {
    /// The arguments that a pattern over these fields can use; see the crate's introduction.
    pub(crate) fn args(
        self,
        fields: &'static [FieldSpec],
        values: &[Value],
    ) -> FluentArgs<'static> {
        let mut args = FluentArgs::new();
        self.add_args("", fields, values, &mut args);
        args
    }

    fn add_args(
        self,
        before: &str,
        fields: &'static [FieldSpec],
        values: &[Value],
        args: &mut FluentArgs<'static>,
    ) {
        let around = Around::new(fields, values, self);
        let inside = self.within(&around);
        for (field, value) in fields.iter().zip(values) {
            let name = format!("{before}{}", field.name);
            inside.for_field(field).arg(name, field.spec, value, args);
        }
    }

    fn arg(
        self,
        name: String,
        spec: &'static TypeSpec,
        value: &Value,
        args: &mut FluentArgs<'static>,
    ) {
        let key = |key: &str| FluentValue::from(key.to_owned());
        match (spec, value) {
            (TypeSpec::Option(inner), Value::Option(Some(value))) => {
                args.set(format!("{name}_key"), key("some"));
                return self.arg(name, inner, value, args);
            }
            (_, Value::Option(None)) => args.set(format!("{name}_key"), key("none")),
            (_, Value::Bool(flag)) => {
                args.set(format!("{name}_key"), key(if *flag { "yes" } else { "no" }));
            }
            (TypeSpec::Enum(spec), Value::Enum(tag, values)) => {
                if let Ok(variant) = spec.variant(*tag) {
                    args.set(format!("{name}_key"), key(variant.name));
                    self.add_args(&format!("{name}_"), variant.fields, values, args);
                }
            }
            (TypeSpec::Struct(spec), Value::Struct(values)) => {
                self.add_args(&format!("{name}_"), spec.fields, values, args);
            }
            (_, Value::List(items)) => {
                args.set(format!("{name}_count"), number(items.len() as u128));
            }
            (_, Value::Acts(acts)) => args.set(format!("{name}_count"), number(acts.len() as u128)),
            (_, Value::Uint(count)) => args.set(format!("{name}_count"), number(*count)),
            _ => {}
        }
        args.set(name, FluentValue::from(self.value(spec, value)));
    }

    pub(crate) fn value(self, spec: &'static TypeSpec, value: &Value) -> String {
        match (spec, value) {
            (TypeSpec::Id(kind), Value::Uint(id)) => self.id(*kind, *id),
            (TypeSpec::Time, Value::Uint(ms)) if self.is_brief => {
                time(self.voice, Timestamp((ms - ms % 60_000) as u64))
            }
            (TypeSpec::Time, Value::Uint(ms)) => time(self.voice, Timestamp(*ms as u64)),
            (TypeSpec::Span, Value::Uint(ms)) => span(self.voice, Span(*ms as u64)),
            (TypeSpec::U128, Value::Uint(number)) => self.counted(*number),
            (_, Value::Uint(number)) => number.to_string(),
            (_, Value::Bool(true)) => self.say("kind-yes", []),
            (_, Value::Bool(false)) => self.say("kind-no", []),
            (_, Value::Hash(hash)) => hash.to_string(),
            (_, Value::Amount(amount)) => self.amount(amount),
            (_, Value::Share(part)) => share(*part),
            (_, Value::Text(text)) => text.clone(),
            (_, Value::Body { id, .. } | Value::Name { id, .. }) => self.body(id),
            (_, Value::PublicKey(key)) => key.to_text(),
            (_, Value::Proof(proof)) => self.say("kind-proof", [("key", text(proof.key))]),
            (_, Value::Acts(acts)) => self.acts(acts),
            (TypeSpec::List { item, .. }, Value::List(items)) => self.list(item, items),
            (TypeSpec::Option(inner), Value::Option(Some(value))) => self.value(inner, value),
            (_, Value::Option(_)) => self.say("kind-none", []),
            (TypeSpec::Struct(spec), Value::Struct(values)) => {
                let told = self.change(spec, values);
                told.unwrap_or_else(|| {
                    let inside = self.inside(spec, values);
                    let said = inside.said((spec.says_en, spec.says_he), spec.fields, values);
                    said.unwrap_or_else(|| inside.fields(spec.fields, values))
                })
            }
            (TypeSpec::Enum(spec), Value::Enum(tag, values)) => match spec.variant(*tag) {
                Ok(variant) => self.choice(variant, values),
                Err(_) => tag.to_string(),
            },
            _ => String::new(),
        }
    }

    pub(crate) fn say<'a, const N: usize>(
        self,
        key: &str,
        args: [(&'a str, FluentValue<'a>); N],
    ) -> String {
        message(self.voice, key, args)
    }

    pub(crate) fn id(self, kind: IdKind, id: u128) -> String {
        let key = match kind {
            IdKind::AccountId => "kind-account",
            IdKind::DaoId => "kind-dao",
            IdKind::ProposalId => "kind-proposal",
            IdKind::PollId => "kind-poll",
            IdKind::AssetId => "kind-asset",
            IdKind::PotId if id == 0 => "kind-pot-general",
            IdKind::PotId => "kind-pot",
        };
        let known = u64::try_from(id).ok();
        let name = match kind {
            IdKind::AssetId => {
                known.and_then(|id| self.lookup.asset(AssetId(id))).map(|(symbol, _)| symbol)
            }
            _ => known.and_then(|id| self.lookup.name(kind, id)),
        };
        match name {
            Some(name) if self.is_brief => match kind {
                IdKind::AccountId | IdKind::DaoId => format!("@{name}"),
                _ => name,
            },
            None if self.is_brief && matches!(kind, IdKind::DaoId) => {
                self.say("kind-community", [("id", text(id))])
            }
            Some(name) => {
                self.say(&format!("{key}.named"), [("name", text(name)), ("id", text(id))])
            }
            None => self.say(key, [("id", text(id))]),
        }
    }

    pub(crate) fn amount(self, amount: &Amount) -> String {
        match self.lookup.asset(amount.asset) {
            // One run of Latin letters and digits: it is isolated as a whole by its sentence.
            Some((symbol, decimals)) => {
                format!("{} {symbol}", show::amount(amount.units, decimals))
            }
            None => self
                .say("kind-amount", [("units", text(amount.units)), ("asset", text(amount.asset))]),
        }
    }

    fn body(self, id: &Hash32) -> String {
        match self.lookup.body(id) {
            // A text cannot close its own quotation and go on as if the ledger spoke.
            BodyText::Present(words) => {
                let words = words.replace(['“', '”', '„', '‟'], "\"");
                self.say("kind-text", [("text", text(words))])
            }
            BodyText::Erased => self.say("kind-text-erased", []),
            BodyText::Missing => self.say("kind-text-missing", [("id", text(id))]),
        }
    }

    fn choice(self, variant: &'static VariantSpec, values: &[Value]) -> String {
        let says = (variant.says_en, variant.says_he);
        if let Some(said) = self.said(says, variant.fields, values) {
            return said;
        }
        let label = variant_label(self.voice.lang, variant);
        if values.is_empty() {
            return label;
        }
        // Who or what is chosen says by itself which way was chosen.
        if let ([field], [value]) = (variant.fields, values)
            && matches!(field.spec, TypeSpec::Id(_))
        {
            return self.value(field.spec, value);
        }
        if values.iter().all(is_nothing) {
            return label;
        }
        let values = self.fields(variant.fields, values);
        self.say("kind-choice", [("label", text(label)), ("values", text(values))])
    }

    /// The values of a row, without labels and without what was left out: the sentence around says
    /// what they are.
    fn fields(self, fields: &'static [FieldSpec], values: &[Value]) -> String {
        let pairs = fields.iter().zip(values).filter(|(_, value)| !is_nothing(value));
        if values.iter().all(is_nothing) {
            return self.say("kind-unlimited", []);
        }
        let around = Around::new(fields, values, self);
        let inside = self.within(&around);
        let said = pairs.map(|(field, value)| inside.for_field(field).value(field.spec, value));
        self.join(", ", said)
    }

    /// A record or a choice by a pattern of its own, where it has one.
    fn said(
        self,
        (en, he): (&'static str, &'static str),
        fields: &'static [FieldSpec],
        values: &[Value],
    ) -> Option<String> {
        let pattern = match self.voice.lang {
            Lang::En => en,
            Lang::He => he,
        };
        if pattern.is_empty() {
            return None;
        }
        Texts::get().pattern(self.voice, pattern, &self.args(fields, values))
    }

    /// Parts side by side, each set off where the voice isolates.
    fn join(self, between: &str, parts: impl Iterator<Item = String>) -> String {
        let set_off = |part: String| match self.voice.isolate {
            true => isolation::set_off(self.voice.lang, &part),
            false => part,
        };
        parts.map(set_off).collect::<Vec<_>>().join(between)
    }

    fn list(self, item: &'static TypeSpec, items: &[Value]) -> String {
        if let Some(changes) = self.changes(item, items) {
            return changes;
        }
        let first = items.iter().take(FIRST_ITEMS).map(|value| self.value(item, value));
        let mut sums = BTreeMap::new();
        items.iter().for_each(|value| add_up(value, &mut sums));
        let total = sums
            .iter()
            .map(|(asset, units)| self.amount(&Amount { asset: AssetId(*asset), units: *units }));
        let rest = items.len().saturating_sub(FIRST_ITEMS);
        let key = match (sums.is_empty(), rest) {
            _ if items.is_empty() => "kind-list-empty",
            (true, 0) => "kind-list",
            (true, _) => "kind-list-longer",
            (false, 0) => "kind-list-sums",
            (false, _) => "kind-list-sums-longer",
        };
        self.say(
            key,
            [
                ("count", number(items.len() as u128)),
                ("rest", number(rest as u128)),
                ("first", text(self.join("; ", first))),
                ("sums", text(self.join(", ", total))),
            ],
        )
    }

    /// Changes of a charter, every one of them.
    pub(crate) fn changes(self, item: &'static TypeSpec, items: &[Value]) -> Option<String> {
        let TypeSpec::Struct(spec) = item else { return None };
        let one = |value: &Value| match value {
            Value::Struct(values) => self.change(spec, values),
            _ => None,
        };
        let all: Vec<String> = items.iter().map(one).collect::<Option<_>>()?;
        (!all.is_empty()).then(|| self.join("; ", all.into_iter()))
    }

    fn acts(self, acts: &[Act]) -> String {
        // What is around the act says nothing of the numbers in it.
        let depth = self.depth + 1;
        let inner = Speaker { depth, unit: Counted::Bare, around: None, ..self };
        let said = acts.iter().enumerate().map(|(n, act)| {
            let sentence = act_at_depth(inner, act);
            self.say("kind-act", [("number", number(n as u128 + 1)), ("sentence", text(sentence))])
        });
        said.collect::<Vec<_>>().join(" ")
    }
}

fn text<'a>(words: impl ToString) -> FluentValue<'a> {
    FluentValue::from(words.to_string())
}

/// Exact: hundredths where they can say it, otherwise the fraction.
pub(crate) fn share(share: Share) -> String {
    show::exact_percent(share).unwrap_or_else(|| show::share(share))
}

/// Adds the amounts of a row to the sum of their asset; a sum that overflows is held at the most
/// that can be written, which no treasury holds.
fn add_up(value: &Value, sums: &mut BTreeMap<u64, u128>) {
    match value {
        Value::Amount(amount) => {
            let sum = sums.entry(amount.asset.0).or_insert(0);
            *sum = sum.saturating_add(amount.units);
        }
        Value::Struct(values) | Value::Enum(_, values) | Value::List(values) => {
            values.iter().for_each(|value| add_up(value, sums));
        }
        Value::Option(Some(value)) => add_up(value, sums),
        _ => {}
    }
}
