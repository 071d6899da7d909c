//! Round trips over every shape, the friendlier input forms, and one line per reason.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::fixture::{Actions, Choice, Everything, Row, Thank, World, arb, json as parse};
use crate::ids::{AccountId, AssetId};
use crate::spec::{Catalog, TypeSpec};
use crate::transaction::{Act, Acts};
use crate::value::Value;
use crate::{Amount, Body, Canon, List, Proof, PublicKey, Share, Span};

/// Takes out what is only for readers.
fn as_input(json: &mut serde_json::Value) {
    if let Some(object) = json.as_object_mut() {
        for key in ["text", "missing", "erased"] {
            object.remove(key);
        }
        object.values_mut().for_each(as_input);
    }
    json.as_array_mut().into_iter().flatten().for_each(as_input);
}

proptest! {
    #[test]
    fn every_shape_reads_back(value in arb(Everything::SPEC)) {
        let mut world = World::default();
        let mut json = to_json(Everything::SPEC, &value, &world);
        as_input(&mut json);
        let text = json.to_string();
        prop_assert_eq!(&parse(&text), &json);
        prop_assert_eq!(from_json(Everything::SPEC, &json, &mut world), Ok(value.clone()));
        let bytes = Everything::SPEC.encode(&value).unwrap();
        prop_assert_eq!(Everything::from_bytes(&bytes).unwrap().to_bytes(), bytes);
    }
}

fn thank() -> Act {
    Act { number: 300, body: Thank { whom: AccountId(5) }.to_bytes() }
}

fn everything() -> Everything {
    let tec = |units| Amount { asset: AssetId(3), units };
    Everything {
        flag: true,
        few: 1,
        more: 2,
        many: 3,
        lots: 4,
        units: u128::MAX,
        root: crate::Hash32([0xab; 32]),
        dao: crate::DaoId(6),
        proposal: crate::ProposalId(7),
        poll: crate::PollId(8),
        asset: AssetId(3),
        pot: crate::PotId(0),
        amount: tec(1_250),
        share: Share::percent(67),
        at: crate::Timestamp(1_795_428_000_000),
        lasts: Span::hours(48),
        symbol: crate::Text::new("TEC").unwrap(),
        reason: Body::new(crate::sha256(&[b"because"]), 7).unwrap(),
        title: crate::Name {
            text: Body::new(crate::sha256(&[b"Noa"]), 3).unwrap(),
            skeleton: crate::sha256(&[b"noa"]),
        },
        key: PublicKey::Ed25519([7; 32]),
        proof: Proof { key: crate::Hash32([9; 32]), signature: [9; 64] },
        acts: Acts(List::new(vec![thank()]).unwrap()),
        rows: List::new(vec![Row { to: AccountId(5), amount: tec(100) }]).unwrap(),
        choice: None,
        kind: Choice::UpTo { limit: tec(5), lasts: None },
    }
}

/// What a person would write for [`everything`].
fn by_hand() -> serde_json::Value {
    json!({
        "flag": "true", "few": 1, "more": "2", "many": 3, "lots": 4,
        "units": "340282366920938463463374607431768211455",
        "root": format!("0x{}", "AB".repeat(32)),
        "dao": 6, "proposal": "7", "poll": 8, "asset": "TEC", "pot": 0,
        "amount": "12.5 TEC", "share": "67%", "at": "2026-11-23 10:00", "lasts": "2d",
        "symbol": "TEC", "reason": "because", "title": "Noa",
        "key": format!("ed25519:{}", "07".repeat(32)),
        "acts": [{ "action": "thank", "whom": "@noa" }],
        "rows": [{ "to": "noa", "amount": "1 TEC" }],
        "kind": { "up-to": { "limit": "0.05 TEC" } },
    })
}

