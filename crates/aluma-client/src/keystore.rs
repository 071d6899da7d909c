//! Signing keys on disk and where to find them.
//!
//! A [`Keystore`] is a folder with one small JSON file per key, encrypted under a passphrase
//! (Argon2id, XChaCha20-Poly1305), readable by its owner alone and written atomically: a key is
//! there whole or not at all, and is never overwritten. Names, schemes and public keys can be
//! listed without a passphrase. For automation there are plain key files and variables:
//! [`key_source`] decides between them.

mod error;
mod file;
mod plain;
mod secret;
#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

pub use error::KeyError;
use file::{KeyFile, Unreadable};
pub use plain::{
    KEY_VARIABLE, KeyFlags, KeySource, PASSPHRASE_VARIABLE, PlainKey, key_source, read_key_file,
    write_key_file,
};
pub use secret::{Passphrase, Scheme, Secret};

/// Longest name of a key, in bytes.
pub const MAX_NAME_BYTES: usize = 64;
/// No key file, plain or encrypted, comes near this many bytes.
const MAX_FILE_BYTES: u64 = 64 * 1024;
const EXTENSION: &str = "json";

/// Costs of turning a passphrase into a key (Argon2id). They are stored with each key, so that a
/// change of the default leaves older keys as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kdf {
    /// Memory in KiB, 8 per lane to 1 GiB.
    pub memory_kib: u32,
    /// Passes over the memory, 1 to 32.
    pub passes: u32,
    /// Lanes, 1 to 16.
    pub lanes: u32,
}

impl Kdf {
    /// Upper bound of `memory_kib`: 1 GiB.
    pub const MAX_MEMORY_KIB: u32 = 1024 * 1024;
    /// Upper bound of `passes`.
    pub const MAX_PASSES: u32 = 32;
    /// Upper bound of `lanes`.
    pub const MAX_LANES: u32 = 16;
}

impl Default for Kdf {
    /// 64 MiB, three passes, four lanes: the second recommendation of RFC 9106.
    fn default() -> Self {
        Kdf { memory_kib: 64 * 1024, passes: 3, lanes: 4 }
    }
}

/// What is known of a key without its passphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyInfo {
    /// Its name in the keystore.
    pub name: String,
    /// How it signs.
    pub scheme: Scheme,
    /// Its public key, as [`Secret::public`] gives it.
    pub public: Vec<u8>,
}

/// The keys of a folder.
#[derive(Debug, Default)]
pub struct KeyList {
    /// Sorted by name.
    pub keys: Vec<KeyInfo>,
    /// Files named like keys that are not readable, sorted by name; they hide no other key.
    pub unreadable: Vec<KeyError>,
}

/// A folder of encrypted keys.
#[derive(Debug, Clone)]
pub struct Keystore {
    dir: PathBuf,
    kdf: Kdf,
}

impl Keystore {
    /// The keystore in this folder, which need not exist: the first key makes it.
    pub fn open(dir: impl Into<PathBuf>) -> Self {
        Keystore { dir: dir.into(), kdf: Kdf::default() }
    }

    /// The same keystore, with other costs for the keys made from now on.
    #[must_use]
    pub fn with_kdf(self, kdf: Kdf) -> Self {
        Keystore { kdf, ..self }
    }

