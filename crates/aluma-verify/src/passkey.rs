//! Passkeys: what an authenticator says of a payload (WebAuthn), judged word by word.
//!
//! An authenticator never sees the payload. It signs its own data and the hash of the browser's
//! JSON, and that JSON holds the payload's id as `challenge`; so every link of this chain is
//! checked, in the order of [`PasskeyError`]. Which page of the site asked (`origin`) is the
//! browser's to decide and is not judged here: the site itself is part of the key. `signCount` is
//! ignored, since a key that lives on several devices does not count.

mod client_data;
mod software;

use aluma_types::{Assertion, Hash32, PublicKey, keys, sha256};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

use client_data::ClientData;
pub use software::{SOFTWARE_RP, Software};

/// What a passkey was asked to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The 32 bytes that the browser was given as challenge.
    pub challenge: Hash32,
    /// Whether the authenticator must have made sure who its user is (a finger, a face, a PIN),
    /// and not only that somebody touched it.
    pub verified: bool,
}

/// Why an assertion is refused, in the order of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyError {
    /// The client data is not one JSON object in UTF-8 with `type` and `challenge`, each key once.
    ClientData,
    /// `type` is not `webauthn.get`: another ceremony, such as the making of a key.
    Ceremony,
    /// `challenge` is not the one asked for, in base64url without padding.
    Challenge,
    /// `crossOrigin` is true: a page within a page of another site asked.
    CrossOrigin,
    /// The authenticator's data is too short, or longer or shorter than its flags say.
    AuthenticatorData,
    /// It is of another site than the key.
    Site,
    /// The flag "user present" is clear.
    NotPresent,
    /// The flag "user verified" is clear, and had to be set.
    NotVerified,
    /// The flag "attested credential data" is set: that belongs to the making of a key.
    Attested,
    /// r or s is zero or not below the group's order.
    Malformed,
    /// s lies in the upper half: the same signature has a lower form, and only that one is taken.
    HighS,
    /// The signature is not this key's over this assertion.
    Wrong,
}

/// Site, flags and counter: what is always there.
const AUTHENTICATOR_DATA_BYTES: usize = 37;
const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const ATTESTED: u8 = 1 << 6;
const EXTENSIONS: u8 = 1 << 7;

/// The group's order, big-endian.
const ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];
/// Half of it, rounded down: the highest low s.
const HALF: [u8; 32] = [
    0x7f, 0xff, 0xff, 0xff, 0x80, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xde, 0x73, 0x7d, 0x56, 0xd3, 0x8b, 0xcf, 0x42, 0x79, 0xdc, 0xe5, 0x61, 0x7e, 0x31, 0x92, 0xa8,
];

/// Checks an assertion of the key `point`, made on the site `rp`.
///
/// # Errors
/// Any [`PasskeyError`], in the order in which they are listed.
pub fn verify(
    point: &[u8; 33],
    rp: &Hash32,
    assertion: &Assertion,
    asked: &Asked,
) -> Result<(), PasskeyError> {
    client_data(assertion.client_data(), &asked.challenge)?;
    authenticator_data(assertion.authenticator_data(), rp, asked.verified)?;
    signed(point, assertion.signature(), &signed_bytes(assertion))
}

fn client_data(bytes: &[u8], challenge: &Hash32) -> Result<(), PasskeyError> {
    let data = ClientData::parse(bytes).ok_or(PasskeyError::ClientData)?;
    if data.kind != "webauthn.get" {
        return Err(PasskeyError::Ceremony);
    }
    if data.challenge != challenge_text(challenge) {
        return Err(PasskeyError::Challenge);
    }
    if data.cross_origin { Err(PasskeyError::CrossOrigin) } else { Ok(()) }
}

/// A challenge as it stands in the client data: base64url without padding.
pub fn challenge_text(challenge: &Hash32) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(challenge.0)
}

fn authenticator_data(bytes: &[u8], rp: &Hash32, verified: bool) -> Result<(), PasskeyError> {
    let (head, extensions) =
        bytes.split_at_checked(AUTHENTICATOR_DATA_BYTES).ok_or(PasskeyError::AuthenticatorData)?;
    let (site, rest) = head.split_first_chunk::<32>().ok_or(PasskeyError::AuthenticatorData)?;
    let [flags, ..] = rest else { return Err(PasskeyError::AuthenticatorData) };
    let has = |flag: u8| flags & flag != 0;
    // What follows is either announced by a flag or not there. Extensions themselves are the
    // authenticator's own matter: they are signed, and nothing is read from them.
    if !has(ATTESTED) && has(EXTENSIONS) == extensions.is_empty() {
        return Err(PasskeyError::AuthenticatorData);
    }
    if *site != rp.0 {
        Err(PasskeyError::Site)
    } else if !has(USER_PRESENT) {
        Err(PasskeyError::NotPresent)
    } else if verified && !has(USER_VERIFIED) {
        Err(PasskeyError::NotVerified)
    } else if has(ATTESTED) {
        Err(PasskeyError::Attested)
    } else {
        Ok(())
    }
}

/// What the authenticator signed.
fn signed_bytes(assertion: &Assertion) -> Vec<u8> {
    let mut bytes = assertion.authenticator_data().to_vec();
    bytes.extend_from_slice(&sha256(&[assertion.client_data()]).0);
    bytes
}

fn signed(point: &[u8; 33], signature: &[u8; 64], message: &[u8]) -> Result<(), PasskeyError> {
    let answer = first_opinion(point, signature, message);
    #[cfg(any(test, feature = "second-opinion"))]
    crate::opinion::passkey(&crate::opinion::SECOND, (point, signature, message), answer.is_ok());
    answer
}

pub(crate) fn first_opinion(
    point: &[u8; 33],
    signature: &[u8; 64],
    message: &[u8],
) -> Result<(), PasskeyError> {
    let (r, s) = signature.split_at(32);
    let inside = |part: &[u8]| part < ORDER.as_slice() && part.iter().any(|byte| *byte != 0);
    if !inside(r) || !inside(s) {
        return Err(PasskeyError::Malformed);
    }
    if s > HALF.as_slice() {
        return Err(PasskeyError::HighS);
    }
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
    key.verify(message, signature).map_err(|_| PasskeyError::Wrong)
}

/// An assertion as a browser hands it over (`AuthenticatorAssertionResponse`): the signature
/// comes as DER, about half of the time with a high s; here it gets the form that the ledger
/// takes. `None` where it is no signature, or too long for the ledger.
pub fn from_browser(
    authenticator_data: &[u8],
    client_data_json: &[u8],
    signature_der: &[u8],
) -> Option<Assertion> {
    let signature = p256::ecdsa::Signature::from_der(signature_der).ok()?;
    let signature = signature.normalize_s().unwrap_or(signature).to_bytes().into();
    Assertion::new(authenticator_data.to_vec(), client_data_json.to_vec(), signature).ok()
}

/// The key that a browser made (`AuthenticatorAttestationResponse.getPublicKey()`: DER of a
/// SubjectPublicKeyInfo) on the site `rp_id`. `None` where it is not ES256's.
pub fn key_from_browser(spki: &[u8], rp_id: &str) -> Option<PublicKey> {
    let point = p256::PublicKey::from_sec1_bytes(spki.strip_prefix(&SPKI_P256)?).ok()?;
    let point = p256::EncodedPoint::from(point).compress();
    Some(PublicKey::Passkey { point: point.as_bytes().try_into().ok()?, rp: keys::rp_hash(rp_id) })
}

/// What stands before the uncompressed point of a P-256 key: the only form browsers give.
const SPKI_P256: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

#[cfg(test)]
mod tests;
