//! Long-text bodies: texts beside the state that can be erased.
//!
//! File `bodies.log`. A body is two records in a row: kind 5 with its id (32 bytes), kind 6 with
//! its salt (32 bytes) and text. Erasing appends kind 7 (id, height `u64` at which it was decided,
//! 32 bytes naming the entry that says so), waits for the disk, and then overwrites the payload of
//! kind 6 with zeros; a crash in between is made up for at the next open.
//!
//! Bodies are a source beside the log, so a damaged one does not stop the ledger: it is reported
//! and counts as unknown.

use crate::error::StoreError;
use crate::record::{FileKind, Poison, RecordFile, Tail};
use crate::scan::Found;
use std::collections::BTreeMap;
use std::path::Path;

/// Name of the file.
pub const BODIES_FILE: &str = "bodies.log";
/// Record kind of a body's id.
pub const BODY_ID_RECORD: u8 = 5;
/// Record kind of a body's salt and text.
pub const BODY_TEXT_RECORD: u8 = 6;
/// Record kind of an erasure.
pub const ERASED_RECORD: u8 = 7;

/// A body to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBody {
    /// Its id; that it is the hash of salt and text is the caller's affair.
    pub id: [u8; 32],
    /// Its salt.
    pub salt: [u8; 32],
    /// Its text.
    pub text: Vec<u8>,
}

/// What is known of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// The body is here.
    Present {
        /// Its salt.
        salt: [u8; 32],
        /// Its text.
        text: Vec<u8>,
    },
    /// The body was erased.
    Erased {
        /// The height at which that was decided.
        at_height: u64,
        /// What names the entry that says so.
        entry: [u8; 32],
    },
    /// Never seen here, or damaged.
    Unknown,
}

/// What is known of an id, without the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyState {
    /// The body is here.
    Present,
    /// The body was erased.
    Erased {
        /// The height at which that was decided.
        at_height: u64,
        /// What names the entry that says so.
        entry: [u8; 32],
    },
}

/// A damaged stretch of the file that something good follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostBody {
    /// Where it begins, in bytes.
    pub offset: u64,
    /// The id, if that is still to be read.
    pub id: Option<[u8; 32]>,
}

/// What opening the bodies found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodiesOpen {
    /// A bad tail that was removed.
    pub tail: Option<Tail>,
    /// Damaged bodies; they stay in the file.
    pub lost: Vec<LostBody>,
    /// Erasures that a crash had left half done and that are done now.
    pub finished_erasures: u64,
}

/// The bodies, open.
#[derive(Debug)]
pub struct Bodies {
    file: RecordFile,
    /// Offsets of the text records; more than one if a body was given twice.
    texts: BTreeMap<[u8; 32], Vec<u64>>,
    erased: BTreeMap<[u8; 32], (u64, [u8; 32])>,
}

impl Bodies {
    /// Opens or creates the file, and finishes erasures.
    ///
    /// # Errors
    /// As the disk answers; damage is reported, not refused.
    pub fn open(dir: &Path, poison: &Poison) -> Result<(Self, BodiesOpen), StoreError> {
        let file = RecordFile::open(&dir.join(BODIES_FILE), FileKind::Bodies, 0, poison)?;
        let mut scan = Scan::default();
        let mut scanner = file.scan()?;
        loop {
            match scanner.next()? {
                Found::Record { offset, kind } => scan.record(offset, kind, &scanner.payload),
                Found::Damage { offset, kind, .. } => scan.damage(offset, kind),
                Found::Tail(tail) => {
                    scan.tail = Some(tail);
                    break;
                }
                Found::End => break,
            }
        }
        let mut bodies = Self { file, texts: scan.texts, erased: scan.erased };
        let mut report = BodiesOpen::default();
        if let Some(mut tail) = scan.tail {
            // An id without its text is a cut too.
            tail.offset = scan.open_id.map_or(tail.offset, |(_, offset)| offset);
            tail.bytes = bodies.file.end() - tail.offset;
            bodies.file.truncate(tail.offset)?;
            report.tail = Some(tail);
        } else if let Some((_, offset)) = scan.open_id {
            let bytes = bodies.file.end() - offset;
            let file = bodies.file.path().to_path_buf();
            bodies.file.truncate(offset)?;
            report.tail = Some(Tail { file, offset, bytes, cut: true });
        }
        for (id, offset) in scan.damaged {
            match id {
                Some(id) if bodies.erased.contains_key(&id) => {
                    bodies.file.zero_payload(offset)?;
                    report.finished_erasures += 1;
                }
                _ => report.lost.push(LostBody { offset, id }),
            }
        }
        report.finished_erasures += bodies.finish_erasures()?;
        Ok((bodies, report))
    }

