//! One-time secrets: what an invitation's link carries and an unclaimed account waits for. The
//! ledger knows the public half only.

use aluma_types::transaction::{Proof, Signer};
use aluma_types::{Hash32, PublicKey, Scheme};
use aluma_verify::SigningKey;
use zeroize::Zeroizing;

use crate::error::Error;

/// A one-time secret.
#[derive(Debug)]
pub struct OneTime {
    seed: Zeroizing<[u8; 32]>,
    key: SigningKey,
}

impl OneTime {
    /// A fresh one.
    ///
    /// # Errors
    /// [`Error::Key`] where the system has no randomness.
    pub fn fresh() -> Result<Self, Error> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| Error::Key(error.to_string()))?;
        Self::of(seed)
    }

    /// The secret of 32 bytes.
    ///
    /// # Errors
    /// None for Ed25519, for which all bytes are a key.
    pub fn of(seed: [u8; 32]) -> Result<Self, Error> {
        let key = SigningKey::from_secret(Scheme::Ed25519, seed);
        let key = key.ok_or_else(|| Error::Key("these bytes are no key".to_owned()))?;
        Ok(Self { seed: Zeroizing::new(seed), key })
    }

    /// Reads a code of 64 hexadecimal digits, alone or at the end of a link.
    pub fn parse(text: &str) -> Option<Self> {
        let code = text.trim().rsplit(['#', '/', '=']).next()?;
        Self::of(Hash32::from_hex(code)?.0).ok()
    }

    /// The code that [`OneTime::parse`] reads: whoever has it can use it.
    pub fn code(&self) -> Zeroizing<String> {
        Zeroizing::new(aluma_types::hash::hex(self.seed.as_slice()))
    }

    /// The public half.
    pub fn public(&self) -> Hash32 {
        match self.key.public() {
            PublicKey::Ed25519(bytes) => Hash32(bytes),
            PublicKey::Wallet(_) | PublicKey::Passkey { .. } => Hash32::ZERO,
        }
    }

    /// The proof that `signer` holds it, good for one signer on one network.
    pub fn prove(&self, network: &Hash32, signer: &Signer) -> Proof {
        let message = Proof::message(network, signer);
        // An Ed25519 key signs every message.
        let signature = self.key.sign_message(&message.0).unwrap_or([0; 64]);
        Proof { key: self.public(), signature }
    }
}
