//! What a first visit weighs: the page and all that it makes a browser fetch, as it travels.

use std::collections::BTreeMap;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use tower::ServiceExt;

use crate::hall::Hall;
use crate::stage::{Person, Stage};

/// Bytes of a first visit, heads of the answers counted.
const BAR: usize = 100_000;

/// Bytes of a head and a body, as they travel.
async fn fetched(stage: &Stage, path: &str, reader: Option<&Person>, encoding: &str) -> Fetched {
    let mut request = Request::get(path).header("accept-encoding", encoding);
    if let Some(person) = reader {
        request = request.header("cookie", person.cookie(stage));
    }
    let request = request.body(Body::empty()).expect("a request");
    let answer = stage.router.clone().oneshot(request).await.expect("infallible");
    let (status, headers) = (answer.status(), answer.headers().clone());
    let body = to_bytes(answer.into_body(), 64 << 20).await.expect("a body").to_vec();
    assert_eq!(status, StatusCode::OK, "{path}");
    Fetched { headers, body }
}

struct Fetched {
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Fetched {
    fn bytes(&self) -> usize {
        let lines = self.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4);
        "HTTP/1.1 200 OK\r\n\r\n".len() + lines.sum::<usize>() + self.body.len()
    }
}

/// The files that a document makes a browser fetch: what scripts, styles, pictures and icons name,
/// and nothing that only programs read (`meta`).
fn linked(html: &str) -> Vec<String> {
    let tags = html.split('<').filter(|tag| {
        let name = tag.split([' ', '>']).next().unwrap_or_default();
        let is_link = name == "link"
            && ["stylesheet", "icon", "preload", "modulepreload"]
                .iter()
                .any(|rel| tag.contains(&format!("rel=\"{rel}\"")));
        is_link || ["script", "img", "source"].contains(&name)
    });
    tags.filter_map(|tag| {
        let from = ["src=\"", "href=\""].iter().find_map(|name| tag.split_once(name))?.1;
        Some(from.split('"').next()?.to_owned())
    })
    .collect()
}

/// The parts of a first visit with their bytes.
async fn visit(hall: &Hall, path: &str, lang: &str, reader: Option<&Person>) -> Parts {
    let path = format!("{path}?lang={lang}");
    let page = fetched(&hall.stage, &path, reader, "gzip").await;
    let plain = fetched(&hall.stage, &path, reader, "identity").await.body;
    let html = String::from_utf8(plain).expect("UTF-8");
    let mut parts = BTreeMap::from([(path.clone(), page.bytes())]);
    let mut addresses = linked(&html);
    if html.contains("id=\"preview\"") {
        // Who opens an invitation is shown what it is to, which the signer asks for.
        let signer = aluma_web::embedded().find(|(name, ..)| *name == "signer.js");
        addresses.extend(signer.map(|(_, path, _)| path.to_owned()));
    }
    assert!(addresses.len() > 5, "{path} loads its scripts and its style: {addresses:?}");
    for address in addresses {
        let bytes = fetched(&hall.stage, &address, None, "gzip").await.bytes();
        parts.insert(address, bytes);
    }
    parts
}

type Parts = BTreeMap<String, usize>;

#[tokio::test]
async fn a_first_visit_is_light() {
    let hall = Hall::found("open").await;
    let pages = [
        "/",
        "/c",
        "/c/1",
        "/c/1/learn",
        "/p/1",
        "/p/3",
        "/poll/1",
        "/c/1/talk",
        "/c/1/propose",
        "/c/1/people",
        "/c/1/treasury",
        "/c/1/charter",
        "/c/1/history",
        "/c/1/work",
        "/c/1/review",
        "/c/1/rounds",
        "/c/1/gifts",
        "/c/1/capital",
        "/portfolio",
        "/c/1/people/2",
        "/join",
        "/enter",
        "/found",
        "/design",
    ];
    for path in pages {
        for lang in ["en", "he"] {
            for reader in [None, Some(&hall.ana)] {
                let parts = visit(&hall, path, lang, reader).await;
                let sum: usize = parts.values().sum();
                assert!(sum <= BAR, "{path} in {lang} is {sum} bytes: {parts:#?}");
            }
        }
    }
}

#[tokio::test]
async fn the_signer_comes_when_it_is_asked_for() {
    let hall = Hall::found("open").await;
    for path in ["/", "/c/1", "/p/3"] {
        let parts = visit(&hall, path, "en", None).await;
        let heavy = parts.keys().filter(|name| name.starts_with("/assets/signer"));
        let heavy: Vec<_> = heavy.filter(|name| !name.contains("signer-start")).collect();
        assert!(heavy.is_empty(), "{path}: {heavy:?}");
    }
}

#[tokio::test]
async fn files_travel_compressed_to_whoever_takes_that() {
    let hall = Hall::found("open").await;
    for (name, path, integrity) in aluma_web::embedded() {
        let plain = fetched(&hall.stage, path, None, "identity").await;
        assert_eq!(plain.headers.get("content-encoding"), None, "{name}");
        assert_eq!(aluma_web::integrity(&plain.body), integrity, "{name}");
        for (encoding, is_packed) in
            [("gzip, br", true), ("br;q=1, GZIP ; q=0.5", true), ("gzip;q=0", false), ("br", false)]
        {
            let answer = fetched(&hall.stage, path, None, encoding).await;
            let packed = answer.headers.get("content-encoding").is_some();
            assert_eq!(answer.headers["vary"], "accept-encoding");
            assert_eq!(packed, is_packed, "{name} by {encoding}");
            assert_eq!(packed, answer.body.len() < plain.body.len(), "{name} by {encoding}");
        }
    }
}
