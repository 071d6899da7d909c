//! The canonical codec: one value, one byte string.
//!
//! Integers are minimal LEB128 (no padding, no overflow), booleans are 0 or 1, options are a 0 or
//! 1 followed by the value, lists are a count followed by the items, enums are a tag followed by
//! the variant's fields, structs are their fields in order. There are no maps, no padding and no
//! defaults, so two different byte strings never decode to the same value; the reader refuses
//! every other form by name. Decoding never recurses through data: nested actions stay bytes until
//! somebody asks for them (see [`crate::transaction::Act`]).

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use crate::spec::{IdKind, TypeSpec};

/// Why bytes are not the canonical form of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// The bytes end inside a value.
    Truncated,
    /// Bytes are left over after the value.
    Trailing,
    /// An integer is written longer than needed.
    NotMinimal,
    /// An integer does not fit its type.
    Overflow,
    /// A tag, flag or number names nothing.
    UnknownTag,
    /// A list, text or byte string is longer than its limit.
    TooLong,
    /// A text is not valid UTF-8 or holds a forbidden character.
    BadText,
    /// A value breaks a rule of its type (a share above one, an unreduced fraction).
    BadValue,
}

impl DecodeError {
    /// A stable name, as it appears in problem answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::Trailing => "trailing",
            Self::NotMinimal => "not-minimal",
            Self::Overflow => "overflow",
            Self::UnknownTag => "unknown-tag",
            Self::TooLong => "too-long",
            Self::BadText => "bad-text",
            Self::BadValue => "bad-value",
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A cursor over canonical bytes.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Starts at the first byte.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// How many bytes are left.
    pub const fn left(&self) -> usize {
        self.rest.len()
    }

    /// What has not been read yet.
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Takes exactly `count` bytes.
    ///
    /// # Errors
    /// [`DecodeError::Truncated`] where fewer are left.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], DecodeError> {
        let (head, tail) = self.rest.split_at_checked(count).ok_or(DecodeError::Truncated)?;
        self.rest = tail;
        Ok(head)
    }

    /// Takes a fixed array.
    ///
    /// # Errors
    /// [`DecodeError::Truncated`] where fewer bytes are left.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        self.take(N)?.try_into().map_err(|_| DecodeError::Truncated)
    }

    /// Takes one byte.
    ///
    /// # Errors
    /// [`DecodeError::Truncated`] at the end.
    pub fn byte(&mut self) -> Result<u8, DecodeError> {
        let [byte] = self.array::<1>()?;
        Ok(byte)
    }

    /// Takes a minimal LEB128 integer of at most `bits` bits.
    ///
    /// # Errors
    /// [`DecodeError::NotMinimal`], [`DecodeError::Overflow`] or [`DecodeError::Truncated`].
    #[inline]
    pub fn varint(&mut self, bits: u32) -> Result<u128, DecodeError> {
        match self.rest.split_first() {
            // Most counts, tags and ids are this short.
            Some((byte, tail)) if *byte < 0x80 && bits >= 7 => {
                self.rest = tail;
                Ok(u128::from(*byte))
            }
            _ if bits <= 64 => self.varint_64(bits).map(u128::from),
            _ => self.varint_128(bits),
        }
    }

    /// Arithmetic on 128 bits is for what does not fit 64.
    fn varint_64(&mut self, bits: u32) -> Result<u64, DecodeError> {
        let mut value = 0u64;
        let mut shift = 0u32;
        loop {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            let room = bits.checked_sub(shift).filter(|room| *room > 0);
            let room = room.ok_or(DecodeError::Overflow)?;
            if part.checked_shr(room).unwrap_or(0) != 0 {
                return Err(DecodeError::Overflow);
            }
            value |= part.checked_shl(shift).ok_or(DecodeError::Overflow)?;
            if byte & 0x80 == 0 {
                let padded = byte == 0 && shift > 0;
                return if padded { Err(DecodeError::NotMinimal) } else { Ok(value) };
            }
            shift = shift.saturating_add(7);
        }
    }

    fn varint_128(&mut self, bits: u32) -> Result<u128, DecodeError> {
        let mut value = 0u128;
        let mut shift = 0u32;
        loop {
            let byte = self.byte()?;
            let part = u128::from(byte & 0x7f);
            let room = bits.checked_sub(shift).filter(|room| *room > 0);
            let room = room.ok_or(DecodeError::Overflow)?;
            if part.checked_shr(room).unwrap_or(0) != 0 {
                return Err(DecodeError::Overflow);
            }
            value |= part.checked_shl(shift).ok_or(DecodeError::Overflow)?;
            if byte & 0x80 == 0 {
                let padded = byte == 0 && shift > 0;
                return if padded { Err(DecodeError::NotMinimal) } else { Ok(value) };
            }
            shift = shift.saturating_add(7);
        }
    }

    /// Takes a count and refuses one above `max` before anything is allocated for it.
    ///
    /// # Errors
    /// [`DecodeError::TooLong`] above the limit, or as [`Reader::varint`].
    pub fn count(&mut self, max: usize) -> Result<usize, DecodeError> {
        let count = usize::try_from(self.varint(32)?).map_err(|_| DecodeError::Overflow)?;
        if count > max { Err(DecodeError::TooLong) } else { Ok(count) }
    }

    /// Refuses bytes that are left over.
    ///
    /// # Errors
    /// [`DecodeError::Trailing`].
    pub const fn finish(&self) -> Result<(), DecodeError> {
        if self.rest.is_empty() { Ok(()) } else { Err(DecodeError::Trailing) }
    }
}

