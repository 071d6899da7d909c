//! Bringing a list of work onto a ledger as ideas, and telling a community's ideas and tasks as such a
//! list.
//!
//! An idea is known by its address: a second import changes what changed and nothing else. What was
//! exported and comes back unchanged changes nothing, also where the export said more than was brought:
//! that a task came out of an idea, what it pays, and how it went.

use std::collections::BTreeMap;

use aluma_types::{DaoId, Timestamp, show};
use serde_json::{Value as Json, json};

use super::error::ImportError;
use crate::author::Author;
use crate::client::{Client, Wish};
use crate::error::Error;
use crate::issues::Issue;

/// Ideas that one act brings.
const DRAFTS: usize = 50;
/// Bytes of texts that one act brings, or so.
const BYTES: usize = 200_000;
/// What the address of what was written here begins with.
const OWN: &str = "aluma:";

/// An idea or task of a community as a list tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// As it was brought.
    brought: Option<Issue>,
    /// As it is told, with what came of it here.
    pub told: Issue,
}

impl Listed {
    /// An issue that was exported and edited, without what the export said beyond what was brought: labels
    /// of the task that came out of it, and that the task is done.
    fn without_ours(&self, issue: &Issue) -> Issue {
        let mut issue = issue.clone();
        let Some(brought) = &self.brought else { return issue };
        let ours = self.told.labels.get(brought.labels.len()..).unwrap_or_default();
        issue.labels.retain(|label| !ours.contains(label) || brought.labels.contains(label));
        if issue.open == self.told.open {
            issue.open = brought.open;
        }
        issue
    }
}

/// What becomes of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is not there yet.
    New,
    /// These parts of it are otherwise.
    Changed(Vec<&'static str>),
    /// It was open and is not any more; beside that these parts are otherwise.
    Closed(Vec<&'static str>),
    /// Nothing.
    Unchanged,
    /// It is of this ledger and differs, which no list changes.
    Own,
}

impl Change {
    /// In a word.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed(_) => "changed",
            Self::Closed(_) => "closed",
            Self::Unchanged => "unchanged",
            Self::Own => "own",
        }
    }

    /// Whether it is handed in.
    pub const fn is_brought(&self) -> bool {
        matches!(self, Self::New | Self::Changed(_) | Self::Closed(_))
    }
}

/// What an import of a list comes to: each issue with what becomes of it, and how many are there that the
/// list does not name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssuePlan {
    /// What becomes of each issue, in the order of the list.
    pub changes: Vec<Change>,
    /// Each issue as it is brought: without what an export added to it.
    pub brought: Vec<Issue>,
    /// Ideas that are there and not in the list.
    pub elsewhere: usize,
}

impl IssuePlan {
    /// How many issues become this, by its word.
    pub fn count(&self, word: &str) -> usize {
        self.changes.iter().filter(|change| change.word() == word).count()
    }
}

/// Parts in which two issues differ.
fn differ(one: &Issue, other: &Issue) -> Vec<&'static str> {
    let parts = [
        (one.number != other.number, "number"),
        (one.title != other.title, "title"),
        (one.body != other.body, "body"),
        (one.labels != other.labels, "labels"),
        (one.open != other.open, "state"),
        (one.assignees != other.assignees, "assignees"),
        (one.milestone != other.milestone, "milestone"),
        (one.created != other.created, "created_at"),
    ];
    parts.into_iter().filter(|(differs, _)| *differs).map(|(_, part)| part).collect()
}

