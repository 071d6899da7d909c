//! Text: short marks that lie in the state, and long or personal text that lies beside it.
//!
//! A [`Body`] is the ledger's handle on a text kept outside the state: its id commits to a random
//! salt, the length and the words. The id is the EIP-712 struct hash of
//! `Text(bytes32 salt,uint32 length,string text)`, so a wallet shows the words themselves while
//! the ledger checks the signature from the id alone, also after salt and words were erased.

use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::{Canon, DecodeError, Reader, put_count, put_varint};
use crate::hash::{Hash32, keccak256};
use crate::spec::TypeSpec;

/// The EIP-712 type of a body; its Keccak-256 is the struct's type hash.
pub const BODY_TYPE: &str = "Text(bytes32 salt,uint32 length,string text)";

/// The id of a text under a salt (EIP-712 `hashStruct`, Keccak-256).
pub fn body_id(salt: &[u8; 32], text: &str) -> Hash32 {
    let mut length = [0u8; 32];
    let bytes = (text.len() as u128).to_be_bytes();
    if let Some(low) = length.last_chunk_mut::<16>() {
        *low = bytes;
    }
    let words = keccak256(&[text.as_bytes()]);
    keccak256(&[&keccak256(&[BODY_TYPE.as_bytes()]).0, salt, &length, &words.0])
}

/// Whether a character may stand in any text: no controls but line feed and tab, no bidi overrides
/// or isolates, no byte order mark.
pub const fn is_allowed(character: char) -> bool {
    !matches!(
        character,
        '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' | '\u{feff}'
    )
}

/// A short mark in the state, such as an asset's symbol: 1 to `N` bytes of printable ASCII without
/// spaces. Nothing personal belongs here; see [`Body`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text<const N: usize>(String);

impl<const N: usize> Text<N> {
    /// Checks and wraps `text`.
    ///
    /// # Errors
    /// [`DecodeError::TooLong`] above `N` bytes, [`DecodeError::BadText`] for an empty text or any
    /// byte outside `!`..=`~`.
    pub fn new(text: &str) -> Result<Self, DecodeError> {
        if text.len() > N {
            return Err(DecodeError::TooLong);
        }
        let printable = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        if printable { Ok(Self(String::from(text))) } else { Err(DecodeError::BadText) }
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const N: usize> Canon for Text<N> {
    const SPEC: &'static TypeSpec = &TypeSpec::Text { max: N as u32 };

    fn write(&self, out: &mut Vec<u8>) {
        put_count(out, self.0.len());
        out.extend_from_slice(self.0.as_bytes());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let count = reader.count(N)?;
        let text = core::str::from_utf8(reader.take(count)?).map_err(|_| DecodeError::BadText)?;
        Self::new(text)
    }
}

/// A text of 1 to `N` bytes kept beside the state: id and length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Body<const N: usize> {
    /// What the words hash to under their salt, see [`body_id`].
    pub id: Hash32,
    length: u32,
}

impl<const N: usize> Body<N> {
    /// A handle on a text of `length` bytes.
    ///
    /// # Errors
    /// [`DecodeError::TooLong`] above `N`, [`DecodeError::BadValue`] for an empty text.
    pub const fn new(id: Hash32, length: u32) -> Result<Self, DecodeError> {
        if length == 0 {
            return Err(DecodeError::BadValue);
        }
        if length as usize > N { Err(DecodeError::TooLong) } else { Ok(Self { id, length }) }
    }

    /// The handle of `text` under `salt`.
    ///
    /// # Errors
    /// As [`Body::new`], and [`DecodeError::BadText`] for a forbidden character.
    pub fn of(salt: &[u8; 32], text: &str) -> Result<Self, DecodeError> {
        if !text.chars().all(is_allowed) {
            return Err(DecodeError::BadText);
        }
        let length = u32::try_from(text.len()).map_err(|_| DecodeError::TooLong)?;
        Self::new(body_id(salt, text), length)
    }

    /// Bytes of the text.
    pub const fn length(&self) -> u32 {
        self.length
    }

    /// The same handle under another limit, for records that hold bodies of several kinds.
    ///
    /// # Errors
    /// [`DecodeError::TooLong`] above `M`.
    pub const fn resize<const M: usize>(self) -> Result<Body<M>, DecodeError> {
        Body::new(self.id, self.length)
    }
}

impl<const N: usize> Canon for Body<N> {
    const SPEC: &'static TypeSpec = &TypeSpec::Body { max: N as u32 };

    fn write(&self, out: &mut Vec<u8>) {
        self.id.write(out);
        put_varint(out, u128::from(self.length));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Self::new(Hash32::read(reader)?, u32::read(reader)?)
    }
}

/// A name that must be unique: the words lie beside the state like any [`Body`], and the hash of
/// their confusable skeleton lies in it, so that a look-alike of a taken name is refused without
/// the state holding the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name<const N: usize> {
    /// The words.
    pub text: Body<N>,
    /// SHA-256 of the confusable skeleton of the words (see `aluma_verify::names`).
    pub skeleton: Hash32,
}

impl<const N: usize> Canon for Name<N> {
    const SPEC: &'static TypeSpec = &TypeSpec::Name { max: N as u32 };

    fn write(&self, out: &mut Vec<u8>) {
        self.text.write(out);
        self.skeleton.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self { text: Body::read(reader)?, skeleton: Hash32::read(reader)? })
    }
}
