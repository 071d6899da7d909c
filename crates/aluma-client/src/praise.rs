//! Reads a folder with the praise rounds of a community: `praise.csv`, what was said and scored, and
//! `rounds.csv`, what there was to share.
//!
//! - `rounds.csv`: `round`, `token` (the same in all), `budget`, `contributor_rewards` and
//!   `quantifier_rewards` (parts of 1), `praise_quantify_duplicate_praise_valuation`,
//!   `allowed_values` (scores between spaces); `ceiling_cutoff` may be empty or missing.
//! - `praise.csv`: `praise_id`, `round`, `date` (RFC 3339), `from`, `to`; for k from 1 as far as
//!   they go `qk` (who scored), `scorek`, `dismissedk` (0 or 1), `dupk` (the praise that it
//!   repeats); `avg_score` may be missing.
//!
//! Where `avg_score` is there, it decides how a round's means were computed: the way that fits most
//! of its rows.

mod means;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use aluma_types::{Share, Timestamp, show};

use crate::payouts::cell;
use crate::payouts::table::Table;
use crate::payouts::{PayoutError, PayoutErrorKind};

pub use means::Mean;

/// Raters of one praise at most.
pub const MAX_RATERS: usize = 8;
/// The highest score.
const MAX_SCORE: u32 = 10_000;

/// A folder as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Praise {
    /// What all rounds shared.
    pub symbol: String,
    /// Rounds in the order of `rounds.csv`.
    pub rounds: Vec<Round>,
    /// Everybody who praised, was praised or scored, in order of first appearance.
    pub members: Vec<String>,
}

/// A round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its label.
    pub label: String,
    /// What there was to share, in base units.
    pub budget: u128,
    /// The part of the praised.
    pub praised: Share,
    /// The part of raters.
    pub raters: Share,
    /// What a duplicate is worth.
    pub duplicate: Share,
    /// With fewer praises than this a part of the budget was shared.
    pub ceiling: Option<u32>,
    /// The scores that there were, ascending, without 0.
    pub scale: Vec<u16>,
    /// How means were computed.
    pub mean: Mean,
    /// Rows whose `avg_score` that way gives, and rows that have one.
    pub agrees: (usize, usize),
    /// What was said, in the order of the file.
    pub entries: Vec<Entry>,
}

/// One praise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who praised: a place in [`Praise::members`].
    pub from: usize,
    /// Whom.
    pub to: usize,
    /// When.
    pub at: Timestamp,
    /// Who scored it, and how.
    pub rates: Vec<Rate>,
    /// The mean as it was published, in millionths.
    pub published: Option<u64>,
}

/// What one rater said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Who: a place in [`Praise::members`].
    pub rater: usize,
    /// The score in hundredths.
    pub score: u32,
    /// Whether they dismissed it.
    pub dismissed: bool,
    /// The entry of the round that it repeats, from 1.
    pub repeats: Option<u32>,
}

/// Which file, and what is wrong there. Nothing of the folder is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PraiseError {
    /// The file's name.
    pub file: &'static str,
    /// What is wrong.
    pub error: PayoutError,
}

impl std::fmt::Display for PraiseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.file, self.error)
    }
}

impl Praise {
    /// Praises of people for themselves.
    pub fn own(&self) -> usize {
        let entries = self.rounds.iter().flat_map(|round| &round.entries);
        entries.filter(|entry| entry.from == entry.to).count()
    }

    /// All praises.
    pub fn entries(&self) -> usize {
        self.rounds.iter().map(|round| round.entries.len()).sum()
    }
}

/// Reads both files.
///
/// # Errors
/// The first thing wrong in them.
pub fn read(rounds: &[u8], praise: &[u8], decimals: u8) -> Result<Praise, PraiseError> {
    let in_rounds = |error| PraiseError { file: "rounds.csv", error };
    let in_praise = |error| PraiseError { file: "praise.csv", error };
    let (symbol, mut rounds) = read_rounds(rounds, decimals).map_err(in_rounds)?;
    let mut people = People::default();
    read_entries(praise, &mut rounds, &mut people).map_err(in_praise)?;
    for round in &mut rounds {
        (round.mean, round.agrees) = means::fitting(round);
    }
    Ok(Praise { symbol, rounds, members: people.names })
}

/// A row of a table, and how to blame its cells.
struct Cells<'a> {
    table: &'a Table,
    line: usize,
    cells: &'a [String],
}

