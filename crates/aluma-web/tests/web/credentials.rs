//! Whether what leaves still holds: lists that say so of each credential, and of it alone.

use std::io::Read;

use aluma_web::Site;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value as Json, json};

use crate::hall::Hall;
use crate::review::{judged, part};
use crate::stage::{Answer, Stage};

const ORIGIN: &str = "https://garden.example";

/// A server with a name, on which ana's work was judged.
async fn named() -> Hall {
    let site = Site { origin: Some(ORIGIN.to_owned()), ..Site::default() };
    judged(Stage::at(site)).await
}

/// The path of the list that an entry names.
fn path(entry: &Json) -> &str {
    let list = entry["statusListCredential"].as_str().expect("an address");
    list.strip_prefix(ORIGIN).expect("on this server")
}

/// The bits of a list, as the recommendation expands them.
fn bits(list: &Json) -> Vec<u8> {
    let list = list["credentialSubject"]["encodedList"].as_str().expect("a list");
    let packed = URL_SAFE_NO_PAD.decode(list.strip_prefix('u').expect("base64url"));
    let mut bits = Vec::new();
    let packed = packed.expect("base64");
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut bits).expect("gzip");
    bits
}

/// What a list that anybody reads says of an entry, and how much it says in all.
async fn status(hall: &Hall, entry: &Json) -> (bool, u32) {
    let told = hall.stage.get(path(entry), "en", None).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text);
    assert!(!told.text.contains("Quietwater"), "no list names a community: {}", told.text);
    let list = told.json();
    assert_eq!(list["id"], entry["statusListCredential"]);
    assert_eq!(list["credentialSubject"]["statusPurpose"], entry["statusPurpose"]);
    assert_eq!(list["proof"]["cryptosuite"], "eddsa-jcs-2022");
    let bits = bits(&list);
    assert_eq!(bits.len(), 16 << 10);
    let place: usize =
        entry["statusListIndex"].as_str().and_then(|text| text.parse().ok()).expect("a place");
    let many = bits.iter().map(|byte| byte.count_ones()).sum();
    (bits[place / 8] & (0x80 >> (place % 8)) != 0, many)
}

async fn again(hall: &Hall, path: &str, tag: &str) -> Answer {
    let request = Request::get(path).header("if-none-match", tag).body(Body::empty());
    hall.stage.call(request.expect("a request")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_takes_along_what_holds_no_more() {
    let mut hall = named().await;
    let told = hall.stage.get("/v1/credential?dao=1", "en", Some(&hall.ana)).await.json();
    assert_eq!(told["issuer"]["id"], "did:web:garden.example");
    let entries = told["credentialStatus"].as_array().expect("entries").clone();
    let purposes: Vec<_> = entries.iter().map(|it| it["statusPurpose"].clone()).collect();
    assert_eq!(purposes, [json!("revocation"), json!("suspension")]);
    let badge = hall.stage.get("/v1/credential?dao=1&as=badge", "en", Some(&hall.ana)).await;
    let claims: Json = serde_json::from_slice(&part(&badge.text, 1)).expect("JSON");
    assert_eq!(claims["credentialStatus"], told["credentialStatus"], "the same in both forms");
    for entry in &entries {
        assert_eq!(entry["type"], "BitstringStatusListEntry");
        assert_eq!(status(&hall, entry).await, (false, 0), "{entry}");
    }
    // Kept by whoever passes it on, and told apart when it changes.
    let list = hall.stage.get(path(&entries[0]), "he", Some(&hall.ben)).await;
    assert_eq!(list.headers["content-type"], "application/vc");
    assert_eq!(list.headers["cache-control"], "public, max-age=300");
    assert_eq!(list.headers["vary"], "accept", "the same for everybody");
    let tag = list.headers["etag"].to_str().expect("a tag").to_owned();
    assert_eq!(again(&hall, path(&entries[0]), &tag).await.status, StatusCode::NOT_MODIFIED);
    let names = hall.stage.get("/v1/status-lists", "en", None).await.json();
    assert_eq!(names["lists"].as_array().map(Vec::len), Some(2), "{names}");
    // Ben's leaving says nothing of ana.
    hall.ben.does(&hall.stage, json!({ "action": "leave", "dao": 1 })).await;
    hall.stage.indexed();
    assert_eq!(status(&hall, &entries[0]).await, (false, 1));
    hall.ana.does(&hall.stage, json!({ "action": "leave", "dao": 1 })).await;
    hall.stage.indexed();
    assert_eq!(status(&hall, &entries[0]).await, (true, 2), "over for good");
    assert_eq!(status(&hall, &entries[1]).await, (false, 0), "and not for now");
    assert_eq!(again(&hall, path(&entries[0]), &tag).await.status, StatusCode::OK);
    let told = hall.stage.get("/v1/credential?dao=1", "en", Some(&hall.ana)).await;
    assert_eq!(told.json()["name"], "nothing-stands", "{}", told.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_found_by_its_whole_name_alone_and_comes_as_a_token_too() {
    let hall = named().await;
    let names = hall.stage.get("/v1/status-lists", "en", None).await.json();
    let name = names["lists"][1].as_str().expect("a name").to_owned();
    let (rest, _) = name.rsplit_once('-').expect("a number");
    for wrong in [&format!("{rest}-1"), &format!("0{name}"), &format!("{rest}-00"), rest, "x"] {
        let told = hall.stage.get(&format!("/v1/status-lists/{wrong}"), "en", None).await;
        assert_eq!(told.status, StatusCode::NOT_FOUND, "{wrong}: {}", told.text);
    }
    let request = Request::get(format!("/v1/status-lists/{name}"))
        .header("accept", "application/vc+jwt")
        .body(Body::empty());
    let token = hall.stage.call(request.expect("a request")).await;
    assert_eq!(token.headers["content-type"], "application/vc+jwt");
    let signature: [u8; 64] = part(&token.text, 2).try_into().expect("64 bytes");
    let (message, _) = token.text.rsplit_once('.').expect("three parts");
    let key: [u8; 32] = hall.stage.node.key().key_bytes().try_into().expect("32 bytes");
    assert!(aluma_verify::ed25519::verify(&key, &signature, message.as_bytes()));
    let claims: Json = serde_json::from_slice(&part(&token.text, 1)).expect("JSON");
    assert_eq!(claims["credentialSubject"]["statusPurpose"], "suspension");
    assert_eq!(bits(&claims), [0; 16 << 10]);
}
