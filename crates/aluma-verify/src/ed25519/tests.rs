use aluma_types::hash::unhex;
use aluma_types::{Hash32, Payload, PublicKey, Scheme, Signer};

use super::{Item, PAYLOAD_PREFIX, payload_message, proof_item, prove, verify, verify_batch};
use crate::opinion::{self, Opinion};
use crate::tests::{NETWORK, key, payload, transfer};

/// The points of small order in every encoding that decompresses, the non-canonical ones included
/// (https://zips.z.cash/zip-0215 and the vectors that go with it).
const SMALL_ORDER: [&str; 14] = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
];

fn bytes(digits: &str) -> [u8; 32] {
    unhex(digits).unwrap().try_into().unwrap()
}

fn signed(seed: u8, message: &[u8]) -> Item {
    let key = key(Scheme::Ed25519, seed);
    let signature = key.sign_message(message).unwrap();
    let PublicKey::Ed25519(key) = key.public() else { unreachable!() };
    Item { key, signature, message: message.to_vec() }
}

/// One answer, given alone, in a batch of its own, and in a batch with a good one.
fn everywhere(item: &Item) -> bool {
    let alone = item.verify();
    assert_eq!(verify_batch(&[item]), alone, "{item:?}");
    assert_eq!(verify_batch(&[&signed(9, b"good"), item]), alone, "{item:?}");
    alone
}

#[test]
fn small_order_points_pass_alone_and_in_batches_alike() {
    let mut all = Vec::new();
    for key in SMALL_ORDER.map(bytes) {
        for point in SMALL_ORDER.map(bytes) {
            let mut signature = [0u8; 64];
            signature[..32].copy_from_slice(&point);
            let item = Item { key, signature, message: b"Zcash".to_vec() };
            assert!(everywhere(&item), "{item:?}");
            all.push(item);
        }
    }
    assert!(verify_batch(&all.iter().collect::<Vec<_>>()));
}

#[test]
fn s_must_be_below_the_order() {
    let good = signed(1, b"hello");
    assert!(everywhere(&good));
    // The order, little-endian; s + order is the same number written a second way.
    let order = bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    let mut again = good.clone();
    let mut carry = 0u16;
    for (byte, add) in again.signature[32..].iter_mut().zip(order) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        (*byte, carry) = (sum as u8, sum >> 8);
    }
    assert!(!everywhere(&again));
    let small = bytes(SMALL_ORDER[0]);
    let mut at_order = Item { key: small, signature: [0; 64], message: vec![] };
    at_order.signature[..32].copy_from_slice(&small);
    assert!(everywhere(&at_order));
    at_order.signature[32..].copy_from_slice(&order);
    assert!(!everywhere(&at_order));
}

#[test]
fn flipped_bits_and_strangers_are_refused() {
    let good = signed(1, b"hello");
    for bit in 0..512 {
        let mut bad = good.clone();
        bad.signature[bit / 8] ^= 1 << (bit % 8);
        assert!(!bad.verify(), "bit {bit}");
    }
    for bit in [0, 1, 254, 255] {
        let mut bad = good.clone();
        bad.key[bit / 8] ^= 1 << (bit % 8);
        assert!(!everywhere(&bad));
    }
    assert!(!everywhere(&Item { message: b"hellp".to_vec(), ..good.clone() }));
    assert!(!everywhere(&Item { key: signed(2, b"hello").key, ..good }));
}

/// RFC 8032, test 2.
#[test]
fn the_standards_vector_passes() {
    let secret = bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    let key = crate::SigningKey::from_secret(Scheme::Ed25519, secret).unwrap();
    let public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    assert_eq!(key.public(), PublicKey::Ed25519(bytes(public)));
    let signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                     085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
    let signature: [u8; 64] = unhex(signature).unwrap().try_into().unwrap();
    assert_eq!(key.sign_message(&[0x72]), Some(signature));
    assert!(verify(&bytes(public), &signature, &[0x72]));
}

#[test]
fn a_batch_with_one_bad_signature_fails() {
    let items: Vec<_> = (0..50u8).map(|seed| signed(seed, &[seed])).collect();
    assert!(verify_batch(&items.iter().collect::<Vec<_>>()));
    for bad in [0usize, 24, 49] {
        let mut items = items.clone();
        items[bad].signature[40] ^= 1;
        assert!(!verify_batch(&items.iter().collect::<Vec<_>>()));
    }
    // Two defects of opposite sign cancel where all weights are equal.
    let mut items = [signed(1, b"a"), signed(2, b"b")];
    let (s0, s1) = (items[0].signature[32], items[1].signature[32]);
    items[0].signature[32] = s0.wrapping_add(1);
    items[1].signature[32] = s1.wrapping_sub(1);
    assert!(!verify_batch(&items.iter().collect::<Vec<_>>()));
    assert!(verify_batch(&[]));
}

#[test]
fn a_proof_holds_for_its_signer_and_network_only() {
    let signer = Signer::New(key(Scheme::Wallet, 3).public());
    let proof = prove(&[4; 32], &NETWORK, &signer);
    assert!(everywhere(&proof_item(&proof, &NETWORK, &signer)));
    let thief = Signer::New(key(Scheme::Wallet, 5).public());
    assert!(!everywhere(&proof_item(&proof, &NETWORK, &thief)));
    assert!(!everywhere(&proof_item(&proof, &Hash32([8; 32]), &signer)));
}

#[test]
fn a_payloads_message_is_its_bytes_behind_the_prefix() {
    let payload: Payload = payload(transfer(1));
    let message = payload_message(&payload);
    assert_eq!(
        message.strip_prefix(PAYLOAD_PREFIX).unwrap(),
        aluma_types::Canon::to_bytes(&payload)
    );
    assert_eq!(aluma_types::sha256(&[&message]), payload.id());
}

/// Looks at the first bytes only.
fn careless((_, signature, _): opinion::Signed<'_>) -> bool {
    signature[0] != 0
}

#[test]
#[should_panic(expected = "Ed25519 back ends disagree")]
fn a_wrong_back_end_is_caught() {
    let mut item = signed(1, b"hello");
    item.message.push(0);
    item.signature[0] = 1;
    let wrong = Opinion { ed25519: careless, ..opinion::SECOND };
    let answer = super::first_opinion(&item.key, &item.signature, &item.message);
    opinion::ed25519(&wrong, (&item.key, &item.signature, &item.message), answer);
}
