//! The framing of [`crate::record`], parsed a second time, leniently.

use crate::error::StoreError;
use crate::record::{FORMAT, FileKind};
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

const START: usize = 20;
const HEAD: usize = 13;
const SUM: usize = 4;

/// Reads numbers off the front of bytes.
pub(super) struct Cursor<'a>(pub(super) &'a [u8]);

impl<'a> Cursor<'a> {
    pub(super) fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_be_bytes)
    }
}

/// One step of a walk.
pub(super) enum Piece<'a> {
    /// A record with a good payload; its header may have been damaged and read all the same.
    Record { start: u64, kind: u8, payload: &'a [u8] },
    /// A record whose payload is bad.
    Bad { start: u64 },
}

impl Piece<'_> {
    pub(super) fn start(&self) -> u64 {
        match self {
            Self::Record { start, .. } | Self::Bad { start } => *start,
        }
    }

    /// For a record of an unexpected kind; bad ones are named already.
    pub(super) fn other(&self, what: &str) -> Result<(), String> {
        match self {
            Self::Record { .. } => Err(what.to_owned()),
            Self::Bad { .. } => Ok(()),
        }
    }
}

pub(super) struct Walk {
    path: PathBuf,
    input: BufReader<File>,
    salt: [u8; 8],
    at: u64,
    len: u64,
    start: u64,
    kind: u8,
    payload: Vec<u8>,
    good: bool,
    pub(super) damage: Vec<(u64, String)>,
}

impl Walk {
    /// None if there is no such file.
    pub(super) fn open(path: &Path, kind: (FileKind, u16)) -> Result<Option<Self>, StoreError> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::io(path, "opening")(error)),
        };
        let len = file.metadata().map_err(StoreError::io(path, "reading"))?.len();
        let mut walk = Self {
            path: path.to_path_buf(),
            input: BufReader::with_capacity(1 << 18, file),
            salt: [0; 8],
            at: 0,
            len,
            start: 0,
            kind: 0,
            payload: Vec::new(),
            good: false,
            damage: Vec::new(),
        };
        walk.file_header(kind)?;
        Ok(Some(walk))
    }

    pub(super) fn len(&self) -> u64 {
        self.len
    }

    pub(super) fn piece(&self) -> Piece<'_> {
        if self.good {
            Piece::Record { start: self.start, kind: self.kind, payload: &self.payload }
        } else {
            Piece::Bad { start: self.start }
        }
    }

    fn file_header(&mut self, (kind, number): (FileKind, u16)) -> Result<(), StoreError> {
        let mut wanted = b"ALUM".to_vec();
        wanted.extend_from_slice(&[FORMAT, kind as u8]);
        wanted.extend_from_slice(&number.to_be_bytes());
        if self.len < START as u64 {
            self.damage.push((0, "the file's header is cut".into()));
            self.at = self.len;
            return Ok(());
        }
        let bytes = self.read(START)?;
        let good = |bytes: &[u8]| {
            bytes.starts_with(&wanted) && crc32fast::hash(&bytes[..16]).to_be_bytes() == bytes[16..]
        };
        let bytes = if good(&bytes) {
            bytes
        } else {
            match mend(&bytes, good) {
                Some((at, mended)) => {
                    self.damage.push((at as u64, "a changed byte in the file's header".into()));
                    mended
                }
                None => {
                    self.damage.push((0, "the file's header".into()));
                    bytes
                }
            }
        };
        self.salt.copy_from_slice(&bytes[8..16]);
        Ok(())
    }

    /// Goes to the next record; false at the end of the file.
    pub(super) fn step(&mut self) -> Result<bool, StoreError> {
        self.start = self.at;
        let left = self.len - self.at;
        if left == 0 {
            return Ok(false);
        }
        let Some((kind, len)) = self.record_header(left)? else { return Ok(false) };
        self.kind = kind;
        let body = len as u64 + SUM as u64;
        if self.len - self.at < body {
            let missing = body - (self.len - self.at);
            self.damage.push((self.start, format!("a record cut short by {missing} bytes")));
            self.at = self.len;
            return Ok(false);
        }
        self.payload = self.read(len)?;
        let stored = self.read(SUM)?;
        let stored = Cursor(&stored).u32().unwrap_or(0);
        let computed = self.sum(self.start, &self.payload);
        self.good = stored == computed;
        if !self.good {
            let payload = self.start + HEAD as u64;
            let found = match changed_byte(stored ^ computed, len) {
                Some(at) => (payload + at as u64, "a changed byte in a record's payload"),
                None => {
                    let bytes = (stored ^ computed).to_be_bytes();
                    let changed = bytes.iter().position(|byte| *byte != 0).unwrap_or(0);
                    if bytes.iter().filter(|byte| **byte != 0).count() == 1 {
                        (payload + (len + changed) as u64, "a changed byte in a record's checksum")
                    } else {
                        (payload, "a record's payload")
                    }
                }
            };
            self.damage.push((found.0, found.1.into()));
        }
        Ok(true)
    }

    /// Kind and payload length of the record here, or of the next one that can be read.
    fn record_header(&mut self, left: u64) -> Result<Option<(u8, usize)>, StoreError> {
        if left < HEAD as u64 {
            self.damage.push((self.at, "a record's header is cut".into()));
            self.at = self.len;
            return Ok(None);
        }
        let bytes = self.read(HEAD)?;
        if self.header_good(self.start, &bytes) {
            return Ok(Some(header_fields(&bytes)));
        }
        if let Some((at, mended)) = mend(&bytes, |bytes| self.header_good(self.start, bytes)) {
            let place = self.start + at as u64;
            self.damage.push((place, "a changed byte in a record's header".into()));
            return Ok(Some(header_fields(&mended)));
        }
        self.damage.push((self.start, "a record's header".into()));
        self.search()
    }

    /// Looks for the next good header behind a bad one.
    fn search(&mut self) -> Result<Option<(u8, usize)>, StoreError> {
        let mut at = self.start + 1;
        let mut window: Vec<u8> = Vec::new();
        self.seek(at)?;
        while at + HEAD as u64 <= self.len {
            if window.len() < HEAD {
                let more = (self.len - self.at).min(1 << 16) as usize;
                let bytes = self.read(more)?;
                window.extend_from_slice(&bytes);
            }
            for place in 0..=window.len() - HEAD {
                let bytes = &window[place..place + HEAD];
                let here = at + place as u64;
                if self.header_good(here, bytes) {
                    let fields = header_fields(bytes);
                    self.start = here;
                    self.seek(here + HEAD as u64)?;
                    return Ok(Some(fields));
                }
            }
            let passed = window.len() - HEAD + 1;
            window.drain(..passed);
            at += passed as u64;
        }
        self.at = self.len;
        Ok(None)
    }

    fn header_good(&self, start: u64, bytes: &[u8]) -> bool {
        bytes.starts_with(&[0xc5, b'A', b'L', b'R'])
            && self.sum(start, &bytes[..9]).to_be_bytes() == bytes[9..]
    }

    fn sum(&self, start: u64, bytes: &[u8]) -> u32 {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(&self.salt);
        hasher.update(&start.to_be_bytes());
        hasher.update(bytes);
        hasher.finalize()
    }

    fn read(&mut self, len: usize) -> Result<Vec<u8>, StoreError> {
        let mut bytes = vec![0; len];
        self.input.read_exact(&mut bytes).map_err(StoreError::io(&self.path, "reading"))?;
        self.at += len as u64;
        Ok(bytes)
    }

    fn seek(&mut self, to: u64) -> Result<(), StoreError> {
        self.at = to;
        let done = self.input.seek(SeekFrom::Start(to));
        done.map(drop).map_err(StoreError::io(&self.path, "reading"))
    }
}

