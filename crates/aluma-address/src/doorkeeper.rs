//! What stands before the pages: which names a request may ask for, what a proxy in front may say,
//! and the way from port 80.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};

use crate::acme::Tokens;
use crate::address::{Address, Kind};

/// What a proxy says of the request that it got. Nobody behind this door reads them.
const FORWARDED: [&str; 5] =
    ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"];

/// A router that answers to the address's names alone, and to names of this machine for programs on
/// it. Another name would be somebody else's page in front of this node (DNS rebinding), and a
/// passkey that is made there is lost.
pub fn guard(router: Router, address: Address) -> Router {
    router.layer(from_fn_with_state(Arc::new(address), keep))
}

async fn keep(State(address): State<Arc<Address>>, mut request: Request, next: Next) -> Response {
    match judge(&address, &mut request) {
        None => next.run(request).await,
        Some(answer) => answer,
    }
}

/// What a request is answered that goes no further. One that does says by its host which name the
/// browser asked for, and nothing else of what a proxy may say.
fn judge(address: &Address, request: &mut Request) -> Option<Response> {
    let is_behind = address.kind == Kind::Proxy;
    let told = |name: &str| {
        let value = request.headers().get(name).filter(|_| is_behind)?;
        // The first is what the browser asked for.
        Some(value.to_str().ok()?.split(',').next()?.trim().to_owned())
    };
    let (host, scheme) = (told("x-forwarded-host"), told("x-forwarded-proto"));
    for name in FORWARDED {
        request.headers_mut().remove(HeaderName::from_static(name));
    }
    if let Some(host) = host.and_then(|host| HeaderValue::from_str(&host).ok()) {
        request.headers_mut().insert(header::HOST, host);
    }
    let asked = request.uri().authority().cloned().or_else(|| host_of(request.headers()));
    let Some(asked) = asked else { return Some(misdirected()) };
    if is_local(&asked) {
        return None;
    }
    if !is_ours(address, &asked) {
        return Some(misdirected());
    }
    let is_plain = scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
    is_plain.then(|| permanently(&secure(address, &asked, request.uri().path_and_query())))
}

/// A router for port 80: everything is at the encrypted address, but what an authority asks for.
pub fn to_https(address: Address, tokens: Tokens) -> Router {
    let answer = move |request: Request| {
        let (address, tokens) = (address.clone(), tokens.clone());
        async move {
            let path = request.uri().path();
            if let Some(token) = path.strip_prefix("/.well-known/acme-challenge/") {
                return match tokens.get(token) {
                    Some(answer) => {
                        ([(header::CONTENT_TYPE, "text/plain")], answer).into_response()
                    }
                    None => StatusCode::NOT_FOUND.into_response(),
                };
            }
            match host_of(request.headers()) {
                Some(asked) if is_ours(&address, &asked) => {
                    permanently(&secure(&address, &asked, request.uri().path_and_query()))
                }
                // Who asks by a number, or by no name, is told the name.
                _ => permanently(&format!("{}/", address.origin())),
            }
        }
    };
    Router::new().fallback(answer)
}

fn host_of(headers: &HeaderMap) -> Option<Authority> {
    headers.get(header::HOST)?.to_str().ok()?.parse().ok()
}

fn plain(host: &Authority) -> String {
    let host = host.host().to_ascii_lowercase();
    host.strip_suffix('.').unwrap_or(&host).to_owned()
}

fn is_ours(address: &Address, asked: &Authority) -> bool {
    let asked = plain(asked);
    address.names().any(|name| name.as_str() == asked)
}

fn is_local(asked: &Authority) -> bool {
    let host = plain(asked);
    let number = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || number.parse::<std::net::IpAddr>().is_ok_and(|number| number.is_loopback())
}

/// The same page at the encrypted address, by the name that was asked for.
fn secure(
    address: &Address,
    asked: &Authority,
    path: Option<&axum::http::uri::PathAndQuery>,
) -> String {
    let asked = plain(asked);
    let name = address.names().find(|name| name.as_str() == asked);
    let origin = name.map_or_else(|| address.origin(), |name| address.origin_of(name));
    format!("{origin}{}", path.map_or("/", |path| path.as_str()))
}

fn permanently(to: &str) -> Response {
    let mut response = Response::new(Body::empty());
    match HeaderValue::from_str(to) {
        Ok(place) => {
            *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
            response.headers_mut().insert(header::LOCATION, place);
        }
        Err(_) => *response.status_mut() = StatusCode::BAD_REQUEST,
    }
    response
}