impl Cells<'_> {
    fn text(&self, place: usize) -> &str {
        self.cells.get(place).map(String::as_str).unwrap_or_default()
    }

    fn blame(&self, place: usize, kind: PayoutErrorKind) -> PayoutError {
        self.table.blame(self.line, place, kind)
    }

    fn not(&self, place: usize, expected: &'static str) -> PayoutError {
        let found = crate::payouts::shorten(self.text(place));
        self.blame(place, PayoutErrorKind::NotSo { expected, found })
    }

    fn label(&self, place: usize) -> Result<String, PayoutError> {
        cell::label(self.text(place)).map_err(|kind| self.blame(place, kind))
    }

    fn amount(&self, place: usize, decimals: u8) -> Result<u128, PayoutError> {
        cell::amount(self.text(place), decimals).map_err(|kind| self.blame(place, kind))
    }

    /// A part of 1, with up to six digits.
    fn share(&self, place: usize) -> Result<Share, PayoutError> {
        let millionths = self.amount(place, 6)?;
        let share = u32::try_from(millionths).ok().and_then(|parts| Share::new(parts, 1_000_000));
        share.ok_or_else(|| self.not(place, "a part of 1"))
    }

    fn time(&self, place: usize) -> Result<Timestamp, PayoutError> {
        show::parse_time(self.text(place)).ok_or_else(|| self.not(place, "a time"))
    }

    fn flag(&self, place: usize) -> Result<bool, PayoutError> {
        match self.text(place) {
            "1" | "true" | "True" | "TRUE" => Ok(true),
            "" | "0" | "false" | "False" | "FALSE" => Ok(false),
            _ => Err(self.not(place, "0 or 1")),
        }
    }

    /// A score in hundredths; an empty cell is 0.
    fn score(&self, place: usize) -> Result<u32, PayoutError> {
        if self.text(place).is_empty() {
            return Ok(0);
        }
        let hundredths = self.amount(place, 2)?;
        let score = u32::try_from(hundredths).ok().filter(|score| *score <= MAX_SCORE * 100);
        score.ok_or_else(|| self.not(place, "a score up to 10000"))
    }
}

/// The asset that all rounds shared, and the rounds.
fn read_rounds(bytes: &[u8], decimals: u8) -> Result<(String, Vec<Round>), PayoutError> {
    let table = Table::read(bytes)?;
    let [label, budget, praised, raters, duplicate, scale] = [
        "round",
        "budget",
        "contributor_rewards",
        "quantifier_rewards",
        "praise_quantify_duplicate_praise_valuation",
        "allowed_values",
    ]
    .map(|name| table.column(name));
    let (label, budget, praised, raters) = (label?, budget?, praised?, raters?);
    let (duplicate, scale) = (duplicate?, scale?);
    let token = table.column("token")?;
    let mut symbol: Option<String> = None;
    let ceiling = table.find("ceiling_cutoff");
    let mut rounds: Vec<Round> = Vec::new();
    let mut total = 0u128;
    for (line, cells) in &table.rows {
        let row = Cells { table: &table, line: *line, cells };
        let name = row.label(label)?;
        if rounds.iter().any(|round| round.label == name) {
            let found = crate::payouts::shorten(&name);
            return Err(row.blame(label, PayoutErrorKind::Twice { what: "round", found }));
        }
        let this = row.label(token)?;
        if symbol.get_or_insert_with(|| this.clone()) != &this {
            return Err(row.not(token, "the asset of the rounds above"));
        }
        let units = row.amount(budget, decimals)?;
        let sum = total.checked_add(units);
        total = sum.ok_or_else(|| row.blame(budget, PayoutErrorKind::TotalTooLarge))?;
        rounds.push(Round {
            label: name,
            budget: units,
            praised: row.share(praised)?,
            raters: row.share(raters)?,
            duplicate: row.share(duplicate)?,
            ceiling: match ceiling.filter(|place| !row.text(*place).is_empty()) {
                None => None,
                Some(place) => {
                    let least = row.text(place).parse::<u32>().ok().filter(|least| *least > 0);
                    Some(least.ok_or_else(|| row.not(place, "a number of praises"))?)
                }
            },
            scale: read_scale(&row, scale)?,
            mean: Mean::Exact,
            agrees: (0, 0),
            entries: Vec::new(),
        });
    }
    Ok((symbol.unwrap_or_default(), rounds))
}

fn read_scale(row: &Cells<'_>, place: usize) -> Result<Vec<u16>, PayoutError> {
    let scores = row.text(place).split_whitespace().map(str::parse::<u16>);
    let scores = scores.collect::<Result<Vec<_>, _>>();
    let scale = scores.ok().map(|all| all.into_iter().filter(|one| *one > 0).collect::<Vec<_>>());
    let rises = |all: &Vec<u16>| !all.is_empty() && all.is_sorted_by(|one, next| one < next);
    scale.filter(rises).ok_or_else(|| row.not(place, "rising scores between spaces"))
}