/// What becomes of each issue where this is there.
pub fn plan(issues: &[Issue], there: &[Listed]) -> IssuePlan {
    let by_url: BTreeMap<&str, &Listed> =
        there.iter().map(|row| (row.told.url.as_str(), row)).collect();
    let own = |issue: &Issue| match by_url.get(issue.url.as_str()) {
        Some(row) => row.without_ours(issue),
        None => issue.clone(),
    };
    let change = |issue: &Issue| {
        let Some(row) = by_url.get(issue.url.as_str()) else {
            return if issue.url.starts_with(OWN) { Change::Own } else { Change::New };
        };
        if row.told == *issue || row.brought.as_ref() == Some(issue) {
            return Change::Unchanged;
        }
        let issue = &row.without_ours(issue);
        let Some(before) = row.brought.as_ref().filter(|_| !issue.url.starts_with(OWN)) else {
            return Change::Own;
        };
        let mut parts = differ(before, issue);
        if before.open && !issue.open {
            parts.retain(|part| *part != "state");
            return Change::Closed(parts);
        }
        Change::Changed(parts)
    };
    let changes: Vec<Change> = issues.iter().map(change).collect();
    let brought = issues.iter().map(own).collect();
    let named = issues.iter().filter(|issue| by_url.contains_key(issue.url.as_str())).count();
    IssuePlan { changes, brought, elsewhere: there.len() - named }
}

/// Hands in what is new or changed, by whoever signs or by a role that they hold; how many transactions
/// that took.
///
/// # Errors
/// [`ImportError::Step`] where a step failed, after which another run goes on.
pub fn bring(
    (client, author): (&Client, &Author),
    (dao, role): (DaoId, Option<u32>),
    plan: &IssuePlan,
) -> Result<usize, ImportError> {
    let wanted = plan.brought.iter().zip(&plan.changes).filter(|(_, change)| change.is_brought());
    let wanted: Vec<&Issue> = wanted.map(|(issue, _)| issue).collect();
    let mut done = 0;
    let mut rest = wanted.as_slice();
    while !rest.is_empty() {
        let mut bytes = 0;
        let fits = |issue: &&&Issue| {
            bytes += issue.body.len() + issue.title.len();
            bytes <= BYTES
        };
        let count = rest.iter().take(DRAFTS).take_while(fits).count().max(1);
        let (some, others) = rest.split_at(count);
        rest = others;
        let drafts: Vec<Json> = some.iter().map(|issue| draft(issue)).collect();
        let mut fields = json!({ "dao": dao.0, "drafts": drafts });
        let name = match role {
            None => "bring-drafts",
            Some(role) => {
                fields["action"] = json!("bring-drafts");
                fields = json!({ "dao": dao.0, "role": role, "actions": [fields] });
                "act-by-role"
            }
        };
        client.act(author, &Wish::new(name, fields))?;
        done += 1;
    }
    Ok(done)
}

fn draft(issue: &Issue) -> Json {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let lines = |all: &[String]| text(&all.join("\n"));
    json!({
        "reference": issue.reference().to_string(),
        "what": {
            "title": issue.title,
            "brief": text(&issue.body),
            "url": issue.url,
            "labels": lines(&issue.labels),
            "assignees": lines(&issue.assignees),
            "milestone": text(&issue.milestone),
            "number": issue.number,
            "created": issue.created.map(show::time),
            "open": issue.open,
        },
    })
}

/// Ideas and tasks of a community, as a list tells them: ideas first, each with the task that came out of
/// it, then the other tasks, oldest first.
///
/// # Errors
/// Where the ledger does not answer.
pub fn listed(client: &Client, dao: DaoId) -> Result<Vec<Listed>, ImportError> {
    let asked = json!({ "dao": dao.0 });
    let symbols = symbols(client, dao)?;
    let mut all = Vec::new();
    let mut taken = std::collections::BTreeSet::new();
    for row in client.rows("drafts", &asked, "drafts")? {
        let lacks = || Error::Answer("an idea lacks a field".to_owned());
        let brought = brought(&row).ok_or_else(lacks)?;
        let mut told = brought.clone();
        if let Some(task) = row.pointer("/row/task").and_then(Json::as_u64) {
            taken.insert(task);
            let task = task_of(client, dao, task)?;
            told.open &= !is_done(&task);
            told.labels.extend(labels(&task, &symbols));
        }
        all.push(Listed { brought: Some(brought), told });
    }
    for row in client.rows("board", &asked, "tasks")? {
        let Some(number) = row.get("task").and_then(Json::as_u64) else { continue };
        if taken.contains(&number) {
            continue;
        }
        let task = task_of(client, dao, number)?;
        let text = |path: &str| words(&task, path);
        let told = Issue {
            number: Some(number),
            title: text("/title/text"),
            body: text("/brief/text").trim().to_owned(),
            labels: labels(&task, &symbols),
            open: !is_over(&task),
            url: format!("{OWN}task/{}/{number}", dao.0),
            created: task.get("since").and_then(Json::as_u64).map(seconds),
            ..Issue::default()
        };
        all.push(Listed { brought: None, told });
    }
    Ok(all)
}

