//! The one way to the disk. Whatever changes a file of a data directory goes through here, one
//! step after another, so that a test can count the steps and cut the power at any of them.
//!
//! A cut is of a directory: from that step on nothing more reaches it until [`Watch`] is dropped,
//! and what was written there and not waited for may be gone, as behind a disk's cache. Names are
//! taken to be durable once given: a rename is followed by a sync of its directory, and between the
//! two both outcomes are tried by the steps before and after.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Where the power goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// At which step, counted from 0.
    pub at: u64,
    /// When in that step.
    pub when: When,
    /// Whether what was written and not waited for is gone too.
    pub forgets: bool,
}

/// When in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Before it.
    Before,
    /// In its middle: a write leaves half of its bytes. Other steps are done whole or not at all, so
    /// there it is as before.
    Half,
    /// When it is done, and nobody has been told.
    After,
}

/// What a watched directory has seen.
#[derive(Debug, Default)]
struct Seen {
    steps: u64,
    cut: Option<Cut>,
    is_cut: bool,
    /// What undoes each write that was not waited for, the oldest first.
    unsynced: Vec<Undo>,
}

#[derive(Debug)]
struct Undo {
    path: PathBuf,
    offset: u64,
    bytes: Vec<u8>,
    length: u64,
}

/// How many directories are watched: while none is, a step costs one look at this.
static WATCHED: AtomicUsize = AtomicUsize::new(0);
static SEEN: Mutex<Option<HashMap<PathBuf, Seen>>> = Mutex::new(None);

fn seen() -> MutexGuard<'static, Option<HashMap<PathBuf, Seen>>> {
    SEEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Counts the steps of a directory, and cuts the power at one of them, until it is dropped.
#[derive(Debug)]
pub struct Watch {
    dir: PathBuf,
}

impl Watch {
    /// Watches a directory from now on.
    pub fn new(dir: &Path, cut: Option<Cut>) -> Self {
        let row = Seen { cut, ..Seen::default() };
        if seen().get_or_insert_default().insert(dir.to_path_buf(), row).is_none() {
            WATCHED.fetch_add(1, Ordering::AcqRel);
        }
        Self { dir: dir.to_path_buf() }
    }

    /// Steps so far.
    pub fn steps(&self) -> u64 {
        seen().as_ref().and_then(|all| all.get(&self.dir)).map_or(0, |row| row.steps)
    }

    /// Whether the power is gone.
    pub fn is_cut(&self) -> bool {
        seen().as_ref().and_then(|all| all.get(&self.dir)).is_some_and(|row| row.is_cut)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if seen().as_mut().and_then(|all| all.remove(&self.dir)).is_some() {
            WATCHED.fetch_sub(1, Ordering::AcqRel);
        }
    }
}

/// What is to happen at a step.
enum Fate {
    Done,
    Half,
    ThenCut,
}

fn gone() -> io::Error {
    io::Error::other("the power was cut")
}

/// Passes a step by whoever watches its directory, and does it unless the power is gone.
fn step<T>(
    path: &Path,
    note: impl FnOnce(&mut Seen),
    does: impl FnOnce(Fate) -> io::Result<T>,
) -> io::Result<T> {
    if WATCHED.load(Ordering::Acquire) == 0 {
        return does(Fate::Done);
    }
    let mut all = seen();
    let row = path.parent().and_then(|dir| all.as_mut()?.get_mut(dir));
    let Some(row) = row else {
        drop(all);
        return does(Fate::Done);
    };
    if row.is_cut {
        return Err(gone());
    }
    let place = row.steps;
    row.steps += 1;
    let cut = row.cut.filter(|cut| cut.at == place);
    let Some(cut) = cut else {
        note(row);
        return does(Fate::Done);
    };
    row.is_cut = true;
    if cut.when != When::Before {
        note(row);
        let fate = if cut.when == When::Half { Fate::Half } else { Fate::ThenCut };
        // It is done or not, and nobody is told.
        let _ = does(fate);
    }
    if cut.forgets {
        row.unsynced.drain(..).rev().for_each(forget);
    }
    Err(gone())
}

fn forget(undo: Undo) {
    // A file that has been removed meanwhile holds nothing to forget.
    if let Ok(file) = File::options().write(true).open(&undo.path) {
        let _ = file.write_all_at(&undo.bytes, undo.offset);
        let _ = file.set_len(undo.length);
    }
}

/// Notes how a write is undone.
fn will_write(row: &mut Seen, path: &Path, (file, offset, length): (&File, u64, usize)) {
    let there = file.metadata().map_or(0, |meta| meta.len());
    let kept = there.saturating_sub(offset).min(length as u64);
    let mut bytes = vec![0; usize::try_from(kept).unwrap_or(0)];
    if file.read_exact_at(&mut bytes, offset).is_err() {
        bytes.clear();
    }
    row.unsynced.push(Undo { path: path.to_path_buf(), offset, bytes, length: there });
}

/// Writes bytes at an offset.
///
/// # Errors
/// As the disk answers, here and below.
pub fn write(path: &Path, file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
    step(
        path,
        |row| will_write(row, path, (file, offset, bytes.len())),
        |fate| {
            let some = if matches!(fate, Fate::Half) { bytes.len() / 2 } else { bytes.len() };
            file.write_all_at(bytes.get(..some).unwrap_or_default(), offset)
        },
    )
}

/// Waits until a file is on the disk.
///
/// # Errors
/// As [`write`].
pub fn sync(path: &Path, file: &File) -> io::Result<()> {
    step(
        path,
        |row| row.unsynced.retain(|undo| undo.path != path),
        |fate| if matches!(fate, Fate::Half) { Ok(()) } else { file.sync_data() },
    )
}

/// Sets a file's length, and waits.
///
/// # Errors
/// As [`write`].
pub fn truncate(path: &Path, file: &File, length: u64) -> io::Result<()> {
    step(
        path,
        |row| row.unsynced.retain(|undo| undo.path != path),
        |fate| match fate {
            Fate::Half => Ok(()),
            _ => file.set_len(length).and_then(|()| file.sync_all()),
        },
    )
}

/// Makes a file, empty.
///
/// # Errors
/// As [`write`].
pub fn create(path: &Path) -> io::Result<File> {
    step(
        path,
        |_| {},
        |_| File::options().read(true).write(true).create(true).truncate(true).open(path),
    )
}

/// Gives a file another name, in the place of what has it.
///
/// # Errors
/// As [`write`].
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let renamed = |row: &mut Seen| {
        row.unsynced.retain(|undo| undo.path != to);
        row.unsynced.iter_mut().filter(|undo| undo.path == from).for_each(|undo| {
            to.clone_into(&mut undo.path);
        });
    };
    step(
        to,
        renamed,
        |fate| if matches!(fate, Fate::Half) { Ok(()) } else { std::fs::rename(from, to) },
    )
}

/// Removes a file.
///
/// # Errors
/// As [`write`].
pub fn remove(path: &Path) -> io::Result<()> {
    step(
        path,
        |row| row.unsynced.retain(|undo| undo.path != path),
        |fate| if matches!(fate, Fate::Half) { Ok(()) } else { std::fs::remove_file(path) },
    )
}

/// Makes the names beside a file durable.
///
/// # Errors
/// As [`write`].
pub fn sync_names(path: &Path) -> io::Result<()> {
    let dir = path.parent().unwrap_or(Path::new("."));
    step(path, |_| {}, |_| File::open(dir).and_then(|dir| dir.sync_all()))
}
