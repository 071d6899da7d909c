//! A second way to read a data directory, for `aluma verify`: it never writes, never truncates, and
//! parses the framing with code of its own.
//!
//! It goes on behind damage, so that every damaged place is named. Where one changed byte explains
//! a bad checksum, that byte is named; otherwise the place of the record part that is bad.

mod frame;
mod state;

use crate::bodies::{BODIES_FILE, BODY_ID_RECORD, BODY_TEXT_RECORD, ERASED_RECORD};
use crate::error::StoreError;
use crate::head::{HEAD_FILE, HEAD_MAGIC, HEAD_OFFSETS, HEAD_SLOT};
use crate::journal::{ENTRIES_RECORD, GENERATION_RECORD, JOURNAL_FILES};
use crate::log::{BLOCK_RECORD, LOG_FILE, LoggedBlock};
use crate::record::FileKind;
use crate::rows::{self, BATCH_HEADER, ROW_HEADER, ROWS_RECORD};
use crate::snapshot::{self, SnapshotHeader};
use frame::{Cursor, Piece, Walk};
use state::SnapshotReading;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// One damaged place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AuditFinding {
    /// The file's name in the data directory.
    pub file: String,
    /// Where, in bytes.
    pub offset: u64,
    /// What is wrong there.
    pub what: String,
}

impl fmt::Display for AuditFinding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} at byte {}: {}", self.file, self.offset, self.what)
    }
}

/// What the bodies file says of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditBody {
    /// Salt and text are here.
    Present {
        /// The salt.
        salt: [u8; 32],
        /// The text.
        text: Vec<u8>,
    },
    /// They were erased; `zeroed` says whether nothing of them is left on the disk.
    Erased {
        /// The height at which that was decided.
        at_height: u64,
        /// What names the entry that says so.
        entry: [u8; 32],
        /// Whether salt and text are zeros, or were never here.
        zeroed: bool,
    },
    /// The id is here, its text damaged.
    Damaged,
}

/// The reading, and what it found so far.
#[derive(Debug)]
pub struct Audit {
    dir: PathBuf,
    /// All damage found by the calls made so far, in the order of reading.
    pub findings: Vec<AuditFinding>,
}

impl Audit {
    /// An audit of a data directory. Reads nothing yet.
    pub fn new(dir: &Path) -> Self {
        Self { dir: dir.to_path_buf(), findings: Vec::new() }
    }

    /// Reads every file and returns all damage found.
    ///
    /// # Errors
    /// If a file cannot be read at all.
    pub fn everything(dir: &Path) -> Result<Vec<AuditFinding>, StoreError> {
        let mut audit = Self::new(dir);
        audit.blocks(|_| {})?;
        for table in audit.row_tables()? {
            audit.rows(table, |_, _, _| {})?;
        }
        for height in audit.snapshots()? {
            audit.snapshot(height, |_, _, _| {})?;
        }
        audit.bodies()?;
        audit.journal()?;
        Ok(audit.findings)
    }

