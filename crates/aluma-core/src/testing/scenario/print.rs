//! Values as a scenario shows them: short, and with names for numbers.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use aluma_types::spec::{FieldSpec, IdKind, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{Span, Timestamp, show};

use super::words::{Names, unnamed};
use crate::kernel::refusal::Datum;
use crate::testing::World;

/// Prints for one scenario.
pub(super) struct Printer<'a> {
    pub(super) names: &'a Names,
    pub(super) world: &'a World,
}

impl Printer<'_> {
    /// A value of any shape.
    pub(super) fn value(&self, spec: &'static TypeSpec, value: &Value) -> String {
        match (spec, value) {
            (_, Value::Bool(flag)) => flag.to_string(),
            (TypeSpec::Time, Value::Uint(at)) => self.moment(*at),
            (TypeSpec::Span, Value::Uint(span)) => show::span(Span(small(*span))),
            (TypeSpec::Id(kind), Value::Uint(id)) => self.id(*kind, small(*id)),
            (_, Value::Uint(number)) => number.to_string(),
            (_, Value::Hash(hash)) => self.text(hash),
            (_, Value::Amount(amount)) => {
                format!("{} {}", amount.units, self.id(IdKind::AssetId, amount.asset.0))
            }
            (_, Value::Share(share)) => show::share(*share),
            (_, Value::Text(text)) => text.clone(),
            (_, Value::Body { id, .. } | Value::Name { id, .. }) => self.text(id),
            (_, Value::PublicKey(_) | Value::Proof(_)) => "key".to_string(),
            (_, Value::Acts(acts)) => {
                let names = acts.iter().map(|act| self.act(act));
                format!("[{}]", names.collect::<Vec<_>>().join(" "))
            }
            (TypeSpec::List { item, .. }, Value::List(items)) => {
                let items = items.iter().map(|value| self.value(item, value));
                format!("[{}]", items.collect::<Vec<_>>().join(" "))
            }
            (TypeSpec::Option(_), Value::Option(None)) => "-".to_string(),
            (TypeSpec::Option(inner), Value::Option(Some(value))) => self.value(inner, value),
            (TypeSpec::Struct(spec), Value::Struct(values)) => {
                format!("{{{}}}", self.fields(spec.fields, values))
            }
            (TypeSpec::Enum(spec), Value::Enum(tag, values)) => {
                let Ok(variant) = spec.variant(*tag) else { return "?".to_string() };
                match values.is_empty() {
                    true => variant.name.to_string(),
                    false => format!("{}{{{}}}", variant.name, self.fields(variant.fields, values)),
                }
            }
            _ => "?".to_string(),
        }
    }

    /// Fields as `name=value`, but those that hold nothing.
    pub(super) fn fields(&self, specs: &'static [FieldSpec], values: &[Value]) -> String {
        let shown = specs.iter().zip(values).filter_map(|(field, value)| {
            let text = self.value(field.spec, value);
            (text != "-" && text != "[]").then(|| format!("{}={text}", field.name))
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    /// One value inside another, by a dotted path.
    pub(super) fn pick(
        &self,
        spec: &'static TypeSpec,
        value: &Value,
        path: &str,
    ) -> Option<String> {
        if path.is_empty() {
            return Some(self.value(spec, value));
        }
        let (step, rest) = path.split_once('.').unwrap_or((path, ""));
        match (spec, value) {
            (TypeSpec::Option(_), Value::Option(None)) => Some("-".to_string()),
            (TypeSpec::Option(inner), Value::Option(Some(value))) => self.pick(inner, value, path),
            (TypeSpec::Struct(spec), Value::Struct(values)) => {
                let at = spec.fields.iter().position(|field| field.name == step)?;
                self.pick(spec.fields.get(at)?.spec, values.get(at)?, rest)
            }
            (TypeSpec::List { item, .. }, Value::List(items)) => {
                let shown = items.iter().map(|value| self.pick(item, value, path));
                Some(format!("[{}]", shown.collect::<Option<Vec<_>>>()?.join(" ")))
            }
            _ => None,
        }
    }

    /// A datum of a refusal.
    pub(super) fn datum(&self, datum: &Datum) -> String {
        match datum {
            Datum::Number(number) => number.to_string(),
            Datum::Amount(amount) => {
                format!("{} {}", amount.units, self.id(IdKind::AssetId, amount.asset.0))
            }
            Datum::Share(share) => show::share(*share),
            Datum::Time(at) => self.moment(u128::from(at.0)),
            Datum::Span(span) => show::span(*span),
            Datum::Account(id) => self.id(IdKind::AccountId, id.0),
            Datum::Dao(id) => self.id(IdKind::DaoId, id.0),
            Datum::Asset(id) => self.id(IdKind::AssetId, id.0),
            Datum::Proposal(id) => id.0.to_string(),
            Datum::Poll(id) => id.0.to_string(),
            Datum::Word(word) => (*word).to_string(),
        }
    }

    fn act(&self, act: &aluma_types::Act) -> String {
        let entry = self.world.registry().entry(act.number);
        entry.map_or("?", |entry| entry.spec.name).to_string()
    }

    fn moment(&self, at: u128) -> String {
        format!("@{}", show::span(Timestamp(small(at)).since(self.world.began())))
    }

    fn text(&self, id: &aluma_types::Hash32) -> String {
        match self.names.texts.get(id) {
            Some(text) => format!("{text:?}"),
            None => unnamed(id),
        }
    }

    fn id(&self, kind: IdKind, id: u64) -> String {
        let named = match kind {
            IdKind::AccountId => self.names.people.iter().find(|(_, known)| **known == id),
            IdKind::DaoId => self.names.daos.iter().find(|(_, known)| **known == id),
            IdKind::AssetId => {
                let row = self.world.state().treasury.assets.get(&aluma_types::AssetId(id));
                return row.map_or_else(|| id.to_string(), |row| row.symbol.as_str().to_string());
            }
            _ => None,
        };
        named.map_or_else(|| id.to_string(), |(name, _)| name.clone())
    }
}

fn small(number: u128) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
