//! Reading as somebody: the statement that a key signed, kept in a cookie that scripts cannot read.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::visit::{SESSION_PLAIN, SESSION_SECURE, Visit, Web};

/// The longest that a statement counts, and so the cookie.
const DAY_S: u32 = 86_400;
/// Letters of a session at most.
const MAX_LETTERS: usize = 3_000;

/// POST /session: `session` is a signed statement in base64url. Whether it counts is judged at each
/// question anew; here only its form is.
pub(crate) async fn begin(
    State(web): State<Arc<Web>>,
    Form(fields): Form<HashMap<String, String>>,
) -> Response {
    let session = fields.get("session").map(String::as_str).unwrap_or_default();
    let is_token = session.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if session.is_empty() || session.len() > MAX_LETTERS || !is_token {
        return StatusCode::BAD_REQUEST.into_response();
    }
    answer(&web, session, DAY_S)
}

/// POST /session/end
pub(crate) async fn end(State(web): State<Arc<Web>>, visit: Visit) -> Response {
    drop(visit);
    answer(&web, "", 0)
}

fn answer(web: &Web, value: &str, age_s: u32) -> Response {
    let (name, secure) = match web.site.is_secure() {
        true => (SESSION_SECURE, "; Secure"),
        false => (SESSION_PLAIN, ""),
    };
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={age_s}; HttpOnly; SameSite=Strict{secure}");
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}
