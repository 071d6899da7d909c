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
    /// As of this moment.
    pub from: Timestamp,
    /// Its last moment.
    pub until: Timestamp,
    /// By which anybody computes it again: an address and what stands there.
    pub evidence: Vec<(String, String)>,
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
    json!({
        "@context": CONTEXT,
        "id": earned.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": earned.name,
        "issuer": { "id": issuer.id(), "type": ["Profile"], "name": issuer.name },
        "validFrom": moment(earned.from),
        "validUntil": moment(earned.until),
        "credentialSubject": subject,
        "evidence": evidence.collect::<Vec<_>>(),
    })
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
    let coded = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let header = json!({
        "alg": "EdDSA",
        "typ": "JWT",
        "kid": issuer.method(),
        "jwk": { "kty": "OKP", "crv": "Ed25519", "x": coded(&issuer.key) },
    });
    let mut claims = body(earned, issuer);
    for (name, value) in [
        ("iss", json!(issuer.id())),
        ("sub", json!(earned.who)),
        ("jti", json!(earned.id)),
        ("nbf", json!(earned.from.0 / 1_000)),
        ("exp", json!(earned.until.0 / 1_000)),
    ] {
        claims.as_object_mut()?.insert(name.to_owned(), value);
    }
    let part = |json: &Json| coded(json.to_string().as_bytes());
    let message = format!("{}.{}", part(&header), part(&claims));
    let signature = sign(message.as_bytes())?;
    Some(format!("{message}.{}", coded(&signature)))
}
