//! What came in for people, by where it came from: read off the facts of each transaction as they are
//! written, since a payment alone does not say what it was for.

use aluma_core::kernel::event::Event;
use aluma_core::treasury::{self, types::Place};
use aluma_types::{AccountId, Amount, AssetId, DaoId, Hash32, Timestamp};
use rusqlite::{Row, Transaction, params};

use crate::read::{VISIBLE, account, readable};
use crate::write::number;
use crate::{Audience, Index, IndexError, Page};

/// Where something came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Tasks that were done, and judging.
    Work,
    /// Rounds and grants.
    Grant,
    /// Programmes that pay for proof.
    Programme,
    /// What shares earned.
    Dividend,
    /// Payments over time.
    Stream,
    /// Other people.
    Gift,
    /// Units that were issued to them.
    Issue,
    /// Whatever else a community paid.
    Payment,
    /// Communities that they left with their part.
    Part,
}

impl Source {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::Work,
        Self::Grant,
        Self::Programme,
        Self::Dividend,
        Self::Stream,
        Self::Gift,
        Self::Issue,
        Self::Payment,
        Self::Part,
    ];

    fn place(self) -> i64 {
        Self::ALL.into_iter().zip(1..).find(|(it, _)| *it == self).map_or(0, |(_, place)| place)
    }

    fn of(place: i64) -> Self {
        let found = Self::ALL.into_iter().find(|it| it.place() == place);
        found.unwrap_or(Self::Payment)
    }
}

/// Something that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Came {
    /// For whom.
    pub account: AccountId,
    /// How much of what.
    pub amount: Amount,
    /// From where.
    pub source: Source,
}

/// Something that came in, with the fact that tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomeRow {
    /// Cursor: the number of the fact.
    pub seq: u64,
    /// Which of the fact's payments it is.
    pub part: u32,
    /// Whose business it was.
    pub dao: Option<DaoId>,
    /// When.
    pub time: Timestamp,
    /// The transaction or task that brought it about.
    pub receipt: Hash32,
    /// How much of what.
    pub amount: Amount,
    /// From where.
    pub source: Source,
}

/// What came in of one asset from one source, in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IncomeSum {
    /// From where.
    pub source: Source,
    /// How much of what.
    pub amount: Amount,
    /// In how many payments.
    pub many: u64,
}

/// What a fact brought somebody, and from where. `facts` are all of its block, each with the place of
/// its receipt.
pub(crate) fn of(facts: &[(u32, Event)], at: usize) -> Vec<Came> {
    let Some(event) = facts.get(at).and_then(|(_, event)| event.read()) else { return Vec::new() };
    let came = |account, amount, source| vec![Came { account, amount, source }];
    match event {
        treasury::Event::Paid { from, to: Place::Account { account }, amount, .. } => {
            // What somebody puts from one pocket into the other is no income.
            let is_own = match from {
                Place::Account { account: from } | Place::Stake { account: from } => {
                    from == account
                }
                _ => false,
            };
            if is_own { Vec::new() } else { came(account, amount, source(facts, at, &from)) }
        }
        treasury::Event::BatchPaid { from, total, payments, .. } => {
            let source = source(facts, at, &from);
            let row = |units| Amount { asset: total.asset, units };
            payments
                .iter()
                .map(|it| Came { account: it.to, amount: row(it.units), source })
                .collect()
        }
        treasury::Event::DividendTaken { account, amount, .. } => {
            came(account, amount, Source::Dividend)
        }
        // What somebody buys is no income.
        treasury::Event::Issued { to: Place::Account { account }, amount, .. }
            if !is_of_invest(facts, at) =>
        {
            came(account, amount, Source::Issue)
        }
        _ => Vec::new(),
    }
}

/// Where a payment came from, by what the same transaction tells beside it.
fn source(facts: &[(u32, Event)], at: usize, from: &Place) -> Source {
    let place = facts.get(at).map(|(place, _)| *place);
    let same = |fact: &&(u32, Event)| Some(fact.0) == place;
    let after = || facts.iter().skip(at.saturating_add(1)).take_while(same).map(|(_, it)| it);
    let is_paid =
        |event: &Option<treasury::Event>| matches!(event, Some(treasury::Event::Paid { .. }));
    let next = after().map(Event::read).find(|event| !is_paid(event)).flatten();
    match (from, next) {
        (Place::Locked { .. }, _) | (_, Some(treasury::Event::StreamPaid { .. })) => Source::Stream,
        // Out of trust: who held it says so, right after it is paid, or before where it says nothing then.
        (_, Some(treasury::Event::EscrowPaid { .. })) => {
            let before = facts.iter().take(at).rev().take_while(same).map(|(_, it)| it);
            let told = after().find_map(holder).or_else(|| before.into_iter().find_map(holder));
            told.unwrap_or(Source::Payment)
        }
        (Place::Account { .. }, _) => Source::Gift,
        // Each part is told right after what pays it, out of one pot or several.
        _ if is_of_invest(facts, at) => Source::Part,
        _ => Source::Payment,
    }
}

