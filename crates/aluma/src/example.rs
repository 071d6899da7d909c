//! What a field takes, said by showing it: limits and examples for the help, and what would have
//! fitted for hints. All of it is read from the specs.

use aluma_types::spec::{EnumSpec, FieldSpec, IdKind, StructSpec, TypeSpec, VariantSpec};
use serde_json::{Map, Value as Json, json};

/// The limits and an example of a field, as the end of its help; empty where there is nothing to
/// say beyond its type.
pub fn help(field: &FieldSpec) -> String {
    let mut parts = Vec::new();
    parts.extend(limit(field.spec));
    if let TypeSpec::Enum(spec) = bare(field.spec)
        && has_fields(spec)
    {
        let choices = spec.variants.iter().map(|variant| {
            format!("- {}: {}", choice(variant), variant.doc.lines().next().unwrap_or_default())
        });
        parts.push(format!("Choices:\n{}", choices.collect::<Vec<_>>().join("\n")));
    }
    if needs_example(field.spec) {
        let option = field.name.replace('_', "-");
        parts.push(format!("Example: --{option} '{}'", one(field.name, field.spec)));
    }
    let mut rows = Vec::new();
    inside(field.spec, "", &mut rows);
    if !rows.is_empty() {
        parts.push(format!("Inside:\n{}", rows.join("\n")));
    }
    parts.join("\n")
}

/// A line for each field inside, by its path, with what it takes and whether it may be left out.
fn inside(spec: &'static TypeSpec, path: &str, rows: &mut Vec<String>) {
    let mut each = |fields: &'static [FieldSpec], path: &str| {
        for field in fields {
            let path = format!("{path}{}", field.name);
            rows.push(format!("- {path}: {}", told(field)));
            inside(field.spec, &format!("{path}."), rows);
        }
    };
    match bare(spec) {
        TypeSpec::Struct(spec) => each(spec.fields, path),
        TypeSpec::Enum(spec) => {
            for variant in spec.variants {
                each(variant.fields, &format!("{path}{}.", variant.name));
            }
        }
        _ => {}
    }
}

fn told(field: &FieldSpec) -> String {
    let mut text = field.doc.lines().collect::<Vec<_>>().join(" ");
    let shape = match bare(field.spec) {
        TypeSpec::Enum(spec) => {
            let names: Vec<_> = spec.variants.iter().map(|variant| variant.name).collect();
            Some(format!("One of {}.", names.join(", ")))
        }
        TypeSpec::Share | TypeSpec::Span | TypeSpec::Amount | TypeSpec::Time => {
            limit(bare(field.spec))
        }
        _ => None,
    };
    for more in shape.into_iter().chain(may_be_left_out(field.spec).map(str::to_owned)) {
        text.push(' ');
        text.push_str(&more);
    }
    text
}

/// What stands where a field is left out.
const fn may_be_left_out(spec: &TypeSpec) -> Option<&'static str> {
    match spec {
        TypeSpec::Option(_) => Some("May be left out."),
        TypeSpec::Bool => Some("No unless said."),
        TypeSpec::List { .. } | TypeSpec::Acts { .. } => Some("A list; empty unless said."),
        _ => None,
    }
}

