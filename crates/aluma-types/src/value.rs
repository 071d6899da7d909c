//! Values read by a spec instead of by a Rust type: what every interpreter walks.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::amount::{Amount, Share};
use crate::codec::{Canon, DecodeError, Reader, put_count, put_varint};
use crate::hash::Hash32;
use crate::keys::PublicKey;
use crate::spec::{FieldSpec, StructSpec, TypeSpec};
use crate::transaction::{Act, MAX_TRANSACTION_BYTES, Proof};

/// A value of any shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Of `Bool`.
    Bool(bool),
    /// Of every integer, id, time and span.
    Uint(u128),
    /// Of `Hash`.
    Hash(Hash32),
    /// Of `Amount`.
    Amount(Amount),
    /// Of `Share`.
    Share(Share),
    /// Of `Text`.
    Text(String),
    /// Of `Body`.
    Body {
        /// The text's id.
        id: Hash32,
        /// Its bytes.
        length: u32,
    },
    /// Of `Name`.
    Name {
        /// The text's id.
        id: Hash32,
        /// Its bytes.
        length: u32,
        /// Hash of its confusable skeleton.
        skeleton: Hash32,
    },
    /// Of `PublicKey`.
    PublicKey(PublicKey),
    /// Of `Proof`.
    Proof(Box<Proof>),
    /// Of `Acts`.
    Acts(Vec<Act>),
    /// Of `List`.
    List(Vec<Value>),
    /// Of `Option`.
    Option(Option<Box<Value>>),
    /// Of `Struct`, in the order of the fields.
    Struct(Vec<Value>),
    /// Of `Enum`: the tag and the variant's fields.
    Enum(u8, Vec<Value>),
}

impl TypeSpec {
    /// Bits of an integer shape; `None` for the others.
    pub const fn bits(&self) -> Option<u32> {
        match self {
            Self::U8 => Some(8),
            Self::U16 => Some(16),
            Self::U32 => Some(32),
            Self::U64 | Self::Id(_) | Self::Turn | Self::Time | Self::Span => Some(64),
            Self::U128 => Some(128),
            _ => None,
        }
    }

    /// Reads bytes that must be one value of this shape and nothing more.
    ///
    /// # Errors
    /// Any [`DecodeError`].
    pub fn decode(&'static self, bytes: &[u8]) -> Result<Value, DecodeError> {
        let mut reader = Reader::new(bytes);
        let value = self.read(&mut reader)?;
        reader.finish()?;
        Ok(value)
    }

    /// Reads one value. The recursion follows the spec, which is static and finite, never the data.
    ///
    /// # Errors
    /// Any [`DecodeError`].
    pub fn read(&'static self, reader: &mut Reader<'_>) -> Result<Value, DecodeError> {
        if let Some(bits) = self.bits() {
            return reader.varint(bits).map(Value::Uint);
        }
        Ok(match self {
            Self::Bool => Value::Bool(bool::read(reader)?),
            Self::Hash => Value::Hash(Hash32::read(reader)?),
            Self::Amount => Value::Amount(Amount::read(reader)?),
            Self::Share => Value::Share(Share::read(reader)?),
            Self::Text { max } => Value::Text(read_text(reader, *max)?),
            Self::Body { max } => {
                let (id, length) = read_body(reader, *max)?;
                Value::Body { id, length }
            }
            Self::Name { max } => {
                let (id, length) = read_body(reader, *max)?;
                Value::Name { id, length, skeleton: Hash32::read(reader)? }
            }
            Self::PublicKey => Value::PublicKey(PublicKey::read(reader)?),
            Self::Proof => Value::Proof(Box::new(Proof::read(reader)?)),
            Self::Acts { max } => Value::Acts(read_many(reader, *max, Act::read)?),
            Self::List { item, max } => {
                Value::List(read_many(reader, *max, |reader| item.read(reader))?)
            }
            Self::Option(inner) => Value::Option(if bool::read(reader)? {
                Some(Box::new(inner.read(reader)?))
            } else {
                None
            }),
            Self::Struct(spec) => Value::Struct(read_fields(spec.fields, reader)?),
            Self::Enum(spec) => {
                let variant = spec.variant(reader.byte()?)?;
                Value::Enum(variant.tag, read_fields(variant.fields, reader)?)
            }
            // Integers were read above; an opaque envelope is nobody's field.
            _ => return Err(DecodeError::UnknownTag),
        })
    }

