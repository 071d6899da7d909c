//! Keys as other people's programs name them: multibase, `did:key`, `did:web`.

use serde_json::{Value as Json, json};

/// The digits of base 58, as Bitcoin has them.
const DIGITS: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// What says that the bytes after it are a public key of Ed25519.
const ED25519: [u8; 2] = [0xed, 0x01];

/// Bytes in base 58, with the letter that says so.
pub fn multibase(bytes: &[u8]) -> String {
    let mut digits: Vec<u8> = Vec::new();
    for byte in bytes {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            carry += u32::from(*digit) << 8;
            *digit = u8::try_from(carry % 58).unwrap_or(0);
            carry /= 58;
        }
        while carry > 0 {
            digits.push(u8::try_from(carry % 58).unwrap_or(0));
            carry /= 58;
        }
    }
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let digits = std::iter::repeat_n(0, zeros).chain(digits.into_iter().rev());
    let letters = digits.filter_map(|digit| DIGITS.get(usize::from(digit)));
    letters.fold("z".to_owned(), |mut text, letter| {
        text.push(char::from(*letter));
        text
    })
}

/// Who says something: a key, under the name of a server or its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// What it is called.
    pub name: String,
    /// Its public key.
    pub key: [u8; 32],
    /// The name of its server, such as `garden.example` or `garden.example:8443`, if it has one.
    pub host: Option<String>,
}

impl Issuer {
    /// The key in multibase.
    pub fn multikey(&self) -> String {
        multibase(&[ED25519.as_slice(), &self.key].concat())
    }

    /// Its identifier: by the server's name where it has one, which may change its key; else the key.
    pub fn id(&self) -> String {
        match &self.host {
            Some(host) => format!("did:web:{}", host.replace(':', "%3A")),
            None => format!("did:key:{}", self.multikey()),
        }
    }

    /// By which of its keys it signs.
    pub fn method(&self) -> String {
        format!("{}#{}", self.id(), self.multikey())
    }

    /// What a server says of its key at `/.well-known/did.json`.
    pub fn document(&self) -> Json {
        let (id, method) = (self.id(), self.method());
        json!({
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": id,
            "verificationMethod": [{
                "id": method,
                "type": "Multikey",
                "controller": id,
                "publicKeyMultibase": self.multikey(),
            }],
            "assertionMethod": [method],
        })
    }
}
