//! Log tables: rows that are only ever appended, kept on disk.
//!
//! File `rows-NNNNN.log` per table, one record of kind 2 per block that appended to it: height
//! `u64`, index of the first row `u64`, number of rows `u32`, then per row length `u32`, CRC-32 of
//! the row, the row. The second checksum lets one row be read without its whole batch.
//!
//! Rows follow from blocks, so they are not waited for at each commit. Up to the counts noted in a
//! snapshot they are synced, and damage there that good rows follow refuses. Anything else that is
//! damaged is dropped with all behind it, reported, and comes again when the node replays blocks.

use crate::error::StoreError;
use crate::record::{FileKind, Poison, RECORD_HEADER, RecordFile, Tail};
use crate::scan::Found;
use std::collections::BTreeMap;
use std::path::Path;

/// Record kind of a batch of rows.
pub const ROWS_RECORD: u8 = 2;
/// Bytes of a batch before its first row.
pub const BATCH_HEADER: usize = 20;
/// Bytes before each row.
pub const ROW_HEADER: usize = 8;

/// The file of a log table.
pub fn file_name(table: u16) -> String {
    format!("rows-{table:05}.log")
}

/// The table a file name belongs to.
pub fn table_of(file_name: &str) -> Option<u16> {
    let digits = file_name.strip_prefix("rows-")?.strip_suffix(".log")?;
    (digits.len() == 5).then(|| digits.parse().ok())?
}

/// Rows one block appends to one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowBatch {
    /// The table's number.
    pub table: u16,
    /// The rows in order.
    pub rows: Vec<Vec<u8>>,
}

/// All log tables of a store.
#[derive(Debug)]
pub struct Rows {
    dir: std::path::PathBuf,
    poison: Poison,
    tables: BTreeMap<u16, RowTable>,
}

#[derive(Debug)]
struct RowTable {
    file: RecordFile,
    /// Where each row's length stands.
    offsets: Vec<u64>,
    batches: Vec<Batch>,
}

#[derive(Clone, Copy, Debug)]
struct Batch {
    offset: u64,
    height: u64,
    first: u64,
}

