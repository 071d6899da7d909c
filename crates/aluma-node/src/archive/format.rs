//! The bytes of an archive; `docs/export.md` says the same for other implementations.
//!
//! [`MAGIC`], then parts. A part: its kind (one byte), the length of its payload (`u64`), the
//! payload, and SHA-256 over all three, so that whatever byte is changed its part is named. Numbers
//! are big-endian and of fixed width; `bytes` is a length (`u32`) and so many bytes. The parts, in
//! this order, each once but for the rows:
//!
//! 1. *head*: genesis (`bytes`), header (`bytes`), the node's signature over the header (64), the
//!    DAO's number (`u64`), whose archive it is (`u8`: 0 the operator's, 1 a reader's);
//! 2. *tables*: count (`u32`), and for each table of the ledger that has rows its number (`u16`)
//!    and what its leaf says of them (32), ascending;
//! 3. *rows* of one table, ascending by number: number (`u16`), 1 where its rows are salted, count
//!    (`u32`), and for each row, ascending by key: what becomes of it (`u8`: 1 taken, 2 left
//!    behind), salt (32, where they are salted), key (`bytes`), value (`bytes`); then the proof
//!    (`bytes`), see [`aluma_store::many`];
//! 4. *texts*: count (`u32`), and for each its id (32) and state (`u8`): 1 with salt (32) and words
//!    (`bytes`), 2 with the height at which it was erased (`u64`) and the entry that says so (32), 3
//!    where it was lost;
//! 5. *ballots* of decided proposals and answers of closed polls: count (`u32`), and for each the
//!    kind (`u8`: 1 proposal, 2 poll), number (`u64`), count (`u32`) and rows (`bytes` each), whose
//!    Merkle root its row holds;
//! 6. *withheld*: count (`u32`), and for each table of which the reader may not take some rows its
//!    number (`u16`) and how many (`u64`);
//! 7. *seal*: the node's signature over `"aluma archive v1"` and SHA-256 of all bytes before this
//!    part (64).
//!
//! The same ledger, DAO and reader give the same bytes.

use aluma_core::Genesis;
use aluma_core::kernel::leaving::Fate;
use aluma_types::codec::Canon;
use aluma_types::header::Header;
use aluma_types::{DaoId, Hash32, sha256};

use crate::archive::error::{ArchiveError, Part};

/// First bytes of every archive.
pub const MAGIC: &[u8; 16] = b"aluma archive 1\n";

const HEAD: u8 = 1;
const TABLES: u8 = 2;
const ROWS: u8 = 3;
const TEXTS: u8 = 4;
const BALLOTS: u8 = 5;
const WITHHELD: u8 = 6;
const SEAL: u8 = 7;
/// Kind and length before a part's payload.
const PART_HEAD: usize = 9;
const SUM: usize = 32;

/// An archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// The first words of the ledger that it comes from.
    pub genesis: Genesis,
    /// The header that everything is proven against.
    pub header: Header,
    /// The node's signature over it.
    pub sealed: [u8; 64],
    /// The DAO.
    pub dao: DaoId,
    /// Whether it holds what the reader may read, and not all that the operator has.
    pub is_readers: bool,
    /// Every table of the ledger, and what its leaf says of its rows.
    pub tables: Vec<(u16, [u8; 32])>,
    /// Rows by table.
    pub rows: Vec<TableRows>,
    /// Texts that taken rows name, by id.
    pub texts: Vec<(Hash32, Text)>,
    /// Ballots and answers that had left the state, by kind and number.
    pub ballots: Vec<Closed>,
    /// How many rows of which table the reader may not take.
    pub withheld: Vec<(u16, u64)>,
    /// The node's signature over all of it.
    pub seal: [u8; 64],
}

/// Rows of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRows {
    /// The table's number.
    pub table: u16,
    /// Whether they are salted.
    pub is_salted: bool,
    /// The rows, ascending by key.
    pub rows: Vec<Row>,
    /// Their proof.
    pub proof: Vec<u8>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What becomes of it.
    pub fate: Fate,
    /// Its salt, where it has one.
    pub salt: Option<[u8; 32]>,
    /// Its key.
    pub key: Vec<u8>,
    /// Its value.
    pub value: Vec<u8>,
}