#[test]
fn what_a_person_writes() {
    let mut world = World::default();
    let value = from_json(Everything::SPEC, &by_hand(), &mut world).unwrap();
    assert_eq!(Everything::SPEC.encode(&value).unwrap(), everything().to_bytes());
    assert_eq!(world.bodies.len(), 2, "a body and a name are kept");
}

#[test]
fn what_a_reader_gets() {
    let mut world = World::default();
    let value = from_json(Everything::SPEC, &by_hand(), &mut world).unwrap();
    let json = to_json(Everything::SPEC, &value, &world);
    let reason = crate::sha256(&[b"because"]).to_string();
    assert_eq!(json["units"], "340282366920938463463374607431768211455");
    assert_eq!(json["amount"], json!({ "asset": 3, "units": "1250", "text": "12.5 TEC" }));
    assert_eq!(json["share"], "67/100");
    assert_eq!(json["at"], 1_795_428_000_000u64);
    assert_eq!(json["lasts"], 172_800_000);
    assert_eq!(json["reason"], json!({ "id": reason, "length": 7, "text": "because" }));
    assert_eq!(json["title"]["text"], "Noa");
    assert_eq!(json["acts"], json!([{ "action": "thank", "whom": 5 }]));
    assert_eq!(json["choice"], serde_json::Value::Null);
    let limit = json!({ "asset": 3, "units": "5", "text": "0.05 TEC" });
    assert_eq!(json["kind"], json!({ "up-to": { "limit": limit, "lasts": null } }));
    let keys: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys.first(), Some(&"flag"));
    assert_eq!(keys.last(), Some(&"kind"), "the order of the spec");
}

#[test]
fn bodies_that_are_gone() {
    let body = |byte| Value::Body { id: crate::Hash32([byte; 32]), length: 2 };
    let json = |byte| to_json(&TypeSpec::Body { max: 9 }, &body(byte), &World::default());
    assert_eq!(json(1), json!({ "id": "01".repeat(32), "length": 2, "erased": true }));
    assert_eq!(json(2), json!({ "id": "02".repeat(32), "length": 2, "missing": true }));
}

#[test]
fn unknown_and_broken_acts_are_shown_as_bytes() {
    let world = World::default();
    let unknown = Act { number: 9, body: vec![1, 2] };
    assert_eq!(act_to_json(&unknown, &world), json!({ "number": 9, "bytes": "0102" }));
    let broken = Act { number: 300, body: vec![0x80] };
    assert_eq!(act_to_json(&broken, &world), json!({ "number": 300, "bytes": "80" }));
}