fn misdirected() -> Response {
    (StatusCode::MISDIRECTED_REQUEST, "This node does not answer by that name.\n").into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::Name;
    use axum::routing::get;
    use tower::ServiceExt;

    fn address(kind: Kind) -> Address {
        let name = |text| Name::parse(text).expect("a name");
        Address {
            name: Some(name("new.example")),
            also: vec![name("old.example")],
            kind,
            port: None,
        }
    }

    /// Status and place, for headers by name.
    async fn asks(router: Router, path: &str, headers: &[(&str, &str)]) -> (u16, String, String) {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        let answer = router.oneshot(request).await.expect("an answer");
        let place = answer.headers().get(header::LOCATION);
        let place = place.map(|place| place.to_str().expect("ASCII").to_owned());
        let status = answer.status().as_u16();
        let body = axum::body::to_bytes(answer.into_body(), 1 << 16).await.expect("a body");
        (status, place.unwrap_or_default(), String::from_utf8(body.to_vec()).expect("text"))
    }

    fn pages(kind: Kind) -> Router {
        let shows = |headers: HeaderMap| async move {
            let host = host_of(&headers).map_or_else(String::new, |host| host.to_string());
            let forwarded = FORWARDED.iter().filter(|name| headers.contains_key(**name)).count();
            format!("{host} {forwarded}")
        };
        guard(Router::new().route("/a", get(shows)), address(kind))
    }

    #[tokio::test]
    async fn a_node_answers_to_its_names_and_to_programs_on_its_machine() {
        for host in [
            "new.example",
            "NEW.example.",
            "old.example:443",
            "localhost:7171",
            "127.0.0.1",
            "[::1]:80",
        ] {
            let (status, _, _) = asks(pages(Kind::Acme), "/a", &[("host", host)]).await;
            assert_eq!(status, 200, "{host}");
        }
        for host in
            ["evil.example", "new.example.evil.example", "10.0.0.1", "localhost.evil.example"]
        {
            let (status, _, _) = asks(pages(Kind::Acme), "/a", &[("host", host)]).await;
            assert_eq!(status, 421, "{host}");
        }
        assert_eq!(asks(pages(Kind::Acme), "/a", &[]).await.0, 421);
    }

    #[tokio::test]
    async fn only_behind_a_proxy_is_anybody_told_what_was_asked_elsewhere() {
        let told = [
            ("host", "127.0.0.1:7171"),
            ("x-forwarded-host", "old.example, inner"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-for", "192.0.2.1"),
        ];
        let (status, _, body) = asks(pages(Kind::Proxy), "/a", &told).await;
        assert_eq!((status, body.as_str()), (200, "old.example 0"));
        let (status, _, body) = asks(pages(Kind::Certificate), "/a", &told).await;
        assert_eq!((status, body.as_str()), (200, "127.0.0.1:7171 0"));
        let evil = [("host", "127.0.0.1:7171"), ("x-forwarded-host", "evil.example")];
        assert_eq!(asks(pages(Kind::Proxy), "/a", &evil).await.0, 421);
        let plain = [("host", "new.example"), ("x-forwarded-proto", "http")];
        let (status, place, _) = asks(pages(Kind::Proxy), "/a?b=c", &plain).await;
        assert_eq!((status, place.as_str()), (308, "https://new.example/a?b=c"));
        assert_eq!(asks(pages(Kind::Acme), "/a", &plain).await.0, 200);
    }

    #[tokio::test]
    async fn port_80_leads_to_the_encrypted_address_by_the_name_that_was_asked_for() {
        let tokens = Tokens::default();
        tokens.put("abc".to_owned(), "abc.def".to_owned());
        let router = || to_https(address(Kind::Acme), tokens.clone());
        for (host, path, place) in [
            ("new.example", "/a?b=c", "https://new.example/a?b=c"),
            ("old.example:80", "/", "https://old.example/"),
            ("192.0.2.1", "/a", "https://new.example/"),
            ("evil.example", "/a", "https://new.example/"),
        ] {
            let (status, found, _) = asks(router(), path, &[("host", host)]).await;
            assert_eq!((status, found.as_str()), (308, place), "{host}");
        }
        let token = "/.well-known/acme-challenge/abc";
        let (status, _, body) = asks(router(), token, &[("host", "new.example")]).await;
        assert_eq!((status, body.as_str()), (200, "abc.def"));
        let other = "/.well-known/acme-challenge/../abd";
        assert_eq!(asks(router(), other, &[("host", "new.example")]).await.0, 404);
    }
}
