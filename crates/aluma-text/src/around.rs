//! The records around a value: what a field is counted in may stand beside it, or further out.

use aluma_types::AssetId;
use aluma_types::spec::{FieldSpec, IdKind, TypeSpec};
use aluma_types::value::Value;

use crate::measured::Counted;
use crate::words::Speaker;

/// The field that names what a record makes, and the one that says how finely it is divided.
const MADE: [&str; 2] = ["symbol", "decimals"];

/// A record and those around it, the nearest first.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    fields: &'static [FieldSpec],
    values: &'a [Value],
    up: Option<&'a Self>,
}

impl<'a> Around<'a> {
    /// A record inside those that the speaker is in.
    pub(crate) const fn new(
        fields: &'static [FieldSpec],
        values: &'a [Value],
        speaker: Speaker<'a>,
    ) -> Self {
        Self { fields, values, up: speaker.around }
    }

    /// What the numbers of a field with this [`FieldSpec::of`] are counted in.
    fn counted(&self, of: &str) -> Counted<'a> {
        if of == "." {
            return made(self.fields, self.values).unwrap_or(Counted::Bare);
        }
        let mut here = Some(self);
        while let Some(record) = here {
            if let Some(unit) = inside(record.fields, record.values, of) {
                return unit;
            }
            here = record.up;
        }
        Counted::Bare
    }
}

impl<'a> Speaker<'a> {
    /// This speaker among the fields of a record.
    pub(crate) const fn within(self, around: &'a Around<'a>) -> Self {
        Self { around: Some(around), ..self }
    }

    /// This speaker for the value of a field: what the field says of its numbers holds for all inside it.
    pub(crate) fn for_field(self, field: &FieldSpec) -> Self {
        match self.around {
            Some(around) if !field.of.is_empty() => Self { unit: around.counted(field.of), ..self },
            _ => self,
        }
    }
}

/// The asset that a path leads to, from the fields of a record.
fn inside<'a>(
    fields: &'static [FieldSpec],
    values: &'a [Value],
    path: &str,
) -> Option<Counted<'a>> {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let mut pairs = fields.iter().zip(values);
    pairs
        .find(|(field, _)| field.name == first)
        .and_then(|(field, value)| at(field.spec, value, rest))
}

fn at<'a>(spec: &'static TypeSpec, value: &'a Value, rest: &str) -> Option<Counted<'a>> {
    let further = |fields, values: &'a [Value]| match rest {
        "" => None,
        rest => inside(fields, values, rest).or_else(|| made(fields, values)),
    };
    match (spec, value) {
        (TypeSpec::Id(IdKind::AssetId), Value::Uint(id)) if rest.is_empty() => {
            u64::try_from(*id).ok().map(|id| Counted::Units(AssetId(id)))
        }
        (_, Value::Amount(amount)) if rest.is_empty() => Some(Counted::Units(amount.asset)),
        (TypeSpec::Option(inner), Value::Option(Some(value))) => at(inner, value, rest),
        (TypeSpec::Struct(spec), Value::Struct(values)) => further(spec.fields, values),
        (TypeSpec::Enum(spec), Value::Enum(tag, values)) => {
            further(spec.variant(*tag).ok()?.fields, values)
        }
        _ => None,
    }
}

/// The asset that a record makes, by its symbol and decimals.
fn made<'a>(fields: &'static [FieldSpec], values: &'a [Value]) -> Option<Counted<'a>> {
    let [symbol, decimals] = MADE.map(|name| {
        let place = fields.iter().position(|field| field.name == name)?;
        values.get(place)
    });
    match (symbol?, decimals?) {
        (Value::Text(symbol), Value::Uint(decimals)) => {
            u8::try_from(*decimals).ok().map(|decimals| Counted::New { symbol, decimals })
        }
        _ => None,
    }
}

/// The fields, below these, whose [`FieldSpec::of`] leads to no asset: a slip of the pen would show base
/// units where a person expects money.
pub(crate) fn uncounted(fields: &'static [FieldSpec]) -> Vec<String> {
    let mut faults = Vec::new();
    look(fields, &mut Vec::new(), &mut faults);
    faults
}

/// The recursion follows the spec, which is finite.
fn look(
    fields: &'static [FieldSpec],
    around: &mut Vec<&'static [FieldSpec]>,
    faults: &mut Vec<String>,
) {
    around.push(fields);
    for field in fields {
        let leads = match field.of {
            "" => true,
            "." => makes(fields),
            of => around.iter().any(|fields| leads(fields, of)),
        };
        if !leads {
            faults.push(format!("{} is counted in {}, which is no asset", field.name, field.of));
        }
        records(field.spec).into_iter().for_each(|inner| look(inner, around, faults));
    }
    around.pop();
}

/// The fields of the records that a value of this shape can be.
fn records(spec: &'static TypeSpec) -> Vec<&'static [FieldSpec]> {
    match spec {
        TypeSpec::Option(inner) | TypeSpec::List { item: inner, .. } => records(inner),
        TypeSpec::Struct(spec) => vec![spec.fields],
        TypeSpec::Enum(spec) => spec.variants.iter().map(|variant| variant.fields).collect(),
        _ => Vec::new(),
    }
}

/// Whether a path can lead to an asset; see [`at`].
fn leads(fields: &'static [FieldSpec], path: &str) -> bool {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    fields.iter().filter(|field| field.name == first).any(|field| {
        let mut spec = field.spec;
        while let TypeSpec::Option(inner) = spec {
            spec = inner;
        }
        match (spec, rest) {
            (TypeSpec::Id(IdKind::AssetId) | TypeSpec::Amount, "") => true,
            (TypeSpec::Struct(_) | TypeSpec::Enum(_), rest) if !rest.is_empty() => {
                records(spec).into_iter().any(|inner| leads(inner, rest) || makes(inner))
            }
            _ => false,
        }
    })
}

fn makes(fields: &[FieldSpec]) -> bool {
    MADE.iter().all(|name| fields.iter().any(|field| field.name == *name))
}