fn header_fields(bytes: &[u8]) -> (u8, usize) {
    let len = Cursor(&bytes[5..9]).u32().unwrap_or(0);
    (bytes[4], len as usize)
}

/// The one byte whose change makes short bytes good, and the bytes so mended.
fn mend(bytes: &[u8], good: impl Fn(&[u8]) -> bool) -> Option<(usize, Vec<u8>)> {
    let mut trial = bytes.to_vec();
    for at in 0..trial.len() {
        let was = trial[at];
        for change in 1..=u8::MAX {
            trial[at] = was ^ change;
            if good(&trial) {
                return Some((at, trial));
            }
        }
        trial[at] = was;
    }
    None
}

/// Where in `len` bytes one changed byte explains this difference of CRC-32s, if in one place only.
///
/// A change of one byte, followed by `k` others, differs by a table entry stepped `k` times with
/// zeros; so the difference is stepped back until it is a table entry.
fn changed_byte(difference: u32, len: usize) -> Option<usize> {
    let table = crc_table();
    let mut by_top = [0_usize; 256];
    for (index, entry) in table.iter().enumerate() {
        by_top[(entry >> 24) as usize] = index;
    }
    let mut register = difference;
    let mut found = None;
    for at in (0..len).rev() {
        let index = by_top[(register >> 24) as usize];
        if index != 0 && table[index] == register && found.replace(at).is_some() {
            return None;
        }
        register = ((register ^ table[index]) << 8) | index as u32;
    }
    found
}

fn crc_table() -> [u32; 256] {
    let mut table = [0; 256];
    for (index, entry) in (0_u32..).zip(table.iter_mut()) {
        *entry = (0..8).fold(index, |value, _| {
            if value & 1 == 1 { (value >> 1) ^ 0xedb8_8320 } else { value >> 1 }
        });
    }
    table
}
