//! The height committed last, beside the log, so that a lost or damaged last block is noticed.
//!
//! File `head`: two slots at bytes 0 and 512 (so that one torn sector leaves the other), written in
//! turn: `"HEAD"`, sequence `u64`, first height of the log `u64`, height `u64`, block id, CRC-32 of
//! these 60 bytes; all big-endian. The slot with the higher sequence counts. It is not waited for
//! at each commit: it may lag behind the log, never lead a log that was synced.

use crate::disk;
use crate::error::StoreError;
use crate::record::{Poison, sync_parent};
use std::fs::{File, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

/// Name of the file.
pub const HEAD_FILE: &str = "head";
/// First bytes of a slot.
pub const HEAD_MAGIC: [u8; 4] = *b"HEAD";
/// Bytes of a slot.
pub const HEAD_SLOT: usize = 64;
/// Where the two slots begin.
pub const HEAD_OFFSETS: [u64; 2] = [0, 512];

/// What the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadEntry {
    /// The lowest height in the log.
    pub first: u64,
    /// The height committed last.
    pub height: u64,
    /// Its block's id.
    pub id: [u8; 32],
}

#[derive(Debug)]
pub(crate) struct Head {
    path: PathBuf,
    file: File,
    sequence: u64,
    poison: Poison,
}

impl Head {
    /// Opens or creates the file; a damaged slot counts as not written.
    pub(crate) fn open(
        dir: &Path,
        poison: &Poison,
    ) -> Result<(Self, Option<HeadEntry>), StoreError> {
        let path = dir.join(HEAD_FILE);
        let new = !path.try_exists().map_err(StoreError::io(&path, "looking for"))?;
        let opened =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let file = opened.map_err(StoreError::io(&path, "opening"))?;
        if new {
            sync_parent(&path)?;
        }
        let newest = newest(&file);
        let sequence = newest.map_or(0, |(sequence, _)| sequence);
        let head = Self { path, file, sequence, poison: poison.clone() };
        Ok((head, newest.map(|(_, entry)| entry)))
    }

    /// Writes the slot whose turn it is, without waiting for the disk.
    pub(crate) fn write(&mut self, entry: &HeadEntry) -> Result<(), StoreError> {
        self.poison.check()?;
        let sequence = self.sequence + 1;
        let mut bytes = HEAD_MAGIC.to_vec();
        bytes.extend_from_slice(&sequence.to_be_bytes());
        bytes.extend_from_slice(&entry.first.to_be_bytes());
        bytes.extend_from_slice(&entry.height.to_be_bytes());
        bytes.extend_from_slice(&entry.id);
        bytes.extend_from_slice(&crc32fast::hash(&bytes).to_be_bytes());
        let offset = HEAD_OFFSETS[(sequence % 2) as usize];
        let written = disk::write(&self.path, &self.file, &bytes, offset);
        self.poison.watch(written.map_err(StoreError::io(&self.path, "writing")))?;
        self.sequence = sequence;
        Ok(())
    }

    /// Forgets everything, durably: for a log that lost its only block.
    pub(crate) fn clear(&mut self) -> Result<(), StoreError> {
        let done = disk::truncate(&self.path, &self.file, 0);
        self.poison.watch(done.map_err(StoreError::io(&self.path, "truncating")))
    }

    pub(crate) fn sync(&self) -> Result<(), StoreError> {
        let synced = disk::sync(&self.path, &self.file);
        self.poison.watch(synced.map_err(StoreError::io(&self.path, "syncing")))
    }
}

/// What the file of a directory says, for whoever only reads; none where there is none, or where both
/// slots are damaged or being written.
pub(crate) fn peek(dir: &Path) -> Result<Option<HeadEntry>, StoreError> {
    let path = dir.join(HEAD_FILE);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::io(&path, "opening")(error)),
    };
    Ok(newest(&file).map(|(_, entry)| entry))
}

fn newest(file: &File) -> Option<(u64, HeadEntry)> {
    let slots = HEAD_OFFSETS.iter().filter_map(|offset| read_slot(file, *offset));
    slots.max_by_key(|(sequence, _)| *sequence)
}

fn read_slot(file: &File, offset: u64) -> Option<(u64, HeadEntry)> {
    let mut slot = [0; HEAD_SLOT];
    file.read_exact_at(&mut slot, offset).ok()?;
    let (body, sum) = slot.split_at(HEAD_SLOT - 4);
    if body[..4] != HEAD_MAGIC || crc32fast::hash(body).to_be_bytes()[..] != *sum {
        return None;
    }
    let number = |at: usize| Some(u64::from_be_bytes(body.get(at..at + 8)?.try_into().ok()?));
    let id = body.get(28..60)?.try_into().ok()?;
    Some((number(4)?, HeadEntry { first: number(12)?, height: number(20)?, id }))
}
