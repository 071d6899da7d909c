//! Clients that hold on to the server, break the protocol, or send what no field takes: each ends in
//! time or is told no by name, and others are answered meanwhile.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aluma_api::{ApiState, Limits, Named, serve_within};
use axum::http::{Request, StatusCode};
use serde_json::{Value as Json, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::hostile::submissions;
use crate::support::{START, World};

/// Short enough for a test, long enough for a busy machine.
const SHORT: Duration = Duration::from_millis(400);
/// Nothing here may take so long.
const HANG: Duration = Duration::from_secs(60);

async fn server(world: &World, limits: Limits) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let state = ApiState {
        node: Arc::clone(&world.node),
        index: world.index.clone(),
        named: Named::default(),
    };
    tokio::spawn(serve_within(listener, state, limits, std::future::pending()));
    address
}

fn short() -> Limits {
    Limits {
        connections: 16,
        head_time: SHORT,
        body_time: SHORT,
        read_time: SHORT,
        feed_time: SHORT,
        ..Limits::default()
    }
}

/// Sends bytes and reads what comes until the server closes.
async fn exchange(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let _ = stream.write_all(bytes).await;
    rest(&mut stream).await
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let read = tokio::time::timeout(HANG, stream.read_to_end(&mut answer)).await;
    assert!(read.is_ok(), "it hangs");
    String::from_utf8_lossy(&answer).into_owned()
}

async fn is_alive(address: SocketAddr) {
    let head = b"GET /v1/status HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let answer = exchange(address, head).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn a_slow_head_a_slow_body_and_a_deaf_reader_are_cut_off() {
    let world = World::new();
    let address = server(&world, short()).await;
    let began = Instant::now();
    // A head that never ends, also after a first request on the same connection.
    let answer = exchange(address, b"GET /v1/status HTTP/1.1\r\nhost: x\r\nx: ").await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
    let two = b"GET /v1/status HTTP/1.1\r\nhost: x\r\n\r\nGET /v1/sta";
    assert_eq!(exchange(address, two).await.matches("HTTP/1.1 200").count(), 1);
    assert_eq!(exchange(address, b"").await, "");
    // A body that never comes, with a length and in pieces without end.
    for head in ["content-length: 50", "transfer-encoding: chunked"] {
        let part =
            format!("POST /v1/transactions HTTP/1.1\r\nhost: x\r\n{head}\r\n\r\n5\r\n{{\"a\"");
        let answer = exchange(address, part.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("body-cut-off"), "{answer}");
    }
    // A feed that nobody reads ends too.
    let feed = b"GET /v1/feed HTTP/1.1\r\nhost: x\r\n\r\n";
    assert!(exchange(address, feed).await.contains("text/event-stream"));
    // Somebody who asks for much and reads nothing.
    let mut deaf = TcpStream::connect(address).await.expect("a connection");
    let many = b"GET /v1/openapi.json HTTP/1.1\r\nhost: x\r\n\r\n".repeat(400);
    let sent = tokio::time::timeout(HANG, deaf.write_all(&many)).await;
    assert!(sent.is_ok(), "the server neither reads nor closes");
    is_alive(address).await;
    assert!(began.elapsed() < HANG);
}

#[tokio::test]
async fn a_thousand_idle_connections_keep_nobody_out() {
    let world = World::new();
    let patient = Limits { connections: 16, ..Limits::default() };
    let address = server(&world, patient).await;
    let mut idle = Vec::new();
    for number in 0..1_000u32 {
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        // Silent ones, slow heads, slow bodies, and feeds that nobody reads.
        let start: &[u8] = match number % 4 {
            0 => b"",
            1 => b"GET /v1/status HTTP/1.1\r\nhost: x\r\nx: ",
            2 => b"POST /v1/transactions HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{",
            _ => b"GET /v1/feed HTTP/1.1\r\nhost: x\r\n\r\n",
        };
        let _ = stream.write_all(start).await;
        idle.push(stream);
        if number % 100 == 0 {
            let answered = tokio::time::timeout(HANG, is_alive(address)).await;
            assert!(answered.is_ok(), "kept out by {number} connections");
        }
    }
    let answered = tokio::time::timeout(HANG, is_alive(address)).await;
    assert!(answered.is_ok(), "kept out");
}

#[tokio::test]
async fn an_answer_that_is_too_long_in_coming_is_refused_by_name() {
    let world = World::new();
    let address = server(&world, Limits { jobs: 0, queue_time: SHORT, ..short() }).await;
    let head = b"GET /v1/status HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let answer = exchange(address, head).await;
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("too-slow"), "{answer}");
}

