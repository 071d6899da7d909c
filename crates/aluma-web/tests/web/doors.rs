//! Ways in: signing in and coming back, taking over an account that waits, being one of a demo's
//! people; and what a first visit weighs.

use aluma_types::AccountId;
use aluma_web::{Guest, Site};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;

use crate::stage::{Stage, public_half};
use crate::town::town;
use crate::words::words;

/// What a first visit may weigh, in bytes over the wire.
const FIRST_VISIT: usize = 100_000;
/// The secret that claims an account.
const CLAIM: [u8; 32] = [91; 32];

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_comes_back_to_where_they_were() {
    let town = town().await;
    let page = town.stage.get(&format!("/c/{}/people", town.hall), "en", None).await.text;
    let there = format!("/enter?then=%2Fc%2F{}%2Fpeople", town.hall);
    assert!(page.contains(&there), "{page}");
    let enter = town.stage.get(&there, "en", None).await.text;
    assert!(enter.contains(&format!("data-then=\"/c/{}/people\"", town.hall)), "{enter}");
    let elsewhere = town.stage.get("/enter?then=%2F%2Fevil.example", "en", None).await.text;
    assert!(elsewhere.contains("data-then=\"/mine\"") && !elsewhere.contains("data-then=\"//"));
    // What a stranger may not see can be signed in for, whether it is there or not.
    for path in [format!("/c/{}", town.quiet), "/c/4711".to_owned(), "/p/4711".to_owned()] {
        let answer = town.stage.get(&path, "en", None).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text.contains("data-sign-in=\"passkey\""), "{path}");
        let known = town.stage.get(&path, "en", Some(&town.eve)).await;
        assert!(!known.text.contains("data-sign-in"), "{path}: somebody is signed in already");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_waits_is_taken_over_by_its_secret() {
    let mut town = town().await;
    let stage = &town.stage;
    let label = "Noa of the list";
    let enroll = json!({
        "action": "enroll", "dao": town.hall,
        "payees": [{ "handle": "noa-waits", "label": label, "label_hash": "11".repeat(32),
            "secret": public_half(CLAIM) }],
    });
    town.ann.does(stage, enroll).await;
    let page = stage.get("/claim?account=@noa-waits", "en", None).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("data-claim=\"@noa-waits\""), "{}", page.text);
    assert!(
        page.text.contains("data-act=\"claim\"") && page.text.contains("data-with=\"passkey\"")
    );
    let number = page.text.split("name=\"account\" value=\"").nth(1).expect("its number");
    let number: u64 = number.split('"').next().expect("a number").parse().expect("digits");
    let request = Request::post("/prepare/claim")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(format!("account={number}")));
    let prepared = stage.call(request.expect("a request")).await;
    assert!(prepared.json()["act"].is_string(), "{}", prepared.text);
    let mut noa = Stage::somebody([92; 32]);
    let proof = noa.proof(stage, CLAIM);
    noa.does(stage, json!({ "action": "claim", "account": number, "proof": proof })).await;
    // Now somebody holds it.
    let page = stage.get("/claim?account=@noa-waits", "en", None).await.text;
    assert!(!page.contains("data-claim") && words(&page).contains("Somebody holds this account"));
    for nobody in ["/claim", "/claim?account=@nobody-here"] {
        assert_eq!(stage.get(nobody, "en", None).await.status, StatusCode::NOT_FOUND, "{nobody}");
    }
}

fn guest(account: u64, community: &str, part: &str) -> Guest {
    let (community, part) = (community.to_owned(), part.to_owned());
    Guest { account: AccountId(account), community, part }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_lets_visitors_be_somebody_and_no_other_ledger_does() {
    let demo = [guest(2, "hall", "looks after the garden"), guest(3, "hall", "")];
    let mut stage = Stage::at(Site { demo: demo.into(), ..Site::default() });
    stage.person(21, "ann").await;
    stage.person(22, "ben").await;
    for (lang, says) in [("en", "Be"), ("he", "להיות")] {
        let page = stage.get("/demo", lang, None).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(page.text.contains("data-become=\"2\"") && words(&page.text).contains(says));
        assert!(!page.text.contains("data-become=\"3\""), "many are found on their own pages");
        assert!(page.text.contains("href=\"/demo\""), "the banner leads there");
    }
    assert!(stage.get("/u/@ben", "en", None).await.text.contains("data-become=\"3\""));
    let plain = Stage::new();
    let page = plain.get("/demo", "en", None).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(!page.text.contains("href=\"/demo\"") && !page.text.contains("data-become"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_visit_is_light() {
    let stage = Stage::new();
    let home = stage.get("/", "en", None).await.text;
    let mut paths: Vec<_> = home.split("\"/assets/").skip(1).collect();
    paths.sort_unstable();
    paths.dedup();
    let mut weight = 0;
    for path in paths {
        let path = format!("/assets/{}", path.split('"').next().expect("a path"));
        weight += bytes_of(&stage, &path).await;
    }
    weight += bytes_of(&stage, "/").await;
    assert!(weight <= FIRST_VISIT, "{weight} bytes");
}

/// How many bytes an answer is, to a browser that takes it compressed.
async fn bytes_of(stage: &Stage, path: &str) -> usize {
    use tower::ServiceExt;
    let request = Request::get(path).header("accept-encoding", "gzip, br").body(Body::empty());
    let answer = stage.router.clone().oneshot(request.expect("a request")).await;
    let body = answer.expect("infallible").into_body();
    axum::body::to_bytes(body, 1 << 20).await.expect("a body").len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_in_a_chat_is_in_the_language_of_whoever_shared_the_link() {
    let stage = Stage::new();
    for (path, asks, lang) in [
        ("/join?share=he", None, "he"),
        ("/join?share=en", None, "en"),
        ("/join", None, "en"),
        // Whoever reads it reads their own.
        ("/join?share=he", Some("en"), "en"),
        ("/join?share=en", Some("he-IL"), "he"),
        ("/join?share=en&lang=he", None, "he"),
    ] {
        let mut request = Request::get(path);
        if let Some(asks) = asks {
            request = request.header("accept-language", asks);
        }
        let page = stage.call(request.body(Body::empty()).expect("a request")).await.text;
        assert!(page.contains(&format!("<html lang=\"{lang}\"")), "{path} {asks:?}: {page}");
        assert!(page.contains("property=\"og:title\""), "{path}");
    }
}
