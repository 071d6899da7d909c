//! Why the store refuses.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Every way the store can refuse.
#[derive(Debug)]
pub enum StoreError {
    /// The operating system refused.
    Io {
        /// The file.
        file: PathBuf,
        /// What was being done.
        doing: &'static str,
        /// Its answer.
        error: io::Error,
    },
    /// The disk, or the quota on it, is full.
    DiskFull {
        /// The file that could not grow.
        file: PathBuf,
    },
    /// Bytes that were once good are damaged, or files contradict each other. Nothing was changed.
    Corrupt {
        /// The file.
        file: PathBuf,
        /// Where the damaged part begins, in bytes.
        offset: u64,
        /// What is damaged.
        what: &'static str,
    },
    /// Another process holds the directory.
    Locked {
        /// What it wrote into the lock file, normally its address.
        holder: String,
    },
    /// An earlier write failed, so memory and disk may disagree: open the store again.
    Poisoned,
    /// A height, index or key that is not the next one.
    OutOfOrder {
        /// What would have been right.
        expected: u64,
        /// What was given.
        got: u64,
    },
    /// A record longer than the format allows.
    TooLong {
        /// Its length in bytes.
        bytes: u64,
    },
    /// The rows of a snapshot do not come in ascending order without doubles.
    Unsorted,
}

impl StoreError {
    /// A closure for `map_err` that names the file and the deed.
    pub(crate) fn io(file: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        let file = file.to_path_buf();
        move |error| match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { file },
            _ => Self::Io { file, doing, error },
        }
    }

    pub(crate) fn corrupt(file: &Path, offset: u64, what: &'static str) -> Self {
        Self::Corrupt { file: file.to_path_buf(), offset, what }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { file, doing, error } => write!(out, "{doing} {}: {error}", file.display()),
            Self::DiskFull { file } => write!(out, "no space left to write {}", file.display()),
            Self::Corrupt { file, offset, what } => {
                write!(out, "{} is damaged at byte {offset}: {what}", file.display())
            }
            Self::Locked { holder } if holder.is_empty() => {
                out.write_str("another process uses this data directory")
            }
            Self::Locked { holder } => {
                write!(out, "another process uses this data directory: {holder}")
            }
            Self::Poisoned => out.write_str("an earlier write failed; open the store again"),
            Self::OutOfOrder { expected, got } => write!(out, "expected {expected}, got {got}"),
            Self::TooLong { bytes } => write!(out, "a record of {bytes} bytes is too long"),
            Self::Unsorted => out.write_str("the rows of a snapshot must be sorted"),
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}
