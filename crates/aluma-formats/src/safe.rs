//! A batch of token transfers as the transaction builder of a Safe reads it.

use aluma_types::Timestamp;
use aluma_types::hash::keccak256;
use serde_json::{Value as Json, json};

use crate::FormatError;
use crate::address::address;
use crate::batch::Batch;
use crate::pain001::scaled;

/// The form's version.
const VERSION: &str = "1.0";
/// The transaction builder that this form is of.
const BUILDER: &str = "1.17.1";

/// From which Safe, in which token.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// What the community is called.
    pub community: &'a str,
    /// The chain's number.
    pub chain: &'a str,
    /// The Safe that pays.
    pub safe: &'a str,
    /// The token's contract.
    pub token: &'a str,
    /// Decimals of the token; without them those of the asset.
    pub decimals: Option<u8>,
    /// When the file is written.
    pub written: Timestamp,
}

/// The batch as a file.
///
/// # Errors
/// What is wrong first, by whom it is about.
pub fn write(batch: &Batch<'_>, order: &Order<'_>) -> Result<String, FormatError> {
    let is_chain = order.chain.parse::<u64>().is_ok_and(|chain| chain > 0);
    if !is_chain || order.chain.starts_with(['0', '+']) {
        return Err(FormatError::Chain(order.chain.to_owned()));
    }
    let (safe, token) = (address("the Safe", order.safe)?, address("the token", order.token)?);
    let mut transfers = Vec::with_capacity(batch.entries.len());
    for (row, detail) in &batch.entries {
        let to = address(&row.payee.words(), &detail.address)?;
        let units = scaled(row, order.decimals.unwrap_or(row.decimals))?;
        transfers.push(transfer(&token, &to, units));
    }
    let many = batch.entries.len();
    let mut file = json!({
        "version": VERSION,
        "chainId": order.chain,
        "createdAt": order.written.0,
        "meta": {
            "name": format!("Payouts of {}", order.community),
            "description": format!("{many} transfers"),
            "txBuilderVersion": BUILDER,
            "createdFromSafeAddress": safe,
            "createdFromOwnerAddress": "",
        },
        "transactions": transfers,
    });
    let sum = checksum(&file);
    if let Some(meta) = file.get_mut("meta").and_then(Json::as_object_mut) {
        meta.insert("checksum".to_owned(), Json::String(sum));
    }
    Ok(format!("{file:#}\n"))
}

/// A call of a token's `transfer`, by names, so that the signers read it.
fn transfer(token: &str, to: &str, units: u128) -> Json {
    let input =
        |name: &str, kind: &str| json!({ "internalType": kind, "name": name, "type": kind });
    json!({
        "to": token,
        "value": "0",
        "data": null,
        "contractMethod": {
            "inputs": [input("to", "address"), input("value", "uint256")],
            "name": "transfer",
            "payable": false,
        },
        "contractInputsValues": { "to": to, "value": units.to_string() },
    })
}

/// The sum by which the builder notices a file that was changed: over everything but the file's name.
pub fn checksum(file: &Json) -> String {
    let mut file = file.clone();
    if let Some(meta) = file.get_mut("meta").and_then(Json::as_object_mut) {
        meta.insert("name".to_owned(), Json::Null);
    }
    let mut text = String::new();
    serialise(&file, &mut text);
    format!("0x{}", keccak256(&[text.as_bytes()]))
}

/// The builder's own order of keys and values.
fn serialise(json: &Json, out: &mut String) {
    match json {
        Json::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                serialise(item, out);
            }
            out.push(']');
        }
        Json::Object(fields) => {
            let mut keys: Vec<_> = fields.keys().collect();
            keys.sort_by(|one, other| one.encode_utf16().cmp(other.encode_utf16()));
            out.push('{');
            *out += &json!(keys).to_string();
            for key in keys {
                serialise(fields.get(key).unwrap_or(&Json::Null), out);
                out.push(',');
            }
            out.push('}');
        }
        plain => *out += &plain.to_string(),
    }
}
