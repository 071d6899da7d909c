//! A copy of a data directory's files, taken while another process writes to them.
//!
//! Nothing asks that process to wait. What it acknowledges lies in the journal first and then in a
//! block, what a block names lies in the bodies before it, and what a snapshot counts on lies in the
//! log and the log tables before it. So the files are copied in the order snapshot, journal, blocks,
//! log tables, bodies: each holds what those before it rely on, whatever was written in between. What
//! was written after the last block that is in the copy (rows, half a record) is cut from it. The
//! head is not copied but written from the log: it says exactly what is there.

use crate::bodies::{BODIES_FILE, Bodies};
use crate::disk;
use crate::error::StoreError;
use crate::head::{self, HEAD_FILE};
use crate::journal::{JOURNAL_FILES, Journal};
use crate::log::{BlockLog, LOG_FILE};
use crate::record::{Poison, sync_parent};
use crate::rows::{self, Rows};
use crate::scan::Tail;
use crate::snapshot::{self, SnapshotReader};
use crate::store::Store;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::{Duration, Instant};

/// Bytes that are copied at once.
const CHUNK: usize = 1 << 20;
/// How long a running ledger may take from a block's place in the log to its rows.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a snapshot is looked for anew that was replaced while it was being opened.
const TRIES: usize = 5;

/// What a copy holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Height and id of the last block; none where there is no block yet.
    pub last: Option<(u64, [u8; 32])>,
    /// Texts that are damaged in the directory, and so in the copy.
    pub lost_bodies: u64,
    /// Ends of files that were written whole and damaged later, and that the copy goes without.
    pub damaged: Vec<Tail>,
}

/// Copies the files of a directory into another one that is there and empty. `tell` is told the bytes
/// as they are copied. Everything is on the disk when this returns.
///
/// # Errors
/// [`StoreError::Corrupt`] where the directory is damaged, or was left in the middle of a commit by a
/// process that is gone; otherwise as the disk answers.
pub fn copy(from: &Path, to: &Path, tell: &mut dyn FnMut(u64)) -> Result<Copied, StoreError> {
    let poison = Poison::default();
    let counts = copy_snapshot(from, to, tell)?;
    for name in JOURNAL_FILES {
        copy_if_there(&from.join(name), &to.join(name), tell)?;
    }
    let (_, journal) = Journal::open(to, &poison)?;
    let last = copy_log(from, to, tell)?;
    if let Some((height, _)) = last {
        await_rows(from, height)?;
    }
    for name in row_files(from)? {
        copy_file(&from.join(&name), &to.join(&name), tell)?;
    }
    let (mut copied, _) = Rows::open(to, &counts, &poison)?;
    copied.truncate_above(last.map(|(height, _)| height))?;
    copied.sync()?;
    copy_if_there(&from.join(BODIES_FILE), &to.join(BODIES_FILE), tell)?;
    // An erasure that went on meanwhile stands at the end of the file: it is finished here.
    let (_, found) = Bodies::open(to, &poison)?;
    sync_parent(&to.join(LOG_FILE))?;
    // What another process was just writing looks cut; anything else is damage.
    let tails = journal.tails.into_iter().chain(found.tail);
    let damaged = tails.filter(|tail| !tail.cut).collect();
    Ok(Copied { last, lost_bodies: found.lost.len() as u64, damaged })
}

/// Copies one file as it is now, and waits for the disk.
///
/// # Errors
/// As the disk answers.
pub fn copy_file(from: &Path, to: &Path, tell: &mut dyn FnMut(u64)) -> Result<(), StoreError> {
    let mut source = File::open(from).map_err(StoreError::io(from, "opening"))?;
    let target = disk::create(to).map_err(StoreError::io(to, "creating"))?;
    let mut chunk = vec![0; CHUNK];
    let mut at = 0;
    loop {
        // To where the file ends by now, not to where it ended when it was opened.
        let count = match source.read(&mut chunk) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(StoreError::io(from, "reading")(error)),
        };
        let bytes = chunk.get(..count).unwrap_or_default();
        disk::write(to, &target, bytes, at).map_err(StoreError::io(to, "writing"))?;
        at += count as u64;
        tell(count as u64);
    }
    disk::sync(to, &target).map_err(StoreError::io(to, "syncing"))
}