    /// Reads the block log, hands over every good block, and compares the last with the head file.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn blocks(&mut self, mut visit: impl FnMut(LoggedBlock)) -> Result<(), StoreError> {
        let mut expected: Option<u64> = None;
        let mut ids: BTreeMap<u64, [u8; 32]> = BTreeMap::new();
        let mut last = None;
        let head = self.head()?;
        let end = self.walk(LOG_FILE, (FileKind::Blocks, 0), |piece| {
            let Piece::Record { kind: BLOCK_RECORD, payload, .. } = piece else {
                expected = expected.map(|height| height.wrapping_add(1));
                return piece.other("a record that is no block");
            };
            let mut cursor = Cursor(payload);
            let (Some(height), Some(id)) = (cursor.u64(), cursor.array()) else {
                return Err("a block too short".into());
            };
            let wanted = expected.replace(height.wrapping_add(1));
            if head.iter().any(|head| head.0 == height) {
                ids.insert(height, id);
            }
            last = Some(height);
            visit(LoggedBlock { height, id, bytes: cursor.0.to_vec() });
            match wanted {
                Some(wanted) if wanted != height => {
                    Err(format!("block {height} where {wanted} should be"))
                }
                _ => Ok(()),
            }
        })?;
        for (height, id) in head {
            let found = ids.get(&height);
            if found.is_some_and(|found| *found != id) {
                self.find(LOG_FILE, end, format!("block {height} is not the one committed"));
            } else if found.is_none() && last.is_none_or(|last| height > last) {
                self.find(LOG_FILE, end, format!("the committed block {height} is missing"));
            }
        }
        Ok(())
    }

    /// The log tables that have a file.
    ///
    /// # Errors
    /// If the directory cannot be read.
    pub fn row_tables(&self) -> Result<Vec<u16>, StoreError> {
        self.names(rows::table_of)
    }

    /// Reads a log table and hands over every good row (height, index, row).
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn rows(
        &mut self,
        table: u16,
        mut visit: impl FnMut(u64, u64, &[u8]),
    ) -> Result<(), StoreError> {
        // None behind a bad batch, of which it is not known how many rows it held.
        let (mut next, mut last_height) = (Some(0), None);
        self.walk(&rows::file_name(table), (FileKind::Rows, table), |piece| {
            let Piece::Record { kind: ROWS_RECORD, payload, .. } = piece else {
                next = None;
                return piece.other("a record that is no batch of rows");
            };
            let mut cursor = Cursor(payload);
            let (Some(height), Some(first)) = (cursor.u64(), cursor.u64()) else {
                return Err("a batch of rows too short".into());
            };
            let count = u64::from(cursor.u32().unwrap_or(0));
            let out_of_place = next.is_some_and(|next| next != first)
                || last_height.is_some_and(|last| last >= height);
            let end = first.saturating_add(count);
            next = Some(end);
            last_height = Some(height);
            let mut at = BATCH_HEADER;
            for index in first..end {
                let (len, sum) = (cursor.u32().unwrap_or(u32::MAX), cursor.u32());
                let Some(row) = cursor.take(len as usize) else {
                    return Err(format!("row {index} does not fit its batch"));
                };
                if sum != Some(crc32fast::hash(row)) {
                    return Err(format!("row {index}, {at} bytes into its batch"));
                }
                at += ROW_HEADER + row.len();
                visit(height, index, row);
            }
            match (out_of_place, cursor.0.is_empty()) {
                (true, _) => Err(format!("rows from {first} of block {height} out of place")),
                (_, false) => Err("bytes behind the last row of a batch".into()),
                _ => Ok(()),
            }
        })?;
        Ok(())
    }

    /// The heights that have a snapshot.
    ///
    /// # Errors
    /// If the directory cannot be read.
    pub fn snapshots(&self) -> Result<Vec<u64>, StoreError> {
        self.names(snapshot::height_of)
    }

    /// Reads a snapshot, hands over every good row (table, key, value) and returns its header, if
    /// that is good.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn snapshot(
        &mut self,
        height: u64,
        mut visit: impl FnMut(u16, &[u8], &[u8]),
    ) -> Result<Option<SnapshotHeader>, StoreError> {
        let mut reading = SnapshotReading::default();
        let name = snapshot::file_name(height);
        let end = self.walk(&name, (FileKind::Snapshot, 0), |piece| match piece {
            Piece::Record { kind, payload, .. } => reading.record(*kind, payload, &mut visit),
            _ => Ok(()),
        })?;
        if !reading.ended {
            self.find(&name, end, "the snapshot's end is missing".into());
        }
        if reading.header.as_ref().is_some_and(|header| header.height != height) {
            self.find(&name, 0, "a snapshot of another height".into());
        }
        Ok(reading.header)
    }

    /// Reads the bodies. A text whose erasure a crash cut short counts as damaged until the store
    /// is opened again.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn bodies(&mut self) -> Result<BTreeMap<[u8; 32], AuditBody>, StoreError> {
        let mut bodies = BTreeMap::new();
        let mut erased = BTreeMap::new();
        let mut id = None;
        self.walk(BODIES_FILE, (FileKind::Bodies, 0), |piece| {
            let (kind, payload) = match piece {
                Piece::Record { kind, payload, .. } => (*kind, *payload),
                Piece::Bad { .. } => {
                    if let Some(id) = id.take() {
                        bodies.entry(id).or_insert(AuditBody::Damaged);
                    }
                    return Ok(());
                }
            };
            let mut cursor = Cursor(payload);
            match (kind, id.take(), cursor.array()) {
                (BODY_ID_RECORD, _, Some(found)) => id = Some(found),
                (BODY_TEXT_RECORD, Some(id), Some(salt)) => {
                    if payload.iter().any(|byte| *byte != 0) {
                        let text = cursor.0.to_vec();
                        bodies.insert(id, AuditBody::Present { salt, text });
                    }
                }
                (ERASED_RECORD, _, Some(id)) => {
                    let (Some(at_height), Some(entry)) = (cursor.u64(), cursor.array()) else {
                        return Err("an erasure too short".into());
                    };
                    erased.insert(id, (at_height, entry));
                }
                _ => return Err("a record out of place".into()),
            }
            Ok(())
        })?;
        for (id, (at_height, entry)) in erased {
            let zeroed = bodies.remove(&id).is_none();
            bodies.insert(id, AuditBody::Erased { at_height, entry, zeroed });
        }
        Ok(bodies)
    }

    /// Reads the journal and returns the number of entries held.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn journal(&mut self) -> Result<u64, StoreError> {
        let mut entries = 0;
        for name in JOURNAL_FILES {
            self.walk(name, (FileKind::Journal, 0), |piece| {
                let Piece::Record { kind, payload, .. } = piece else { return Ok(()) };
                let mut cursor = Cursor(payload);
                match (*kind, payload.len()) {
                    (GENERATION_RECORD, 8) => Ok(()),
                    (ENTRIES_RECORD, _) => {
                        let count = cursor.u32().unwrap_or(0);
                        for _ in 0..count {
                            let len = cursor.u32().unwrap_or(u32::MAX);
                            cursor.take(len as usize).ok_or("a batch of entries")?;
                        }
                        entries += u64::from(count);
                        Ok(())
                    }
                    _ => Err("a record of another kind".into()),
                }
            })?;
        }
        Ok(entries)
    }

    /// Heights and ids the head file names; damaged slots are findings.
    fn head(&mut self) -> Result<Vec<(u64, [u8; 32])>, StoreError> {
        let path = self.dir.join(HEAD_FILE);
        if !path.exists() {
            return Ok(Vec::new());
        }
        let bytes = std::fs::read(&path).map_err(StoreError::io(&path, "reading"))?;
        let in_slot = |at: u64| {
            HEAD_OFFSETS.iter().any(|slot| (*slot..slot + HEAD_SLOT as u64).contains(&at))
        };
        for (at, _) in (0..).zip(&bytes).filter(|(at, byte)| **byte != 0 && !in_slot(*at)) {
            self.find(HEAD_FILE, at, "a byte outside the slots, where only zeros are".into());
        }
        let mut newest: Option<(u64, u64, [u8; 32])> = None;
        for offset in HEAD_OFFSETS {
            let slot = bytes.get(offset as usize..).unwrap_or_default();
            let slot = &slot[..slot.len().min(HEAD_SLOT)];
            if slot.iter().all(|byte| *byte == 0) {
                continue;
            }
            let mut cursor = Cursor(slot);
            let good = slot.len() == HEAD_SLOT
                && cursor.array() == Some(HEAD_MAGIC)
                && crc32fast::hash(&slot[..HEAD_SLOT - 4]).to_be_bytes() == slot[HEAD_SLOT - 4..];
            if !good {
                self.find(HEAD_FILE, offset, "a slot of the head file".into());
                continue;
            }
            let (sequence, _, height, id) =
                (cursor.u64(), cursor.u64(), cursor.u64(), cursor.array());
            if let (Some(sequence), Some(height), Some(id)) = (sequence, height, id)
                && newest.is_none_or(|newest| newest.0 < sequence)
            {
                newest = Some((sequence, height, id));
            }
        }
        Ok(newest.into_iter().map(|(_, height, id)| (height, id)).collect())
    }

    fn names<T: Ord>(&self, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, StoreError> {
        let listing = || StoreError::io(&self.dir, "listing");
        let mut found = Vec::new();
        for entry in std::fs::read_dir(&self.dir).map_err(listing())? {
            found.extend(entry.map_err(listing())?.file_name().to_str().and_then(&parse));
        }
        found.sort_unstable();
        Ok(found)
    }

    fn find(&mut self, file: &str, offset: u64, what: String) {
        self.findings.push(AuditFinding { file: file.to_owned(), offset, what });
    }

    /// Walks a file, if it is there; what `visit` refuses is a finding. Returns where it ends.
    fn walk(
        &mut self,
        name: &str,
        kind: (FileKind, u16),
        mut visit: impl FnMut(&Piece<'_>) -> Result<(), String>,
    ) -> Result<u64, StoreError> {
        let path = self.dir.join(name);
        let Some(mut walk) = Walk::open(&path, kind)? else { return Ok(0) };
        while walk.step()? {
            let piece = walk.piece();
            let (start, refused) = (piece.start(), visit(&piece).err());
            for (offset, what) in walk.damage.drain(..) {
                let file = name.to_owned();
                self.findings.push(AuditFinding { file, offset, what });
            }
            if let Some(what) = refused {
                self.find(name, start, what);
            }
        }
        for (offset, what) in std::mem::take(&mut walk.damage) {
            self.find(name, offset, what);
        }
        Ok(walk.len())
    }
}