/// Writes a minimal LEB128 integer.
#[inline]
pub fn put_varint(out: &mut Vec<u8>, value: u128) {
    match u64::try_from(value) {
        Ok(short) => put_varint_64(out, short),
        Err(_) => put_varint_128(out, value),
    }
}

/// Arithmetic on 128 bits is for what does not fit 64.
#[inline]
fn put_varint_64(out: &mut Vec<u8>, mut value: u64) {
    if value < 0x80 {
        out.push(value as u8);
        return;
    }
    // Filled first and appended at once: the vector then looks for room once, not at every byte.
    let mut bytes = [0u8; 10];
    let mut count = 0usize;
    for byte in &mut bytes {
        count = count.saturating_add(1);
        if value < 0x80 {
            *byte = value as u8;
            break;
        }
        *byte = (value & 0x7f) as u8 | 0x80;
        value >>= 7;
    }
    out.extend_from_slice(bytes.get(..count).unwrap_or_default());
}

fn put_varint_128(out: &mut Vec<u8>, mut value: u128) {
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

/// Writes the count of a list, text or byte string.
pub fn put_count(out: &mut Vec<u8>, count: usize) {
    put_varint(out, count as u128);
}

/// A value with one canonical byte form and a static description of it.
pub trait Canon: Sized {
    /// The description that interpreters read.
    const SPEC: &'static TypeSpec;

    /// Appends the canonical bytes.
    fn write(&self, out: &mut Vec<u8>);

    /// Reads one value.
    ///
    /// # Errors
    /// Any [`DecodeError`] where the bytes are not canonical.
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError>;

    /// The canonical bytes.
    fn to_bytes(&self) -> Vec<u8> {
        // Most values are this short: one allocation instead of several.
        let mut out = Vec::with_capacity(128);
        self.write(&mut out);
        out
    }

    /// The same in no more memory than it takes, put together in a buffer that is used over and
    /// over: for the many small values that a block leaves behind.
    fn to_bytes_in(&self, scratch: &mut Vec<u8>) -> Vec<u8> {
        scratch.clear();
        self.write(scratch);
        scratch.as_slice().to_vec()
    }

    /// Reads a value that must fill `bytes` exactly.
    ///
    /// # Errors
    /// Any [`DecodeError`].
    fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut reader = Reader::new(bytes);
        let value = Self::read(&mut reader)?;
        reader.finish()?;
        Ok(value)
    }
}

macro_rules! canon_int {
    ($($int:ty => $spec:ident),*) => {$(
        impl Canon for $int {
            const SPEC: &'static TypeSpec = &TypeSpec::$spec;
            #[inline]
            fn write(&self, out: &mut Vec<u8>) {
                put_varint(out, u128::from(*self));
            }
            #[inline]
            fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                Self::try_from(reader.varint(Self::BITS)?).map_err(|_| DecodeError::Overflow)
            }
        }
    )*};
}
canon_int!(u8 => U8, u16 => U16, u32 => U32, u64 => U64, u128 => U128);

impl Canon for bool {
    const SPEC: &'static TypeSpec = &TypeSpec::Bool;

    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match reader.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(DecodeError::UnknownTag),
        }
    }
}

