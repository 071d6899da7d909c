use aluma_types::hash::{hex, unhex};
use aluma_types::{Scheme, Timestamp};
use aluma_verify::SigningKey;
use aluma_verify::ed25519::verify;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value as Json, json};

use crate::credential::{Earned, body, secured, signed, token};
use crate::did::{Issuer, multibase};
use crate::jcs::canonical;
use crate::status::{Entry, Purpose};

/// The document of W3C's published example of `eddsa-jcs-2022`.
fn example() -> Json {
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://www.w3.org/ns/credentials/examples/v2"
        ],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of an Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": { "id": "did:example:abcdefgh", "alumniOf": "The School of Examples" }
    })
}

/// Bytes of digits in base 58, after the letter that says so.
fn unbase(text: &str) -> Vec<u8> {
    const DIGITS: &str = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let mut bytes: Vec<u8> = Vec::new();
    for letter in text.strip_prefix('z').expect("base 58").chars() {
        let mut carry = DIGITS.find(letter).expect("a digit");
        for byte in bytes.iter_mut().rev() {
            carry += usize::from(*byte) * 58;
            *byte = u8::try_from(carry & 0xff).expect("a byte");
            carry >>= 8;
        }
        while carry > 0 {
            bytes.insert(0, u8::try_from(carry & 0xff).expect("a byte"));
            carry >>= 8;
        }
    }
    bytes
}

fn key(secret: &[u8]) -> SigningKey {
    let secret = secret.try_into().expect("32 bytes");
    SigningKey::from_secret(Scheme::Ed25519, secret).expect("a key")
}

#[test]
fn the_published_example_comes_out_to_the_letter() {
    let secret = unbase("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq");
    assert_eq!(secret[..2], [0x80, 0x26], "a secret key of Ed25519");
    let key = key(&secret[2..]);
    let public: [u8; 32] = key.public().key_bytes().try_into().expect("32 bytes");
    let issuer = Issuer { name: String::new(), key: public, host: None };
    assert_eq!(issuer.multikey(), "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2");
    let method = issuer.method();
    // 2023-02-24T23:36:38Z
    let at = Timestamp(1_677_281_798_000);
    let mut hashes = String::new();
    let sign = |message: &[u8]| {
        hashes = hex(message);
        key.sign_message(message)
    };
    let told = secured(example(), &method, at, sign).expect("a signature");
    assert_eq!(
        hashes,
        "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db\
         59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19"
    );
    assert_eq!(
        told["proof"]["proofValue"],
        "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
    );
    assert_eq!(told["proof"]["created"], "2023-02-24T23:36:38Z");
}

fn earned() -> Earned {
    Earned {
        id: "urn:aluma:abc:credential:7".to_owned(),
        who: "urn:aluma:abc:account:7".to_owned(),
        handle: Some("ana".to_owned()),
        what: "urn:aluma:abc:dao:1:tier:keeper".to_owned(),
        name: "Keeper of Garden".to_owned(),
        description: "דרגה".to_owned(),
        criteria: "By panels.".to_owned(),
        awarded: Some(Timestamp(1_795_597_200_000)),
        from: Timestamp(1_795_683_600_000),
        until: Timestamp(1_803_459_600_000),
        evidence: vec![(
            "https://garden.example/v1/proof?table=1&key=00".to_owned(),
            "a row".into(),
        )],
        status: vec![Entry {
            list: "https://garden.example/v1/status-lists/ab-revocation-0".to_owned(),
            purpose: Purpose::Revocation,
            place: 94_567,
        }],
    }
}

