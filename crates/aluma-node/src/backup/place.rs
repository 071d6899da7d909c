//! A folder in the making: beside the one that was asked for, under another name, held by one process
//! alone; it gets its name in one step, or is removed.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use aluma_store::disk;

use super::BackupError;

/// Marks a folder in the making, and is locked while a process is at it.
pub(super) const MARK: &str = "in-the-making";

/// A folder in the making.
#[derive(Debug)]
pub(super) struct Place {
    part: PathBuf,
    wanted: PathBuf,
    lock: Option<File>,
}

impl Place {
    /// Begins one for a place where nothing is yet, or an empty folder. What a process left here that
    /// is gone is removed.
    pub(super) fn begin(wanted: &Path) -> Result<Self, BackupError> {
        if !is_free(wanted)? {
            return Err(BackupError::Taken(wanted.to_path_buf()));
        }
        let mut name = wanted.file_name().unwrap_or_default().to_owned();
        if name.is_empty() {
            return Err(BackupError::Taken(wanted.to_path_buf()));
        }
        name.push(".part");
        let part = wanted.with_file_name(name);
        if part.exists() {
            clear(&part)?;
        }
        let parent = part.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(BackupError::io(parent, "making"))?;
        make_private(&part).map_err(BackupError::io(&part, "making"))?;
        let mark = part.join(MARK);
        let lock = File::create(&mark).map_err(BackupError::io(&mark, "making"))?;
        lock.try_lock().map_err(|_| BackupError::Busy(part.clone()))?;
        Ok(Self { part, wanted: wanted.to_path_buf(), lock: Some(lock) })
    }

    /// Where to write.
    pub(super) fn path(&self) -> &Path {
        &self.part
    }

    /// Makes a folder inside.
    pub(super) fn folder(&self, name: &str) -> Result<(), BackupError> {
        let path = self.part.join(name);
        match make_private(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                Err(BackupError::io(&path, "making")(error))
            }
            _ => Ok(()),
        }
    }

    /// Gives it the name that was asked for. Everything inside must be on the disk.
    pub(super) fn finish(mut self) -> Result<(), BackupError> {
        let mark = self.part.join(MARK);
        disk::sync_names(&mark).map_err(BackupError::io(&self.part, "syncing"))?;
        if self.wanted.exists() {
            // Only an empty folder goes; the mark stays until nothing can refuse any more.
            fs::remove_dir(&self.wanted).map_err(|_| BackupError::Taken(self.wanted.clone()))?;
        }
        fs::remove_file(&mark).map_err(BackupError::io(&mark, "removing"))?;
        // From here on it is whole under either name, and is not removed.
        self.lock = None;
        let naming = || BackupError::io(&self.wanted, "naming");
        disk::rename(&self.part, &self.wanted).map_err(naming())?;
        disk::sync_names(&self.wanted).map_err(naming())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // Best effort: whoever begins here again removes the rest.
        if self.lock.take().is_some() {
            let _ = fs::remove_dir_all(&self.part);
        }
    }
}

fn is_free(wanted: &Path) -> Result<bool, BackupError> {
    match fs::read_dir(wanted) {
        Ok(mut inside) => Ok(inside.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(BackupError::io(wanted, "reading")(error)),
    }
}

/// Removes what another process left, if it is gone and the folder is one of ours.
fn clear(part: &Path) -> Result<(), BackupError> {
    let mark = part.join(MARK);
    let Ok(lock) = File::options().write(true).open(&mark) else {
        // Who was killed before the mark was there left an empty folder, and only such a one goes.
        return fs::remove_dir(part).map_err(|_| BackupError::Taken(part.to_path_buf()));
    };
    match lock.try_lock() {
        Ok(()) => empty(part).map_err(BackupError::io(part, "removing")),
        Err(TryLockError::WouldBlock) => Err(BackupError::Busy(part.to_path_buf())),
        Err(TryLockError::Error(error)) => Err(BackupError::io(&mark, "locking")(error)),
    }
}

/// Removes a folder of ours, its mark after everything else: whoever is killed meanwhile leaves one that is
/// still known by its mark, or is empty.
fn empty(part: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(part)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => fs::remove_dir_all(entry.path())?,
            false if entry.file_name() != MARK => fs::remove_file(entry.path())?,
            false => {}
        }
    }
    fs::remove_file(part.join(MARK))?;
    fs::remove_dir(part)
}

/// Makes a folder that nobody else of this machine may read.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path)
}
