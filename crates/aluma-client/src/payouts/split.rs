//! Splits a comma-separated file into rows and cells, strictly (RFC 4180).
//!
//! Own code where the `csv` crate would read: that reader is lenient on purpose (a quote that is
//! never closed swallows the rest of the file in silence, text after a closing quote is glued on)
//! and counts lines wrongly after CRLF. A file of payments has to be refused there, with the line.
//! The tests hold this splitter to the `csv` crate on every table that crate can write.

use std::borrow::Cow;

use super::error::{PayoutError, PayoutErrorKind};

/// One cell, unquoted, with the line its first byte stands on.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    pub(super) line: usize,
    pub(super) bytes: Cow<'a, [u8]>,
}

/// One row: at least one cell; `line` is the line the row begins on.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) line: usize,
    pub(super) cells: Vec<Cell<'a>>,
}

/// A cursor over the bytes of a file without its byte order mark.
pub(super) struct Splitter<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> Splitter<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Splitter { bytes, at: 0, line: 1 }
    }

    /// The next row, or `None` at the end. Lines without a single byte are skipped: editors leave
    /// them at the end of a file, and they hold no payment.
    pub(super) fn next_row(&mut self) -> Result<Option<Row<'a>>, PayoutError> {
        while self.line_break() {}
        if self.peek().is_none() {
            return Ok(None);
        }
        let mut row = Row { line: self.line, cells: Vec::new() };
        loop {
            let column = row.cells.len() + 1;
            row.cells.push(self.cell(column)?);
            if self.peek() != Some(b',') {
                self.line_break();
                return Ok(Some(row));
            }
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Steps over one line break (LF, CRLF or CR) when the cursor stands on one.
    fn line_break(&mut self) -> bool {
        let length = match (self.peek(), self.bytes.get(self.at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r' | b'\n'), _) => 1,
            _ => return false,
        };
        self.at += length;
        self.line += 1;
        true
    }

    fn cell(&mut self, column: usize) -> Result<Cell<'a>, PayoutError> {
        let line = self.line;
        let bytes = match self.peek() {
            Some(b'"') => self.quoted(column)?,
            _ => self.bare(column)?,
        };
        match self.peek() {
            None | Some(b',' | b'\r' | b'\n') => Ok(Cell { line, bytes }),
            Some(_) => Err(PayoutError::at(self.line, column, PayoutErrorKind::StrayQuote)),
        }
    }

    fn bare(&mut self, column: usize) -> Result<Cow<'a, [u8]>, PayoutError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length =
            rest.iter().position(|b| matches!(b, b',' | b'\r' | b'\n')).unwrap_or(rest.len());
        let cell = rest.get(..length).unwrap_or_default();
        if cell.contains(&b'"') {
            return Err(PayoutError::at(self.line, column, PayoutErrorKind::StrayQuote));
        }
        self.at += length;
        Ok(Cow::Borrowed(cell))
    }

    /// A cell in quotes; the cursor stands on the opening one. A doubled quote is one quote.
    fn quoted(&mut self, column: usize) -> Result<Cow<'a, [u8]>, PayoutError> {
        let opened = self.line;
        self.at += 1;
        let mut cell = Vec::new();
        loop {
            let from = self.at;
            if self.line_break() {
                cell.extend_from_slice(self.bytes.get(from..self.at).unwrap_or_default());
                continue;
            }
            let Some(byte) = self.peek() else {
                return Err(PayoutError::at(opened, column, PayoutErrorKind::UnclosedQuote));
            };
            self.at += 1;
            if byte == b'"' {
                if self.peek() != Some(b'"') {
                    return Ok(Cow::Owned(cell));
                }
                self.at += 1;
            }
            cell.push(byte);
        }
    }
}
