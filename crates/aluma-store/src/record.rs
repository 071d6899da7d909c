//! The framing all files share, and the one way to append to them.
//!
//! A file begins with 20 bytes: `"ALUM"`, version `0x01`, file kind `u8`, number `u16` (a table's,
//! else 0), a random salt of 8 bytes, CRC-32 of these 16. It is created under another name and
//! renamed, so that a file is never without them. Records follow without gaps:
//!
//! ```text
//! c5 41 4c 52 | kind u8 | length u32 | CRC-32 (salt, offset u64, these 9 bytes)
//! payload     | CRC-32 (salt, offset u64, payload)
//! ```
//!
//! where offset is that of the record in its file; all numbers are big-endian. Salt and offset are
//! there because payloads are written by strangers: nobody can put bytes into a block that look
//! like a record of its own.
//!
//! What is appended in one go and must be there whole or not at all is *one* record. So a bad
//! record followed by a good one never comes from a crash; a bad one at the end may.

use crate::disk;
use crate::error::StoreError;
pub use crate::scan::Tail;
use crate::scan::{Found, Scanner};
use std::fs::{File, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Bytes before the first record.
pub const FILE_HEADER: u64 = 20;
/// Bytes of a record before its payload.
pub const RECORD_HEADER: u64 = 13;
/// Bytes of a record after its payload.
pub const RECORD_TRAILER: u64 = 4;
/// The first bytes of a file.
pub const FILE_MAGIC: [u8; 4] = *b"ALUM";
/// The first bytes of a record; the first is not ASCII, so that text is not mistaken for one.
pub const RECORD_MAGIC: [u8; 4] = [0xc5, b'A', b'L', b'R'];
/// Version of the framing.
pub const FORMAT: u8 = 1;
/// The longest payload, in bytes.
pub const MAX_PAYLOAD: u64 = 1 << 30;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum FileKind {
    /// The block log.
    Blocks = 1,
    /// The rows of one log table.
    Rows = 2,
    /// One generation of the journal.
    Journal = 3,
    /// Long-text bodies.
    Bodies = 4,
    /// A snapshot.
    Snapshot = 5,
}

/// Set by the first failed write of any file of a store; all refuse from then on.
#[derive(Clone, Debug, Default)]
pub struct Poison(Arc<AtomicBool>);

impl Poison {
    /// Refuses if a write failed before.
    ///
    /// # Errors
    /// [`StoreError::Poisoned`].
    pub fn check(&self) -> Result<(), StoreError> {
        if self.0.load(Ordering::Acquire) { Err(StoreError::Poisoned) } else { Ok(()) }
    }

    /// Passes the result on, and notes if it failed.
    pub(crate) fn watch<T>(&self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        if result.is_err() {
            self.0.store(true, Ordering::Release);
        }
        result
    }
}

pub(crate) fn checksum(salt: &[u8; 8], offset: u64, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(salt);
    hasher.update(&offset.to_be_bytes());
    hasher.update(bytes);
    hasher.finalize()
}

/// Kind and payload length, if the 13 bytes are a good header at this offset.
pub(crate) fn parse_header(salt: &[u8; 8], offset: u64, bytes: &[u8]) -> Option<(u8, u64)> {
    let rest = bytes.strip_prefix(&RECORD_MAGIC)?;
    let (kind, len) = (*rest.first()?, u32::from_be_bytes(rest.get(1..5)?.try_into().ok()?));
    let stored = u32::from_be_bytes(rest.get(5..9)?.try_into().ok()?);
    let good = checksum(salt, offset, &bytes[..9]) == stored && u64::from(len) <= MAX_PAYLOAD;
    good.then_some((kind, u64::from(len)))
}

/// A file of records, open for reading and appending.
#[derive(Debug)]
pub(crate) struct RecordFile {
    path: PathBuf,
    file: File,
    salt: [u8; 8],
    end: u64,
    poison: Poison,
}

impl RecordFile {
    /// Opens the file, or creates it with its header, durably.
    pub(crate) fn open(
        path: &Path,
        kind: FileKind,
        number: u16,
        poison: &Poison,
    ) -> Result<Self, StoreError> {
        if !path.try_exists().map_err(StoreError::io(path, "looking for"))? {
            create(path, kind, number)?;
        }
        let opened = OpenOptions::new().read(true).write(true).open(path);
        let file = opened.map_err(StoreError::io(path, "opening"))?;
        let salt = read_file_header(path, &file, kind, number)?;
        let end = file.metadata().map_err(StoreError::io(path, "reading"))?.len();
        Ok(Self { path: path.to_path_buf(), file, salt, end, poison: poison.clone() })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Tells the file its new name.
    pub(crate) fn renamed(&mut self, path: &Path) {
        self.path = path.to_path_buf();
    }

    /// Where the next record goes, in bytes.
    pub(crate) fn end(&self) -> u64 {
        self.end
    }

    pub(crate) fn scan(&self) -> Result<Scanner, StoreError> {
        Scanner::new(&self.path, &self.file, self.salt)
    }

    /// Reads all records in order; damage is an error, a bad tail is returned and left in place.
    pub(crate) fn scan_strict(
        &self,
        mut visit: impl FnMut(u64, u8, &[u8]) -> Result<(), &'static str>,
    ) -> Result<Option<Tail>, StoreError> {
        let mut scanner = self.scan()?;
        loop {
            match scanner.next()? {
                Found::Record { offset, kind } => visit(offset, kind, &scanner.payload)
                    .map_err(|what| StoreError::corrupt(&self.path, offset, what))?,
                Found::Damage { offset, what, .. } => {
                    return Err(StoreError::corrupt(&self.path, offset, what));
                }
                Found::Tail(tail) => return Ok(Some(tail)),
                Found::End => return Ok(None),
            }
        }
    }

    /// Appends records in one write, without waiting for the disk; returns the first one's offset.
    pub(crate) fn append(&mut self, records: &[(u8, &[u8])]) -> Result<u64, StoreError> {
        let parts: Vec<_> = records.iter().map(|(kind, payload)| (*kind, [*payload])).collect();
        let whole: Vec<_> = parts.iter().map(|(kind, parts)| (*kind, &parts[..])).collect();
        self.append_parts(&whole)
    }

    /// The same, where a payload lies in several places.
    pub(crate) fn append_parts(&mut self, records: &[(u8, &[&[u8]])]) -> Result<u64, StoreError> {
        self.poison.check()?;
        let start = self.end;
        let len = |parts: &[&[u8]]| parts.iter().map(|part| part.len()).sum::<usize>();
        let around = (RECORD_HEADER + RECORD_TRAILER) as usize;
        let room = records.iter().map(|(_, parts)| len(parts) + around).sum();
        let mut bytes = Vec::with_capacity(room);
        for (kind, parts) in records {
            let len = len(parts) as u64;
            if len > MAX_PAYLOAD {
                return Err(StoreError::TooLong { bytes: len });
            }
            let offset = start + bytes.len() as u64;
            let head = bytes.len();
            bytes.extend_from_slice(&RECORD_MAGIC);
            bytes.push(*kind);
            bytes.extend_from_slice(&(len as u32).to_be_bytes());
            let sum = checksum(&self.salt, offset, &bytes[head..]);
            bytes.extend_from_slice(&sum.to_be_bytes());
            let payload = bytes.len();
            parts.iter().for_each(|part| bytes.extend_from_slice(part));
            let sum = checksum(&self.salt, offset, &bytes[payload..]);
            bytes.extend_from_slice(&sum.to_be_bytes());
        }
        let written = disk::write(&self.path, &self.file, &bytes, start);
        if written.is_err() {
            // Best effort; opening again removes the rest anyway.
            let _ = disk::truncate(&self.path, &self.file, start);
        }
        self.poison.watch(written.map_err(StoreError::io(&self.path, "writing")))?;
        self.end = start + bytes.len() as u64;
        Ok(start)
    }

    /// Waits until everything appended is on the disk.
    pub(crate) fn sync(&self) -> Result<(), StoreError> {
        self.poison.check()?;
        let synced = disk::sync(&self.path, &self.file);
        self.poison.watch(synced.map_err(StoreError::io(&self.path, "syncing")))
    }

    /// Removes everything from an offset on, durably.
    pub(crate) fn truncate(&mut self, end: u64) -> Result<(), StoreError> {
        self.poison.check()?;
        let done = disk::truncate(&self.path, &self.file, end);
        self.poison.watch(done.map_err(StoreError::io(&self.path, "truncating")))?;
        self.end = end;
        Ok(())
    }

    /// Replaces the payload of the record at `offset` by as many zeros, durably. Cut short by a
    /// crash it leaves a bad payload behind a good header, and can be done again.
    pub(crate) fn zero_payload(&mut self, offset: u64) -> Result<(), StoreError> {
        self.poison.check()?;
        let (_, len) = self.header_at(offset)?;
        let mut bytes = vec![0; len as usize];
        let sum = checksum(&self.salt, offset, &bytes);
        bytes.extend_from_slice(&sum.to_be_bytes());
        let done = disk::write(&self.path, &self.file, &bytes, offset + RECORD_HEADER)
            .and_then(|()| disk::sync(&self.path, &self.file));
        self.poison.watch(done.map_err(StoreError::io(&self.path, "erasing in")))
    }

    /// The payload of the record at `offset`, checked.
    pub(crate) fn read(&self, offset: u64) -> Result<(u8, Vec<u8>), StoreError> {
        let (kind, len) = self.header_at(offset)?;
        let mut payload = self.read_raw(offset + RECORD_HEADER, len + RECORD_TRAILER)?;
        let stored = payload.split_off(len as usize);
        if checksum(&self.salt, offset, &payload).to_be_bytes()[..] != stored[..] {
            return Err(StoreError::corrupt(&self.path, offset, "a record's payload"));
        }
        Ok((kind, payload))
    }

    /// Bytes of the file, unchecked.
    pub(crate) fn read_raw(&self, offset: u64, len: u64) -> Result<Vec<u8>, StoreError> {
        if offset.checked_add(len).is_none_or(|end| end > self.end) {
            return Err(StoreError::corrupt(&self.path, offset, "the file is too short"));
        }
        let mut bytes = vec![0; len as usize];
        let done = self.file.read_exact_at(&mut bytes, offset);
        done.map_err(StoreError::io(&self.path, "reading"))?;
        Ok(bytes)
    }

    fn header_at(&self, offset: u64) -> Result<(u8, u64), StoreError> {
        let header = self.read_raw(offset, RECORD_HEADER)?;
        parse_header(&self.salt, offset, &header)
            .ok_or_else(|| StoreError::corrupt(&self.path, offset, "a record's header"))
    }
}

fn create(path: &Path, kind: FileKind, number: u16) -> Result<(), StoreError> {
    let fresh = path.with_extension("new");
    let writing = || StoreError::io(&fresh, "creating");
    let file = disk::create(&fresh).map_err(writing())?;
    disk::write(&fresh, &file, &file_header(kind, number)?, 0).map_err(writing())?;
    disk::sync(&fresh, &file).map_err(writing())?;
    rename(&fresh, path)
}

/// Renames and makes the name durable.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    disk::rename(from, to).map_err(StoreError::io(to, "naming"))?;
    sync_parent(to)
}

/// Makes the names in a file's directory durable.
pub(crate) fn sync_parent(path: &Path) -> Result<(), StoreError> {
    let dir = path.parent().unwrap_or(Path::new("."));
    disk::sync_names(path).map_err(StoreError::io(dir, "syncing"))
}

fn file_header(kind: FileKind, number: u16) -> Result<Vec<u8>, StoreError> {
    let mut salt = [0; 8];
    getrandom::fill(&mut salt).map_err(|_| StoreError::Io {
        file: PathBuf::new(),
        doing: "asking for randomness for a new file",
        error: std::io::ErrorKind::Other.into(),
    })?;
    let mut bytes = FILE_MAGIC.to_vec();
    bytes.extend_from_slice(&[FORMAT, kind as u8]);
    bytes.extend_from_slice(&number.to_be_bytes());
    bytes.extend_from_slice(&salt);
    bytes.extend_from_slice(&crc32fast::hash(&bytes).to_be_bytes());
    Ok(bytes)
}

fn read_file_header(
    path: &Path,
    file: &File,
    kind: FileKind,
    number: u16,
) -> Result<[u8; 8], StoreError> {
    let mut bytes = [0; FILE_HEADER as usize];
    let bad = |what| StoreError::corrupt(path, 0, what);
    file.read_exact_at(&mut bytes, 0).map_err(|_| bad("the file's header is cut"))?;
    let (body, sum) = bytes.split_at(16);
    if crc32fast::hash(body).to_be_bytes()[..] != *sum {
        return Err(bad("the file's header"));
    }
    if body[..4] != FILE_MAGIC || body[4] != FORMAT {
        return Err(bad("a file of another format"));
    }
    if body[5] != kind as u8 || body[6..8] != number.to_be_bytes() {
        return Err(bad("a file of another kind"));
    }
    body[8..16].try_into().map_err(|_| bad("the file's header"))
}

#[cfg(test)]
#[path = "record_tests.rs"]
mod tests;
