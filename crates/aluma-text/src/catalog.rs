//! What the browser's signer reads acts and says sentences with: every action and every shape that
//! it reaches as data, and the messages that sentences are made of, parsed.
//!
//! | part | an item |
//! |---|---|
//! | `types` | `[name, "struct", [field ..], ..says]` or `[name, "enum", [variant ..]]` |
//! | `actions` | `[number, name, domain, en, he, says_en, says_he, [field ..], traits]` |
//! | `parameters` | `[name, section, en, he, kind, unit]`, of a charter |
//! | `texts` | `[name, en, he]`, messages by name, attributes as `name.attribute` |
//!
//! A variant is `[tag, name, he, [field ..], ..says]`; `..says` is nothing, or the English and the Hebrew
//! pattern that say it inside a sentence. A field is `[name, en, he, shape]`, with the asset that its
//! numbers are counted in behind it, where it says so. A shape is a word (`"u64"`, `"id:DaoId"`), or a
//! list that begins with one: `["text", max]`, `["list", max, shape]`, `["option", shape]`, `["type", place]`
//! among `types`. A pattern is its text, or a list of parts: text, `["name"]` for a variable,
//! `["name", default, key, pattern, ..]` to choose by it, numbers being compared as numbers.

use std::collections::BTreeSet;

use aluma_core::dao::rules::parameters;
use aluma_core::dao::{Kind, ParameterSpec, Unit};
use aluma_types::spec::{ActionSpec, Catalog, FieldSpec, TypeSpec};
use aluma_types::walk::{self, Named};
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use serde_json::{Value as Json, json};

use crate::Lang;
use crate::texts::{as_message, files, parse};
use crate::words::label;

/// Messages that the signer says besides those that values are made of; see [`is_said`].
const SAID: [&str; 3] = ["kind-", "signer-", "charter-value-"];

/// The catalog, a line an item.
///
/// # Errors
/// The pattern that uses more of Fluent than the signer reads.
pub fn catalog(actions: &dyn Catalog) -> Result<String, String> {
    let mut types = Vec::new();
    for (_, spec) in actions.actions() {
        walk::collect(spec.fields.fields, &mut types);
    }
    let parts = [
        ("types", all(types.iter().map(|named| self::named(*named, &types)))?),
        ("actions", all(actions.actions().iter().map(|pair| action(pair, &types)))?),
        ("parameters", parameters::all().map(parameter).collect()),
        ("texts", texts()?),
    ];
    let part = |(name, items): &(&str, Vec<Json>)| {
        let lines: Vec<_> = items.iter().map(Json::to_string).collect();
        format!("\"{name}\":[\n{}\n]", lines.join(",\n"))
    };
    Ok(format!("{{\n{}\n}}\n", parts.iter().map(part).collect::<Vec<_>>().join(",\n")))
}

fn all(items: impl Iterator<Item = Result<Json, String>>) -> Result<Vec<Json>, String> {
    items.collect()
}

