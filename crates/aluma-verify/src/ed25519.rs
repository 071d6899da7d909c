//! Ed25519 by ZIP-215: one by one and in batches, both accepting exactly the same signatures.

use aluma_types::{Canon, Hash32, Payload, Proof, Signer, sha256};
use ed25519_zebra::{Signature, SigningKey, VerificationKey, VerificationKeyBytes, batch};
use rand_core::{CryptoRng, Error, RngCore, impls};

/// What stands before a payload's bytes in the signed message.
///
/// Every text that an Aluma key signs starts with `aluma `, the kind and its version, and none of
/// these starts another one. A [`Proof::message`] is 32 bytes long and a payload's message is
/// longer (a network id alone fills 32), so neither passes for the other.
pub const PAYLOAD_PREFIX: &[u8] = b"aluma tx v1";

/// The bytes that an Ed25519 key signs for a payload.
pub fn payload_message(payload: &Payload) -> Vec<u8> {
    let mut message = PAYLOAD_PREFIX.to_vec();
    payload.write(&mut message);
    message
}

/// One signature to be checked.
#[derive(Clone, Debug)]
pub struct Item {
    /// The public key.
    pub key: [u8; 32],
    /// R and s.
    pub signature: [u8; 64],
    /// What was signed.
    pub message: Vec<u8>,
}

impl Item {
    /// Whether the signature is the key's over the message.
    pub fn verify(&self) -> bool {
        verify(&self.key, &self.signature, &self.message)
    }
}

/// Whether `signature` is `key`'s over `message`, by ZIP-215.
pub fn verify(key: &[u8; 32], signature: &[u8; 64], message: &[u8]) -> bool {
    let good = first_opinion(key, signature, message);
    #[cfg(any(test, feature = "second-opinion"))]
    crate::opinion::ed25519(&crate::opinion::SECOND, (key, signature, message), good);
    good
}

pub(crate) fn first_opinion(key: &[u8; 32], signature: &[u8; 64], message: &[u8]) -> bool {
    VerificationKey::try_from(*key)
        .and_then(|key| key.verify(&Signature::from(*signature), message))
        .is_ok()
}

/// Whether every one of the signatures is good. The answer is that of [`Item::verify`] for each,
/// at half to a third of the cost.
pub fn verify_batch(items: &[&Item]) -> bool {
    let mut verifier = batch::Verifier::new();
    for item in items {
        let key = VerificationKeyBytes::from(item.key);
        verifier.queue((key, Signature::from(item.signature), item.message.as_slice()));
    }
    let good = verifier.verify(Transcript::of(items)).is_ok();
    #[cfg(any(test, feature = "second-opinion"))]
    assert_eq!(good, items.iter().all(|item| item.verify()), "batch and single disagree");
    good
}

/// A one-time secret's proof for `signer` on `network`.
pub fn prove(secret: &[u8; 32], network: &Hash32, signer: &Signer) -> Proof {
    let key = SigningKey::from(*secret);
    let signature = key.sign(&Proof::message(network, signer).0).into();
    Proof { key: Hash32(VerificationKeyBytes::from(&key).into()), signature }
}

/// What there is to check about a proof in a payload by `signer`.
pub fn proof_item(proof: &Proof, network: &Hash32, signer: &Signer) -> Item {
    let message = Proof::message(network, signer).0.to_vec();
    Item { key: proof.key.0, signature: proof.signature, message }
}

/// The weights of a batch, drawn from a hash of everything in it. A signer who looks for a batch
/// in which bad signatures cancel out has to try about 2^128 of them, as against random weights,
/// and the same batch gets the same answer everywhere without a source of randomness.
struct Transcript {
    seed: Hash32,
    drawn: u64,
}

impl Transcript {
    fn of(items: &[&Item]) -> Self {
        let mut parts: Vec<u8> = b"aluma batch v1".to_vec();
        for item in items {
            parts.extend_from_slice(&item.key);
            parts.extend_from_slice(&item.signature);
            parts.extend_from_slice(&sha256(&[&item.message]).0);
        }
        Self { seed: sha256(&[&parts]), drawn: 0 }
    }
}

impl RngCore for Transcript {
    fn next_u32(&mut self) -> u32 {
        impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, out: &mut [u8]) {
        for chunk in out.chunks_mut(32) {
            let block = sha256(&[&self.seed.0, &self.drawn.to_be_bytes()]);
            self.drawn = self.drawn.wrapping_add(1);
            chunk.iter_mut().zip(block.0).for_each(|(to, from)| *to = from);
        }
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(out);
        Ok(())
    }
}

impl CryptoRng for Transcript {}

#[cfg(test)]
mod tests;
