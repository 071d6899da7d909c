//! What is asked and answered.

use aluma_core::identity::OPERATOR;
use aluma_core::registry::REGISTRY;
use aluma_store::proof::Proof;
use aluma_types::Hash32;
use aluma_types::codec::Canon;
use aluma_types::hash::{hex, unhex};
use aluma_types::header::Header;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value as Json, json};

use crate::support::{START, World};

#[tokio::test]
async fn the_status_says_where_the_ledger_stands() {
    let world = World::new();
    let status = world.get("/v1/status").await;
    assert_eq!(status.status, StatusCode::OK);
    assert_eq!(status.json["height"], 0);
    assert_eq!(status.json["clock"], "manual");
    assert_eq!(status.json["first_account"], OPERATOR.0);
    assert_eq!(status.json["network"], world.node.network().to_string());
    assert_eq!(status.json["halted"], Json::Null);
    let done = world.submit(&world.add_key(START.0)).await;
    assert_eq!(done.json["status"], "done", "{done:?}");
    assert_eq!(world.get("/v1/status").await.json["height"], 1);
}

#[tokio::test]
async fn a_transaction_is_promised_and_answered_the_same_twice() {
    let world = World::new();
    let transaction = world.add_key(START.0);
    let first = world.submit(&transaction).await;
    let id = transaction.payload.id().to_string();
    assert_eq!(first.json["id"], id);
    assert_eq!(first.json["receipt"]["action"], "add-key");
    assert_eq!(first.json["receipt"]["origin"]["member"]["account"], OPERATOR.0);
    assert_eq!(first.json["promise"]["signature"].as_str().map(str::len), Some(128));
    let again = world.submit(&transaction).await;
    assert_eq!(again.json["receipt"], first.json["receipt"]);
    assert_eq!(again.json["status"], first.json["status"]);
    // Whoever did not send it is answered out of the index, which comes a moment after the block.
    world.indexed();
    let asked = world.get(&format!("/v1/transactions/{id}")).await;
    assert_eq!(asked.json["status"], "done");
    let unknown = world.get(&format!("/v1/transactions/{}", Hash32([7; 32]))).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_eq!(unknown.json["name"], "no-such-transaction");
}

#[tokio::test]
async fn a_refusal_inside_a_block_is_an_answer_with_its_reason() {
    let world = World::new();
    world.submit(&world.add_key(START.0)).await;
    let mut payload = world.add_key(START.0).payload;
    payload.nonce += 1;
    let refused = world.submit(&world.sign(payload.clone())).await;
    assert_eq!(refused.status, StatusCode::OK);
    assert_eq!(refused.json["status"], "refused");
    assert_eq!(refused.json["refusal"]["name"], "key-already-there");
    assert!(refused.json["refusal"]["hint"].is_string());
    // To a stranger it is not there, nor is its id where it is one of many; its owner sees why.
    world.indexed();
    let path = format!("/v1/transactions/{}", payload.id());
    let unknown = world.get(&format!("/v1/transactions/{}", Hash32([7; 32]))).await;
    let stranger = world.get(&path).await;
    assert_eq!((stranger.status, stranger.text), (unknown.status, unknown.text));
    let block = world.get("/v1/views/block?height=2").await.json;
    let listed = &block["answer"]["receipts"][0];
    assert_eq!(listed["status"], "refused");
    assert_eq!(listed["visible"], false);
    for hidden in ["id", "refusal", "origin", "action", "charge", "made"] {
        assert_eq!(listed[hidden], Json::Null, "{hidden}");
    }
    let owner = world.get_as(&path, &world.session(OPERATOR, &world.operator)).await.json;
    assert_eq!(owner["refusal"]["name"], "key-already-there");
    let again = world.submit(&world.sign(payload)).await.json;
    assert_eq!(again["refusal"]["name"], "key-already-there", "whoever holds the bytes is told");
}