#[test]
fn one_line_per_reason() {
    use Reason::*;
    let long = "x".repeat(21);
    for (field, json, path, reason) in [
        ("flag", json!(1), "flag", Expected("flag")),
        ("few", json!(256), "few", TooBig),
        ("few", json!(-1), "few", Expected("number")),
        ("few", json!(1.0), "few", Expected("number")),
        ("few", json!(""), "few", Expected("number")),
        ("few", json!("+1"), "few", Expected("number")),
        ("lots", json!("18446744073709551616"), "lots", TooBig),
        ("units", json!("340282366920938463463374607431768211456"), "units", TooBig),
        ("root", json!("ab"), "root", Expected("hash")),
        ("dao", json!({}), "dao", Expected("id")),
        ("dao", json!("@tec"), "dao", UnknownHandle),
        ("asset", json!("ABC"), "asset", UnknownAsset),
        ("amount", json!("12.5"), "amount", Expected("amount")),
        ("amount", json!("12.555 TEC"), "amount", Expected("amount")),
        ("amount", json!("1 ABC"), "amount", UnknownAsset),
        ("amount", json!({ "asset": 3 }), "amount.units", Missing),
        ("amount", json!({ "asset": 3, "units": 1, "text": "1 TEC" }), "amount.text", UnknownField),
        ("share", json!("101%"), "share", Expected("share")),
        ("at", json!("yesterday"), "at", Expected("time")),
        ("lasts", json!("long"), "lasts", Expected("span")),
        ("symbol", json!("T EC"), "symbol", ForbiddenText),
        ("symbol", json!("123456789"), "symbol", TooLong(8)),
        ("symbol", json!(""), "symbol", Empty),
        ("reason", json!(long), "reason", TooLong(20)),
        ("reason", json!("a\u{202e}b"), "reason", ForbiddenText),
        ("reason", json!({ "id": "00".repeat(32), "length": 21 }), "reason.length", TooLong(20)),
        ("reason", json!({ "id": "00".repeat(32), "length": 0 }), "reason.length", Empty),
        ("title", json!("@noa"), "title", ForbiddenText),
        ("key", json!("rsa:00"), "key", Expected("key")),
        (
            "proof",
            json!({ "key": "00".repeat(32), "signature": "00" }),
            "proof.signature",
            Expected("proof"),
        ),
        ("acts", json!([{ "action": "steal" }]), "acts[0].action", UnknownAction),
        ("acts", json!([{ "whom": 5 }]), "acts[0].action", Missing),
        ("acts", json!([{ "action": "thank", "whom": 5, "why": 1 }]), "acts[0].why", UnknownField),
        ("rows", json!({}), "rows", Expected("list")),
        ("rows", json!([{}]), "rows[0].to", Missing),
        ("rows", json!([1]), "rows[0]", Expected("object")),
        ("rows", json!([1, 2, 3, 4]), "rows", TooMany(3)),
        ("kind", json!("green"), "kind", UnknownChoice),
        ("kind", json!("up-to"), "kind.up-to.limit", Missing),
        ("kind", json!({ "plain": 1 }), "kind", Expected("choice")),
        ("kind", json!({ "plain": {}, "up-to": {} }), "kind", Expected("choice")),
        ("kind", json!({ "plain": { "x": 1 } }), "kind.plain.x", UnknownField),
        ("other", json!(1), "other", UnknownField),
    ] {
        let mut input = by_hand();
        input[field] = json.clone();
        let error = from_json(Everything::SPEC, &input, &mut World::default()).unwrap_err();
        assert_eq!(error, FieldError { path: path.into(), reason }, "{field}: {json}");
        if let Expected(shape) = reason {
            assert!(Reason::SHAPES.contains(&shape), "{shape}");
        }
    }
}

#[test]
fn acts_in_acts_end_somewhere() {
    let nest = |levels: usize| {
        (0..levels).fold(by_hand()["acts"][0].clone(), |inner, _| {
            let mut outer = by_hand();
            outer["action"] = json!("everything");
            outer["proof"] = json!({ "key": "00".repeat(32), "signature": "00".repeat(64) });
            outer["acts"] = json!([inner]);
            outer
        })
    };
    let read = |json: &serde_json::Value| act_from_json(json, &mut World::default());
    let deepest = read(&nest(MAX_ACT_DEPTH - 1)).unwrap();
    assert_eq!(read(&nest(MAX_ACT_DEPTH)).unwrap_err().reason, Reason::TooDeep);

    // One level more can still come by bytes; it is shown, but not walked.
    let spec = Actions.action(7).unwrap();
    let mut values = spec.fields.decode(&deepest.body).unwrap();
    values[21] = Value::Acts(vec![deepest]);
    let deeper = Act { number: 7, body: spec.fields.encode(&values).unwrap() };
    let mut json = act_to_json(&deeper, &World::default());
    for _ in 0..MAX_ACT_DEPTH {
        json = json["acts"][0].take();
    }
    assert_eq!(json["number"], 300);
}

#[test]
fn an_act_is_read_by_its_name() {
    let json = json!({ "action": "thank", "whom": 5 });
    assert_eq!(act_from_json(&json, &mut World::default()), Ok(thank()));
    let error = act_from_json(&json!([]), &mut World::default()).unwrap_err();
    assert_eq!(error.reason, Reason::Expected("object"));
}
