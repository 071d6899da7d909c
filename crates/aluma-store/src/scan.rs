//! Reading a file of records from front to back, and telling a cut tail from damage.

use crate::error::StoreError;
use crate::record::{FILE_HEADER, RECORD_HEADER, RECORD_TRAILER, checksum, parse_header};
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// What was found, and removed, behind the last good record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tail {
    /// The file.
    pub file: PathBuf,
    /// Where the last good record ends, in bytes.
    pub offset: u64,
    /// How many bytes lay behind it.
    pub bytes: u64,
    /// Whether they look like a write that was cut short (too short, or zeros at the end), and not
    /// like one that was complete and then damaged.
    pub cut: bool,
}

/// What a scan meets.
#[derive(Debug)]
pub(crate) enum Found {
    /// A good record; its payload is in [`Scanner::payload`].
    Record { offset: u64, kind: u8 },
    /// Bad bytes that something good follows. `kind` if the record's header is good.
    Damage { offset: u64, kind: Option<u8>, what: &'static str },
    /// Bad bytes up to the end of the file.
    Tail(Tail),
    /// The end of the file, right behind a good record.
    End,
}

/// Reads a file from front to back.
pub(crate) struct Scanner {
    path: PathBuf,
    input: BufReader<File>,
    salt: [u8; 8],
    at: u64,
    len: u64,
    pub(crate) payload: Vec<u8>,
}

impl Scanner {
    pub(crate) fn new(path: &Path, file: &File, salt: [u8; 8]) -> Result<Self, StoreError> {
        let reading = || StoreError::io(path, "reading");
        let copy = file.try_clone().map_err(reading())?;
        let len = copy.metadata().map_err(reading())?.len();
        let mut input = BufReader::with_capacity(1 << 18, copy);
        input.seek(SeekFrom::Start(FILE_HEADER)).map_err(reading())?;
        let path = path.to_path_buf();
        Ok(Self { path, input, salt, at: FILE_HEADER, len, payload: Vec::new() })
    }

    /// The next record, damage, tail or end.
    pub(crate) fn next(&mut self) -> Result<Found, StoreError> {
        let offset = self.at;
        let left = self.len - offset;
        if left == 0 {
            return Ok(Found::End);
        }
        if left < RECORD_HEADER {
            return Ok(self.tail(offset, true));
        }
        let mut header = [0; RECORD_HEADER as usize];
        self.read(&mut header)?;
        let Some((kind, len)) = parse_header(&self.salt, offset, &header) else {
            return self.resync(offset);
        };
        let whole = RECORD_HEADER + len + RECORD_TRAILER;
        if left < whole {
            return Ok(self.tail(offset, true));
        }
        let mut payload = std::mem::take(&mut self.payload);
        payload.resize(usize::try_from(len).map_err(|_| StoreError::TooLong { bytes: len })?, 0);
        self.read(&mut payload)?;
        self.payload = payload;
        let mut trailer = [0; RECORD_TRAILER as usize];
        self.read(&mut trailer)?;
        self.at = offset + whole;
        if checksum(&self.salt, offset, &self.payload) == u32::from_be_bytes(trailer) {
            return Ok(Found::Record { offset, kind });
        }
        if self.at == self.len || self.zeros_from(self.at)? {
            return Ok(self.tail(offset, trailer == [0; 4]));
        }
        Ok(Found::Damage { offset, kind: Some(kind), what: "a record's payload" })
    }

    /// Behind a bad header: on to the next good one, or the tail.
    fn resync(&mut self, offset: u64) -> Result<Found, StoreError> {
        const WINDOW: usize = 1 << 20;
        let overlap = RECORD_HEADER as usize - 1;
        let mut window: Vec<u8> = Vec::new();
        let mut start = offset + 1;
        while start + RECORD_HEADER <= self.len {
            self.seek(start)?;
            let want = (WINDOW as u64).min(self.len - start);
            window.resize(want as usize, 0);
            self.read(&mut window)?;
            for (i, header) in window.windows(RECORD_HEADER as usize).enumerate() {
                let here = start + i as u64;
                if parse_header(&self.salt, here, header).is_some() {
                    self.seek(here)?;
                    return Ok(Found::Damage { offset, kind: None, what: "a record's header" });
                }
            }
            start += (want as usize - overlap) as u64;
        }
        // Four zeros at the end: that many a single damaged byte does not make.
        let cut = self.len - offset >= 4 && self.zeros_from(self.len - 4)?;
        Ok(self.tail(offset, cut))
    }

    fn tail(&mut self, offset: u64, cut: bool) -> Found {
        self.at = self.len;
        Found::Tail(Tail { file: self.path.clone(), offset, bytes: self.len - offset, cut })
    }

    fn zeros_from(&mut self, offset: u64) -> Result<bool, StoreError> {
        let back = self.at;
        self.seek(offset)?;
        let mut chunk = [0; 4096];
        let mut left = self.len - offset;
        let mut zeros = true;
        while zeros && left > 0 {
            let part = &mut chunk[..left.min(4096) as usize];
            self.input.read_exact(part).map_err(StoreError::io(&self.path, "reading"))?;
            zeros = part.iter().all(|byte| *byte == 0);
            left -= part.len() as u64;
        }
        self.seek(back)?;
        Ok(zeros)
    }

    fn seek(&mut self, to: u64) -> Result<(), StoreError> {
        self.at = to;
        let done = self.input.seek(SeekFrom::Start(to));
        done.map(drop).map_err(StoreError::io(&self.path, "reading"))
    }

    fn read(&mut self, into: &mut [u8]) -> Result<(), StoreError> {
        self.input.read_exact(into).map_err(StoreError::io(&self.path, "reading"))
    }
}
