//! The store: one data directory, opened by one process at a time.
//!
//! The block log is the commit point. What else a commit writes follows from the block: it is
//! rolled forward by the caller's replay where it lies behind and discarded here where it lies
//! ahead. Bodies are on the disk before the block that names them; that is the caller's order.

use crate::bodies::{Bodies, BodiesOpen};
use crate::disk;
use crate::error::StoreError;
use crate::journal::Journal;
use crate::log::{BlockLog, LoggedBlock};
use crate::record::{Poison, Tail};
use crate::rows::{RowBatch, Rows};
use crate::snapshot::{self, SnapshotHeader, SnapshotReader, SnapshotWriter};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Name of the lock file.
pub const LOCK_FILE: &str = "node.lock";

/// What opening found, and what was done about it.
#[derive(Debug, Default)]
pub struct OpenReport {
    /// A committed block that was cut off: its transactions are to be played again.
    pub lost: Option<LostBlock>,
    /// Bad tails that were removed, of all files.
    pub tails: Vec<Tail>,
    /// Whether rows of blocks that are not in the log were dropped.
    pub rows_discarded: bool,
    /// Snapshots that cannot be used, and why.
    pub snapshots: Vec<SnapshotProblem>,
    /// The newest snapshot that can be used; without one the state is replayed from the first
    /// block.
    pub snapshot: Option<SnapshotReader>,
    /// The journal's entries, the oldest first, many of them already in blocks.
    pub pending: Vec<Vec<u8>>,
    /// What was found among the bodies.
    pub bodies: BodiesOpen,
}

/// A committed block that is not in the log any more, and what is left of it elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LostBlock {
    /// Its height.
    pub height: u64,
    /// Its id.
    pub id: [u8; 32],
    /// The rows it appended to log tables, as far as they are there. They were dropped with it.
    pub rows: Vec<RowBatch>,
}

/// A snapshot that cannot be used.
#[derive(Debug)]
pub enum SnapshotProblem {
    /// Its bytes are damaged; it was left in place.
    Damaged {
        /// The file.
        file: PathBuf,
        /// Where, in bytes.
        offset: u64,
        /// What.
        what: &'static str,
    },
    /// Rows of log tables it counts on are missing; it was left in place.
    WithoutRows {
        /// Its height.
        height: u64,
    },
    /// It is of a block that is not in the log, and was removed.
    Ahead {
        /// Its height.
        height: u64,
    },
}

/// What a commit asks of the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Committed {
    /// Whether it is time for [`Journal::rotate`].
    pub rotate_journal: bool,
}

/// An open data directory.
#[derive(Debug)]
pub struct Store {
    dir: PathBuf,
    lock: File,
    poison: Poison,
    log: BlockLog,
    rows: Rows,
    journal: Arc<Mutex<Journal>>,
    bodies: Arc<Mutex<Bodies>>,
}

impl Store {
    /// Opens a data directory, or makes a new one.
    ///
    /// # Errors
    /// [`StoreError::Locked`] if another process has it open; [`StoreError::Corrupt`] for damage
    /// that no crash explains, in which case nothing was changed in the damaged file.
    pub fn open(dir: &Path) -> Result<(Self, OpenReport), StoreError> {
        std::fs::create_dir_all(dir).map_err(StoreError::io(dir, "making"))?;
        let lock = lock(dir)?;
        remove_leftovers(dir)?;
        let poison = Poison::default();
        let mut report = OpenReport::default();
        let (mut log, opened) = BlockLog::open(dir, &poison)?;
        // Both slots of the head say the last block again: a slot that was cut or damaged is whole.
        log.write_head()?;
        log.write_head()?;
        report.lost = opened.lost.map(|(height, id)| LostBlock { height, id, rows: Vec::new() });
        report.tails.extend(opened.tail);
        let rows = open_rows(dir, &log, &poison, &mut report)?;
        let (journal, found) = Journal::open(dir, &poison)?;
        report.pending = found.pending;
        report.tails.extend(found.tails);
        let (bodies, found) = Bodies::open(dir, &poison)?;
        report.tails.extend(found.tail.clone());
        report.bodies = found;
        let (journal, bodies) = (Arc::new(Mutex::new(journal)), Arc::new(Mutex::new(bodies)));
        Ok((Self { dir: dir.to_path_buf(), lock, poison, log, rows, journal, bodies }, report))
    }

