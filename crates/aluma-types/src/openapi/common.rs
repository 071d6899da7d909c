//! Component schemas that do not come from a spec: the nouns every ledger has.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::{Map, Value as Json, json};

/// By component name.
pub(super) fn schemas() -> Map<String, Json> {
    let pairs = [
        ("Problem", problem()),
        ("Hash", hash()),
        ("Amount", amount()),
        ("Share", share()),
        ("Time", in_ms("2026-11-23 10:00", "Milliseconds since 1970 UTC.")),
        ("Span", in_ms("48h", "A duration in milliseconds.")),
        ("Body", text(&[])),
        ("Name", text(&["skeleton"])),
        ("PublicKey", public_key()),
        ("Proof", proof()),
    ];
    pairs.into_iter().map(|(name, schema)| (name.to_string(), schema)).collect()
}

fn problem() -> Json {
    let text = json!({ "type": "string" });
    let properties = json!({
        "code": { "type": "integer", "minimum": 1, "maximum": 65_535 },
        "name": { "type": "string", "description": "Unique over the ledger, never reused." },
        "title": text, "detail": text,
        "hint": { "type": ["string", "null"] },
        "data": { "type": "object", "description": "What the sentence is made of." },
        "field": { "type": "string", "description": "The field or parameter it is about." },
    });
    object(&["code", "name", "title", "detail", "hint", "data"], properties)
}

/// What a view answers, with the block it is true of.
pub(super) fn answer(schema: &Json) -> Json {
    let as_of = json!({ "height": number(), "time": number() });
    let properties = json!({
        "as_of": object(&["height", "time"], as_of),
        "answer": schema,
        "next": { "description": "Where the next page begins, where there is one." },
    });
    object(&["as_of", "answer"], properties)
}

fn hash() -> Json {
    json!({ "type": "string", "pattern": "^(0x)?[0-9a-fA-F]{64}$" })
}

fn amount() -> Json {
    let properties = json!({
        "asset": number(),
        "units": { "type": "string", "pattern": "^[0-9]{1,39}$" },
        "text": { "type": "string", "readOnly": true },
    });
    json!({
        "description": "Base units of one asset; input also as `12.5 TEC`.",
        "anyOf": [
            object(&["asset", "units"], properties),
            { "type": "string", "examples": ["12.5 TEC"] },
        ],
    })
}

fn share() -> Json {
    json!({
        "description": "An exact fraction from 0 to 1; input also as `67%`.",
        "type": "string",
        "examples": ["2/3", "67%"],
    })
}

fn in_ms(example: &str, description: &str) -> Json {
    json!({
        "description": description,
        "anyOf": [number(), { "type": "string", "examples": [example] }],
    })
}

/// A text beside the state; input also as the words themselves.
fn text(more_hashes: &[&'static str]) -> Json {
    let mut properties = json!({
        "id": hash(),
        "length": number(),
        "text": { "type": "string", "readOnly": true },
        "erased": { "const": true, "readOnly": true },
        "missing": { "const": true, "readOnly": true },
    });
    if let Some(properties) = properties.as_object_mut() {
        properties.extend(more_hashes.iter().map(|name| (name.to_string(), hash())));
    }
    let mut required = Vec::from(["id", "length"]);
    required.extend_from_slice(more_hashes);
    json!({ "anyOf": [{ "type": "string" }, object(&required, properties)] })
}

fn public_key() -> Json {
    let pattern = "^(ed25519:[0-9a-fA-F]{64}|wallet:0[23][0-9a-fA-F]{64}\
                   |passkey:0[23][0-9a-fA-F]{128})$";
    json!({ "type": "string", "pattern": pattern })
}

fn proof() -> Json {
    let signature = json!({ "type": "string", "pattern": "^[0-9a-fA-F]{128}$" });
    object(&["key", "signature"], json!({ "key": hash(), "signature": signature }))
}

fn number() -> Json {
    json!({ "type": "integer", "minimum": 0 })
}

fn object(required: &[&str], properties: Json) -> Json {
    json!({
        "type": "object",
        "required": required,
        "additionalProperties": false,
        "properties": properties,
    })
}
