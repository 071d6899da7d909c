//! Secrets in memory: wiped when dropped, never printed.

use std::fmt;

pub use aluma_types::Scheme;
use aluma_verify::passkey::{SOFTWARE_RP, Software};
use ed25519_zebra::{SigningKey, VerificationKeyBytes};
use secp256k1::{PublicKey, Secp256k1, SecretKey};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use super::error::KeyError;

/// Bytes of a public key: 32, 33 (compressed SEC1), or a compressed point and the site's hash.
pub(super) const fn public_len(scheme: Scheme) -> usize {
    match scheme {
        Scheme::Ed25519 => 32,
        Scheme::Wallet => 33,
        Scheme::Passkey => 65,
    }
}

/// A signing key of 32 bytes, checked for its scheme.
#[derive(Clone)]
pub struct Secret {
    scheme: Scheme,
    bytes: Zeroizing<[u8; 32]>,
}

impl Secret {
    /// A secret from its bytes; `None` where they are no key of the scheme (for a wallet or a passkey
    /// zero, or not below the order of the curve; for Ed25519 every 32 bytes are a key).
    pub fn new(scheme: Scheme, bytes: &[u8; 32]) -> Option<Self> {
        match scheme {
            Scheme::Ed25519 => {}
            Scheme::Wallet => {
                let mut key = SecretKey::from_byte_array(*bytes).ok()?;
                key.non_secure_erase();
            }
            // It wipes itself.
            Scheme::Passkey => drop(Software::new(bytes, SOFTWARE_RP)?),
        }
        Some(Secret { scheme, bytes: Zeroizing::new(*bytes) })
    }

    /// A new key from the operating system's randomness.
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`].
    pub fn generate(scheme: Scheme) -> Result<Self, KeyError> {
        let mut bytes = Zeroizing::new([0; 32]);
        loop {
            getrandom::fill(bytes.as_mut_slice()).map_err(|_| KeyError::NoRandomness)?;
            if let Some(secret) = Self::new(scheme, &bytes) {
                return Ok(secret);
            }
        }
    }

    /// Reads `ed25519:HEX`, `wallet:HEX` or `passkey:HEX`, 64 hex digits, spaces and line ends
    /// around allowed.
    ///
    /// # Errors
    /// What is wrong, in words that repeat nothing of the text.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let (scheme, digits) = text
            .trim()
            .split_once(':')
            .ok_or("it does not begin with ed25519:, wallet: or passkey:")?;
        let scheme =
            Scheme::from_name(scheme).ok_or("its scheme is not ed25519, wallet or passkey")?;
        let mut bytes = Zeroizing::new([0; 32]);
        hex::decode_to_slice(digits, bytes.as_mut_slice())
            .map_err(|_| "the scheme is not followed by 64 hex digits")?;
        Self::new(scheme, &bytes).ok_or("its number is not a key of the curve")
    }

    /// The form [`Self::parse`] reads.
    pub fn to_text(&self) -> Zeroizing<String> {
        let digits = Zeroizing::new(hex::encode(self.bytes.as_slice()));
        Zeroizing::new([self.scheme.name(), ":", digits.as_str()].concat())
    }

    /// How it signs.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The 32 bytes, for a signer; whoever copies them wipes the copy.
    pub fn expose(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// Its public key: 32 bytes for Ed25519, 33 (compressed SEC1) for a wallet, for a passkey its
    /// point (33) and the hash of the software's own site (32).
    pub fn public(&self) -> Vec<u8> {
        match self.scheme {
            Scheme::Ed25519 => {
                let mut key = SigningKey::from(*self.bytes);
                let public: [u8; 32] = VerificationKeyBytes::from(&key).into();
                key.zeroize();
                public.to_vec()
            }
            Scheme::Wallet => {
                // `new` let only valid numbers in.
                let Ok(mut key) = SecretKey::from_byte_array(*self.bytes) else {
                    return Vec::new();
                };
                let public = PublicKey::from_secret_key(&Secp256k1::signing_only(), &key);
                key.non_secure_erase();
                public.serialize().to_vec()
            }
            Scheme::Passkey => Software::new(&self.bytes, SOFTWARE_RP)
                .map_or_else(Vec::new, |key| key.public().key_bytes()),
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({}, ..)", self.scheme.name())
    }
}

/// A passphrase, NFC, so that the same letters typed on another system open the same key.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// A passphrase as typed, spaces included.
    ///
    /// # Errors
    /// [`KeyError::EmptyPassphrase`].
    pub fn new(text: &str) -> Result<Self, KeyError> {
        if text.is_empty() {
            return Err(KeyError::EmptyPassphrase);
        }
        // NFC is at most three times as long; a string that grew would leave copies behind.
        let mut normal = Zeroizing::new(String::with_capacity(text.len().saturating_mul(3)));
        normal.extend(text.nfc());
        Ok(Passphrase(normal))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}
