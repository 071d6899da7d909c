//! `backup` and `restore`: a copy of the data folder that goes on elsewhere.

use std::path::Path;

use aluma_node::NodeError;
use aluma_node::backup::{self, BackupError, Made, Manifest, Restored, Secrets};
use aluma_node::clock::wall;
use aluma_store::StoreError;
use aluma_types::show;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value as Json, json};

use crate::ledger::bar;
use crate::options::Options;
use crate::outcome::{Failure, note, say};

/// What two ledgers with one key do, said wherever it can come to that.
const TWICE: &str = "never run both: two ledgers that seal with one key tell two histories, each with \
signed promises that the other breaks";

/// `backup TO [--without-secrets]`
///
/// # Errors
/// Where there is no ledger, something is at the place, or the disk refuses.
pub(crate) fn make(options: &Options<'_>) -> Result<(), Failure> {
    let to = options.path_of("to").unwrap_or(Path::new(""));
    let secrets = if options.flag("without-secrets") { Secrets::Without } else { Secrets::With };
    let bytes = bytes();
    let made = backup::make((&options.data(), to), secrets, wall(), &mut |more| bytes.inc(more));
    bytes.finish_and_clear();
    let Made { manifest, left, lost_bodies, damaged } = made.map_err(|why| failure(&why, to))?;
    if options.json() {
        let mut told = told(&manifest);
        told["left"] = json!(left);
        told["lost_texts"] = json!(lost_bodies);
        told["damaged"] = json!(damaged);
        say(&told.to_string());
    } else {
        tell(&manifest, &format!("backed up to {}", to.display()));
    }
    for end in &damaged {
        note("note", &format!("damaged, and not in the copy: {end}; see `aluma verify`"));
    }
    if lost_bodies > 0 {
        note("note", &format!("{lost_bodies} texts are damaged here, and so in the copy"));
    }
    if !left.is_empty() {
        note("note", &format!("not the ledger's, and left behind: {}", left.join(", ")));
    }
    if manifest.has_secrets {
        note(
            "note",
            "whoever reads this copy reads everything, members-only communities included, and can \
             seal blocks in this ledger's name: keep it like the data folder itself",
        );
    } else {
        let files = "operator.key, node.key, beacon.seed and the keystore are not in it";
        note("note", &format!("{files}: without them it can be read and verified, not go on"));
    }
    note("note", "a text that is erased later is still in it");
    Ok(())
}

/// `restore FROM --data NEW`
///
/// # Errors
/// Where the backup does not hold, or something is in the data folder.
pub(crate) fn restore(options: &Options<'_>) -> Result<(), Failure> {
    let from = options.path_of("from").unwrap_or(Path::new(""));
    let to = options.data();
    let (bytes, blocks) = (bytes(), bar("blocks"));
    let restored = backup::restore(
        (from, &to),
        options.registry(),
        &mut |more| bytes.inc(more),
        &mut |height| blocks.set_position(height),
    );
    bytes.finish_and_clear();
    blocks.finish_and_clear();
    let (manifest, report) = restored.map_err(|why| failure(&why, &to))?;
    if options.json() {
        let mut told = told(&manifest);
        told["data"] = json!(to.display().to_string());
        told["transactions"] = json!(report.transactions);
        told["state_root"] = json!(report.state_root.to_string());
        say(&told.to_string());
    } else {
        tell(&manifest, &format!("restored to {}", to.display()));
        let (blocks, acts) = (report.height, report.transactions);
        say(&format!("verified: {blocks} blocks, {acts} transactions replayed"));
    }
    if manifest.has_secrets {
        note("next", "stop the ledger it was made of for good, then `aluma up` goes on here");
        note("note", TWICE);
        note("note", "what was promised after the backup is not here: members hand it in again");
    } else {
        note("next", "it can be read; to go on, put operator.key, node.key and beacon.seed here");
    }
    if let Some(Restored { still_runs: Some(address), .. }) = backup::restored(&to) {
        note("warning", &format!("the ledger it was made of runs on this machine: {address}"));
    }
    Ok(())
}

/// What `up` says, or refuses, on a folder that was restored: `height` is that of its last block.
///
/// # Errors
/// Where the ledger that it was made of runs on this machine.
pub(crate) fn before_up(data: &Path) -> Result<Option<Restored>, Failure> {
    let Some(restored) = backup::restored(data) else { return Ok(None) };
    match &restored.still_runs {
        None => Ok(Some(restored)),
        Some(address) => {
            let of = restored.of.display();
            let text =
                format!("the ledger that this folder was restored from runs: {of}, {address}");
            Err(Failure::refused(text).hint(format!("Stop that one first, and {TWICE}.")))
        }
    }
}

/// Said at each start until the ledger has gone on from its backup.
pub(crate) fn at_up(restored: Option<&Restored>, height: u64) {
    if let Some(Restored { height: from, of, .. }) = restored
        && *from == height
    {
        let of = of.display();
        note("note", &format!("restored from a backup of {of}, and goes on from height {from}"));
        note("note", TWICE);
    }
}

fn tell(manifest: &Manifest, what: &str) {
    say(&format!("{what}: ledger {}", manifest.network));
    let bytes: u64 = manifest.files.iter().map(|file| file.bytes).sum();
    say(&format!(
        "as of height {}, taken {}; {} files, {bytes} bytes",
        manifest.height,
        show::time(manifest.taken),
        manifest.files.len()
    ));
}

fn told(manifest: &Manifest) -> Json {
    json!({
        "network": manifest.network.to_string(),
        "height": manifest.height,
        "head": manifest.head.to_string(),
        "taken": manifest.taken.0,
        "secrets": manifest.has_secrets,
        "of": manifest.of,
        "files": manifest.files.len(),
        "bytes": manifest.files.iter().map(|file| file.bytes).sum::<u64>(),
    })
}

fn failure(why: &BackupError, place: &Path) -> Failure {
    let (failure, hint) = match why {
        BackupError::Taken(taken) if taken == place => (
            Failure::refused(why),
            "Name a place where nothing is yet; nothing is written over.".to_owned(),
        ),
        BackupError::Taken(taken) => {
            (Failure::refused(why), format!("It is written first; move {} away.", taken.display()))
        }
        BackupError::Busy(_) => (Failure::refused(why), "Wait until it is done.".to_owned()),
        BackupError::NoLedger(_) => {
            (Failure::connection(why), "--data says where the ledger's folder is.".to_owned())
        }
        BackupError::NoManifest(_) => (
            Failure::damaged(why),
            "A backup has a file `manifest`, written last; take another one.".to_owned(),
        ),
        why if why.is_disk_full() => (
            Failure::machine(why),
            "Nothing was left there; a copy needs as much room as the data folder.".to_owned(),
        ),
        BackupError::Node(NodeError::Store(StoreError::Corrupt { what, .. }))
            if what.contains("middle of a commit") =>
        {
            (Failure::damaged(why), "`aluma up`, and then the backup again.".to_owned())
        }
        why if why.is_damage() => (
            Failure::damaged(why),
            "Nothing was put in place. Take another backup, or see `aluma verify`.".to_owned(),
        ),
        why => (Failure::machine(why), "Nothing was left there.".to_owned()),
    };
    failure.hint(hint)
}

/// A counter of bytes on the terminal; nothing where there is none.
fn bytes() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {bytes} copied {elapsed}") {
        bar.set_style(style);
    }
    bar
}
