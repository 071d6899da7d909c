//! Addresses of accounts and contracts on chains of Ethereum's kind (EIP-55).

use aluma_types::hash::{hex, keccak256, unhex};

use crate::FormatError;

/// An address as wallets write it, with capitals for checking.
///
/// # Errors
/// [`FormatError::Address`] where it is none, its capitals do not fit, or it is nobody's.
pub fn address(of: &str, text: &str) -> Result<String, FormatError> {
    let wrong = |why| FormatError::Address { of: of.to_owned(), why };
    let digits = text.trim().strip_prefix("0x").ok_or_else(|| wrong("does not begin with 0x"))?;
    let bytes = unhex(&digits.to_lowercase()).filter(|bytes| bytes.len() == 20);
    let bytes = bytes.ok_or_else(|| wrong("has not 40 hexadecimal digits"))?;
    if bytes.iter().all(|byte| *byte == 0) {
        return Err(wrong("is nobody's: what is sent there is lost"));
    }
    let checked = checksummed(&bytes);
    let is_plain = |f: fn(&u8) -> bool| digits.bytes().all(|b| !f(&b));
    let one_case = is_plain(u8::is_ascii_uppercase) || is_plain(u8::is_ascii_lowercase);
    if !one_case && checked.strip_prefix("0x") != Some(digits) {
        return Err(wrong("has capitals that do not fit: a letter is mistyped"));
    }
    Ok(checked)
}

/// Bytes of an address with capitals by which a mistyped letter is noticed.
fn checksummed(bytes: &[u8]) -> String {
    let plain = hex(bytes);
    let hash = keccak256(&[plain.as_bytes()]).to_string();
    let letters = plain.chars().zip(hash.chars()).map(|(letter, weight)| {
        let is_high = weight.to_digit(16).is_some_and(|weight| weight >= 8);
        if is_high { letter.to_ascii_uppercase() } else { letter }
    });
    format!("0x{}", letters.collect::<String>())
}