    /// Encrypts a secret and keeps it under a new name.
    ///
    /// # Errors
    /// [`KeyError::BadName`], [`KeyError::NameTaken`], [`KeyError::BadKdf`],
    /// [`KeyError::NoRandomness`], [`KeyError::Io`].
    pub fn create(
        &self,
        name: &str,
        secret: &Secret,
        passphrase: &Passphrase,
    ) -> Result<KeyInfo, KeyError> {
        let path = self.path(name)?;
        let taken = || KeyError::NameTaken { name: name.to_owned() };
        // Asked first to spare the user the work of the derivation; `write_new` decides.
        if path.try_exists().map_err(KeyError::io(&path))? {
            return Err(taken());
        }
        let info =
            KeyInfo { name: name.to_owned(), scheme: secret.scheme(), public: secret.public() };
        let file = KeyFile::seal(info, self.kdf, secret, passphrase)?;
        make_private_dir(&self.dir).map_err(KeyError::io(&self.dir))?;
        write_new(&path, file.encode().as_bytes()).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => taken(),
            _ => KeyError::Io { path, error },
        })?;
        Ok(file.info)
    }

    /// The keys of the folder; none where there is no folder.
    ///
    /// # Errors
    /// [`KeyError::Io`] where the folder itself cannot be read.
    pub fn list(&self) -> Result<KeyList, KeyError> {
        let mut list = KeyList::default();
        for name in self.names().map_err(KeyError::io(&self.dir))? {
            match self.load(&name) {
                Ok(file) => list.keys.push(file.info),
                Err(error) => list.unreadable.push(error),
            }
        }
        Ok(list)
    }

    /// Decrypts a key.
    ///
    /// # Errors
    /// [`KeyError::BadName`], [`KeyError::NoSuchKey`], [`KeyError::WrongPassphrase`],
    /// [`KeyError::Damaged`], [`KeyError::UnknownVersion`], [`KeyError::Io`].
    pub fn unlock(&self, name: &str, passphrase: &Passphrase) -> Result<Secret, KeyError> {
        let file = self.load(name)?;
        let secret = file
            .unseal(passphrase)?
            .ok_or_else(|| KeyError::WrongPassphrase { name: name.to_owned() })?;
        if secret.public() != file.info.public {
            let what = "its public key is not that of the secret";
            return Err(KeyError::Damaged { path: self.path(name)?, what });
        }
        Ok(secret)
    }

    fn path(&self, name: &str) -> Result<PathBuf, KeyError> {
        if !is_name(name) {
            return Err(KeyError::BadName { name: name.to_owned() });
        }
        Ok(self.dir.join(name).with_extension(EXTENSION))
    }

    /// Names of the files that are named like keys, sorted.
    fn names(&self) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(&self.dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut names = Vec::new();
        for entry in entries {
            let file_name = entry?.file_name();
            let stem = file_name.to_str().and_then(|name| name.strip_suffix(".json"));
            names.extend(stem.filter(|stem| is_name(stem)).map(str::to_owned));
        }
        names.sort_unstable();
        Ok(names)
    }

    fn load(&self, name: &str) -> Result<KeyFile, KeyError> {
        let path = self.path(name)?;
        let bytes = match File::open(&path).and_then(|mut file| read_bounded(&mut file)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(KeyError::NoSuchKey { name: name.to_owned() });
            }
            Err(error) => return Err(KeyError::Io { path, error }),
        };
        match KeyFile::decode(&bytes) {
            Ok(file) if file.info.name == name => Ok(file),
            Ok(_) => Err(KeyError::Damaged { path, what: "it holds a key of another name" }),
            Err(Unreadable::Damaged(what)) => Err(KeyError::Damaged { path, what }),
            Err(Unreadable::Version(version)) => Err(KeyError::UnknownVersion { path, version }),
        }
    }
}

/// Lower case only: some file systems take `A` and `a` for one file.
fn is_name(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    name.len() <= MAX_NAME_BYTES
        && name.bytes().next().is_some_and(plain)
        && name.bytes().all(|b| plain(b) || b == b'-' || b == b'_')
}

/// Reads a small file; a longer one is cut, which its format then refuses.
fn read_bounded(file: &mut File) -> io::Result<Vec<u8>> {
    // Room for all: a vector that grows leaves copies of a secret behind.
    let mut bytes = Vec::with_capacity(MAX_FILE_BYTES as usize);
    file.take(MAX_FILE_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a file that must not exist yet, for the owner alone: whole and on disk, or not at all.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (dir, file) = private(path, bytes)?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    sync_dir(dir)
}

/// Writes a file for the owner alone: whole and on disk, or not at all. What was there, whoever might
/// read it, is replaced.
///
/// # Errors
/// As the disk answers.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (dir, file) = private(path, bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    sync_dir(dir)
}

/// Bytes on disk beside a path, under no name yet.
fn private<'p>(path: &'p Path, bytes: &[u8]) -> io::Result<(&'p Path, tempfile::NamedTempFile)> {
    let dir = match path.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    };
    // The library makes its files with mode 0600.
    let mut file = tempfile::NamedTempFile::new_in(dir)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok((dir, file))
}

#[cfg(unix)]
fn sync_dir(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}

#[cfg(not(unix))]
fn sync_dir(_dir: &Path) -> io::Result<()> {
    Ok(())
}

fn make_private_dir(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}
