//! Values to JSON.

use alloc::format;
use alloc::string::ToString;

use serde_json::{Map, Value as Json, json};

use super::{BodyText, Lookup, MAX_ACT_DEPTH};
use crate::amount::Amount;
use crate::hash::{Hash32, hex};
use crate::show;
use crate::spec::{FieldSpec, StructSpec, TypeSpec};
use crate::transaction::{Act, Proof};
use crate::value::Value;

/// The JSON form of a value of shape `spec`; null where the value has another shape.
pub fn to_json(spec: &'static TypeSpec, value: &Value, lookup: &dyn Lookup) -> Json {
    Writer { lookup, depth: 0 }.value(spec, value)
}

/// The JSON form of an action's or a view's fields: an object.
pub fn fields_to_json(spec: &'static StructSpec, values: &[Value], lookup: &dyn Lookup) -> Json {
    Json::Object(Writer { lookup, depth: 0 }.fields(spec.fields, values))
}

/// The JSON form of an act: `{"action": "transfer", fields}`. An act that the catalog does not know
/// or whose bytes are not canonical is `{"number", "bytes"}`.
pub fn act_to_json(act: &Act, lookup: &dyn Lookup) -> Json {
    Writer { lookup, depth: 0 }.act(act)
}

struct Writer<'a> {
    lookup: &'a dyn Lookup,
    depth: usize,
}

impl Writer<'_> {
    fn value(&self, spec: &'static TypeSpec, value: &Value) -> Json {
        match (spec, value) {
            (TypeSpec::U128, Value::Uint(number)) => Json::String(number.to_string()),
            (_, Value::Uint(number)) => u64::try_from(*number).map_or(Json::Null, Json::from),
            (_, Value::Bool(flag)) => Json::Bool(*flag),
            (_, Value::Hash(hash)) => Json::String(hash.to_string()),
            (_, Value::Amount(amount)) => self.amount(amount),
            (_, Value::Share(share)) => Json::String(show::share(*share)),
            (_, Value::Text(text)) => Json::String(text.clone()),
            (_, Value::Body { id, length }) => Json::Object(self.body(id, *length)),
            (_, Value::Name { id, length, skeleton }) => {
                let mut object = self.body(id, *length);
                object.insert("skeleton".into(), Json::String(skeleton.to_string()));
                Json::Object(object)
            }
            (_, Value::PublicKey(key)) => Json::String(key.to_text()),
            (_, Value::Proof(proof)) => self::proof(proof),
            (_, Value::Acts(acts)) => acts.iter().map(|act| self.act(act)).collect(),
            (TypeSpec::List { item, .. }, Value::List(values)) => {
                values.iter().map(|value| self.value(item, value)).collect()
            }
            (TypeSpec::Option(inner), Value::Option(Some(value))) => self.value(inner, value),
            (TypeSpec::Struct(spec), Value::Struct(values)) => {
                Json::Object(self.fields(spec.fields, values))
            }
            (TypeSpec::Enum(spec), Value::Enum(tag, values)) => match spec.variant(*tag) {
                Ok(variant) if variant.fields.is_empty() => Json::from(variant.name),
                Ok(variant) => {
                    let fields = Json::Object(self.fields(variant.fields, values));
                    Json::Object(Map::from_iter([(variant.name.to_string(), fields)]))
                }
                Err(_) => Json::Null,
            },
            _ => Json::Null,
        }
    }

    fn fields(
        &self,
        specs: &'static [FieldSpec],
        values: &[Value],
    ) -> Map<alloc::string::String, Json> {
        let pairs = specs.iter().zip(values);
        pairs
            .map(|(field, value)| (field.name.to_string(), self.value(field.spec, value)))
            .collect()
    }

    fn amount(&self, amount: &Amount) -> Json {
        let mut object = Map::new();
        object.insert("asset".into(), Json::from(amount.asset.0));
        object.insert("units".into(), Json::String(amount.units.to_string()));
        if let Some((symbol, decimals)) = self.lookup.asset(amount.asset) {
            let text = format!("{} {symbol}", show::amount(amount.units, decimals));
            object.insert("text".into(), Json::String(text));
        }
        Json::Object(object)
    }

    fn body(&self, id: &Hash32, length: u32) -> Map<alloc::string::String, Json> {
        let (key, value) = match self.lookup.body(id) {
            BodyText::Present(text) => ("text", Json::String(text)),
            BodyText::Erased => ("erased", Json::Bool(true)),
            BodyText::Missing => ("missing", Json::Bool(true)),
        };
        Map::from_iter([
            ("id".to_string(), Json::String(id.to_string())),
            ("length".to_string(), Json::from(length)),
            (key.to_string(), value),
        ])
    }

    fn act(&self, act: &Act) -> Json {
        let raw = || json!({ "number": act.number, "bytes": hex(&act.body) });
        if self.depth >= MAX_ACT_DEPTH {
            return raw();
        }
        let Some(spec) = self.lookup.catalog().action(act.number) else { return raw() };
        let Ok(values) = spec.fields.decode(&act.body) else { return raw() };
        let inner = Writer { lookup: self.lookup, depth: self.depth.saturating_add(1) };
        let mut object = Map::new();
        object.insert("action".into(), Json::from(spec.name));
        object.extend(inner.fields(spec.fields.fields, &values));
        Json::Object(object)
    }
}

fn proof(proof: &Proof) -> Json {
    json!({ "key": proof.key.to_string(), "signature": hex(&proof.signature) })
}
