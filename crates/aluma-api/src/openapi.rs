//! The API's own paths beside those of the views, and the whole document.

use aluma_core::kernel::action::Registry;
use aluma_types::openapi::{openapi, problem_response, reference};
use aluma_types::spec::ViewSpec;
use serde_json::{Map, Value as Json, json};

use crate::handlers::export::{ARCHIVE, TABLE};
use crate::node_views::NODE_VIEWS;

/// Every view of this server: the core's and the node's.
pub fn views(registry: &'static Registry) -> Vec<&'static ViewSpec> {
    let core = registry.views.iter().map(|entry| entry.spec);
    let mut all: Vec<_> = core.chain(NODE_VIEWS).collect();
    all.sort_by_key(|view| view.name);
    all
}

/// The document of a registry.
pub(crate) fn document(registry: &'static Registry) -> Json {
    let mut document = openapi(registry, &views(registry), paths());
    // The charter comes with its prose.
    let charter = "/paths/~1v1~1views~1charter/get/responses/200/content/application~1json/schema";
    if let Some(schema) = document.pointer_mut(charter) {
        schema["properties"]["sections"] =
            json!({ "type": "array", "items": { "type": "object" } });
    }
    document["components"]["securitySchemes"] = json!({
        "session": {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Aluma ` and the base64url of a signed statement of who reads.",
        },
        "invitation": {
            "type": "apiKey",
            "in": "header",
            "name": "Aluma-Invitation",
            "description": "The public half of an invitation's secret, 64 hexadecimal digits.",
        },
    });
    document["security"] = json!([{}, { "session": [] }, { "invitation": [] }]);
    document
}

/// The document of a registry as text: of the ledger's, as `docs/reference/openapi.json` holds it.
pub fn openapi_json(registry: &'static Registry) -> String {
    let mut text = serde_json::to_string_pretty(&document(registry)).unwrap_or_default();
    text.push('\n');
    text
}

fn paths() -> Map<String, Json> {
    let number = json!({ "type": "integer", "minimum": 0 });
    let text = json!({ "type": "string" });
    let body = body_schema();
    let cursor = [("after", false, &text), ("limit", false, &number)];
    let in_dao = [("dao", false, &text), cursor[0], cursor[1]];
    let words = [("q", true, &text), in_dao[0], in_dao[1], in_dao[2]];
    let dao = ("dao", true, &text);
    let row = [("table", true, &number), ("key", true, &text)];
    let id = [("id", true, &text)];
    let optional = |name: &'static str| (name, false, &number);
    let tier = [optional("domain"), optional("skill"), optional("mastery")];
    let earned = [dao, tier[0], tier[1], tier[2], ("as", false, &text)];
    let name = [("name", true, &text)];
    let submit =
        object(&["transaction"], json!({ "transaction": text, "bodies": body, "wait_ms": number }));
    let typed = object(&["payload"], json!({ "payload": text, "bodies": body }));
    let advance = object(&[], json!({ "by_ms": number, "to_ms": number }));
    let list = [
        ("/v1/status", get("status", "What this ledger is doing", &[])),
        ("/v1/genesis", get("genesis", "The ledger's first words", &[])),
        ("/v1/actions", get("actions", "Every action with its fields", &[])),
        ("/v1/parameters", get("parameters", "Every parameter of a charter", &[])),
        ("/v1/openapi.json", get("openapi", "This document", &[])),
        ("/v1/transactions", post("submit", "Hand in a signed action", &submit)),
        ("/v1/transactions/{id}", in_path(get("transaction", "What became of an action", &id))),
        ("/v1/proof", get("proof", "A stored value with its proof", &row)),
        ("/v1/events", get("events", "Facts in their order", &in_dao)),
        ("/v1/feed", get("feed", "Blocks as they come (server-sent events)", &[cursor[0]])),
        ("/v1/export", file(ARCHIVE, get("export", "A whole community as one file", &[dao]))),
        ("/v1/export/payouts", file(TABLE, get("export-payouts", "Payouts as a table", &[dao]))),
        ("/v1/credential", get("credential", "What you earned, to be shown elsewhere", &earned)),
        ("/v1/status-lists", get("status-lists", "Names of lists of what no longer holds", &[])),
        (
            "/v1/status-lists/{name}",
            in_path(get("status-list", "Which credentials no longer hold", &name)),
        ),
        ("/v1/search", get("search", "Words in texts, newest first", &words)),
        ("/v1/typed-data", post("typed-data", "What a wallet is to sign", &typed)),
        ("/v1/advance", post("advance", "Move a manual clock (the operator)", &advance)),
    ];
    list.into_iter().map(|(path, item)| (path.to_owned(), item)).collect()
}

fn body_schema() -> Json {
    let hash = reference("Hash");
    let item = object(&["salt", "text"], json!({ "salt": hash, "text": { "type": "string" } }));
    json!({ "type": "array", "maxItems": 4096, "items": item })
}

fn object(required: &[&str], properties: Json) -> Json {
    json!({
        "type": "object",
        "required": required,
        "additionalProperties": false,
        "properties": properties,
    })
}

fn responses() -> Json {
    let any = json!({ "application/json": { "schema": { "type": "object" } } });
    json!({
        "200": { "description": "The answer.", "content": any },
        "default": problem_response(),
    })
}

fn get(id: &str, summary: &str, parameters: &[(&str, bool, &Json)]) -> Json {
    let parameters: Vec<_> = parameters
        .iter()
        .map(|(name, required, schema)| {
            json!({ "name": name, "in": "query", "required": required, "schema": schema })
        })
        .collect();
    let operation = json!({
        "operationId": id,
        "summary": summary,
        "parameters": parameters,
        "responses": responses(),
    });
    json!({ "get": operation })
}

/// The answer is a file.
fn file(kind: &str, mut item: Json) -> Json {
    let file = json!({ kind: { "schema": { "type": "string", "format": "binary" } } });
    item["get"]["responses"]["200"]["content"] = file;
    item
}

/// The parameters stand in the path.
fn in_path(mut item: Json) -> Json {
    if let Some(parameters) = item["get"]["parameters"].as_array_mut() {
        parameters.iter_mut().for_each(|parameter| parameter["in"] = json!("path"));
    }
    item
}

fn post(id: &str, summary: &str, schema: &Json) -> Json {
    let content = json!({ "application/json": { "schema": schema } });
    let operation = json!({
        "operationId": id,
        "summary": summary,
        "requestBody": { "required": true, "content": content },
        "responses": responses(),
    });
    json!({ "post": operation })
}