#[tokio::test]
async fn views_are_answered_by_their_specs() {
    let world = World::new();
    world.submit(&world.add_key(START.0)).await;
    world.indexed();
    let account = world.get("/v1/views/account?account=1").await.json;
    assert_eq!(account["answer"]["keys"].as_array().map(Vec::len), Some(2));
    assert_eq!(account["as_of"]["height"], 1);
    let none = world.get("/v1/views/account?account=99").await;
    assert_eq!(
        (none.status, none.json["name"].as_str()),
        (StatusCode::NOT_FOUND, Some("no-such-account"))
    );
    let block = world.get("/v1/views/block?height=1").await.json;
    assert_eq!(block["answer"]["receipts"][0]["action"], "add-key");
    let id = block["answer"]["receipts"][0]["id"].as_str().expect("an id").to_owned();
    let receipt = world.get(&format!("/v1/views/receipt?id={id}")).await.json;
    assert_eq!(receipt["answer"], block["answer"]["receipts"][0]);
    for (path, name) in [
        ("/v1/views/nothing", "no-such-view"),
        ("/v1/views/account", "bad-parameter"),
        ("/v1/views/account?account=x&account=y", "bad-parameter"),
        ("/v1/views/account?account=1&x=1", "unknown-parameter"),
        ("/v1/views/account?account=340282366920938463463374607431768211456", "bad-parameter"),
        ("/v1/views/block?height=0", "no-such-block"),
        ("/v1/views/block?height=2", "no-such-block"),
        ("/v1/views/receipt?id=zz", "bad-parameter"),
    ] {
        assert_eq!(world.get(path).await.json["name"], name, "{path}");
    }
}

#[tokio::test]
async fn every_stored_value_comes_with_its_proof() {
    let world = World::new();
    world.submit(&world.add_key(START.0)).await;
    let key = OPERATOR.0.to_be_bytes();
    let answer = world.get(&format!("/v1/proof?table=10&key={}", hex(&key))).await.json;
    let bytes = |name: &str| unhex(answer[name].as_str().expect("digits")).expect("digits");
    let header = Header::from_bytes(&bytes("header")).expect("a header");
    assert_eq!(answer["header_json"]["id"], header.id().to_string());
    let proof = Proof::decode(&bytes("proof")).expect("a proof");
    proof.verify(&header.state.0, 10, &key, Some(&bytes("value"))).expect("it is there");
    let absent = world.get("/v1/proof?table=11&key=00000000000000ff0000").await.json;
    assert_eq!(absent["value"], Json::Null);
    for (query, name) in [
        ("table=999&key=00", "no-such-table"),
        ("table=99999999&key=00", "no-such-table"),
        ("table=10&key=0", "bad-parameter"),
        ("table=10&key=00", "bad-parameter"),
        ("table=10", "bad-parameter"),
        ("key=00", "bad-parameter"),
    ] {
        assert_eq!(world.get(&format!("/v1/proof?{query}")).await.json["name"], name, "{query}");
    }
}

#[tokio::test]
async fn the_manual_clock_is_the_operators() {
    let world = World::new();
    let session = world.session(OPERATOR, &world.operator);
    let move_by = async |body: Json, session: Option<&str>| {
        let mut request = Request::post("/v1/advance");
        if let Some(session) = session {
            request = request.header("authorization", session);
        }
        world.call(request.body(Body::from(body.to_string())).expect("a request")).await.json
    };
    assert_eq!(move_by(json!({ "by_ms": 5 }), None).await["name"], "not-the-operator");
    let moved = move_by(json!({ "by_ms": 3_600_000 }), Some(&session)).await;
    assert_eq!(moved["now"], START.0 + 3_600_000);
    let back = move_by(json!({ "to_ms": START.0 }), Some(&session)).await;
    assert_eq!(back["name"], "clock-backwards");
    assert_eq!(move_by(json!({}), Some(&session)).await["name"], "bad-field");
}

#[tokio::test]
async fn a_payload_becomes_typed_data() {
    let world = World::new();
    let payload = hex(&world.add_key(START.0).payload.to_bytes());
    let typed = world.post("/v1/typed-data", json!({ "payload": payload }).to_string()).await;
    assert_eq!(typed.json["domain"]["name"], "Aluma", "{typed:?}");
    let wrong = world.post("/v1/typed-data", json!({ "payload": "00" }).to_string()).await;
    assert_eq!(wrong.json["name"], "malformed");
}

#[tokio::test]
async fn the_ledger_describes_itself() {
    let world = World::new();
    let genesis = world.get("/v1/genesis").await.json;
    assert_eq!(genesis["network"], world.node.network().to_string());
    assert_eq!(genesis["manual_clock"], true);
    let actions = world.get("/v1/actions").await.json;
    assert_eq!(actions["actions"][0]["name"], "add-key");
    let openapi = world.get("/v1/openapi.json").await;
    let served: Json = serde_json::from_str(&aluma_api::openapi_json(&REGISTRY)).expect("JSON");
    assert_eq!(openapi.json, served);
    assert!(openapi.json["paths"]["/v1/views/block"].is_object());
}
