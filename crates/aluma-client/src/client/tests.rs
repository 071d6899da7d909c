//! Against a ledger that is a closure: what is sent, and what is made of its answers.

use std::cell::RefCell;
use std::rc::Rc;

use aluma_core::registry::REGISTRY;
use aluma_store::Salting;
use aluma_store::tree::TreeBuilder;
use aluma_types::codec::Canon as _;
use aluma_types::hash::unhex;
use aluma_types::header::Header;
use aluma_types::{AccountId, Scheme, Transaction};
use aluma_verify::SigningKey;

use super::*;
use crate::transport::Response;

const NETWORK: Hash32 = Hash32([5; 32]);

/// What was asked: target, body, session.
type Asked = Rc<RefCell<Vec<(String, Json, Option<String>)>>>;

fn status() -> Json {
    json!({
        "network": NETWORK.to_string(),
        "height": 3,
        "time": 1_000,
        "now": 5_000,
        "state_root": Hash32::ZERO.to_string(),
        "clock": "manual",
    })
}

/// A client whose ledger answers posts with these answers, one after another.
fn client(posts: Vec<(u16, Json)>) -> (Client, Asked) {
    let asked = Asked::default();
    let (log, posts) = (Rc::clone(&asked), RefCell::new(posts.into_iter()));
    let transport = move |request: Request| {
        let session = request.headers.iter().find(|(name, _)| *name == "authorization");
        let session = session.map(|(_, value)| value.clone());
        let body = request
            .body
            .as_deref()
            .map_or(Json::Null, |body| serde_json::from_slice(body).expect("JSON is sent"));
        let is_post = request.body.is_some();
        log.borrow_mut().push((request.target.clone(), body, session));
        let (status, json) = match request.target.as_str() {
            _ if is_post => posts.borrow_mut().next().expect("one more answer"),
            "/v1/status" => (200, status()),
            target if target.starts_with("/v1/views/account") => {
                (200, json!({ "answer": { "account": 7 } }))
            }
            _ => (404, problem("no-such-thing")),
        };
        Ok(Response { status, body: json.to_string().into_bytes() })
    };
    (Client::new(Box::new(transport), &REGISTRY), asked)
}

fn problem(name: &str) -> Json {
    json!({ "code": 9_001, "name": name, "title": "No", "detail": "It is so.", "hint": "Wait." })
}

fn done() -> (u16, Json) {
    (200, json!({ "id": "ab", "status": "done", "receipt": { "height": 4, "made": 9 } }))
}

fn author() -> Author {
    let key = SigningKey::from_secret(Scheme::Ed25519, [1; 32]).expect("a key");
    Author::of(key, AccountId(1), 0)
}

fn sent(asked: &Asked, place: usize) -> Transaction {
    let asked = asked.borrow();
    let posts: Vec<_> = asked.iter().filter(|(_, body, _)| !body.is_null()).collect();
    let text = posts[place].1["transaction"].as_str().expect("a transaction").to_owned();
    Transaction::from_bytes(&unhex(&text).expect("digits")).expect("canonical")
}

#[test]
fn a_query_escapes_what_it_carries_and_leaves_out_nothing_given() {
    let text = query(&json!({ "dao": "@a b&c", "after": null, "open": true, "x": { "y": 1 } }));
    assert_eq!(text, "?dao=%40a%20b%26c&open=true&x=%7B%22y%22%3A1%7D");
    assert_eq!(query(&json!({})), "");
}

#[test]
fn a_taken_nonce_is_replaced_by_the_next() {
    let dropped = json!({ "id": "ab", "status": "dropped", "refusal": problem("nonce-used") });
    let (client, asked) = client(vec![(422, problem("nonce-used")), (200, dropped), done()]);
    let answer = client.act(&author(), &Wish::new("withdraw", json!({ "proposal": 1 })));
    assert_eq!(answer.expect("done").made, Some(9));
    let (first, second) = (sent(&asked, 0), sent(&asked, 1));
    assert_eq!((first.payload.nonce, second.payload.nonce), (5_000, 5_001), "the ledger's time");
    assert_eq!(sent(&asked, 2).payload.nonce, 5_002, "dropped is as good as refused");
    assert_eq!(first.payload.network, NETWORK);
    assert_ne!(first.signature, second.signature);
}

#[test]
fn what_is_inadmissible_otherwise_is_told() {
    let (client, _) = client(vec![(422, problem("expired"))]);
    let error = client.act(&author(), &Wish::new("withdraw", json!({ "proposal": 1 })));
    let error = error.expect_err("refused");
    assert_eq!((error.refusal(), error.hint().as_deref()), (Some("expired"), Some("Wait.")));
    assert_eq!(error.to_string(), "No: It is so.");
}

#[test]
fn a_refusal_inside_a_block_is_an_answer_and_no_success() {
    let refused = json!({ "id": "ab", "status": "refused", "refusal": problem("voting-closed") });
    let (client, _) = client(vec![(200, refused.clone()), (200, refused)]);
    let wish = Wish::new("withdraw", json!({ "proposal": 1 }));
    assert_eq!(client.submit(&author(), &wish).expect("an answer").status, "refused");
    let error = client.act(&author(), &wish).expect_err("not done");
    assert_eq!(error.refusal(), Some("voting-closed"));
}