/// People by name, in order of first appearance.
#[derive(Default)]
struct People {
    names: Vec<String>,
    places: BTreeMap<String, usize>,
}

impl People {
    fn place(&mut self, name: String) -> usize {
        if let Some(place) = self.places.get(&name) {
            return *place;
        }
        let place = self.names.len();
        self.names.push(name.clone());
        self.places.insert(name, place);
        place
    }
}

/// The columns of one rater.
struct RaterColumns {
    who: usize,
    score: usize,
    dismissed: usize,
    repeats: usize,
}

fn rater_columns(table: &Table) -> Result<Vec<RaterColumns>, PayoutError> {
    let mut columns = Vec::new();
    for k in 1..=MAX_RATERS {
        let Some(who) = table.find(&format!("q{k}")) else { break };
        let column = |name: &str| table.column(&format!("{name}{k}"));
        columns.push(RaterColumns {
            who,
            score: column("score")?,
            dismissed: column("dismissed")?,
            repeats: column("dup")?,
        });
    }
    if columns.is_empty() {
        table.column("q1")?;
    }
    Ok(columns)
}

fn read_entries(
    bytes: &[u8],
    rounds: &mut [Round],
    people: &mut People,
) -> Result<(), PayoutError> {
    let table = Table::read(bytes)?;
    let [id, round, date, from, to] =
        ["praise_id", "round", "date", "from", "to"].map(|name| table.column(name));
    let (id, round, date, from, to) = (id?, round?, date?, from?, to?);
    let raters = rater_columns(&table)?;
    let published = table.find("avg_score");
    let numbers = number(&table, (id, round), rounds)?;
    for (line, cells) in &table.rows {
        let row = Cells { table: &table, line: *line, cells };
        let place = numbers.get(row.text(id)).map_or(0, |(place, _)| *place);
        let mut rates: Vec<Rate> = Vec::new();
        for columns in raters.iter().filter(|columns| !row.text(columns.who).is_empty()) {
            let rater = people.place(row.label(columns.who)?);
            if rates.iter().any(|rate| rate.rater == rater) {
                let found = crate::payouts::shorten(row.text(columns.who));
                let kind = PayoutErrorKind::Twice { what: "rater", found };
                return Err(row.blame(columns.who, kind));
            }
            rates.push(Rate {
                rater,
                score: row.score(columns.score)?,
                dismissed: row.flag(columns.dismissed)?,
                repeats: repeats(&row, columns.repeats, (id, place), &numbers)?,
            });
        }
        let entry = Entry {
            from: people.place(row.label(from)?),
            to: people.place(row.label(to)?),
            at: row.time(date)?,
            rates,
            published: match published.filter(|place| !row.text(*place).is_empty()) {
                None => None,
                Some(place) => u64::try_from(row.amount(place, 18)? / 1_000_000_000_000).ok(),
            },
        };
        if let Some(round) = rounds.get_mut(place) {
            round.entries.push(entry);
        }
    }
    Ok(())
}

/// Each praise's round and its number there, from 1, by its id.
fn number(
    table: &Table,
    (id, round): (usize, usize),
    rounds: &[Round],
) -> Result<BTreeMap<String, (usize, u32)>, PayoutError> {
    let mut numbers = BTreeMap::new();
    let mut counts = vec![0u32; rounds.len()];
    for (line, cells) in &table.rows {
        let row = Cells { table, line: *line, cells };
        let label = row.label(round)?;
        let place = rounds.iter().position(|round| round.label == label);
        let unknown = || {
            let found = crate::payouts::shorten(&label);
            row.blame(round, PayoutErrorKind::Unknown { what: "round in rounds.csv", found })
        };
        let place = place.ok_or_else(unknown)?;
        let Some(count) = counts.get_mut(place) else { continue };
        *count += 1;
        let name = row.label(id)?;
        if numbers.insert(name.clone(), (place, *count)).is_some() {
            let found = crate::payouts::shorten(&name);
            return Err(row.blame(id, PayoutErrorKind::Twice { what: "praise", found }));
        }
    }
    Ok(numbers)
}

/// The number of the praise of the same round that a cell names.
fn repeats(
    row: &Cells<'_>,
    place: usize,
    (id, round): (usize, usize),
    numbers: &BTreeMap<String, (usize, u32)>,
) -> Result<Option<u32>, PayoutError> {
    let other = row.text(place);
    if other.is_empty() {
        return Ok(None);
    }
    let there = numbers.get(other).filter(|(of, _)| *of == round && other != row.text(id));
    let unknown = || {
        let found = crate::payouts::shorten(other);
        row.blame(place, PayoutErrorKind::Unknown { what: "other praise of this round", found })
    };
    there.map(|(_, number)| Some(*number)).ok_or_else(unknown)
}