    /// Commits the next block: once this returns it is on the disk, and if it fails after the block
    /// got there, opening again finds it. `rows` are what the block appends to log tables.
    ///
    /// # Errors
    /// [`StoreError::OutOfOrder`] (nothing written), or as the disk answers: then the store is
    /// poisoned.
    pub fn commit(
        &mut self,
        block: &LoggedBlock,
        rows: &[RowBatch],
    ) -> Result<Committed, StoreError> {
        self.poison.check()?;
        self.log.append(block)?;
        // Whatever fails from here on, the block is in the log: only opening again makes that good.
        self.poison.watch(self.rows.append(block.height, rows))?;
        self.log.write_head()?;
        let mut journal = self.journal.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        Ok(Committed { rotate_journal: journal.block_committed() })
    }

    /// Appends the rows of a block that is in the log already, where they are missing: for replay
    /// at start.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn replay_rows(&mut self, height: u64, rows: &[RowBatch]) -> Result<(), StoreError> {
        self.poison.check()?;
        self.rows.append(height, rows)
    }

    /// Begins a snapshot of the state after the last block. The writer may outlive further commits.
    ///
    /// # Errors
    /// [`StoreError::OutOfOrder`] if there is no block yet; otherwise as the disk answers.
    pub fn begin_snapshot(
        &self,
        state_root: [u8; 32],
        meta: Vec<u8>,
    ) -> Result<SnapshotWriter, StoreError> {
        let (Some(height), Some(block_id)) = (self.log.last_height(), self.log.last_id()) else {
            return Err(StoreError::OutOfOrder { expected: 1, got: 0 });
        };
        self.rows.sync()?;
        let row_counts = self.rows.counts();
        let header = SnapshotHeader { height, block_id, state_root, meta, row_counts };
        SnapshotWriter::create(&self.dir, &header)
    }

    /// The block log, for reading.
    pub fn log(&self) -> &BlockLog {
        &self.log
    }

    /// The log tables, for reading.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The journal, which other threads than the committing one append to.
    pub fn journal(&self) -> Arc<Mutex<Journal>> {
        Arc::clone(&self.journal)
    }

    /// The bodies, which other threads than the committing one use.
    pub fn bodies(&self) -> Arc<Mutex<Bodies>> {
        Arc::clone(&self.bodies)
    }

    /// The data directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whether all writes so far succeeded.
    ///
    /// # Errors
    /// [`StoreError::Poisoned`].
    pub fn healthy(&self) -> Result<(), StoreError> {
        self.poison.check()
    }

    /// Writes where this process answers into the lock file.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn set_address(&mut self, address: &str) -> Result<(), StoreError> {
        let path = self.dir.join(LOCK_FILE);
        let write = |file: &mut File| {
            file.set_len(0)?;
            file.rewind()?;
            file.write_all(address.as_bytes())
        };
        write(&mut self.lock).map_err(StoreError::io(&path, "writing"))
    }

    /// The address of the process that has a directory open (empty if it has not written it yet);
    /// none if no process has. A lock file left behind is no holder.
    pub fn lock_holder(dir: &Path) -> Option<String> {
        let mut file = File::open(dir.join(LOCK_FILE)).ok()?;
        match file.try_lock_shared() {
            Err(TryLockError::WouldBlock) => {
                let mut address = String::new();
                file.read_to_string(&mut address).ok()?;
                Some(address.trim().to_owned())
            }
            _ => None,
        }
    }
}

