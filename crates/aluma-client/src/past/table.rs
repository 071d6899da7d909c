//! A table of scores: who gave how much in which week.
//!
//! Columns `member`, `week` and `score`, in any order, others do not matter. A week is a day of it
//! (`2021-03-08`, or a whole time whose day counts) or its number (`2021-W10`); a score is digits with at
//! most one point, in points, rounded down to millionths. One row a member and week: a second one is a
//! mistake, and so is a score above 1,000. Scores of zero are counted and bring nothing. The table is
//! read whole or refused whole, by the first thing wrong with it and its line.

use std::collections::BTreeMap;

use aluma_types::{Timestamp, sha256, show};

use super::{Past, Person, Work};
use crate::payouts::table::Table;
use crate::payouts::{PayoutError, PayoutErrorKind, cell, shorten};

/// The most that a row counts, in millionths of a point: what the ledger takes.
pub const MOST: u128 = 1_000_000_000;
/// Milliseconds of a day.
const DAY: u64 = 86_400_000;

/// What was read of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Its contributions.
    pub past: Past,
    /// Rows.
    pub rows: usize,
    /// Rows that score nothing.
    pub zero: usize,
}

/// Reads a table, as of a moment.
///
/// # Errors
/// The first thing wrong with it, by its line.
pub fn read(bytes: &[u8], now: Timestamp) -> Result<Scores, PayoutError> {
    let table = Table::read(bytes)?;
    let columns = [table.column("member")?, table.column("week")?, table.column("score")?];
    let mut scores = Scores::default();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen: BTreeMap<(usize, u64), usize> = BTreeMap::new();
    for (line, cells) in &table.rows {
        let cell = |place: usize| cells.get(columns[place]).map_or("", String::as_str);
        let wrong = |place: usize, kind| table.blame(*line, columns[place], kind);
        let not_so = |place: usize, expected| {
            wrong(place, PayoutErrorKind::NotSo { expected, found: shorten(cell(place)) })
        };
        let name = cell::label(cell(0)).map_err(|kind| wrong(0, kind))?;
        let person = *places.entry(name.clone()).or_insert_with(|| {
            scores.past.people.push(Person { key: name.clone(), label: name.clone() });
            scores.past.people.len() - 1
        });
        let day = day(cell(1)).filter(|day| *day <= now.0);
        let day =
            day.ok_or_else(|| not_so(1, "a week that has begun, as 2021-03-08 or 2021-W10"))?;
        let micro = micro(cell(2));
        let micro =
            micro.ok_or_else(|| not_so(2, "a score from 0 to 1000, without an exponent"))?;
        // Weeks begin on Mondays; 1970-01-01 was a Thursday.
        let monday = (day / DAY + 3) / 7;
        if seen.insert((person, monday), *line).is_some() {
            let (what, found) = ("this member's week", shorten(&format!("{name}, {}", cell(1))));
            return Err(wrong(1, PayoutErrorKind::Twice { what, found }));
        }
        scores.rows += 1;
        if micro == 0 {
            scores.zero += 1;
            continue;
        }
        let week = show::time(Timestamp((monday * 7).saturating_sub(3) * DAY));
        let week = week.get(..10).unwrap_or_default().to_owned();
        let reference = sha256(&[b"aluma contributions v1", week.as_bytes()]);
        let (domain, title) = (None, Some(week));
        let at = Timestamp(day);
        scores.past.works.push(Work { person, reference, domain, micro, at, title });
    }
    scores.past.works.sort_by_key(|work| work.at);
    Ok(scores)
}

/// A score in millionths of a point, rounded down.
fn micro(text: &str) -> Option<u64> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(rest) {
        return None;
    }
    let six: String = rest.chars().chain("000000".chars()).take(6).collect();
    let micro = whole.parse::<u128>().ok()?.checked_mul(1_000_000)?;
    let micro = micro.checked_add(six.parse().ok()?)?;
    if micro <= MOST { u64::try_from(micro).ok() } else { None }
}

/// The first moment of a day, or of a week's Monday, in UTC.
fn day(text: &str) -> Option<u64> {
    if let Some((year, week)) = text.split_once("-W") {
        let digits = week.len() == 2 && week.bytes().all(|byte| byte.is_ascii_digit());
        let week: u64 = week.parse().ok().filter(|week| digits && (1..=53).contains(week))?;
        // The fourth of January lies in the first week.
        let fourth = moment(&format!("{year}-01-04T00:00:00Z"))? / DAY;
        let monday = fourth.checked_sub((fourth + 3) % 7)?;
        let monday = monday + (week - 1) * 7;
        // A week is of the year of its Thursday: few years have a fifty-third.
        let thursday = show::time(Timestamp((monday + 3) * DAY));
        return (thursday.get(..4)? == year).then_some(monday * DAY);
    }
    match text.len() {
        10 => moment(&format!("{text}T00:00:00Z")),
        _ => moment(text).map(|time| time / DAY * DAY),
    }
}

fn moment(text: &str) -> Option<u64> {
    show::parse_time(text).map(|time| time.0)
}
