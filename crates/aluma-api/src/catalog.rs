//! The lists of actions and of a charter's parameters as data, for clients that build forms.

use aluma_core::dao::rules::parameters::{all, show};
use aluma_core::dao::{Kind, Manner, ParameterSpec};
use aluma_core::kernel::action::Registry;
use aluma_types::openapi::schema;
use aluma_types::spec::{ActionSpec, FieldSpec, Track};
use serde_json::{Value as Json, json};

/// Every action with its fields.
pub(crate) fn actions(registry: &'static Registry) -> Json {
    let actions: Vec<_> =
        registry.specs.iter().map(|(number, spec)| action(*number, spec)).collect();
    json!({ "actions": actions })
}

fn action(number: u16, spec: &'static ActionSpec) -> Json {
    let (title, doc) = spec.doc.split_once('\n').unwrap_or((spec.doc, ""));
    json!({
        "number": number,
        "name": spec.name,
        "domain": spec.domain,
        "title": { "en": title.trim_end_matches('.'), "he": spec.he },
        "doc": doc.trim(),
        "says": { "en": spec.says_en, "he": spec.says_he },
        "by": spec.by.iter().map(|by| by.name()).collect::<Vec<_>>(),
        "track": spec.track.map(track),
        "cost": {
            "base": spec.cost.base,
            "per_byte": spec.cost.per_byte,
            "per_element": spec.cost.per_element,
        },
        "since": spec.since,
        "verified": spec.verified,
        "several": spec.several,
        "hand": spec.hand.name(),
        "fields": spec.fields.fields.iter().map(field).collect::<Vec<_>>(),
    })
}

fn field(field: &'static FieldSpec) -> Json {
    json!({
        "name": field.name,
        "doc": field.doc,
        "he": field.he,
        "schema": schema(field.spec),
    })
}

const fn track(track: Track) -> &'static str {
    match track {
        Track::Tip => "tip",
        Track::Spend => "spend",
        Track::Role => "role",
        Track::Constitution => "constitution",
        Track::Emergency => "emergency",
    }
}

/// Every parameter that a charter has.
pub(crate) fn parameters() -> Json {
    json!({ "parameters": all().map(parameter).collect::<Vec<_>>() })
}

fn parameter(spec: &'static ParameterSpec) -> Json {
    let by_default = |manner| show(spec.kind, spec.default_of(manner));
    json!({
        "number": spec.number,
        "name": spec.name,
        "section": spec.section,
        "doc": spec.doc,
        "en": spec.en,
        "he": spec.he,
        "kind": kind(spec.kind),
        "default": {
            "small-circle": by_default(Manner::SmallCircle),
            "assembly": by_default(Manner::Assembly),
            "delegates": by_default(Manner::Delegates),
        },
    })
}

/// What values a parameter may have, as an amendment writes them.
fn kind(kind: Kind) -> Json {
    let range =
        |name: &str, min: String, max: String| json!({ "type": name, "min": min, "max": max });
    match kind {
        Kind::Flag => json!({ "type": "flag" }),
        Kind::Number { min, max } => range("number", min.to_string(), max.to_string()),
        Kind::Span { min, max } => {
            range("span", aluma_types::show::span(min), aluma_types::show::span(max))
        }
        Kind::Share { min, max } => {
            range("share", aluma_types::show::share(min), aluma_types::show::share(max))
        }
        Kind::Choice(names) => {
            json!({ "type": "choice", "choices": choices(names) })
        }
        Kind::Time => json!({ "type": "time" }),
        Kind::OptionalAsset => json!({ "type": "asset" }),
        Kind::Tags { of, most } => json!({ "type": "tags", "most": most, "choices": choices(of) }),
    }
}

fn choices(names: &[(&str, &str, &str)]) -> Json {
    names.iter().map(|(name, en, he)| json!({ "name": name, "en": en, "he": he })).collect()
}
