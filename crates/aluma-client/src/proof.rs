//! Holding a stored value against a block header, without trusting whoever sent it.

use aluma_types::Hash32;
use aluma_types::codec::Canon;
use aluma_types::hash::unhex;
use aluma_types::header::Header;
use serde_json::Value as Json;

use crate::client::Client;
use crate::error::Error;

/// What a proof shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The header whose state it is.
    pub header: Header,
    /// The value under the key, or that there is none.
    pub value: Option<Vec<u8>>,
}

impl Client {
    /// Asks for the row under a key of a table with its proof, and verifies it. That the header is
    /// in the chain is another question: compare its id with one that is trusted.
    ///
    /// # Errors
    /// [`Error::Proof`] where it does not hold; otherwise as [`Client::get`].
    pub fn proven(&self, table: u16, key: &[u8]) -> Result<Proven, Error> {
        let key_hex = aluma_types::hash::hex(key);
        let answer = self.get(&format!("/v1/proof?table={table}&key={key_hex}"))?;
        verify(&answer, &self.network()?, (table, key))
    }
}

/// Verifies an answer of `/v1/proof`.
///
/// # Errors
/// [`Error::Proof`] naming what does not hold.
pub fn verify(
    answer: &Json,
    network: &Hash32,
    (table, key): (u16, &[u8]),
) -> Result<Proven, Error> {
    let wrong = |what: &str| Error::Proof(what.to_owned());
    let bytes = |field: &str| answer.get(field).and_then(Json::as_str).and_then(unhex);
    let header = bytes("header").ok_or_else(|| wrong("the answer has no header"))?;
    let header = Header::from_bytes(&header).map_err(|_| wrong("the header is malformed"))?;
    if header.network != *network {
        return Err(wrong("the header is of another ledger"));
    }
    let value = match answer.get("value") {
        None | Some(Json::Null) => None,
        Some(_) => Some(bytes("value").ok_or_else(|| wrong("the value is malformed"))?),
    };
    let proof = bytes("proof").ok_or_else(|| wrong("the answer has no proof"))?;
    let proof = aluma_store::Proof::decode(&proof).map_err(|error| wrong(&error.to_string()))?;
    proof
        .verify(&header.state.0, table, key, value.as_deref())
        .map_err(|error| wrong(&error.to_string()))?;
    Ok(Proven { header, value })
}
