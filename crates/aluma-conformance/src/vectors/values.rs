//! Values of every shape by chance: small and huge ones, empty lists and long ones, texts that are
//! at hand and texts that are not, acts inside acts.

use aluma_core::dao::rules::parameters;
use aluma_core::registry::REGISTRY;
use aluma_types::keys::Assertion;
use aluma_types::spec::{ActionSpec, EnumSpec, FieldSpec, IdKind, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{Act, Amount, AssetId, Hash32, Proof, PublicKey, Scheme, Share, Signature};
use aluma_verify::names::skeleton_hash;

use super::{ERASED, TEXTS, UNKNOWN};
use crate::chance::Chance;
use crate::people::{key, text_id};

/// Items of a list at most, however many it may hold.
const ITEMS: u64 = 5;
/// Acts inside acts go so deep: one level more than is put in words.
const DEPTH: u32 = 5;

/// An action's act with fields by chance.
///
/// # Panics
/// Where the action holds a shape that no action may hold.
pub(super) fn act(
    chance: &mut Chance,
    (number, spec): (u16, &'static ActionSpec),
    depth: u32,
) -> Act {
    let values = fields(chance, spec.fields.fields, depth);
    Act { number, body: spec.fields.encode(&values).expect("a value of its own shape") }
}

fn fields(chance: &mut Chance, fields: &'static [FieldSpec], depth: u32) -> Vec<Value> {
    fields.iter().map(|field| value(chance, field.spec, depth)).collect()
}

/// An integer: often small, sometimes at the edge of what a varint's byte or a double holds.
pub(super) fn integer(chance: &mut Chance, bits: u32) -> u128 {
    let most = if bits == 128 { u128::MAX } else { (1 << bits) - 1 };
    let wide = (u128::from(chance.number()) << 64) | u128::from(chance.number());
    let picked = match chance.below(8) {
        0..=3 => u128::from(chance.below(4)),
        4 => u128::from(chance.below(200)),
        5 => wide & most,
        6 => {
            let edge = 1u128 << chance.below(u64::from(bits));
            if chance.below(2) == 0 { edge } else { edge - 1 }
        }
        _ => most,
    };
    picked.min(most)
}

/// A moment that a calendar of four digits has, mostly.
pub(super) fn moment(chance: &mut Chance) -> u64 {
    match chance.below(4) {
        0 => integer(chance, 64) as u64,
        1 => chance.below(4_102_444_800) * 1_000,
        2 => chance.below(68_374_080) * 60_000,
        _ => chance.below(4_102_444_800_000),
    }
}

fn span(chance: &mut Chance) -> u64 {
    const UNITS: [u64; 5] = [1, 1_000, 60_000, 3_600_000, 86_400_000];
    match chance.below(4) {
        0 => integer(chance, 64) as u64,
        _ => {
            let unit = |chance: &mut Chance| UNITS[chance.below(5) as usize];
            let part = |chance: &mut Chance| chance.below(14) * unit(chance);
            part(chance) + part(chance)
        }
    }
}

fn value(chance: &mut Chance, spec: &'static TypeSpec, depth: u32) -> Value {
    match spec {
        TypeSpec::Time => Value::Uint(moment(chance).into()),
        TypeSpec::Span => Value::Uint(span(chance).into()),
        TypeSpec::Id(kind) => Value::Uint(id(chance, *kind)),
        _ if spec.bits().is_some() => Value::Uint(integer(chance, spec.bits().unwrap_or(8))),
        TypeSpec::Bool => Value::Bool(chance.below(2) == 1),
        TypeSpec::Hash => Value::Hash(Hash32(chance.bytes())),
        TypeSpec::Amount => {
            let asset = AssetId(id(chance, IdKind::AssetId) as u64);
            Value::Amount(Amount { asset, units: integer(chance, 128) })
        }
        TypeSpec::Share => Value::Share(share(chance)),
        TypeSpec::Text { max } => Value::Text(mark(chance, *max)),
        TypeSpec::Body { max } => {
            let text = text(chance, *max);
            Value::Body { id: text_id(text), length: text.len() as u32 }
        }
        TypeSpec::Name { max } => {
            let text = text(chance, *max);
            let skeleton = skeleton_hash(text);
            Value::Name { id: text_id(text), length: text.len() as u32, skeleton }
        }
        TypeSpec::PublicKey => Value::PublicKey(public_key(chance)),
        TypeSpec::Proof => {
            let key = Hash32(chance.bytes());
            Value::Proof(Box::new(Proof { key, signature: chance.bytes() }))
        }
        TypeSpec::Acts { max } => Value::Acts(acts(chance, *max, depth)),
        TypeSpec::List { item, max } => {
            let count = chance.below(ITEMS.min(u64::from(*max)) + 1);
            Value::List((0..count).map(|_| value(chance, item, depth)).collect())
        }
        TypeSpec::Option(inner) => {
            let some = chance.below(3) > 0;
            Value::Option(some.then(|| Box::new(value(chance, inner, depth))))
        }
        TypeSpec::Struct(of) if of.name == "ChangeText" => change(chance),
        TypeSpec::Struct(of) => Value::Struct(fields(chance, of.fields, depth)),
        TypeSpec::Enum(of) => choice(chance, of, depth),
        _ => panic!("a shape that no action may hold"),
    }
}

fn choice(chance: &mut Chance, of: &'static EnumSpec, depth: u32) -> Value {
    let variant = &of.variants[chance.below(of.variants.len() as u64) as usize];
    Value::Enum(variant.tag, fields(chance, variant.fields, depth))
}

/// A change of a charter: mostly of a parameter that there is, to one of the values that templates
/// start with.
fn change(chance: &mut Chance) -> Value {
    let all: Vec<_> = parameters::all().collect();
    let spec = all[chance.below(all.len() as u64) as usize];
    let setting = spec.defaults[chance.below(3) as usize];
    let (key, to) = match chance.below(8) {
        0 => ("no.such-parameter".to_owned(), "yes".to_owned()),
        1 => (spec.name.to_owned(), mark(chance, 12)),
        _ => (spec.name.to_owned(), parameters::show(spec.kind, setting)),
    };
    Value::Struct(vec![Value::Text(key), Value::Text(to)])
}

fn id(chance: &mut Chance, kind: IdKind) -> u128 {
    match (kind, chance.below(3)) {
        (IdKind::PotId, 0) => 0,
        (_, 0 | 1) => u128::from(chance.below(4)),
        _ => integer(chance, 64),
    }
}

fn share(chance: &mut Chance) -> Share {
    let den = 1 + match chance.below(3) {
        0 => 99,
        1 => chance.below(12),
        _ => u64::from(u32::MAX) - 1,
    };
    let num = chance.below(den + 1);
    Share::new(num as u32, den as u32).expect("a share of at most one")
}

/// Printable letters without spaces.
fn mark(chance: &mut Chance, max: u32) -> String {
    let length = 1 + chance.below(u64::from(max.min(12)));
    (0..length).map(|_| char::from(b'!' + chance.below(94) as u8)).collect()
}

fn text(chance: &mut Chance, max: u32) -> &'static str {
    let all = TEXTS.into_iter().chain([ERASED, UNKNOWN]);
    let fits: Vec<_> = all.filter(|text| text.len() <= max as usize).collect();
    fits[chance.below(fits.len() as u64) as usize]
}

fn public_key(chance: &mut Chance) -> PublicKey {
    let scheme = Scheme::ALL[chance.below(3) as usize];
    key(scheme, &format!("somebody {}", chance.below(20))).public()
}

fn acts(chance: &mut Chance, max: u32, depth: u32) -> Vec<Act> {
    if depth >= DEPTH {
        return Vec::new();
    }
    let specs = REGISTRY.specs;
    let one = |chance: &mut Chance| {
        let picked = specs[chance.below(specs.len() as u64) as usize];
        act(chance, picked, depth + 1)
    };
    let count = chance.below(u64::from(max).min(3) + 1);
    (0..count).map(|_| one(chance)).collect()
}

/// A signature of any scheme, of nobody: what a reader of bytes can tell is its form.
///
/// # Panics
/// Never: the parts of an assertion are short.
pub(super) fn signature(chance: &mut Chance) -> Signature {
    match chance.below(3) {
        0 => Signature::Ed25519(chance.bytes()),
        1 => Signature::Wallet(chance.bytes()),
        _ => {
            let client = format!("{{\"challenge\":\"{}\"}}", chance.number());
            let data = chance.bytes::<37>().to_vec();
            let assertion = Assertion::new(data, client.into_bytes(), chance.bytes());
            Signature::Passkey(Box::new(assertion.expect("short parts")))
        }
    }
}
