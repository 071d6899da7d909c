//! Whatever is changed about a good assertion is refused by name; both back ends are asked about
//! each, since this is a test build.

use aluma_types::codec::Canon;
use aluma_types::{Assertion, Signature};
use proptest::prelude::*;

use super::*;

fn good() -> Assertion {
    software().answer(&CHALLENGE).unwrap()
}

proptest! {
    #[test]
    fn a_flipped_bit_is_refused(place in any::<prop::sample::Index>(), bit in 0u8..8) {
        let mut bytes = Signature::Passkey(Box::new(good())).to_bytes();
        let index = place.index(bytes.len());
        bytes[index] ^= 1 << bit;
        match Signature::from_bytes(&bytes) {
            Ok(Signature::Passkey(assertion)) => prop_assert!(judge(&assertion).is_err()),
            Ok(Signature::Ed25519(_) | Signature::Wallet(_)) => prop_assert!(index == 0),
            Err(_) => {}
        }
    }

    /// What one key signs, another one never did.
    #[test]
    fn a_signature_fits_one_key_and_one_challenge(
        secret in 1u8..255, other in 1u8..255, challenge: [u8; 32], asked: [u8; 32],
    ) {
        let challenge = Hash32(challenge);
        let key = |secret| Software::new(&[secret; 32], SOFTWARE_RP).unwrap();
        let assertion = key(secret).answer(&challenge).unwrap();
        let (point, rp) = parts(key(other).public());
        let said = verify(&point, &rp, &assertion, &Asked { challenge, verified: true });
        prop_assert_eq!(said.is_ok(), secret == other);
        let (point, rp) = parts(key(secret).public());
        let said = verify(&point, &rp, &assertion, &Asked { challenge: Hash32(asked), verified: true });
        prop_assert_eq!(said.is_ok(), asked == challenge.0);
    }

    /// Random signatures over random keys: both back ends say the same, whatever it is.
    #[test]
    fn back_ends_agree_about_anything(
        x: [u8; 32], parity in 2u8..=3, r: [u8; 32], s: [u8; 32], message: Vec<u8>,
    ) {
        let mut point = [parity; 33];
        point[1..].copy_from_slice(&x);
        let signature = [r, s].concat().try_into().unwrap();
        let _ = super::super::signed(&point, &signature, &message);
    }

    /// Bytes that are no client data are never taken for it, and never bring the parser down.
    #[test]
    fn any_client_data_gets_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let signed = software().sign(good().authenticator_data().to_vec(), bytes).unwrap();
        prop_assert_eq!(judge(&signed), Err(PasskeyError::ClientData));
    }

    #[test]
    fn any_authenticator_data_gets_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let signed = software().sign(bytes, good().client_data().to_vec()).unwrap();
        prop_assert!(judge(&signed).is_err());
    }
}