fn copy_if_there(from: &Path, to: &Path, tell: &mut dyn FnMut(u64)) -> Result<(), StoreError> {
    match copy_file(from, to, tell) {
        Err(StoreError::Io { file, error, .. })
            if file == from && error.kind() == ErrorKind::NotFound =>
        {
            Ok(())
        }
        done => done,
    }
}

/// The newest snapshot that is whole, and the rows it counts on. Older ones are not needed.
fn copy_snapshot(
    from: &Path,
    to: &Path,
    tell: &mut dyn FnMut(u64),
) -> Result<BTreeMap<u16, u64>, StoreError> {
    for _ in 0..TRIES {
        let mut is_replaced = false;
        for height in snapshot::heights(from)?.into_iter().rev() {
            let name = snapshot::file_name(height);
            copy_if_there(&from.join(&name), &to.join(&name), tell)?;
            match SnapshotReader::open(to, height) {
                Ok(reader) => return Ok(reader.header().row_counts.clone()),
                Err(_) if !from.join(&name).exists() => is_replaced = true,
                // A damaged one shortens no start. What it hides, the audit of the copy would name.
                Err(StoreError::Corrupt { .. }) => {}
                Err(error) => return Err(error),
            }
            remove_if_there(&to.join(&name))?;
        }
        if !is_replaced {
            break;
        }
    }
    Ok(BTreeMap::new())
}

fn remove_if_there(path: &Path) -> Result<(), StoreError> {
    match disk::remove(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(StoreError::io(path, "removing")(error))
        }
        _ => Ok(()),
    }
}

/// Copies the blocks up to the last whole one, and writes the head that says so.
fn copy_log(
    from: &Path,
    to: &Path,
    tell: &mut dyn FnMut(u64),
) -> Result<Option<(u64, [u8; 32])>, StoreError> {
    // Read before the blocks are: it never leads them.
    let committed = head::peek(from)?;
    copy_if_there(&from.join(LOG_FILE), &to.join(LOG_FILE), tell)?;
    let (mut log, found) = BlockLog::open(to, &Poison::default())?;
    let damaged = |offset, what| Err(StoreError::corrupt(&from.join(LOG_FILE), offset, what));
    if let Some(tail) = found.tail.filter(|tail| !tail.cut) {
        return damaged(tail.offset, "the last block");
    }
    let last = log.last_height().zip(log.last_id());
    if committed.is_some_and(|head| last.is_none_or(|(height, _)| height < head.height)) {
        return damaged(0, "committed blocks are missing");
    }
    // Both slots say it.
    log.write_head()?;
    log.write_head()?;
    log.sync_head()?;
    Ok(last)
}

/// Waits until the rows of a block that is in the log are in their files too: the head is written
/// behind them.
fn await_rows(from: &Path, height: u64) -> Result<(), StoreError> {
    let begin = Instant::now();
    loop {
        if head::peek(from)?.is_some_and(|head| head.height >= height) {
            return Ok(());
        }
        if Store::lock_holder(from).is_none() || begin.elapsed() > PATIENCE {
            let what = "it was left in the middle of a commit; starting the ledger once mends it";
            return Err(StoreError::corrupt(&from.join(HEAD_FILE), 0, what));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn row_files(from: &Path) -> Result<Vec<String>, StoreError> {
    let listing = || StoreError::io(from, "listing");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(from).map_err(listing())? {
        let name = entry.map_err(listing())?.file_name();
        names.extend(name.to_str().filter(|name| rows::table_of(name).is_some()).map(String::from));
    }
    names.sort_unstable();
    Ok(names)
}

#[cfg(test)]
#[path = "backup_tests.rs"]
mod tests;
