//! Blocks as they come.

use axum::body::Body;
use axum::http::Request;
use futures_util::StreamExt;
use serde_json::Value as Json;
use tower::ServiceExt;

use crate::support::{START, World};

/// The data of a feed's events until that of a height has come.
pub(crate) async fn events(world: &World, request: Request<Body>, until: u64) -> Vec<String> {
    let response = world.router.clone().oneshot(request).await.expect("infallible");
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut stream = response.into_body().into_data_stream();
    let mut text = String::new();
    let last = format!("id: {until}\n");
    while !(text.contains(&last) && text.ends_with("\n\n")) {
        let part = stream.next().await.expect("more to come").expect("readable");
        text.push_str(std::str::from_utf8(&part).expect("UTF-8"));
    }
    text.lines().filter_map(|line| line.strip_prefix("data: ").map(str::to_owned)).collect()
}

fn heights(events: &[String]) -> Vec<u64> {
    let heights = events.iter().map(|text| serde_json::from_str::<Json>(text).expect("JSON"));
    heights.map(|json| json["height"].as_u64().expect("a height")).collect()
}

#[tokio::test]
async fn it_resumes_after_a_height_and_goes_on_with_what_comes() {
    let world = World::new();
    for nonce in 0..3 {
        world.submit(&world.add_key(START.0 + nonce)).await;
    }
    let get = |path: &str| Request::get(path).body(Body::empty()).expect("a request");
    assert_eq!(heights(&events(&world, get("/v1/feed?after=0"), 3).await), [1, 2, 3]);
    assert_eq!(heights(&events(&world, get("/v1/feed?after=2"), 3).await), [3]);
    let resumed = Request::get("/v1/feed?after=0").header("last-event-id", "1");
    let resumed = resumed.body(Body::empty()).expect("a request");
    assert_eq!(heights(&events(&world, resumed, 3).await), [2, 3]);

    world.indexed();
    let next = world.add_key(START.0 + 9);
    let (live, _) = tokio::join!(events(&world, get("/v1/feed"), 4), world.submit(&next));
    assert_eq!(heights(&live), [4]);
    let block: Json = serde_json::from_str(&live[0]).expect("JSON");
    assert_eq!(block["events"][0]["domain"], "identity");
    assert_eq!(block["receipts"][0]["action"], "add-key");
}

#[tokio::test]
async fn a_feed_from_nowhere_is_refused() {
    let world = World::new();
    for path in ["/v1/feed?after=x", "/v1/feed?x=1", "/v1/feed?after=1&after=2"] {
        assert_eq!(world.get(path).await.status, axum::http::StatusCode::BAD_REQUEST, "{path}");
    }
    let request = Request::get("/v1/feed").header("last-event-id", "soon");
    let answer = world.call(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.json["name"], "bad-parameter");
}
