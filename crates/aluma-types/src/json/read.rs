//! JSON to values.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::{Map, Value as Json};

use super::{FieldError, MAX_ACT_DEPTH, Reason, Resolve};
use crate::amount::{Amount, Share};
use crate::codec::DecodeError;
use crate::hash::{Hash32, unhex};
use crate::ids::AssetId;
use crate::keys::PublicKey;
use crate::show;
use crate::spec::{EnumSpec, FieldSpec, IdKind, StructSpec, TypeSpec};
use crate::text::is_allowed;
use crate::time::Span;
use crate::transaction::{Act, MAX_TRANSACTION_BYTES, Proof};
use crate::value::Value;

type Object = Map<String, Json>;
type Read<T> = Result<T, Reason>;

/// Reads a value of shape `spec`.
///
/// # Errors
/// [`FieldError`] with the path of the first field that is missing, unknown or not of its shape.
pub fn from_json(
    spec: &'static TypeSpec,
    json: &Json,
    resolve: &mut dyn Resolve,
) -> Result<Value, FieldError> {
    Parser::run(resolve, |parser| parser.value(spec, json))
}

/// Reads the fields of an action or a view from an object.
///
/// # Errors
/// As [`from_json`].
pub fn fields_from_json(
    spec: &'static StructSpec,
    json: &Json,
    resolve: &mut dyn Resolve,
) -> Result<Vec<Value>, FieldError> {
    Parser::run(resolve, |parser| parser.fields(spec.fields, object(json)?, ""))
}

/// Reads an act from `{"action": "transfer", fields}`.
///
/// # Errors
/// As [`from_json`].
pub fn act_from_json(json: &Json, resolve: &mut dyn Resolve) -> Result<Act, FieldError> {
    Parser::run(resolve, |parser| parser.act(json))
}

