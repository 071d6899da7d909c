//! What may be asked of the index. Each answer holds only what its [`Audience`] may see, and is cut
//! and continued by cursors that stay good when the index is built anew.

use aluma_core::kernel::event::Circle;
use aluma_core::kernel::receipt::Receipt;
use aluma_types::codec::Canon;
use aluma_types::{AccountId, DaoId, Hash32, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::write::{PLACES, number};
use crate::{Index, IndexError, words};

/// Who asks: the communities they may read and the account they are.
#[derive(Clone, Debug, Default)]
pub struct Audience {
    /// Communities that this reader may read, of those that [`Index::daos`] lists, each with the
    /// innermost circle of its readers that they belong to.
    pub daos: Vec<(DaoId, Circle)>,
    /// The reader's account.
    pub account: Option<AccountId>,
}

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// Cursor: events are in the order of these numbers.
    pub seq: u64,
    /// Height of its block.
    pub height: u64,
    /// Place of its receipt in the block.
    pub place: u32,
    /// The domain it comes from.
    pub domain: String,
    /// Whose visibility decides who may read it.
    pub dao: Option<DaoId>,
    /// The one account it is for.
    pub only: Option<AccountId>,
    /// Which of the community's readers it is for.
    pub circle: Circle,
    /// Its canonical bytes.
    pub bytes: Vec<u8>,
    /// Whether a machine signed what brought it about.
    pub by_agent: bool,
}

/// A fact as a history tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldRow {
    /// The fact.
    pub event: EventRow,
    /// The time of its block.
    pub time: Timestamp,
    /// The transaction or task that brought it about.
    pub receipt: Hash32,
}

/// A receipt with the audiences of everything that it brought about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptRow {
    /// The receipt.
    pub receipt: Receipt,
    /// Whose visibility decides who may read each of its events. Without events nothing says whose
    /// business it was.
    pub audiences: Vec<Told>,
}

/// Whom a fact is told: the readers of a community within a circle, one account alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whose visibility decides who may read it.
    pub dao: Option<DaoId>,
    /// The one account it is for.
    pub only: Option<AccountId>,
    /// Which of the community's readers it is for.
    pub circle: Circle,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockRow {
    /// Its height.
    pub height: u64,
    /// Its time.
    pub time: Timestamp,
    /// Its id.
    pub id: Hash32,
}

/// A text with the searched words, and the event that names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Cursor: newest first.
    pub seq: u64,
    /// The text.
    pub body: Hash32,
    /// The event that names it.
    pub event: EventRow,
}

/// Where to go on, and how far.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The last cursor that was seen; 0 for the start.
    pub after: u64,
    /// Rows at most.
    pub limit: usize,
}

/// Communities an audience may read, as a list that SQLite unpacks, each once for every circle of it
/// that they belong to; `only` rows are filtered by the account beside it.
pub(crate) fn readable(audience: &Audience) -> String {
    let circles = |innermost: Circle| Circle::ALL.into_iter().filter(move |it| *it <= innermost);
    let ids = audience.daos.iter().flat_map(|(dao, innermost)| {
        circles(*innermost)
            .map(|it| (u128::from(dao.0) * CIRCLES + u128::from(it.place())).to_string())
    });
    format!("[{}]", ids.collect::<Vec<_>>().join(","))
}

/// What a community's number is multiplied with to hold a circle beside it.
const CIRCLES: u128 = 4;

pub(crate) fn account(audience: &Audience) -> Result<Option<i64>, IndexError> {
    audience.account.map(|account| number(account.0)).transpose()
}

const EVENT: &str =
    "e.seq, e.height, e.place, e.domain, e.dao, e.only, e.bytes, e.by_agent, e.circle";
/// Holds a row against parameters 1 (communities with their circles) and 2 (account).
pub(crate) const VISIBLE: &str = "(e.dao IS NULL OR e.dao * 4 + e.circle IN \
     (SELECT value FROM json_each(?1))) \
     AND (e.only IS NULL OR e.only = ?2)";

/// A circle by its place; what nobody wrote is for nobody but the innermost.
fn circle(place: u8) -> Circle {
    let found = Circle::ALL.into_iter().find(|it| it.place() == place);
    found.unwrap_or(Circle::Voters)
}

