//! Public keys and signatures of every scheme, as bytes.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::codec::{Canon, DecodeError, Reader, put_count};
use crate::hash::{Hash32, hex, sha256, unhex};
use crate::spec::TypeSpec;

/// How a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// Ed25519 over the payload's bytes (ZIP-215).
    Ed25519,
    /// secp256k1 over EIP-712 typed data, low-S.
    Wallet,
    /// P-256 by an authenticator (WebAuthn) over the payload's hash, low-S.
    Passkey,
}

impl Scheme {
    /// All schemes in the order of their tags.
    pub const ALL: [Self; 3] = [Self::Ed25519, Self::Wallet, Self::Passkey];

    /// The word before the colon in a key's text form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "ed25519",
            Self::Wallet => "wallet",
            Self::Passkey => "passkey",
        }
    }

    /// The scheme of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.name() == name)
    }
}

/// A public key, with all that a signature of its is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PublicKey {
    /// Ed25519, 32 bytes.
    Ed25519([u8; 32]),
    /// secp256k1, compressed: parity (2 or 3), then x.
    Wallet([u8; 33]),
    /// P-256 with the site it was made on, which is part of the key: an authenticator signs for
    /// no other, so a key that moved to another name would be another key.
    Passkey {
        /// Compressed: parity (2 or 3), then x.
        point: [u8; 33],
        /// SHA-256 of the relying party's id, a domain name; see [`rp_hash`].
        rp: Hash32,
    },
}

/// What a passkey's key and its assertions say of a site: SHA-256 of the relying party's id.
pub fn rp_hash(rp_id: &str) -> Hash32 {
    sha256(&[rp_id.as_bytes()])
}

impl PublicKey {
    /// How it signs.
    pub const fn scheme(&self) -> Scheme {
        match self {
            Self::Ed25519(_) => Scheme::Ed25519,
            Self::Wallet(_) => Scheme::Wallet,
            Self::Passkey { .. } => Scheme::Passkey,
        }
    }

    /// The bytes without the scheme: 32, 33, or point and site, 65.
    pub fn key_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write_key(&mut bytes);
        bytes
    }

    /// `ed25519:HEX`, `wallet:HEX` or `passkey:HEX`, the digits being those of
    /// [`PublicKey::key_bytes`].
    pub fn to_text(&self) -> alloc::string::String {
        alloc::format!("{}:{}", self.scheme().name(), hex(&self.key_bytes()))
    }

    /// Reads [`PublicKey::to_text`] back.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, digits) = text.split_once(':')?;
        Self::from_key_bytes(Scheme::from_name(scheme)?, &unhex(digits)?)
    }

    /// Reads [`PublicKey::key_bytes`] back.
    pub fn from_key_bytes(scheme: Scheme, bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let key = Self::read_key(scheme, &mut reader).ok()?;
        reader.finish().ok()?;
        Some(key)
    }

    fn write_key(&self, out: &mut Vec<u8>) {
        match self {
            Self::Ed25519(bytes) => out.extend_from_slice(bytes),
            Self::Wallet(bytes) => out.extend_from_slice(bytes),
            Self::Passkey { point, rp } => {
                out.extend_from_slice(point);
                out.extend_from_slice(&rp.0);
            }
        }
    }

    fn read_key(scheme: Scheme, reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(match scheme {
            Scheme::Ed25519 => Self::Ed25519(reader.array()?),
            Scheme::Wallet => Self::Wallet(compressed(reader)?),
            Scheme::Passkey => {
                Self::Passkey { point: compressed(reader)?, rp: Hash32::read(reader)? }
            }
        })
    }
}

fn compressed(reader: &mut Reader<'_>) -> Result<[u8; 33], DecodeError> {
    let bytes: [u8; 33] = reader.array()?;
    let compressed = matches!(bytes.first(), Some(2 | 3));
    if compressed { Ok(bytes) } else { Err(DecodeError::BadValue) }
}

const fn tag(scheme: Scheme) -> u8 {
    match scheme {
        Scheme::Ed25519 => 1,
        Scheme::Wallet => 2,
        Scheme::Passkey => 3,
    }
}

fn read_tag(reader: &mut Reader<'_>) -> Result<Scheme, DecodeError> {
    let byte = reader.byte()?;
    let mut schemes = Scheme::ALL.into_iter();
    schemes.find(|scheme| tag(*scheme) == byte).ok_or(DecodeError::UnknownTag)
}

impl Canon for PublicKey {
    const SPEC: &'static TypeSpec = &TypeSpec::PublicKey;

