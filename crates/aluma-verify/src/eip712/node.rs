//! Values as EIP-712 sees them: the one tree from which both the hash and the JSON are read.

use std::borrow::Cow;

use aluma_types::hash::keccak256;
use aluma_types::spec::{EnumSpec, FieldSpec, IdKind, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{AccountId, Act, Amount, DaoId, DecodeError, Hash32, Span, Timestamp, show};

use super::schema::{has_fields, variant_type};
use super::{Lens, Schema, TypedError};
use crate::decode_act;

/// A value of a message.
pub(super) enum Node {
    Bool(bool),
    Uint(u128),
    Word(Hash32),
    String(String),
    Bytes(Vec<u8>),
    /// A `Text`, of which the id is known and, where the payload says it, the length.
    #[allow(dead_code)] // Only the JSON asks for the length.
    Text(Hash32, Option<u32>),
    List(Vec<Node>),
    /// A struct of this type and its members in order.
    Struct(Cow<'static, str>, Vec<Node>),
}

impl Node {
    /// The word that stands for it inside its parent (EIP-712 `encodeData`).
    pub(super) fn hash(&self, schema: &Schema) -> [u8; 32] {
        match self {
            Self::Bool(flag) => word(u128::from(*flag)),
            Self::Uint(number) => word(*number),
            Self::Word(hash) | Self::Text(hash, _) => hash.0,
            Self::String(text) => keccak256(&[text.as_bytes()]).0,
            Self::Bytes(bytes) => keccak256(&[bytes]).0,
            Self::List(items) => {
                let words: Vec<u8> = items.iter().flat_map(|item| item.hash(schema)).collect();
                keccak256(&[&words]).0
            }
            Self::Struct(name, members) => {
                let words: Vec<u8> = members.iter().flat_map(|item| item.hash(schema)).collect();
                keccak256(&[&schema.type_hash(name), &words]).0
            }
        }
    }
}

/// A number as 32 big-endian bytes.
fn word(number: u128) -> [u8; 32] {
    let mut word = [0u8; 32];
    if let Some(low) = word.last_chunk_mut::<16>() {
        *low = number.to_be_bytes();
    }
    word
}

/// A value of this shape as a node of the type that the schema gives to the shape.
pub(super) fn lower(
    spec: &'static TypeSpec,
    value: &Value,
    lens: &Lens<'_>,
) -> Result<Node, TypedError> {
    Ok(match (spec, value) {
        (_, Value::Bool(flag)) => Node::Bool(*flag),
        (spec, Value::Uint(number)) => lower_uint(spec, *number, lens)?,
        (_, Value::Hash(hash)) => Node::Word(*hash),
        (_, Value::Amount(amount)) => Node::String(amount_text(amount, lens)),
        (_, Value::Share(share)) => Node::String(show::share(*share)),
        (_, Value::Text(text)) => Node::String(text.clone()),
        (_, Value::Body { id, length }) => Node::Text(*id, Some(*length)),
        (_, Value::Name { id, length, skeleton }) => {
            let members = vec![Node::Text(*id, Some(*length)), Node::Word(*skeleton)];
            Node::Struct("Name".into(), members)
        }
        (_, Value::PublicKey(key)) => Node::String(key.to_text()),
        (_, Value::Proof(proof)) => {
            let members = vec![Node::Word(proof.key), Node::Bytes(proof.signature.to_vec())];
            Node::Struct("Proof".into(), members)
        }
        (_, Value::Acts(acts)) => {
            Node::List(acts.iter().map(|act| lower_act(act, lens)).collect::<Result<_, _>>()?)
        }
        (TypeSpec::List { item, .. }, Value::List(items)) => Node::List(
            items.iter().map(|value| lower(item, value, lens)).collect::<Result<_, _>>()?,
        ),
        (TypeSpec::Option(inner), Value::Option(value)) => Node::List(
            value.iter().map(|value| lower(inner, value, lens)).collect::<Result<_, _>>()?,
        ),
        (TypeSpec::Struct(spec), Value::Struct(values)) => {
            Node::Struct(spec.name.into(), lower_fields(spec.fields, values, lens)?)
        }
        (TypeSpec::Enum(spec), Value::Enum(tag, values)) => lower_enum(spec, (*tag, values), lens)?,
        _ => return Err(TypedError::Decode(DecodeError::BadValue)),
    })
}

fn lower_fields(
    fields: &'static [FieldSpec],
    values: &[Value],
    lens: &Lens<'_>,
) -> Result<Vec<Node>, TypedError> {
    fields.iter().zip(values).map(|(field, value)| lower(field.spec, value, lens)).collect()
}

fn lower_uint(spec: &'static TypeSpec, number: u128, lens: &Lens<'_>) -> Result<Node, TypedError> {
    let small = || u64::try_from(number).map_err(|_| TypedError::Decode(DecodeError::Overflow));
    Ok(match spec {
        TypeSpec::Id(IdKind::AccountId) => {
            named("Account", number, lens.directory.account_name(AccountId(small()?)))
        }
        TypeSpec::Id(IdKind::DaoId) => {
            named("Dao", number, lens.directory.dao_name(DaoId(small()?)))
        }
        TypeSpec::Time => Node::String(show::time(Timestamp(small()?))),
        TypeSpec::Span => Node::String(show::span(Span(small()?))),
        _ => Node::Uint(number),
    })
}

fn named(kind: &'static str, id: u128, name: Option<Hash32>) -> Node {
    let name = name.into_iter().map(|id| Node::Text(id, None)).collect();
    Node::Struct(kind.into(), vec![Node::Uint(id), Node::List(name)])
}

fn amount_text(amount: &Amount, lens: &Lens<'_>) -> String {
    let asset = amount.asset.0;
    match lens.directory.asset(amount.asset) {
        Some((symbol, decimals)) => {
            format!("{} {symbol} (asset {asset})", show::amount(amount.units, decimals))
        }
        // No symbol has a space in it, so this cannot pass for an asset called "base".
        None => format!("{} base units (asset {asset})", amount.units),
    }
}

fn lower_act(act: &Act, lens: &Lens<'_>) -> Result<Node, TypedError> {
    let number = act.number;
    let spec = lens.catalog.action(number).ok_or(TypedError::UnknownAct { number })?;
    decode_act(spec, act)?;
    let members = vec![
        Node::String(spec.name.to_owned()),
        Node::String(lens.says.says(act)),
        Node::Word(act.hash()),
    ];
    Ok(Node::Struct("Act".into(), members))
}

fn lower_enum(
    spec: &'static EnumSpec,
    (tag, values): (u8, &[Value]),
    lens: &Lens<'_>,
) -> Result<Node, TypedError> {
    let chosen = spec.variant(tag)?;
    let choice = Node::String(chosen.name.to_owned());
    if !has_fields(spec) {
        return Ok(choice);
    }
    let mut members = vec![choice];
    for variant in spec.variants.iter().filter(|variant| !variant.fields.is_empty()) {
        let mut items = Vec::new();
        if variant.tag == tag {
            let fields = lower_fields(variant.fields, values, lens)?;
            items.push(Node::Struct(variant_type(spec, variant).into(), fields));
        }
        members.push(Node::List(items));
    }
    Ok(Node::Struct(spec.name.into(), members))
}
