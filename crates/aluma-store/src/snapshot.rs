//! Snapshots: the whole state of one height in one file, written and read front to back.
//!
//! File `snapshot-HEIGHT.snap` (20 digits), begun as `.tmp` and renamed when it is whole and on the
//! disk. One record of kind 8: height `u64`, block id, state root, length `u32` of meta and meta,
//! number `u32` of log tables, per log table number `u16` and row count `u64`. Then records of kind
//! 9: number of rows `u32`, per row table `u16`, key length `u32`, value length `u32`, key, value,
//! ascending by table and key over the whole file. Last one record of kind 10: number of rows
//! `u64`, number of records of kind 9 `u64`.

use crate::disk;
use crate::error::StoreError;
use crate::record::{FileKind, Poison, RecordFile, rename};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Record kind of the header.
pub const SNAPSHOT_HEADER_RECORD: u8 = 8;
/// Record kind of a chunk of rows.
pub const SNAPSHOT_ROWS_RECORD: u8 = 9;
/// Record kind of the footer.
pub const SNAPSHOT_END_RECORD: u8 = 10;

const CHUNK_BYTES: usize = 1 << 20;
const KEPT: usize = 2;

/// What a snapshot says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SnapshotHeader {
    /// The height whose block led to this state.
    pub height: u64,
    /// That block's id.
    pub block_id: [u8; 32],
    /// The state root.
    pub state_root: [u8; 32],
    /// Whatever else the caller needs to go on from here.
    pub meta: Vec<u8>,
    /// The row counts of the log tables at this height; the rows are on the disk.
    pub row_counts: BTreeMap<u16, u64>,
}

/// Name of the snapshot of a height.
pub fn file_name(height: u64) -> String {
    format!("snapshot-{height:020}.snap")
}

/// The height a file name belongs to.
pub fn height_of(file_name: &str) -> Option<u64> {
    let digits = file_name.strip_prefix("snapshot-")?.strip_suffix(".snap")?;
    (digits.len() == 20).then(|| digits.parse().ok())?
}

/// A snapshot being written. Dropped unfinished, it leaves nothing behind. It is independent of
/// the store, so that it can be written while blocks go on.
#[derive(Debug)]
pub struct SnapshotWriter {
    dir: PathBuf,
    height: u64,
    temporary: PathBuf,
    file: RecordFile,
    chunk: Vec<u8>,
    in_chunk: u32,
    rows: u64,
    chunks: u64,
    last: Option<(u16, Vec<u8>)>,
}

impl SnapshotWriter {
    /// Begins a snapshot; the rows counted in the header must be on the disk.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn create(dir: &Path, header: &SnapshotHeader) -> Result<Self, StoreError> {
        let temporary = dir.join(file_name(header.height)).with_extension("tmp");
        if temporary.try_exists().map_err(StoreError::io(&temporary, "looking for"))? {
            disk::remove(&temporary).map_err(StoreError::io(&temporary, "removing"))?;
        }
        // A failed snapshot is no reason to stop committing blocks: hence a poison of its own.
        let file = RecordFile::open(&temporary, FileKind::Snapshot, 0, &Poison::default())?;
        let mut writer = Self {
            dir: dir.to_path_buf(),
            height: header.height,
            temporary,
            file,
            chunk: Vec::with_capacity(CHUNK_BYTES),
            in_chunk: 0,
            rows: 0,
            chunks: 0,
            last: None,
        };
        writer.file.append(&[(SNAPSHOT_HEADER_RECORD, &encode_header(header))])?;
        Ok(writer)
    }

    /// Adds a row; they come in ascending order of table and key.
    ///
    /// # Errors
    /// [`StoreError::Unsorted`], or as the disk answers.
    pub fn row(&mut self, table: u16, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        if let Some((last_table, last_key)) = &self.last
            && (*last_table, &last_key[..]) >= (table, key)
        {
            return Err(StoreError::Unsorted);
        }
        if self.chunk.len() >= CHUNK_BYTES {
            self.flush()?;
        }
        self.chunk.extend_from_slice(&table.to_be_bytes());
        self.chunk.extend_from_slice(&(key.len() as u32).to_be_bytes());
        self.chunk.extend_from_slice(&(value.len() as u32).to_be_bytes());
        self.chunk.extend_from_slice(key);
        self.chunk.extend_from_slice(value);
        self.in_chunk += 1;
        self.rows += 1;
        let last = self.last.get_or_insert_default();
        last.0 = table;
        last.1.clear();
        last.1.extend_from_slice(key);
        Ok(())
    }

    /// Ends the snapshot, waits for the disk, gives it its name and removes all but the newest two.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn finish(mut self) -> Result<(), StoreError> {
        self.flush()?;
        let end = [self.rows.to_be_bytes(), self.chunks.to_be_bytes()].concat();
        self.file.append(&[(SNAPSHOT_END_RECORD, &end)])?;
        self.file.sync()?;
        rename(&self.temporary, &self.dir.join(file_name(self.height)))?;
        for height in heights(&self.dir)?.into_iter().rev().skip(KEPT) {
            remove(&self.dir, height)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        if self.in_chunk == 0 {
            return Ok(());
        }
        let payload = [&self.in_chunk.to_be_bytes()[..], &self.chunk].concat();
        self.file.append(&[(SNAPSHOT_ROWS_RECORD, &payload)])?;
        self.chunk.clear();
        self.in_chunk = 0;
        self.chunks += 1;
        Ok(())
    }
}