/// Without what may be left out or repeated.
const fn bare(spec: &'static TypeSpec) -> &'static TypeSpec {
    match spec {
        TypeSpec::Option(inner) | TypeSpec::List { item: inner, .. } => bare(inner),
        other => other,
    }
}

fn has_fields(spec: &EnumSpec) -> bool {
    spec.variants.iter().any(|variant| !variant.fields.is_empty())
}

fn limit(spec: &'static TypeSpec) -> Option<String> {
    match spec {
        TypeSpec::Option(inner) => limit(inner),
        TypeSpec::Text { max } => Some(format!("At most {max} printable ASCII characters.")),
        TypeSpec::Body { max } | TypeSpec::Name { max } => Some(format!("At most {max} bytes.")),
        TypeSpec::List { item, max } => {
            let each = limit(item).map(|limit| format!(" {limit}")).unwrap_or_default();
            Some(format!("May be repeated, up to {max} times.{each}"))
        }
        TypeSpec::Acts { max } => {
            Some(format!("May be repeated, up to {max} times; or a list as @file.json."))
        }
        TypeSpec::Id(IdKind::AccountId | IdKind::DaoId) => Some("By handle or number.".to_owned()),
        TypeSpec::Amount => Some("A number and a symbol, such as \"12.5 EUR\".".to_owned()),
        TypeSpec::Share => Some("Such as 67% or 2/3.".to_owned()),
        TypeSpec::Span => Some("Such as 30m, 48h or 1d12h.".to_owned()),
        TypeSpec::Time => Some("Such as \"2026-11-23 10:00\", in UTC.".to_owned()),
        _ => None,
    }
}

/// Whether a reader could not guess how it is written.
fn needs_example(spec: &'static TypeSpec) -> bool {
    match bare(spec) {
        TypeSpec::Struct(_) | TypeSpec::Acts { .. } => true,
        TypeSpec::Enum(spec) => has_fields(spec),
        _ => false,
    }
}

/// One value of a repeated option, or the value.
fn one(name: &str, spec: &'static TypeSpec) -> Json {
    match spec {
        TypeSpec::Option(inner) => one(name, inner),
        TypeSpec::List { item, .. } => value(name, item),
        TypeSpec::Acts { .. } => act(),
        other => value(name, other),
    }
}

fn act() -> Json {
    json!({
        "action": "transfer",
        "to": { "account": { "account": "ana-levi" } },
        "amount": "12.5 EUR",
    })
}

/// A value of this shape, as somebody would write it.
fn value(name: &str, spec: &'static TypeSpec) -> Json {
    match spec {
        TypeSpec::Bool => json!(true),
        TypeSpec::Id(IdKind::AccountId) => json!("ana-levi"),
        TypeSpec::Id(IdKind::DaoId) => json!("hall"),
        TypeSpec::Id(IdKind::AssetId) => json!("EUR"),
        TypeSpec::Id(IdKind::PotId) => json!(0),
        TypeSpec::Id(IdKind::ProposalId | IdKind::PollId) => json!(1),
        TypeSpec::Amount => json!("12.5 EUR"),
        TypeSpec::Share => json!("2/3"),
        TypeSpec::Time => json!("2026-11-23 10:00"),
        TypeSpec::Span => json!("48h"),
        TypeSpec::Hash => json!("0".repeat(64)),
        TypeSpec::Text { .. } => json!(mark(name)),
        TypeSpec::PublicKey => json!("ed25519:HEX"),
        TypeSpec::Acts { .. } => json!([act()]),
        TypeSpec::List { item, .. } => json!([value(name, item)]),
        TypeSpec::Option(inner) => value(name, inner),
        TypeSpec::Struct(spec) => Json::Object(fields(spec.fields)),
        TypeSpec::Enum(spec) => spec.variants.first().map_or(Json::Null, choice),
        TypeSpec::U128 => json!("100"),
        _ if spec.bits().is_some() => json!(2),
        _ => json!("..."),
    }
}

/// The short marks that stand in rows.
fn mark(name: &str) -> &'static str {
    match name {
        "symbol" => "EUR",
        "key" => "weight.ramp",
        "value" => "7d",
        _ => "...",
    }
}

/// What must be given; the rest may be left out.
fn fields(fields: &'static [FieldSpec]) -> Map<String, Json> {
    let needed = fields.iter().filter(|field| !matches!(field.spec, TypeSpec::Option(_)));
    needed.map(|field| (field.name.to_owned(), value(field.name, field.spec))).collect()
}

fn choice(variant: &'static VariantSpec) -> Json {
    if variant.fields.is_empty() {
        return json!(variant.name);
    }
    json!({ variant.name: fields(variant.fields) })
}

/// What stands at the path of a wrong field, such as `assets[0].kind`, among an action's fields.
pub fn at(spec: &'static StructSpec, path: &str) -> Option<Found> {
    let mut steps = path.split(['.', '[']).filter(|step| !step.ends_with(']')).peekable();
    let mut inside = spec.fields;
    loop {
        let field = inside.iter().find(|field| Some(&field.name) == steps.peek());
        let Some(field) = field else { return Some(Found::Unknown(inside)) };
        steps.next();
        let kind = bare(field.spec);
        if steps.peek().is_none() {
            return Some(Found::Field(field));
        }
        inside = match kind {
            TypeSpec::Struct(spec) => spec.fields,
            TypeSpec::Enum(spec) => {
                let step = steps.next();
                let variant = spec.variants.iter().find(|variant| Some(variant.name) == step);
                match variant {
                    Some(_) if steps.peek().is_none() => return Some(Found::Field(field)),
                    Some(variant) => variant.fields,
                    None => return Some(Found::Field(field)),
                }
            }
            // What lies inside actions is another action's.
            _ => return None,
        };
    }
}

/// What a path leads to.
#[derive(Debug)]
pub enum Found {
    /// A field.
    Field(&'static FieldSpec),
    /// No field: these are there.
    Unknown(&'static [FieldSpec]),
}

impl Found {
    /// Whether a community is named here.
    pub const fn is_dao(&self) -> bool {
        matches!(self, Self::Field(field) if matches!(bare(field.spec), TypeSpec::Id(IdKind::DaoId)))
    }

    /// What would have fitted.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Unknown(fields) => {
                let names: Vec<_> = fields.iter().map(|field| field.name).collect();
                Some(format!("The fields here are {}.", names.join(", ")))
            }
            Self::Field(field) => match bare(field.spec) {
                TypeSpec::Enum(spec) => Some(format!("It takes {}.", choices(spec))),
                TypeSpec::Struct(spec) => {
                    Some(format!("It looks like {}.", Json::Object(fields(spec.fields))))
                }
                TypeSpec::Acts { .. } => Some(format!("It looks like {}.", act())),
                _ => limit(field.spec),
            },
        }
    }
}

/// The choices, each as it is written.
pub fn choices(spec: &'static EnumSpec) -> String {
    let choices = spec.variants.iter().map(|variant| as_word(&choice(variant)));
    format!("one of {}", choices.collect::<Vec<_>>().join(", "))
}

/// A word alone, or JSON.
fn as_word(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests;
