//! The JSON that a wallet takes (`eth_signTypedData_v4`), with the words of every text.

use aluma_types::hash::hex;
use aluma_types::spec::ActionSpec;
use aluma_types::text::body_id;
use aluma_types::{Hash32, Payload};
use serde_json::{Map, Value, json};

use super::node::Node;
use super::schema::{Member, member};
use super::{DOMAIN_NAME, DOMAIN_VERSION, Lens, Schema, TypedError, message};

/// Salt and words of a text by its id.
pub type Texts<'a> = &'a dyn Fn(Hash32) -> Option<([u8; 32], String)>;

/// The typed data for this payload; hashing it by EIP-712 gives [`super::digest`]. Integers are
/// decimal strings, so that no reader rounds them.
///
/// # Errors
/// Any [`TypedError`]; every text that the message shows must be at hand.
pub fn typed_data_json(
    payload: &Payload,
    spec: &'static ActionSpec,
    lens: &Lens<'_>,
    texts: Texts<'_>,
) -> Result<Value, TypedError> {
    let schema = Schema::new(spec, &payload.signer)?;
    let message = message(payload, &schema, lens)?;
    let mut types = Map::new();
    let domain = [member("name", "string"), member("version", "string")];
    types.insert("EIP712Domain".to_owned(), members_json(&domain));
    for (name, members) in schema.types() {
        types.insert(name.clone(), members_json(members));
    }
    Ok(json!({
        "types": types,
        "primaryType": schema.primary(),
        "domain": { "name": DOMAIN_NAME, "version": DOMAIN_VERSION },
        "message": node_json(&message, &schema, texts)?,
    }))
}

fn members_json(members: &[Member]) -> Value {
    members.iter().map(|member| json!({ "name": member.name, "type": member.kind })).collect()
}

fn node_json(node: &Node, schema: &Schema, texts: Texts<'_>) -> Result<Value, TypedError> {
    Ok(match node {
        Node::Bool(flag) => json!(flag),
        Node::Uint(number) => json!(number.to_string()),
        Node::Word(hash) => json!(format!("0x{hash}")),
        Node::String(text) => json!(text),
        Node::Bytes(bytes) => json!(format!("0x{}", hex(bytes))),
        Node::Text(id, length) => text_json(*id, *length, texts)?,
        Node::List(items) => Value::Array(
            items.iter().map(|item| node_json(item, schema, texts)).collect::<Result<_, _>>()?,
        ),
        Node::Struct(name, nodes) => {
            let members = schema.types().get(name.as_ref()).map(Vec::as_slice).unwrap_or_default();
            let pairs = members.iter().zip(nodes);
            let pairs = pairs
                .map(|(member, node)| Ok((member.name.clone(), node_json(node, schema, texts)?)));
            Value::Object(pairs.collect::<Result<_, TypedError>>()?)
        }
    })
}

fn text_json(id: Hash32, length: Option<u32>, texts: Texts<'_>) -> Result<Value, TypedError> {
    let (salt, text) = texts(id).ok_or(TypedError::TextMissing { id })?;
    let as_told = length.is_none_or(|length| length as usize == text.len());
    if body_id(&salt, &text) != id || !as_told {
        return Err(TypedError::TextMismatch { id });
    }
    let salt = format!("0x{}", hex(&salt));
    Ok(json!({ "salt": salt, "length": text.len().to_string(), "text": text }))
}
