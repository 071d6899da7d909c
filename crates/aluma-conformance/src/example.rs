//! A value of every shape, made from the shape alone: a plain one, and one in which everything is
//! there that can be.

use aluma_core::registry::REGISTRY;
use aluma_types::spec::{ActionSpec, Catalog, IdKind, TypeSpec, VariantSpec};
use aluma_types::value::Value;
use aluma_types::{Act, Amount, Hash32, Scheme, Share, sha256};
use aluma_verify::ed25519::prove;
use aluma_verify::names::skeleton_hash;

use crate::people::{
    ASSET, AUTHOR_NAME, HEBREW, NOW, WORDS, key, network, secret, signer, text_id,
};

/// How much of a value there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// What may be left out is; lists have one item, enums their first variant.
    Plain,
    /// Nothing is left out; lists have two items, enums their last variant, numbers are large.
    Full,
    /// As full, but what has a name of its own inside is plain: it is shown by itself.
    Own,
}

impl Fill {
    /// Nearly nothing, and everything.
    pub const ALL: [Self; 2] = [Self::Plain, Self::Full];

    /// In one word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Full | Self::Own => "full",
        }
    }
}

/// A value of this shape. `None` for what no interpreter reads.
pub fn value(spec: &'static TypeSpec, fill: Fill) -> Option<Value> {
    let fill = match (spec, fill) {
        (TypeSpec::Struct(_) | TypeSpec::Enum(_), Fill::Own) => Fill::Plain,
        (_, fill) => fill,
    };
    let full = fill != Fill::Plain;
    let text = if full { HEBREW } else { WORDS };
    Some(match spec {
        TypeSpec::Bool => Value::Bool(full),
        TypeSpec::U8 => Value::Uint(if full { 18 } else { 1 }),
        TypeSpec::U16 => Value::Uint(if full { 65_535 } else { 300 }),
        TypeSpec::U32 => Value::Uint(if full { u32::MAX.into() } else { 70_000 }),
        TypeSpec::U64 | TypeSpec::Turn => {
            Value::Uint(if full { u64::MAX.into() } else { 5_000_000_000 })
        }
        TypeSpec::U128 => Value::Uint(if full { u128::MAX } else { 12_500_000_000_000_000_000 }),
        TypeSpec::Hash => Value::Hash(hash(fill)),
        TypeSpec::Id(kind) => Value::Uint(id(*kind, fill)),
        TypeSpec::Amount => {
            let units = if full { u128::MAX } else { 12_500_000_000_000_000_000 };
            Value::Amount(Amount { asset: ASSET, units })
        }
        TypeSpec::Share => Value::Share(if full { Share::new(2, 3)? } else { Share::new(0, 1)? }),
        TypeSpec::Time => Value::Uint(NOW.0.into()),
        TypeSpec::Span => Value::Uint(if full { 90 * 86_400_000 } else { 172_800_000 }),
        TypeSpec::Text { .. } => Value::Text(if full { "Q4/2026" } else { "TEC" }.to_owned()),
        TypeSpec::Body { .. } => {
            Value::Body { id: text_id(text), length: u32::try_from(text.len()).ok()? }
        }
        TypeSpec::Name { .. } => Value::Name {
            id: text_id(AUTHOR_NAME),
            length: u32::try_from(AUTHOR_NAME.len()).ok()?,
            skeleton: skeleton_hash(AUTHOR_NAME),
        },
        TypeSpec::PublicKey if full => Value::PublicKey(key(Scheme::Wallet, "wallet").public()),
        TypeSpec::PublicKey => Value::PublicKey(key(Scheme::Ed25519, "ed25519").public()),
        TypeSpec::Proof => {
            let newcomer = signer(key(Scheme::Ed25519, "ed25519").public(), true);
            Value::Proof(Box::new(prove(&secret("one-time"), &network(), &newcomer)))
        }
        TypeSpec::Acts { .. } => Value::Acts(carried(fill)),
        TypeSpec::List { item, .. } if full => {
            Value::List(vec![value(item, Fill::Plain)?, value(item, fill)?])
        }
        TypeSpec::List { item, .. } => Value::List(vec![value(item, fill)?]),
        TypeSpec::Option(inner) if full => Value::Option(Some(Box::new(value(inner, fill)?))),
        TypeSpec::Option(_) => Value::Option(None),
        TypeSpec::Struct(of) => {
            Value::Struct(of.fields.iter().map(|f| value(f.spec, fill)).collect::<Option<_>>()?)
        }
        TypeSpec::Enum(of) => {
            variant(if full { of.variants.last()? } else { of.variants.first()? }, fill)?
        }
        TypeSpec::Opaque => return None,
    })
}

/// An enum's value of this variant.
pub fn variant(of: &VariantSpec, fill: Fill) -> Option<Value> {
    let fields = of.fields.iter().map(|field| value(field.spec, fill));
    Some(Value::Enum(of.tag, fields.collect::<Option<_>>()?))
}

/// An action with every field filled like this.
///
/// # Panics
/// Where the action holds a shape that no action may hold.
pub fn act(number: u16, spec: &'static ActionSpec, fill: Fill) -> (Vec<Value>, Act) {
    let values = spec.fields.fields.iter().map(|field| value(field.spec, fill));
    let values: Vec<_> = values.collect::<Option<_>>().expect("a shape that actions may hold");
    let body = spec.fields.encode(&values).expect("a value of its own shape");
    (values, Act { number, body })
}

/// What a proposal carries: a payment, and where there is room a batch too.
fn carried(fill: Fill) -> Vec<Act> {
    let names: &[&str] =
        if fill != Fill::Plain { &["transfer", "pay-batch"] } else { &["transfer"] };
    let listed = names.iter().filter_map(|name| REGISTRY.named(name));
    listed.map(|(number, spec)| act(number, spec, Fill::Plain).1).collect()
}

fn hash(fill: Fill) -> Hash32 {
    sha256(&[b"conformance hash", fill.name().as_bytes()])
}

/// The plain ids are of things with names, symbols and the like; the full ones are large.
const fn id(kind: IdKind, fill: Fill) -> u128 {
    match (kind, fill) {
        (IdKind::AccountId, Fill::Plain) => 5,
        (IdKind::DaoId, Fill::Plain) => 1,
        (IdKind::AssetId, _) => 3,
        (IdKind::PotId, Fill::Plain) => 0,
        (IdKind::PotId, _) => 7,
        (IdKind::ProposalId | IdKind::PollId, Fill::Plain) => 12,
        (_, _) => 9_007_199_254_740_993,
    }
}
