//! A table as text, by the names of its columns: for files of more than three columns.

use std::collections::BTreeMap;

use super::error::{PayoutError, PayoutErrorKind};
use super::split::Splitter;
use super::{column_name, header_names, texts_of_width};

/// A file's rows as text.
pub(crate) struct Table {
    names: Vec<String>,
    places: BTreeMap<String, usize>,
    /// The line a row begins on, and its cells.
    pub(crate) rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    /// Reads a file with a header.
    ///
    /// # Errors
    /// The first thing wrong with its form.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, PayoutError> {
        let mut table = Self::read_as_written(bytes)?;
        let cells = table.rows.iter_mut().flat_map(|(_, cells)| cells.iter_mut());
        cells.for_each(|cell| *cell = cell.trim().to_owned());
        Ok(table)
    }

    /// The same with cells as they are written, space around them included.
    ///
    /// # Errors
    /// As [`Table::read`].
    pub(crate) fn read_as_written(bytes: &[u8]) -> Result<Self, PayoutError> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut splitter = Splitter::new(bytes);
        let empty = || PayoutError::on_line(1, PayoutErrorKind::EmptyFile);
        let header = splitter.next_row()?.ok_or_else(empty)?;
        let names = header_names(&header)?;
        let mut places = BTreeMap::new();
        for (index, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            if let Some(first) = places.insert(name.clone(), index) {
                let kind = PayoutErrorKind::DoubledColumn { first: first + 1 };
                return Err(PayoutError::at(header.line, index + 1, kind).named(&names));
            }
        }
        let mut rows = Vec::new();
        while let Some(row) = splitter.next_row().map_err(|error| error.named(&names))? {
            let texts = texts_of_width(&row, names.len()).map_err(|error| error.named(&names))?;
            rows.push((row.line, texts.into_iter().map(str::to_owned).collect()));
        }
        if rows.is_empty() {
            return Err(PayoutError::on_line(header.line, PayoutErrorKind::NoRows));
        }
        Ok(Self { names, places, rows })
    }

    /// Where a column stands, if it is there.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.places.get(column_name(name).as_str()).copied()
    }

    /// Where a column stands.
    ///
    /// # Errors
    /// That the file lacks it.
    pub(crate) fn column(&self, name: &str) -> Result<usize, PayoutError> {
        self.find(name).ok_or_else(|| PayoutError::missing(1, name, &self.names))
    }

    /// An error about a cell.
    pub(crate) fn blame(&self, line: usize, place: usize, kind: PayoutErrorKind) -> PayoutError {
        PayoutError::at(line, place + 1, kind).named(&self.names)
    }
}
