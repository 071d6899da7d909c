//! Why a file of payouts is refused, where, and in words.

use std::fmt;

/// How many characters of a foreign name or value a message repeats.
const SHOWN_CHARS: usize = 60;
/// How many column names a message repeats.
const SHOWN_COLUMNS: usize = 20;

/// The first thing wrong with a file of payouts. Nothing of the file is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutError {
    /// Line of the file, from 1; every line break counts, also those inside quotes.
    pub line: usize,
    /// Column, where one is to blame.
    pub column: Option<ColumnRef>,
    /// What is wrong.
    pub kind: PayoutErrorKind,
}

/// Which column an error is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRef {
    /// Position in the row, from 1; `None` for a column the file does not have.
    pub number: Option<usize>,
    /// Its name in the header, trimmed and cut to 60 characters; `None` for a cell beyond the
    /// header or in it.
    pub name: Option<String>,
}

/// What is wrong with a file of payouts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayoutErrorKind {
    /// Not one line with a byte in it.
    EmptyFile,
    /// A header and nothing below it.
    NoRows,
    /// The header lacks a column that was asked for.
    MissingColumn {
        /// The names the header has, at most 20.
        present: Vec<String>,
    },
    /// The header gives one name twice.
    DoubledColumn {
        /// Position, from 1, of the first column of that name.
        first: usize,
    },
    /// The amount column was asked for as payee or group too.
    AmountColumnReused,
    /// A row is longer or shorter than the header.
    RowLength {
        /// Cells in the header.
        expected: usize,
        /// Cells in the row.
        found: usize,
    },
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// A quote that is never closed.
    UnclosedQuote,
    /// A quote inside a cell that is not in quotes, or text after a closing quote.
    StrayQuote,
    /// A payee, group or amount with nothing but spaces.
    Blank,
    /// A payee or group longer than the limit.
    LabelTooLong {
        /// Its length in bytes of UTF-8, normalised.
        bytes: usize,
        /// The limit in bytes.
        max: usize,
    },
    /// A control character (C0, DEL, C1, line or paragraph separator) in a payee or group.
    ControlCharacter(char),
    /// A character that turns the direction of text, in a payee or group.
    BidiCharacter(char),
    /// A character that shows nothing where it stands, or means nothing, in a payee or group.
    InvisibleCharacter(char),
    /// An amount that is not digits with at most one point between them.
    NotANumber {
        /// The cell, cut to 60 characters.
        found: String,
    },
    /// An amount with a minus sign.
    Negative,
    /// An amount such as `1e3`.
    Exponent,
    /// An amount with thousands separators or a decimal comma.
    Separator,
    /// NaN or infinity.
    NotFinite,
    /// More digits after the point than the asset has.
    TooManyDecimals {
        /// Digits in the cell.
        found: usize,
        /// Decimals of the asset.
        allowed: u8,
    },
    /// An amount of more base units than a u128 holds.
    AmountTooLarge,
    /// The sum of the file up to this row is more base units than a u128 holds.
    TotalTooLarge,
    /// A cell that is not what its column holds.
    NotSo {
        /// What the column holds.
        expected: &'static str,
        /// The cell, cut to 60 characters.
        found: String,
    },
    /// A cell names something that is not there.
    Unknown {
        /// What should be there.
        what: &'static str,
        /// The cell, cut to 60 characters.
        found: String,
    },
    /// A row names what another one names already.
    Twice {
        /// What.
        what: &'static str,
        /// The cell, cut to 60 characters.
        found: String,
    },
}

impl PayoutErrorKind {
    /// A name that stays the same over releases, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmptyFile => "empty_file",
            Self::NoRows => "no_rows",
            Self::MissingColumn { .. } => "missing_column",
            Self::DoubledColumn { .. } => "doubled_column",
            Self::AmountColumnReused => "amount_column_reused",
            Self::RowLength { .. } => "row_length",
            Self::NotUtf8 => "not_utf8",
            Self::UnclosedQuote => "unclosed_quote",
            Self::StrayQuote => "stray_quote",
            Self::Blank => "blank",
            Self::LabelTooLong { .. } => "label_too_long",
            Self::ControlCharacter(_) => "control_character",
            Self::BidiCharacter(_) => "bidi_character",
            Self::InvisibleCharacter(_) => "invisible_character",
            Self::NotANumber { .. } => "not_a_number",
            Self::Negative => "negative",
            Self::Exponent => "exponent",
            Self::Separator => "separator",
            Self::NotFinite => "not_finite",
            Self::TooManyDecimals { .. } => "too_many_decimals",
            Self::AmountTooLarge => "amount_too_large",
            Self::TotalTooLarge => "total_too_large",
            Self::NotSo { .. } => "not_so",
            Self::Unknown { .. } => "unknown",
            Self::Twice { .. } => "twice",
        }
    }
}

