//! What a member signs and what the ledger takes in: keys, acts, payloads, transactions.

use alloc::vec::Vec;

use crate::codec::{Canon, DecodeError, List, Reader, put_count, put_varint};
use crate::hash::{Hash32, hex, sha256, unhex};
use crate::ids::AccountId;
use crate::spec::TypeSpec;
use crate::time::Timestamp;

/// Bytes of one transaction at most, signature included.
pub const MAX_TRANSACTION_BYTES: usize = 1 << 20;

/// How a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// Ed25519 over the payload's bytes (ZIP-215); 32-byte keys.
    Ed25519,
    /// secp256k1 over EIP-712 typed data, low-S; 33-byte compressed keys.
    Wallet,
}

impl Scheme {
    /// Bytes of a public key.
    pub const fn key_bytes(self) -> usize {
        match self {
            Self::Ed25519 => 32,
            Self::Wallet => 33,
        }
    }

    /// The word before the colon in a key's text form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "ed25519",
            Self::Wallet => "wallet",
        }
    }
}

/// A public key. Both schemes have 32 bytes; a wallet's has the parity byte too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublicKey {
    /// Ed25519, 32 bytes.
    Ed25519([u8; 32]),
    /// secp256k1, compressed: parity (2 or 3), then x.
    Wallet([u8; 33]),
}

impl PublicKey {
    /// How it signs.
    pub const fn scheme(&self) -> Scheme {
        match self {
            Self::Ed25519(_) => Scheme::Ed25519,
            Self::Wallet(_) => Scheme::Wallet,
        }
    }

    /// The bytes without the scheme.
    pub const fn bytes(&self) -> &[u8] {
        match self {
            Self::Ed25519(bytes) => bytes,
            Self::Wallet(bytes) => bytes,
        }
    }

    /// `ed25519:HEX` or `wallet:HEX`.
    pub fn to_text(&self) -> alloc::string::String {
        alloc::format!("{}:{}", self.scheme().name(), hex(self.bytes()))
    }

    /// Reads [`PublicKey::to_text`] back.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("ed25519", digits) => Some(Self::Ed25519(unhex(digits)?.try_into().ok()?)),
            ("wallet", digits) => {
                let bytes: [u8; 33] = unhex(digits)?.try_into().ok()?;
                if matches!(bytes.first(), Some(2 | 3)) { Some(Self::Wallet(bytes)) } else { None }
            }
            _ => None,
        }
    }
}

impl Canon for PublicKey {
    const SPEC: &'static TypeSpec = &TypeSpec::PublicKey;

    fn write(&self, out: &mut Vec<u8>) {
        out.push(match self {
            Self::Ed25519(_) => 1,
            Self::Wallet(_) => 2,
        });
        out.extend_from_slice(self.bytes());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match reader.byte()? {
            1 => reader.array().map(Self::Ed25519),
            2 => {
                let bytes: [u8; 33] = reader.array()?;
                let compressed = matches!(bytes.first(), Some(2 | 3));
                if compressed { Ok(Self::Wallet(bytes)) } else { Err(DecodeError::BadValue) }
            }
            _ => Err(DecodeError::UnknownTag),
        }
    }
}

/// Proof of holding a one-time secret (an invitation's, an unclaimed account's): the secret's
/// Ed25519 public key and its signature over the network and the signer, so that seeing it used
/// does not let anybody else use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The secret's Ed25519 public key, under which the ledger knows the invitation.
    pub key: Hash32,
    /// Over [`Proof::message`].
    pub signature: [u8; 64],
}

impl Proof {
    /// What the secret signs: that `signer` may use it on `network`.
    pub fn message(network: &Hash32, signer: &Signer) -> Hash32 {
        sha256(&[b"aluma proof v1", &network.0, &signer.to_bytes()])
    }
}

impl Canon for Proof {
    const SPEC: &'static TypeSpec = &TypeSpec::Proof;

    fn write(&self, out: &mut Vec<u8>) {
        self.key.write(out);
        out.extend_from_slice(&self.signature);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self { key: Hash32::read(reader)?, signature: reader.array()? })
    }
}