    /// Writes a value of this shape.
    ///
    /// # Errors
    /// [`DecodeError::BadValue`] where the value has another shape, and what decoding its bytes
    /// would refuse.
    pub fn encode(&'static self, value: &Value) -> Result<Vec<u8>, DecodeError> {
        let mut out = Vec::new();
        write(self, value, &mut out)?;
        // Limits and character rules stand once, in the reader.
        self.decode(&out)?;
        Ok(out)
    }
}

impl TypeSpec {
    /// Bytes of all texts beside the state that a value of this shape names, without building the
    /// value: every vote is weighed by it. `inside` weighs an act that is carried.
    ///
    /// # Errors
    /// Any [`DecodeError`].
    pub fn text_bytes(
        &'static self,
        reader: &mut Reader<'_>,
        inside: &dyn Fn(&Act) -> u64,
    ) -> Result<u64, DecodeError> {
        if let Some(bits) = self.bits() {
            return reader.varint(bits).map(|_| 0);
        }
        let many = |reader: &mut Reader<'_>, count: usize, item: &'static Self| {
            (0..count)
                .try_fold(0u64, |sum, _| Ok(sum.saturating_add(item.text_bytes(reader, inside)?)))
        };
        Ok(match self {
            Self::Body { max } => u64::from(read_body(reader, *max)?.1),
            Self::Name { max } => {
                let (_, length) = read_body(reader, *max)?;
                Hash32::read(reader)?;
                u64::from(length)
            }
            Self::List { item, max } => {
                let count = reader.count(*max as usize)?;
                many(reader, count, item)?
            }
            Self::Option(inner) => {
                let count = usize::from(bool::read(reader)?);
                many(reader, count, inner)?
            }
            Self::Struct(spec) => spec.text_bytes(reader, inside)?,
            Self::Enum(spec) => {
                let variant = spec.variant(reader.byte()?)?;
                text_bytes(variant.fields, reader, inside)?
            }
            Self::Acts { max } => {
                let count = reader.count(*max as usize)?;
                (0..count)
                    .try_fold(0u64, |sum, _| Ok(sum.saturating_add(inside(&Act::read(reader)?))))?
            }
            // Short, and without texts.
            _ => self.read(reader).map(|_| 0)?,
        })
    }
}

fn text_bytes(
    fields: &'static [FieldSpec],
    reader: &mut Reader<'_>,
    inside: &dyn Fn(&Act) -> u64,
) -> Result<u64, DecodeError> {
    fields
        .iter()
        .try_fold(0u64, |sum, field| Ok(sum.saturating_add(field.spec.text_bytes(reader, inside)?)))
}

impl StructSpec {
    /// As [`TypeSpec::text_bytes`], of all fields.
    ///
    /// # Errors
    /// Any [`DecodeError`].
    pub fn text_bytes(
        &'static self,
        reader: &mut Reader<'_>,
        inside: &dyn Fn(&Act) -> u64,
    ) -> Result<u64, DecodeError> {
        text_bytes(self.fields, reader, inside)
    }

    /// Reads bytes that must be these fields and nothing more: the body of an [`Act`].
    ///
    /// # Errors
    /// Any [`DecodeError`].
    pub fn decode(&'static self, bytes: &[u8]) -> Result<Vec<Value>, DecodeError> {
        let mut reader = Reader::new(bytes);
        let values = read_fields(self.fields, &mut reader)?;
        reader.finish()?;
        Ok(values)
    }

    /// Writes these fields.
    ///
    /// # Errors
    /// As [`TypeSpec::encode`].
    pub fn encode(&'static self, values: &[Value]) -> Result<Vec<u8>, DecodeError> {
        let mut out = Vec::new();
        write_fields(self.fields, values, &mut out)?;
        self.decode(&out)?;
        Ok(out)
    }
}

