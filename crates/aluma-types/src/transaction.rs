//! What a member signs and what the ledger takes in: acts, payloads, transactions.

use alloc::vec::Vec;

use crate::codec::{Canon, DecodeError, List, Reader, put_count, put_varint};
use crate::hash::{Hash32, sha256};
use crate::ids::AccountId;
use crate::keys::{PublicKey, Signature};
use crate::spec::TypeSpec;
use crate::time::Timestamp;

/// Bytes of one transaction at most, signature included.
pub const MAX_TRANSACTION_BYTES: usize = 1 << 20;

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

/// A key of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyOf {
    /// The account.
    pub account: AccountId,
    /// The key's number, from 0.
    pub key: u16,
}

impl Canon for KeyOf {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        self.account.write(out);
        self.key.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self { account: AccountId::read(reader)?, key: u16::read(reader)? })
    }
}

/// Accounts that sign one payload at most.
pub const MAX_SIGNERS: usize = 16;

/// Several accounts that sign one payload together, each once, by ascending number: the same
/// people have one form. The first of them acts, the others act with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group(List<KeyOf, MAX_SIGNERS>);

impl Group {
    /// A group of these.
    ///
    /// # Errors
    /// [`DecodeError::TooLong`] above [`MAX_SIGNERS`]; [`DecodeError::BadValue`] below two, or
    /// where the accounts do not ascend.
    pub fn new(keys: Vec<KeyOf>) -> Result<Self, DecodeError> {
        let ascend = keys.iter().zip(keys.iter().skip(1)).all(|(a, b)| a.account < b.account);
        if keys.len() < 2 || !ascend {
            return Err(DecodeError::BadValue);
        }
        List::new(keys).map(Self)
    }

    /// The keys, by ascending account.
    pub fn keys(&self) -> impl Iterator<Item = KeyOf> + '_ {
        self.0.iter().copied()
    }

    /// How many there are: 2 at least.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Never: there are two at least.
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// Whoever acts.
    pub fn first(&self) -> KeyOf {
        // There are two at least.
        self.keys().next().unwrap_or(KeyOf { account: AccountId(0), key: 0 })
    }
}

impl Canon for Group {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Self::new(List::<KeyOf, MAX_SIGNERS>::read(reader)?.into_inner())
    }
}

/// Who signs.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Several accounts together, for actions that allow it.
    Several(Group),
}

impl Signer {
    /// Signatures that it takes.
    pub fn count(&self) -> usize {
        match self {
            Self::Key { .. } | Self::New(_) => 1,
            Self::Several(group) => group.len(),
        }
    }
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
            Self::Several(group) => {
                out.push(3);
                group.write(out);
            }
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match reader.byte()? {
            1 => Ok(Self::Key { account: AccountId::read(reader)?, key: u16::read(reader)? }),
            2 => PublicKey::read(reader).map(Self::New),
            3 => Group::read(reader).map(Self::Several),
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
    /// The client's clock in ms, unique per key; see the replay rules of `identity`. What a new
    /// key or several sign is remembered by its id instead, and this only makes ids differ.
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

/// A payload with its signature, or its signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// What is signed.
    pub payload: Payload,
    /// By the payload's signer, or by the first of several.
    pub signature: Signature,
    /// By the others of several, in their order; empty, and no memory, where one signs.
    pub others: Vec<Signature>,
}

impl Transaction {
    /// A transaction that one key signed.
    pub const fn new(payload: Payload, signature: Signature) -> Self {
        Self { payload, signature, others: Vec::new() }
    }

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
        self.signature.write(out);
        self.others.iter().for_each(|signature| signature.write(out));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let payload = Payload::read(reader)?;
        let signature = Signature::read(reader)?;
        // The payload says how many there are.
        let more = payload.signer.count().saturating_sub(1);
        let others = (0..more).map(|_| Signature::read(reader)).collect::<Result<_, _>>()?;
        Ok(Self { payload, signature, others })
    }
}
