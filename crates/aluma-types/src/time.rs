//! Time: milliseconds since 1970 UTC as the ledger stamps them, and durations as members send them.

use alloc::vec::Vec;

use crate::codec::{Canon, DecodeError, Key, Reader, put_varint};
use crate::spec::TypeSpec;

/// A moment, in milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub u64);

/// A duration, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(pub u64);

impl Timestamp {
    /// The moment `span` later, held at the end of time rather than wrapped.
    pub const fn after(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }

    /// The moment `span` earlier, held at 1970.
    pub const fn before(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }

    /// How long ago `earlier` was; zero if it lies ahead.
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Span {
    /// Whole seconds.
    pub const fn seconds(count: u64) -> Self {
        Self(count.saturating_mul(1_000))
    }

    /// Whole minutes.
    pub const fn minutes(count: u64) -> Self {
        Self(count.saturating_mul(60_000))
    }

    /// Whole hours.
    pub const fn hours(count: u64) -> Self {
        Self(count.saturating_mul(3_600_000))
    }

    /// Whole days of 24 hours.
    pub const fn days(count: u64) -> Self {
        Self(count.saturating_mul(86_400_000))
    }

    /// Reads `90`, `90ms`, `30s`, `15m`, `48h`, `4d`, `2w`, or a sum such as `1d12h`.
    /// A bare number is milliseconds. `None` for anything else and on overflow.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(bare) = text.parse::<u64>() {
            return if text.starts_with('+') { None } else { Some(Self(bare)) };
        }
        let mut rest = text;
        let mut total = 0u64;
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit())?;
            let (number, tail) = rest.split_at_checked(digits)?;
            let unit_len = tail.find(|c: char| c.is_ascii_digit()).unwrap_or(tail.len());
            let (unit, next) = tail.split_at_checked(unit_len)?;
            let unit_ms = match unit {
                "ms" => 1,
                "s" => 1_000,
                "m" | "min" => 60_000,
                "h" => 3_600_000,
                "d" => 86_400_000,
                "w" => 604_800_000,
                _ => return None,
            };
            let part = number.parse::<u64>().ok()?.checked_mul(unit_ms)?;
            total = total.checked_add(part)?;
            rest = next;
        }
        if text.is_empty() { None } else { Some(Self(total)) }
    }
}

macro_rules! canon_ms {
    ($($name:ident => $spec:ident),*) => {$(
        impl Canon for $name {
            const SPEC: &'static TypeSpec = &TypeSpec::$spec;
            fn write(&self, out: &mut Vec<u8>) {
                put_varint(out, u128::from(self.0));
            }
            fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                u64::read(reader).map(Self)
            }
        }

        impl Key for $name {
            fn write_key(&self, out: &mut Vec<u8>) {
                self.0.write_key(out);
            }
            fn read_key(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                u64::read_key(reader).map(Self)
            }
        }
    )*};
}
canon_ms!(Timestamp => Time, Span => Span);
