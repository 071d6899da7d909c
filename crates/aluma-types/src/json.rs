//! JSON in and out by spec.
//!
//! | Shape | Out | In, besides |
//! |---|---|---|
//! | integers to 64 bits, ids | number | decimal string; ids also `@handle`, assets a symbol |
//! | time, span | number (ms) | decimal string, `2026-11-23 10:00`, `48h` |
//! | 128-bit integers | decimal string | number |
//! | amount | `{"asset", "units", "text": "12.5 TEC"}` | without `text`, or `"12.5 TEC"` |
//! | share | `"2/3"` | `"67%"` |
//! | hash, public key | hexadecimal digits; `"ed25519:HEX"` | |
//! | text | string | |
//! | body | `{"id", "length", "text"}`, or `"erased"`, `"missing"` | string, `{"id", "length"}` |
//! | name | the same with `"skeleton"` | the same |
//! | proof | `{"key", "signature"}` | left out, where [`Resolve`] makes one |
//! | option | value or null | left out |
//! | list, struct | array, object | |
//! | enum | `"label"` or `{"label": {fields}}` | |
//! | acts | `[{"action": "transfer", fields}]` | |
//!
//! What is not in the spec is refused with its path; nothing has a default but an option.

use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;

mod read;
mod write;

pub use crate::lookup::{BodyText, Lookup, Resolve};
pub use read::{act_from_json, fields_from_json, from_json};
pub use write::{act_to_json, fields_to_json, to_json};

/// How deep acts may lie inside acts. The rules allow one level; what lies deeper is shown as bytes
/// and not read in, so that no input decides how deep the stack grows.
pub const MAX_ACT_DEPTH: usize = 4;

/// Why a field was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is not there.
    Missing,
    /// The spec has no such field.
    UnknownField,
    /// It has another shape than this one, a word such as `number`, `amount` or `list`.
    Expected(&'static str),
    /// The number does not fit its type.
    TooBig,
    /// The text is longer than so many bytes.
    TooLong(u32),
    /// The list has more than so many items.
    TooMany(u32),
    /// The text is empty.
    Empty,
    /// The text holds a character that no text may hold.
    ForbiddenText,
    /// No asset has this symbol.
    UnknownAsset,
    /// Nobody has this handle.
    UnknownHandle,
    /// The choice is none of the spec's.
    UnknownChoice,
    /// No action has this name.
    UnknownAction,
    /// Acts lie deeper inside acts than [`MAX_ACT_DEPTH`].
    TooDeep,
    /// The act's bytes are more than a transaction can carry.
    TooLarge,
    /// No text can be given here, only the id of one.
    NoTextHere,
}

impl Reason {
    /// Every word that [`Reason::Expected`] carries.
    pub const SHAPES: [&'static str; 15] = [
        "flag", "number", "id", "time", "span", "amount", "share", "hash", "text", "key", "proof",
        "choice", "action", "list", "object",
    ];

    /// Every reason, limits at zero.
    pub fn all() -> impl Iterator<Item = Self> {
        let plain = [
            Self::Missing,
            Self::UnknownField,
            Self::TooBig,
            Self::TooLong(0),
            Self::TooMany(0),
            Self::Empty,
            Self::ForbiddenText,
            Self::UnknownAsset,
            Self::UnknownHandle,
            Self::UnknownChoice,
            Self::UnknownAction,
            Self::TooDeep,
            Self::TooLarge,
            Self::NoTextHere,
        ];
        plain.into_iter().chain(Self::SHAPES.map(Self::Expected))
    }

    /// A stable name; `aluma-text` has a sentence for each under `field-<name>`.
    pub fn name(self) -> String {
        let plain = match self {
            Self::Expected(shape) => return format!("expected-{shape}"),
            Self::Missing => "missing",
            Self::UnknownField => "unknown",
            Self::TooBig => "too-big",
            Self::TooLong(_) => "too-long",
            Self::TooMany(_) => "too-many",
            Self::Empty => "empty",
            Self::ForbiddenText => "forbidden-text",
            Self::UnknownAsset => "unknown-asset",
            Self::UnknownHandle => "unknown-handle",
            Self::UnknownChoice => "unknown-choice",
            Self::UnknownAction => "unknown-action",
            Self::TooDeep => "too-deep",
            Self::TooLarge => "too-large",
            Self::NoTextHere => "no-text-here",
        };
        plain.to_string()
    }

    /// The limit that was passed, in bytes or items.
    pub const fn limit(self) -> Option<u32> {
        match self {
            Self::TooLong(max) | Self::TooMany(max) => Some(max),
            _ => None,
        }
    }
}

/// A field that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Where, as in `payments[3].amount`; empty for the whole input.
    pub path: String,
    /// Why.
    pub reason: Reason,
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.reason.name())
    }
}

impl core::error::Error for FieldError {}

#[cfg(test)]
mod tests;
