//! The journal: transactions that were promised a place in a block.
//!
//! Two generations, files `journal-a.log` and `journal-b.log`; the younger is the one whose first
//! record (kind 4) has the higher generation `u64`. Each further record (kind 3) is one batch, on
//! the disk after one sync: number of entries `u32`, then length `u32` and bytes of each.
//!
//! The younger generation begins with the entries that were waiting when it was begun, and is begun
//! only when the older one has seen two more blocks. So whatever was promised and is not in a
//! block, or only in one of the last two, is in one of the files.

use crate::disk;
use crate::error::StoreError;
use crate::record::{FileKind, Poison, RecordFile, Tail, rename};
use std::path::{Path, PathBuf};

/// Names of the two files.
pub const JOURNAL_FILES: [&str; 2] = ["journal-a.log", "journal-b.log"];
/// Record kind of a batch of entries.
pub const ENTRIES_RECORD: u8 = 3;
/// Record kind of a generation's number.
pub const GENERATION_RECORD: u8 = 4;

/// A generation is not replaced before it holds this many bytes.
const ROTATE_BYTES: u64 = 1 << 20;
const BLOCKS_KEPT: u32 = 2;

/// The journal, open.
#[derive(Debug)]
pub struct Journal {
    dir: PathBuf,
    poison: Poison,
    current: RecordFile,
    /// Which of the two files is current.
    side: usize,
    generation: u64,
    blocks: u32,
    rotate_bytes: u64,
}

/// What opening the journal found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalOpen {
    /// All entries still held, the oldest first, some of them perhaps twice and many of them
    /// already in blocks: the caller knows by their ids.
    pub pending: Vec<Vec<u8>>,
    /// Bad tails that were removed.
    pub tails: Vec<Tail>,
}

impl Journal {
    /// Opens or creates the journal.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] for damage that something good follows.
    pub fn open(dir: &Path, poison: &Poison) -> Result<(Self, JournalOpen), StoreError> {
        let mut report = JournalOpen::default();
        let mut found = Vec::new();
        for (side, name) in JOURNAL_FILES.iter().enumerate() {
            let path = dir.join(name);
            if path.try_exists().map_err(StoreError::io(&path, "looking for"))? {
                found.push((side, read(&path, poison, &mut report.tails)?));
            }
        }
        found.sort_by_key(|(_, read)| read.generation);
        for (_, read) in &mut found {
            report.pending.append(&mut read.entries);
        }
        let (side, generation, current) = match found.pop() {
            Some((side, read)) => (side, read.generation, read.file),
            None => (0, 1, begin(&dir.join(JOURNAL_FILES[0]), 1, &[], poison)?),
        };
        let (dir, poison) = (dir.to_path_buf(), poison.clone());
        let rotate_bytes = ROTATE_BYTES;
        let journal = Self { dir, poison, current, side, generation, blocks: 0, rotate_bytes };
        Ok((journal, report))
    }

    /// Appends entries and waits once until all are on the disk: then they may be promised.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn append(&mut self, entries: &[Vec<u8>]) -> Result<(), StoreError> {
        self.append_batch(&batch(entries))
    }

    /// The same, for entries that were put together where they arose.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn append_batch(&mut self, batch: &Batch) -> Result<(), StoreError> {
        if batch.is_empty() {
            return self.poison.check();
        }
        self.current.append_parts(&[(ENTRIES_RECORD, &batch.parts())])?;
        self.current.sync()
    }

    /// Notes that a block was committed; true if it is time to [`rotate`](Self::rotate).
    pub fn block_committed(&mut self) -> bool {
        self.blocks = self.blocks.saturating_add(1);
        self.blocks >= BLOCKS_KEPT && self.current.end() >= self.rotate_bytes
    }

    /// Begins a new generation with the entries that are in no block yet, and drops the one before
    /// the current. Does nothing while fewer than two blocks were committed in the current one.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn rotate(&mut self, waiting: &[Vec<u8>]) -> Result<(), StoreError> {
        self.poison.check()?;
        if self.blocks < BLOCKS_KEPT {
            return Ok(());
        }
        let side = 1 - self.side;
        let path = self.dir.join(JOURNAL_FILES[side]);
        // Begun under another name, it replaces the oldest generation in one step.
        let begun = begin(&path, self.generation + 1, waiting, &self.poison);
        self.current = self.poison.watch(begun)?;
        self.side = side;
        self.generation += 1;
        self.blocks = 0;
        Ok(())
    }

    /// Writes both generations anew with each entry as `change` leaves it: for words that must not
    /// stay on the disk.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn rewrite(&mut self, change: &dyn Fn(&[u8]) -> Vec<u8>) -> Result<(), StoreError> {
        self.poison.check()?;
        for side in [1 - self.side, self.side] {
            let path = self.dir.join(JOURNAL_FILES[side]);
            if !path.try_exists().map_err(StoreError::io(&path, "looking for"))? {
                continue;
            }
            let found = read(&path, &self.poison, &mut Vec::new())?;
            let entries: Vec<_> = found.entries.iter().map(|entry| change(entry)).collect();
            let begun = begin(&path, found.generation, &entries, &self.poison);
            let file = self.poison.watch(begun)?;
            if side == self.side {
                self.current = file;
            }
        }
        Ok(())
    }

    /// How many bytes a generation holds before it is replaced; 1 MiB unless set.
    pub fn set_rotate_bytes(&mut self, bytes: u64) {
        self.rotate_bytes = bytes;
    }
}

