//! The signing side, for clients and tests: one secret of any scheme.

use aluma_types::spec::ActionSpec;
use aluma_types::{DecodeError, Payload, PublicKey, Scheme, Signature, Transaction, sha256};
use ed25519_zebra::VerificationKeyBytes;

use crate::ed25519::payload_message;
use crate::eip712::{Lens, TypedError, digest};
use crate::passkey::{SOFTWARE_RP, Software};
use crate::session::{Session, Statement};
use crate::wallet;

/// A secret key of any scheme. Its debug form shows the public key only.
#[derive(Clone)]
pub struct SigningKey(Secret);

#[derive(Clone)]
enum Secret {
    Ed25519(Box<ed25519_zebra::SigningKey>),
    Wallet(secp256k1::SecretKey),
    Passkey(Box<Software>),
}

impl core::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "SigningKey({})", self.public().to_text())
    }
}

impl SigningKey {
    /// The key of 32 secret bytes. `None` where a wallet's or a passkey's are zero or not below
    /// the group's order; every Ed25519 seed is a key. A passkey is one of [`SOFTWARE_RP`].
    pub fn from_secret(scheme: Scheme, secret: [u8; 32]) -> Option<Self> {
        Some(Self(match scheme {
            Scheme::Ed25519 => Secret::Ed25519(Box::new(secret.into())),
            Scheme::Wallet => Secret::Wallet(secp256k1::SecretKey::from_byte_array(secret).ok()?),
            Scheme::Passkey => return Self::passkey(&secret, SOFTWARE_RP),
        }))
    }

    /// A passkey in software, on a site. `None` as above.
    pub fn passkey(secret: &[u8; 32], rp_id: &str) -> Option<Self> {
        Some(Self(Secret::Passkey(Box::new(Software::new(secret, rp_id)?))))
    }

    /// The public key.
    pub fn public(&self) -> PublicKey {
        match &self.0 {
            Secret::Ed25519(key) => {
                PublicKey::Ed25519(VerificationKeyBytes::from(key.as_ref()).into())
            }
            Secret::Wallet(key) => {
                PublicKey::Wallet(key.public_key(secp256k1::SECP256K1).serialize())
            }
            Secret::Passkey(key) => key.public(),
        }
    }

    /// Signs a payload whose act is described by `spec`. What `lens` shows matters to a wallet
    /// only: it must know of the state what the ledger will know.
    ///
    /// # Errors
    /// As [`SigningKey::signature`].
    pub fn sign_payload(
        &self,
        payload: Payload,
        spec: &'static ActionSpec,
        lens: &Lens<'_>,
    ) -> Result<Transaction, TypedError> {
        let signature = self.signature(&payload, spec, lens)?;
        Ok(Transaction::new(payload, signature))
    }

    /// The key's signature under a payload, which several may have to sign.
    ///
    /// # Errors
    /// Any [`TypedError`] of [`digest`], for a wallet; for a passkey, as [`Software::answer`].
    pub fn signature(
        &self,
        payload: &Payload,
        spec: &'static ActionSpec,
        lens: &Lens<'_>,
    ) -> Result<Signature, TypedError> {
        Ok(match &self.0 {
            Secret::Ed25519(key) => Signature::Ed25519(key.sign(&payload_message(payload)).into()),
            Secret::Wallet(key) => {
                Signature::Wallet(wallet::sign(key, &digest(payload, spec, lens)?))
            }
            Secret::Passkey(key) => Signature::Passkey(Box::new(key.answer(&payload.id())?)),
        })
    }

    /// Signs the bytes themselves with an Ed25519 key: for headers, promises and whatever else has
    /// a message with a prefix of its own. `None` for a wallet, which signs typed data
    /// only, and for a passkey, which signs challenges only.
    pub fn sign_message(&self, message: &[u8]) -> Option<[u8; 64]> {
        match &self.0 {
            Secret::Ed25519(key) => Some(key.sign(message).into()),
            Secret::Wallet(_) | Secret::Passkey(_) => None,
        }
    }

    /// Signs that whoever holds the key reads as its account.
    ///
    /// # Errors
    /// As [`Software::answer`], for a passkey.
    pub fn sign_session(&self, statement: Statement) -> Result<Session, DecodeError> {
        let signature = match &self.0 {
            Secret::Ed25519(key) => Signature::Ed25519(key.sign(&statement.message()).into()),
            Secret::Wallet(key) => Signature::Wallet(wallet::sign(key, &statement.digest())),
            Secret::Passkey(key) => {
                Signature::Passkey(Box::new(key.answer(&sha256(&[&statement.message()]))?))
            }
        };
        Ok(Session { statement, signature })
    }
}
