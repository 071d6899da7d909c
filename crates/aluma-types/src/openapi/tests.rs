//! The document over the made-up domain: every reference leads somewhere, and it is the same twice.

use super::*;
use crate::Canon;
use crate::fixture::{Actions, Everything, Rows};

fn document() -> Json {
    let submit = json!({ "post": { "responses": { "default": problem_response() } } });
    let extra = Map::from_iter([("/v1/transactions".to_string(), submit)]);
    openapi(&Actions, &[Rows::VIEW], extra)
}

fn references<'a>(json: &'a Json, found: &mut Vec<&'a str>) {
    match json {
        Json::Object(object) => {
            found.extend(object.get("$ref").and_then(Json::as_str));
            object.values().for_each(|json| references(json, found));
        }
        Json::Array(items) => items.iter().for_each(|json| references(json, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_to_a_component() {
    let document = document();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 20);
    for path in found {
        let pointer = path.strip_prefix('#').unwrap_or_default();
        assert!(document.pointer(pointer).is_some(), "{path}");
    }
}

#[test]
fn one_component_per_action_and_named_type() {
    let document = document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for name in ["everything", "thank", "Row", "Choice", "Act", "Problem"] {
        assert!(schemas.contains_key(name), "{name}");
    }
    let thank = json!({
        "type": "object",
        "description": "Says thanks.",
        "required": ["action", "whom"],
        "additionalProperties": false,
        "properties": {
            "action": { "const": "thank" },
            "whom": {
                "anyOf": [
                    { "type": "integer", "minimum": 0, "maximum": u64::MAX },
                    { "type": "string", "examples": ["@handle"] },
                ],
                "description": "Who is thanked.",
            },
        },
    });
    assert_eq!(schemas["thank"], thank);
    let required = schemas["everything"]["required"].as_array().unwrap();
    assert!(required.contains(&json!("kind")));
    assert!(!required.contains(&json!("choice")), "an option may be left out");
}

#[test]
fn a_view_is_a_get_with_query_parameters() {
    let document = document();
    let view = &document["paths"]["/v1/views/rows"]["get"];
    assert_eq!(view["parameters"][0]["name"], "of");
    assert_eq!(view["parameters"][0]["required"], true);
    assert_eq!(view["parameters"][1]["required"], false);
    let rows = json!({ "type": "array", "maxItems": 3, "items": reference("Row") });
    let answer = &view["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(answer["properties"]["answer"], rows);
    assert_eq!(answer["required"], json!(["as_of", "answer"]));
    assert!(document["paths"]["/v1/transactions"]["post"].is_object());
}

#[test]
fn the_same_document_twice() {
    assert_eq!(document().to_string(), document().to_string());
    assert_eq!(schema(Everything::SPEC), reference("Everything"));
}

#[test]
fn limits_of_integers() {
    assert_eq!(schema(&TypeSpec::U8)["maximum"], 255);
    assert_eq!(schema(&TypeSpec::U64)["maximum"], u64::MAX);
    assert_eq!(schema(&TypeSpec::Text { max: 8 })["maxLength"], 8);
}
