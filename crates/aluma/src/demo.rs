//! `demo`: a ledger of made-up communities, made at the start or kept from the last time, and run like
//! any other from there.

use std::path::{Path, PathBuf};

use aluma_client::Author;
use aluma_client::keystore::read_key_file;
use aluma_demo::season::BEGAN;
use aluma_demo::{Cast, live, season};
use aluma_node::clock::wall;
use aluma_node::data::{Birth, OPERATOR_KEY};
use aluma_node::{ClockMode, DataDir, Settings};
use aluma_types::Span;
use indicatif::ProgressBar;

use crate::door::{self, Door};
use crate::keys;
use crate::options::Options;
use crate::outcome::{Failure, note};
use crate::up;

/// Links of the beacon's chain: for a year of blocks every half a minute, made in a moment.
const BEACON: u64 = 1 << 20;
/// The season ends so long before now, so that making it does not overtake it.
const LEAD: Span = Span::minutes(2);

/// `demo [--listen ADDR:PORT] [--data DIR]`
///
/// # Errors
/// Where the folder holds something else, or the machine does not take it.
pub(crate) fn run(options: &Options<'_>) -> Result<(), Failure> {
    let Some(data) = options.given_data() else {
        let fresh = Fresh::new()?;
        make(options, &fresh.0)?;
        return up::on(options, &fresh.0);
    };
    up::is_free(&data)?;
    if !DataDir::is_ledger(&data) {
        make(options, &data)?;
    } else if Cast::of(&data).is_none() {
        let text = format!("{} holds a ledger that is no demo of this version", data.display());
        return Err(Failure::refused(text).hint("--data takes an empty folder, or none is named."));
    }
    up::on(options, &data)
}

/// A folder for temporary files, removed at the end.
struct Fresh(PathBuf);

impl Fresh {
    fn new() -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("aluma-demo-{}", std::process::id()));
        // What a process left here that had this number once.
        if path.exists() {
            std::fs::remove_dir_all(&path).map_err(Failure::machine)?;
        }
        std::fs::create_dir_all(&path).map_err(Failure::machine)?;
        Ok(Self(path))
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        // Best effort: it is a folder for temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Makes a demo's ledger: a season that ends now.
fn make(options: &Options<'_>, data: &Path) -> Result<(), Failure> {
    let now = wall().before(LEAD);
    let birth = Birth { beacon_length: BEACON, ..Birth::at(now.before(Span::hours(BEGAN + 1))) };
    let settings = door::settings(options, ClockMode::Simulated, Some(birth));
    let door = Door::local(options, Settings { dir: data.to_path_buf(), ..settings })?;
    let made = with_node(&door, data, now);
    door.close();
    let cast = made?;
    cast.keep(data).map_err(|error| Failure::machine(format!("{}: {error}", data.display())))
}

fn with_node(door: &Door, data: &Path, now: aluma_types::Timestamp) -> Result<Cast, Failure> {
    let gone = || Failure::machine("the node is not here");
    let node = door.node().ok_or_else(gone)?;
    let secret = read_key_file(&data.join(OPERATOR_KEY))?.secret;
    let operator = Author::find(&door.client, keys::signing_key(&secret)?, None)?;
    note("note", "four communities live through a season; a moment");
    let season = season();
    let bar = ProgressBar::new(season.steps.len() as u64);
    let progress = |done: usize| bar.set_position(done as u64);
    let made = live(season, (&door.client, node), (operator, now), &progress);
    bar.finish_and_clear();
    made.map_err(|why| Failure::refused(format!("the demo was not made: {why}")))
}