    fn write(&self, out: &mut Vec<u8>) {
        out.push(tag(self.scheme()));
        self.write_key(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let scheme = read_tag(reader)?;
        Self::read_key(scheme, reader)
    }
}

/// A signature with its scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// R and s.
    Ed25519([u8; 64]),
    /// r and s, low-S.
    Wallet([u8; 64]),
    /// What an authenticator said.
    Passkey(Box<Assertion>),
}

impl Signature {
    /// Of which scheme it is.
    pub const fn scheme(&self) -> Scheme {
        match self {
            Self::Ed25519(_) => Scheme::Ed25519,
            Self::Wallet(_) => Scheme::Wallet,
            Self::Passkey(_) => Scheme::Passkey,
        }
    }

    /// The two numbers that every scheme's signature comes down to: R and s, or r and s.
    pub fn numbers(&self) -> &[u8; 64] {
        match self {
            Self::Ed25519(bytes) | Self::Wallet(bytes) => bytes,
            Self::Passkey(assertion) => &assertion.signature,
        }
    }

    /// The same, to write: what tests of forged signatures do.
    pub fn numbers_mut(&mut self) -> &mut [u8; 64] {
        match self {
            Self::Ed25519(bytes) | Self::Wallet(bytes) => bytes,
            Self::Passkey(assertion) => &mut assertion.signature,
        }
    }
}

impl Canon for Signature {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        out.push(tag(self.scheme()));
        match self {
            Self::Ed25519(bytes) | Self::Wallet(bytes) => out.extend_from_slice(bytes),
            Self::Passkey(assertion) => assertion.write(out),
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(match read_tag(reader)? {
            Scheme::Ed25519 => Self::Ed25519(reader.array()?),
            Scheme::Wallet => Self::Wallet(reader.array()?),
            Scheme::Passkey => Self::Passkey(Box::new(Assertion::read(reader)?)),
        })
    }
}

/// Bytes of an assertion's client data at most.
pub const MAX_CLIENT_DATA_BYTES: usize = 1 << 10;
/// Bytes of an assertion's parts together at most.
pub const MAX_ASSERTION_BYTES: usize = 1 << 11;

/// What an authenticator said (WebAuthn): its parts as the browser hands them over, the signature
/// turned from DER into r and s. The sizes are held by the type; what the parts say is judged by
/// `aluma-verify`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    authenticator_data: Vec<u8>,
    client_data: Vec<u8>,
    signature: [u8; 64],
}

impl Assertion {
    /// An assertion of these parts.
    ///
    /// # Errors
    /// [`DecodeError::TooLong`] above [`MAX_CLIENT_DATA_BYTES`] or [`MAX_ASSERTION_BYTES`].
    pub fn new(
        authenticator_data: Vec<u8>,
        client_data: Vec<u8>,
        signature: [u8; 64],
    ) -> Result<Self, DecodeError> {
        fits(authenticator_data.len(), client_data.len())?;
        Ok(Self { authenticator_data, client_data, signature })
    }

    /// What the authenticator says of itself: site, flags, a counter.
    pub fn authenticator_data(&self) -> &[u8] {
        &self.authenticator_data
    }

    /// What the browser says of the page, as JSON (`clientDataJSON`).
    pub fn client_data(&self) -> &[u8] {
        &self.client_data
    }

    /// r and s over the authenticator's data and the hash of the client's.
    pub const fn signature(&self) -> &[u8; 64] {
        &self.signature
    }
}

fn fits(authenticator_data: usize, client_data: usize) -> Result<(), DecodeError> {
    let whole = authenticator_data.saturating_add(client_data).saturating_add(64);
    let fits = client_data <= MAX_CLIENT_DATA_BYTES && whole <= MAX_ASSERTION_BYTES;
    if fits { Ok(()) } else { Err(DecodeError::TooLong) }
}

impl Canon for Assertion {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        put_count(out, self.authenticator_data.len());
        out.extend_from_slice(&self.authenticator_data);
        put_count(out, self.client_data.len());
        out.extend_from_slice(&self.client_data);
        out.extend_from_slice(&self.signature);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let count = reader.count(MAX_ASSERTION_BYTES)?;
        let authenticator_data = reader.take(count)?;
        let count = reader.count(MAX_CLIENT_DATA_BYTES)?;
        fits(authenticator_data.len(), count)?;
        let client_data = reader.take(count)?.to_vec();
        let authenticator_data = authenticator_data.to_vec();
        Ok(Self { authenticator_data, client_data, signature: reader.array()? })
    }
}

#[cfg(test)]
mod tests;
