//! `check FILE`: a receipt that was saved with its proof, checked on this machine alone.

use aluma_api::receipt_file;
use aluma_core::kernel::origin::Origin;
use aluma_core::kernel::receipt::{Receipt, Status};
use aluma_core::registry::REFUSALS;
use aluma_types::{Hash32, show};
use serde_json::{Value as Json, json};

use crate::options::Options;
use crate::outcome::{Failure, note, say};

/// Checks a file and says what its receipt says.
///
/// # Errors
/// Where the file cannot be read, or something in it does not hold.
pub fn run(options: &Options<'_>) -> Result<(), Failure> {
    let path = options.path_of("file").unwrap_or_else(|| std::path::Path::new(""));
    let broken = |error: std::io::Error| Failure::machine(format!("{}: {error}", path.display()));
    let bytes = std::fs::read(path).map_err(broken)?;
    let json: Option<Json> = serde_json::from_slice(&bytes).ok();
    let proof = json.as_ref().and_then(receipt_file::from_json);
    let proof = proof.ok_or_else(|| {
        Failure::usage(format!("{} is no receipt with its proof", path.display()))
            .hint("Pages of receipts offer one to save.")
    })?;
    proof.check().map_err(|fault| Failure::damaged(fault.text()))?;
    if let Some(text) = options.text("head") {
        let head = Hash32::from_hex(text)
            .ok_or_else(|| Failure::usage(format!("{text} is no block's number")))?;
        if head != proof.header.id() {
            return Err(Failure::damaged("the receipt holds, in a block that is not that one"));
        }
    }
    let (receipt, header) = (&proof.receipt, &proof.header);
    let kind = kind(options, receipt);
    let status = status(receipt);
    if options.json() {
        let told = json!({
            "id": receipt.id.to_string(), "height": receipt.height, "index": receipt.index,
            "time": receipt.time.0, "kind": kind, "status": status,
            "network": header.network.to_string(), "head": header.id().to_string(),
            "key": proof.key.to_text(),
        });
        say(&told.to_string());
        return Ok(());
    }
    say(&format!("holds: {kind} {status}, {}", show::time(receipt.time)));
    say(&format!("receipt: {}, place {} of block {}", receipt.id, receipt.index, receipt.height));
    say(&format!("network: {}", header.network));
    say(&format!("block:   {}", header.id()));
    say(&format!("sealed:  by {}", proof.key.to_text()));
    note("note", "whether others know this block, too, is for you to ask them: compare its number");
    Ok(())
}

/// The name of the action or task.
fn kind(options: &Options<'_>, receipt: &Receipt) -> String {
    let registry = options.registry();
    let known = match receipt.origin {
        Origin::Task { .. } => registry.task(receipt.kind).map(|task| task.name),
        _ => registry.entry(receipt.kind).map(|entry| entry.spec.name),
    };
    known.map_or_else(|| format!("action {}", receipt.kind), str::to_owned)
}

fn status(receipt: &Receipt) -> String {
    match receipt.status {
        Status::Done => "done".to_owned(),
        Status::Refused { code } => {
            let mut all = REFUSALS.iter().flat_map(|(_, list)| list.iter());
            let name = all.find(|(number, _)| *number == code).map(|(_, name)| *name);
            format!("refused ({})", name.map_or_else(|| code.to_string(), str::to_owned))
        }
        Status::Fault => "failed".to_owned(),
    }
}
