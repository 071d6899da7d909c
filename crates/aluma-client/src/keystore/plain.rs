//! Keys for automation: plain files and environment variables.

use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::error::KeyError;
use super::secret::{Passphrase, Secret};
use super::{read_bounded, write_new};

/// Environment variable with a plain key, `ed25519:HEX` or `wallet:HEX`.
pub const KEY_VARIABLE: &str = "ALUMA_KEY";
/// Environment variable with the passphrase of a key in the keystore.
pub const PASSPHRASE_VARIABLE: &str = "ALUMA_PASSPHRASE";

/// A key from a plain file.
#[derive(Debug)]
pub struct PlainKey {
    /// The key.
    pub secret: Secret,
    /// Others than the file's owner may read or write it (Unix): worth a warning, `chmod 600`
    /// mends it. Not refused, because containers hand out secrets with modes of their own.
    pub exposed: bool,
}

/// Reads a key file: one line, `ed25519:HEX` or `wallet:HEX`.
///
/// # Errors
/// [`KeyError::Io`], [`KeyError::BadSecret`].
pub fn read_key_file(path: &Path) -> Result<PlainKey, KeyError> {
    let mut file = File::open(path).map_err(KeyError::io(path))?;
    let exposed = is_exposed(&file).map_err(KeyError::io(path))?;
    let bytes = Zeroizing::new(read_bounded(&mut file).map_err(KeyError::io(path))?);
    let bad = |what| KeyError::BadSecret { from: path.display().to_string(), what };
    let text = std::str::from_utf8(&bytes).map_err(|_| bad("it is not text"))?;
    Ok(PlainKey { secret: Secret::parse(text).map_err(bad)?, exposed })
}

/// Writes a key file, readable by its owner alone; an existing file is never overwritten.
///
/// # Errors
/// [`KeyError::Io`], of kind `AlreadyExists` where there is a file.
pub fn write_key_file(path: &Path, secret: &Secret) -> Result<(), KeyError> {
    let line = Zeroizing::new([secret.to_text().as_bytes(), b"\n"].concat());
    write_new(path, &line).map_err(KeyError::io(path))
}

#[cfg(unix)]
fn is_exposed(file: &File) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(file.metadata()?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_exposed(_file: &File) -> std::io::Result<bool> {
    Ok(false)
}

/// What the command line says about the key to sign with.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeyFlags<'a> {
    /// `--key NAME`: a key of the keystore.
    pub key: Option<&'a str>,
    /// `--key-file PATH`: a plain file.
    pub key_file: Option<&'a Path>,
}

/// Where the key to sign with is.
#[derive(Debug)]
pub enum KeySource {
    /// A plain file, for [`read_key_file`].
    File(PathBuf),
    /// In the environment.
    Environment(Secret),
    /// In the keystore.
    Store {
        /// Its name, where one was given; otherwise the caller takes the only key there is, or
        /// asks.
        name: Option<String>,
        /// The passphrase, where the environment has one; otherwise the caller asks.
        passphrase: Option<Passphrase>,
    },
}

/// Decides where the key comes from: `--key-file` or `--key`, then `ALUMA_KEY`, then the keystore.
/// What is typed wins over what is set. An empty variable counts as unset. `variable` is
/// `std::env::var_os`, or a test's own.
///
/// # Errors
/// [`KeyError::TwoKeys`]; [`KeyError::BadSecret`] for a variable that is used and unreadable.
pub fn key_source(
    flags: KeyFlags<'_>,
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<KeySource, KeyError> {
    let text = |name: &str| match variable(name).filter(|value| !value.is_empty()) {
        None => Ok(None),
        Some(value) => value
            .into_string()
            .map(|text| Some(Zeroizing::new(text)))
            .map_err(|_| KeyError::BadSecret { from: name.to_owned(), what: "it is not UTF-8" }),
    };
    match flags {
        KeyFlags { key: Some(_), key_file: Some(_) } => return Err(KeyError::TwoKeys),
        KeyFlags { key_file: Some(path), .. } => return Ok(KeySource::File(path.to_path_buf())),
        KeyFlags { key: Some(_), .. } => {}
        KeyFlags { key: None, key_file: None } => {
            if let Some(key) = text(KEY_VARIABLE)? {
                let bad = |what| KeyError::BadSecret { from: KEY_VARIABLE.to_owned(), what };
                return Secret::parse(&key).map(KeySource::Environment).map_err(bad);
            }
        }
    }
    let passphrase = text(PASSPHRASE_VARIABLE)?.map(|text| Passphrase::new(&text)).transpose()?;
    Ok(KeySource::Store { name: flags.key.map(str::to_owned), passphrase })
}
