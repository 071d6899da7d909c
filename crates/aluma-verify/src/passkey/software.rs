//! A passkey in software, for tests, measurements and automation: it says what a browser and an
//! authenticator would say, about a user whom nobody verified.

use aluma_types::{Assertion, DecodeError, Hash32, PublicKey, keys};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};

use super::{USER_PRESENT, USER_VERIFIED, challenge_text, signed_bytes};

/// The site of a software passkey that names none.
pub const SOFTWARE_RP: &str = "localhost";

/// A passkey in software.
#[derive(Clone)]
pub struct Software {
    key: SigningKey,
    rp_id: String,
}

impl Software {
    /// The passkey of 32 secret bytes on a site. `None` where they are zero or not below the
    /// group's order.
    pub fn new(secret: &[u8; 32], rp_id: &str) -> Option<Self> {
        let key = SigningKey::from_bytes(secret.into()).ok()?;
        Some(Self { key, rp_id: rp_id.to_owned() })
    }

    /// The public key.
    pub fn public(&self) -> PublicKey {
        let encoded = self.key.verifying_key().to_encoded_point(true);
        // A compressed point is 33 bytes long.
        let point = encoded.as_bytes().try_into().unwrap_or([0; 33]);
        PublicKey::Passkey { point, rp: keys::rp_hash(&self.rp_id) }
    }

    /// Answers a challenge, with a user who is present and verified.
    ///
    /// # Errors
    /// [`DecodeError::TooLong`] where the site's name is far longer than a name can be.
    pub fn answer(&self, challenge: &Hash32) -> Result<Assertion, DecodeError> {
        let origin = match self.rp_id.as_str() {
            SOFTWARE_RP => format!("http://{SOFTWARE_RP}"),
            site => format!("https://{site}"),
        };
        // In the order and form in which browsers write it.
        let client_data = format!(
            r#"{{"type":"webauthn.get","challenge":"{}","origin":"{origin}","crossOrigin":false}}"#,
            challenge_text(challenge)
        );
        let mut data = keys::rp_hash(&self.rp_id).0.to_vec();
        data.push(USER_PRESENT | USER_VERIFIED);
        data.extend_from_slice(&[0; 4]);
        self.sign(data, client_data.into_bytes())
    }

    /// Signs these parts, whatever they say: deterministic (RFC 6979), low-S.
    ///
    /// # Errors
    /// As [`Assertion::new`].
    pub(crate) fn sign(
        &self,
        authenticator_data: Vec<u8>,
        client_data: Vec<u8>,
    ) -> Result<Assertion, DecodeError> {
        let unsigned = Assertion::new(authenticator_data, client_data, [0; 64])?;
        let signature: Signature = self.key.sign(&signed_bytes(&unsigned));
        let signature = signature.normalize_s().unwrap_or(signature);
        let (data, client) = (unsigned.authenticator_data(), unsigned.client_data());
        Assertion::new(data.to_vec(), client.to_vec(), signature.to_bytes().into())
    }
}
