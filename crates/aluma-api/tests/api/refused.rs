//! Wrong input of every kind is refused by name, in words, and changes nothing.

use aluma_core::registry::REGISTRY;
use aluma_text::{Lang, Texts};
use aluma_types::codec::Canon;
use aluma_types::hash::hex;
use aluma_types::{Act, Hash32, Scheme, Span, Timestamp};
use aluma_verify::SigningKey;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value as Json, json};

use crate::support::{Answer, START, World, sign, some_key};

#[test]
fn every_problem_of_the_api_has_its_words_in_both_languages() {
    let list = aluma_api::problem::Own::LIST;
    let keys: Vec<_> = list
        .iter()
        .flat_map(|(_, name)| ["", ".title", ".hint"].map(|part| format!("api-{name}{part}")))
        .collect();
    for lang in Lang::ALL {
        let missing = Texts::get().missing(lang, keys.iter().map(String::as_str));
        assert_eq!(missing, Vec::<&str>::new());
    }
    let ours = list.iter().map(|(code, _)| *code);
    let theirs = aluma_types::admission::Inadmissible::LIST.iter().map(|(code, _)| *code);
    let domains = aluma_core::registry::REFUSALS.iter().flat_map(|(_, list)| list.iter());
    let mut codes: Vec<_> = ours.chain(theirs).chain(domains.map(|(code, _)| *code)).collect();
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count, "a code is used twice");
}

#[tokio::test]
async fn a_refusal_has_the_shape_that_the_document_promises() {
    let world = World::new();
    let document = world.get("/v1/openapi.json").await.json;
    let promised = &document["components"]["schemas"]["Problem"];
    let kind = |value: &Json| match value {
        Json::Null => "null",
        Json::Number(_) => "integer",
        Json::String(_) => "string",
        Json::Object(_) => "object",
        other => panic!("{other}"),
    };
    for path in ["/v1/nothing", "/v1/views/dao?dao=9", "/v1/views/dao?dao=@x", "/v1/views/dao?so=1"]
    {
        let told = world.get(path).await.json;
        for field in promised["required"].as_array().expect("names") {
            assert!(told.get(field.as_str().expect("a name")).is_some(), "{path}: {field}");
        }
        for (name, value) in told.as_object().expect("an object") {
            let types = &promised["properties"][name]["type"];
            let one = types.as_array().cloned().unwrap_or_else(|| vec![types.clone()]);
            assert!(one.contains(&json!(kind(value))), "{path}: {name} is {value}, not {types}");
        }
    }
}

/// Hands in bytes as they are.
async fn hand_in(world: &World, transaction: &[u8]) -> Answer {
    world.post("/v1/transactions", json!({ "transaction": hex(transaction) }).to_string()).await
}