/// A value apart from where it is listed: for rows that are larger than their keys are many.
impl<T: Canon> Canon for Box<T> {
    const SPEC: &'static TypeSpec = T::SPEC;

    fn write(&self, out: &mut Vec<u8>) {
        T::write(self, out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        T::read(reader).map(Self::new)
    }
}

impl<T: Canon + 'static> Canon for Option<T> {
    const SPEC: &'static TypeSpec = &TypeSpec::Option(T::SPEC);

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            None => out.push(0),
            Some(value) => {
                out.push(1);
                value.write(out);
            }
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if bool::read(reader)? { T::read(reader).map(Some) } else { Ok(None) }
    }
}

/// A list of at most `MAX` items.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct List<T, const MAX: usize>(Vec<T>);

impl<T, const MAX: usize> List<T, MAX> {
    /// Wraps `items`.
    ///
    /// # Errors
    /// [`DecodeError::TooLong`] above `MAX`.
    pub fn new(items: Vec<T>) -> Result<Self, DecodeError> {
        if items.len() > MAX { Err(DecodeError::TooLong) } else { Ok(Self(items)) }
    }

    /// The items as they stand.
    pub fn into_inner(self) -> Vec<T> {
        self.0
    }

    /// Appends one item and says whether there was room.
    pub fn push(&mut self, item: T) -> bool {
        let room = self.0.len() < MAX;
        if room {
            // Most lists in a row hold one item for ever: no room for three more that never come.
            if self.0.is_empty() {
                self.0.reserve_exact(1);
            }
            self.0.push(item);
        }
        room
    }
}

impl<T, const MAX: usize> Default for List<T, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const MAX: usize> core::ops::Deref for List<T, MAX> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

/// Items may change; how many there are may not.
impl<T, const MAX: usize> core::ops::DerefMut for List<T, MAX> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T: Canon + 'static, const MAX: usize> Canon for List<T, MAX> {
    const SPEC: &'static TypeSpec = &TypeSpec::List { item: T::SPEC, max: MAX as u32 };

    fn write(&self, out: &mut Vec<u8>) {
        put_count(out, self.0.len());
        for item in &self.0 {
            item.write(out);
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let count = reader.count(MAX)?;
        // An item takes at least one byte, so a lying count cannot reserve more than was sent.
        let mut items = Vec::with_capacity(count.min(reader.left()));
        for _ in 0..count {
            items.push(T::read(reader)?);
        }
        Ok(Self(items))
    }
}

/// A table key: bytes that sort as the key does.
pub trait Key: Ord + Clone {
    /// Appends the order-preserving bytes.
    fn write_key(&self, out: &mut Vec<u8>);

    /// Reads the key back.
    ///
    /// # Errors
    /// [`DecodeError::Truncated`] or [`DecodeError::UnknownTag`].
    fn read_key(reader: &mut Reader<'_>) -> Result<Self, DecodeError>;

    /// Adds the ids that the key is made of.
    fn ids(&self, _out: &mut Vec<(IdKind, u64)>) {}
}

macro_rules! key_int {
    ($($int:ty),*) => {$(
        impl Key for $int {
            fn write_key(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_be_bytes());
            }
            fn read_key(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                reader.array().map(Self::from_be_bytes)
            }
        }
    )*};
}
key_int!(u8, u16, u32, u64, u128);

macro_rules! key_tuple {
    ($($name:ident),+) => {
        impl<$($name: Key),+> Key for ($($name,)+) {
            #[allow(non_snake_case)]
            fn write_key(&self, out: &mut Vec<u8>) {
                let ($($name,)+) = self;
                $($name.write_key(out);)+
            }
            fn read_key(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                Ok(($($name::read_key(reader)?,)+))
            }
            #[allow(non_snake_case)]
            fn ids(&self, out: &mut Vec<(IdKind, u64)>) {
                let ($($name,)+) = self;
                $($name.ids(out);)+
            }
        }
    };
}
key_tuple!(A);
key_tuple!(A, B);
key_tuple!(A, B, C);
key_tuple!(A, B, C, D);

impl Key for () {
    fn write_key(&self, _: &mut Vec<u8>) {}

    fn read_key(_: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(())
    }
}

/// A growing byte string, named so that derived code needs no `alloc` of its own.
pub type Bytes = Vec<u8>;