#[tokio::test]
async fn other_forms_of_the_protocol_are_answered_or_refused() {
    let world = World::new();
    let address = server(&world, short()).await;
    let old = exchange(address, b"GET /v1/status HTTP/1.0\r\n\r\n").await;
    assert!(old.starts_with("HTTP/1.0 200"), "{old}");
    let three = b"GET /v1/status HTTP/1.1\r\nhost: x\r\n\r\n".repeat(3);
    assert_eq!(exchange(address, &three).await.matches("HTTP/1.1 200").count(), 3);
    // Two lengths are two requests to two readers: refused.
    let twice = b"POST /v1/transactions HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\
                  content-length: 3\r\n\r\n{}x";
    assert!(exchange(address, twice).await.contains(" 400 "));
    let both = b"POST /v1/transactions HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\
                 transfer-encoding: chunked\r\n\r\n0\r\n\r\n";
    let answer = exchange(address, both).await;
    assert!(answer.contains(" 400 "), "{answer}");
    for broken in ["GET / HTTP/9.9\r\n\r\n", "\0\0\0\0\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]
    {
        let answer = exchange(address, broken.as_bytes()).await;
        assert!(
            answer.is_empty() || answer.contains(" 400 ") || answer.contains(" 505 "),
            "{answer}"
        );
    }
    // Nothing unpacks bodies, so a bomb is as small as it looks.
    let bomb = b"POST /v1/transactions HTTP/1.1\r\nhost: x\r\ncontent-encoding: gzip\r\n\
                 connection: close\r\ncontent-length: 4\r\n\r\n\x1f\x8b\x08\x00";
    assert!(exchange(address, bomb).await.contains("not-json"));
    is_alive(address).await;
}

/// Whether a refusal is whole: code, title, detail and hint, in both languages.
async fn is_named(world: &World, path: &str, body: Option<&str>) {
    let mut told = Vec::new();
    for lang in ["en", "he"] {
        let request = match body {
            Some(_) => Request::post(path),
            None => Request::get(path),
        };
        let request = request.header("accept-language", lang);
        let body = body.unwrap_or_default().to_owned();
        let answer = world.call(request.body(body.into()).expect("a request")).await;
        assert!(answer.status.is_client_error(), "{path}: {answer:?}");
        assert_eq!(answer.headers["content-type"], "application/problem+json", "{path}");
        assert_eq!(answer.headers["content-language"], lang);
        for field in ["title", "detail", "hint", "name"] {
            let word = answer.json[field].as_str().unwrap_or_default();
            assert!(!word.is_empty(), "{path} has no {field}: {}", answer.text);
            assert!(!word.contains("{$") && !word.contains("api-"), "{path}: {word}");
        }
        assert!(answer.json["code"].is_u64());
        told.push(answer.json["title"].clone());
    }
    assert_ne!(told[0], told[1], "{path} says the same in both languages");
}

#[tokio::test]
async fn addresses_of_every_shape_are_refused_by_name() {
    let world = World::new();
    let long = "9".repeat(5_000);
    for path in [
        "/v1/../../etc/passwd",
        "/v1/views/../status",
        "/v1/views/%2e%2e%2fstatus",
        "/v1/views/%ff%fe",
        "/v1/views/account%00",
        "/v1/transactions/%00",
        "/v1/views/account?account=%ff",
        "/v1/views/account?account=1&account=1",
        "/v1/views/account?account=-1",
        "/v1/views/account?account=1e3",
        "/v1/views/account?account=18446744073709551616",
        "/v1/views/account?account=%00",
        "/v1/views/account?account[]=1",
        "/v1/views/account?=1",
        "/v1/views/dao?dao=@%E2%80%AEx",
        "/v1/views/balances?asset=%00",
        "/v1/views/block?height=18446744073709551615",
        "/v1/views/block?height=1&from=4294967296",
        "/v1/events?after=-1",
        "/v1/events?after=9223372036854775808",
        "/v1/events?limit=0",
        "/v1/events?limit=1001",
        "/v1/events?limit=+1",
        "/v1/events?dao=18446744073709551616",
        "/v1/feed?after=x",
        "/v1/search",
        "/v1/proof?table=65536&key=00",
        "/v1/proof?table=1&key=0",
        "//v1/status",
        "/",
    ] {
        is_named(&world, path, None).await;
    }
    is_named(&world, &format!("/v1/views/account?account={long}"), None).await;
    is_named(&world, &format!("/v1/search?q={long}"), None).await;
    // What looks like a language of its own is words to the search.
    for words in
        ["%22", "a%22%20OR%20%22", "*", "%00", "NEAR(a,b)", "forms:a", "-a", "%F0%9F%92%A3"]
    {
        let answer = world.get(&format!("/v1/search?q={words}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{words}: {}", answer.text);
        assert_eq!(answer.json["results"], json!([]));
    }
    let feed = Request::get("/v1/feed").header("last-event-id", "-1");
    let feed = world.call(feed.body(axum::body::Body::empty()).expect("a request")).await;
    assert_eq!(feed.json["name"], "bad-parameter");
}

#[tokio::test]
async fn numbers_and_texts_of_every_shape_are_refused_by_name() {
    let world = World::new();
    let wait = |value: &str| format!("{{\"transaction\":\"00\",\"wait_ms\":{value}}}");
    let body = |value: &str| {
        format!("{{\"transaction\":\"00\",\"bodies\":[{{\"salt\":\"00\",\"text\":{value}}}]}}")
    };
    let mut bodies: Vec<_> =
        ["1e400", "-1", "1.5", "NaN", "Infinity", "99999999999999999999", "\"1\"", "{}"]
            .map(wait)
            .into();
    bodies.extend(["\"\\ud800\"", "\"\\u0000\"", "5", "null", "[[[[]]]]"].map(body));
    bodies.extend([
        "{\"transaction\":\"00\",\"transaction\":\"01\"}".to_owned(),
        "{\"transaction\":\"00\"} {}".to_owned(),
        "\u{feff}{}".to_owned(),
        "null".to_owned(),
        "[".repeat(1_000_000),
        format!("{{\"transaction\":\"{}\"}}", "0".repeat(3 << 20)),
        format!("{{\"transaction\":\"00\",\"bodies\":[{}]}}", vec!["{}"; 5_000].join(",")),
        format!("{{\"{}\":1}}", "x".repeat(100_000)),
    ]);
    for body in &bodies {
        is_named(&world, "/v1/transactions", Some(body)).await;
        is_named(&world, "/v1/typed-data", Some(body)).await;
        is_named(&world, "/v1/advance", Some(body)).await;
    }
    // -0 is 0 to JSON's readers; either way the transaction is refused.
    is_named(&world, "/v1/transactions", Some(&wait("-0"))).await;
    let mut bytes = b"{\"transaction\":\"".to_vec();
    bytes.extend([0xff, 0xfe, b'"', b'}']);
    assert_eq!(world.post("/v1/transactions", bytes).await.json["name"], "not-json");
    assert_eq!(world.node.published().read().header.height, 0);
}

/// Bytes of every file of the ledger's folder but the index, which holds pages of its own.
fn sizes(world: &World) -> Vec<(String, u64)> {
    let mut sizes: Vec<_> = std::fs::read_dir(world.dir())
        .expect("a folder")
        .map(|entry| entry.expect("an entry"))
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, entry.metadata().expect("a file").len())
        })
        .collect();
    sizes.sort();
    sizes
}