/// What is known of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// It is here.
    Present {
        /// Its salt.
        salt: [u8; 32],
        /// Its words.
        words: String,
    },
    /// It was erased.
    Erased {
        /// At which height that was decided.
        height: u64,
        /// What names the entry that says so.
        entry: [u8; 32],
    },
    /// It was not to be found.
    Lost,
}

/// Ballots of a decided proposal (1), or answers of a closed poll (2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// 1 or 2.
    pub kind: u8,
    /// Its number.
    pub number: u64,
    /// The rows, in their order.
    pub rows: Vec<Vec<u8>>,
}

impl Archive {
    /// Its bytes, with the seal that `sign` makes over what it is given.
    pub fn seal_and_write(&mut self, sign: impl FnOnce(&[u8]) -> [u8; 64]) -> Vec<u8> {
        let mut out = self.unsealed();
        self.seal = sign(&sealed(&out));
        let seal = self.seal;
        part(&mut out, SEAL, |out| out.extend_from_slice(&seal));
        out
    }

    fn unsealed(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        part(&mut out, HEAD, |out| {
            put_bytes(out, &self.genesis.to_bytes());
            put_bytes(out, &self.header.to_bytes());
            out.extend_from_slice(&self.sealed);
            out.extend_from_slice(&self.dao.0.to_be_bytes());
            out.push(u8::from(self.is_readers));
        });
        part(&mut out, TABLES, |out| {
            put_count(out, self.tables.len());
            for (number, content) in &self.tables {
                out.extend_from_slice(&number.to_be_bytes());
                out.extend_from_slice(content);
            }
        });
        for rows in &self.rows {
            part(&mut out, ROWS, |out| rows.write(out));
        }
        part(&mut out, TEXTS, |out| {
            put_count(out, self.texts.len());
            for (id, text) in &self.texts {
                out.extend_from_slice(&id.0);
                text.write(out);
            }
        });
        part(&mut out, BALLOTS, |out| {
            put_count(out, self.ballots.len());
            for closed in &self.ballots {
                out.push(closed.kind);
                out.extend_from_slice(&closed.number.to_be_bytes());
                put_count(out, closed.rows.len());
                closed.rows.iter().for_each(|row| put_bytes(out, row));
            }
        });
        part(&mut out, WITHHELD, |out| {
            put_count(out, self.withheld.len());
            for (table, count) in &self.withheld {
                out.extend_from_slice(&table.to_be_bytes());
                out.extend_from_slice(&count.to_be_bytes());
            }
        });
        out
    }

    /// Rows that are taken, in the order of tables and keys.
    pub fn taken(&self) -> impl Iterator<Item = (u16, &[u8], &[u8])> {
        self.with(Fate::Taken)
    }

    /// Rows that are shown and stay behind.
    pub fn left(&self) -> impl Iterator<Item = (u16, &[u8], &[u8])> {
        self.with(Fate::Left)
    }

    fn with(&self, fate: Fate) -> impl Iterator<Item = (u16, &[u8], &[u8])> {
        self.rows.iter().flat_map(move |of| {
            let rows = of.rows.iter().filter(move |row| row.fate == fate);
            rows.map(|row| (of.table, &row.key[..], &row.value[..]))
        })
    }
}

/// What the seal signs.
pub(super) fn sealed(before: &[u8]) -> Vec<u8> {
    [b"aluma archive v1".as_slice(), &sha256(&[before]).0].concat()
}

fn part(out: &mut Vec<u8>, kind: u8, write: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    out.push(kind);
    out.extend_from_slice(&[0; 8]);
    write(out);
    let length = (out.len() - start - PART_HEAD) as u64;
    out[start + 1..start + PART_HEAD].copy_from_slice(&length.to_be_bytes());
    let sum = sha256(&[&out[start..]]);
    out.extend_from_slice(&sum.0);
}

fn put_count(out: &mut Vec<u8>, count: usize) {
    // Nothing here has more than 2^32 parts: an archive of such a ledger is not written whole.
    out.extend_from_slice(&u32::try_from(count).unwrap_or(u32::MAX).to_be_bytes());
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_count(out, bytes.len());
    out.extend_from_slice(bytes);
}

