//! Command lines from specs: one clap command per action and per view, and its matches as the JSON
//! object that `aluma_types::json::from_json` reads.
//!
//! A field becomes `--field VALUE` (`_` written as `-`). Flags stand alone, lists are repeated,
//! options may be left out. What has structure (rows, actions, choices with fields) is JSON, inline
//! or from a file as `@file.json`. Values are checked here as far as their text goes, so that the
//! error names the option; handles, symbols and the inside of JSON are checked where they are read.

use std::fs;

use aluma_types::codec::DecodeError;
use aluma_types::hash::Hash32;
use aluma_types::show;
use aluma_types::spec::{ActionSpec, Catalog, EnumSpec, FieldSpec, IdKind, TypeSpec, ViewSpec};
use aluma_types::text::{Text, is_allowed};
use aluma_types::{PublicKey, Share, Span};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Map, Value as Json};

use crate::example;

/// Bytes of a JSON file at most: several times what a transaction can carry.
const MAX_FILE_BYTES: u64 = 16 << 20;

/// The field that holds the public half of a one-time secret. Where an action has it and the command
/// line does not, whoever signs makes a fresh secret.
pub const SECRET: &str = "secret";

/// Whether a field may be left out because the signer's side makes it.
pub fn is_made_here(field: &FieldSpec) -> bool {
    field.name == SECRET && matches!(field.spec, TypeSpec::Hash)
}

/// The command of an action, named as the action.
pub fn action_command(spec: &'static ActionSpec) -> Command {
    command(spec.name, spec.doc, spec.fields.fields)
}

/// The command of a view, named as the view. Whose answer it is may be left out: the reader's.
pub fn view_command(spec: &'static ViewSpec) -> Command {
    let Some(field) = whose(spec) else { return command(spec.name, spec.doc, spec.params.fields) };
    command(spec.name, spec.doc, spec.params.fields).mut_arg(id(field), |arg| {
        let told = arg.get_long_help().map(ToString::to_string).unwrap_or_default();
        arg.required(false).long_help(format!("{told}\n\nWhoever reads, unless named."))
    })
}

