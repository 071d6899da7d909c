//! A whole community as one file: for whoever may read it, and for nobody else.

use aluma_node::archive::{self, Text};
use axum::http::StatusCode;

use crate::quiet::found;

const PATH: &str = "/v1/export?dao=1";

#[tokio::test]
async fn a_member_takes_the_whole_community() {
    let closed = found("members").await;
    let session = closed.member.session(&closed.world);
    let (status, headers, bytes) = closed.world.file(PATH, &session).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers["content-type"], "application/vnd.aluma.archive");
    assert_eq!(headers["content-length"], bytes.len().to_string());
    let archive = archive::open(&bytes, None).expect("it holds");
    assert!(archive.is_readers);
    assert_eq!(archive.header, closed.world.node.published().read().header);
    assert_eq!(archive.genesis, *closed.world.node.genesis());
    let holds = |wanted: &str| {
        let is_it = |text: &Text| matches!(text, Text::Present { words, .. } if words == wanted);
        archive.texts.iter().any(|(_, text)| is_it(text))
    };
    for words in ["zzhidden", "Quietwater", "Guarding the spring of Quietwater", "Saltmarsh?"] {
        assert!(holds(words), "{words}");
    }
    // The reason of a payment is named by a fact alone, and facts stay with their ledger.
    assert!(!holds("a whisper between friends"));
    let (_, _, again) = closed.world.file("/v1/export?dao=@zzhidden", &session).await;
    assert_eq!(again, bytes, "the same ledger and reader give the same bytes");
}

#[tokio::test]
async fn an_outsider_takes_nothing_and_learns_nothing() {
    let closed = found("members").await;
    let session = closed.outsider.session(&closed.world);
    for answer in [closed.world.get(PATH).await, closed.world.get_as(PATH, &session).await] {
        let nothing = closed.world.get("/v1/export?dao=99").await;
        assert_eq!((answer.status, &answer.json), (StatusCode::NOT_FOUND, &nothing.json));
        assert_eq!(answer.json["name"], "no-such-dao");
    }
    // Whose name is listed is not yet open.
    let listed = found("listed").await;
    let answer = listed.world.get(PATH).await;
    assert_eq!(
        (answer.status, &answer.json["name"]),
        (StatusCode::FORBIDDEN, &"for-members".into())
    );
    for (path, name) in [
        ("/v1/export", "bad-parameter"),
        ("/v1/export?dao=", "no-such-dao"),
        ("/v1/export?dao=1&format=zip", "unknown-parameter"),
    ] {
        let answer = listed.world.get_as(path, &listed.member.session(&listed.world)).await;
        assert_eq!(answer.json["name"], name, "{path}: {}", answer.text);
    }
}

#[tokio::test]
async fn there_is_one_export_at_a_time() {
    let closed = found("members").await;
    let session = closed.member.session(&closed.world);
    let asked: Vec<_> = (0..8).map(|_| closed.world.file(PATH, &session)).collect();
    let told = futures_util::future::join_all(asked).await;
    let with = |wanted| told.iter().filter(|(status, ..)| *status == wanted).count();
    let (made, busy) = (with(StatusCode::OK), with(StatusCode::SERVICE_UNAVAILABLE));
    assert!(made >= 1 && busy >= 1 && made + busy == 8, "{made} made, {busy} told to come back");
    assert_eq!(closed.world.file(PATH, &session).await.0, StatusCode::OK);
}

#[tokio::test]
async fn payouts_are_for_whoever_may_read_the_community() {
    let closed = found("members").await;
    let path = "/v1/export/payouts?dao=1";
    let session = closed.member.session(&closed.world);
    let (status, headers, bytes) = closed.world.file(path, &session).await;
    assert_eq!((status, &headers["content-type"]), (StatusCode::OK, &table_type()));
    assert!(bytes.starts_with(b"number,payee,account,amount,asset,state,"));
    let session = closed.outsider.session(&closed.world);
    for answer in [closed.world.get(path).await, closed.world.get_as(path, &session).await] {
        let nothing = closed.world.get("/v1/export/payouts?dao=99").await;
        assert_eq!((answer.status, &answer.json), (StatusCode::NOT_FOUND, &nothing.json));
    }
    let answer = closed.world.get("/v1/export/payouts").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

fn table_type() -> axum::http::HeaderValue {
    axum::http::HeaderValue::from_static("text/csv; charset=utf-8")
}
