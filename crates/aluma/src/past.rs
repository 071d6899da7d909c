//! `import git` and `import contributions`: what people gave before their community was here.

use std::path::{Path, PathBuf};

use aluma_client::import::past::{PastImport, PastJob, PastPlan, PastSummary, Right};
use aluma_client::keystore::write_private;
use aluma_client::past::{self, Past, git, table};
use aluma_client::{Author, Client};
use aluma_node::DataDir;
use aluma_node::clock::wall;
use aluma_store::Store;
use aluma_types::Timestamp;
use serde_json::{Value as Json, json};

use crate::door::{Door, Purpose};
use crate::keys;
use crate::ledger::bar;
use crate::options::Options;
use crate::outcome::{Failure, note, say};
use crate::payouts::{MEND, read_file, refused, wrong_in};

/// People whom a dry run names.
const SHOWN: usize = 20;

/// What was read, and what there is to say of it.
struct Read {
    past: Past,
    /// In sentences.
    said: Vec<String>,
    /// As JSON.
    json: Json,
    source: String,
}

/// Imports the commits of a repository.
///
/// # Errors
/// Where git, the repository or the ledger does not take it.
pub(crate) fn git(options: &Options<'_>) -> Result<(), Failure> {
    let missing = || Failure::usage("no repository is named");
    let path = options.leaf().get_one::<PathBuf>("path").ok_or_else(missing)?;
    let read = git::read(path, now(options)?).map_err(refused)?;
    let source = path.canonicalize().unwrap_or_else(|_| path.clone());
    let source = name(&source);
    let mut said = vec![
        format!("{} commits by {} people", read.commits, read.past.people.len()),
        git::RULE.to_owned(),
    ];
    if read.robots > 0 {
        said.push(format!("{} commits of robots are left out", read.robots));
    }
    if read.early > 0 {
        said.push(format!("{} commits from after now are taken as of now", read.early));
    }
    let json = json!({
        "commits": read.commits,
        "robots": read.robots,
        "after_now": read.early,
        "rule": git::RULE,
    });
    let purpose = format!("The people who made {source}.");
    run(options, &Read { past: read.past, said, json, source }, Some(&purpose))
}

/// Imports a table of scores.
///
/// # Errors
/// Where the table or the ledger does not take it.
pub(crate) fn contributions(options: &Options<'_>) -> Result<(), Failure> {
    let missing = || Failure::usage("no table is named");
    let path = options.leaf().get_one::<PathBuf>("file").ok_or_else(missing)?;
    let read = table::read(&read_file(path)?, now(options)?);
    let read = read.map_err(|error| wrong_in(&error, error.to_string(), MEND))?;
    let source = name(path);
    let said = vec![
        format!("{} rows of {} people", read.rows, read.past.people.len()),
        format!("{} rows score nothing and bring nothing", read.zero),
        "A score is taken as points, for the record alone; it weighs nothing.".to_owned(),
    ];
    let json = json!({ "rows": read.rows, "zero_rows": read.zero });
    run(options, &Read { past: read.past, said, json, source }, None)
}

/// What a file or folder is called, as a text of the ledger may be.
fn name(path: &Path) -> String {
    let name = path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into());
    past::plain(&name, past::TITLE_BYTES)
}

/// The ledger's time, or the wall's where there is no ledger yet.
fn now(options: &Options<'_>) -> Result<Timestamp, Failure> {
    if !is_there(options) {
        return Ok(wall());
    }
    let door = Door::open(options, Purpose::Read)?;
    let status = door.client.status();
    door.close();
    Ok(status?.now.min(wall()))
}

/// Whether there is a ledger to ask.
fn is_there(options: &Options<'_>) -> bool {
    let data = options.data();
    options.url().is_some() || Store::lock_holder(&data).is_some() || DataDir::is_ledger(&data)
}

fn right(options: &Options<'_>) -> Right {
    match options.leaf().get_one::<u32>("role") {
        Some(role) => Right::Role(*role),
        None if options.flag("propose") => Right::Members,
        None => Right::Founder,
    }
}

fn run(options: &Options<'_>, read: &Read, founding: Option<&str>) -> Result<(), Failure> {
    let handle = options.text("dao").unwrap_or_default().trim_start_matches('@');
    // Addresses are told apart in small letters.
    let me = options.text("me").map(str::to_lowercase);
    let me = me.as_deref();
    if let Some(me) = me
        && !read.past.people.iter().any(|person| person.key == me)
    {
        return Err(Failure::usage(format!("--me: nobody there is {me}"))
            .hint("Who is there: the keys of people, by --dry-run --json."));
    }
    let source = read.source.as_str();
    let job = PastJob { past: &read.past, handle, founding, right: right(options), me, source };
    let dry = options.flag("dry-run");
    if dry && !is_there(options) {
        return tell_plan(options, read, None);
    }
    let door = Door::open(options, if dry { Purpose::Read } else { Purpose::Write })?;
    let done = with_door(options, &door, (read, job), dry);
    door.close();
    done
}

