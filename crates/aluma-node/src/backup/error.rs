//! Why there is no backup, or none that can be restored.

use std::fmt;
use std::path::PathBuf;

use aluma_store::StoreError;

use crate::node::NodeError;

/// Why a folder is not backed up or not restored. Nothing that was there before was changed.
#[derive(Debug)]
pub enum BackupError {
    /// Something is at the place that was asked for.
    Taken(PathBuf),
    /// Another process is writing there.
    Busy(PathBuf),
    /// There is no ledger to copy.
    NoLedger(PathBuf),
    /// The folder has no manifest: it is no backup, or one that was not finished.
    NoManifest(PathBuf),
    /// The manifest is not one, or was changed.
    Manifest {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A file of the backup is missing or is not the one that was written.
    File {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The files are as they were written, but do not replay to one ledger.
    Findings(Vec<String>),
    /// The place for it cannot be written.
    Io {
        /// The file or folder.
        file: PathBuf,
        /// What was being done.
        doing: &'static str,
        /// The system's answer.
        error: std::io::Error,
    },
    /// A file of the ledger or of the copy: missing, damaged, or the disk refused.
    Node(NodeError),
}

impl BackupError {
    pub(super) fn io(
        file: &std::path::Path,
        doing: &'static str,
    ) -> impl FnOnce(std::io::Error) -> Self {
        let file = file.to_path_buf();
        move |error| Self::Io { file, doing, error }
    }

    /// Whether the disk, or the quota on it, is full.
    pub fn is_disk_full(&self) -> bool {
        use std::io::ErrorKind::{QuotaExceeded, StorageFull};
        match self {
            Self::Io { error, .. } => matches!(error.kind(), StorageFull | QuotaExceeded),
            Self::Node(NodeError::Store(error)) => matches!(error, StoreError::DiskFull { .. }),
            _ => false,
        }
    }

    /// Whether the ledger or the copy is damaged, and not the machine or the command line.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::NoManifest(_) | Self::Manifest { .. } | Self::File { .. } => true,
            Self::Findings(_) => true,
            Self::Node(error) => matches!(
                error,
                NodeError::Data { .. }
                    | NodeError::Store(StoreError::Corrupt { .. })
                    | NodeError::Diverged { .. }
                    | NodeError::Archive(_)
            ),
            _ => false,
        }
    }
}

impl From<NodeError> for BackupError {
    fn from(error: NodeError) -> Self {
        Self::Node(error)
    }
}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> Self {
        Self::Node(NodeError::Store(error))
    }
}

impl fmt::Display for BackupError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(place) => write!(out, "{} is there already", place.display()),
            Self::Busy(place) => {
                write!(out, "another process is writing {} just now", place.display())
            }
            Self::NoLedger(place) => write!(out, "no ledger in {}", place.display()),
            Self::NoManifest(place) => {
                write!(out, "{} is no backup, or one that was not finished", place.display())
            }
            Self::Manifest { file, what } => write!(out, "{}: {what}", file.display()),
            Self::File { file, what } => write!(out, "{}: {what}", file.display()),
            Self::Findings(findings) => {
                let first = findings.first().map_or("", String::as_str);
                write!(out, "it does not replay: {} findings, first: {first}", findings.len())
            }
            Self::Io { file, doing, error } => write!(out, "{doing} {}: {error}", file.display()),
            Self::Node(error) => write!(out, "{error}"),
        }
    }
}

impl std::error::Error for BackupError {}