/// An action as bytes under its number: opaque until somebody decodes it, so that a proposal that
/// carries actions is decoded without recursion.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Act {
    /// The action's number in the registry.
    pub number: u16,
    /// The canonical bytes of its fields.
    pub body: Vec<u8>,
}

impl Act {
    /// Hash of number and body: how an act appears inside a wallet's proposal.
    pub fn hash(&self) -> Hash32 {
        sha256(&[b"aluma act v1", &self.to_bytes()])
    }
}

impl Canon for Act {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        put_varint(out, u128::from(self.number));
        put_count(out, self.body.len());
        out.extend_from_slice(&self.body);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let number = u16::read(reader)?;
        let count = reader.count(MAX_TRANSACTION_BYTES)?;
        Ok(Self { number, body: reader.take(count)?.to_vec() })
    }
}

/// At most this many actions in one proposal.
pub const MAX_ACTS: usize = 64;

/// The actions of a proposal, in the order in which they run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acts(pub List<Act, MAX_ACTS>);

impl Canon for Acts {
    const SPEC: &'static TypeSpec = &TypeSpec::Acts { max: MAX_ACTS as u32 };

    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        List::read(reader).map(Self)
    }
}

/// Who signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signer {
    /// A key of an account, by its number in that account.
    Key {
        /// The account.
        account: AccountId,
        /// The key's number, from 0.
        key: u16,
    },
    /// A key that belongs to no account yet.
    New(PublicKey),
}

impl Canon for Signer {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Key { account, key } => {
                out.push(1);
                account.write(out);
                key.write(out);
            }
            Self::New(key) => {
                out.push(2);
                key.write(out);
            }
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match reader.byte()? {
            1 => Ok(Self::Key { account: AccountId::read(reader)?, key: u16::read(reader)? }),
            2 => PublicKey::read(reader).map(Self::New),
            _ => Err(DecodeError::UnknownTag),
        }
    }
}

/// Everything a signature covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// H(genesis, generation): a signature for one ledger is void on every other.
    pub network: Hash32,
    /// Who signs.
    pub signer: Signer,
    /// The client's clock in ms, unique per key; see the replay rules of `identity`.
    pub nonce: u64,
    /// The last moment at which a block may take it.
    pub valid_until: Timestamp,
    /// What is asked.
    pub act: Act,
}

impl Payload {
    /// The transaction's id: a hash of the payload without the signature.
    pub fn id(&self) -> Hash32 {
        self.id_in(&mut Vec::new())
    }

    /// The same, computed in a buffer that is used over and over.
    pub fn id_in(&self, scratch: &mut Vec<u8>) -> Hash32 {
        scratch.clear();
        scratch.extend_from_slice(b"aluma tx v1");
        self.write(scratch);
        sha256(&[scratch])
    }
}

impl Canon for Payload {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        self.network.write(out);
        self.signer.write(out);
        self.nonce.write(out);
        self.valid_until.write(out);
        self.act.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            network: Hash32::read(reader)?,
            signer: Signer::read(reader)?,
            nonce: u64::read(reader)?,
            valid_until: Timestamp::read(reader)?,
            act: Act::read(reader)?,
        })
    }
}

/// A payload with its signature: r and s, 64 bytes in both schemes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// What is signed.
    pub payload: Payload,
    /// Ed25519: R, s. Wallet: r, s of the EIP-712 digest, low-S.
    pub signature: [u8; 64],
}

impl Transaction {
    /// Reads a transaction that fills `bytes` exactly.
    ///
    /// # Errors
    /// [`DecodeError::TooLong`] above [`MAX_TRANSACTION_BYTES`], before anything is decoded.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        if bytes.len() > MAX_TRANSACTION_BYTES {
            return Err(DecodeError::TooLong);
        }
        Self::from_bytes(bytes)
    }
}

impl Canon for Transaction {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        self.payload.write(out);
        out.extend_from_slice(&self.signature);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self { payload: Payload::read(reader)?, signature: reader.array()? })
    }
}
