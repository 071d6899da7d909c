use aluma_types::hash::unhex;
use aluma_types::{Assertion, DecodeError, Hash32, PublicKey, keys};

use super::{
    ATTESTED, Asked, EXTENSIONS, HALF, ORDER, PasskeyError, SOFTWARE_RP, Software, USER_PRESENT,
    USER_VERIFIED, challenge_text, from_browser, key_from_browser, signed_bytes, verify,
};
use crate::opinion::{self, Opinion};

mod chromium;
mod laws;

const CHALLENGE: Hash32 = Hash32([0x5a; 32]);
const ASKED: Asked = Asked { challenge: CHALLENGE, verified: true };

fn software() -> Software {
    Software::new(&[7; 32], SOFTWARE_RP).unwrap()
}

fn parts(key: PublicKey) -> ([u8; 33], Hash32) {
    let PublicKey::Passkey { point, rp } = key else { unreachable!() };
    (point, rp)
}

fn judge(assertion: &Assertion) -> Result<(), PasskeyError> {
    let (point, rp) = parts(software().public());
    verify(&point, &rp, assertion, &ASKED)
}

/// Signs client data that says something else.
fn says(client_data: &str) -> Result<(), PasskeyError> {
    let good = software().answer(&CHALLENGE).unwrap();
    let data = good.authenticator_data().to_vec();
    judge(&software().sign(data, client_data.as_bytes().to_vec()).unwrap())
}

/// Signs authenticator data that says something else.
fn shows(change: impl FnOnce(&mut Vec<u8>)) -> Assertion {
    let good = software().answer(&CHALLENGE).unwrap();
    let mut data = good.authenticator_data().to_vec();
    change(&mut data);
    software().sign(data, good.client_data().to_vec()).unwrap()
}

/// order - s, by schoolbook subtraction.
fn other_s(signature: &[u8; 64]) -> [u8; 64] {
    let mut other = *signature;
    let mut borrow = 0i16;
    for index in (0..32).rev() {
        let mut digit = i16::from(ORDER[index]) - i16::from(signature[32 + index]) - borrow;
        borrow = i16::from(digit < 0);
        digit += borrow * 256;
        other[32 + index] = digit as u8;
    }
    other
}

fn resigned(assertion: &Assertion, signature: [u8; 64]) -> Assertion {
    let (data, client) = (assertion.authenticator_data(), assertion.client_data());
    Assertion::new(data.to_vec(), client.to_vec(), signature).unwrap()
}

