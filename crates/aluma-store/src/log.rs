//! The block log: the only commit point and the only history.
//!
//! File `blocks.log`, records of kind 1: height `u64`, block id (32 bytes), the block's bytes.
//! Heights follow one another without a gap.

use crate::error::StoreError;
use crate::head::{Head, HeadEntry};
use crate::record::{FileKind, Poison, RecordFile, Tail};
use std::path::Path;

/// Name of the file.
pub const LOG_FILE: &str = "blocks.log";
/// Record kind of a block.
pub const BLOCK_RECORD: u8 = 1;

/// One block as the log keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedBlock {
    /// Its height.
    pub height: u64,
    /// Its id; what it hashes is the caller's affair.
    pub id: [u8; 32],
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What opening the log found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogOpen {
    /// A bad tail that was removed.
    pub tail: Option<Tail>,
    /// Height and id of a block that had been committed and is gone with the tail: its transactions
    /// are to be played again from the journal.
    pub lost: Option<(u64, [u8; 32])>,
}

/// The block log, open.
#[derive(Debug)]
pub struct BlockLog {
    file: RecordFile,
    head: Head,
    first: u64,
    offsets: Vec<u64>,
    last_id: [u8; 32],
}

impl BlockLog {
    /// Opens or creates the log; reads all of it.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if anything but an unfinished last record is damaged, or if log and
    /// head contradict each other; nothing is changed then.
    pub fn open(dir: &Path, poison: &Poison) -> Result<(Self, LogOpen), StoreError> {
        let file = RecordFile::open(&dir.join(LOG_FILE), FileKind::Blocks, 0, poison)?;
        let (head, committed) = Head::open(dir, poison)?;
        let mut log = Self { file, head, first: 0, offsets: Vec::new(), last_id: [0; 32] };
        let mut head_agrees = true;
        let (mut first, mut offsets, mut last_id) = (0, Vec::new(), [0; 32]);
        let tail = log.file.scan_strict(|offset, kind, payload| {
            let (height, id) = block_head(kind, payload).ok_or("not a block")?;
            if offsets.is_empty() {
                first = height;
            } else if height != first + offsets.len() as u64 {
                return Err("a block of another height");
            }
            offsets.push(offset);
            last_id = id;
            head_agrees &= committed.is_none_or(|head| head.height != height || head.id == id);
            Ok(())
        })?;
        (log.first, log.offsets, log.last_id) = (first, offsets, last_id);
        let end = tail.as_ref().map_or(log.file.end(), |tail| tail.offset);
        if !head_agrees {
            return Err(StoreError::corrupt(log.file.path(), end, "a block other than committed"));
        }
        let lost = log.lost(committed, tail.as_ref(), end)?;
        log.repair(tail.as_ref(), committed)?;
        Ok((log, LogOpen { tail, lost }))
    }

    /// What was committed and is missing, if that can be the doing of a cut.
    fn lost(
        &self,
        committed: Option<HeadEntry>,
        tail: Option<&Tail>,
        end: u64,
    ) -> Result<Option<(u64, [u8; 32])>, StoreError> {
        let Some(head) = committed else { return Ok(None) };
        let next = self.last_height().map_or(head.first, |last| last + 1);
        if head.height < next {
            return Ok(None);
        }
        let bad = |what| Err(StoreError::corrupt(self.file.path(), end, what));
        if head.height > next {
            return bad("more than the last committed block is missing");
        }
        if tail.is_some_and(|tail| !tail.cut) {
            return bad("the last committed block");
        }
        Ok(Some((head.height, head.id)))
    }

    /// Removes the tail and makes the head say what the log says.
    fn repair(
        &mut self,
        tail: Option<&Tail>,
        committed: Option<HeadEntry>,
    ) -> Result<(), StoreError> {
        if let Some(tail) = tail {
            self.file.truncate(tail.offset)?;
        }
        let actual = self.entry();
        if committed != actual {
            match actual {
                Some(entry) => self.head.write(&entry)?,
                None => self.head.clear()?,
            }
            self.head.sync()?;
        }
        Ok(())
    }

    fn entry(&self) -> Option<HeadEntry> {
        let height = self.last_height()?;
        Some(HeadEntry { first: self.first, height, id: self.last_id })
    }

    /// Appends the next block and waits until it is on the disk: then it is committed.
    ///
    /// # Errors
    /// [`StoreError::OutOfOrder`] if its height is not the next (the first may have any);
    /// otherwise as the disk answers.
    pub fn append(&mut self, block: &LoggedBlock) -> Result<(), StoreError> {
        if let Some(last) = self.last_height()
            && block.height != last + 1
        {
            return Err(StoreError::OutOfOrder { expected: last + 1, got: block.height });
        }
        let height = block.height.to_be_bytes();
        let parts: [&[u8]; 3] = [&height, &block.id, &block.bytes];
        let offset = self.file.append_parts(&[(BLOCK_RECORD, &parts)])?;
        self.file.sync()?;
        if self.offsets.is_empty() {
            self.first = block.height;
        }
        self.offsets.push(offset);
        self.last_id = block.id;
        Ok(())
    }

    /// Notes the last block in the head file. Called after everything else of its commit.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn write_head(&mut self) -> Result<(), StoreError> {
        self.entry().map_or(Ok(()), |entry| self.head.write(&entry))
    }

    /// Waits until the head is on the disk.
    pub(crate) fn sync_head(&self) -> Result<(), StoreError> {
        self.head.sync()
    }

    /// The lowest height held.
    pub fn first_height(&self) -> Option<u64> {
        (!self.offsets.is_empty()).then_some(self.first)
    }

    /// The height committed last.
    pub fn last_height(&self) -> Option<u64> {
        let count = self.offsets.len() as u64;
        count.checked_sub(1).map(|steps| self.first + steps)
    }

    /// The id of the block committed last.
    pub fn last_id(&self) -> Option<[u8; 32]> {
        (!self.offsets.is_empty()).then_some(self.last_id)
    }

    /// The block of a height; none if the log does not hold that height.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if it was damaged since the log was opened.
    pub fn read(&self, height: u64) -> Result<Option<LoggedBlock>, StoreError> {
        let index = height.checked_sub(self.first).and_then(|index| usize::try_from(index).ok());
        let Some(offset) = index.and_then(|index| self.offsets.get(index)) else {
            return Ok(None);
        };
        let (kind, payload) = self.file.read(*offset)?;
        match block_head(kind, &payload) {
            Some((found, id)) if found == height => {
                Ok(Some(LoggedBlock { height, id, bytes: payload[40..].to_vec() }))
            }
            _ => Err(StoreError::corrupt(self.file.path(), *offset, "a block of another height")),
        }
    }

    /// The blocks from a height on, or from the first if that is higher.
    pub fn iter_from(
        &self,
        height: u64,
    ) -> impl Iterator<Item = Result<LoggedBlock, StoreError>> + '_ {
        let from = height.max(self.first);
        let heights = self.last_height().map(|last| from..=last);
        heights.into_iter().flatten().filter_map(|height| self.read(height).transpose())
    }
}

fn block_head(kind: u8, payload: &[u8]) -> Option<(u64, [u8; 32])> {
    let (height, rest) = payload.split_first_chunk::<8>()?;
    let id = rest.first_chunk::<32>()?;
    (kind == BLOCK_RECORD).then_some((u64::from_be_bytes(*height), *id))
}
