//! Lists of work from elsewhere: what GitHub tells of issues, as JSON (its REST API, and
//! `gh issue list --json number,title,body,labels,state,url,assignees`) or as a table with the same
//! columns. What is written has the same form, so that it comes back unchanged.
//!
//! - JSON: an array of objects. `title`, `html_url` or `url`, and as far as they are there `number`,
//!   `body`, `labels` and `assignees` (texts, or objects with `name` or `login`), `state`, `milestone`
//!   (a text, or an object with `title`), `created_at` or `createdAt`. Pull requests, which the REST API
//!   tells beside issues, are left out.
//! - A table: `title` and `url`, and as far as they are there `number`, `body`, `labels`, `assignees`
//!   (one a line, or between commas), `state`, `milestone`, `created_at`. What a spreadsheet would take
//!   for a formula has an apostrophe before it.
//!
//! Texts are taken in the form in which the ledger holds them: without control characters and marks of
//! direction, without space around them, cut to its lengths.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use aluma_types::text::is_allowed;
use aluma_types::{Hash32, Timestamp, sha256, show};
use serde_json::{Map, Value as Json, json};

use crate::csv;
use crate::import::{ImportError, cut};
use crate::payouts::table::Table;

/// Columns of a table, in the order in which they are written.
const COLUMNS: [&str; 9] =
    ["number", "title", "body", "labels", "state", "url", "assignees", "milestone", "created_at"];
/// Bytes of a title on the ledger.
const TITLE_BYTES: usize = 200;
/// Bytes of a body on the ledger.
const BODY_BYTES: usize = 8_000;
/// Bytes of everything else.
const LINE_BYTES: usize = 2_000;
/// What is put where a body was cut, before its address.
const CUT: &str = "\n\n(The rest: ";

/// An issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issue {
    /// Its number there.
    pub number: Option<u64>,
    /// What it is called.
    pub title: String,
    /// What is to be done, in Markdown.
    pub body: String,
    /// Its labels.
    pub labels: Vec<String>,
    /// Whether it is still to be done.
    pub open: bool,
    /// Its address, by which it is known again.
    pub url: String,
    /// Who does it.
    pub assignees: Vec<String>,
    /// What it is a part of.
    pub milestone: String,
    /// Since when it is there.
    pub created: Option<Timestamp>,
}

/// The forms of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON.
    Json,
    /// A table.
    Csv,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issues {
    /// The issues, in the order of the file.
    pub issues: Vec<Issue>,
    /// Pull requests, which are left out.
    pub pulls: usize,
}

impl Issue {
    /// What it is known by on the ledger.
    pub fn reference(&self) -> Hash32 {
        sha256(&[b"aluma issue v1", self.url.as_bytes()])
    }

    /// In the form in which the ledger holds it.
    fn settled(self) -> Self {
        let lines = |all: Vec<String>| -> Vec<String> {
            let mut room = LINE_BYTES;
            let mut kept = Vec::new();
            for one in all.iter().map(|one| one_line(one, 200)).filter(|one| !one.is_empty()) {
                // One more and the line break before it.
                if one.len() + 1 > room {
                    break;
                }
                room -= one.len() + 1;
                kept.push(one);
            }
            kept
        };
        let url = one_line(&self.url, LINE_BYTES);
        Self {
            title: one_line(&self.title, TITLE_BYTES),
            body: body(&self.body, &url),
            labels: lines(self.labels),
            assignees: lines(self.assignees),
            milestone: one_line(&self.milestone, 200),
            // The ledger tells time in milliseconds, lists in seconds.
            created: self.created.map(|time| Timestamp(time.0 / 1_000 * 1_000)),
            url,
            ..self
        }
    }
}

fn allowed(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| is_allowed(*c)).collect()
}

