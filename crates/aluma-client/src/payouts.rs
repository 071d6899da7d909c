//! Reads a table of past payouts: who received how much, in which round.
//!
//! The file is comma-separated text in UTF-8 with a header; a byte order mark, CRLF and quotes
//! are accepted, lines without a byte are skipped. It is read whole or refused whole, by the
//! first thing wrong with it: a row's length first, then bytes that are not UTF-8, then group,
//! payee, amount. What is refused, and why, is the list of [`PayoutErrorKind`].
//!
//! What was settled where a file leaves room:
//! - Column names are matched trimmed and NFC, case counts. No name may stand twice in the header,
//!   asked for or not; blank names may (spreadsheets write them), they cannot be asked for.
//! - One column may be payee and group at once; the amount's column must be its own.
//! - `.5`, `5.` and `+5` are no amounts; leading zeros are fine. Digits after the point are
//!   counted as written, also zeros.
//! - A quote may stand only around a cell, or doubled inside one.
//! - What shows nothing (zero width space, soft hyphen, fillers, tags and the like) is refused in
//!   names, and so are code points of private use: two names that look alike are a way to pay the
//!   wrong one. Joiners and emoji's presentation marks stay where scripts and emoji need them.

pub(crate) mod cell;
mod error;
mod joined;
mod split;
pub(crate) mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

pub(crate) use error::shorten;
pub use error::{ColumnRef, PayoutError, PayoutErrorKind};
use split::{Cell, Row, Splitter};

/// Longest label of a payee or group, in bytes of UTF-8 after trimming and NFC.
pub const MAX_LABEL_BYTES: usize = 256;

/// Which columns of the file to read, by the names in its header.
#[derive(Debug, Clone, Copy)]
pub struct Columns<'a> {
    /// The column that tells rounds (groups of payments) apart.
    pub group_by: &'a str,
    /// The column with the payee.
    pub to: &'a str,
    /// The column with the amount.
    pub amount: &'a str,
}

/// A file of payouts, summed per payee and group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payouts {
    /// Groups in order of first appearance, also those in which every row is zero.
    pub groups: Vec<Group>,
    /// Distinct payees of the file in order of first appearance, also those who only have zeros.
    pub payees: Vec<String>,
    /// Rows below the header.
    pub rows: usize,
    /// Rows whose amount is zero; they pay nothing.
    pub zero_rows: usize,
    /// Sum of the file in base units.
    pub total: u128,
}

/// The payments of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its label, trimmed and NFC.
    pub label: String,
    /// Index into [`Payouts::payees`] and base units (never zero), one entry per payee, in order
    /// of the index.
    pub rows: Vec<(usize, u128)>,
    /// SHA-256 of the group's payments: for each payee, sorted by the label's bytes, the label,
    /// a tab, the base units in decimal without leading zeros, a line feed. Labels hold no control
    /// characters, so two sets of payments never give the same text. Order of rows and columns,
    /// quotes, line ends, zero rows and the split of a sum over rows do not matter.
    pub hash: [u8; 32],
}

impl Group {
    /// Sum of the group in base units.
    pub fn total(&self) -> u128 {
        // Cannot pass the file's sum, which `read` has checked.
        self.rows.iter().fold(0, |sum, (_, units)| sum.saturating_add(*units))
    }
}

/// Reads a file of payouts in an asset with `decimals` digits after the point.
///
/// # Errors
/// The first thing wrong with the file, with its line and column.
pub fn read(bytes: &[u8], columns: &Columns<'_>, decimals: u8) -> Result<Payouts, PayoutError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut splitter = Splitter::new(bytes);
    let header =
        splitter.next_row()?.ok_or_else(|| PayoutError::on_line(1, PayoutErrorKind::EmptyFile))?;
    let names = header_names(&header)?;
    let places = Places::find(columns, &names, header.line).map_err(|e| e.named(&names))?;
    let mut sums = Sums::default();
    while let Some(row) = splitter.next_row().map_err(|e| e.named(&names))? {
        places.add_row(&row, decimals, &mut sums).map_err(|e| e.named(&names))?;
    }
    if sums.rows == 0 {
        return Err(PayoutError::on_line(header.line, PayoutErrorKind::NoRows));
    }
    Ok(sums.finish())
}

fn header_names(header: &Row<'_>) -> Result<Vec<String>, PayoutError> {
    texts(header).map(|texts| texts.into_iter().map(column_name).collect())
}

fn column_name(text: &str) -> String {
    text.trim().nfc().collect()
}

/// The cells of a row as text.
fn texts<'a>(row: &'a Row<'_>) -> Result<Vec<&'a str>, PayoutError> {
    let text = |(index, cell): (usize, &'a Cell<'_>)| {
        std::str::from_utf8(&cell.bytes).map_err(|error| {
            let before = cell.bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = cell.line + line_breaks(before);
            PayoutError::at(line, index + 1, PayoutErrorKind::NotUtf8)
        })
    };
    row.cells.iter().enumerate().map(text).collect()
}