fn with_door(
    options: &Options<'_>,
    door: &Door,
    (read, job): (&Read, PastJob<'_>),
    dry: bool,
) -> Result<(), Failure> {
    let secret = keys::secret(options)?;
    let author = author(options, &door.client)?;
    let mut import =
        PastImport::new(&door.client, author, secret.expose(), job).map_err(refused)?;
    if dry {
        let plan = import.survey().map_err(refused)?;
        return tell_plan(options, read, Some(&plan));
    }
    let file = options.leaf().get_one::<PathBuf>("invitations");
    // Before anybody is enrolled: a run that stops half-way leaves nobody without their secret.
    if let Some(file) = file {
        write_invitations(file, &import, &read.past, job.me)?;
    }
    let bar = bar("recorded");
    let done = import.run(&|done, _| bar.set_position(done as u64));
    bar.finish_and_clear();
    let summary = done.map_err(by_right)?;
    tell(options, read, &summary);
    match file {
        Some(file) => note("note", &format!("invitations are in {}", file.display())),
        None => note(
            "note",
            "with --invitations FILE each person's one-time secret is written, by which they take \
             their account and their record over",
        ),
    }
    Ok(())
}

fn author(options: &Options<'_>, client: &Client) -> Result<Author, Failure> {
    let author = keys::author(options, client)?;
    if author.account().is_some() {
        client.read_as(&author)?;
    }
    Ok(author)
}

/// A refusal with what else can be done about it here.
fn by_right(error: aluma_client::import::ImportError) -> Failure {
    let is_right = |error: &aluma_client::Error| match error {
        aluma_client::Error::Refused(problem) => problem.name == "by-decision",
        _ => false,
    };
    match error {
        aluma_client::import::ImportError::Step(error) if is_right(&error) => Failure::from(error)
            .hint(
                "Put it before the members with --propose, or name a role that was given \
                 record-past with --role.",
            ),
        error => refused(error),
    }
}

/// Who gave it, with the account's handle and the secret that takes it over, a row a person.
fn write_invitations(
    file: &Path,
    import: &PastImport<'_>,
    past: &Past,
    me: Option<&str>,
) -> Result<(), Failure> {
    let failed = |what: String| Failure::machine(format!("{}: {what}", file.display()));
    let mut table = csv::Writer::from_writer(Vec::new());
    let mut write = |row: [&str; 4]| table.write_record(row).map_err(|it| failed(it.to_string()));
    write(["key", "name", "account", "secret"])?;
    // Whoever gave nothing gets no account.
    let gave = past.people.iter().zip(past.by_person()).filter(|(_, (works, _))| *works > 0);
    let people = gave.map(|(person, _)| person);
    for person in people.filter(|one| me != Some(&one.key) && !one.key.starts_with('@')) {
        let secret = import.invitation(&person.key)?;
        let handle = import.handle(&person.key);
        let (key, name) = (plain_cell(&person.key), plain_cell(&person.label));
        write([&key, &name, &handle, secret.code().as_str()])?;
    }
    let bytes = table.into_inner().map_err(|error| failed(error.to_string()))?;
    // Whoever reads it takes the accounts.
    write_private(file, &bytes).map_err(|error| failed(error.to_string()))
}

/// A cell that no spreadsheet takes for a formula.
fn plain_cell(text: &str) -> String {
    aluma_client::csv::defused(text)
}

fn tell_plan(options: &Options<'_>, read: &Read, plan: Option<&PastPlan>) -> Result<(), Failure> {
    let sums = read.past.by_person();
    let missing = plan.map_or(read.past.works.len(), |plan| plan.missing.len());
    let new = |place: usize| plan.is_none_or(|plan| plan.accounts.get(place) == Some(&None));
    let enroll = (0..sums.len()).filter(|place| sums[*place].0 > 0 && new(*place)).count();
    let found = plan.is_none_or(|plan| plan.dao.is_none());
    if options.json() {
        let person = |(place, (works, micro)): (usize, &(usize, u128))| {
            let person = &read.past.people[place];
            let points = past::points(*micro);
            json!({ "key": person.key, "name": person.label, "works": works, "points": points })
        };
        let people: Vec<Json> = sums.iter().enumerate().map(person).collect();
        let domain = |(name, works, micro): (Option<&str>, usize, u128)| {
            let points = past::points(micro);
            json!({ "domain": name, "works": works, "points": points })
        };
        let domains: Vec<Json> = read.past.by_domain().into_iter().map(domain).collect();
        let told = json!({
            "dry_run": true,
            "read": read.json,
            "found": found,
            "enroll": enroll,
            "record": missing,
            "there": read.past.works.len() - missing,
            "people": people,
            "domains": domains,
        });
        say(&told.to_string());
        return Ok(());
    }
    read.said.iter().for_each(|line| say(line));
    say(&format!("{} points in all", past::points(read.past.micro())));
    for (name, works, micro) in read.past.by_domain() {
        let name = name.unwrap_or("the whole community");
        say(&format!("  {name}: {works} pieces, {} points", past::points(micro)));
    }
    let mut order: Vec<usize> = (0..sums.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(sums[*place].1));
    for place in order.iter().take(SHOWN) {
        let (works, micro) = sums[*place];
        let name = &read.past.people[*place].label;
        say(&format!("  {name}: {works} pieces, {} points", past::points(micro)));
    }
    if order.len() > SHOWN {
        say(&format!("  and {} more people", order.len() - SHOWN));
    }
    if found {
        say("would found the community");
    }
    let there = read.past.works.len() - missing;
    say(&format!("would enroll {enroll} people and record {missing} pieces; {there} are there"));
    say("nothing was handed in");
    Ok(())
}

fn tell(options: &Options<'_>, read: &Read, summary: &PastSummary) {
    if options.json() {
        let mut json = summary.to_json();
        json["read"] = read.json.clone();
        say(&json.to_string());
        return;
    }
    read.said.iter().for_each(|line| say(line));
    if summary.founded {
        say(&format!("founded community {}", summary.dao));
    }
    let verb = if summary.proposals > 0 { "put before the members" } else { "recorded" };
    say(&format!(
        "{} people enrolled, {} pieces {verb}, {} were there; {} transactions",
        summary.enrolled, summary.recorded, summary.there, summary.transactions
    ));
    if summary.waiting > 0 {
        say(&format!("{} pieces wait for the members' decision", summary.waiting));
    }
}