fn one_line(text: &str, bytes: usize) -> String {
    let text = allowed(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    cut(&words.join(" "), bytes).trim_end().to_owned()
}

/// A body as it fits, with where the rest is to be read.
fn body(text: &str, url: &str) -> String {
    let text = allowed(text);
    let text = text.trim();
    if text.len() <= BODY_BYTES {
        return text.to_owned();
    }
    let end = format!("{CUT}{})", cut(url, 1_000));
    format!("{}{end}", cut(text, BODY_BYTES - end.len()).trim_end())
}

/// Reads a list.
///
/// # Errors
/// The first thing wrong with it, by its place.
pub fn read(bytes: &[u8], form: Form) -> Result<Issues, ImportError> {
    let read = match form {
        Form::Json => from_json(bytes)?,
        Form::Csv => from_table(bytes)?,
    };
    let mut seen = BTreeSet::new();
    for issue in &read.issues {
        if !seen.insert(issue.url.as_str()) {
            return Err(ImportError::refused(
                "url-twice",
                format!("{} stands in the list twice", issue.url),
                "Leave one of them.",
            ));
        }
    }
    Ok(read)
}

fn wrong(place: &str, what: &str) -> ImportError {
    ImportError::refused("bad-issue", format!("{place}: {what}"), "Nothing was handed in. Mend it.")
}

/// Checks what every issue needs.
fn whole(issue: Issue, place: &str) -> Result<Issue, ImportError> {
    let issue = issue.settled();
    match (issue.title.is_empty(), issue.url.is_empty()) {
        (true, _) => Err(wrong(place, "it has no title")),
        (_, true) => Err(wrong(place, "it has no url")),
        _ => Ok(issue),
    }
}

fn state(text: &str, place: &str) -> Result<bool, ImportError> {
    match text.to_ascii_lowercase().as_str() {
        "" | "open" => Ok(true),
        "closed" => Ok(false),
        _ => Err(wrong(place, &format!("its state is {text:?}, not open or closed"))),
    }
}

fn from_json(bytes: &[u8]) -> Result<Issues, ImportError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let not_so = |what: String| {
        ImportError::refused("bad-json", what, "Give what `gh issue list --json ...` wrote.")
    };
    let json: Json = serde_json::from_slice(bytes).map_err(|error| not_so(error.to_string()))?;
    let Json::Array(rows) = json else {
        return Err(not_so("the file is no list of issues".to_owned()));
    };
    let mut read = Issues::default();
    for (number, row) in (1..).zip(rows) {
        let place = format!("issue {number} of the list");
        let Json::Object(row) = row else { return Err(wrong(&place, "it is no object")) };
        if row.contains_key("pull_request") {
            read.pulls += 1;
            continue;
        }
        read.issues.push(of_object(&row, &place)?);
    }
    Ok(read)
}

fn of_object(row: &Map<String, Json>, place: &str) -> Result<Issue, ImportError> {
    let text = |name: &str| match row.get(name) {
        None | Some(Json::Null) => Ok(String::new()),
        Some(Json::String(text)) => Ok(text.clone()),
        Some(_) => Err(wrong(place, &format!("its {name} is no text"))),
    };
    let named = |json: &Json, key: &str| match json {
        Json::String(text) => Some(text.clone()),
        other => other.get(key).and_then(Json::as_str).map(str::to_owned),
    };
    let list = |name: &str, key: &str| match row.get(name) {
        None | Some(Json::Null) => Ok(Vec::new()),
        Some(Json::Array(all)) => all
            .iter()
            .map(|one| named(one, key))
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| wrong(place, &format!("one of its {name} has no {key}"))),
        Some(_) => Err(wrong(place, &format!("its {name} are no list"))),
    };
    let html = text("html_url")?;
    let created = match (text("created_at")?, text("createdAt")?) {
        (at, other) if at.is_empty() => other,
        (at, _) => at,
    };
    let milestone = row.get("milestone").filter(|milestone| !milestone.is_null());
    let issue = Issue {
        number: match row.get("number") {
            None | Some(Json::Null) => None,
            Some(number) => {
                let number = number.as_u64().ok_or_else(|| wrong(place, "its number is none"))?;
                Some(number)
            }
        },
        title: text("title")?,
        body: text("body")?,
        labels: list("labels", "name")?,
        open: state(&text("state")?, place)?,
        url: if html.is_empty() { text("url")? } else { html },
        assignees: list("assignees", "login")?,
        milestone: milestone.and_then(|json| named(json, "title")).unwrap_or_default(),
        created: moment(&created, place)?,
    };
    whole(issue, place)
}