impl TableRows {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.table.to_be_bytes());
        out.push(u8::from(self.is_salted));
        put_count(out, self.rows.len());
        for row in &self.rows {
            out.push(if row.fate == Fate::Taken { 1 } else { 2 });
            out.extend(row.salt.iter().flatten());
            put_bytes(out, &row.key);
            put_bytes(out, &row.value);
        }
        put_bytes(out, &self.proof);
    }

    fn read(from: &mut Cursor<'_>) -> Option<Self> {
        let (table, is_salted, count) = (from.u16()?, from.flag()?, from.count()?);
        let mut rows: Vec<Row> = Vec::new();
        for _ in 0..count {
            let fate = match from.u8()? {
                1 => Fate::Taken,
                2 => Fate::Left,
                _ => return None,
            };
            let salt = if is_salted { Some(from.array()?) } else { None };
            let row = Row { fate, salt, key: from.bytes()?, value: from.bytes()? };
            if rows.last().is_some_and(|last| last.key >= row.key) {
                return None;
            }
            rows.push(row);
        }
        let proof = from.bytes()?;
        (!rows.is_empty()).then_some(Self { table, is_salted, rows, proof })
    }
}

impl Text {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Present { salt, words } => {
                out.push(1);
                out.extend_from_slice(salt);
                put_bytes(out, words.as_bytes());
            }
            Self::Erased { height, entry } => {
                out.push(2);
                out.extend_from_slice(&height.to_be_bytes());
                out.extend_from_slice(entry);
            }
            Self::Lost => out.push(3),
        }
    }

    fn read(from: &mut Cursor<'_>) -> Option<Self> {
        Some(match from.u8()? {
            1 => {
                Self::Present { salt: from.array()?, words: String::from_utf8(from.bytes()?).ok()? }
            }
            2 => Self::Erased { height: from.u64()?, entry: from.array()? },
            3 => Self::Lost,
            _ => return None,
        })
    }
}

/// Reads an archive. That its parts are whole and well-formed is seen here; what they say is for
/// [`crate::archive::check`].
///
/// # Errors
/// [`ArchiveError`]: not one, cut, damaged, malformed.
pub(super) fn read(bytes: &[u8]) -> Result<Archive, ArchiveError> {
    if bytes.get(..MAGIC.len()) != Some(MAGIC) {
        let is_start = !bytes.is_empty() && bytes.len() < MAGIC.len() && MAGIC.starts_with(bytes);
        let part = Part { name: "head", table: String::new(), from: 0 };
        let cut = ArchiveError::Cut { part, at: bytes.len() as u64 };
        return Err(if is_start { cut } else { ArchiveError::NotOne });
    }
    let mut parts = Parts { bytes, at: MAGIC.len(), began: MAGIC.len() };
    let (genesis, header, sealed, dao, is_readers) = parts.read(HEAD, |from| {
        let genesis = Genesis::from_bytes(&from.bytes()?).ok()?;
        let header = Header::from_bytes(&from.bytes()?).ok()?;
        Some((genesis, header, from.array()?, DaoId(from.u64()?), from.flag()?))
    })?;
    let tables = parts.read(TABLES, |from| {
        let count = from.count()?;
        (0..count).map(|_| Some((from.u16()?, from.array()?))).collect::<Option<Vec<_>>>()
    })?;
    let mut rows: Vec<TableRows> = Vec::new();
    while parts.kind() == Some(ROWS) {
        let of = parts.read(ROWS, TableRows::read)?;
        if rows.last().is_some_and(|last| last.table >= of.table) {
            return Err(parts.malformed(ROWS));
        }
        rows.push(of);
    }
    let texts = parts.read(TEXTS, |from| {
        let count = from.count()?;
        let text = |_| Some((Hash32(from.array()?), Text::read(from)?));
        ascending((0..count).map(text).collect::<Option<Vec<_>>>()?, |text| text.0)
    })?;
    let ballots = parts.read(BALLOTS, |from| {
        let count = from.count()?;
        let closed = |_| {
            let (kind, number, count) = (from.u8()?, from.u64()?, from.count()?);
            let rows = (0..count).map(|_| from.bytes()).collect::<Option<_>>()?;
            Some(Closed { kind, number, rows })
        };
        let all = (0..count).map(closed).collect::<Option<Vec<_>>>()?;
        ascending(all, |closed| (closed.kind, closed.number))
    })?;
    let withheld = parts.read(WITHHELD, |from| {
        let count = from.count()?;
        let all = (0..count).map(|_| Some((from.u16()?, from.u64()?)));
        ascending(all.collect::<Option<Vec<_>>>()?, |(table, _)| *table)
    })?;
    let seal = parts.read(SEAL, Cursor::array)?;
    if parts.at != bytes.len() {
        let part = Part { name: "end", table: String::new(), from: parts.at as u64 };
        return Err(ArchiveError::Damaged { part, to: bytes.len() as u64 });
    }
    #[rustfmt::skip]
    let archive = Archive {
        genesis, header, sealed, dao, is_readers, tables, rows, texts, ballots, withheld, seal,
    };
    Ok(archive)
}

