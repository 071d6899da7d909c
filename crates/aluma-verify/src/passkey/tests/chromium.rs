//! What a real browser made, with a virtual authenticator: see `vectors/make`.

use serde_json::Value as Json;

use super::*;

const FILE: &str = include_str!("../../../vectors/passkeys.json");

struct Vector {
    name: String,
    says: String,
    key: PublicKey,
    asked: Asked,
    data: Vec<u8>,
    client: Vec<u8>,
    der: Vec<u8>,
}

fn bytes(json: &Json, key: &str) -> Vec<u8> {
    unhex(json[key].as_str().unwrap()).unwrap()
}

fn hash(json: &Json) -> Hash32 {
    Hash32::from_hex(json["challenge"].as_str().unwrap()).unwrap()
}

fn rows(which: &str) -> Vec<Json> {
    let file: Json = serde_json::from_str(FILE).unwrap();
    file[which].as_array().unwrap().clone()
}

fn vectors() -> Vec<Vector> {
    let read = |row: Json| Vector {
        name: row["name"].as_str().unwrap().to_owned(),
        says: row["says"].as_str().unwrap().to_owned(),
        key: key_from_browser(&bytes(&row, "key"), row["rp_id"].as_str().unwrap()).unwrap(),
        asked: Asked { challenge: hash(&row), verified: true },
        data: bytes(&row, "authenticator_data"),
        client: row["client_data_json"].as_str().unwrap().as_bytes().to_vec(),
        der: bytes(&row, "signature"),
    };
    rows("assertions").into_iter().map(read).collect()
}

fn named(name: &str) -> Vector {
    vectors().into_iter().find(|vector| vector.name == name).unwrap()
}

impl Vector {
    fn assertion(&self) -> Assertion {
        from_browser(&self.data, &self.client, &self.der).unwrap()
    }

    fn under(&self, key: PublicKey) -> Result<(), PasskeyError> {
        let (point, rp) = parts(key);
        verify(&point, &rp, &self.assertion(), &self.asked)
    }

    fn judge(&self) -> Result<(), PasskeyError> {
        self.under(self.key)
    }

    /// As the browser gave it, with nobody to make its s low.
    fn raw(&self) -> Assertion {
        let signature = p256::ecdsa::Signature::from_der(&self.der).unwrap();
        let signature = signature.to_bytes().into();
        Assertion::new(self.data.clone(), self.client.clone(), signature).unwrap()
    }
}

#[test]
fn each_vector_is_judged_as_its_maker_said() {
    let all = vectors();
    assert!(all.len() >= 11);
    for vector in all {
        let said = match vector.judge() {
            Ok(()) => "good".to_owned(),
            Err(error) => format!("{error:?}"),
        };
        assert_eq!(said, vector.says, "{}", vector.name);
    }
}

#[test]
fn every_vector_is_tied_to_its_challenge_key_and_site() {
    let all = vectors();
    for vector in all.iter().filter(|vector| vector.says == "good") {
        let name = &vector.name;
        let other =
            Vector { asked: Asked { challenge: Hash32([1; 32]), verified: true }, ..named(name) };
        assert_eq!(other.judge(), Err(PasskeyError::Challenge), "{name}");
        for stranger in &all {
            let PublicKey::Passkey { point, rp } = stranger.key else { unreachable!() };
            let (own_point, own_rp) = parts(vector.key);
            let said = vector.under(stranger.key);
            let expected = if rp != own_rp {
                Err(PasskeyError::Site)
            } else if point != own_point {
                Err(PasskeyError::Wrong)
            } else {
                Ok(())
            };
            assert_eq!(said, expected, "{name} under the key of {}", stranger.name);
        }
    }
}

/// A page of another origin got its own site's passkey to sign the very same challenge: the hash
/// of its site stands in what was signed, and no other can be put there.
#[test]
fn a_wrong_origin_is_refused() {
    let vector = named("another site");
    let (point, _) = parts(vector.key);
    let here = keys::rp_hash("localhost");
    let there = PublicKey::Passkey { point, rp: here };
    assert_eq!(vector.under(there), Err(PasskeyError::Site));
    let mut data = vector.data.clone();
    data[..32].copy_from_slice(&here.0);
    let moved = Vector { data, key: there, ..vector };
    assert_eq!(moved.judge(), Err(PasskeyError::Wrong));
}

#[test]
fn a_high_s_is_refused_as_the_browser_gives_it_and_taken_in_its_low_form() {
    for (name, expected) in [("high-S", Err(PasskeyError::HighS)), ("low-S", Ok(()))] {
        let vector = named(name);
        let (point, rp) = parts(vector.key);
        assert_eq!(verify(&point, &rp, &vector.raw(), &vector.asked), expected);
        assert_eq!(vector.judge(), Ok(()));
    }
}

#[test]
fn a_touch_serves_where_nobody_has_to_be_verified() {
    let touch = named("a touch only");
    let asked = Asked { verified: false, ..touch.asked };
    assert_eq!(Vector { asked, ..touch }.judge(), Ok(()));
}

/// The words of a key's making, in the place of a signature's.
#[test]
fn the_making_of_a_key_is_no_signature() {
    let signed = named("low-S");
    for made in rows("registrations") {
        let client = made["client_data_json"].as_str().unwrap().as_bytes().to_vec();
        let asked = Asked { challenge: hash(&made), verified: true };
        let vector = Vector { client, asked, ..named("low-S") };
        assert_eq!(vector.judge(), Err(PasskeyError::Ceremony));
        let data = bytes(&made, "authenticator_data");
        let key = PublicKey::Passkey {
            point: parts(signed.key).0,
            rp: keys::rp_hash(made["rp_id"].as_str().unwrap()),
        };
        let vector = Vector { data, key, ..named("low-S") };
        assert_eq!(vector.judge(), Err(PasskeyError::Attested));
        let spki = bytes(&made, "spki");
        assert!(key_from_browser(&spki, "localhost").is_some());
        assert_eq!(key_from_browser(&spki[..spki.len() - 1], "localhost"), None);
    }
}

#[test]
fn nothing_can_be_cut_off() {
    for vector in vectors().into_iter().filter(|vector| vector.says == "good") {
        let whole = vector.assertion();
        for end in 0..vector.client.len() {
            let client = vector.client[..end].to_vec();
            let cut = Assertion::new(vector.data.clone(), client, *whole.signature()).unwrap();
            let (point, rp) = parts(vector.key);
            let said = verify(&point, &rp, &cut, &vector.asked);
            assert_eq!(said, Err(PasskeyError::ClientData), "{end} bytes");
        }
        for end in 0..vector.data.len() {
            let data = vector.data[..end].to_vec();
            let cut = Assertion::new(data, vector.client.clone(), *whole.signature()).unwrap();
            let (point, rp) = parts(vector.key);
            let said = verify(&point, &rp, &cut, &vector.asked);
            // Within extension data the length is the authenticator's own; the signature is not.
            let expected =
                if end > 37 { PasskeyError::Wrong } else { PasskeyError::AuthenticatorData };
            assert_eq!(said, Err(expected), "{end} bytes");
        }
        for end in 0..vector.der.len() {
            assert_eq!(from_browser(&vector.data, &vector.client, &vector.der[..end]), None);
        }
    }
}
