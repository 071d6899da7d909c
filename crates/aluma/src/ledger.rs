//! Commands about the ledger as a whole: `status`, `verify`, `advance`.

use std::cell::Cell;

use aluma_node::replay;
use aluma_types::{Span, Timestamp, show};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value as Json, json};

use crate::door::{Door, Purpose};
use crate::keys;
use crate::options::Options;
use crate::outcome::{Failure, say};

/// `status`
///
/// # Errors
/// Where no ledger answers.
pub fn status(options: &Options<'_>) -> Result<(), Failure> {
    let door = Door::open(options, Purpose::Read)?;
    let status = door.client.status();
    door.close();
    let status = status?;
    if options.json() {
        say(&status.json.to_string());
        return Ok(());
    }
    say(&format!("network: {}", status.network));
    say(&format!("height: {}", status.height));
    say(&format!("time: {}", show::time(status.time)));
    say(&format!("clock: {}", status.clock));
    say(&format!("state root: {}", status.state_root));
    if let Some(why) = status.json.get("halted").and_then(Json::as_str) {
        say(&format!("halted: {why}"));
    }
    Ok(())
}

/// `verify`
///
/// # Errors
/// Where anything is wrong; each finding is printed.
pub fn verify(options: &Options<'_>) -> Result<(), Failure> {
    let bar = bar("blocks");
    let last = Cell::new(0);
    let report = replay::verify(&options.data(), options.registry(), &mut |height| {
        last.set(height);
        bar.set_position(height);
    });
    bar.finish_and_clear();
    let report = report?;
    let json = json!({
        "network": report.network.to_string(),
        "height": report.height,
        "head": report.head.to_string(),
        "state_root": report.state_root.to_string(),
        "transactions": report.transactions,
        "receipts": report.receipts,
        "bodies": {
            "present": report.bodies.0, "erased": report.bodies.1, "lost": report.bodies.2,
        },
        "findings": report.findings,
    });
    if !report.findings.is_empty() {
        if !options.json() {
            report.findings.iter().for_each(|finding| say(&format!("wrong: {finding}")));
        }
        let count = report.findings.len();
        return Err(Failure::damaged(format!("{count} findings")).json(json).hint(
            "Nothing was changed. A backup of the folder, or a replay by `aluma up`, may mend it.",
        ));
    }
    if options.json() {
        say(&json.to_string());
        return Ok(());
    }
    say(&format!(
        "whole: {} blocks, {} transactions, {} receipts",
        report.height, report.transactions, report.receipts
    ));
    say(&format!(
        "texts: {} here, {} erased, {} lost",
        report.bodies.0, report.bodies.1, report.bodies.2
    ));
    say(&format!("state root: {}", report.state_root));
    Ok(())
}

/// `advance SPAN`
///
/// # Errors
/// Where the clock is not a manual one, or the key not the operator's.
pub fn advance(options: &Options<'_>) -> Result<(), Failure> {
    let text = options.text("span").unwrap_or_default();
    let span = Span::parse(text)
        .ok_or_else(|| Failure::usage(format!("{text}: a duration such as 48h or 1d12h")))?;
    let door = Door::open(options, Purpose::Write)?;
    if door.node().is_some_and(|node| node.genesis().manual_clock) {
        door.close();
        // A clock that stands still until a block is made would forget the move with this process.
        return Err(Failure::connection("no node is running whose clock could be moved")
            .hint("Start it with `aluma up`."));
    }
    let ask = || -> Result<Json, Failure> {
        let author = keys::operating(options, &door.client)?;
        door.client.read_as(&author)?;
        Ok(door.client.post("/v1/advance", &json!({ "by_ms": span.0 }))?)
    };
    let told = ask();
    door.close();
    let told = told?;
    if options.json() {
        say(&told.to_string());
    } else {
        let now = told.get("now").and_then(Json::as_u64).unwrap_or(0);
        let height = told.get("height").and_then(Json::as_u64).unwrap_or(0);
        say(&format!("now {}, height {height}", show::time(Timestamp(now))));
    }
    Ok(())
}

/// A counter on the terminal; nothing where there is none.
pub(crate) fn bar(what: &'static str) -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.set_message(what);
    bar
}
