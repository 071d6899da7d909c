use alloc::{format, vec};

use super::*;

fn keys() -> [PublicKey; 3] {
    let mut point = [0x11; 33];
    point[0] = 2;
    [
        PublicKey::Ed25519([0x22; 32]),
        PublicKey::Wallet(point),
        PublicKey::Passkey { point, rp: rp_hash("localhost") },
    ]
}

#[test]
fn keys_have_one_form_as_text_and_as_bytes() {
    for (key, scheme) in keys().into_iter().zip(Scheme::ALL) {
        assert_eq!(key.scheme(), scheme);
        assert_eq!(Scheme::from_name(scheme.name()), Some(scheme));
        assert_eq!(PublicKey::parse(&key.to_text()), Some(key));
        assert_eq!(PublicKey::from_bytes(&key.to_bytes()), Ok(key));
        let text = key.to_text();
        assert_eq!(PublicKey::parse(&text[..text.len() - 2]), None);
        assert_eq!(PublicKey::parse(&format!("{text}00")), None);
        assert_eq!(PublicKey::parse(&format!("x{text}")), None);
        for end in 0..key.to_bytes().len() {
            let cut = PublicKey::from_bytes(&key.to_bytes()[..end]);
            assert_eq!(cut, Err(DecodeError::Truncated));
        }
    }
    assert_eq!(PublicKey::from_bytes(&[4; 66]), Err(DecodeError::UnknownTag));
}

#[test]
fn a_passkeys_text_is_its_point_and_its_site() {
    let [_, _, passkey] = keys();
    // SHA-256 of "localhost".
    let site = "49960de5880e8c687434170f6476605b8fe4aeb9a28632c7995cf3ba831d9763";
    assert_eq!(passkey.to_text(), format!("passkey:02{}{site}", "11".repeat(32)));
}

#[test]
fn points_are_compressed() {
    for first in [0, 1, 4, 255] {
        let mut key = PublicKey::to_bytes(&keys()[2]);
        key[1] = first;
        assert_eq!(PublicKey::from_bytes(&key), Err(DecodeError::BadValue));
    }
}

#[test]
fn signatures_have_one_form() {
    let assertion = Assertion::new(vec![1; 37], b"{}".to_vec(), [3; 64]).unwrap();
    let all = [
        Signature::Ed25519([3; 64]),
        Signature::Wallet([3; 64]),
        Signature::Passkey(Box::new(assertion)),
    ];
    for (mut signature, scheme) in all.into_iter().zip(Scheme::ALL) {
        assert_eq!(signature.scheme(), scheme);
        assert_eq!(Signature::from_bytes(&signature.to_bytes()), Ok(signature.clone()));
        let mut longer = signature.to_bytes();
        longer.push(0);
        assert_eq!(Signature::from_bytes(&longer), Err(DecodeError::Trailing));
        assert_eq!(signature.numbers(), &[3; 64]);
        signature.numbers_mut()[0] = 4;
        assert_eq!(signature.numbers()[0], 4);
    }
    assert_eq!(Signature::from_bytes(&[0; 65]), Err(DecodeError::UnknownTag));
}

#[test]
fn an_assertions_sizes_are_refused_before_anything_is_kept() {
    let with = |data: usize, client: usize| {
        let mut bytes = vec![3];
        for length in [data, client] {
            put_count(&mut bytes, length);
            bytes.resize(bytes.len() + length, 0);
        }
        bytes.extend_from_slice(&[0; 64]);
        Signature::from_bytes(&bytes).map(drop)
    };
    assert_eq!(with(37, MAX_CLIENT_DATA_BYTES), Ok(()));
    assert_eq!(with(37, MAX_CLIENT_DATA_BYTES + 1), Err(DecodeError::TooLong));
    assert_eq!(with(960, MAX_CLIENT_DATA_BYTES), Ok(()));
    assert_eq!(with(961, MAX_CLIENT_DATA_BYTES), Err(DecodeError::TooLong));
    assert_eq!(with(MAX_ASSERTION_BYTES - 64, 0), Ok(()));
    assert_eq!(with(MAX_ASSERTION_BYTES - 63, 0), Err(DecodeError::TooLong));
}