/// Walks spec and JSON together and remembers where it is.
struct Parser<'a> {
    resolve: &'a mut dyn Resolve,
    path: Vec<String>,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn run<T>(
        resolve: &'a mut dyn Resolve,
        read: impl FnOnce(&mut Self) -> Read<T>,
    ) -> Result<T, FieldError> {
        let mut parser = Self { resolve, path: Vec::new(), depth: 0 };
        let result = read(&mut parser);
        result.map_err(|reason| FieldError { path: parser.path(), reason })
    }

    fn path(&self) -> String {
        let mut text = String::new();
        for part in &self.path {
            if !text.is_empty() && !part.starts_with('[') {
                text.push('.');
            }
            text.push_str(part);
        }
        text
    }

    /// Reads one step further down; the step stays in the path where it fails.
    fn at<T>(&mut self, step: String, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        self.path.push(step);
        let value = read(self)?;
        self.path.pop();
        Ok(value)
    }

    fn value(&mut self, spec: &'static TypeSpec, json: &Json) -> Read<Value> {
        match spec {
            TypeSpec::Bool => flag(json).map(Value::Bool),
            TypeSpec::Hash => hash(json).map(Value::Hash),
            TypeSpec::Id(kind) => self.id(*kind, json).map(Value::Uint),
            TypeSpec::Time => moment(json).map(Value::Uint),
            TypeSpec::Span => duration(json).map(Value::Uint),
            TypeSpec::Amount => self.amount(json).map(Value::Amount),
            TypeSpec::Share => share(json).map(Value::Share),
            TypeSpec::Text { max } => mark(json, *max).map(Value::Text),
            TypeSpec::Body { max } => self.body(json, *max),
            TypeSpec::Name { max } => self.name(json, *max),
            TypeSpec::PublicKey => key(json).map(Value::PublicKey),
            TypeSpec::Proof => self.proof(json).map(Value::Proof),
            TypeSpec::Acts { max } => {
                self.list(json, *max, |parser, json| parser.act(json)).map(Value::Acts)
            }
            TypeSpec::List { item, max } => {
                self.list(json, *max, |parser, json| parser.value(item, json)).map(Value::List)
            }
            TypeSpec::Option(_) if json.is_null() => Ok(Value::Option(None)),
            TypeSpec::Option(inner) => {
                self.value(inner, json).map(|value| Value::Option(Some(Box::new(value))))
            }
            TypeSpec::Struct(spec) => {
                self.fields(spec.fields, object(json)?, "").map(Value::Struct)
            }
            TypeSpec::Enum(spec) => self.choice(spec, json),
            TypeSpec::Turn if json.is_null() => self.absent(spec),
            TypeSpec::Opaque => Err(Reason::UnknownField),
            _ => integer(json, spec.bits().unwrap_or(0), "number").map(Value::Uint),
        }
    }

    fn list<T>(
        &mut self,
        json: &Json,
        max: u32,
        mut read: impl FnMut(&mut Self, &Json) -> Read<T>,
    ) -> Read<Vec<T>> {
        let items = json.as_array().ok_or(Reason::Expected("list"))?;
        if items.len() > max as usize {
            return Err(Reason::TooMany(max));
        }
        let numbered = items.iter().enumerate();
        numbered.map(|(n, item)| self.at(format!("[{n}]"), |parser| read(parser, item))).collect()
    }

    /// The fields in the spec's order; `extra` names one key that is no field.
    fn fields(
        &mut self,
        specs: &'static [FieldSpec],
        object: &Object,
        extra: &str,
    ) -> Read<Vec<Value>> {
        let known = |key: &str| key == extra || specs.iter().any(|field| field.name == key);
        if let Some(key) = object.keys().find(|key| !known(key)) {
            return self.at(key.clone(), |_| Err(Reason::UnknownField));
        }
        let read = |field: &FieldSpec| {
            self.at(field.name.to_string(), |parser| match object.get(field.name) {
                Some(json) => parser.value(field.spec, json),
                None => parser.absent(field.spec),
            })
        };
        specs.iter().map(read).collect()
    }

    fn absent(&mut self, spec: &'static TypeSpec) -> Read<Value> {
        match spec {
            TypeSpec::Option(_) => Ok(Value::Option(None)),
            TypeSpec::Proof => self.proof(&Json::Null).map(Value::Proof),
            TypeSpec::Turn => match self.resolve.turn() {
                Some(turn) => Ok(Value::Uint(turn.into())),
                None => Err(Reason::Missing),
            },
            _ => Err(Reason::Missing),
        }
    }

    fn id(&mut self, kind: IdKind, json: &Json) -> Read<u128> {
        let text = match json {
            Json::String(text) if !text.bytes().all(|byte| byte.is_ascii_digit()) => text,
            _ => return integer(json, 64, "id"),
        };
        if kind == IdKind::AssetId {
            let (asset, _) = self.resolve.asset(text).ok_or(Reason::UnknownAsset)?;
            return Ok(u128::from(asset.0));
        }
        let handle = text.strip_prefix('@').unwrap_or(text);
        self.resolve.handle(kind, handle).map(u128::from).ok_or(Reason::UnknownHandle)
    }

    fn amount(&mut self, json: &Json) -> Read<Amount> {
        if let Json::String(text) = json {
            let (number, symbol) = text.rsplit_once(' ').ok_or(Reason::Expected("amount"))?;
            let (asset, decimals) = self.resolve.asset(symbol).ok_or(Reason::UnknownAsset)?;
            let units = show::parse_amount(number.trim_end(), decimals);
            return Ok(Amount { asset, units: units.ok_or(Reason::Expected("amount"))? });
        }
        let object = json.as_object().ok_or(Reason::Expected("amount"))?;
        self.only(object, &["asset", "units"])?;
        let asset = self.part(object, "asset", |parser, json| parser.id(IdKind::AssetId, json))?;
        let units = self.part(object, "units", |_, json| integer(json, 128, "number"))?;
        let asset = AssetId(u64::try_from(asset).map_err(|_| Reason::TooBig)?);
        Ok(Amount { asset, units })
    }

    fn body(&mut self, json: &Json, max: u32) -> Read<Value> {
        if let Json::String(text) = json {
            let length = words(text, max)?;
            let id = self.resolve.body(text).ok_or(Reason::NoTextHere)?;
            return Ok(Value::Body { id, length });
        }
        let object = json.as_object().ok_or(Reason::Expected("text"))?;
        self.only(object, &["id", "length"])?;
        let (id, length) = self.handle(object, max)?;
        Ok(Value::Body { id, length })
    }

    fn name(&mut self, json: &Json, max: u32) -> Read<Value> {
        if let Json::String(text) = json {
            let length = words(text, max)?;
            let (id, skeleton) = self.resolve.name(text).map_err(|_| Reason::ForbiddenText)?;
            return Ok(Value::Name { id, length, skeleton });
        }
        let object = json.as_object().ok_or(Reason::Expected("text"))?;
        self.only(object, &["id", "length", "skeleton"])?;
        let (id, length) = self.handle(object, max)?;
        let skeleton = self.part(object, "skeleton", |_, json| hash(json))?;
        Ok(Value::Name { id, length, skeleton })
    }

    /// Id and length of a text that is already kept somewhere.
    fn handle(&mut self, object: &Object, max: u32) -> Read<(Hash32, u32)> {
        let id = self.part(object, "id", |_, json| hash(json))?;
        let length = self.part(object, "length", |_, json| match integer(json, 32, "number")? {
            0 => Err(Reason::Empty),
            length => match u32::try_from(length) {
                Ok(length) if length <= max => Ok(length),
                _ => Err(Reason::TooLong(max)),
            },
        })?;
        Ok((id, length))
    }

    fn proof(&mut self, json: &Json) -> Read<Box<Proof>> {
        if json.is_null() {
            let path = self.path();
            return self.resolve.proof(&path).map(Box::new).ok_or(Reason::Missing);
        }
        let object = json.as_object().ok_or(Reason::Expected("proof"))?;
        self.only(object, &["key", "signature"])?;
        let key = self.part(object, "key", |_, json| hash(json))?;
        let signature = self.part(object, "signature", |_, json| {
            let bytes = unhex(string(json, "proof")?).ok_or(Reason::Expected("proof"))?;
            bytes.try_into().map_err(|_| Reason::Expected("proof"))
        })?;
        Ok(Box::new(Proof { key, signature }))
    }

    fn choice(&mut self, spec: &'static EnumSpec, json: &Json) -> Read<Value> {
        let empty = Object::new();
        let (label, fields) = match json {
            Json::String(label) => (label, &empty),
            Json::Object(object) if object.len() == 1 => {
                let (label, fields) = object.iter().next().ok_or(Reason::Expected("choice"))?;
                (label, fields.as_object().ok_or(Reason::Expected("choice"))?)
            }
            _ => return Err(Reason::Expected("choice")),
        };
        let variant = spec.variants.iter().find(|variant| variant.name == label);
        let variant = variant.ok_or(Reason::UnknownChoice)?;
        if variant.fields.is_empty() && fields.is_empty() {
            return Ok(Value::Enum(variant.tag, Vec::new()));
        }
        let values = self.at(label.clone(), |parser| parser.fields(variant.fields, fields, ""))?;
        Ok(Value::Enum(variant.tag, values))
    }

    fn act(&mut self, json: &Json) -> Read<Act> {
        if self.depth >= MAX_ACT_DEPTH {
            return Err(Reason::TooDeep);
        }
        let object = json.as_object().ok_or(Reason::Expected("object"))?;
        let (number, spec) = self.part(object, "action", |parser, json| {
            let name = string(json, "action")?;
            parser.resolve.catalog().named(name).ok_or(Reason::UnknownAction)
        })?;
        self.depth = self.depth.saturating_add(1);
        let values = self.fields(spec.fields.fields, object, "action")?;
        self.depth = self.depth.saturating_sub(1);
        let body = spec.fields.encode(&values).map_err(|_| Reason::Expected("action"))?;
        if body.len() > MAX_TRANSACTION_BYTES {
            return Err(Reason::TooLarge);
        }
        Ok(Act { number, body })
    }

    /// A key that must be there.
    fn part<T>(
        &mut self,
        object: &Object,
        key: &str,
        read: impl FnOnce(&mut Self, &Json) -> Read<T>,
    ) -> Read<T> {
        self.at(key.to_string(), |parser| read(parser, object.get(key).ok_or(Reason::Missing)?))
    }

    fn only(&mut self, object: &Object, keys: &[&str]) -> Read<()> {
        match object.keys().find(|key| !keys.contains(&key.as_str())) {
            Some(key) => self.at(key.clone(), |_| Err(Reason::UnknownField)),
            None => Ok(()),
        }
    }
}