fn seconds(time: u64) -> Timestamp {
    Timestamp(time / 1_000 * 1_000)
}

fn words(row: &Json, path: &str) -> String {
    row.pointer(path).and_then(Json::as_str).unwrap_or_default().to_owned()
}

/// An idea as it was brought; one without an address has one of this ledger.
fn brought(row: &Json) -> Option<Issue> {
    let what = row.pointer("/row/what")?;
    let text = |name: &str| words(what, &format!("/{name}/text"));
    let lines = |name: &str| -> Vec<String> {
        text(name).lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let number = row.get("draft")?.as_u64()?;
    let url = text("url");
    Some(Issue {
        number: what.get("number").and_then(Json::as_u64),
        title: text("title"),
        body: text("brief"),
        labels: lines("labels"),
        open: what.get("open")?.as_bool()?,
        url: if url.is_empty() { format!("{OWN}idea/{number}") } else { url },
        assignees: lines("assignees"),
        milestone: text("milestone"),
        created: what.get("created").and_then(Json::as_u64).map(seconds),
    })
}

fn task_of(client: &Client, dao: DaoId, task: u64) -> Result<Json, Error> {
    let mut answer = client.view("task", &json!({ "dao": dao.0, "task": task }))?;
    let task = answer.get_mut("task").map(Json::take);
    task.ok_or_else(|| Error::Answer("a task without its row".to_owned()))
}

fn closed(task: &Json) -> Option<&Json> {
    task.pointer("/stage/closed")
}

fn is_over(task: &Json) -> bool {
    closed(task).is_some()
}

fn is_done(task: &Json) -> bool {
    closed(task).and_then(|closed| closed.get("how")) == Some(&json!("done"))
}

/// What the tools that read such lists understand of a task: what it pays and how long it takes.
fn labels(task: &Json, symbols: &BTreeMap<u64, (String, u8)>) -> Vec<String> {
    let mut labels = Vec::new();
    let asset = task.pointer("/reward/asset").and_then(Json::as_u64);
    let units = words(task, "/reward/units").parse::<u128>().unwrap_or(0);
    if let Some((symbol, decimals)) = asset.and_then(|asset| symbols.get(&asset)) {
        labels.push(format!("Price: {} {symbol}", show::amount(units, *decimals)));
    }
    if let Some(estimate) = task.get("estimate").and_then(Json::as_u64) {
        labels.push(format!("Time: {}", show::span(aluma_types::Span(estimate))));
    }
    labels
}

/// Symbols and decimals of a community's assets.
fn symbols(client: &Client, dao: DaoId) -> Result<BTreeMap<u64, (String, u8)>, Error> {
    let treasury = client.view("treasury", &json!({ "dao": dao.0 }))?;
    let assets = treasury.get("assets").and_then(Json::as_array).cloned().unwrap_or_default();
    let read = |row: &Json| {
        let decimals = u8::try_from(row.pointer("/what/decimals")?.as_u64()?).ok()?;
        Some((row.get("asset")?.as_u64()?, (words(row, "/what/symbol"), decimals)))
    };
    Ok(assets.iter().filter_map(read).collect())
}
