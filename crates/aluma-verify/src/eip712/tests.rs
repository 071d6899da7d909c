use alloy_dyn_abi::TypedData;
use aluma_types::spec::{Catalog, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{
    AccountId, Action, Acts, Amount, AssetId, Body, Canon, DaoId, Group, Hash32, KeyOf, List,
    Payload, Proof, Scheme, Share, Signer,
};
use proptest::prelude::*;

use super::{Schema, TypedError, digest, typed_data_json};
use crate::tests::*;

/// The digest, after a foreign implementation computed the same one from our JSON.
fn agreed(payload: &Payload) -> [u8; 32] {
    let spec = World.action(payload.act.number).unwrap();
    let ours = digest(payload, spec, &lens()).unwrap();
    let json = typed_data_json(payload, spec, &lens(), &texts).unwrap();
    // Through text, as it reaches a wallet.
    let typed: TypedData = serde_json::from_str(&json.to_string()).unwrap();
    let theirs = typed.eip712_signing_hash().unwrap();
    assert_eq!(theirs.0, ours, "{json:#}");
    let schema = Schema::new(spec, &payload.signer).unwrap();
    assert_eq!(typed.encode_type().unwrap(), schema.encode_type());
    ours
}

#[test]
fn a_wallet_hashes_every_shape_as_the_ledger_does() {
    agreed(&payload(act(2, &every_shape())));
    let empty = EveryShape {
        dao: None,
        key: None,
        payments: List::default(),
        grid: List::default(),
        maybe: None,
        rules: List::default(),
        rule: Rule::ByVotes { needed: Share::ZERO, open: aluma_types::Span(0) },
        ..every_shape()
    };
    agreed(&payload(act(2, &empty)));
    agreed(&payload(act(5, &Leave {})));
}

#[test]
fn a_wallet_hashes_acts_proofs_and_new_keys_as_the_ledger_does() {
    let acts = vec![transfer(1), act(2, &every_shape()), act(5, &Leave {})];
    let propose = |acts| Propose { dao: DaoId(50), title: body("hello"), acts };
    agreed(&payload(act(3, &propose(Acts::default()))));
    agreed(&payload(act(3, &propose(Acts(List::new(acts).unwrap())))));
    for scheme in [Scheme::Ed25519, Scheme::Wallet] {
        let signer = Signer::New(key(scheme, 3).public());
        let proof = Some(crate::ed25519::prove(&[4; 32], &NETWORK, &signer));
        let join = Join { proof, handle: name("roni") };
        agreed(&Payload { signer, ..payload(act(4, &join)) });
    }
}

#[test]
fn a_transfer_reads_as_words() {
    let payload = payload(transfer(12_500_000_000_000_000_000));
    let json = typed_data_json(&payload, Transfer::ACTION, &lens(), &texts).unwrap();
    assert_eq!(
        Schema::new(Transfer::ACTION, &payload.signer).unwrap().encode_type(),
        "Transfer(uint64 signerAccount,uint16 signerKey,Dao dao,Account to,string amount,\
         string validUntil,uint64 nonce,bytes32 network,bytes32 transaction)\
         Account(uint64 id,Text[] name)Dao(uint64 id,Text[] name)\
         Text(bytes32 salt,uint32 length,string text)"
    );
    assert_eq!(json["primaryType"], "Transfer");
    assert_eq!(json["domain"], serde_json::json!({ "name": "Aluma", "version": "1" }));
    let message = &json["message"];
    assert_eq!(message["amount"], "12.5 TEC (asset 3)");
    assert_eq!(message["dao"]["name"][0]["text"], "Commons");
    assert_eq!(message["to"]["name"][0]["text"], "dana");
    assert_eq!(message["validUntil"], "2026-11-23 10:10:00.000 UTC");
    assert_eq!(message["transaction"], format!("0x{}", payload.id()));
}

#[test]
fn whatever_is_signed_changes_the_digest() {
    let base = payload(transfer(1));
    let other_asset = Amount { asset: AssetId(4), units: 1 };
    let to = |to, amount| act(1, &Transfer { dao: DaoId(1), to: AccountId(to), amount });
    let variants = [
        base.clone(),
        Payload { network: Hash32([8; 32]), ..base.clone() },
        Payload { nonce: 1, ..base.clone() },
        Payload { valid_until: base.valid_until.after(aluma_types::Span(1)), ..base.clone() },
        Payload { signer: Signer::Key { account: AccountId(12), key: 2 }, ..base.clone() },
        Payload { signer: Signer::Key { account: AccountId(14), key: 1 }, ..base.clone() },
        payload(transfer(2)),
        payload(to(2, other_asset)),
        payload(to(3, Amount { asset: AssetId(3), units: 1 })),
    ];
    let mut digests: Vec<_> = variants.iter().map(agreed).collect();
    digests.sort_unstable();
    digests.dedup();
    assert_eq!(digests.len(), variants.len());
}

#[test]
fn a_name_in_the_directory_is_part_of_what_is_signed() {
    struct Nameless;
    impl super::Directory for Nameless {
        fn account_name(&self, _: AccountId) -> Option<Hash32> {
            None
        }
        fn exists(&self, _: aluma_types::spec::IdKind, id: u64) -> bool {
            id != 404
        }

        fn dao_name(&self, _: DaoId) -> Option<Hash32> {
            None
        }
        fn asset(&self, _: AssetId) -> Option<(&str, u8)> {
            None
        }
    }
    let payload = payload(transfer(1));
    let nameless = super::Lens { directory: &Nameless, ..lens() };
    let json = typed_data_json(&payload, Transfer::ACTION, &nameless, &texts).unwrap();
    assert_eq!(json["message"]["amount"], "1 base units (asset 3)");
    assert_eq!(json["message"]["to"]["name"], serde_json::json!([]));
    let without = digest(&payload, Transfer::ACTION, &nameless).unwrap();
    assert_ne!(without, agreed(&payload));
}

#[test]
fn what_has_no_typed_data_is_refused_by_name() {
    let spec = Propose::ACTION;
    let propose = |acts| {
        let acts = Acts(List::new(acts).unwrap());
        payload(act(3, &Propose { dao: DaoId(1), title: body("hello"), acts }))
    };
    let unknown = propose(vec![aluma_types::Act { number: 999, body: vec![] }]);
    let refused = digest(&unknown, spec, &lens());
    assert_eq!(refused, Err(TypedError::UnknownAct { number: 999 }));
    let broken = propose(vec![aluma_types::Act { number: 1, body: vec![1] }]);
    assert!(matches!(digest(&broken, spec, &lens()), Err(TypedError::Decode(_))));
    let fine = propose(vec![]);
    let id = text_of("hello").id();
    let missing = typed_data_json(&fine, spec, &lens(), &|_| None);
    assert_eq!(missing, Err(TypedError::TextMissing { id: text_of("Commons").id() }));
    let wrong = |asked| {
        if asked == id { Some(([0; 32], "hello".to_owned())) } else { texts(asked) }
    };
    let mismatch = typed_data_json(&fine, spec, &lens(), &wrong);
    assert_eq!(mismatch, Err(TypedError::TextMismatch { id }));
}

/// A length that is not the text's own stands in the payload only, so the JSON refuses it.
#[test]
fn a_lying_length_has_no_json() {
    let title = Body::new(text_of("hello").id(), 6).unwrap();
    let lying = payload(act(3, &Propose { dao: DaoId(1), title, acts: Acts::default() }));
    let json = typed_data_json(&lying, Propose::ACTION, &lens(), &texts);
    assert_eq!(json, Err(TypedError::TextMismatch { id: text_of("hello").id() }));
}

mod clashes {
    use super::*;

    /// Not the ledger's text.
    #[derive(Canon)]
    pub(super) struct Text {
        /// A number.
        number: u8,
    }

    /// Two types with one name.
    #[derive(Action)]
    #[action(name = "two-types", he = "ה", says_en = "s", says_he = "ה", by(Member))]
    pub(super) struct TwoTypes {
        /// Ours.
        ours: Text,
        /// Theirs.
        theirs: Body<9>,
    }

    /// A field that the envelope has too.
    #[derive(Action)]
    #[action(name = "two-fields", he = "ה", says_en = "s", says_he = "ה", by(Member))]
    pub(super) struct TwoFields {
        /// Once more.
        nonce: u64,
    }

    /// A field that holds the action's own name.
    #[derive(Action)]
    #[action(name = "proof", he = "ה", says_en = "s", says_he = "ה", by(Member))]
    pub(super) struct Circle {
        /// A proof.
        proof: Proof,
    }
}

#[test]
fn specs_that_use_a_name_twice_are_refused() {
    let signer = payload(transfer(1)).signer;
    let clash = |spec| Schema::new(spec, &signer).map(drop);
    let named = |name: &str| Err(TypedError::Clash { name: name.to_owned() });
    assert_eq!(clash(clashes::TwoTypes::ACTION), named("Text"));
    assert_eq!(clash(clashes::TwoFields::ACTION), named("nonce"));
    assert_eq!(clash(clashes::Circle::ACTION), named("Proof"));
}

/// A value of a shape from a stream of numbers.
fn value(spec: &'static TypeSpec, dice: &mut dyn FnMut() -> u64) -> Value {
    let words = ["dana", "Commons", "rent", "hello"];
    if let Some(bits) = spec.bits() {
        let wide = u128::from(dice()) << 64 | u128::from(dice());
        return Value::Uint(wide >> (128 - bits) >> (dice() % u64::from(bits)));
    }
    let word = words[dice() as usize % words.len()];
    let (id, length) = (text_of(word).id(), word.len() as u32);
    match spec {
        TypeSpec::Bool => Value::Bool(dice().is_multiple_of(2)),
        TypeSpec::Hash => Value::Hash(Hash32([dice() as u8; 32])),
        TypeSpec::Amount => {
            let units = u128::from(dice()) << (dice() % 64);
            Value::Amount(Amount { asset: AssetId(dice() % 8), units })
        }
        TypeSpec::Share => {
            let den = dice() as u32 % 1_000 + 1;
            Value::Share(Share::new(dice() as u32 % (den + 1), den).unwrap())
        }
        TypeSpec::Text { .. } => Value::Text(format!("T{}", dice() % 1_000)),
        TypeSpec::Body { .. } => Value::Body { id, length },
        TypeSpec::Name { .. } => Value::Name { id, length, skeleton: Hash32([1; 32]) },
        TypeSpec::PublicKey => Value::PublicKey(key(Scheme::Ed25519, dice() as u8).public()),
        TypeSpec::Proof => {
            let key = Hash32([dice() as u8; 32]);
            Value::Proof(Box::new(Proof { key, signature: [dice() as u8; 64] }))
        }
        TypeSpec::Acts { .. } => Value::Acts((0..dice() % 3).map(|n| transfer(n.into())).collect()),
        TypeSpec::List { item, max } => {
            let count = dice() % (u64::from(*max) + 1);
            Value::List((0..count).map(|_| value(item, dice)).collect())
        }
        TypeSpec::Option(inner) => {
            Value::Option((dice().is_multiple_of(2)).then(|| Box::new(value(inner, dice))))
        }
        TypeSpec::Struct(spec) => {
            Value::Struct(spec.fields.iter().map(|field| value(field.spec, dice)).collect())
        }
        TypeSpec::Enum(spec) => {
            let variant = &spec.variants[dice() as usize % spec.variants.len()];
            let values = variant.fields.iter().map(|field| value(field.spec, dice)).collect();
            Value::Enum(variant.tag, values)
        }
        _ => unreachable!("no field has this shape"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_wallet_hashes_any_payload_as_the_ledger_does(
        seed: u64,
        which in 0usize..5,
        signers in 0u64..4,
    ) {
        let (number, spec) = World.actions()[which];
        let mut state = seed;
        let mut dice = || {
            // SplitMix64.
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed ^ (mixed >> 27)
        };
        let mut body = Vec::new();
        for field in spec.fields.fields {
            body.extend(field.spec.encode(&value(field.spec, &mut dice)).unwrap());
        }
        let mut payload = payload(aluma_types::Act { number, body });
        payload.nonce = dice();
        payload.valid_until.0 = dice() >> (dice() % 64);
        match signers {
            0 => {}
            1 => {
                let scheme = Scheme::ALL[seed as usize % 3];
                payload.signer = Signer::New(key(scheme, seed as u8 % 99 + 1).public());
            }
            count => {
                let one = |place| KeyOf { account: AccountId(place * 7), key: (seed % 9) as u16 };
                let group = Group::new((0..count).map(one).collect()).unwrap();
                payload.signer = Signer::Several(group);
            }
        }
        agreed(&payload);
    }
}