fn line_breaks(bytes: &[u8]) -> usize {
    let returns = bytes.iter().filter(|b| **b == b'\r').count();
    let feeds = bytes.iter().filter(|b| **b == b'\n').count();
    let pairs = bytes.windows(2).filter(|pair| *pair == b"\r\n").count();
    returns + feeds - pairs
}

/// Where in a row the three cells stand, from 0, and how long a row is.
struct Places {
    group_by: usize,
    to: usize,
    amount: usize,
    width: usize,
}

impl Places {
    fn find(columns: &Columns<'_>, names: &[String], line: usize) -> Result<Self, PayoutError> {
        let mut seen = BTreeMap::new();
        for (index, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            if let Some(first) = seen.insert(name.as_str(), index) {
                let kind = PayoutErrorKind::DoubledColumn { first: first + 1 };
                return Err(PayoutError::at(line, index + 1, kind));
            }
        }
        let place = |asked: &str| {
            let asked = column_name(asked);
            let found = seen.get(asked.as_str()).copied();
            found.ok_or_else(|| PayoutError::missing(line, &asked, names))
        };
        let group_by = place(columns.group_by)?;
        let to = place(columns.to)?;
        let amount = place(columns.amount)?;
        if amount == group_by || amount == to {
            return Err(PayoutError::at(line, amount + 1, PayoutErrorKind::AmountColumnReused));
        }
        Ok(Places { group_by, to, amount, width: names.len() })
    }

    fn add_row(&self, row: &Row<'_>, decimals: u8, sums: &mut Sums) -> Result<(), PayoutError> {
        let texts = texts_of_width(row, self.width)?;
        let text = |place: usize| texts.get(place).copied().unwrap_or_default();
        let blame = |place: usize| {
            let line = row.cells.get(place).map_or(row.line, |cell| cell.line);
            move |kind| PayoutError::at(line, place + 1, kind)
        };
        let group = cell::label(text(self.group_by)).map_err(blame(self.group_by))?;
        let payee = cell::label(text(self.to)).map_err(blame(self.to))?;
        let units = cell::amount(text(self.amount), decimals).map_err(blame(self.amount))?;
        sums.add(group, payee, units)
            .ok_or(PayoutErrorKind::TotalTooLarge)
            .map_err(blame(self.amount))
    }
}

fn texts_of_width<'a>(row: &'a Row<'_>, expected: usize) -> Result<Vec<&'a str>, PayoutError> {
    let found = row.cells.len();
    if found != expected {
        // The first cell that is missing or too many.
        let number = found.min(expected) + 1;
        let line = row.cells.get(expected).or(row.cells.last()).map_or(row.line, |cell| cell.line);
        return Err(PayoutError::at(line, number, PayoutErrorKind::RowLength { expected, found }));
    }
    texts(row)
}

/// What was read so far.
#[derive(Default)]
struct Sums {
    payees: Labels,
    groups: Labels,
    /// For each group the base units of each payee; the order of the keys is the result's.
    payments: Vec<BTreeMap<usize, u128>>,
    rows: usize,
    zero_rows: usize,
    total: u128,
}

impl Sums {
    /// Adds one row; `None` where the file's sum overflows. No sum of a part can be larger than
    /// the file's, so this one check stands for all.
    fn add(&mut self, group: String, payee: String, units: u128) -> Option<()> {
        self.total = self.total.checked_add(units)?;
        self.rows += 1;
        let payee = self.payees.index(payee);
        let group = self.groups.index(group);
        if self.payments.len() <= group {
            self.payments.resize_with(group + 1, BTreeMap::new);
        }
        if units == 0 {
            self.zero_rows += 1;
            return Some(());
        }
        let sum = self.payments.get_mut(group)?.entry(payee).or_insert(0);
        *sum = sum.checked_add(units)?;
        Some(())
    }

    fn finish(self) -> Payouts {
        let payees = self.payees.in_order;
        let groups = self.groups.in_order.into_iter().zip(self.payments);
        let groups = groups
            .map(|(label, payments)| {
                let rows: Vec<_> = payments.into_iter().collect();
                let hash = hash(&rows, &payees);
                Group { label, rows, hash }
            })
            .collect();
        Payouts { groups, payees, rows: self.rows, zero_rows: self.zero_rows, total: self.total }
    }
}

/// Labels numbered in order of first appearance.
#[derive(Default)]
struct Labels {
    in_order: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

impl Labels {
    fn index(&mut self, label: String) -> usize {
        if let Some(index) = self.numbers.get(&label) {
            return *index;
        }
        let index = self.in_order.len();
        self.in_order.push(label.clone());
        self.numbers.insert(label, index);
        index
    }
}

/// See [`Group::hash`].
fn hash(rows: &[(usize, u128)], payees: &[String]) -> [u8; 32] {
    let label = |payee: &usize| payees.get(*payee).map_or("", String::as_str);
    let mut lines: Vec<_> = rows.iter().map(|(payee, units)| (label(payee), units)).collect();
    lines.sort_unstable();
    let mut hasher = Sha256::new();
    for (label, units) in lines {
        hasher.update(format!("{label}\t{units}\n"));
    }
    hasher.finalize().into()
}
