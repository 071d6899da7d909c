//! Who reads: a statement that a key of an account signs for itself, good for a day at most. It
//! changes nothing in the ledger; it opens what a members-only DAO shows to its members.
//!
//! Ed25519 signs [`Statement::message`]; a wallet signs the EIP-712 struct
//! `Session(bytes32 network,uint64 account,string validUntil)` in the ledger's own domain; a
//! passkey is asked for the SHA-256 of the message.

use aluma_types::codec::Canon;
use aluma_types::hash::keccak256;
use aluma_types::spec::TypeSpec;
use aluma_types::{
    AccountId, DecodeError, Hash32, PublicKey, Reader, Signature, Signer, Span, Timestamp, sha256,
    show,
};

use crate::passkey::{self, Asked};
use crate::{ed25519, eip712, wallet};

/// What stands before a statement's bytes in the signed message.
pub const SESSION_PREFIX: &[u8] = b"aluma session v1";
/// How far ahead `valid_until` may lie.
pub const SESSION_AHEAD: Span = Span::hours(24);
/// The EIP-712 type that a wallet signs.
pub const SESSION_TYPE: &str = "Session(bytes32 network,uint64 account,string validUntil)";

/// That whoever holds a key reads as its account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The ledger: a session for one is void on every other.
    pub network: Hash32,
    /// The account that reads.
    pub account: AccountId,
    /// The number of the signing key in the account.
    pub key: u16,
    /// The last moment at which it counts.
    pub valid_until: Timestamp,
}

/// A statement with its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// What was signed.
    pub statement: Statement,
    /// By the account's key.
    pub signature: Signature,
}

/// Why a session does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionError {
    /// It is for another ledger.
    WrongNetwork,
    /// Its time has passed.
    Expired,
    /// It would count for longer than a day.
    TooFarAhead {
        /// The latest moment it may name.
        until: Timestamp,
    },
    /// The signature is not the key's.
    BadSignature,
}

impl Statement {
    /// What an Ed25519 key signs.
    pub fn message(&self) -> Vec<u8> {
        let mut message = SESSION_PREFIX.to_vec();
        self.write(&mut message);
        message
    }

    /// What a wallet signs.
    pub fn digest(&self) -> [u8; 32] {
        let mut account = [0u8; 32];
        if let Some(low) = account.last_chunk_mut::<8>() {
            *low = self.account.0.to_be_bytes();
        }
        let until = keccak256(&[show::time(self.valid_until).as_bytes()]).0;
        let kind = keccak256(&[SESSION_TYPE.as_bytes()]).0;
        let message = keccak256(&[&kind, &self.network.0, &account, &until]).0;
        keccak256(&[b"\x19\x01", &eip712::domain_separator().0, &message]).0
    }

    /// The JSON that a wallet takes (`eth_signTypedData_v4`).
    #[cfg(any(test, feature = "json"))]
    pub fn typed_data_json(&self) -> serde_json::Value {
        let member = |name: &str, kind: &str| serde_json::json!({ "name": name, "type": kind });
        serde_json::json!({
            "types": {
                "EIP712Domain": [member("name", "string"), member("version", "string")],
                "Session": [
                    member("network", "bytes32"),
                    member("account", "uint64"),
                    member("validUntil", "string"),
                ],
            },
            "primaryType": "Session",
            "domain": { "name": eip712::DOMAIN_NAME, "version": eip712::DOMAIN_VERSION },
            "message": {
                "network": format!("0x{}", self.network),
                "account": self.account.0.to_string(),
                "validUntil": show::time(self.valid_until),
            },
        })
    }
}

impl Session {
    /// Whether the session counts on this ledger, at this moment of its clock, for this key: the
    /// published one that the statement names.
    ///
    /// # Errors
    /// The first [`SessionError`] in the order in which they are listed.
    pub fn check(
        &self,
        network: &Hash32,
        now: Timestamp,
        key: &PublicKey,
    ) -> Result<(), SessionError> {
        let until = now.after(SESSION_AHEAD);
        if self.statement.network != *network {
            return Err(SessionError::WrongNetwork);
        }
        if self.statement.valid_until < now {
            return Err(SessionError::Expired);
        }
        if self.statement.valid_until > until {
            return Err(SessionError::TooFarAhead { until });
        }
        let statement = &self.statement;
        let good = match (key, &self.signature) {
            (PublicKey::Ed25519(key), Signature::Ed25519(signature)) => {
                ed25519::verify(key, signature, &statement.message())
            }
            (PublicKey::Wallet(key), Signature::Wallet(signature)) => {
                wallet::verify(key, signature, &statement.digest()).is_ok()
            }
            (PublicKey::Passkey { point, rp }, Signature::Passkey(assertion)) => {
                // Reading moves nothing, so a touch is enough.
                let challenge = sha256(&[&statement.message()]);
                let asked = Asked { challenge, verified: false };
                passkey::verify(point, rp, assertion, &asked).is_ok()
            }
            _ => false,
        };
        if good { Ok(()) } else { Err(SessionError::BadSignature) }
    }
}

impl Canon for Statement {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        self.network.write(out);
        Signer::Key { account: self.account, key: self.key }.write(out);
        self.valid_until.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let network = Hash32::read(reader)?;
        let Signer::Key { account, key } = Signer::read(reader)? else {
            // A key without an account has nothing of its own to read.
            return Err(DecodeError::BadValue);
        };
        Ok(Self { network, account, key, valid_until: Timestamp::read(reader)? })
    }
}

impl Canon for Session {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        self.statement.write(out);
        self.signature.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self { statement: Statement::read(reader)?, signature: Signature::read(reader)? })
    }
}

#[cfg(test)]
mod tests;
