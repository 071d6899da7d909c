//! `import issues` and `export issues`: a list of work as other tools hold it.

use std::path::{Path, PathBuf};

use aluma_client::import::issues::{IssuePlan, bring, listed, plan};
use aluma_client::issues::{self, Form, Issue};
use serde_json::{Value as Json, json};

use crate::door::{Door, Purpose};
use crate::keys;
use crate::options::Options;
use crate::outcome::{Failure, say};
use crate::payouts::{read_file, refused};

/// Brings a list of issues in as ideas for work.
///
/// # Errors
/// Where the list or the ledger does not take it.
pub(crate) fn import(options: &Options<'_>) -> Result<(), Failure> {
    let missing = || Failure::usage("no list is named");
    let path = options.leaf().get_one::<PathBuf>("file").ok_or_else(missing)?;
    let read = issues::read(&read_file(path)?, form_of(path)?).map_err(refused)?;
    let dry = options.flag("dry-run");
    let door = Door::open(options, if dry { Purpose::Read } else { Purpose::Write })?;
    let done = with_door(options, &door, &read, dry);
    door.close();
    done
}

fn form_of(path: &Path) -> Result<Form, Failure> {
    let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
    match end.to_ascii_lowercase().as_str() {
        "json" => Ok(Form::Json),
        "csv" => Ok(Form::Csv),
        _ => Err(Failure::usage(format!("{}: a list ends in .json or .csv", path.display()))),
    }
}

fn with_door(
    options: &Options<'_>,
    door: &Door,
    read: &issues::Issues,
    dry: bool,
) -> Result<(), Failure> {
    let author = keys::author(options, &door.client)?;
    if author.account().is_some() {
        door.client.read_as(&author)?;
    }
    let dao = door.client.dao(options.text("dao").unwrap_or_default())?;
    let there = listed(&door.client, dao).map_err(refused)?;
    let plan = plan(&read.issues, &there);
    let role = options.leaf().get_one::<u32>("role").copied();
    let done = if dry {
        None
    } else {
        let by = (&door.client, &author);
        Some(bring(by, (dao, role), &plan).map_err(refused)?)
    };
    tell(options, (read, &plan), done);
    Ok(())
}

fn tell(options: &Options<'_>, (read, plan): (&issues::Issues, &IssuePlan), done: Option<usize>) {
    let counts =
        ["new", "changed", "closed", "unchanged", "own"].map(|word| (word, plan.count(word)));
    let rows =
        read.issues.iter().zip(&plan.changes).filter(|(_, change)| change.word() != "unchanged");
    if options.json() {
        let row = |(issue, change): (&Issue, &aluma_client::import::issues::Change)| {
            let (is, parts) = (change.word(), parts(change));
            json!({ "url": issue.url, "title": issue.title, "is": is, "parts": parts })
        };
        let mut told: Json =
            counts.iter().map(|(word, count)| ((*word).to_owned(), json!(count))).collect();
        told["pull_requests"] = json!(read.pulls);
        told["not_in_list"] = json!(plan.elsewhere);
        told["issues"] = rows.map(row).collect();
        told["dry_run"] = json!(done.is_none());
        told["transactions"] = json!(done.unwrap_or(0));
        say(&told.to_string());
        return;
    }
    for (issue, change) in rows {
        let parts = parts(change);
        let parts =
            if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
        let number = issue.number.map(|number| format!("#{number} ")).unwrap_or_default();
        say(&format!("{} {number}{}{parts}", change.word(), issue.title));
    }
    let counts: Vec<String> =
        counts.iter().map(|(word, count)| format!("{count} {word}")).collect();
    say(&counts.join(", "));
    if read.pulls > 0 {
        say(&format!("{} pull requests are left out", read.pulls));
    }
    if plan.elsewhere > 0 {
        say(&format!("{} here are not in the list and stay as they are", plan.elsewhere));
    }
    match done {
        None => say("nothing was handed in"),
        Some(done) => say(&format!("{done} transactions")),
    }
}

fn parts(change: &aluma_client::import::issues::Change) -> Vec<&'static str> {
    use aluma_client::import::issues::Change;
    match change {
        Change::Changed(parts) | Change::Closed(parts) => parts.clone(),
        _ => Vec::new(),
    }
}

/// Writes a community's ideas and tasks as such a list.
///
/// # Errors
/// Where the ledger does not answer or the file cannot be written.
pub(crate) fn export(options: &Options<'_>) -> Result<(), Failure> {
    let form = if options.text("format") == Some("csv") { Form::Csv } else { Form::Json };
    let door = Door::open(options, Purpose::Read)?;
    let told = ask(options, &door);
    door.close();
    let text = issues::write(&told?, form);
    match options.path_of("out") {
        None => {
            say(text.trim_end_matches('\n'));
            Ok(())
        }
        Some(path) => std::fs::write(path, text)
            .map_err(|error| Failure::machine(format!("{}: {error}", path.display()))),
    }
}

fn ask(options: &Options<'_>, door: &Door) -> Result<Vec<Issue>, Failure> {
    keys::read(options, &door.client)?;
    let dao = door.client.dao(options.text("dao").unwrap_or_default())?;
    let all = listed(&door.client, dao).map_err(refused)?;
    Ok(all.into_iter().map(|row| row.told).collect())
}