fn event(row: &Row<'_>) -> rusqlite::Result<EventRow> {
    let unsigned = |index: usize| row.get::<_, i64>(index).map(i64::unsigned_abs);
    let optional =
        |index: usize| row.get::<_, Option<i64>>(index).map(|value| value.map(i64::unsigned_abs));
    Ok(EventRow {
        seq: unsigned(0)?,
        height: unsigned(1)?,
        place: row.get(2)?,
        domain: row.get(3)?,
        dao: optional(4)?.map(DaoId),
        only: optional(5)?.map(AccountId),
        bytes: row.get(6)?,
        by_agent: row.get(7)?,
        circle: circle(row.get(8)?),
    })
}

impl Index {
    /// Every community that a fact was ever told about.
    ///
    /// # Errors
    /// As the database answers.
    pub fn daos(&self) -> Result<Vec<DaoId>, IndexError> {
        self.read(|db| {
            let mut ask = db.prepare_cached("SELECT dao FROM daos ORDER BY dao")?;
            let rows = ask.query_map([], |row| row.get::<_, i64>(0))?;
            Ok(rows.map(|id| id.map(|id| DaoId(id.unsigned_abs()))).collect::<Result<_, _>>()?)
        })
    }

    /// A block.
    ///
    /// # Errors
    /// As the database answers.
    pub fn block(&self, height: u64) -> Result<Option<BlockRow>, IndexError> {
        self.read(|db| {
            let mut ask = db.prepare_cached("SELECT time, id FROM blocks WHERE height = ?1")?;
            let found = ask.query_row([number(height)?], |row| {
                let time = Timestamp(row.get::<_, i64>(0)?.unsigned_abs());
                Ok(BlockRow { height, time, id: Hash32(row.get(1)?) })
            });
            Ok(found.optional()?)
        })
    }

    /// Facts of a block in their order.
    ///
    /// # Errors
    /// As the database answers.
    pub fn events_of(&self, height: u64, audience: &Audience) -> Result<Vec<EventRow>, IndexError> {
        let first = number(height)?.saturating_mul(PLACES);
        let sql = format!(
            "SELECT {EVENT} FROM events e WHERE e.seq >= ?3 AND e.seq < ?4 AND {VISIBLE} \
             ORDER BY e.seq"
        );
        self.read(|db| {
            let end = first.saturating_add(PLACES);
            let mut ask = db.prepare_cached(&sql)?;
            let values = params![readable(audience), account(audience)?, first, end];
            Ok(ask.query_map(values, event)?.collect::<Result<_, _>>()?)
        })
    }

    /// Facts in their order, of one community or of all.
    ///
    /// # Errors
    /// As the database answers.
    pub fn events(
        &self,
        dao: Option<DaoId>,
        audience: &Audience,
        page: Page,
    ) -> Result<Vec<EventRow>, IndexError> {
        let one = dao.map(|dao| number(dao.0)).transpose()?;
        let of_one = if one.is_some() { "AND e.dao = ?5" } else { "AND ?5 IS NULL" };
        let sql = format!(
            "SELECT {EVENT} FROM events e WHERE e.seq > ?3 AND {VISIBLE} {of_one} \
             ORDER BY e.seq LIMIT ?4"
        );
        self.read(|db| {
            let limit = i64::try_from(page.limit).unwrap_or(i64::MAX);
            let values =
                params![readable(audience), account(audience)?, number(page.after)?, limit, one];
            let mut ask = db.prepare_cached(&sql)?;
            Ok(ask.query_map(values, event)?.collect::<Result<_, _>>()?)
        })
    }