fn object(json: &Json) -> Read<&Object> {
    json.as_object().ok_or(Reason::Expected("object"))
}

fn string<'a>(json: &'a Json, shape: &'static str) -> Read<&'a str> {
    json.as_str().ok_or(Reason::Expected(shape))
}

/// A number or a plain run of digits that fits `bits`.
fn integer(json: &Json, bits: u32, shape: &'static str) -> Read<u128> {
    let number = match json {
        Json::Number(number) => u128::from(number.as_u64().ok_or(Reason::Expected(shape))?),
        Json::String(text) if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) => {
            text.parse().map_err(|_| Reason::TooBig)?
        }
        _ => return Err(Reason::Expected(shape)),
    };
    if number.checked_shr(bits).unwrap_or(0) == 0 { Ok(number) } else { Err(Reason::TooBig) }
}

/// True or false; as words too, since a query string has nothing else.
fn flag(json: &Json) -> Read<bool> {
    match (json, json.as_str()) {
        (Json::Bool(flag), _) => Ok(*flag),
        (_, Some("true")) => Ok(true),
        (_, Some("false")) => Ok(false),
        _ => Err(Reason::Expected("flag")),
    }
}

fn hash(json: &Json) -> Read<Hash32> {
    Hash32::from_hex(string(json, "hash")?).ok_or(Reason::Expected("hash"))
}