/// The parameter that says whose answer is asked for, where a view has to know it.
pub fn whose(spec: &'static ViewSpec) -> Option<&'static FieldSpec> {
    let is_whose = |field: &&FieldSpec| {
        field.name == "account" && matches!(field.spec, TypeSpec::Id(IdKind::AccountId))
    };
    spec.params.fields.iter().find(is_whose)
}

/// The object with an action's fields, from the matches of its command.
pub fn action_json(spec: &'static ActionSpec, matches: &ArgMatches) -> Json {
    object(spec.fields.fields, matches)
}

/// The same with what may be left out of JSON as it may be left out of the command line: nothing for a
/// list and no for a flag, also in rows, choices and actions of a proposal. An action that names the
/// community of its proposal need not do so.
pub fn filled(catalog: &dyn Catalog, fields: &'static [FieldSpec], mut object: Json) -> Json {
    let dao = object.get("dao").cloned();
    let Some(given) = object.as_object_mut() else { return object };
    for field in fields {
        let value = match (given.remove(field.name), field.spec) {
            (Some(Json::Array(acts)), TypeSpec::Acts { .. }) => {
                acts.into_iter().map(|act| self::act(catalog, act, dao.as_ref())).collect()
            }
            (Some(value), spec) => inside(catalog, spec, value),
            (None, TypeSpec::Bool) => Json::Bool(false),
            (None, TypeSpec::List { .. } | TypeSpec::Acts { .. }) => Json::Array(Vec::new()),
            (None, _) => continue,
        };
        given.insert(field.name.to_owned(), value);
    }
    object
}

fn act(catalog: &dyn Catalog, mut act: Json, dao: Option<&Json>) -> Json {
    let named = act.get("action").and_then(Json::as_str).and_then(|name| catalog.named(name));
    let Some((_, spec)) = named else { return act };
    let fields = spec.fields.fields;
    let is_dao = |field: &FieldSpec| {
        field.name == "dao" && matches!(field.spec, TypeSpec::Id(IdKind::DaoId))
    };
    if let (Some(dao), Some(given)) = (dao, act.as_object_mut())
        && fields.iter().any(is_dao)
    {
        given.entry("dao").or_insert_with(|| dao.clone());
    }
    filled(catalog, fields, act)
}

fn inside(catalog: &dyn Catalog, spec: &'static TypeSpec, value: Json) -> Json {
    match (spec, value) {
        (TypeSpec::Option(inner), value) => inside(catalog, inner, value),
        (TypeSpec::List { item, .. }, Json::Array(items)) => {
            items.into_iter().map(|one| inside(catalog, item, one)).collect()
        }
        (TypeSpec::Struct(spec), value) => filled(catalog, spec.fields, value),
        (TypeSpec::Enum(spec), Json::Object(object)) => {
            let chosen = object.into_iter().map(|(name, value)| {
                let variant = spec.variants.iter().find(|variant| variant.name == name);
                let value = match variant {
                    Some(variant) => filled(catalog, variant.fields, value),
                    None => value,
                };
                (name, value)
            });
            Json::Object(chosen.collect())
        }
        (_, value) => value,
    }
}

/// The object with a view's parameters, from the matches of its command.
pub fn view_json(spec: &'static ViewSpec, matches: &ArgMatches) -> Json {
    object(spec.params.fields, matches)
}

fn command(name: &'static str, doc: &'static str, fields: &'static [FieldSpec]) -> Command {
    let title = doc.lines().next().unwrap_or_default();
    Command::new(name).about(title).long_about(doc).args(fields.iter().map(arg))
}

/// Ids apart from those of the options that every command has.
fn id(field: &FieldSpec) -> String {
    format!("field:{}", field.name)
}

fn arg(field: &'static FieldSpec) -> Arg {
    let help = field.doc.lines().next().unwrap_or_default();
    let more = example::help(field);
    let gap = if more.is_empty() { "" } else { "\n\n" };
    let arg = Arg::new(id(field))
        .long(field.name.replace('_', "-"))
        .help(help)
        .long_help(format!("{}{gap}{more}", field.doc))
        .required(is_required(field.spec) && !is_made_here(field));
    if matches!(field.spec, TypeSpec::Bool) {
        return arg.action(ArgAction::SetTrue);
    }
    let arg = if list_item(field.spec).is_some() { arg.action(ArgAction::Append) } else { arg };
    arg.value_name(value_name(field.spec))
        .value_parser(parser(field.spec))
        // So that "-1 TEC" is refused as this option's value and not as an option of its own. A
        // text that starts with a hyphen is written `--field=-text`.
        .allow_hyphen_values(!is_words(field.spec))
}

/// Whether any text fits.
const fn is_words(spec: &TypeSpec) -> bool {
    match spec {
        TypeSpec::Body { .. } | TypeSpec::Name { .. } => true,
        TypeSpec::Option(inner) => is_words(inner),
        _ => false,
    }
}

/// Options may be left out, proofs are made by whoever holds the secret, and nothing given is an
/// empty list and a flag that is not set.
const fn is_required(spec: &TypeSpec) -> bool {
    !matches!(
        spec,
        TypeSpec::Bool
            | TypeSpec::Option(_)
            | TypeSpec::Proof
            | TypeSpec::Turn
            | TypeSpec::List { .. }
            | TypeSpec::Acts { .. }
    )
}

/// What a list repeats; acts stand for themselves.
const fn list_item(spec: &'static TypeSpec) -> Option<&'static TypeSpec> {
    match spec {
        TypeSpec::List { item, .. } => Some(item),
        TypeSpec::Acts { .. } => Some(spec),
        TypeSpec::Option(inner) => list_item(inner),
        _ => None,
    }
}

fn object(fields: &'static [FieldSpec], matches: &ArgMatches) -> Json {
    let given = fields.iter().filter_map(|field| {
        let value = match (field.spec, list_item(field.spec)) {
            (TypeSpec::Bool, _) => Some(Json::Bool(matches.get_flag(&id(field)))),
            (TypeSpec::Option(_), Some(_)) if !matches.contains_id(&id(field)) => None,
            (_, Some(_)) => Some(gather(matches, &id(field))),
            _ => matches.get_one::<Json>(&id(field)).cloned(),
        };
        Some((field.name.to_owned(), value?))
    });
    Json::Object(given.collect::<Map<_, _>>())
}

/// The items of a repeated option, in their order; an array stands for its items.
fn gather(matches: &ArgMatches, id: &str) -> Json {
    let mut items = Vec::new();
    for value in matches.get_many::<Json>(id).into_iter().flatten() {
        match value {
            Json::Array(several) => items.extend(several.iter().cloned()),
            one => items.push(one.clone()),
        }
    }
    Json::Array(items)
}

fn value_name(spec: &'static TypeSpec) -> &'static str {
    match spec {
        TypeSpec::Bool => "true|false",
        TypeSpec::Id(_) => "ID",
        TypeSpec::Hash => "HEX",
        TypeSpec::Amount => "AMOUNT",
        TypeSpec::Share => "SHARE",
        TypeSpec::Time => "TIME",
        TypeSpec::Span => "SPAN",
        TypeSpec::Text { .. } | TypeSpec::Body { .. } | TypeSpec::Name { .. } => "TEXT",
        TypeSpec::PublicKey => "KEY",
        TypeSpec::Enum(_) => "CHOICE",
        TypeSpec::Option(inner) => value_name(inner),
        TypeSpec::List { item, .. } => value_name(item),
        TypeSpec::Struct(_) | TypeSpec::Acts { .. } | TypeSpec::Proof | TypeSpec::Opaque => "JSON",
        _ => "NUMBER",
    }
}

fn parser(spec: &'static TypeSpec) -> ValueParser {
    match spec {
        TypeSpec::Option(inner) => parser(inner),
        TypeSpec::List { item, .. } => {
            ValueParser::new(move |text: &str| match json_source(text) {
                Some(json) => json,
                None => scalar(item, text),
            })
        }
        TypeSpec::Enum(spec) if is_plain(spec) => {
            let labels = spec.variants.iter().map(|variant| {
                PossibleValue::new(variant.name)
                    .help(variant.doc.lines().next().unwrap_or_default())
            });
            PossibleValuesParser::new(labels).map(Json::String).into()
        }
        _ => ValueParser::new(move |text: &str| scalar(spec, text)),
    }
}

/// Whether no variant has fields, so that a label says everything.
fn is_plain(spec: &EnumSpec) -> bool {
    spec.variants.iter().all(|variant| variant.fields.is_empty())
}

/// One value of one shape, checked as far as its text goes.
fn scalar(spec: &'static TypeSpec, text: &str) -> Result<Json, String> {
    let checked = |fits: bool, words: &str| match fits {
        true => Ok(Json::from(text)),
        false => Err(words.to_owned()),
    };
    match spec {
        TypeSpec::Bool => text.parse().map(Json::Bool).map_err(|_| "true or false".to_owned()),
        TypeSpec::Id(_) => checked(is_id(text), "a number, a handle or a symbol"),
        TypeSpec::Amount if text.starts_with('{') => inline(text),
        TypeSpec::Amount => checked(is_amount(text), "an amount such as \"12.5 TEC\""),
        TypeSpec::Share => checked(Share::parse(text).is_some(), "a share such as 2/3 or 67%"),
        TypeSpec::Time => {
            let fits = is_number(text, 64) || show::parse_time(text).is_some();
            checked(fits, "a moment such as \"2026-11-23 10:00\"")
        }
        TypeSpec::Span => checked(Span::parse(text).is_some(), "a duration such as 48h or 1d12h"),
        TypeSpec::Hash => checked(Hash32::from_hex(text).is_some(), "64 hexadecimal digits"),
        TypeSpec::PublicKey => checked(
            PublicKey::parse(text).is_some(),
            "a key, ed25519:HEX, wallet:HEX or passkey:HEX",
        ),
        TypeSpec::Text { max } => mark(text, *max),
        TypeSpec::Body { max } | TypeSpec::Name { max } => words(text, *max),
        TypeSpec::Enum(spec) => choice(spec, text),
        TypeSpec::Option(inner) => scalar(inner, text),
        _ => match spec.bits() {
            Some(bits) => checked(is_number(text, bits), &format!("a number of {bits} bits")),
            None => json_source(text)
                .unwrap_or_else(|| Err("JSON, inline or from a file as @file.json".to_owned())),
        },
    }
}

fn is_number(text: &str, bits: u32) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    plain && text.parse::<u128>().is_ok_and(|number| number.checked_shr(bits).unwrap_or(0) == 0)
}

fn is_id(text: &str) -> bool {
    if text.starts_with(|c: char| c.is_ascii_digit()) && text.bytes().all(|b| b.is_ascii_digit()) {
        return is_number(text, 64);
    }
    !text.trim_start_matches('@').is_empty() && !text.starts_with('-') && !text.contains(' ')
}

fn is_amount(text: &str) -> bool {
    text.rsplit_once(' ').is_some_and(|(number, symbol)| {
        // Any asset's decimals: how many this one has is known where the symbol is.
        let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits(whole) && digits(part) && !symbol.is_empty()
    })
}

fn mark(text: &str, max: u32) -> Result<Json, String> {
    match Text::<{ u16::MAX as usize }>::new(text) {
        Ok(_) if text.len() <= max as usize => Ok(Json::from(text)),
        Ok(_) | Err(DecodeError::TooLong) => Err(format!("at most {max} characters")),
        Err(_) => Err("printable ASCII without spaces".to_owned()),
    }
}

fn words(text: &str, max: u32) -> Result<Json, String> {
    if text.is_empty() || text.len() > max as usize {
        return Err(format!("a text of 1 to {max} bytes"));
    }
    match text.chars().all(is_allowed) {
        true => Ok(Json::from(text)),
        false => Err("control characters and marks of direction cannot stand here".to_owned()),
    }
}

fn choice(spec: &'static EnumSpec, text: &str) -> Result<Json, String> {
    if let Some(json) = json_source(text) {
        return json;
    }
    if spec.variants.iter().any(|variant| variant.name == text) {
        return Ok(Json::from(text));
    }
    Err(example::choices(spec))
}

/// JSON where the text is JSON or names a file of it; a handle such as `@noa` is neither.
fn json_source(text: &str) -> Option<Result<Json, String>> {
    match text.strip_prefix('@') {
        Some(path) if path.ends_with(".json") => Some(file(path)),
        Some(_) => None,
        None => text.starts_with(['{', '[']).then(|| inline(text)),
    }
}

fn inline(text: &str) -> Result<Json, String> {
    serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))
}

fn file(path: &str) -> Result<Json, String> {
    let size = fs::metadata(path).map_err(|error| format!("{path}: {error}"))?.len();
    if size > MAX_FILE_BYTES {
        return Err(format!("{path}: larger than {} MiB", MAX_FILE_BYTES >> 20));
    }
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    inline(text.trim_start_matches('\u{feff}')).map_err(|error| format!("{path}: {error}"))
}

#[cfg(test)]
mod tests;