#[test]
fn both_forms_hold_under_the_key_that_they_name_and_under_no_other() {
    let (key, other) = (key(&[7; 32]), key(&[8; 32]));
    let public =
        |key: &SigningKey| -> [u8; 32] { key.public().key_bytes().try_into().expect("32") };
    let issuer = Issuer { name: "Garden".to_owned(), key: public(&key), host: None };
    let sign = |message: &[u8]| key.sign_message(message);
    let told = secured(body(&earned(), &issuer), &issuer.method(), earned().from, sign);
    let mut told = told.expect("a signature");
    let mut proof = told.as_object_mut().and_then(|it| it.remove("proof")).expect("a proof");
    let value = proof.as_object_mut().and_then(|it| it.remove("proofValue")).expect("a value");
    let signature: [u8; 64] = unbase(value.as_str().expect("text")).try_into().expect("64 bytes");
    assert!(verify(&public(&key), &signature, &signed(&told, &proof)));
    assert!(!verify(&public(&other), &signature, &signed(&told, &proof)));
    told["credentialSubject"]["id"] = json!("urn:aluma:abc:account:8");
    assert!(!verify(&public(&key), &signature, &signed(&told, &proof)), "of somebody else");
    // The token: three parts, the middle one the credential itself.
    let text = token(&earned(), &issuer, |message| key.sign_message(message)).expect("a signature");
    let parts: Vec<_> = text.split('.').collect();
    let read = |part: &str| URL_SAFE_NO_PAD.decode(part).expect("base64");
    let signature: [u8; 64] = read(parts[2]).try_into().expect("64 bytes");
    assert!(verify(&public(&key), &signature, format!("{}.{}", parts[0], parts[1]).as_bytes()));
    let header: Json = serde_json::from_slice(&read(parts[0])).expect("JSON");
    assert_eq!((&header["alg"], &header["kid"]), (&json!("EdDSA"), &json!(issuer.method())));
    let claims: Json = serde_json::from_slice(&read(parts[1])).expect("JSON");
    assert_eq!(claims["iss"], claims["issuer"]["id"]);
    assert_eq!(claims["sub"], claims["credentialSubject"]["id"]);
    assert_eq!(claims["jti"], claims["id"]);
    assert_eq!(claims["nbf"], json!(1_795_683_600u64));
}

#[test]
fn a_server_is_named_where_it_has_a_name() {
    let mut issuer = Issuer { name: "G".to_owned(), key: [1; 32], host: None };
    assert_eq!(issuer.id(), format!("did:key:{}", issuer.multikey()));
    issuer.host = Some("garden.example:8443".to_owned());
    assert_eq!(issuer.id(), "did:web:garden.example%3A8443");
    let document = issuer.document();
    assert_eq!(document["verificationMethod"][0]["id"], json!(issuer.method()));
    assert_eq!(document["assertionMethod"], json!([issuer.method()]));
}

#[test]
fn multibase_keeps_zeros_in_front() {
    for bytes in [&[][..], &[0], &[0, 0, 1], &[255; 40], &[0, 1, 2, 3], &[58], &[57]] {
        assert_eq!(unbase_with_zeros(&multibase(bytes)), bytes, "{bytes:?}");
    }
    assert_eq!(multibase(b"Hello World!"), "z2NEpo7TZRRrLZSi2U");
    assert_eq!(multibase(&unhex("0000287fb4cd").expect("hex")), "z11233QC4");
}

/// A one stands for a zero byte in front.
fn unbase_with_zeros(text: &str) -> Vec<u8> {
    let ones = text.chars().skip(1).take_while(|letter| *letter == '1').count();
    [vec![0; ones], unbase(&format!("z{}", &text[1 + ones..]))].concat()
}

/// The examples of RFC 8785.
#[test]
fn json_has_one_spelling() {
    let json: Json = serde_json::from_str(
        r#"{
            "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#,
    )
    .expect("JSON");
    assert_eq!(
        canonical(&json),
        "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
         \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
    );
    let text = r#"{
        "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis"
    }"#;
    let json: Json = serde_json::from_str(text).expect("JSON");
    let order = [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ];
    let told = canonical(&json);
    let places: Vec<_> = order.iter().map(|words| told.find(words).expect("there")).collect();
    assert!(places.is_sorted(), "{told}");
    for (bits, spelt) in [
        (0x0000_0000_0000_0000u64, "0"),
        (0x8000_0000_0000_0000, "0"),
        (0x0000_0000_0000_0001, "5e-324"),
        (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"),
        (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
        (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
        (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5554, "333333333.33333325"),
        (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
    ] {
        assert_eq!(canonical(&json!(f64::from_bits(bits))), spelt);
    }
}