#[tokio::test]
async fn a_flood_of_refusals_leaves_no_byte_behind() {
    let world = World::new();
    world.submit(&world.add_key(START.0)).await;
    world.indexed();
    let address = server(&world, Limits::default()).await;
    let before = sizes(&world);
    let requests = submissions(world.node.network(), world.node.now().0);
    let mut floods = Vec::new();
    for first in 0..4 {
        let requests = requests.clone();
        floods.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(address).await.expect("a connection");
            let (mut sent, mut names) = (Vec::new(), Vec::new());
            for turn in 0..200 {
                let (name, body) = &requests[(first + turn) % requests.len()];
                // The large ones are tried once each.
                if turn < requests.len() || body.len() < 100_000 {
                    names.push(*name);
                    sent.extend(head(body, "keep-alive").into_bytes());
                    sent.extend(body.as_bytes());
                }
            }
            let (name, body) = &requests[0];
            names.push(*name);
            sent.extend(head(body, "close").into_bytes());
            sent.extend(body.as_bytes());
            let (mut reader, mut writer) = stream.split();
            let mut answers = String::new();
            let (written, read) =
                tokio::join!(writer.write_all(&sent), reader.read_to_string(&mut answers));
            written.expect("it is taken");
            read.expect("answers");
            (names, answers)
        }));
    }
    for _ in 0..20 {
        is_alive(address).await;
    }
    for flood in floods {
        let (names, answers) = flood.await.expect("it ends");
        let told: Vec<Json> = answers
            .split("\r\n\r\n")
            .filter_map(|part| part.find('{').map(|start| &part[start..]))
            .filter_map(|part| serde_json::Deserializer::from_str(part).into_iter().next()?.ok())
            .collect();
        let told: Vec<_> = told.iter().map(|it| it["name"].as_str().unwrap_or_default()).collect();
        assert_eq!(told, names);
    }
    assert_eq!(sizes(&world), before, "what is refused is written nowhere");
    assert_eq!(world.node.published().read().header.height, 1);
    is_alive(address).await;
}

fn head(body: &str, connection: &str) -> String {
    let length = body.len();
    format!(
        "POST /v1/transactions HTTP/1.1\r\nhost: x\r\nconnection: {connection}\r\n\
         content-length: {length}\r\n\r\n"
    )
}
