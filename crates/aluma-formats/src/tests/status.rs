use std::collections::BTreeSet;
use std::io::Read;

use aluma_types::hash::hex;
use aluma_types::{Scheme, Timestamp, sha256};
use aluma_verify::SigningKey;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::read::GzDecoder;
use proptest::prelude::*;
use serde_json::json;

use crate::credential::{list_token, secured};
use crate::did::Issuer;
use crate::status::{Entry, PLACES, Purpose, StatusList, body, encoded, place};

/// The list of the recommendation's examples, in which nothing is set.
const PUBLISHED: &str = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";

/// As the recommendation expands a list.
fn expanded(list: &str) -> Vec<u8> {
    let packed =
        URL_SAFE_NO_PAD.decode(list.strip_prefix('u').expect("base64url")).expect("base64");
    let mut bits = Vec::new();
    GzDecoder::new(packed.as_slice()).read_to_end(&mut bits).expect("gzip");
    bits
}

/// The value at a place, by counting bits from the left.
fn at(bits: &[u8], place: u32) -> bool {
    let digits: String = bits.iter().map(|byte| format!("{byte:08b}")).collect();
    digits.chars().nth(place as usize) == Some('1')
}

#[test]
fn an_empty_list_says_what_the_published_one_says() {
    let published = expanded(PUBLISHED);
    assert_eq!(published.len(), 16 << 10, "16 KB");
    assert_eq!(expanded(&encoded(&[])), published);
}

#[test]
fn the_first_place_is_the_left_most_bit_and_the_last_the_right_most() {
    let bits = expanded(&encoded(&[0, 9, PLACES - 1, PLACES]));
    assert_eq!((bits[0], bits[1], bits[bits.len() - 1]), (0x80, 0x40, 0x01));
    assert_eq!(bits.iter().map(|byte| byte.count_ones()).sum::<u32>(), 3, "none beyond the last");
    assert!(at(&bits, 9) && !at(&bits, 8));
}

#[test]
fn no_two_share_a_place_and_another_key_hands_out_others() {
    let key = sha256(&[b"a list"]).0;
    let places: BTreeSet<u32> = (0..PLACES).map(|number| place(&key, number)).collect();
    assert_eq!(places.len(), PLACES as usize, "each place once");
    assert_eq!(places.last(), Some(&(PLACES - 1)));
    let other = sha256(&[b"another list"]).0;
    let same = (0..1_000).filter(|it| place(&key, *it) == place(&other, *it)).count();
    assert!(same < 5, "{same} of 1000 at the same place");
    // Neighbours in time are no neighbours in the list.
    let near = (0..1_000).filter(|it| place(&key, *it).abs_diff(place(&key, it + 1)) < 100).count();
    assert!(near < 20, "{near} of 1000 beside the next");
}

proptest! {
    #[test]
    fn what_is_set_is_told_and_nothing_else(set in proptest::collection::btree_set(0..PLACES, 0..40)) {
        let places: Vec<u32> = set.iter().copied().collect();
        let bits = expanded(&encoded(&places));
        prop_assert_eq!(bits.len(), (PLACES / 8) as usize);
        let found: BTreeSet<u32> = (0..PLACES)
            .filter(|place| bits[(place / 8) as usize] & (0x80 >> (place % 8)) != 0)
            .collect();
        prop_assert_eq!(found, set);
    }
}

fn list() -> StatusList {
    StatusList {
        id: "https://garden.example/v1/status-lists/ab-suspension-0".to_owned(),
        purpose: Purpose::Suspension,
        from: Timestamp(1_795_683_600_000),
        until: Timestamp(1_795_770_000_000),
        set: vec![94_567],
    }
}

#[test]
fn a_list_and_an_entry_are_as_the_recommendation_has_them() {
    let entry = Entry { list: list().id, purpose: Purpose::Suspension, place: 94_567 };
    assert_eq!(
        entry.json(),
        json!({
            "id": "https://garden.example/v1/status-lists/ab-suspension-0#94567",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "suspension",
            "statusListIndex": "94567",
            "statusListCredential": "https://garden.example/v1/status-lists/ab-suspension-0",
        })
    );
    let key = SigningKey::from_secret(Scheme::Ed25519, [7; 32]).expect("a key");
    let public = key.public().key_bytes().try_into().expect("32 bytes");
    let issuer = Issuer { name: "Garden".to_owned(), key: public, host: None };
    let told = body(&list(), &issuer);
    assert_eq!(told["@context"], json!(["https://www.w3.org/ns/credentials/v2"]));
    assert_eq!(told["type"], json!(["VerifiableCredential", "BitstringStatusListCredential"]));
    let subject = &told["credentialSubject"];
    assert_eq!(subject["type"], "BitstringStatusList");
    assert_eq!(subject["statusPurpose"], "suspension");
    assert_eq!(told["validUntil"], "2026-11-27T09:00:00Z");
    let bits = expanded(subject["encodedList"].as_str().expect("text"));
    assert!(at(&bits, 94_567), "{}", hex(&bits[11_820..11_822]));
    let sign = |message: &[u8]| key.sign_message(message);
    let told = secured(told, &issuer.method(), list().from, sign).expect("a signature");
    assert_eq!(told["proof"]["proofPurpose"], "assertionMethod");
    let token = list_token(&list(), &issuer, |message| key.sign_message(message));
    let token = token.expect("a signature");
    let claims = token.split('.').nth(1).expect("claims");
    let claims: serde_json::Value =
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).expect("base64")).expect("JSON");
    assert_eq!(claims["iss"], claims["issuer"]);
    assert_eq!(claims["jti"], claims["id"]);
}
