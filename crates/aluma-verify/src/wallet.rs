//! secp256k1 over a 32-byte digest, through the C library that Bitcoin uses.

use secp256k1::ecdsa::{RecoverableSignature, RecoveryId, Signature};
use secp256k1::{Message, PublicKey, SECP256K1, SecretKey};

/// Why a wallet's signature is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WalletError {
    /// r or s is not below the group's order.
    Malformed,
    /// s lies in the upper half: the same signature has a lower form, and only that one is taken.
    HighS,
    /// The public key is no point of the curve.
    BadKey,
    /// The signature is not this key's over this digest.
    Wrong,
}

/// Checks r and s (64 bytes) over `digest` against a compressed key.
///
/// # Errors
/// Any [`WalletError`], in the order in which they are listed.
pub fn verify(key: &[u8; 33], signature: &[u8; 64], digest: &[u8; 32]) -> Result<(), WalletError> {
    let answer = first_opinion(key, signature, digest);
    #[cfg(any(test, feature = "second-opinion"))]
    crate::opinion::wallet(&crate::opinion::SECOND, (key, signature, digest), answer.is_ok());
    answer
}

pub(crate) fn first_opinion(
    key: &[u8; 33],
    signature: &[u8; 64],
    digest: &[u8; 32],
) -> Result<(), WalletError> {
    let signature = Signature::from_compact(signature).map_err(|_| WalletError::Malformed)?;
    let mut low = signature;
    low.normalize_s();
    if low != signature {
        return Err(WalletError::HighS);
    }
    let key = PublicKey::from_byte_array_compressed(*key).map_err(|_| WalletError::BadKey)?;
    let message = Message::from_digest(*digest);
    SECP256K1.verify_ecdsa(message, &signature, &key).map_err(|_| WalletError::Wrong)
}

/// Signs a digest: r and s, low-S, deterministic (RFC 6979).
pub(crate) fn sign(secret: &SecretKey, digest: &[u8; 32]) -> [u8; 64] {
    SECP256K1.sign_ecdsa(Message::from_digest(*digest), secret).serialize_compact()
}

/// A wallet's 65 bytes as r and s in the form that the ledger takes: without the recovery byte and
/// low-S. `None` where r or s is not below the group's order.
pub fn compact(signature: &[u8; 65]) -> Option<[u8; 64]> {
    let (compact, _) = signature.split_first_chunk::<64>()?;
    let mut signature = Signature::from_compact(compact).ok()?;
    signature.normalize_s();
    Some(signature.serialize_compact())
}

/// The compressed public key that made a wallet's signature: r, s and v (0, 1, 27 or 28), as
/// `eth_signTypedData_v4` returns them. Wallets tell an address, never a key, so a client learns
/// the key from a first signature. `None` where no key fits.
pub fn recover_public_key(digest: &[u8; 32], signature: &[u8; 65]) -> Option<[u8; 33]> {
    let (compact, tail) = signature.split_first_chunk::<64>()?;
    let v = match tail {
        [v @ (0 | 1)] => *v,
        [27] => 0,
        [28] => 1,
        _ => return None,
    };
    let id = RecoveryId::try_from(i32::from(v)).ok()?;
    let signature = RecoverableSignature::from_compact(compact, id).ok()?;
    let key = SECP256K1.recover_ecdsa(Message::from_digest(*digest), &signature).ok()?;
    Some(key.serialize())
}

#[cfg(test)]
mod tests;