#[tokio::test]
async fn what_is_inadmissible_is_refused_by_name_and_leaves_no_trace() {
    let world = World::new();
    let good = world.add_key(START.0);
    let bytes = good.to_bytes();
    for cut in 0..bytes.len() {
        let answer = hand_in(&world, &bytes[..cut]).await;
        assert_eq!(answer.json["name"], "malformed", "cut at {cut}");
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let with = |change: fn(&mut aluma_types::Payload)| {
        let mut payload = good.payload.clone();
        change(&mut payload);
        world.sign(payload).to_bytes()
    };
    let mut forged = good.clone();
    forged.signature.numbers_mut()[3] ^= 1;
    let cases = [
        ("wrong-network", with(|it| it.network = Hash32([1; 32]))),
        ("expired", with(|it| it.valid_until = Timestamp(START.0 - 1))),
        ("too-far-ahead", with(|it| it.valid_until = START.after(Span::hours(25)))),
        ("nonce-ahead", with(|it| it.nonce = START.after(Span::minutes(11)).0)),
        ("unknown-action", with(|it| it.act = Act { number: 60_000, body: Vec::new() })),
        ("bad-signature", forged.to_bytes()),
        ("malformed", [bytes.clone(), vec![0]].concat()),
    ];
    for (name, bytes) in cases {
        let answer = hand_in(&world, &bytes).await;
        assert_eq!(answer.json["name"], name, "{answer:?}");
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        assert!(answer.json["detail"].is_string() && answer.json["hint"].is_string());
    }
    assert_eq!(world.node.published().read().header.height, 0);
}

#[tokio::test]
async fn a_replay_is_the_same_answer_and_the_same_nonce_is_refused() {
    let world = World::new();
    let good = world.add_key(START.0);
    world.submit(&good).await;
    let mut other = good.payload.clone();
    other.act = world.adding(&some_key(99));
    let answer = world.submit(&world.sign(other)).await;
    assert_eq!(answer.json["name"], "nonce-used");
    assert_eq!(world.node.published().read().header.height, 1);
}

/// n - s for secp256k1's order n.
fn upper_half(s: &[u8]) -> Vec<u8> {
    let order = hex_bytes("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    let mut borrow = 0i16;
    let mut out = vec![0; 32];
    for index in (0..32).rev() {
        let digit = i16::from(order[index]) - i16::from(s[index]) - borrow;
        borrow = i16::from(digit < 0);
        out[index] = u8::try_from(digit.rem_euclid(256)).expect("a byte");
    }
    out
}

fn hex_bytes(text: &str) -> Vec<u8> {
    aluma_types::hash::unhex(text).expect("digits")
}

#[tokio::test]
async fn a_wallets_second_form_of_a_signature_is_refused() {
    let world = World::new();
    let wallet = SigningKey::from_secret(Scheme::Wallet, [5; 32]).expect("a key");
    let act = world.adding(&wallet.public());
    let added = world.submit(&world.sign(world.payload(START.0, act))).await;
    assert_eq!(added.json["status"], "done");
    let act = world.adding(&some_key(1));
    let mut payload = world.payload(START.0, act);
    payload.signer = aluma_types::Signer::Key { account: aluma_core::identity::OPERATOR, key: 1 };
    let good = sign(&wallet, payload);
    let mut high = good.clone();
    high.signature.numbers_mut()[32..]
        .copy_from_slice(&upper_half(&good.signature.numbers()[32..]));
    assert_eq!(hand_in(&world, &high.to_bytes()).await.json["name"], "high-s");
    assert_eq!(world.submit(&good).await.json["status"], "done");
    assert!(REGISTRY.entry(1).is_some());
}

#[tokio::test]
async fn bodies_that_are_not_what_they_should_be_are_refused_by_name() {
    let world = World::new();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let nested = format!("{{\"transaction\":{deep}}}");
    let hex = hex(&world.add_key(START.0).to_bytes());
    let cases = [
        ("not-json", String::new()),
        ("not-json", "{".to_owned()),
        ("not-json", deep),
        ("not-json", nested),
        ("not-json", "\u{0}".to_owned()),
        ("bad-field", "[]".to_owned()),
        ("bad-field", "{}".to_owned()),
        ("bad-field", json!({ "transaction": 5 }).to_string()),
        ("bad-field", json!({ "transaction": "xyz" }).to_string()),
        ("bad-field", json!({ "transaction": hex, "wait_ms": 30_001 }).to_string()),
        ("bad-field", json!({ "transaction": hex, "wait_ms": -1 }).to_string()),
        ("bad-field", json!({ "transaction": hex, "bodies": [5] }).to_string()),
        ("bad-field", json!({ "transaction": hex, "bodies": [{ "salt": "00" }] }).to_string()),
        ("unknown-field", json!({ "transaction": hex, "x": 1 }).to_string()),
    ];
    for (name, body) in cases {
        let answer = world.post("/v1/transactions", body.clone()).await;
        let shown = body.chars().take(60).collect::<String>();
        assert_eq!(answer.json["name"], name, "{shown}");
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    }
    let field = json!({ "transaction": hex, "bodies": [{ "salt": "00", "text": "x" }] });
    let answer = world.post("/v1/transactions", field.to_string()).await;
    assert_eq!(answer.json["field"], "bodies[0].salt");
    assert_eq!(world.node.published().read().header.height, 0);
}

#[tokio::test]
async fn a_body_above_the_limit_is_refused_with_and_without_a_length() {
    let world = World::new();
    let limit = aluma_api::MAX_BODY;
    let at = world.post("/v1/transactions", vec![b' '; limit]).await;
    assert_eq!(at.json["name"], "not-json");
    for size in [limit + 1, 10 << 20] {
        let stream = world.post("/v1/transactions", vec![b' '; size]).await;
        assert_eq!(stream.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(stream.json["name"], "body-too-large");
        let told = Request::post("/v1/transactions").header("content-length", size);
        let told = world.call(told.body(Body::empty()).expect("a request")).await;
        assert_eq!(told.json["name"], "body-too-large");
    }
}

#[tokio::test]
async fn paths_methods_and_languages() {
    let world = World::new();
    let none = world.get("/v1/nothing").await;
    assert_eq!((none.status, &none.json["name"]), (StatusCode::NOT_FOUND, &json!("not-found")));
    let wrong = world.post("/v1/status", "").await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(wrong.json["name"], "wrong-method");
    let in_language = async |asked: &str| {
        let request = Request::get("/v1/nothing").header("accept-language", asked);
        world.call(request.body(Body::empty()).expect("a request")).await.json
    };
    let hebrew = Json::from("לא נמצא");
    for (asked, is_hebrew) in [
        ("he", true),
        ("en;q=0.5, he-IL;q=0.9", true),
        ("he;q=0.1, en", false),
        ("fr, he;q=0.2", true),
        ("he;q=0", false),
        ("", false),
        ("*", false),
    ] {
        assert_eq!(in_language(asked).await["title"] == hebrew, is_hebrew, "{asked}");
    }
}