impl Drop for SnapshotWriter {
    fn drop(&mut self) {
        // After `finish` it has its final name and this finds nothing.
        let _ = disk::remove(&self.temporary);
    }
}

/// The heights that have a snapshot, ascending.
///
/// # Errors
/// As the disk answers.
pub fn heights(dir: &Path) -> Result<Vec<u64>, StoreError> {
    let listing = || StoreError::io(dir, "listing");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(listing())? {
        found.extend(entry.map_err(listing())?.file_name().to_str().and_then(height_of));
    }
    found.sort_unstable();
    Ok(found)
}

pub(crate) fn remove(dir: &Path, height: u64) -> Result<(), StoreError> {
    let path = dir.join(file_name(height));
    disk::remove(&path).map_err(StoreError::io(&path, "removing"))
}

/// A snapshot all of whose bytes were checked.
#[derive(Debug)]
pub struct SnapshotReader {
    pub(crate) header: SnapshotHeader,
    file: RecordFile,
}

impl SnapshotReader {
    /// Opens and checks the snapshot of a height.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if any byte of it is damaged or missing.
    pub fn open(dir: &Path, height: u64) -> Result<Self, StoreError> {
        let path = dir.join(file_name(height));
        let file = RecordFile::open(&path, FileKind::Snapshot, 0, &Poison::default())?;
        let mut check = SnapshotCheck::default();
        let tail =
            file.scan_strict(|_, kind, payload| check.record(kind, payload, &mut |_, _, _| {}))?;
        if let Some(tail) = tail {
            return Err(StoreError::corrupt(&path, tail.offset, "the snapshot's end"));
        }
        match check.finish() {
            Ok(header) if header.height == height => Ok(Self { header, file }),
            Ok(_) => Err(StoreError::corrupt(&path, 0, "a snapshot of another height")),
            Err(what) => Err(StoreError::corrupt(&path, file.end(), what)),
        }
    }

    /// What it says of itself.
    pub fn header(&self) -> &SnapshotHeader {
        &self.header
    }

    /// Hands over all rows (table, key, value) in ascending order.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if it was damaged since it was opened.
    pub fn for_each(&self, mut visit: impl FnMut(u16, &[u8], &[u8])) -> Result<(), StoreError> {
        let mut check = SnapshotCheck::default();
        let tail =
            self.file.scan_strict(|_, kind, payload| check.record(kind, payload, &mut visit))?;
        match (tail, check.finish()) {
            (None, Ok(_)) => Ok(()),
            _ => Err(StoreError::corrupt(self.file.path(), 0, "changed while it was read")),
        }
    }
}