fn lock(dir: &Path) -> Result<File, StoreError> {
    let path = dir.join(LOCK_FILE);
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    let file = opened.map_err(StoreError::io(&path, "opening"))?;
    // `lock_holder` of another process holds it for a moment: no reason to give up.
    let mut tries = 10;
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if tries > 0 && Store::lock_holder(dir).is_none() => {
                tries -= 1;
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(TryLockError::WouldBlock) => {
                let holder = Store::lock_holder(dir).unwrap_or_default();
                return Err(StoreError::Locked { holder });
            }
            Err(TryLockError::Error(error)) => {
                return Err(StoreError::io(&path, "locking")(error));
            }
        }
    }
    // The address of an earlier holder is not ours.
    file.set_len(0).map_err(StoreError::io(&path, "clearing"))?;
    Ok(file)
}

/// Removes files that a crash kept from getting their final name.
fn remove_leftovers(dir: &Path) -> Result<(), StoreError> {
    let listing = || StoreError::io(dir, "listing");
    for entry in std::fs::read_dir(dir).map_err(listing())? {
        let path = entry.map_err(listing())?.path();
        let ours = path.file_stem().and_then(|stem| stem.to_str()).is_some_and(|stem| {
            ["snapshot-", "journal-", "rows-", "blocks", "bodies"]
                .iter()
                .any(|start| stem.starts_with(start))
        });
        let unfinished = path
            .extension()
            .and_then(|end| end.to_str())
            .is_some_and(|end| ["new", "next", "tmp"].contains(&end));
        if ours && unfinished {
            disk::remove(&path).map_err(StoreError::io(&path, "removing"))?;
        }
    }
    Ok(())
}

/// Opens the log tables and finds the newest snapshot whose rows they hold.
fn open_rows(
    dir: &Path,
    log: &BlockLog,
    poison: &Poison,
    report: &mut OpenReport,
) -> Result<Rows, StoreError> {
    let mut found = newest_snapshot(dir, log, u64::MAX, &mut report.snapshots)?;
    let synced = found.as_ref().map(|reader| reader.header.row_counts.clone());
    let (mut rows, tails) = Rows::open(dir, &synced.unwrap_or_default(), poison)?;
    report.tails.extend(tails);
    if let Some(lost) = &mut report.lost {
        lost.rows = rows.of_height(lost.height)?;
    }
    report.rows_discarded = rows.truncate_above(log.last_height())?;
    // Replaying more blocks brings missing rows back, so an older snapshot serves, or none.
    while let Some(reader) = found.take_if(|reader| !rows.hold(&reader.header.row_counts)) {
        let height = reader.header.height;
        report.snapshots.push(SnapshotProblem::WithoutRows { height });
        found = newest_snapshot(dir, log, height, &mut report.snapshots)?;
    }
    report.snapshot = found;
    Ok(rows)
}

/// The newest snapshot below a height whose bytes are good and whose block is in the log.
fn newest_snapshot(
    dir: &Path,
    log: &BlockLog,
    below: u64,
    problems: &mut Vec<SnapshotProblem>,
) -> Result<Option<SnapshotReader>, StoreError> {
    let heights = snapshot::heights(dir)?.into_iter().rev();
    for height in heights.filter(|height| *height < below) {
        let reader = match SnapshotReader::open(dir, height) {
            Ok(reader) => reader,
            Err(StoreError::Corrupt { file, offset, what }) => {
                problems.push(SnapshotProblem::Damaged { file, offset, what });
                continue;
            }
            Err(error) => return Err(error),
        };
        let of_this_log = log.read(height)?.is_some_and(|block| block.id == reader.header.block_id);
        let before_it = log.first_height().is_some_and(|first| first == height.saturating_add(1));
        if of_this_log || before_it {
            return Ok(Some(reader));
        }
        problems.push(SnapshotProblem::Ahead { height });
        snapshot::remove(dir, height)?;
    }
    Ok(None)
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