fn read_text(reader: &mut Reader<'_>, max: u32) -> Result<String, DecodeError> {
    let count = reader.count(max as usize)?;
    let text = core::str::from_utf8(reader.take(count)?).map_err(|_| DecodeError::BadText)?;
    // The widest mark; the count above was held to this one's own limit.
    crate::text::Text::<{ u16::MAX as usize }>::new(text)?;
    Ok(String::from(text))
}

fn read_body(reader: &mut Reader<'_>, max: u32) -> Result<(Hash32, u32), DecodeError> {
    let body = crate::text::Body::<MAX_TRANSACTION_BYTES>::read(reader)?;
    if body.length() > max { Err(DecodeError::TooLong) } else { Ok((body.id, body.length())) }
}

fn read_many<T>(
    reader: &mut Reader<'_>,
    max: u32,
    mut read: impl FnMut(&mut Reader<'_>) -> Result<T, DecodeError>,
) -> Result<Vec<T>, DecodeError> {
    let count = reader.count(max as usize)?;
    let mut items = Vec::with_capacity(count.min(reader.left()));
    for _ in 0..count {
        items.push(read(reader)?);
    }
    Ok(items)
}

fn read_fields(
    fields: &'static [FieldSpec],
    reader: &mut Reader<'_>,
) -> Result<Vec<Value>, DecodeError> {
    fields.iter().map(|field| field.spec.read(reader)).collect()
}

fn write(spec: &'static TypeSpec, value: &Value, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    match (spec, value) {
        (spec, Value::Uint(number)) if spec.bits().is_some() => put_varint(out, *number),
        (TypeSpec::Bool, Value::Bool(flag)) => flag.write(out),
        (TypeSpec::Hash, Value::Hash(hash)) => hash.write(out),
        (TypeSpec::Amount, Value::Amount(amount)) => amount.write(out),
        (TypeSpec::Share, Value::Share(share)) => share.write(out),
        (TypeSpec::Text { .. }, Value::Text(text)) => {
            put_count(out, text.len());
            out.extend_from_slice(text.as_bytes());
        }
        (TypeSpec::Body { .. }, Value::Body { id, length }) => {
            id.write(out);
            length.write(out);
        }
        (TypeSpec::Name { .. }, Value::Name { id, length, skeleton }) => {
            id.write(out);
            length.write(out);
            skeleton.write(out);
        }
        (TypeSpec::PublicKey, Value::PublicKey(key)) => key.write(out),
        (TypeSpec::Proof, Value::Proof(proof)) => proof.write(out),
        (TypeSpec::Acts { .. }, Value::Acts(acts)) => {
            put_count(out, acts.len());
            acts.iter().for_each(|act| act.write(out));
        }
        (TypeSpec::List { item, .. }, Value::List(items)) => {
            put_count(out, items.len());
            for value in items {
                write(item, value, out)?;
            }
        }
        (TypeSpec::Option(inner), Value::Option(value)) => {
            value.is_some().write(out);
            if let Some(value) = value {
                write(inner, value, out)?;
            }
        }
        (TypeSpec::Struct(spec), Value::Struct(values)) => write_fields(spec.fields, values, out)?,
        (TypeSpec::Enum(spec), Value::Enum(tag, values)) => {
            let variant = spec.variant(*tag)?;
            out.push(*tag);
            write_fields(variant.fields, values, out)?;
        }
        _ => return Err(DecodeError::BadValue),
    }
    Ok(())
}

fn write_fields(
    fields: &'static [FieldSpec],
    values: &[Value],
    out: &mut Vec<u8>,
) -> Result<(), DecodeError> {
    if fields.len() != values.len() {
        return Err(DecodeError::BadValue);
    }
    fields.iter().zip(values).try_for_each(|(field, value)| write(field.spec, value, out))
}

impl Value {
    /// Items of all lists in it, nested ones included: the elements that cost units.
    pub fn elements(&self) -> u64 {
        let inside = |values: &[Self]| {
            values.iter().fold(0u64, |sum, value| sum.saturating_add(value.elements()))
        };
        match self {
            Self::List(values) => inside(values).saturating_add(values.len() as u64),
            Self::Acts(acts) => acts.len() as u64,
            Self::Struct(values) | Self::Enum(_, values) => inside(values),
            Self::Option(Some(value)) => value.elements(),
            _ => 0,
        }
    }
}