impl Rows {
    /// Opens all tables in the directory. `synced` are the counts up to which rows are known to
    /// have been on the disk (a snapshot's).
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] for damage among the synced rows that good rows follow.
    pub fn open(
        dir: &Path,
        synced: &BTreeMap<u16, u64>,
        poison: &Poison,
    ) -> Result<(Self, Vec<Tail>), StoreError> {
        let mut rows = Self { dir: dir.to_path_buf(), poison: poison.clone(), tables: [].into() };
        let mut tails = Vec::new();
        let listing = || StoreError::io(dir, "listing");
        for entry in std::fs::read_dir(dir).map_err(listing())? {
            let name = entry.map_err(listing())?.file_name();
            if let Some(table) = name.to_str().and_then(table_of) {
                let floor = synced.get(&table).copied().unwrap_or(0);
                let (opened, tail) = RowTable::open(dir, table, floor, poison)?;
                tails.extend(tail);
                rows.tables.insert(table, opened);
            }
        }
        tails.sort_by(|a, b| a.file.cmp(&b.file));
        Ok((rows, tails))
    }

    /// The tables that have rows, with their counts.
    pub fn counts(&self) -> BTreeMap<u16, u64> {
        let counts = self.tables.keys().map(|table| (*table, self.count(*table)));
        counts.filter(|(_, count)| *count > 0).collect()
    }

    /// The number of rows in a table.
    pub fn count(&self, table: u16) -> u64 {
        self.tables.get(&table).map_or(0, |table| table.offsets.len() as u64)
    }

    /// Whether every table holds at least so many rows.
    pub fn hold(&self, counts: &BTreeMap<u16, u64>) -> bool {
        counts.iter().all(|(table, count)| self.count(*table) >= *count)
    }

    /// Appends a block's rows, without waiting for the disk. A table that already holds rows of
    /// this height or a later one keeps what it has, so that replaying appends nothing twice.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn append(&mut self, height: u64, batches: &[RowBatch]) -> Result<(), StoreError> {
        // One record per table and height, however many batches name the table.
        let mut by_table: BTreeMap<u16, Vec<&[u8]>> = BTreeMap::new();
        for batch in batches.iter().filter(|batch| !batch.rows.is_empty()) {
            by_table.entry(batch.table).or_default().extend(batch.rows.iter().map(Vec::as_slice));
        }
        for (number, rows) in by_table {
            let table = match self.tables.entry(number) {
                std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
                std::collections::btree_map::Entry::Vacant(entry) => {
                    let opened = RowTable::open(&self.dir, number, 0, &self.poison);
                    entry.insert(self.poison.watch(opened)?.0)
                }
            };
            if table.batches.last().is_none_or(|last| last.height < height) {
                table.append(height, &rows)?;
            }
        }
        Ok(())
    }

    /// One row, checked; none if the table has no such index.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if it was damaged since the table was opened.
    pub fn read(&self, table: u16, index: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(found) = self.tables.get(&table) else { return Ok(None) };
        let at = usize::try_from(index).ok().and_then(|index| found.offsets.get(index));
        at.map(|offset| found.read_at(*offset)).transpose()
    }

    /// The height whose block appended a row; none if the table has no such index.
    pub fn height_of(&self, table: u16, index: u64) -> Option<u64> {
        let found = self.tables.get(&table).filter(|_| index < self.count(table))?;
        let after = found.batches.partition_point(|batch| batch.first <= index);
        Some(found.batches.get(after.checked_sub(1)?)?.height)
    }

    /// The rows that the block of a height appended, table by table.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if one was damaged since the table was opened.
    pub fn of_height(&self, height: u64) -> Result<Vec<RowBatch>, StoreError> {
        let mut batches = Vec::new();
        for (table, found) in &self.tables {
            let Some(place) = found.batches.iter().position(|batch| batch.height == height) else {
                continue;
            };
            let first = found.batches[place].first;
            let end = found.batches.get(place + 1).map_or(self.count(*table), |next| next.first);
            let rows = (first..end).filter_map(|index| self.read(*table, index).transpose());
            batches.push(RowBatch { table: *table, rows: rows.collect::<Result<_, _>>()? });
        }
        Ok(batches)
    }

    /// Drops the rows of a table from index `count` on, durably.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn truncate_to(&mut self, table: u16, count: u64) -> Result<(), StoreError> {
        self.tables.get_mut(&table).map_or(Ok(()), |table| table.truncate_to(count))
    }

    /// Drops all rows of blocks above `height` (of all blocks, with none), durably.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn truncate_above(&mut self, height: Option<u64>) -> Result<bool, StoreError> {
        let mut dropped = false;
        for table in self.tables.values_mut() {
            let above = |batch: &Batch| height.is_none_or(|height| batch.height > height);
            if let Some(count) = table.batches.iter().find(|batch| above(batch)).map(|b| b.first) {
                table.truncate_to(count)?;
                dropped = true;
            }
        }
        Ok(dropped)
    }

    /// Waits until all rows are on the disk.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn sync(&self) -> Result<(), StoreError> {
        self.tables.values().try_for_each(|table| table.file.sync())
    }
}

impl RowTable {
    fn open(
        dir: &Path,
        table: u16,
        synced: u64,
        poison: &Poison,
    ) -> Result<(Self, Option<Tail>), StoreError> {
        let file = RecordFile::open(&dir.join(file_name(table)), FileKind::Rows, table, poison)?;
        let mut opened = Self { file, offsets: Vec::new(), batches: Vec::new() };
        let (tail, last) = opened.index()?;
        if let Some(tail) = &tail {
            if !last && (opened.offsets.len() as u64) < synced {
                let what = "rows that a snapshot relies on";
                return Err(StoreError::corrupt(opened.file.path(), tail.offset, what));
            }
            opened.file.truncate(tail.offset)?;
        }
        Ok((opened, tail))
    }

