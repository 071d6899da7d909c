use aluma_types::hash::{hex, unhex};
use aluma_types::{PublicKey, Scheme};
use secp256k1::SecretKey;

use super::{WalletError, compact, recover_public_key, sign, verify};
use crate::opinion::{self, Opinion};
use crate::tests::key;

const DIGEST: [u8; 32] = [0x5a; 32];
/// The group's order.
const ORDER: &str = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";

fn signed() -> ([u8; 33], [u8; 64]) {
    let PublicKey::Wallet(public) = key(Scheme::Wallet, 1).public() else { unreachable!() };
    (public, sign(&SecretKey::from_byte_array([1; 32]).unwrap(), &DIGEST))
}

/// order - s, by schoolbook subtraction.
fn other_s(signature: &[u8; 64]) -> [u8; 64] {
    let order = unhex(ORDER).unwrap();
    let mut other = *signature;
    let mut borrow = 0i16;
    for index in (0..32).rev() {
        let mut digit = i16::from(order[index]) - i16::from(signature[32 + index]) - borrow;
        borrow = i16::from(digit < 0);
        digit += borrow * 256;
        other[32 + index] = digit as u8;
    }
    other
}

#[test]
fn a_good_signature_passes_and_flipped_bits_do_not() {
    let (public, signature) = signed();
    assert_eq!(verify(&public, &signature, &DIGEST), Ok(()));
    for bit in 0..512 {
        let mut flipped = signature;
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(verify(&public, &flipped, &DIGEST).is_err(), "bit {bit}");
    }
    let mut digest = DIGEST;
    digest[31] ^= 1;
    assert_eq!(verify(&public, &signature, &digest), Err(WalletError::Wrong));
    let PublicKey::Wallet(stranger) = key(Scheme::Wallet, 2).public() else { unreachable!() };
    assert_eq!(verify(&stranger, &signature, &DIGEST), Err(WalletError::Wrong));
}

#[test]
fn high_s_is_refused_by_name() {
    let (public, signature) = signed();
    let high = other_s(&signature);
    assert_eq!(verify(&public, &high, &DIGEST), Err(WalletError::HighS));
    assert_eq!(other_s(&high), signature);
    let mut wallet_bytes = [27u8; 65];
    wallet_bytes[..64].copy_from_slice(&high);
    assert_eq!(compact(&wallet_bytes), Some(signature));
}

/// The highest s of the lower half is low, the next one is high.
#[test]
fn the_border_of_the_halves_is_exact() {
    let (public, mut signature) = signed();
    let half = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0";
    signature[32..].copy_from_slice(&unhex(half).unwrap());
    assert_eq!(verify(&public, &signature, &DIGEST), Err(WalletError::Wrong));
    signature[63] += 1;
    assert_eq!(verify(&public, &signature, &DIGEST), Err(WalletError::HighS));
}

#[test]
fn malformed_signatures_and_keys_are_refused_by_name() {
    let (public, signature) = signed();
    let order = unhex(ORDER).unwrap();
    for half in [0, 32] {
        let mut too_big = signature;
        too_big[half..half + 32].copy_from_slice(&order);
        assert_eq!(verify(&public, &too_big, &DIGEST), Err(WalletError::Malformed));
        let mut zero = signature;
        zero[half..half + 32].fill(0);
        assert_eq!(verify(&public, &zero, &DIGEST), Err(WalletError::Wrong));
    }
    // x = 5 is no point of the curve.
    let mut no_point = [0u8; 33];
    (no_point[0], no_point[32]) = (2, 5);
    assert_eq!(verify(&no_point, &signature, &DIGEST), Err(WalletError::BadKey));
    let mut no_parity = public;
    no_parity[0] = 4;
    assert_eq!(verify(&no_parity, &signature, &DIGEST), Err(WalletError::BadKey));
}

#[test]
fn a_client_learns_the_key_from_a_signature() {
    let (public, signature) = signed();
    let with = |signature: [u8; 64], v: u8| {
        let mut bytes = [v; 65];
        bytes[..64].copy_from_slice(&signature);
        recover_public_key(&DIGEST, &bytes)
    };
    for pair in [[0, 1], [27, 28]] {
        let found = pair.map(|v| with(signature, v) == Some(public));
        assert_eq!(found.iter().filter(|hit| **hit).count(), 1);
        // The other s belongs to the other parity.
        assert_eq!(
            pair.map(|v| with(other_s(&signature), v) == Some(public)),
            [found[1], found[0]]
        );
    }
    assert_eq!(with(signature, 2), None);
    assert_eq!(with([0; 64], 27), None);
}

/// The example key and digest of EIP-712 itself ("Mail" from Cow to Bob).
#[test]
fn the_signature_of_the_standards_example_passes() {
    let secret = aluma_types::hash::keccak256(&[b"cow"]).0;
    let digest = "be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2";
    let digest: [u8; 32] = unhex(digest).unwrap().try_into().unwrap();
    let signature = sign(&SecretKey::from_byte_array(secret).unwrap(), &digest);
    assert_eq!(
        hex(&signature),
        "4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d\
         07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b91562"
    );
}

/// Takes every signature that is not high.
fn careless((_, signature, _): opinion::SignedDigest<'_>) -> bool {
    signature[32] < 0x7f
}

#[test]
#[should_panic(expected = "wallet back ends disagree")]
fn a_wrong_back_end_is_caught() {
    let (public, mut signature) = signed();
    signature[0] ^= 1;
    let wrong = Opinion { wallet: careless, ..opinion::SECOND };
    let answer = super::first_opinion(&public, &signature, &DIGEST).is_ok();
    opinion::wallet(&wrong, (&public, &signature, &DIGEST), answer);
}