    /// Facts of a community, newest first, of some domains or of all; `page.after` is the last
    /// cursor seen, 0 to begin with the newest.
    ///
    /// # Errors
    /// As the database answers.
    pub fn latest(
        &self,
        (dao, domains): (DaoId, &[&str]),
        audience: &Audience,
        page: Page,
    ) -> Result<Vec<ToldRow>, IndexError> {
        // Names of domains are this program's own words, never a reader's.
        let names: Vec<_> = domains.iter().map(|name| format!("'{name}'")).collect();
        let some = match names.is_empty() {
            true => String::new(),
            false => format!("AND e.domain IN ({})", names.join(",")),
        };
        let sql = format!(
            "SELECT {EVENT}, b.time, r.id FROM events e JOIN blocks b ON b.height = e.height \
             JOIN receipts r ON r.height = e.height AND r.place = e.place \
             WHERE e.dao = ?5 AND e.seq < ?3 AND {VISIBLE} {some} ORDER BY e.seq DESC LIMIT ?4"
        );
        self.read(|db| {
            let before = if page.after == 0 { i64::MAX } else { number(page.after)? };
            let limit = i64::try_from(page.limit).unwrap_or(i64::MAX);
            let who = (readable(audience), account(audience)?);
            let mut ask = db.prepare_cached(&sql)?;
            let rows =
                ask.query_map(params![who.0, who.1, before, limit, number(dao.0)?], |row| {
                    let time = Timestamp(row.get::<_, i64>(9)?.unsigned_abs());
                    Ok(ToldRow { event: event(row)?, time, receipt: Hash32(row.get(10)?) })
                })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The receipt of a transaction or task.
    ///
    /// # Errors
    /// As the database answers.
    pub fn receipt(&self, id: &Hash32) -> Result<Option<ReceiptRow>, IndexError> {
        self.read(|db| {
            let mut ask = db.prepare_cached("SELECT bytes FROM receipts WHERE id = ?1")?;
            let bytes: Option<Vec<u8>> = ask.query_row([id.0], |row| row.get(0)).optional()?;
            bytes.map(|bytes| receipt(db, &bytes)).transpose()
        })
    }

    /// Receipts of a block from a place on.
    ///
    /// # Errors
    /// As the database answers.
    pub fn receipts(
        &self,
        height: u64,
        from: u32,
        limit: usize,
    ) -> Result<Vec<ReceiptRow>, IndexError> {
        self.read(|db| {
            let mut ask = db.prepare_cached(
                "SELECT bytes FROM receipts WHERE height = ?1 AND place >= ?2 \
                 ORDER BY place LIMIT ?3",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let rows = ask.query_map(params![number(height)?, from, limit], |row| row.get(0))?;
            let bytes: Vec<Vec<u8>> = rows.collect::<Result<_, _>>()?;
            bytes.iter().map(|bytes| receipt(db, bytes)).collect()
        })
    }

    /// Texts that have all words of a query, newest first; `page.after` is the last cursor seen, 0
    /// to begin with the newest. Empty where the query has no words.
    ///
    /// # Errors
    /// As the database answers.
    pub fn search(
        &self,
        (query, dao): (&str, Option<DaoId>),
        audience: &Audience,
        page: Page,
    ) -> Result<Vec<Found>, IndexError> {
        let Some(query) = words::query(query) else { return Ok(Vec::new()) };
        let one = dao.map(|dao| number(dao.0)).transpose()?;
        let of_one = if one.is_some() { "AND e.dao = ?5" } else { "AND ?5 IS NULL" };
        let sql = format!(
            "SELECT {EVENT}, t.seq, t.body FROM words w JOIN texts t ON t.seq = w.rowid \
             JOIN events e ON e.seq = t.event \
             WHERE w.forms MATCH ?6 AND w.rowid < ?3 AND {VISIBLE} {of_one} \
             ORDER BY w.rowid DESC LIMIT ?4"
        );
        self.read(|db| {
            let before = if page.after == 0 { i64::MAX } else { number(page.after)? };
            let limit = i64::try_from(page.limit).unwrap_or(i64::MAX);
            let who = (readable(audience), account(audience)?);
            let mut ask = db.prepare_cached(&sql)?;
            let rows = ask.query_map(params![who.0, who.1, before, limit, one, query], |row| {
                let seq = row.get::<_, i64>(9)?.unsigned_abs();
                Ok(Found { seq, body: Hash32(row.get(10)?), event: event(row)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

fn receipt(db: &Connection, bytes: &[u8]) -> Result<ReceiptRow, IndexError> {
    let receipt =
        Receipt::from_bytes(bytes).map_err(|error| IndexError::Facts(error.name().to_owned()))?;
    let mut ask = db.prepare_cached(
        "SELECT DISTINCT dao, only, circle FROM events WHERE height = ?1 AND place = ?2",
    )?;
    let rows = ask.query_map(params![number(receipt.height)?, receipt.index], |row| {
        let (dao, only): (Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?);
        let dao = dao.map(|id| DaoId(id.unsigned_abs()));
        let only = only.map(|id| AccountId(id.unsigned_abs()));
        Ok(Told { dao, only, circle: circle(row.get(2)?) })
    })?;
    let audiences = rows.collect::<Result<_, _>>()?;
    Ok(ReceiptRow { receipt, audiences })
}
