//! One encrypted key as JSON.
//!
//! `{version, name, scheme, public, kdf: {salt, m, t, p}, nonce, ciphertext, checksum}`, bytes in
//! lower-case hex, `m` in KiB. The ciphertext is XChaCha20-Poly1305 under an Argon2id key; all that
//! stands before `nonce` is bound to it, so that no field can be exchanged. The checksum (SHA-256,
//! over nothing secret) is there to tell a damaged file from a wrong passphrase, which the
//! cipher alone cannot.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use super::error::KeyError;
use super::secret::{Passphrase, Scheme, Secret, public_len};
use super::{Kdf, KeyInfo, is_name};

/// The only layout so far.
const VERSION: u64 = 1;

/// Why bytes are not a key file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    Damaged(&'static str),
    Version(u64),
}

/// What a key file holds.
#[derive(Debug)]
pub(super) struct KeyFile {
    pub(super) info: KeyInfo,
    kdf: Kdf,
    salt: [u8; 16],
    nonce: [u8; 24],
    /// The 32 bytes of the secret and the cipher's tag of 16.
    ciphertext: [u8; 48],
}

impl KeyFile {
    /// Encrypts a secret under fresh salt and nonce.
    pub(super) fn seal(
        info: KeyInfo,
        kdf: Kdf,
        secret: &Secret,
        passphrase: &Passphrase,
    ) -> Result<Self, KeyError> {
        let (mut salt, mut nonce) = ([0; 16], [0; 24]);
        getrandom::fill(&mut salt).map_err(|_| KeyError::NoRandomness)?;
        getrandom::fill(&mut nonce).map_err(|_| KeyError::NoRandomness)?;
        let mut file = KeyFile { info, kdf, salt, nonce, ciphertext: [0; 48] };
        let header = file.header();
        let payload = Payload { msg: secret.expose(), aad: header.as_bytes() };
        file.ciphertext = file
            .cipher(passphrase)?
            .encrypt(XNonce::from_slice(&nonce), payload)
            .ok()
            .and_then(|sealed| sealed.try_into().ok())
            .ok_or(KeyError::BadKdf)?;
        Ok(file)
    }

    /// Decrypts the secret; `None` for a wrong passphrase.
    pub(super) fn unseal(&self, passphrase: &Passphrase) -> Result<Option<Secret>, KeyError> {
        let header = self.header();
        let payload = Payload { msg: &self.ciphertext, aad: header.as_bytes() };
        let opened = self.cipher(passphrase)?.decrypt(XNonce::from_slice(&self.nonce), payload);
        let Ok(opened) = opened.map(Zeroizing::new) else { return Ok(None) };
        let secret = <&[u8; 32]>::try_from(opened.as_slice()).ok();
        Ok(secret.and_then(|bytes| Secret::new(self.info.scheme, bytes)))
    }

    fn cipher(&self, passphrase: &Passphrase) -> Result<XChaCha20Poly1305, KeyError> {
        let params = self.kdf.params().ok_or(KeyError::BadKdf)?;
        // Memory of our own, because the library's would not be wiped.
        let mut blocks = vec![Block::default(); params.block_count()];
        let mut key = Zeroizing::new([0; 32]);
        let derived = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(
                passphrase.bytes(),
                &self.salt,
                key.as_mut_slice(),
                &mut blocks,
            );
        blocks.iter_mut().for_each(Zeroize::zeroize);
        derived.map_err(|_| KeyError::BadKdf)?;
        Ok(XChaCha20Poly1305::new(key.as_slice().into()))
    }

    /// What the cipher binds: every public field, one a line; none can hold a line feed.
    fn header(&self) -> String {
        let KeyInfo { name, scheme, public } = &self.info;
        let scheme = scheme.name();
        let (public, salt) = (hex::encode(public), hex::encode(self.salt));
        let Kdf { memory_kib, passes, lanes } = self.kdf;
        format!(
            "aluma-key\n{VERSION}\n{name}\n{scheme}\n{public}\n\
             {salt}\n{memory_kib}\n{passes}\n{lanes}\n"
        )
    }

    fn checksum(&self) -> [u8; 32] {
        let hasher = Sha256::new().chain_update(self.header());
        hasher.chain_update(self.nonce).chain_update(self.ciphertext).finalize().into()
    }

    /// The file's bytes.
    pub(super) fn encode(&self) -> String {
        let value = json!({
            "version": VERSION,
            "name": self.info.name,
            "scheme": self.info.scheme.name(),
            "public": hex::encode(&self.info.public),
            "kdf": {
                "salt": hex::encode(self.salt),
                "m": self.kdf.memory_kib,
                "t": self.kdf.passes,
                "p": self.kdf.lanes,
            },
            "nonce": hex::encode(self.nonce),
            "ciphertext": hex::encode(self.ciphertext),
            "checksum": hex::encode(self.checksum()),
        });
        format!("{value:#}\n")
    }

    /// Reads what [`Self::encode`] writes and nothing else, to the byte.
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, Unreadable> {
        let value: Value =
            serde_json::from_slice(bytes).map_err(|_| Unreadable::Damaged("it is not JSON"))?;
        let fields = value.as_object().ok_or(Unreadable::Damaged("it is not an object"))?;
        match fields.get("version").and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(version) => return Err(Unreadable::Version(version)),
            None => return Err(Unreadable::Damaged("it has no version")),
        }
        let file = Self::from_fields(fields)
            .ok_or(Unreadable::Damaged("a field is missing or malformed"))?;
        if fields.get("checksum").and_then(Value::as_str) != Some(&hex::encode(file.checksum())) {
            return Err(Unreadable::Damaged("its checksum does not fit"));
        }
        if file.encode().as_bytes() != bytes {
            return Err(Unreadable::Damaged("it is not in the form it was written"));
        }
        Ok(file)
    }

    fn from_fields(fields: &Map<String, Value>) -> Option<Self> {
        let kdf = fields.get("kdf")?.as_object()?;
        let number = |field: &str| u32::try_from(kdf.get(field)?.as_u64()?).ok();
        let scheme = Scheme::from_name(fields.get("scheme")?.as_str()?)?;
        let info = KeyInfo {
            name: fields.get("name")?.as_str().filter(|name| is_name(name))?.to_owned(),
            scheme,
            public: hex::decode(fields.get("public")?.as_str()?)
                .ok()
                .filter(|public| public.len() == public_len(scheme))?,
        };
        let costs = Kdf { memory_kib: number("m")?, passes: number("t")?, lanes: number("p")? };
        costs.params()?;
        let (salt, nonce) = (array(kdf, "salt")?, array(fields, "nonce")?);
        let ciphertext = array(fields, "ciphertext")?;
        Some(KeyFile { info, kdf: costs, salt, nonce, ciphertext })
    }
}

fn array<const N: usize>(fields: &Map<String, Value>, field: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    hex::decode_to_slice(fields.get(field)?.as_str()?, &mut bytes).ok()?;
    Some(bytes)
}

impl Kdf {
    /// For the library; `None` outside the bounds, which keep a foreign file from asking for all
    /// the memory or an hour of work.
    pub(super) fn params(self) -> Option<Params> {
        let Kdf { memory_kib, passes, lanes } = self;
        if memory_kib > Self::MAX_MEMORY_KIB || passes > Self::MAX_PASSES || lanes > Self::MAX_LANES
        {
            return None;
        }
        Params::new(memory_kib, passes, lanes, Some(32)).ok()
    }
}
