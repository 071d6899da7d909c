//! What happened, in a sentence: from the message `event-<domain>-<fact>` over the fact's fields.

use aluma_types::lookup::Lookup;
use aluma_types::spec::{FieldSpec, TypeSpec, VariantSpec};
use aluma_types::value::Value;

use crate::words::Speaker;
use crate::{Texts, Voice};

/// The name of what happened, such as `vote-cast`; `None` for what has no names.
pub fn event_name(spec: &'static TypeSpec, value: &Value) -> Option<&'static str> {
    fact(spec, value).map(|(variant, _)| variant.name)
}

/// What happened, in a sentence for people: accounts by their handles alone. `None` where this
/// program has no words for it.
pub fn event_sentence(
    voice: impl Into<Voice>,
    (domain, spec): (&str, &'static TypeSpec),
    value: &Value,
    lookup: &dyn Lookup,
) -> Option<String> {
    let (variant, values) = fact(spec, value)?;
    let speaker = Speaker { is_brief: true, ..Speaker::new(voice.into(), lookup) };
    let args = speaker.args(variant.fields, values);
    Texts::get().message(speaker.voice, &key(domain, variant), &args)
}

/// The message of every fact that a domain can tell, with the fields it can speak of.
pub fn event_keys(domain: &str, spec: &'static TypeSpec) -> Vec<(String, &'static [FieldSpec])> {
    variants(spec).iter().map(|variant| (key(domain, variant), variant.fields)).collect()
}

fn key(domain: &str, variant: &VariantSpec) -> String {
    format!("event-{domain}-{}", variant.name)
}

/// The field of a record around a fact.
const FACT: &str = "fact";

/// An event is one of several facts, or a record around one.
fn fact<'v>(
    spec: &'static TypeSpec,
    value: &'v Value,
) -> Option<(&'static VariantSpec, &'v [Value])> {
    match (spec, value) {
        (TypeSpec::Enum(spec), Value::Enum(tag, values)) => {
            Some((spec.variant(*tag).ok()?, values))
        }
        (TypeSpec::Struct(spec), Value::Struct(values)) => {
            let mut fields = spec.fields.iter().zip(values);
            let (field, value) = fields.find(|(field, _)| field.name == FACT)?;
            fact(field.spec, value)
        }
        _ => None,
    }
}

fn variants(spec: &'static TypeSpec) -> &'static [VariantSpec] {
    match spec {
        TypeSpec::Enum(spec) => spec.variants,
        TypeSpec::Struct(spec) => {
            let field = spec.fields.iter().find(|field| field.name == FACT);
            field.map(|field| variants(field.spec)).unwrap_or_default()
        }
        _ => &[],
    }
}

#[cfg(test)]
mod tests;
