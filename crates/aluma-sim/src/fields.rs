//! Values read by the names of their fields, so that nothing here depends on a Rust type of the
//! core: the models know an action by what the wire says, as a client in another language would.

use aluma_core::kernel::action::Registry;
use aluma_core::kernel::event::Event;
use aluma_types::Amount;
use aluma_types::hash::hex;
use aluma_types::spec::{FieldSpec, IdKind, TypeSpec};
use aluma_types::value::Value;

/// Named fields with their values.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a> {
    specs: &'static [FieldSpec],
    values: &'a [Value],
}

impl<'a> Fields<'a> {
    /// Pairs specs with their values.
    pub const fn new(specs: &'static [FieldSpec], values: &'a [Value]) -> Self {
        Self { specs, values }
    }

    /// The fields of a struct or of an enum's variant; none for other values.
    pub fn of(spec: &'static TypeSpec, value: &'a Value) -> Self {
        match (spec, value) {
            (TypeSpec::Struct(spec), Value::Struct(values)) => Self::new(spec.fields, values),
            (TypeSpec::Enum(spec), Value::Enum(tag, values)) => {
                Self::new(spec.variant(*tag).map_or(&[], |variant| variant.fields), values)
            }
            _ => Self::new(&[], &[]),
        }
    }

    /// A field with its shape; options are looked through, an empty one is `None`.
    pub fn get(&self, name: &str) -> Option<(&'static TypeSpec, &'a Value)> {
        let place = self.specs.iter().position(|field| field.name == name)?;
        inside(self.specs[place].spec, self.values.get(place)?)
    }

    /// An integer, id, time or span.
    pub fn uint(&self, name: &str) -> Option<u128> {
        match self.get(name)?.1 {
            Value::Uint(number) => Some(*number),
            _ => None,
        }
    }

    /// An integer of 64 bits: an id, a time, a span, a height.
    pub fn number(&self, name: &str) -> Option<u64> {
        u64::try_from(self.uint(name)?).ok()
    }

    /// A flag; false where it is not there.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.get(name), Some((_, Value::Bool(true))))
    }

    /// An amount.
    pub fn amount(&self, name: &str) -> Option<Amount> {
        match self.get(name)?.1 {
            Value::Amount(amount) => Some(*amount),
            _ => None,
        }
    }

    /// A text.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        match self.get(name)?.1 {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The name of an enum's variant, with its fields.
    pub fn variant(&self, name: &str) -> Option<(&'static str, Fields<'a>)> {
        let (spec, value) = self.get(name)?;
        variant(spec, value)
    }

    /// The fields of a struct.
    pub fn inner(&self, name: &str) -> Option<Fields<'a>> {
        let (spec, value) = self.get(name)?;
        matches!(spec, TypeSpec::Struct(_)).then(|| Fields::of(spec, value))
    }

    /// The items of a list, each with its shape; none where it is not there.
    pub fn items(&self, name: &str) -> Vec<(&'static TypeSpec, &'a Value)> {
        match self.get(name) {
            Some((TypeSpec::List { item, .. }, Value::List(values))) => {
                values.iter().map(|value| (*item, value)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The structs of a list.
    pub fn rows(&self, name: &str) -> Vec<Fields<'a>> {
        self.items(name).into_iter().map(|(spec, value)| Fields::of(spec, value)).collect()
    }

    /// Each field with its name, for people.
    pub fn words(&self, registry: &Registry) -> String {
        let pair = |(spec, value): (&FieldSpec, &Value)| {
            format!("{}: {}", spec.name, words(registry, spec.spec, value))
        };
        self.specs.iter().zip(self.values).map(pair).collect::<Vec<_>>().join(", ")
    }
}

/// The name of an enum value's variant, with its fields.
pub fn variant<'a>(
    spec: &'static TypeSpec,
    value: &'a Value,
) -> Option<(&'static str, Fields<'a>)> {
    match (spec, value) {
        (TypeSpec::Enum(of), Value::Enum(tag, _)) => {
            Some((of.variant(*tag).ok()?.name, Fields::of(spec, value)))
        }
        _ => None,
    }
}

fn inside<'a>(spec: &'static TypeSpec, value: &'a Value) -> Option<(&'static TypeSpec, &'a Value)> {
    match (spec, value) {
        (TypeSpec::Option(inner), Value::Option(Some(value))) => inside(inner, value),
        (TypeSpec::Option(_), _) => None,
        _ => Some((spec, value)),
    }
}