    /// Fills the index up to the first bad record, and returns what lies from there on and whether
    /// that is the last record only.
    fn index(&mut self) -> Result<(Option<Tail>, bool), StoreError> {
        let mut scanner = self.file.scan()?;
        let rest = |offset: u64| Tail {
            file: self.file.path().to_path_buf(),
            offset,
            bytes: self.file.end() - offset,
            cut: false,
        };
        loop {
            match scanner.next()? {
                Found::Record { offset, kind } => {
                    let first = self.offsets.len() as u64;
                    let parsed = parse_batch(kind, &scanner.payload).filter(|batch| {
                        let last = self.batches.last();
                        batch.first == first && last.is_none_or(|last| last.height < batch.height)
                    });
                    let Some(batch) = parsed else {
                        return Ok((Some(rest(offset)), false));
                    };
                    let start = offset + RECORD_HEADER;
                    self.offsets.extend(batch.rows.iter().map(|at| start + *at as u64));
                    self.batches.push(Batch { offset, height: batch.height, first });
                }
                Found::Damage { offset, .. } => return Ok((Some(rest(offset)), false)),
                Found::Tail(tail) => return Ok((Some(tail), true)),
                Found::End => return Ok((None, true)),
            }
        }
    }

    fn append<R: AsRef<[u8]>>(&mut self, height: u64, rows: &[R]) -> Result<(), StoreError> {
        let first = self.offsets.len() as u64;
        let total = rows.iter().map(|row| row.as_ref().len() + ROW_HEADER).sum::<usize>();
        let mut payload = Vec::with_capacity(BATCH_HEADER + total);
        payload.extend_from_slice(&height.to_be_bytes());
        payload.extend_from_slice(&first.to_be_bytes());
        payload.extend_from_slice(&(rows.len() as u32).to_be_bytes());
        let mut places = Vec::with_capacity(rows.len());
        for row in rows.iter().map(AsRef::as_ref) {
            places.push(payload.len() as u64);
            payload.extend_from_slice(&(row.len() as u32).to_be_bytes());
            payload.extend_from_slice(&crc32fast::hash(row).to_be_bytes());
            payload.extend_from_slice(row);
        }
        let offset = self.file.append(&[(ROWS_RECORD, &payload)])?;
        self.offsets.extend(places.iter().map(|place| offset + RECORD_HEADER + place));
        self.batches.push(Batch { offset, height, first });
        Ok(())
    }

    fn read_at(&self, offset: u64) -> Result<Vec<u8>, StoreError> {
        let bad = || StoreError::corrupt(self.file.path(), offset, "a row");
        let head = self.file.read_raw(offset, ROW_HEADER as u64)?;
        let (len, sum) = head.split_first_chunk::<4>().ok_or_else(bad)?;
        let len = u64::from(u32::from_be_bytes(*len));
        let row = self.file.read_raw(offset + ROW_HEADER as u64, len)?;
        if crc32fast::hash(&row).to_be_bytes()[..] == *sum { Ok(row) } else { Err(bad()) }
    }

    fn truncate_to(&mut self, count: u64) -> Result<(), StoreError> {
        if count >= self.offsets.len() as u64 {
            return Ok(());
        }
        let from = self.batches.partition_point(|batch| batch.first < count);
        let from = match self.batches.get(from) {
            Some(batch) if batch.first == count => from,
            _ => from.saturating_sub(1),
        };
        let Some(batch) = self.batches.get(from).copied() else { return Ok(()) };
        // A batch is one record: of a batch cut in its middle the first rows are written again.
        let kept = &self.offsets[batch.first as usize..count as usize];
        let kept = kept.iter().map(|at| self.read_at(*at)).collect::<Result<Vec<_>, _>>()?;
        self.file.truncate(batch.offset)?;
        self.batches.truncate(from);
        self.offsets.truncate(batch.first as usize);
        if !kept.is_empty() {
            self.append(batch.height, &kept)?;
            self.file.sync()?;
        }
        Ok(())
    }
}

struct Parsed {
    height: u64,
    first: u64,
    /// Where in the payload each row's length stands.
    rows: Vec<usize>,
}

fn parse_batch(kind: u8, payload: &[u8]) -> Option<Parsed> {
    let number = |at: usize| Some(u64::from_be_bytes(payload.get(at..at + 8)?.try_into().ok()?));
    let short = |at: usize| Some(u32::from_be_bytes(payload.get(at..at + 4)?.try_into().ok()?));
    let (height, first, count) = (number(0)?, number(8)?, short(16)?);
    let mut rows = Vec::new();
    let mut at = BATCH_HEADER;
    for _ in 0..count {
        rows.push(at);
        at = at.checked_add(ROW_HEADER + short(at)? as usize)?;
    }
    (kind == ROWS_RECORD && at == payload.len()).then_some(Parsed { height, first, rows })
}
