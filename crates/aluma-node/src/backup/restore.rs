//! From a backup to a data folder: nothing is in place before all of it was held against the
//! manifest and replayed from the first block.

use std::path::{Path, PathBuf};

use aluma_core::kernel::action::Registry;
use aluma_store::{Store, backup, disk};

use super::manifest::{KEYS, Manifest};
use super::place::Place;
use super::{BackupError, make};
use crate::data;
use crate::replay::{self, Report};

/// The file that says that a folder was restored, and of what.
pub const RESTORED: &str = "restored";

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Height of the last block that came from the backup.
    pub height: u64,
    /// The folder that the backup was made of.
    pub of: PathBuf,
    /// Where the ledger answers that runs on that folder of this machine, if it is the same one.
    pub still_runs: Option<String>,
}

/// Restores a backup into a place where nothing is yet. `tell` is told the bytes as they are copied,
/// `progress` the height of each block that was replayed.
///
/// # Errors
/// [`BackupError`]; nothing is at the place then.
pub fn restore(
    (from, to): (&Path, &Path),
    registry: &'static Registry,
    tell: &mut dyn FnMut(u64),
    progress: &mut dyn FnMut(u64),
) -> Result<(Manifest, Report), BackupError> {
    let manifest = Manifest::read(from)?;
    let place = Place::begin(to)?;
    for file in &manifest.files {
        let (source, target) = (from.join(&file.path), place.path().join(&file.path));
        let wrong = |what: String| BackupError::File { file: source.clone(), what };
        if !source.is_file() {
            return Err(wrong("missing".to_owned()));
        }
        if file.path.starts_with(KEYS) {
            place.folder(KEYS)?;
        }
        backup::copy_file(&source, &target, tell)?;
        // What was written is read back: a disk that keeps other bytes is noticed now.
        let (hash, bytes) = make::hash_of(&target)?;
        if bytes != file.bytes {
            return Err(wrong(format!("{bytes} bytes, where {} were written", file.bytes)));
        }
        if hash != file.hash {
            return Err(wrong("its bytes are not those that were written".to_owned()));
        }
        make_private(&target)?;
    }
    let report = replay::verify(place.path(), registry, progress)?;
    if !report.findings.is_empty() {
        return Err(BackupError::Findings(report.findings));
    }
    if (report.network, report.height, report.head)
        != (manifest.network, manifest.height, manifest.head)
    {
        let what = "its blocks are not those that the manifest names".to_owned();
        return Err(BackupError::Findings(vec![what]));
    }
    write_mark(place.path(), &manifest)?;
    place.finish()?;
    Ok((manifest, report))
}

/// Who restored a folder, if it was restored; and whether the ledger it was made of still runs here.
pub fn restored(dir: &Path) -> Option<Restored> {
    let text = std::fs::read_to_string(dir.join(RESTORED)).ok()?;
    let mut lines = text.lines();
    let height = lines.next()?.strip_prefix("height ")?.parse().ok()?;
    let of = PathBuf::from(lines.next()?.strip_prefix("of ")?);
    let is_same = || Some(data::genesis(&of).ok()? == data::genesis(dir).ok()?);
    let is_other = std::fs::canonicalize(dir).ok() != Some(of.clone());
    let runs = Store::lock_holder(&of).filter(|_| is_other && is_same() == Some(true));
    Some(Restored { height, of, still_runs: runs })
}

fn write_mark(part: &Path, manifest: &Manifest) -> Result<(), BackupError> {
    let path = part.join(RESTORED);
    let text = format!("height {}\nof {}\n", manifest.height, manifest.of);
    let write = || -> std::io::Result<()> {
        let file = disk::create(&path)?;
        disk::write(&path, &file, text.as_bytes(), 0)?;
        disk::sync(&path, &file)
    };
    write().map_err(BackupError::io(&path, "writing"))
}

/// Secrets are among the files, and a folder may be opened to others later.
fn make_private(path: &Path) -> Result<(), BackupError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(path, mode).map_err(BackupError::io(path, "closing"))?;
    }
    Ok(())
}
