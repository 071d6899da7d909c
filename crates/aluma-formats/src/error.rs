//! Why a file cannot be written.

use std::fmt;

/// What stands in the way. Each names whom or what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// A file of details has no such column.
    NoColumn(&'static str),
    /// A line of a file of details is not one.
    BadLine {
        /// Which, counted from 1 with the header.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// Details stand twice.
    Twice {
        /// The second line.
        line: u64,
        /// Whose.
        payee: String,
    },
    /// Payees of whom the file of details says nothing.
    Missing(Vec<String>),
    /// Payouts are in several assets, and a batch is in one.
    Assets(Vec<String>),
    /// Nothing is to be paid.
    Nothing,
    /// What is written as a currency is none.
    NotACurrency(String),
    /// A sum has a part that is too small for its currency or token.
    TooFine {
        /// Whose.
        payee: String,
        /// The sum.
        amount: String,
        /// Decimals that can be paid.
        decimals: u8,
    },
    /// A sum is too large for the form.
    TooLarge {
        /// Whose.
        payee: String,
    },
    /// A text has a letter that banks do not take.
    Letters {
        /// Where it stands.
        field: String,
        /// The text.
        text: String,
    },
    /// A text has a length that the form does not take.
    Length {
        /// Where it stands.
        field: String,
        /// The most that there may be.
        most: usize,
    },
    /// An account number that cannot be one.
    Iban {
        /// Whose.
        of: String,
        /// Why not.
        why: &'static str,
    },
    /// A bank's code that cannot be one.
    Bic(String),
    /// An address that cannot be one.
    Address {
        /// Whose.
        of: String,
        /// Why not.
        why: &'static str,
    },
    /// A day that no calendar has.
    Day(String),
    /// A number of a chain that cannot be one.
    Chain(String),
}

impl FormatError {
    /// Its name, for programs.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NoColumn(_) => "no-column",
            Self::BadLine { .. } => "bad-line",
            Self::Twice { .. } => "details-twice",
            Self::Missing(_) => "details-missing",
            Self::Assets(_) => "several-assets",
            Self::Nothing => "nothing-to-pay",
            Self::NotACurrency(_) => "not-a-currency",
            Self::TooFine { .. } => "too-fine",
            Self::TooLarge { .. } => "too-large",
            Self::Letters { .. } => "letters",
            Self::Length { .. } => "too-long",
            Self::Iban { .. } => "bad-iban",
            Self::Bic(_) => "bad-bic",
            Self::Address { .. } => "bad-address",
            Self::Day(_) => "bad-day",
            Self::Chain(_) => "bad-chain",
        }
    }

    /// What would make it work.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::NoColumn(_) | Self::BadLine { .. } | Self::Twice { .. } => {
                "Details are a table with a header: payee,iban,name,bic or payee,address."
            }
            Self::Missing(_) => {
                "Add a line for each of them, or leave them out with --leave-out-missing."
            }
            Self::Assets(_) => "Choose one with --asset, and write a file for each.",
            Self::Nothing => {
                "Payouts that wait or are late are to be paid; `show payouts` lists all."
            }
            Self::NotACurrency(_) => "Name the currency with --currency, such as EUR.",
            Self::TooFine { .. } => "Nothing is rounded here: pay this one by hand.",
            Self::TooLarge { .. } => "Pay this one by hand.",
            Self::Letters { .. } => {
                "Banks take a-z A-Z 0-9 space and / - ? : ( ) . , ' +: write the name so in the details."
            }
            Self::Length { .. } => "Shorten it.",
            Self::Iban { .. } | Self::Bic(_) => "Compare it with the bank's own papers.",
            Self::Address { .. } => "Copy it again from the wallet, with its capitals.",
            Self::Day(_) => "A day is YEAR-MONTH-DAY, such as 2026-11-26.",
            Self::Chain(_) => "A chain has a number, such as 1 for Ethereum or 100 for Gnosis.",
        }
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoColumn(name) => write!(f, "the details have no column {name}"),
            Self::BadLine { line, what } => write!(f, "line {line} of the details: {what}"),
            Self::Twice { line, payee } => {
                write!(f, "line {line} of the details: {payee} stands there twice")
            }
            Self::Missing(who) => write!(f, "no details of {}", who.join(", ")),
            Self::Assets(which) => write!(f, "payouts are in {}", which.join(", ")),
            Self::Nothing => write!(f, "nothing is to be paid"),
            Self::NotACurrency(text) => write!(f, "{text} is no currency of three letters"),
            Self::TooFine { payee, amount, decimals } => {
                write!(f, "{payee}: {amount} has more than {decimals} digits after the point")
            }
            Self::TooLarge { payee } => write!(f, "{payee}: the sum is too large for this form"),
            Self::Letters { field, text } => {
                write!(f, "{field}: {text:?} has letters that banks do not take")
            }
            Self::Length { field, most } => write!(f, "{field}: more than {most} letters, or none"),
            Self::Iban { of, why } => write!(f, "the IBAN of {of} {why}"),
            Self::Bic(text) => write!(f, "{text} is no BIC"),
            Self::Address { of, why } => write!(f, "the address of {of} {why}"),
            Self::Day(text) => write!(f, "{text} is no day"),
            Self::Chain(text) => write!(f, "{text} is no number of a chain"),
        }
    }
}

impl std::error::Error for FormatError {}
