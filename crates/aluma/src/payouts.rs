//! `import payouts`: a node of this process on a simulated clock, and the importer on it.

use std::path::{Path, PathBuf};

use aluma_client::import::{self, ImportError, Job, Progress, Tools};
use aluma_client::keystore::read_key_file;
use aluma_client::payouts::{self, Columns};
use aluma_client::{Author, Error, TransportError};
use aluma_node::clock::wall;
use aluma_node::data::Birth;
use aluma_node::data::OPERATOR_KEY;
use aluma_node::{ClockMode, DataDir};
use aluma_store::Store;
use aluma_types::Timestamp;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use crate::door::{self, Door};
use crate::keys;
use crate::options::Options;
use crate::outcome::{Failure, say};

/// When a ledger begins that begins with an import: 2020-01-01. Early enough that tens of thousands
/// of groups, at two hours each, end before now.
const START: Timestamp = Timestamp(1_577_836_800_000);
/// What somebody does whose ledger runs already.
const ELSEWHERE: &str = "An import moves the ledger's time itself, through years that are over, so \
it takes a data folder of its own: `aluma --data archive import payouts ...`, and afterwards \
`aluma --data archive up`. A ledger that began with an import is stopped first.";
/// Bytes of a file at most.
const MAX_FILE_BYTES: u64 = 512 << 20;

/// Imports a file of payouts.
///
/// # Errors
/// Where the file, the folder or the ledger does not take it.
pub fn run(options: &Options<'_>) -> Result<(), Failure> {
    let text = |name: &str| options.text(name).unwrap_or_default();
    if options.url().is_some() {
        return Err(Failure::usage("an import runs on a data folder, not over --url"));
    }
    let decimals = options.leaf().get_one::<u8>("decimals").copied().unwrap_or(18);
    let columns = Columns { group_by: text("group-by"), to: text("to"), amount: text("amount") };
    let bytes = read(options)?;
    let payouts = payouts::read(&bytes, &columns, decimals).map_err(|error| wrong(&error))?;
    let handle = text("dao").trim_start_matches('@');
    let job = Job { payouts: &payouts, handle, symbol: text("asset"), decimals };
    let summary = bring(options, &job)?;
    if options.json() {
        say(&summary.to_json().to_string());
    } else {
        say(&format!(
            "{} groups, {} payees, {} {} paid; {} rows of zero",
            summary.groups, summary.payees, summary.paid_total, job.symbol, summary.zero_rows
        ));
        say(&format!(
            "this run: {} proposals, {} transactions, {} blocks, {} s",
            summary.proposals, summary.transactions, summary.blocks, summary.seconds
        ));
        say(&format!("state root: {}", summary.state_root));
    }
    Ok(())
}

fn read(options: &Options<'_>) -> Result<Vec<u8>, Failure> {
    let missing = || Failure::usage("no file is named");
    read_file(options.leaf().get_one::<PathBuf>("file").ok_or_else(missing)?)
}

/// A file that somebody named, where it is not too large.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| Failure::machine(format!("{}: {error}", path.display()));
    let size = std::fs::metadata(path).map_err(failed)?.len();
    if size > MAX_FILE_BYTES {
        return Err(Failure::usage(format!("{}: more than 512 MiB", path.display())));
    }
    std::fs::read(path).map_err(failed)
}

/// The file's first mistake.
fn wrong(error: &payouts::PayoutError) -> Failure {
    wrong_in(
        error,
        error.to_string(),
        "Nothing was applied. Mend the file, or take another column or --decimals.",
    )
}

/// What to do about a mistake in a file whose columns are given.
pub(crate) const MEND: &str = "Nothing was applied. Mend the file.";

/// A mistake in a file, in words, and how to mend it.
pub(crate) fn wrong_in(error: &payouts::PayoutError, words: String, mend: &str) -> Failure {
    let column = error.column.as_ref();
    Failure::usage(&words).hint(mend).json(json!({
        "name": error.kind.code(),
        "detail": words,
        "line": error.line,
        "column": column.and_then(|column| column.number),
        "column_name": column.and_then(|column| column.name.clone()),
    }))
}

fn bring(options: &Options<'_>, job: &Job<'_>) -> Result<import::Summary, Failure> {
    import::survey::check(job).map_err(refused)?;
    let groups = job.payouts.groups.len();
    on_a_ledger(options, groups, |tools| import::run(tools, job))
}

/// Runs an import of so many groups on a node of this process, on a simulated clock.
///
/// # Errors
/// Where a ledger runs in the folder, its time does not suffice, or the import says no.
pub(crate) fn on_a_ledger<S>(
    options: &Options<'_>,
    groups: usize,
    import: impl FnOnce(&Tools<'_>) -> Result<S, ImportError>,
) -> Result<S, Failure> {
    let data = options.data();
    if let Some(address) = Store::lock_holder(&data) {
        return Err(match address.is_empty() {
            true => door::busy(&data),
            false => Failure::refused(format!("node-running: a ledger runs here: {address}"))
                .json(json!({ "name": "node-running", "detail": address, "hint": ELSEWHERE }))
                .hint(ELSEWHERE),
        });
    }
    let birth = Birth::at(START);
    // A look at a ledger that is there must not begin another one.
    let birth = if DataDir::is_ledger(&data) { None } else { Some(birth) };
    if let Some(birth) = birth {
        // Refused before there is a ledger, not on one that holds nothing.
        import::survey::has_time(groups, birth.time, wall()).map_err(refused)?;
    }
    let door = Door::local(options, door::settings(options, ClockMode::Simulated, birth))?;
    let summary = with_node(options, &door, groups, import);
    door.close();
    summary
}

fn with_node<S>(
    options: &Options<'_>,
    door: &Door,
    groups: usize,
    import: impl FnOnce(&Tools<'_>) -> Result<S, ImportError>,
) -> Result<S, Failure> {
    let secret = read_key_file(&options.data().join(OPERATOR_KEY))?.secret;
    let founder = Author::find(&door.client, keys::signing_key(&secret)?, options.account())?;
    if founder.account().is_some() {
        door.client.read_as(&founder)?;
    }
    let advance = |to: Timestamp| {
        let stopped = |what: String| TransportError { to: "the node".to_owned(), what };
        let node = door.node().ok_or_else(|| stopped("it is not here".to_owned()))?;
        node.advance_to(to).map_err(|error| stopped(error.to_string()))?;
        Ok::<_, Error>(())
    };
    let bar = bar(groups);
    let progress = |step: Progress<'_>| {
        bar.set_position(step.done as u64);
        bar.set_message(step.what.to_owned());
    };
    let tools = Tools {
        client: &door.client,
        founder,
        secret: *secret.expose(),
        advance: &advance,
        wall: wall(),
        progress: &progress,
    };
    let summary = import(&tools);
    bar.finish_and_clear();
    summary.map_err(refused)
}

pub(crate) fn refused(error: ImportError) -> Failure {
    match error {
        ImportError::Refused { name, what, hint } => {
            let json = json!({ "name": name, "detail": what, "hint": hint });
            Failure::refused(format!("{name}: {what}")).hint(hint).json(json)
        }
        ImportError::Step(error) => error.into(),
    }
}

/// Groups on the terminal; nothing where there is none.
fn bar(groups: usize) -> ProgressBar {
    let bar = ProgressBar::new(groups as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    bar
}
