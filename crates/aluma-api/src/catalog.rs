//! The list of actions as data, for clients that build forms.

use aluma_core::kernel::action::Registry;
use aluma_types::openapi::schema;
use aluma_types::spec::{ActionSpec, Author, FieldSpec, Track};
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
        "by": spec.by.iter().map(|by| author(*by)).collect::<Vec<_>>(),
        "track": spec.track.map(track),
        "cost": {
            "base": spec.cost.base,
            "per_byte": spec.cost.per_byte,
            "per_element": spec.cost.per_element,
        },
        "since": spec.since,
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

const fn author(author: Author) -> &'static str {
    match author {
        Author::Member => "member",
        Author::Newcomer => "newcomer",
        Author::Dao => "dao",
    }
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