#[test]
fn what_the_software_says_is_believed() {
    let assertion = software().answer(&CHALLENGE).unwrap();
    assert_eq!(judge(&assertion), Ok(()));
    let text = std::str::from_utf8(assertion.client_data()).unwrap();
    assert!(text.starts_with(r#"{"type":"webauthn.get","challenge":"Wlpa"#), "{text}");
    assert_eq!(software().answer(&CHALLENGE), Ok(assertion), "deterministic");
}

#[test]
fn client_data_is_read_by_a_parser_and_each_rule_has_its_name() {
    let c = challenge_text(&CHALLENGE);
    assert_eq!(c.len(), 43);
    let get = r#""type":"webauthn.get""#;
    let good = [
        format!(r#"{{{get},"challenge":"{c}"}}"#),
        format!(r#"{{"challenge":"{c}",{get},"crossOrigin":false}}"#),
        format!(r#" {{ {get} , "challenge" : "{c}" }} "#),
        format!(r#"{{{get},"challenge":"{c}","other_keys_can_be_added_here":{{"a":[1,{{}}]}}}}"#),
        format!(r#"{{{get},"challenge":"{c}","topOrigin":"https:\/\/a.b","tokenBinding":null}}"#),
        // An escape is another way to write the same letters.
        format!(r#"{{"\u0074ype":"webauthn.\u0067et","challenge":"{c}"}}"#),
    ];
    for text in &good {
        assert_eq!(says(text), Ok(()), "{text}");
    }
    let other = challenge_text(&Hash32([0x5b; 32]));
    let not_read = PasskeyError::ClientData;
    let cases = [
        (String::new(), not_read),
        ("null".into(), not_read),
        (format!(r#"[{get},"{c}"]"#), not_read),
        (format!(r#"["webauthn.get","{c}"]"#), not_read),
        (format!(r#"{{{get}}}"#), not_read),
        (format!(r#"{{"challenge":"{c}"}}"#), not_read),
        (format!(r#"{{{get},"challenge":"{c}""#), not_read),
        (format!(r#"{{{get},"challenge":"{c}"}} x"#), not_read),
        (format!(r#"{{{get},"challenge":"{c}"}}{{}}"#), not_read),
        (format!(r#"{{{get},"challenge":"{c}",}}"#), not_read),
        (format!(r#"{{{get},{get},"challenge":"{c}"}}"#), not_read),
        (format!(r#"{{{get},"\u0074ype":"webauthn.get","challenge":"{c}"}}"#), not_read),
        (format!(r#"{{{get},"challenge":"{other}","challenge":"{c}"}}"#), not_read),
        (
            format!(r#"{{{get},"challenge":"{c}","crossOrigin":true,"crossOrigin":false}}"#),
            not_read,
        ),
        (format!(r#"{{{get},"challenge":"{c}","origin":1,"origin":1}}"#), not_read),
        (format!(r#"{{{get},"challenge":"{c}","crossOrigin":"true"}}"#), not_read),
        (format!(r#"{{{get},"challenge":"{c}","crossOrigin":null}}"#), not_read),
        (format!(r#"{{{get},"challenge":["{c}"]}}"#), not_read),
        (format!("\u{feff}{{{get},\"challenge\":\"{c}\"}}"), not_read),
        (format!(r#"{{"type":"webauthn.create","challenge":"{c}"}}"#), PasskeyError::Ceremony),
        (format!(r#"{{"type":"webauthn.get ","challenge":"{c}"}}"#), PasskeyError::Ceremony),
        (format!(r#"{{"type":"Webauthn.get","challenge":"{c}"}}"#), PasskeyError::Ceremony),
        (format!(r#"{{"type":"payment.get","challenge":"{c}"}}"#), PasskeyError::Ceremony),
        (format!(r#"{{{get},"challenge":"{other}"}}"#), PasskeyError::Challenge),
        (format!(r#"{{{get},"challenge":"{c}="}}"#), PasskeyError::Challenge),
        (
            format!(r#"{{{get},"challenge":"{other}","origin":"\"challenge\":\"{c}\""}}"#),
            PasskeyError::Challenge,
        ),
        (format!(r#"{{{get},"challenge":"","x":{{"challenge":"{c}"}}}}"#), PasskeyError::Challenge),
        (format!(r#"{{{get},"challenge":"{c}","crossOrigin":true}}"#), PasskeyError::CrossOrigin),
    ];
    for (text, error) in &cases {
        assert_eq!(says(text), Err(*error), "{text}");
    }
    // The last letter of 32 bytes holds two bits that say nothing; only their zero form is taken.
    let loose = format!("{}p", &c[..42]);
    assert_ne!(loose, c);
    let text = format!(r#"{{{get},"challenge":"{loose}"}}"#);
    assert_eq!(says(&text), Err(PasskeyError::Challenge));
}

#[test]
fn client_data_that_is_not_utf8_is_refused_wherever_it_is() {
    let good = software().answer(&CHALLENGE).unwrap();
    let text = std::str::from_utf8(good.client_data()).unwrap();
    let bytes = text.replace("http://localhost", "~").into_bytes();
    let bytes = bytes.into_iter().map(|byte| if byte == b'~' { 0xff } else { byte }).collect();
    let signed = software().sign(good.authenticator_data().to_vec(), bytes).unwrap();
    assert_eq!(judge(&signed), Err(PasskeyError::ClientData));
}

#[test]
fn authenticator_data_says_who_was_there_and_where() {
    let flags = |flags: u8| judge(&shows(|data| data[32] = flags));
    assert_eq!(flags(USER_PRESENT | USER_VERIFIED), Ok(()));
    // Backup eligible, backed up, and the reserved bits are nobody's business here.
    assert_eq!(flags(USER_PRESENT | USER_VERIFIED | 0b0011_1010), Ok(()));
    assert_eq!(flags(USER_VERIFIED), Err(PasskeyError::NotPresent));
    assert_eq!(flags(USER_PRESENT), Err(PasskeyError::NotVerified));
    assert_eq!(flags(0), Err(PasskeyError::NotPresent));
    assert_eq!(flags(USER_PRESENT | USER_VERIFIED | ATTESTED), Err(PasskeyError::Attested));
    assert_eq!(
        flags(USER_PRESENT | USER_VERIFIED | EXTENSIONS),
        Err(PasskeyError::AuthenticatorData)
    );
    let site = judge(&shows(|data| data[31] ^= 1));
    assert_eq!(site, Err(PasskeyError::Site));
    // The counter says nothing.
    assert_eq!(judge(&shows(|data| data[33..37].fill(0xff))), Ok(()));
}

#[test]
fn a_touch_is_enough_where_no_more_is_asked() {
    let (point, rp) = parts(software().public());
    let touch = shows(|data| data[32] = USER_PRESENT);
    let asked = Asked { verified: false, ..ASKED };
    assert_eq!(verify(&point, &rp, &touch, &asked), Ok(()));
    let nobody = shows(|data| data[32] = USER_VERIFIED);
    assert_eq!(verify(&point, &rp, &nobody, &asked), Err(PasskeyError::NotPresent));
}

#[test]
fn authenticator_data_is_as_long_as_its_flags_say() {
    let short = PasskeyError::AuthenticatorData;
    assert_eq!(judge(&shows(Vec::clear)), Err(short));
    assert_eq!(judge(&shows(|data| data.truncate(36))), Err(short));
    assert_eq!(judge(&shows(|data| data.push(0))), Err(short));
    let with_extensions = shows(|data| {
        data[32] |= EXTENSIONS;
        data.push(0xa0);
    });
    assert_eq!(judge(&with_extensions), Ok(()));
}

#[test]
fn the_site_is_part_of_the_key() {
    let elsewhere = Software::new(&[7; 32], "aluma.example").unwrap();
    let assertion = elsewhere.answer(&CHALLENGE).unwrap();
    assert_eq!(judge(&assertion), Err(PasskeyError::Site));
    let (point, rp) = parts(elsewhere.public());
    assert_eq!(verify(&point, &rp, &assertion, &ASKED), Ok(()));
    assert_eq!(rp, keys::rp_hash("aluma.example"));
    assert_eq!(point, parts(software().public()).0);
}

#[test]
fn the_second_form_of_a_signature_is_named() {
    let good = software().answer(&CHALLENGE).unwrap();
    let high = resigned(&good, other_s(good.signature()));
    assert_eq!(judge(&high), Err(PasskeyError::HighS));
    assert_eq!(judge(&resigned(&high, other_s(high.signature()))), Ok(()));
}

#[test]
fn the_borders_of_r_and_s_are_exact() {
    let good = software().answer(&CHALLENGE).unwrap();
    let with_s = |s: &[u8; 32]| {
        let mut signature = *good.signature();
        signature[32..].copy_from_slice(s);
        judge(&resigned(&good, signature))
    };
    let mut above = HALF;
    above[31] += 1;
    let mut below_order = ORDER;
    below_order[31] -= 1;
    assert_eq!(with_s(&HALF), Err(PasskeyError::Wrong));
    assert_eq!(with_s(&above), Err(PasskeyError::HighS));
    assert_eq!(with_s(&below_order), Err(PasskeyError::HighS));
    assert_eq!(with_s(&ORDER), Err(PasskeyError::Malformed));
    assert_eq!(with_s(&[0; 32]), Err(PasskeyError::Malformed));
    let with_r = |r: &[u8; 32]| {
        let mut signature = *good.signature();
        signature[..32].copy_from_slice(r);
        judge(&resigned(&good, signature))
    };
    assert_eq!(with_r(&below_order), Err(PasskeyError::Wrong));
    assert_eq!(with_r(&ORDER), Err(PasskeyError::Malformed));
    assert_eq!(with_r(&[0; 32]), Err(PasskeyError::Malformed));
}

/// order = 2 * half + 1.
#[test]
fn half_of_the_order_is_half_of_the_order() {
    let mut carry = 1u16;
    for index in (0..32).rev() {
        let digit = u16::from(HALF[index]) * 2 + carry;
        assert_eq!(digit as u8, ORDER[index]);
        carry = digit >> 8;
    }
}

#[test]
fn a_strangers_key_and_a_point_off_the_curve_do_not_fit() {
    let good = software().answer(&CHALLENGE).unwrap();
    let (_, rp) = parts(software().public());
    let (stranger, _) = parts(Software::new(&[8; 32], SOFTWARE_RP).unwrap().public());
    assert_eq!(verify(&stranger, &rp, &good, &ASKED), Err(PasskeyError::Wrong));
    for first in [2, 3] {
        // x = 2^256 - 1 is not below the field's prime.
        let mut off = [0xff; 33];
        off[0] = first;
        assert_eq!(verify(&off, &rp, &good, &ASKED), Err(PasskeyError::Wrong));
    }
}

/// RFC 6979, A.2.5: P-256, SHA-256, message "sample"; its s is high, so its other form is taken.
#[test]
fn the_standards_vector_is_signed_and_passes() {
    let secret = unhex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721").unwrap();
    let x = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
    let key = Software::new(&secret.try_into().unwrap(), SOFTWARE_RP).unwrap();
    let (point, _) = parts(key.public());
    assert_eq!(point[1..], unhex(x).unwrap());
    let r = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716";
    let s = "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";
    let high: [u8; 64] = unhex(&format!("{r}{s}")).unwrap().try_into().unwrap();
    let signed = |signature: &[u8; 64]| super::signed(&point, signature, b"sample");
    assert_eq!(signed(&high), Err(PasskeyError::HighS));
    assert_eq!(signed(&other_s(&high)), Ok(()));
}

#[test]
fn sizes_are_held_by_the_type() {
    let of = |data, client| Assertion::new(vec![0; data], vec![0; client], [0; 64]);
    assert!(of(37, 1024).is_ok());
    assert_eq!(of(37, 1025), Err(DecodeError::TooLong));
    assert!(of(960, 1024).is_ok());
    assert_eq!(of(961, 1024), Err(DecodeError::TooLong));
    assert!(of(1984, 0).is_ok());
    assert_eq!(of(1985, 0), Err(DecodeError::TooLong));
}

/// Believes whatever begins well.
fn careless((_, signature, _): opinion::SignedMessage<'_>) -> bool {
    signature[0] != 0
}

#[test]
#[should_panic(expected = "passkey back ends disagree")]
fn a_wrong_back_end_is_caught() {
    let good = software().answer(&CHALLENGE).unwrap();
    let mut signature = *good.signature();
    signature[0] = 1;
    let (point, _) = parts(software().public());
    let message = signed_bytes(&good);
    let wrong = Opinion { passkey: careless, ..opinion::SECOND };
    let first = super::first_opinion(&point, &signature, &message);
    opinion::passkey(&wrong, (&point, &signature, &message), first.is_ok());
}
