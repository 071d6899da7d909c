//! Lists of credentials that no longer stand: W3C's Bitstring Status List 1.0. A credential names its place
//! in a list; the list is a signed credential itself, one bit a place.
//!
//! Places are handed out by a permutation under a key that only the issuer has: a place says neither when its
//! credential came about nor how many there are, and nobody who knows of a person finds theirs.

use std::io::Write;

use aluma_types::{Timestamp, sha256};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value as Json, json};

use crate::did::Issuer;
use crate::payout::moment;

/// Places of a list: as few as the recommendation allows, so that each stands among many.
pub const PLACES: u32 = 131_072;
/// How long a list may be kept before it is asked for again, in milliseconds.
pub const KEPT: u64 = 300_000;

/// The context of a list.
const CONTEXT: &str = "https://www.w3.org/ns/credentials/v2";

/// What a list says of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It is over for good.
    Revocation,
    /// It is not to be taken for now.
    Suspension,
}

impl Purpose {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Revocation, Self::Suspension];

    /// As credentials have it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Revocation => "revocation",
            Self::Suspension => "suspension",
        }
    }
}

/// Where a credential's status stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The list's address.
    pub list: String,
    /// What it says.
    pub purpose: Purpose,
    /// The place in it.
    pub place: u32,
}

impl Entry {
    /// As a credential has it.
    pub fn json(&self) -> Json {
        let place = self.place.to_string();
        json!({
            "id": format!("{}#{place}", self.list),
            "type": "BitstringStatusListEntry",
            "statusPurpose": self.purpose.word(),
            "statusListIndex": place,
            "statusListCredential": self.list,
        })
    }
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusList {
    /// Its address.
    pub id: String,
    /// What it says.
    pub purpose: Purpose,
    /// As of this moment.
    pub from: Timestamp,
    /// Its last moment.
    pub until: Timestamp,
    /// The places of which it says so.
    pub set: Vec<u32>,
}

/// The list as a credential, without what secures it.
pub fn body(list: &StatusList, issuer: &Issuer) -> Json {
    json!({
        "@context": [CONTEXT],
        "id": list.id,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.id(),
        "validFrom": moment(list.from),
        "validUntil": moment(list.until),
        "credentialSubject": {
            "id": format!("{}#list", list.id),
            "type": "BitstringStatusList",
            "statusPurpose": list.purpose.word(),
            "encodedList": encoded(&list.set),
            "ttl": KEPT,
        },
    })
}

/// The bits as they are carried: in base64url without padding, with the letter that says so, over GZIP. The
/// first place is the left-most bit of the first byte; a place beyond the last is none.
pub fn encoded(set: &[u32]) -> String {
    let mut bits = vec![0u8; (PLACES / 8) as usize];
    for place in set {
        if let Some(byte) = bits.get_mut((place / 8) as usize) {
            *byte |= 0x80 >> (place % 8);
        }
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory cannot fail.
    let _ = packed.write_all(&bits);
    format!("u{}", URL_SAFE_NO_PAD.encode(packed.finish().unwrap_or_default()))
}

/// Half the bits of a number that the permutation works on.
const HALF: u32 = 9;
/// Rounds of the permutation.
const ROUNDS: u8 = 12;

/// The place of the so-manieth credential of a list, under the list's key. A permutation: no two share one.
pub fn place(key: &[u8; 32], number: u32) -> u32 {
    let mut at = number % PLACES;
    // The permutation is of twice as many numbers as there are places: from a place it leads back to one.
    loop {
        at = turned(key, at);
        if at < PLACES {
            return at;
        }
    }
}

/// A Feistel network over 18 bits.
fn turned(key: &[u8; 32], number: u32) -> u32 {
    let mask = (1 << HALF) - 1;
    let (mut left, mut right) = (number >> HALF, number & mask);
    for round in 0..ROUNDS {
        let hash = sha256(&[b"status list place", key, &[round], &right.to_be_bytes()]).0;
        let word = u32::from_be_bytes([0, 0, hash[0], hash[1]]);
        (left, right) = (right, left ^ (word & mask));
    }
    (left << HALF) | right
}
