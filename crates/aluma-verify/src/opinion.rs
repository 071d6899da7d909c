//! The second back ends: independent implementations that test builds ask about every signature.
//! A difference is a fork between nodes, so it stops the run instead of being counted.

use ed25519_consensus::{Signature, VerificationKey};
use k256::ecdsa::signature::hazmat::PrehashVerifier;
use p256::ecdsa::signature::Verifier;

/// Key, signature, message.
pub(crate) type Signed<'a> = (&'a [u8; 32], &'a [u8; 64], &'a [u8]);
/// Compressed key, signature, digest.
pub(crate) type SignedDigest<'a> = (&'a [u8; 33], &'a [u8; 64], &'a [u8; 32]);

/// Compressed point, signature, message.
pub(crate) type SignedMessage<'a> = (&'a [u8; 33], &'a [u8; 64], &'a [u8]);

/// Somebody else's answers.
pub(crate) struct Opinion {
    pub(crate) ed25519: fn(Signed<'_>) -> bool,
    pub(crate) wallet: fn(SignedDigest<'_>) -> bool,
    pub(crate) passkey: fn(SignedMessage<'_>) -> bool,
}

/// The second back ends.
pub(crate) const SECOND: Opinion =
    Opinion { ed25519: consensus, wallet: k256_low, passkey: p256_low };

/// Stops where `opinion` differs from the first answer.
pub(crate) fn ed25519(opinion: &Opinion, signed: Signed<'_>, first: bool) {
    assert_eq!((opinion.ed25519)(signed), first, "Ed25519 back ends disagree on {signed:?}");
}

/// Stops where `opinion` differs from the first answer.
pub(crate) fn wallet(opinion: &Opinion, signed: SignedDigest<'_>, first: bool) {
    assert_eq!((opinion.wallet)(signed), first, "wallet back ends disagree on {signed:?}");
}

/// Stops where `opinion` differs from the first answer.
pub(crate) fn passkey(opinion: &Opinion, signed: SignedMessage<'_>, first: bool) {
    assert_eq!((opinion.passkey)(signed), first, "passkey back ends disagree on {signed:?}");
}

fn consensus((key, signature, message): Signed<'_>) -> bool {
    VerificationKey::try_from(*key)
        .and_then(|key| key.verify(&Signature::from(*signature), message))
        .is_ok()
}

fn k256_low((key, signature, digest): SignedDigest<'_>) -> bool {
    let Ok(key) = k256::ecdsa::VerifyingKey::from_sec1_bytes(key) else { return false };
    let Ok(signature) = k256::ecdsa::Signature::from_slice(signature) else { return false };
    signature.normalize_s().is_none() && key.verify_prehash(digest, &signature).is_ok()
}

fn p256_low((point, signature, message): SignedMessage<'_>) -> bool {
    let Ok(key) = p256::ecdsa::VerifyingKey::from_sec1_bytes(point) else { return false };
    let Ok(signature) = p256::ecdsa::Signature::from_slice(signature) else { return false };
    signature.normalize_s().is_none() && key.verify(message, &signature).is_ok()
}