/// Whether what the same act tells next, payments apart, is of sales and exits.
fn is_of_invest(facts: &[(u32, Event)], at: usize) -> bool {
    let place = facts.get(at).map(|(place, _)| *place);
    let after = facts.iter().skip(at.saturating_add(1)).take_while(|fact| Some(fact.0) == place);
    let is_paid = |event: &&Event| matches!(event.read(), Some(treasury::Event::Paid { .. }));
    after
        .map(|(_, event)| event)
        .find(|event| !is_paid(event))
        .is_some_and(|it| it.domain == "invest")
}

/// What pays out of trust, by the domain of one of its facts.
fn holder(event: &Event) -> Option<Source> {
    match event.domain {
        "work" | "review" => Some(Source::Work),
        "grants" => Some(Source::Grant),
        "earn" => Some(Source::Programme),
        _ => None,
    }
}

/// Writes what a fact brought people.
pub(crate) fn write(
    rows: &Transaction<'_>,
    seq: i64,
    (facts, at): (&[(u32, Event)], usize),
) -> Result<(), IndexError> {
    for (part, came) in (0i64..).zip(of(facts, at)) {
        rows.prepare_cached("INSERT INTO income VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(
            params![
                number(came.account.0)?,
                seq,
                part,
                number(came.amount.asset.0)?,
                came.amount.units.to_string(),
                came.source.place()
            ],
        )?;
    }
    Ok(())
}

fn amount(row: &Row<'_>, at: usize) -> rusqlite::Result<Amount> {
    let asset = AssetId(row.get::<_, i64>(at)?.unsigned_abs());
    let units: String = row.get(at + 1)?;
    Ok(Amount { asset, units: units.parse().unwrap_or(0) })
}

/// What somebody was paid is theirs to know, also where they may read the community no more.
fn theirs() -> String {
    format!("(i.account = ?2 OR ({VISIBLE}))")
}

impl Index {
    /// What came in for somebody, newest first; `page.after` is the last cursor seen, 0 to begin with
    /// the newest. A cursor is passed with all of its payments.
    ///
    /// # Errors
    /// As the database answers.
    pub fn income(
        &self,
        who: AccountId,
        audience: &Audience,
        page: Page,
    ) -> Result<Vec<IncomeRow>, IndexError> {
        let sql = format!(
            "SELECT i.seq, i.part, e.dao, b.time, r.id, i.asset, i.units, i.source \
             FROM income i JOIN events e ON e.seq = i.seq JOIN blocks b ON b.height = e.height \
             JOIN receipts r ON r.height = e.height AND r.place = e.place \
             WHERE i.account = ?3 AND i.seq < ?4 AND {} ORDER BY i.seq DESC, i.part LIMIT ?5",
            theirs()
        );
        self.read(|db| {
            let before = if page.after == 0 { i64::MAX } else { number(page.after)? };
            let limit = i64::try_from(page.limit).unwrap_or(i64::MAX);
            let (daos, reader) = (readable(audience), account(audience)?);
            let mut ask = db.prepare_cached(&sql)?;
            let rows =
                ask.query_map(params![daos, reader, number(who.0)?, before, limit], |row| {
                    let id = |at| row.get::<_, Option<i64>>(at).map(|id| id.map(i64::unsigned_abs));
                    Ok(IncomeRow {
                        seq: row.get::<_, i64>(0)?.unsigned_abs(),
                        part: row.get(1)?,
                        dao: id(2)?.map(DaoId),
                        time: Timestamp(row.get::<_, i64>(3)?.unsigned_abs()),
                        receipt: Hash32(row.get(4)?),
                        amount: amount(row, 5)?,
                        source: Source::of(row.get(7)?),
                    })
                })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// What came in for somebody in all, by source and asset, in their order.
    ///
    /// # Errors
    /// As the database answers.
    pub fn income_sums(
        &self,
        who: AccountId,
        audience: &Audience,
    ) -> Result<Vec<IncomeSum>, IndexError> {
        let sql = format!(
            "SELECT i.source, i.asset, i.units FROM income i JOIN events e ON e.seq = i.seq \
             WHERE i.account = ?3 AND {}",
            theirs()
        );
        self.read(|db| {
            let (daos, reader) = (readable(audience), account(audience)?);
            let mut ask = db.prepare_cached(&sql)?;
            let mut rows = ask.query(params![daos, reader, number(who.0)?])?;
            let mut sums = std::collections::BTreeMap::new();
            while let Some(row) = rows.next()? {
                let (source, amount) = (Source::of(row.get(0)?), amount(row, 1)?);
                let (units, many) = sums.entry((source, amount.asset)).or_insert((0u128, 0u64));
                *units = units.saturating_add(amount.units);
                *many = many.saturating_add(1);
            }
            let sum = |((source, asset), (units, many))| IncomeSum {
                source,
                amount: Amount { asset, units },
                many,
            };
            Ok(sums.into_iter().map(sum).collect())
        })
    }
}

#[cfg(test)]
mod tests;
