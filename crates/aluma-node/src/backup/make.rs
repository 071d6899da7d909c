//! Making a backup, of a ledger that runs or of one that does not.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use aluma_store::{backup, disk};
use aluma_types::{Hash32, Timestamp};
use sha2::{Digest, Sha256};

use super::BackupError;
use super::manifest::{Entry, KEYS, MANIFEST, Manifest};
use super::place::Place;
use crate::data::{self, BEACON_SEED, DataDir, GENESIS, NODE_KEY, OPERATOR_KEY, ORIGIN, SALT_SEED};

/// What a ledger's operator has said of its address, beside the store's files.
const SETTINGS: [&str; 1] = ["address"];
/// Without these no block can be made and no promise signed.
const SECRETS: [&str; 3] = [OPERATOR_KEY, NODE_KEY, BEACON_SEED];
/// What the store's own copy takes care of, what is built again, and what is another process's.
const KNOWN: [&str; 10] = [
    super::restore::RESTORED,
    "blocks.log",
    "head",
    "bodies.log",
    "journal-a.log",
    "journal-b.log",
    "node.lock",
    "index.sqlite",
    "index.sqlite-wal",
    "index.sqlite-shm",
];

/// Whether keys and seeds travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrets {
    /// A ledger goes on from the backup; whoever reads it can seal blocks in the ledger's name.
    With,
    /// A ledger can be read and verified from it; it goes on where the secrets are put beside it.
    Without,
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Files of the folder that are not the ledger's and stayed behind.
    pub left: Vec<String>,
    /// Texts that are damaged in the folder.
    pub lost_bodies: u64,
    /// Damaged ends of files that the copy goes without, in words.
    pub damaged: Vec<String>,
}

/// Copies a data folder to a place where nothing is yet. `tell` is told the bytes as they are copied.
///
/// # Errors
/// [`BackupError`]; nothing stays at the place then.
pub fn make(
    (from, to): (&Path, &Path),
    secrets: Secrets,
    now: Timestamp,
    tell: &mut dyn FnMut(u64),
) -> Result<Made, BackupError> {
    if !DataDir::is_ledger(from) {
        return Err(BackupError::NoLedger(from.to_path_buf()));
    }
    let genesis = data::genesis(from)?;
    let place = Place::begin(to)?;
    let part = place.path();
    let copy = |path: &str, tell: &mut dyn FnMut(u64)| {
        backup::copy_file(&from.join(path), &part.join(path), tell)
    };
    let mut wanted = vec![GENESIS, SALT_SEED];
    let there = |name: &&str| from.join(name).exists();
    wanted.extend([ORIGIN].iter().chain(&SETTINGS).copied().filter(|name| there(name)));
    if secrets == Secrets::With {
        wanted.extend(SECRETS);
    }
    for name in &wanted {
        copy(name, tell)?;
    }
    if secrets == Secrets::With && from.join(KEYS).is_dir() {
        place.folder(KEYS)?;
        for name in files_of(&from.join(KEYS))? {
            copy(&format!("{KEYS}/{name}"), tell)?;
        }
        disk::sync_names(&part.join(KEYS).join(MANIFEST))
            .map_err(BackupError::io(&part.join(KEYS), "syncing"))?;
    }
    let copied = backup::copy(from, part, tell)?;
    let (height, head) = copied.last.unwrap_or((genesis.height(), [0; 32]));
    let of = fs::canonicalize(from).unwrap_or_else(|_| from.to_path_buf());
    let manifest = Manifest {
        network: genesis.network(),
        height,
        head: Hash32(head),
        taken: now,
        has_secrets: secrets == Secrets::With,
        of: of.display().to_string(),
        files: entries(part)?,
    };
    write_manifest(part, &manifest)?;
    let left = left(from, &manifest)?;
    let damaged = copied.damaged.iter().map(|tail| {
        let name = tail.file.file_name().unwrap_or_default().to_string_lossy();
        format!("the end of {name}, {} bytes from byte {}", tail.bytes, tail.offset)
    });
    let damaged = damaged.collect();
    place.finish()?;
    Ok(Made { manifest, left, lost_bodies: copied.lost_bodies, damaged })
}

fn write_manifest(part: &Path, manifest: &Manifest) -> Result<(), BackupError> {
    let path = part.join(MANIFEST);
    let write = || -> std::io::Result<()> {
        let file = disk::create(&path)?;
        disk::write(&path, &file, manifest.to_text().as_bytes(), 0)?;
        disk::sync(&path, &file)
    };
    write().map_err(BackupError::io(&path, "writing"))
}

/// Names of the plain files of a folder, in order.
fn files_of(folder: &Path) -> Result<Vec<String>, BackupError> {
    let listing = || BackupError::io(folder, "listing");
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(listing())? {
        let entry = entry.map_err(listing())?;
        if entry.file_type().map_err(listing())?.is_file() {
            names.extend(entry.file_name().into_string());
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// Hashes what was written, as it is read back.
fn entries(part: &Path) -> Result<Vec<Entry>, BackupError> {
    let mut paths = files_of(part)?;
    paths.retain(|path| !is_mark(path));
    if part.join(KEYS).is_dir() {
        paths.extend(files_of(&part.join(KEYS))?.iter().map(|name| format!("{KEYS}/{name}")));
    }
    let entry = |path: String| {
        let (hash, bytes) = hash_of(&part.join(&path))?;
        Ok(Entry { path, hash, bytes })
    };
    paths.into_iter().map(entry).collect()
}

fn is_mark(path: &str) -> bool {
    path == super::place::MARK
}

/// SHA-256 and length of a file.
pub(super) fn hash_of(path: &Path) -> Result<(Hash32, u64), BackupError> {
    let reading = || BackupError::io(path, "reading");
    let mut file = File::open(path).map_err(reading())?;
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; 1 << 20];
    let mut bytes = 0;
    loop {
        let count = file.read(&mut chunk).map_err(reading())?;
        if count == 0 {
            return Ok((Hash32(hasher.finalize().into()), bytes));
        }
        hasher.update(chunk.get(..count).unwrap_or_default());
        bytes += count as u64;
    }
}

/// What lies in the folder and is not the ledger's.
fn left(from: &Path, manifest: &Manifest) -> Result<Vec<String>, BackupError> {
    let taken = |name: &str| manifest.files.iter().any(|file| file.path == name);
    let ours = |name: &str| {
        KNOWN.contains(&name)
            || SECRETS.contains(&name)
            || aluma_store::snapshot::height_of(name).is_some()
            || aluma_store::rows::table_of(name).is_some()
            || ["tmp", "new", "next", "part"].iter().any(|end| has_ending(name, end))
    };
    let mut left = files_of(from)?;
    left.retain(|name| !taken(name) && !ours(name));
    Ok(left)
}

fn has_ending(name: &str, ending: &str) -> bool {
    PathBuf::from(name).extension().is_some_and(|found| found == ending)
}
