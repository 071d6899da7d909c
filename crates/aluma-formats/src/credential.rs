//! What somebody has earned, as a credential that other people's programs check: W3C's Verifiable
//! Credentials 2.0, with a proof of data integrity (`eddsa-jcs-2022`), and Open Badges 3.0 as a signed
//! token (VC-JWT). Both say the same in the same words.

use aluma_types::{Timestamp, sha256};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value as Json, json};

use crate::did::{Issuer, multibase};
use crate::jcs::canonical;
use crate::payout::moment;
use crate::status::{self, StatusList};

/// Which words a credential is written in.
const CONTEXT: [&str; 2] = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
];

/// The suite of the proof.
const SUITE: &str = "eddsa-jcs-2022";

/// What somebody earned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earned {
    /// The credential's own identifier.
    pub id: String,
    /// The identifier of whoever earned it.
    pub who: String,
    /// What they call themselves.
    pub handle: Option<String>,
    /// The identifier of what was earned: the same for all who earned it.
    pub what: String,
    /// What it is called.
    pub name: String,
    /// What it says.
    pub description: String,
    /// How it is earned.
    pub criteria: String,
    /// Since when they have it, where that is not the moment of asking.
    pub awarded: Option<Timestamp>,
    /// As of this moment.
    pub from: Timestamp,
    /// Its last moment.
    pub until: Timestamp,
    /// By which anybody computes it again: an address and what stands there.
    pub evidence: Vec<(String, String)>,
    /// Where it stands whether it still holds; nowhere where its issuer has no address.
    pub status: Vec<status::Entry>,
}

/// The credential without what secures it.
pub fn body(earned: &Earned, issuer: &Issuer) -> Json {
    let mut subject = json!({
        "id": earned.who,
        "type": ["AchievementSubject"],
        "achievement": {
            "id": earned.what,
            "type": ["Achievement"],
            "name": earned.name,
            "description": earned.description,
            "criteria": { "narrative": earned.criteria },
        },
    });
    if let Some(handle) = &earned.handle {
        subject["identifier"] = json!([{
            "type": "IdentityObject",
            "hashed": false,
            "identityHash": handle,
            "identityType": "name",
        }]);
    }
    let evidence = earned
        .evidence
        .iter()
        .map(|(id, name)| json!({ "id": id, "type": ["Evidence"], "name": name }));
    let mut document = json!({
        "@context": CONTEXT,
        "id": earned.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": earned.name,
        "issuer": { "id": issuer.id(), "type": ["Profile"], "name": issuer.name },
        "validFrom": moment(earned.from),
        "validUntil": moment(earned.until),
        "credentialSubject": subject,
        "evidence": evidence.collect::<Vec<_>>(),
    });
    if let Some(at) = earned.awarded {
        document["awardedDate"] = json!(moment(at));
    }
    if !earned.status.is_empty() {
        document["credentialStatus"] = earned.status.iter().map(status::Entry::json).collect();
    }
    document
}

/// A document with a proof of data integrity. `None` where nobody signs.
pub fn secured(
    document: Json,
    method: &str,
    at: Timestamp,
    sign: impl FnOnce(&[u8]) -> Option<[u8; 64]>,
) -> Option<Json> {
    let mut document = document;
    let mut proof = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": moment(at),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    });
    if let Some(context) = document.get("@context") {
        proof["@context"] = context.clone();
    }
    let signature = sign(&signed(&document, &proof))?;
    proof["proofValue"] = Json::String(multibase(&signature));
    document.as_object_mut()?.insert("proof".to_owned(), proof);
    Some(document)
}

/// What a proof of data integrity signs: the hash of what it says of itself, then that of the document.
pub fn signed(document: &Json, proof: &Json) -> Vec<u8> {
    let hash = |json: &Json| sha256(&[canonical(json).as_bytes()]).0;
    [hash(proof), hash(document)].concat()
}

/// A credential as a signed token. `None` where nobody signs.
pub fn token(
    earned: &Earned,
    issuer: &Issuer,
    sign: impl FnOnce(&[u8]) -> Option<[u8; 64]>,
) -> Option<String> {
    let claims = [
        ("sub", json!(earned.who)),
        ("jti", json!(earned.id)),
        ("nbf", seconds(earned.from)),
        ("exp", seconds(earned.until)),
    ];
    signed_token((body(earned, issuer), &claims), issuer, sign)
}

/// A list of what no longer stands as a signed token. `None` where nobody signs.
pub fn list_token(
    list: &StatusList,
    issuer: &Issuer,
    sign: impl FnOnce(&[u8]) -> Option<[u8; 64]>,
) -> Option<String> {
    let claims =
        [("jti", json!(list.id)), ("nbf", seconds(list.from)), ("exp", seconds(list.until))];
    signed_token((status::body(list, issuer), &claims), issuer, sign)
}

fn seconds(at: Timestamp) -> Json {
    json!(at.0 / 1_000)
}

/// A document as a token, with what tokens say beside it.
fn signed_token(
    (document, claims): (Json, &[(&str, Json)]),
    issuer: &Issuer,
    sign: impl FnOnce(&[u8]) -> Option<[u8; 64]>,
) -> Option<String> {
    let coded = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let header = json!({
        "alg": "EdDSA",
        "typ": "JWT",
        "kid": issuer.method(),
        "jwk": { "kty": "OKP", "crv": "Ed25519", "x": coded(&issuer.key) },
    });
    let mut told = document;
    let fields = told.as_object_mut()?;
    fields.insert("iss".to_owned(), json!(issuer.id()));
    for (name, value) in claims {
        fields.insert((*name).to_owned(), value.clone());
    }
    let part = |json: &Json| coded(json.to_string().as_bytes());
    let message = format!("{}.{}", part(&header), part(&told));
    let signature = sign(message.as_bytes())?;
    Some(format!("{message}.{}", coded(&signature)))
}
