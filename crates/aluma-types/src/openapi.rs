//! JSON Schema and an OpenAPI 3.1 document from specs, in the order of catalog and fields, so that
//! one ledger has one document.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::{Map, Value as Json, json};

use crate::spec::{ActionSpec, Catalog, FieldSpec, IdKind, TypeSpec, VariantSpec, ViewSpec};
use crate::walk::{self, Named};

mod common;

/// The media type of a refusal.
pub const PROBLEM_TYPE: &str = "application/problem+json";

/// The whole document. `extra_paths` are path items by path, as the API itself declares them; they
/// may refer to the components `Act`, `Problem`, and every named type.
pub fn openapi(
    catalog: &dyn Catalog,
    views: &[&'static ViewSpec],
    extra_paths: Map<String, Json>,
) -> Json {
    let types = named_types(catalog, views);
    let mut paths = extra_paths;
    for view in views {
        paths.insert(format!("/v1/views/{}", view.name), json!({ "get": types.view(view) }));
    }
    let mut schemas = common::schemas();
    schemas.insert("Act".into(), act(catalog));
    for (_, spec) in catalog.actions() {
        schemas.insert(spec.name.to_string(), types.action(spec));
    }
    for (named, name) in &types.names {
        schemas.insert(name.clone(), types.named(*named));
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Aluma", "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

/// The JSON Schema of one shape; named types are references to components.
pub fn schema(spec: &'static TypeSpec) -> Json {
    let mut named = Vec::new();
    walk::collect_type(spec, &mut named);
    Types::new(named).schema(spec)
}

/// A reference to a component.
pub fn reference(name: &str) -> Json {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// The answer of an operation that refuses.
pub fn problem_response() -> Json {
    json!({
        "description": "Refused, with the reason and what would help.",
        "content": { PROBLEM_TYPE: { "schema": reference("Problem") } },
    })
}

fn named_types(catalog: &dyn Catalog, views: &[&'static ViewSpec]) -> Types {
    let mut named = Vec::new();
    for (_, spec) in catalog.actions() {
        walk::collect(spec.fields.fields, &mut named);
    }
    for view in views {
        walk::collect(view.params.fields, &mut named);
        walk::collect_type(view.result, &mut named);
    }
    Types::new(named)
}

/// Named types and what their components are called.
struct Types {
    names: Vec<(Named, String)>,
}

impl Types {
    /// Two types of one name, from two domains, are told apart by a number.
    fn new(named: Vec<Named>) -> Self {
        let mut names: Vec<(Named, String)> = Vec::new();
        for one in named {
            let earlier = names.iter().filter(|(other, _)| other.name() == one.name()).count();
            let name = match earlier {
                0 => one.name().to_string(),
                _ => format!("{}{}", one.name(), earlier.saturating_add(1)),
            };
            names.push((one, name));
        }
        Self { names }
    }

    fn refer(&self, named: Named) -> Json {
        let known = self.names.iter().find(|(other, _)| other.same(named));
        reference(known.map_or(named.name(), |(_, name)| name))
    }

    fn schema(&self, spec: &'static TypeSpec) -> Json {
        match spec {
            TypeSpec::Bool => json!({ "type": "boolean" }),
            TypeSpec::U8 | TypeSpec::U16 | TypeSpec::U32 | TypeSpec::U64 | TypeSpec::Turn => {
                integer(spec)
            }
            TypeSpec::U128 => json!({ "type": "string", "pattern": "^[0-9]{1,39}$" }),
            TypeSpec::Hash => reference("Hash"),
            TypeSpec::Id(kind) => id(*kind, integer(spec)),
            TypeSpec::Amount => reference("Amount"),
            TypeSpec::Share => reference("Share"),
            TypeSpec::Time => reference("Time"),
            TypeSpec::Span => reference("Span"),
            TypeSpec::Text { max } => {
                json!({ "type": "string", "minLength": 1, "maxLength": max, "pattern": "^[!-~]+$" })
            }
            TypeSpec::Body { max } => limited("Body", *max),
            TypeSpec::Name { max } => limited("Name", *max),
            TypeSpec::PublicKey => reference("PublicKey"),
            TypeSpec::Proof => reference("Proof"),
            TypeSpec::Acts { max } => {
                json!({ "type": "array", "maxItems": max, "items": reference("Act") })
            }
            TypeSpec::List { item, max } => {
                json!({ "type": "array", "maxItems": max, "items": self.schema(item) })
            }
            TypeSpec::Option(inner) => json!({ "anyOf": [self.schema(inner), { "type": "null" }] }),
            TypeSpec::Struct(spec) => self.refer(Named::Struct(spec)),
            TypeSpec::Enum(spec) => self.refer(Named::Enum(spec)),
            TypeSpec::Opaque => json!(false),
        }
    }

    fn named(&self, named: Named) -> Json {
        match named {
            Named::Struct(spec) => self.object(spec.doc, spec.fields),
            Named::Enum(spec) => json!({
                "description": spec.doc,
                "oneOf": spec.variants.iter().map(|v| self.variant(v)).collect::<Vec<_>>(),
            }),
        }
    }

    fn variant(&self, variant: &'static VariantSpec) -> Json {
        if variant.fields.is_empty() {
            return json!({ "const": variant.name, "description": variant.doc });
        }
        json!({
            "type": "object",
            "required": [variant.name],
            "additionalProperties": false,
            "properties": { variant.name: self.object(variant.doc, variant.fields) },
        })
    }

    fn action(&self, spec: &'static ActionSpec) -> Json {
        let mut schema = self.object(spec.doc, spec.fields.fields);
        if let Some(required) = schema.get_mut("required").and_then(Json::as_array_mut) {
            required.insert(0, json!("action"));
        }
        if let Some(properties) = schema.get_mut("properties").and_then(Json::as_object_mut) {
            let name = ("action".to_string(), json!({ "const": spec.name }));
            *properties = [name].into_iter().chain(core::mem::take(properties)).collect();
        }
        schema
    }

    fn object(&self, doc: &str, fields: &'static [FieldSpec]) -> Json {
        let required: Vec<_> =
            fields.iter().filter(|field| is_required(field)).map(|field| field.name).collect();
        let properties: Map<String, Json> = fields
            .iter()
            .map(|field| {
                let mut schema = self.schema(field.spec);
                if let Some(object) = schema.as_object_mut() {
                    object.insert("description".into(), json!(field.doc));
                }
                (field.name.to_string(), schema)
            })
            .collect();
        json!({
            "type": "object",
            "description": doc,
            "required": required,
            "additionalProperties": false,
            "properties": properties,
        })
    }

    fn view(&self, view: &'static ViewSpec) -> Json {
        let (summary, description) = title(view.doc);
        let parameters: Vec<_> = view
            .params
            .fields
            .iter()
            .map(|field| {
                json!({
                    "name": field.name,
                    "in": "query",
                    "required": is_required(field),
                    "description": field.doc,
                    "schema": self.schema(field.spec),
                })
            })
            .collect();
        let answer = common::answer(&self.schema(view.result));
        let content = json!({ "application/json": { "schema": answer } });
        json!({
            "operationId": format!("view-{}", view.name),
            "summary": summary,
            "description": description,
            "parameters": parameters,
            "responses": {
                "200": { "description": summary, "content": content },
                "default": problem_response(),
            },
        })
    }
}

/// Whether input must name the field: an option may be left out, and a proof is made by whoever
/// holds the secret.
const fn is_required(field: &FieldSpec) -> bool {
    !matches!(field.spec, TypeSpec::Option(_) | TypeSpec::Proof | TypeSpec::Turn)
}

/// The first line of a doc comment without its full stop, and the rest.
pub(crate) fn title(doc: &str) -> (&str, &str) {
    let (first, rest) = doc.split_once('\n').unwrap_or((doc, ""));
    (first.trim_end_matches('.'), rest.trim())
}

fn integer(spec: &TypeSpec) -> Json {
    let unused = 64u32.saturating_sub(spec.bits().unwrap_or(64));
    json!({ "type": "integer", "minimum": 0, "maximum": u64::MAX.checked_shr(unused).unwrap_or(0) })
}

/// Ids with words of their own may be given by them.
fn id(kind: IdKind, number: Json) -> Json {
    match kind {
        IdKind::AccountId | IdKind::DaoId => {
            json!({ "anyOf": [number, { "type": "string", "examples": ["@handle"] }] })
        }
        IdKind::AssetId => json!({ "anyOf": [number, { "type": "string", "examples": ["TEC"] }] }),
        _ => number,
    }
}

/// A text with its own limit beside the component's shape.
fn limited(name: &str, max: u32) -> Json {
    let mut schema = reference(name);
    if let Some(object) = schema.as_object_mut() {
        object.insert("maxLength".into(), json!(max));
    }
    schema
}

/// Any action, told apart by its name.
fn act(catalog: &dyn Catalog) -> Json {
    let names = || catalog.actions().iter().map(|(_, spec)| spec.name);
    let mapping: Map<String, Json> =
        names().map(|name| (name.into(), json!(format!("#/components/schemas/{name}")))).collect();
    json!({
        "description": "An action: its name and its fields.",
        "oneOf": names().map(reference).collect::<Vec<_>>(),
        "discriminator": { "propertyName": "action", "mapping": mapping },
    })
}

#[cfg(test)]
mod tests;
