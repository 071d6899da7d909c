//! Who reads: believed by the published keys, or told why not.

use aluma_core::identity::OPERATOR;
use aluma_types::{AccountId, Scheme, Span, Timestamp};
use aluma_verify::SigningKey;
use axum::http::StatusCode;

use crate::support::{START, World};

#[tokio::test]
async fn a_wrong_session_is_never_silently_a_stranger() {
    let world = World::new();
    let (operator, path) = (&world.operator, "/v1/status");
    let other = SigningKey::from_secret(Scheme::Ed25519, [3; 32]).expect("a key");
    let until = |valid_until| world.session_until(OPERATOR, operator, valid_until);
    let good = world.session(OPERATOR, operator);
    assert_eq!(world.get_as(path, &good).await.status, StatusCode::OK);
    assert_eq!(world.get_as(path, &until(START)).await.status, StatusCode::OK);
    let limit = START.after(Span::hours(24));
    assert_eq!(world.get_as(path, &until(limit)).await.status, StatusCode::OK);
    let elsewhere = World::new();
    let cases = [
        ("session-malformed", "Bearer abc".to_owned()),
        ("session-malformed", "Aluma".to_owned()),
        ("session-malformed", "Aluma AAAA".to_owned()),
        ("session-malformed", format!("{good}AA")),
        ("session-expired", until(Timestamp(START.0 - 1))),
        ("session-too-far-ahead", until(Timestamp(limit.0 + 1))),
        ("session-unknown-key", world.session(AccountId(9), operator)),
        ("session-wrong", world.session(OPERATOR, &other)),
        ("session-wrong-network", elsewhere.session(OPERATOR, &elsewhere.operator)),
    ];
    for (name, session) in cases {
        let answer = world.get_as(path, &session).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{name}");
        assert_eq!(answer.json["name"], name);
        assert_eq!(answer.headers["www-authenticate"], "Aluma");
    }
}
