//! What can go wrong with keys. No message ever repeats a secret or a passphrase.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a key could not be made, found or opened.
#[derive(Debug)]
pub enum KeyError {
    /// The name is not 1 to 64 of a-z, 0-9, `-`, `_`, beginning with a letter or digit.
    BadName {
        /// The name as given.
        name: String,
    },
    /// A key of this name exists; it is never overwritten.
    NameTaken {
        /// The name as given.
        name: String,
    },
    /// The keystore has no key of this name.
    NoSuchKey {
        /// The name as given.
        name: String,
    },
    /// The passphrase does not open this key.
    WrongPassphrase {
        /// Name of the key.
        name: String,
    },
    /// A passphrase of no characters.
    EmptyPassphrase,
    /// The key's file is not what was written; no passphrase will open it.
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The key's file was written by a later release.
    UnknownVersion {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u64,
    },
    /// A plain secret that is not one.
    BadSecret {
        /// Where it came from: a file, or the name of an environment variable.
        from: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A named key and a key file were asked for at once.
    TwoKeys,
    /// Costs of the key derivation outside of what is supported.
    BadKdf,
    /// The operating system gave no random bytes.
    NoRandomness,
    /// A file could not be read or written.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        error: io::Error,
    },
}

impl KeyError {
    /// A name that stays the same over releases, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadName { .. } => "bad_name",
            Self::NameTaken { .. } => "name_taken",
            Self::NoSuchKey { .. } => "no_such_key",
            Self::WrongPassphrase { .. } => "wrong_passphrase",
            Self::EmptyPassphrase => "empty_passphrase",
            Self::Damaged { .. } => "damaged_key_file",
            Self::UnknownVersion { .. } => "unknown_key_version",
            Self::BadSecret { .. } => "bad_secret",
            Self::TwoKeys => "two_keys",
            Self::BadKdf => "bad_kdf",
            Self::NoRandomness => "no_randomness",
            Self::Io { .. } => "key_io",
        }
    }

    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_path_buf();
        move |error| KeyError::Io { path, error }
    }
}

impl std::error::Error for KeyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadName { name } => write!(
                f,
                "{name:?} is no name for a key; use 1 to 64 of a-z, 0-9, - and _, \
                 beginning with a letter or digit"
            ),
            Self::NameTaken { name } => write!(f, "a key named {name} exists already"),
            Self::NoSuchKey { name } => write!(f, "there is no key named {name}"),
            Self::WrongPassphrase { name } => write!(f, "wrong passphrase for the key {name}"),
            Self::EmptyPassphrase => f.write_str("the passphrase is empty"),
            Self::Damaged { path, what } => {
                write!(f, "the key file {} is damaged: {what}", path.display())
            }
            Self::UnknownVersion { path, version } => write!(
                f,
                "the key file {} has version {version}, which a later release wrote",
                path.display()
            ),
            Self::BadSecret { from, what } => write!(f, "no usable key in {from}: {what}"),
            Self::TwoKeys => f.write_str("name a key or a key file, not both"),
            Self::BadKdf => f.write_str("the costs of the key derivation are out of bounds"),
            Self::NoRandomness => f.write_str("the operating system gave no random bytes"),
            Self::Io { path, error } => write!(f, "{}: {error}", path.display()),
        }
    }
}