fn action((number, spec): &(u16, &'static ActionSpec), types: &[Named]) -> Result<Json, String> {
    let title = spec.doc.lines().next().unwrap_or_default().trim_end_matches('.');
    let told = |fault| format!("{}: {fault}", spec.name);
    let traits = json!({
        "by": spec.by.iter().map(|by| by.name()).collect::<Vec<_>>(),
        "hand": spec.hand.name(),
        "verified": spec.verified,
        "several": spec.several,
    });
    Ok(json!([
        number,
        spec.name,
        spec.domain,
        title,
        spec.he,
        pattern_of(spec.says_en).map_err(told)?,
        pattern_of(spec.says_he).map_err(told)?,
        fields(spec.fields.fields, types),
        traits,
    ]))
}

fn named(named: Named, types: &[Named]) -> Result<Json, String> {
    match named {
        Named::Struct(of) => {
            let row = vec![json!(of.name), json!("struct"), fields(of.fields, types)];
            said(of.name, row, [of.says_en, of.says_he])
        }
        Named::Enum(of) => {
            let variants = of.variants.iter().map(|one| {
                let begins = [json!(one.tag), json!(one.name), json!(one.he)];
                let row = begins.into_iter().chain([fields(one.fields, types)]).collect();
                said(of.name, row, [one.says_en, one.says_he])
            });
            Ok(json!([of.name, "enum", all(variants)?]))
        }
    }
}

/// A row with its own words behind it, where it has some.
fn said(name: &str, mut row: Vec<Json>, says: [&str; 2]) -> Result<Json, String> {
    for pattern in says.into_iter().filter(|pattern| !pattern.is_empty()) {
        row.push(pattern_of(pattern).map_err(|fault| format!("{name}: {fault}"))?);
    }
    Ok(Json::Array(row))
}

fn fields(fields: &'static [FieldSpec], types: &[Named]) -> Json {
    let one = |field: &'static FieldSpec| {
        let (en, he) = (label(Lang::En, field), label(Lang::He, field));
        let row = [json!(field.name), json!(en), json!(he), shape(field.spec, types)];
        let of = (!field.of.is_empty()).then(|| json!(field.of));
        row.into_iter().chain(of).collect::<Json>()
    };
    fields.iter().map(one).collect()
}

fn shape(spec: &'static TypeSpec, types: &[Named]) -> Json {
    let place = |named: Named| json!(["type", types.iter().position(|one| one.same(named))]);
    match spec {
        TypeSpec::Bool => json!("bool"),
        TypeSpec::U8 => json!("u8"),
        TypeSpec::U16 => json!("u16"),
        TypeSpec::U32 => json!("u32"),
        TypeSpec::U64 => json!("u64"),
        TypeSpec::U128 => json!("u128"),
        TypeSpec::Hash => json!("hash"),
        TypeSpec::Id(kind) => json!(format!("id:{kind:?}")),
        TypeSpec::Turn => json!("turn"),
        TypeSpec::Amount => json!("amount"),
        TypeSpec::Share => json!("share"),
        TypeSpec::Time => json!("time"),
        TypeSpec::Span => json!("span"),
        TypeSpec::Text { max } => json!(["text", max]),
        TypeSpec::Body { max } => json!(["body", max]),
        TypeSpec::Name { max } => json!(["name", max]),
        TypeSpec::PublicKey => json!("key"),
        TypeSpec::Proof => json!("proof"),
        TypeSpec::Acts { max } => json!(["acts", max]),
        TypeSpec::List { item, max } => json!(["list", max, shape(item, types)]),
        TypeSpec::Option(inner) => json!(["option", shape(inner, types)]),
        TypeSpec::Struct(of) => place(Named::Struct(of)),
        TypeSpec::Enum(of) => place(Named::Enum(of)),
        // No action may hold one: a law of the list.
        TypeSpec::Opaque => json!("opaque"),
    }
}

fn parameter(spec: &'static ParameterSpec) -> Json {
    let choices = |of: &[(&str, &str, &str)]| -> Json {
        of.iter().map(|(name, en, he)| json!([name, en, he])).collect()
    };
    let kind = match spec.kind {
        Kind::Flag => json!("flag"),
        Kind::Number { .. } => json!("number"),
        Kind::Span { .. } => json!("span"),
        Kind::Share { .. } => json!("share"),
        Kind::Choice(of) => json!(["choice", choices(of)]),
        Kind::Time => json!("time"),
        Kind::OptionalAsset => json!("asset"),
        Kind::Tags { of, .. } => json!(["tags", choices(of)]),
    };
    let unit = match spec.unit {
        Unit::OfKind => "kind",
        Unit::People => "people",
        Unit::Proposals => "proposals",
        Unit::Heads => "heads",
        Unit::Parts => "parts",
        // Without the charter beside it nobody knows which asset.
        Unit::UnitsOf(_) => "units",
    };
    json!([spec.name, spec.section, spec.en, spec.he, kind, unit])
}