#[test]
fn texts_travel_beside_the_act_under_fresh_salts() {
    let (client, asked) = client(vec![done(), done()]);
    let fields = json!({ "proposal": 1, "choice": "for", "last": false, "reason": "Because." });
    for _ in 0..2 {
        client.act(&author(), &Wish::new("vote", fields.clone())).expect("done");
    }
    let asked = asked.borrow();
    let bodies: Vec<_> = asked.iter().filter_map(|(_, body, _)| body["bodies"].get(0)).collect();
    assert_eq!((&bodies[0]["text"], bodies.len()), (&json!("Because."), 2));
    assert_ne!(bodies[0]["salt"], bodies[1]["salt"]);
}

#[test]
fn wrong_fields_are_told_before_anything_is_sent() {
    let (client, asked) = client(vec![]);
    let wrong = [
        json!({}),
        json!({ "proposal": 1, "choice": "perhaps", "last": true }),
        json!({ "proposal": 1, "choice": "for", "last": true, "more": 1 }),
    ];
    for fields in wrong {
        let error = client.act(&author(), &Wish::new("vote", fields)).expect_err("a field");
        assert!(matches!(error, Error::Field(_)), "{error}");
    }
    let unknown = client.act(&author(), &Wish::new("no-such-action", json!({})));
    assert!(matches!(unknown, Err(Error::Input(_))));
    assert!(asked.borrow().iter().all(|(_, body, _)| body.is_null()));
}

#[test]
fn a_secret_proves_itself_for_the_signer_alone() {
    let (client, asked) = client(vec![done()]);
    let secret = OneTime::of([3; 32]).expect("a secret");
    let link = format!("https://a.example/join#{}", secret.code().as_str());
    assert_eq!(OneTime::parse(&link).expect("a link").public(), secret.public());
    assert!(OneTime::parse("https://a.example/join").is_none());
    let fields = json!({ "dao": 1, "handle": "noa" });
    let wish = Wish { action: "join", fields, secret: Some(&secret) };
    let key = SigningKey::from_secret(Scheme::Ed25519, [2; 32]).expect("a key");
    client.act(&Author::newcomer(key.clone()), &wish).expect("done");
    let transaction = sent(&asked, 0);
    let values =
        REGISTRY.named("join").expect("join").1.fields.decode(&transaction.payload.act.body);
    let shown = format!("{:?}", values.expect("fields"));
    assert!(shown.contains(&secret.public().to_string()), "{shown}");
    let none = Wish { action: "withdraw", fields: json!({ "proposal": 1 }), secret: Some(&secret) };
    assert!(matches!(client.act(&author(), &none), Err(Error::Input(_))));
}

#[test]
fn a_session_that_ran_out_is_made_anew_once() {
    let (client, asked) = client(vec![(401, problem("session-expired")), (200, json!({}))]);
    client.read_as(&author()).expect("a session");
    client.post("/v1/advance", &json!({ "by_ms": 1 })).expect("an answer");
    let posts: Vec<_> =
        asked.borrow().iter().filter(|(_, body, _)| !body.is_null()).cloned().collect();
    assert_eq!(posts.len(), 2);
    assert!(posts.iter().all(|(_, _, session)| {
        session.as_ref().is_some_and(|session| session.starts_with("Aluma "))
    }));
}

#[test]
fn names_are_asked_for_and_numbers_are_not() {
    let (client, asked) = client(vec![]);
    assert_eq!(client.account("12").expect("a number"), AccountId(12));
    assert!(asked.borrow().is_empty());
    assert_eq!(client.account("noa").expect("a handle"), AccountId(7));
    assert_eq!(asked.borrow()[0].0, "/v1/views/account?account=%40noa");
}

#[test]
fn a_proof_holds_for_its_row_its_value_and_its_ledger() {
    let mut builder = TreeBuilder::new(Salting::new(&[9; 32], [10]));
    for table in [10, 20] {
        builder.add(table, b"key", b"value");
        builder.add(table, b"other", b"value");
    }
    let tree = builder.finish();
    let header = Header { network: NETWORK, state: Hash32(tree.root()), ..Header::default() };
    let proof_of = |table: u16, key: &[u8], value: Option<&[u8]>| {
        let proof = tree.prove(table, key).expect("it can be shown");
        json!({
            "header": hex(&header.to_bytes()),
            "value": value.map(hex),
            "proof": hex(&proof.encode()),
        })
    };
    let answer = |key: &[u8], value: Option<&[u8]>| proof_of(10, key, value);
    let verify = |answer: &Json, network: &Hash32, key: &[u8]| {
        crate::proof::verify(answer, network, (10, key))
    };
    // The salt of a row that is not everybody's comes with its proof: no secret is needed.
    let salted = proof_of(20, b"key", Some(b"value"));
    assert!(crate::proof::verify(&salted, &NETWORK, (20, b"key")).is_ok());
    assert!(crate::proof::verify(&salted, &NETWORK, (20, b"other")).is_err());
    assert!(crate::proof::verify(&salted, &NETWORK, (10, b"key")).is_err());
    let good = answer(b"key", Some(b"value"));
    let proven = verify(&good, &NETWORK, b"key").expect("it holds");
    assert_eq!(proven.value.as_deref(), Some(b"value".as_slice()));
    let absent = answer(b"nobody", None);
    assert_eq!(verify(&absent, &NETWORK, b"nobody").expect("it holds").value, None);
    for (answer, network, key) in [
        (&good, Hash32::ZERO, b"key".as_slice()),
        (&good, NETWORK, b"other"),
        (&answer(b"key", Some(b"another")), NETWORK, b"key"),
        (&answer(b"key", None), NETWORK, b"key"),
        (&json!({}), NETWORK, b"key"),
    ] {
        assert!(matches!(verify(answer, &network, key), Err(Error::Proof(_))));
    }
}
