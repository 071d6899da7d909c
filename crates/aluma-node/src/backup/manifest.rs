//! What a backup says of itself: which ledger, as of which block, and the SHA-256 of every file.
//!
//! A text in lines. The first is `aluma backup 1`, then `NAME VALUE` in the order of the fields below,
//! one `file SHA256 BYTES PATH` a file, and last `sum SHA256` over all bytes before that line.

use std::path::Path;

use aluma_types::{Hash32, Timestamp, sha256};

use super::BackupError;

/// Its file.
pub const MANIFEST: &str = "manifest";
/// The only folder that a backup has inside it: keys of the command line, encrypted.
pub const KEYS: &str = "keys";

const FIRST: &str = "aluma backup 1";

/// A manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The ledger.
    pub network: Hash32,
    /// Height of the last block, that of the genesis where there is none.
    pub height: u64,
    /// The last block, zeros where there is none.
    pub head: Hash32,
    /// When the copy was begun, by the machine's clock.
    pub taken: Timestamp,
    /// Whether the keys and seeds are in it without which no block can be made.
    pub has_secrets: bool,
    /// The folder that it was made of.
    pub of: String,
    /// Every file, by its path.
    pub files: Vec<Entry>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its path inside the backup.
    pub path: String,
    /// Its SHA-256.
    pub hash: Hash32,
    /// Its length in bytes.
    pub bytes: u64,
}

/// Whether a path stays where it belongs: a file's name, or one in the folder of keys.
fn is_inside(path: &str) -> bool {
    let name = path.strip_prefix("keys/").unwrap_or(path);
    let plain = |mark: char| !matches!(mark, '/' | '\\' | ':') && !mark.is_control();
    !name.is_empty() && name != "." && name != ".." && name != MANIFEST && name.chars().all(plain)
}

impl Manifest {
    /// As it is written.
    pub fn to_text(&self) -> String {
        let secrets = if self.has_secrets { "all" } else { "none" };
        // A path may hold anything; a line may not.
        let of: String =
            self.of.chars().map(|mark| if mark.is_control() { '?' } else { mark }).collect();
        let mut text = format!(
            "{FIRST}\nnetwork {}\nheight {}\nhead {}\ntaken {}\nsecrets {secrets}\nof {of}\n",
            self.network, self.height, self.head, self.taken.0
        );
        for file in &self.files {
            text.push_str(&format!("file {} {} {}\n", file.hash, file.bytes, file.path));
        }
        let sum = sha256(&[text.as_bytes()]);
        text.push_str(&format!("sum {sum}\n"));
        text
    }

    /// Reads one from a backup's folder.
    ///
    /// # Errors
    /// [`BackupError::NoManifest`], [`BackupError::Manifest`], or as the disk answers.
    pub fn read(folder: &Path) -> Result<Self, BackupError> {
        let file = folder.join(MANIFEST);
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(BackupError::NoManifest(folder.to_path_buf()));
            }
            Err(error) => return Err(BackupError::io(&file, "reading")(error)),
        };
        let text = String::from_utf8(bytes).map_err(|_| "not the text that was written");
        text.and_then(|text| Self::parse(&text))
            .map_err(|what| BackupError::Manifest { file, what })
    }

    fn parse(text: &str) -> Result<Self, &'static str> {
        let damaged = "damaged: its lines do not have the sum behind them";
        let body = text.rfind("sum ").ok_or("damaged: it has no end")?;
        let (body, last) = text.split_at_checked(body).ok_or(damaged)?;
        if last != format!("sum {}\n", sha256(&[body.as_bytes()])) {
            return Err(damaged);
        }
        let mut lines = body.lines();
        if lines.next() != Some(FIRST) {
            return Err("not the manifest of a backup that this program can read");
        }
        let mut value = |name: &str| {
            let line = lines.next().and_then(|line| line.strip_prefix(name)?.strip_prefix(' '));
            line.ok_or("a line is missing")
        };
        let (network, height, head) = (value("network")?, value("height")?, value("head")?);
        let (taken, secrets, of) = (value("taken")?, value("secrets")?, value("of")?.to_owned());
        let hash = |text: &str| Hash32::from_hex(text).ok_or("not a hash");
        let number = |text: &str| text.parse().map_err(|_| "not a number");
        let file = |line: &str| {
            let mut parts = line.strip_prefix("file ").unwrap_or_default().splitn(3, ' ');
            let (Some(sum), Some(bytes), Some(path)) = (parts.next(), parts.next(), parts.next())
            else {
                return Err("a line that is no file");
            };
            if !is_inside(path) {
                return Err("a path that leads out of the backup");
            }
            Ok(Entry { path: path.to_owned(), hash: hash(sum)?, bytes: number(bytes)? })
        };
        Ok(Self {
            network: hash(network)?,
            height: number(height)?,
            head: hash(head)?,
            taken: Timestamp(number(taken)?),
            has_secrets: secrets == "all",
            of,
            files: lines.map(file).collect::<Result<_, _>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(path: &str) -> Manifest {
        Manifest {
            network: Hash32([1; 32]),
            height: 7,
            head: Hash32([2; 32]),
            taken: Timestamp(9),
            has_secrets: true,
            of: "/a folder\nof lines".to_owned(),
            files: vec![Entry { path: path.to_owned(), hash: Hash32([3; 32]), bytes: 4 }],
        }
    }

    #[test]
    fn it_reads_as_it_was_written_and_no_byte_can_be_changed() {
        for path in ["blocks.log", "keys/noa and.key", "sum"] {
            let text = some(path).to_text();
            let read = Manifest::parse(&text).expect(path);
            assert_eq!(read.to_text(), text);
            assert_eq!(read.files, some(path).files);
            for place in 0..text.len() {
                let mut bytes = text.clone().into_bytes();
                bytes[place] ^= 1;
                let changed = String::from_utf8(bytes).expect("ASCII");
                assert!(Manifest::parse(&changed).is_err(), "byte {place} of {path}");
                assert!(Manifest::parse(&text[..place]).is_err(), "cut at {place}");
            }
        }
    }

    #[test]
    fn a_path_does_not_lead_out() {
        for path in ["", ".", "..", "a/b", "/etc/x", "keys/", "keys/..", "keys/a/b", "c:x", "a\\b"]
        {
            assert!(Manifest::parse(&some(path).to_text()).is_err(), "{path}");
        }
    }
}