/// A value in a few words, for a list of steps: bodies and hashes by their first digits.
pub fn words(registry: &Registry, spec: &'static TypeSpec, value: &Value) -> String {
    let short = |bytes: &[u8]| hex(&bytes[..4.min(bytes.len())]);
    match (spec, value) {
        (_, Value::Option(None)) => "-".to_owned(),
        (TypeSpec::Option(inner), Value::Option(Some(value))) => words(registry, inner, value),
        (_, Value::Bool(flag)) => (if *flag { "yes" } else { "no" }).to_owned(),
        (_, Value::Uint(number)) => number.to_string(),
        (_, Value::Hash(hash)) => short(&hash.0),
        (_, Value::Amount(amount)) => format!("{} of asset {}", amount.units, amount.asset.0),
        (_, Value::Share(share)) => format!("{}/{}", share.num(), share.den()),
        (_, Value::Text(text)) => format!("{text:?}"),
        (_, Value::Body { id, .. } | Value::Name { id, .. }) => format!("text {}", short(&id.0)),
        (_, Value::PublicKey(key)) => format!("key {}", short(&key.key_bytes())),
        (_, Value::Proof(proof)) => format!("proof {}", short(&proof.key.0)),
        (_, Value::Acts(acts)) => {
            format!(
                "[{}]",
                acts.iter().map(|act| act_words(registry, act)).collect::<Vec<_>>().join("; ")
            )
        }
        (TypeSpec::List { item, .. }, Value::List(values)) => {
            let all: Vec<_> = values.iter().map(|value| words(registry, item, value)).collect();
            format!("[{}]", all.join(", "))
        }
        (_, Value::Struct(_)) => format!("{{{}}}", Fields::of(spec, value).words(registry)),
        (_, Value::Enum(..)) => match variant(spec, value) {
            Some((name, fields)) if fields.specs.is_empty() => name.to_owned(),
            Some((name, fields)) => format!("{name} {{{}}}", fields.words(registry)),
            None => "?".to_owned(),
        },
        _ => "?".to_owned(),
    }
}

/// An act in a few words.
pub fn act_words(registry: &Registry, act: &aluma_types::Act) -> String {
    let Some(spec) = registry.entry(act.number).map(|entry| entry.spec) else {
        return format!("action {} of {} bytes", act.number, act.body.len());
    };
    match spec.fields.decode(&act.body) {
        Ok(values) => {
            format!(
                "{} {{{}}}",
                spec.name,
                Fields::new(spec.fields.fields, &values).words(registry)
            )
        }
        Err(error) => format!("{} of {} bytes: {}", spec.name, act.body.len(), error.name()),
    }
}

/// A fact, read by its spec: `Event` enums name it themselves, or carry it as `fact`.
#[derive(Debug)]
pub struct Fact {
    /// The domain.
    pub domain: &'static str,
    /// `kebab-case`, such as `vote-cast`.
    pub name: &'static str,
    spec: &'static TypeSpec,
    value: Value,
}

impl Fact {
    /// Reads an event; `None` where it is not an enum.
    pub fn of(event: &Event) -> Option<Self> {
        let whole = event.spec.decode(&event.bytes).ok()?;
        let (spec, value) = match (event.spec, whole) {
            (TypeSpec::Struct(of), Value::Struct(mut values)) => {
                let place = of.fields.iter().position(|field| field.name == "fact")?;
                (of.fields[place].spec, values.swap_remove(place))
            }
            (spec, value) => (spec, value),
        };
        let name = variant(spec, &value)?.0;
        Some(Self { domain: event.domain, name, spec, value })
    }

    /// Its fields.
    pub fn fields(&self) -> Fields<'_> {
        Fields::of(self.spec, &self.value)
    }
}

/// Calls `visit` with every id inside a value.
pub fn each_id(spec: &'static TypeSpec, value: &Value, visit: &mut dyn FnMut(IdKind, u64)) {
    match (spec, value) {
        (TypeSpec::Id(kind), Value::Uint(id)) => visit(*kind, u64::try_from(*id).unwrap_or(0)),
        (_, Value::Amount(amount)) => visit(IdKind::AssetId, amount.asset.0),
        _ => each_part(spec, value, &mut |spec, value| each_id(spec, value, visit)),
    }
}

/// Calls `visit` with the direct parts of a value.
pub fn each_part(
    spec: &'static TypeSpec,
    value: &Value,
    visit: &mut dyn FnMut(&'static TypeSpec, &Value),
) {
    match (spec, value) {
        (TypeSpec::Option(inner), Value::Option(Some(value))) => visit(inner, value),
        (TypeSpec::List { item, .. }, Value::List(values)) => {
            values.iter().for_each(|value| visit(item, value));
        }
        (TypeSpec::Struct(_) | TypeSpec::Enum(_), _) => {
            let Fields { specs, values } = Fields::of(spec, value);
            specs.iter().zip(values).for_each(|(field, value)| visit(field.spec, value));
        }
        _ => {}
    }
}

/// Calls `visit` with every time inside a value.
pub fn each_time(spec: &'static TypeSpec, value: &Value, visit: &mut dyn FnMut(u64)) {
    match (spec, value) {
        (TypeSpec::Time, Value::Uint(time)) => visit(u64::try_from(*time).unwrap_or(u64::MAX)),
        _ => each_part(spec, value, &mut |spec, value| each_time(spec, value, visit)),
    }
}