struct Read {
    file: RecordFile,
    generation: u64,
    entries: Vec<Vec<u8>>,
}

fn read(path: &Path, poison: &Poison, tails: &mut Vec<Tail>) -> Result<Read, StoreError> {
    let mut file = RecordFile::open(path, FileKind::Journal, 0, poison)?;
    let mut generation = None;
    let mut entries = Vec::new();
    let tail = file.scan_strict(|_, kind, payload| {
        match (kind, generation) {
            (GENERATION_RECORD, None) => {
                let bytes = payload.try_into().map_err(|_| "a generation's number")?;
                generation = Some(u64::from_be_bytes(bytes));
            }
            (ENTRIES_RECORD, Some(_)) => {
                entries.extend(decode(payload).ok_or("a batch of entries")?);
            }
            _ => return Err("a record of another kind"),
        }
        Ok(())
    })?;
    let generation = generation
        .ok_or_else(|| StoreError::corrupt(path, file.end(), "the generation is missing"))?;
    if let Some(tail) = tail {
        file.truncate(tail.offset)?;
        tails.push(tail);
    }
    Ok(Read { file, generation, entries })
}

/// Makes a generation, whole and durable, under its final name.
fn begin(
    path: &Path,
    generation: u64,
    waiting: &[Vec<u8>],
    poison: &Poison,
) -> Result<RecordFile, StoreError> {
    let fresh = path.with_extension("next");
    if fresh.try_exists().map_err(StoreError::io(&fresh, "looking for"))? {
        disk::remove(&fresh).map_err(StoreError::io(&fresh, "removing"))?;
    }
    let mut file = RecordFile::open(&fresh, FileKind::Journal, 0, poison)?;
    let (number, entries) = (generation.to_be_bytes(), batch(waiting));
    let (number, entries) = ([&number[..]], entries.parts());
    let both = [(GENERATION_RECORD, &number[..]), (ENTRIES_RECORD, &entries[..])];
    file.append_parts(if waiting.is_empty() { &both[..1] } else { &both })?;
    file.sync()?;
    rename(&fresh, path)?;
    file.renamed(path);
    Ok(file)
}

/// Entries that go to the disk together, as the record holds them.
#[derive(Debug, Default)]
pub struct Batch {
    count: [u8; 4],
    entries: Vec<u8>,
}

impl Batch {
    /// An empty batch with room for so many bytes.
    pub fn with_room(bytes: usize) -> Self {
        Self { count: [0; 4], entries: Vec::with_capacity(bytes) }
    }

    /// Adds an entry, which `write` puts behind what is there.
    pub fn add(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let head = self.entries.len();
        self.entries.extend_from_slice(&[0; 4]);
        write(&mut self.entries);
        let len = (self.entries.len() - head - 4) as u32;
        self.entries[head..head + 4].copy_from_slice(&len.to_be_bytes());
        self.count = (u32::from_be_bytes(self.count) + 1).to_be_bytes();
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn parts(&self) -> [&[u8]; 2] {
        [&self.count, &self.entries]
    }
}

fn batch(entries: &[Vec<u8>]) -> Batch {
    let mut batch = Batch::with_room(entries.iter().map(|entry| entry.len() + 4).sum());
    for entry in entries {
        batch.add(|out| out.extend_from_slice(entry));
    }
    batch
}

fn decode(payload: &[u8]) -> Option<Vec<Vec<u8>>> {
    let (count, mut rest) = payload.split_first_chunk::<4>()?;
    let mut entries = Vec::new();
    for _ in 0..u32::from_be_bytes(*count) {
        let (len, after) = rest.split_first_chunk::<4>()?;
        let (entry, after) = after.split_at_checked(u32::from_be_bytes(*len) as usize)?;
        entries.push(entry.to_vec());
        rest = after;
    }
    rest.is_empty().then_some(entries)
}