    /// Zeros texts that are still whole although an erasure names them.
    fn finish_erasures(&mut self) -> Result<u64, StoreError> {
        let mut finished = 0;
        let erased: Vec<_> =
            self.texts.keys().filter(|id| self.erased.contains_key(*id)).copied().collect();
        for offset in erased.iter().filter_map(|id| self.texts.remove(id)).flatten() {
            self.file.zero_payload(offset)?;
            finished += 1;
        }
        Ok(finished)
    }

    /// Keeps bodies, on the disk after one sync. One that is here or was erased is left as it is.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn append(&mut self, bodies: &[NewBody]) -> Result<(), StoreError> {
        let mut fresh: BTreeMap<[u8; 32], Vec<u8>> = BTreeMap::new();
        for body in bodies {
            if !self.texts.contains_key(&body.id) && !self.erased.contains_key(&body.id) {
                fresh.insert(body.id, [&body.salt[..], &body.text].concat());
            }
        }
        for (id, text) in fresh {
            // Header 13 + id 32 + checksum 4, then the text's record begins.
            let start = self.file.append(&[(BODY_ID_RECORD, &id), (BODY_TEXT_RECORD, &text)])?;
            self.texts.entry(id).or_default().push(start + ID_RECORD_BYTES);
        }
        self.file.sync()
    }

    /// What is known of an id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if its text was damaged since the file was opened.
    pub fn get(&self, id: &[u8; 32]) -> Result<Body, StoreError> {
        if let Some((at_height, entry)) = self.erased.get(id).copied() {
            return Ok(Body::Erased { at_height, entry });
        }
        let Some(offset) = self.texts.get(id).and_then(|offsets| offsets.first()) else {
            return Ok(Body::Unknown);
        };
        let (_, payload) = self.file.read(*offset)?;
        match payload.split_first_chunk::<32>() {
            Some((salt, text)) => Ok(Body::Present { salt: *salt, text: text.to_vec() }),
            None => Err(StoreError::corrupt(self.file.path(), *offset, "a body without a salt")),
        }
    }

    /// Erases a body for good: after this its salt and text are zeros on the disk. An id that is
    /// not here is remembered as erased and never taken in later.
    ///
    /// # Errors
    /// As the disk answers; then opening the store again finishes what was begun.
    pub fn erase(
        &mut self,
        id: &[u8; 32],
        at_height: u64,
        entry: [u8; 32],
    ) -> Result<(), StoreError> {
        if self.erased.contains_key(id) {
            return Ok(());
        }
        let fact = [&id[..], &at_height.to_be_bytes(), &entry].concat();
        self.file.append(&[(ERASED_RECORD, &fact)])?;
        self.file.sync()?;
        self.erased.insert(*id, (at_height, entry));
        for offset in self.texts.remove(id).unwrap_or_default() {
            self.file.zero_payload(offset)?;
        }
        Ok(())
    }

    /// All ids known here with their state, by id.
    pub fn list(&self) -> Vec<([u8; 32], BodyState)> {
        let present = self.texts.keys().map(|id| (*id, BodyState::Present));
        let erased = self.erased.iter().map(|(id, (at_height, entry))| {
            (*id, BodyState::Erased { at_height: *at_height, entry: *entry })
        });
        let mut all: Vec<_> = present.chain(erased).collect();
        all.sort_unstable_by_key(|(id, _)| *id);
        all
    }
}

const ID_RECORD_BYTES: u64 = crate::record::RECORD_HEADER + 32 + crate::record::RECORD_TRAILER;

#[derive(Default)]
struct Scan {
    texts: BTreeMap<[u8; 32], Vec<u64>>,
    erased: BTreeMap<[u8; 32], (u64, [u8; 32])>,
    /// The id record just read, whose text comes next.
    open_id: Option<([u8; 32], u64)>,
    damaged: Vec<(Option<[u8; 32]>, u64)>,
    tail: Option<Tail>,
}

impl Scan {
    fn record(&mut self, offset: u64, kind: u8, payload: &[u8]) {
        let open = self.open_id.take();
        match (kind, open, payload.len()) {
            (BODY_ID_RECORD, _, 32) => {
                self.open_id = payload.try_into().ok().map(|id| (id, offset));
            }
            (BODY_TEXT_RECORD, Some((id, _)), 32..) => {
                // All zeros, salt included, is what an erasure leaves.
                if payload.iter().any(|byte| *byte != 0) {
                    self.texts.entry(id).or_default().push(offset);
                }
            }
            (ERASED_RECORD, _, 72) => {
                let parts = payload.split_first_chunk::<32>().and_then(|(id, rest)| {
                    let (height, entry) = rest.split_first_chunk::<8>()?;
                    Some((*id, (u64::from_be_bytes(*height), entry.try_into().ok()?)))
                });
                self.erased.extend(parts);
            }
            _ => self.damaged.push((None, offset)),
        }
    }

    fn damage(&mut self, offset: u64, kind: Option<u8>) {
        let id = self.open_id.take().map(|(id, _)| id);
        self.damaged.push((id.filter(|_| kind == Some(BODY_TEXT_RECORD)), offset));
    }
}