fn ascending<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> Option<Vec<T>> {
    let ascends = items.windows(2).all(|pair| key(&pair[0]) < key(&pair[1]));
    ascends.then_some(items)
}

/// The bytes before the seal's part.
pub(super) fn before_seal(bytes: &[u8]) -> &[u8] {
    let length = PART_HEAD + 64 + SUM;
    bytes.get(..bytes.len().saturating_sub(length)).unwrap_or_default()
}

struct Parts<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Where the part read last begins.
    began: usize,
}

impl<'a> Parts<'a> {
    fn kind(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn read<T>(
        &mut self,
        kind: u8,
        read: impl FnOnce(&mut Cursor<'a>) -> Option<T>,
    ) -> Result<T, ArchiveError> {
        let payload = self.payload(kind)?;
        let mut cursor = Cursor(payload);
        let value = read(&mut cursor).filter(|_| cursor.0.is_empty());
        value.ok_or_else(|| self.malformed(kind))
    }

    fn payload(&mut self, kind: u8) -> Result<&'a [u8], ArchiveError> {
        self.began = self.at;
        let bytes = self.bytes;
        let left = bytes.get(self.at..).unwrap_or_default();
        let part = self.part(kind);
        let damaged = |to: usize| ArchiveError::Damaged { part: part.clone(), to: to as u64 };
        let cut = ArchiveError::Cut { part: part.clone(), at: bytes.len() as u64 };
        let Some(head) = left.get(..PART_HEAD) else { return Err(cut) };
        let length = head.get(1..).and_then(|length| length.try_into().ok());
        let length = u64::from_be_bytes(length.unwrap_or_default());
        let end = usize::try_from(length).ok().and_then(|length| PART_HEAD.checked_add(length));
        let whole = end.and_then(|end| Some((end, end.checked_add(SUM)?)));
        let is_kind = head.first() == Some(&kind);
        let Some((end, with_sum)) = whole.filter(|(_, end)| *end <= left.len()) else {
            return Err(if is_kind { cut } else { damaged(bytes.len()) });
        };
        if !is_kind || left[end..with_sum] != sha256(&[&left[..end]]).0 {
            return Err(damaged(self.at + with_sum));
        }
        self.at += with_sum;
        Ok(&left[PART_HEAD..end])
    }

    /// The part that began last, as far as it can be named.
    fn part(&self, kind: u8) -> Part {
        let payload = self.bytes.get(self.began + PART_HEAD..).unwrap_or_default();
        let table = match (kind, payload) {
            (ROWS, [high, low, ..]) => table_name(u16::from_be_bytes([*high, *low])),
            _ => String::new(),
        };
        let name = match kind {
            HEAD => "head",
            TABLES => "tables",
            ROWS => "rows",
            TEXTS => "texts",
            BALLOTS => "ballots",
            WITHHELD => "withheld",
            _ => "seal",
        };
        Part { name, table, from: self.began as u64 }
    }

    fn malformed(&self, kind: u8) -> ArchiveError {
        ArchiveError::Malformed { part: self.part(kind) }
    }
}

/// The name of a table, or its number where nobody here knows it.
pub fn table_name(number: u16) -> String {
    let state = aluma_core::registry::State::default();
    let known = state.table(number).map(|table| table.spec().name.to_owned());
    known.unwrap_or_else(|| format!("table {number}"))
}

struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn take(&mut self, count: usize) -> Option<&[u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_be_bytes)
    }

    fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_be_bytes)
    }

    fn flag(&mut self) -> Option<bool> {
        match self.u8()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn count(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    fn bytes(&mut self) -> Option<Vec<u8>> {
        let count = self.count()?;
        self.take(usize::try_from(count).ok()?).map(<[u8]>::to_vec)
    }
}