fn moment(json: &Json) -> Read<u128> {
    match json.as_str().and_then(show::parse_time) {
        Some(time) => Ok(u128::from(time.0)),
        None => integer(json, 64, "time"),
    }
}

fn duration(json: &Json) -> Read<u128> {
    match json.as_str() {
        Some(text) => match Span::parse(text) {
            Some(span) => Ok(u128::from(span.0)),
            None => Err(Reason::Expected("span")),
        },
        None => integer(json, 64, "span"),
    }
}

fn share(json: &Json) -> Read<Share> {
    Share::parse(string(json, "share")?).ok_or(Reason::Expected("share"))
}

fn key(json: &Json) -> Read<PublicKey> {
    PublicKey::parse(string(json, "key")?).ok_or(Reason::Expected("key"))
}

/// A short mark: printable ASCII without spaces.
fn mark(json: &Json, max: u32) -> Read<String> {
    let text = string(json, "text")?;
    words(text, max)?;
    match crate::text::Text::<{ u16::MAX as usize }>::new(text) {
        Ok(mark) => Ok(mark.as_str().to_string()),
        Err(DecodeError::TooLong) => Err(Reason::TooLong(max)),
        Err(_) => Err(Reason::ForbiddenText),
    }
}

/// The length of a text within its limit.
fn words(text: &str, max: u32) -> Read<u32> {
    match u32::try_from(text.len()) {
        Ok(0) => Err(Reason::Empty),
        Ok(length) if length <= max => {
            if text.chars().all(is_allowed) {
                Ok(length)
            } else {
                Err(Reason::ForbiddenText)
            }
        }
        _ => Err(Reason::TooLong(max)),
    }
}