fn moment(text: &str, place: &str) -> Result<Option<Timestamp>, ImportError> {
    if text.is_empty() {
        return Ok(None);
    }
    let time = show::parse_time(text);
    time.map(Some).ok_or_else(|| wrong(place, &format!("{text:?} is no time")))
}

fn from_table(bytes: &[u8]) -> Result<Issues, ImportError> {
    let refused = |error: crate::payouts::PayoutError| {
        ImportError::refused(
            error.kind.code(),
            error.to_string(),
            "Nothing was handed in. Mend it.",
        )
    };
    let table = Table::read_as_written(bytes).map_err(refused)?;
    table.column("title").and(table.column("url")).map_err(refused)?;
    let places = COLUMNS.map(|name| table.find(name));
    let mut read = Issues::default();
    for (line, cells) in &table.rows {
        let place = format!("line {line}");
        let cell = |column: usize| {
            let cell = places.get(column).copied().flatten().and_then(|place| cells.get(place));
            cell.map_or("", |cell| csv::fused(cell))
        };
        let number = cell(0).trim();
        let number = match number.is_empty() {
            true => None,
            false => Some(number.parse().map_err(|_| wrong(&place, "its number is none"))?),
        };
        let issue = Issue {
            number,
            title: cell(1).to_owned(),
            body: cell(2).to_owned(),
            labels: several(cell(3)),
            open: state(cell(4).trim(), &place)?,
            url: cell(5).to_owned(),
            assignees: several(cell(6)),
            milestone: cell(7).to_owned(),
            created: moment(cell(8).trim(), &place)?,
        };
        read.issues.push(whole(issue, &place)?);
    }
    Ok(read)
}

/// Several texts in a cell: one a line, or where there is one line between commas.
fn several(cell: &str) -> Vec<String> {
    let by = if cell.contains('\n') { '\n' } else { ',' };
    cell.split(by).map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

/// Several texts for a cell; one with a comma in it stands on a line of its own.
fn joined(all: &[String]) -> String {
    match all {
        [one] if one.contains(',') => format!("{one}\n"),
        _ => all.join("\n"),
    }
}

fn time(created: Option<Timestamp>) -> String {
    created
        .map(|time| {
            show::time(time).replace(".000 UTC", " UTC").replace(" UTC", "Z").replacen(' ', "T", 1)
        })
        .unwrap_or_default()
}

/// Writes a list in a form that [`read`] reads.
pub fn write(issues: &[Issue], form: Form) -> String {
    match form {
        Form::Json => {
            let rows: Vec<Json> = issues.iter().map(object).collect();
            let text = serde_json::to_string_pretty(&rows);
            text.unwrap_or_default() + "\n"
        }
        Form::Csv => {
            let mut text = csv::line(COLUMNS);
            for issue in issues {
                let number = issue.number.map(|number| number.to_string()).unwrap_or_default();
                let state = if issue.open { "open" } else { "closed" };
                let (labels, assignees) = (joined(&issue.labels), joined(&issue.assignees));
                let words = [&issue.title, &issue.body, &labels, &issue.url, &assignees];
                let [title, body, labels, url, assignees] = words.map(|text| csv::defused(text));
                let (milestone, created) = (csv::defused(&issue.milestone), time(issue.created));
                text += &csv::line([
                    number.as_str(),
                    &title,
                    &body,
                    &labels,
                    state,
                    &url,
                    &assignees,
                    &milestone,
                    &created,
                ]);
            }
            text
        }
    }
}

fn object(issue: &Issue) -> Json {
    let name = |text: &String| json!({ "name": text });
    let login = |text: &String| json!({ "login": text });
    let milestone = (!issue.milestone.is_empty()).then(|| json!({ "title": issue.milestone }));
    json!({
        "number": issue.number,
        "title": issue.title,
        "body": issue.body,
        "labels": issue.labels.iter().map(name).collect::<Vec<_>>(),
        "state": if issue.open { "OPEN" } else { "CLOSED" },
        "url": issue.url,
        "assignees": issue.assignees.iter().map(login).collect::<Vec<_>>(),
        "milestone": milestone,
        "createdAt": issue.created.map(|created| time(Some(created))),
    })
}
