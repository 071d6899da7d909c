//! How a visitor becomes one of the people. These paths exist in a demo and nowhere else.

use std::sync::Arc;

use aluma_api::authorization;
use aluma_node::Node;
use aluma_types::{AccountId, Hash32, Span};
use aluma_verify::session::Statement;
use axum::extract::{Json as Body, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json as Answer, Router};
use serde_json::{Value as Json, json};

use crate::cast::{self, Cast};

/// How long a visitor reads as somebody.
const READS_FOR: Span = Span::hours(12);

/// The sheet of songs that two people of the garden made: what they registered is the hash of these bytes.
pub const SONGS: &str = include_str!("../works/watering-songs.he.txt");

struct Demo {
    cast: Cast,
    node: Arc<Node>,
}

/// `GET /demo/people`: everybody, as `[{handle, account, community, part}]`.
///
/// `GET /demo/works/watering-songs.txt`: the work that is registered in the garden, byte by byte.
///
/// `POST /demo/become {"account": N}`: what somebody's browser has of a person: `{handle, account,
/// key, public, secret, session}` with the number and the Ed25519 secret (64 hexadecimal digits) of
/// their key, and what the `Authorization` header says to read as them.
pub fn routes(cast: Cast, node: Arc<Node>) -> Router {
    Router::new()
        .route("/demo/people", get(people))
        .route("/demo/works/watering-songs.txt", get(songs))
        .route("/demo/become", post(become_somebody))
        .with_state(Arc::new(Demo { cast, node }))
}

async fn people(State(demo): State<Arc<Demo>>) -> Answer<Json> {
    Answer(demo.cast.to_json())
}

async fn songs() -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], SONGS).into_response()
}

async fn become_somebody(State(demo): State<Arc<Demo>>, Body(wish): Body<Json>) -> Response {
    let person = wish["account"].as_u64().and_then(|number| demo.cast.find(AccountId(number)));
    let key = person.and_then(|person| Some((person, cast::key(&person.handle)?)));
    let Some((person, key)) = key else {
        let title = "Nobody of this demo has that account";
        return (StatusCode::NOT_FOUND, Answer(json!({ "title": title }))).into_response();
    };
    let statement = Statement {
        network: demo.node.network(),
        account: person.account,
        key: 0,
        valid_until: demo.node.now().after(READS_FOR),
    };
    let Ok(session) = key.sign_session(statement) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    Answer(json!({
        "handle": person.handle,
        "account": person.account.0,
        "key": 0,
        "public": key.public().to_text(),
        "secret": Hash32(cast::secret(&person.handle)).to_string(),
        "session": authorization(&session),
    }))
    .into_response()
}