/// The messages in both languages, in the order of their names.
fn texts() -> Result<Vec<Json>, String> {
    let sections: BTreeSet<_> =
        parameters::all().map(|spec| format!("charter-{}", spec.section)).collect();
    let is_said = |key: &str| {
        let begins = SAID.iter().any(|start| key.starts_with(start));
        begins || key == "charter-setting" || sections.contains(key)
    };
    let (en, he) = (messages(Lang::En, &is_said)?, messages(Lang::He, &is_said)?);
    let pair = |(key, english): &(String, Json)| {
        let hebrew = he.iter().find(|(name, _)| name == key).map(|(_, text)| text);
        hebrew.map(|hebrew| json!([key, english, hebrew])).ok_or(format!("{key}: no Hebrew text"))
    };
    en.iter().map(pair).collect()
}

fn messages(lang: Lang, is_said: &dyn Fn(&str) -> bool) -> Result<Vec<(String, Json)>, String> {
    let mut found = Vec::new();
    for (_, text) in files(lang) {
        for entry in parse(text).0.entries() {
            let Entry::Message(message) = entry else { continue };
            let name = message.id.name;
            let own = message.value.iter().map(|value| (name.to_owned(), value));
            let attributes = message.attributes.iter();
            let attributes = attributes.map(|one| (format!("{name}.{}", one.id.name), &one.value));
            for (key, value) in own.chain(attributes).filter(|(key, _)| is_said(key)) {
                let told = pattern(value).map_err(|fault| format!("{key}: {fault}"))?;
                found.push((key, told));
            }
        }
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(found)
}

/// A pattern that stands in no file.
fn pattern_of(text: &str) -> Result<Json, String> {
    let (resource, fault) = parse(&as_message(text));
    match (resource.get_entry(0), fault) {
        (Some(Entry::Message(message)), None) => match &message.value {
            Some(value) => pattern(value),
            None => Err("an empty sentence".to_owned()),
        },
        (_, fault) => Err(fault.unwrap_or_default().into_owned()),
    }
}

fn pattern(of: &Pattern<&str>) -> Result<Json, String> {
    let mut parts: Vec<Json> = Vec::new();
    let say = |parts: &mut Vec<Json>, more: &str| match parts.last_mut() {
        Some(Json::String(text)) => text.push_str(more),
        _ => parts.push(json!(more)),
    };
    for element in &of.elements {
        match element {
            PatternElement::TextElement { value } => say(&mut parts, value),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(InlineExpression::StringLiteral { value }) => {
                    say(&mut parts, value);
                }
                other => parts.push(expression_of(other)?),
            },
        }
    }
    Ok(match parts.as_slice() {
        [] => json!(""),
        [Json::String(text)] => json!(text),
        _ => Json::Array(parts),
    })
}

fn expression_of(of: &Expression<&str>) -> Result<Json, String> {
    match of {
        Expression::Inline(inline) => Ok(json!([variable(inline)?])),
        Expression::Select { selector, variants } => {
            let default = variants.iter().position(|variant| variant.default);
            let mut parts = vec![json!(variable(selector)?), json!(default)];
            for variant in variants {
                parts.push(match variant.key {
                    VariantKey::Identifier { name: few @ ("zero" | "few" | "many") } => {
                        return Err(format!("the signer does not count in [{few}]"));
                    }
                    VariantKey::Identifier { name } => json!(name),
                    VariantKey::NumberLiteral { value } => {
                        json!(value.parse::<u64>().map_err(|error| error.to_string())?)
                    }
                });
                parts.push(pattern(&variant.value)?);
            }
            Ok(Json::Array(parts))
        }
    }
}

fn variable<'a>(of: &InlineExpression<&'a str>) -> Result<&'a str, String> {
    match of {
        InlineExpression::VariableReference { id } => Ok(id.name),
        other => Err(format!("the signer reads variables only, not {other:?}")),
    }
}

#[cfg(test)]
mod tests;