/// Follows the records of a snapshot and holds them to the format.
#[derive(Default)]
struct SnapshotCheck {
    header: Option<SnapshotHeader>,
    rows: u64,
    chunks: u64,
    last: Option<(u16, Vec<u8>)>,
    ended: bool,
}

impl SnapshotCheck {
    fn record(
        &mut self,
        kind: u8,
        payload: &[u8],
        visit: &mut impl FnMut(u16, &[u8], &[u8]),
    ) -> Result<(), &'static str> {
        match (kind, self.ended, self.header.is_some()) {
            (SNAPSHOT_HEADER_RECORD, false, false) => {
                self.header = Some(decode_header(payload).ok_or("the snapshot's header")?);
                Ok(())
            }
            (SNAPSHOT_ROWS_RECORD, false, true) => self.chunk(payload, visit),
            (SNAPSHOT_END_RECORD, false, true) => {
                self.ended = true;
                let counts = [self.rows.to_be_bytes(), self.chunks.to_be_bytes()].concat();
                if payload == counts { Ok(()) } else { Err("the snapshot's counts") }
            }
            _ => Err("a record out of place"),
        }
    }

    fn chunk(
        &mut self,
        payload: &[u8],
        visit: &mut impl FnMut(u16, &[u8], &[u8]),
    ) -> Result<(), &'static str> {
        self.chunks += 1;
        let mut rest = payload;
        for _ in 0..number(&mut rest).ok_or("a chunk of rows")? {
            let (table, key, value) = decode_row(&mut rest).ok_or("a chunk of rows")?;
            if let Some((last_table, last_key)) = &self.last
                && (*last_table, &last_key[..]) >= (table, key)
            {
                return Err("rows out of order");
            }
            let last = self.last.get_or_insert_default();
            last.0 = table;
            last.1.clear();
            last.1.extend_from_slice(key);
            self.rows += 1;
            visit(table, key, value);
        }
        if rest.is_empty() { Ok(()) } else { Err("a chunk of rows") }
    }

    fn finish(self) -> Result<SnapshotHeader, &'static str> {
        self.header.filter(|_| self.ended).ok_or("the snapshot's end is missing")
    }
}

fn encode_header(header: &SnapshotHeader) -> Vec<u8> {
    let mut bytes = header.height.to_be_bytes().to_vec();
    bytes.extend_from_slice(&header.block_id);
    bytes.extend_from_slice(&header.state_root);
    bytes.extend_from_slice(&(header.meta.len() as u32).to_be_bytes());
    bytes.extend_from_slice(&header.meta);
    bytes.extend_from_slice(&(header.row_counts.len() as u32).to_be_bytes());
    for (table, count) in &header.row_counts {
        bytes.extend_from_slice(&table.to_be_bytes());
        bytes.extend_from_slice(&count.to_be_bytes());
    }
    bytes
}

fn decode_header(payload: &[u8]) -> Option<SnapshotHeader> {
    let mut rest = payload;
    let height = u64::from_be_bytes(array(&mut rest)?);
    let (block_id, state_root) = (array(&mut rest)?, array(&mut rest)?);
    let meta_len = number(&mut rest)? as usize;
    let meta = slice(&mut rest, meta_len)?.to_vec();
    let mut row_counts = BTreeMap::new();
    for _ in 0..number(&mut rest)? {
        let table = u16::from_be_bytes(array(&mut rest)?);
        row_counts.insert(table, u64::from_be_bytes(array(&mut rest)?));
    }
    let header = SnapshotHeader { height, block_id, state_root, meta, row_counts };
    rest.is_empty().then_some(header)
}

fn decode_row<'a>(rest: &mut &'a [u8]) -> Option<(u16, &'a [u8], &'a [u8])> {
    let table = u16::from_be_bytes(array(rest)?);
    let (key_len, value_len) = (number(rest)? as usize, number(rest)? as usize);
    Some((table, slice(rest, key_len)?, slice(rest, value_len)?))
}

fn slice<'a>(rest: &mut &'a [u8], len: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(len)?;
    *rest = left;
    Some(taken)
}

fn array<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    slice(rest, N)?.try_into().ok()
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    array(rest).map(u32::from_be_bytes)
}
