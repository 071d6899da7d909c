//! The people of a demo. Their secrets follow from their handles, so that anybody can be any of them:
//! a key of a demo protects nothing.

use std::path::Path;

use aluma_types::{AccountId, Scheme, sha256};
use aluma_verify::SigningKey;
use serde_json::{Value as Json, json};

/// In a demo's data folder: that it is one, and who is in it.
pub const FILE: &str = "demo.json";
/// Of everything that chance decides.
pub const SEED: u64 = 2_026;

/// Somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The handle, without `@`.
    pub handle: String,
    /// The account.
    pub account: AccountId,
    /// The handle of the community.
    pub community: String,
    /// What somebody who looks for a person to be is told of them.
    pub part: String,
}

/// Everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast(pub Vec<Person>);

/// The secret behind a handle's key.
pub fn secret(handle: &str) -> [u8; 32] {
    sha256(&[b"aluma demo v1", &SEED.to_be_bytes(), handle.as_bytes()]).0
}

/// The key of a handle.
pub fn key(handle: &str) -> Option<SigningKey> {
    SigningKey::from_secret(Scheme::Ed25519, secret(handle))
}

impl Cast {
    /// Of an account.
    pub fn find(&self, account: AccountId) -> Option<&Person> {
        self.0.iter().find(|person| person.account == account)
    }

    /// As it is kept and answered: no secrets.
    pub fn to_json(&self) -> Json {
        let person = |person: &Person| {
            json!({
                "handle": person.handle,
                "account": person.account.0,
                "community": person.community,
                "part": person.part,
            })
        };
        Json::Array(self.0.iter().map(person).collect())
    }

    /// Writes it into a data folder.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn keep(&self, data: &Path) -> std::io::Result<()> {
        let text = json!({ "seed": SEED, "people": self.to_json() }).to_string();
        let part = data.join(FILE).with_extension("part");
        std::fs::write(&part, text)?;
        std::fs::rename(part, data.join(FILE))
    }

    /// Of a data folder; none where it is no demo's, or one of another seed.
    pub fn of(data: &Path) -> Option<Self> {
        let text = std::fs::read(data.join(FILE)).ok()?;
        let json: Json = serde_json::from_slice(&text).ok()?;
        if json["seed"].as_u64() != Some(SEED) {
            return None;
        }
        let person = |json: &Json| {
            let text = |name: &str| json[name].as_str().map(str::to_owned);
            Some(Person {
                handle: text("handle")?,
                account: AccountId(json["account"].as_u64()?),
                community: text("community")?,
                part: text("part")?,
            })
        };
        json["people"].as_array()?.iter().map(person).collect::<Option<Vec<_>>>().map(Self)
    }
}