impl PayoutError {
    /// The stable name of the kind; see [`PayoutErrorKind::code`].
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// An error about a whole line.
    pub(super) fn on_line(line: usize, kind: PayoutErrorKind) -> Self {
        PayoutError { line, column: None, kind }
    }

    /// An error about the cell at `number` (from 1); its name is added by [`Self::named`].
    pub(super) fn at(line: usize, number: usize, kind: PayoutErrorKind) -> Self {
        let column = ColumnRef { number: Some(number), name: None };
        PayoutError { line, column: Some(column), kind }
    }

    /// An error about a column the header at `line` does not have.
    pub(super) fn missing(line: usize, asked: &str, header: &[String]) -> Self {
        let present = header.iter().take(SHOWN_COLUMNS).map(|name| shorten(name)).collect();
        let column = ColumnRef { number: None, name: Some(shorten(asked)) };
        let kind = PayoutErrorKind::MissingColumn { present };
        PayoutError { line, column: Some(column), kind }
    }

    /// Adds the name the header gives to the column, where it gives one.
    pub(super) fn named(mut self, header: &[String]) -> Self {
        if let Some(ColumnRef { number: Some(number), name }) = &mut self.column {
            *name = header.get(number.saturating_sub(1)).map(|found| shorten(found));
        }
        self
    }
}

/// Cuts a foreign text so that a damaged file cannot flood a message.
pub(crate) fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN_CHARS).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

impl std::error::Error for PayoutError {}

impl fmt::Display for PayoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        // Names are written escaped: they come from a file nobody has checked yet.
        match &self.column {
            None => {}
            Some(ColumnRef { number: Some(number), name: Some(name) }) => {
                write!(f, ", column {number} {name:?}")?;
            }
            Some(ColumnRef { number: Some(number), name: None }) => {
                write!(f, ", column {number}")?;
            }
            Some(ColumnRef { number: None, name }) => {
                write!(f, ", column {:?}", name.as_deref().unwrap_or_default())?;
            }
        }
        write!(f, ": {}", self.kind)
    }
}

impl fmt::Display for PayoutErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyFile => f.write_str("the file is empty"),
            Self::NoRows => f.write_str("there are no rows below the header"),
            Self::MissingColumn { present } => {
                write!(f, "the file has no such column; it has {present:?}")
            }
            Self::DoubledColumn { first } => {
                write!(f, "column {first} has the same name")
            }
            Self::AmountColumnReused => {
                f.write_str("the amount column cannot be the payee or the group as well")
            }
            Self::RowLength { expected, found } => {
                write!(f, "the row has {found} cells, the header {expected}")
            }
            Self::NotUtf8 => f.write_str("these bytes are not UTF-8; save the file as UTF-8"),
            Self::UnclosedQuote => f.write_str("a quote opens here and is never closed"),
            Self::StrayQuote => f.write_str(
                "a quote stands inside a cell; put the whole cell in quotes and double the inner",
            ),
            Self::Blank => f.write_str("the cell is blank"),
            Self::LabelTooLong { bytes, max } => {
                write!(f, "the name has {bytes} bytes, at most {max} are allowed")
            }
            Self::ControlCharacter(c) => {
                write!(f, "the name holds the control character U+{:04X}", u32::from(*c))
            }
            Self::BidiCharacter(c) => write!(
                f,
                "the name holds U+{:04X}, which changes the direction of text",
                u32::from(*c)
            ),
            Self::InvisibleCharacter(c) => {
                write!(f, "the name holds the invisible character U+{:04X}", u32::from(*c))
            }
            Self::NotANumber { found } => {
                write!(f, "{found:?} is not an amount; write digits with at most one point")
            }
            Self::Negative => f.write_str("the amount is negative"),
            Self::Exponent => f.write_str("the amount has an exponent; write it out in digits"),
            Self::Separator => {
                f.write_str("the amount has separators; write only digits and one point")
            }
            Self::NotFinite => f.write_str("the amount is not a finite number"),
            Self::TooManyDecimals { found, allowed } => {
                write!(f, "the amount has {found} digits after the point, the asset {allowed}")
            }
            Self::AmountTooLarge => f.write_str("the amount is larger than the ledger can hold"),
            Self::TotalTooLarge => {
                f.write_str("with this row the file's sum is larger than the ledger can hold")
            }
            Self::NotSo { expected, found } => write!(f, "{found:?} is not {expected}"),
            Self::Unknown { what, found } => write!(f, "there is no {what} {found:?}"),
            Self::Twice { what, found } => write!(f, "the {what} {found:?} is there already"),
        }
    }
}
