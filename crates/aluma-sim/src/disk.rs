//! The first blocks of a run once more with files under them, and the power cut at one step to the
//! disk that the seed chooses. Then the files are opened again, and what they hold is held against
//! what was acknowledged: every block whose commit came back, every receipt, every promise that is
//! in no block yet; and the run goes on to the very headers that it had without files.

use std::path::PathBuf;

use aluma_core::kernel::tables::RECEIPTS;
use aluma_store::disk::{Cut, Watch, When};
use aluma_store::{LoggedBlock, RowBatch, Store, StoreError};
use aluma_types::Hash32;
use aluma_types::codec::Canon;

use crate::ledger::{Block, Failure, Ledger, Ran};
use crate::rng::Rng;
use crate::run::Plan;

/// Blocks that get files: each waits for the disk twice.
const BLOCKS: usize = 10;
/// A state snapshot is written after every so many of them.
const SNAPSHOT_EVERY: u64 = 4;
const LAW: &str = "what was acknowledged is on the disk";

/// A folder that is gone when it is dropped.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays behind in the temporary ones is no reason to fail.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What somebody outside knows.
#[derive(Default)]
struct Known {
    /// Blocks whose commit came back.
    committed: usize,
    /// Promises that came back: the block's place and the bytes.
    promised: Vec<(usize, Vec<u8>)>,
}

/// Runs the first blocks of a run on files, cuts the power, starts again and goes on.
///
/// # Errors
/// What does not hold.
pub fn cut(
    plan: &Plan,
    (blocks, headers): (&[Block], &[Hash32]),
    rng: &mut Rng,
) -> Result<(), Failure> {
    let name = format!("aluma-sim-{}-{}-{:x}", std::process::id(), plan.seed, rng.next());
    let folder = Folder(std::env::temp_dir().join(name));
    let blocks = blocks.get(..BLOCKS.min(blocks.len())).unwrap_or_default();
    let failure = |what: String| Failure { law: LAW.to_owned(), detail: what, height: 0 };
    std::fs::create_dir_all(&folder.0).map_err(|error| failure(error.to_string()))?;
    let when = [When::Before, When::Half, When::After][rng.below(3) as usize];
    // A block takes some eight steps; now and then all go through.
    let at = rng.below(9 * blocks.len() as u64 + 30);
    let cut = Cut { at, when, forgets: rng.percent(50) };
    let mut known = Known::default();
    let watch = Watch::new(&folder.0, Some(cut));
    let mut ledger = Ledger::new(plan.seed, plan.blocks, plan.registry);
    let first = Store::open(&folder.0)
        .and_then(|(store, _)| go_on(store, &mut ledger, (blocks, headers), &mut known));
    let is_cut = watch.is_cut();
    drop(watch);
    if let (Err(error), false) = (&first, is_cut) {
        return Err(failure(format!("without a cut: {error}")));
    }
    let found = |error: StoreError| failure(format!("{cut:?}: {error}"));
    let (store, report) = Store::open(&folder.0).map_err(found)?;
    let there = store.log().last_height().unwrap_or(0) as usize;
    if there < known.committed || report.lost.is_some() {
        return Err(failure(format!("{cut:?}: {there} blocks of {}", known.committed)));
    }
    // What is in none of the last two blocks may have left the journal.
    let waits = |(place, _): &&(usize, Vec<u8>)| *place + 2 > there;
    for (place, entry) in known.promised.iter().filter(waits) {
        if !report.pending.contains(entry) {
            return Err(failure(format!("{cut:?}: a promise of block {}", place + 1)));
        }
    }
    let mut ledger = Ledger::new(plan.seed, plan.blocks, plan.registry);
    let mut store = store;
    for (place, block) in blocks.iter().take(there).enumerate() {
        let ran = ledger.run(block)?;
        let logged = store.log().read(place as u64 + 1).map_err(found)?;
        if logged.map(|logged| logged.id) != Some(headers[place].0) {
            return Err(failure(format!("{cut:?}: block {} is another one", place + 1)));
        }
        store.replay_rows(place as u64 + 1, &rows(&ran)).map_err(found)?;
    }
    if let Some(snapshot) = &report.snapshot
        && snapshot.header().height > there as u64
    {
        return Err(failure(format!("{cut:?}: a snapshot ahead of the log")));
    }
    go_on(store, &mut ledger, (blocks, headers), &mut known).map_err(found)?;
    let (store, _) = Store::open(&folder.0).map_err(found)?;
    whole(&store, plan, blocks).map_err(|what| failure(format!("{cut:?}: {what}")))
}

/// Promises, commits and snapshots what is left, as the node orders these steps.
fn go_on(
    mut store: Store,
    ledger: &mut Ledger,
    (blocks, headers): (&[Block], &[Hash32]),
    known: &mut Known,
) -> Result<(), StoreError> {
    let from = ledger.head().height as usize;
    store.journal().lock().unwrap_or_else(|broken| broken.into_inner()).set_rotate_bytes(400);
    for (place, block) in blocks.iter().enumerate().skip(from) {
        let entries: Vec<Vec<u8>> = block.transactions.iter().map(Canon::to_bytes).collect();
        let journal = store.journal();
        journal.lock().unwrap_or_else(|broken| broken.into_inner()).append(&entries)?;
        known.promised.extend(entries.into_iter().map(|entry| (place, entry)));
        // The run itself held the block's laws already.
        let Ok(ran) = ledger.run(block) else { return Err(StoreError::Unsorted) };
        let id = headers[place].0;
        let logged = LoggedBlock { height: place as u64 + 1, id, bytes: ran.header.to_bytes() };
        let committed = store.commit(&logged, &rows(&ran))?;
        known.committed = place + 1;
        if committed.rotate_journal {
            journal.lock().unwrap_or_else(|broken| broken.into_inner()).rotate(&[])?;
        }
        if (place as u64 + 1).is_multiple_of(SNAPSHOT_EVERY) {
            let mut writer = store.begin_snapshot(ran.header.state.0, ran.header.to_bytes())?;
            ledger.each_row(|table, key, value| writer.row(table, key, value))?;
            writer.finish()?;
        }
    }
    Ok(())
}

/// The rows that a block appends to logs, by log.
fn rows(ran: &Ran) -> Vec<RowBatch> {
    let mut batches = std::collections::BTreeMap::<u16, Vec<Vec<u8>>>::new();
    for row in &ran.outcome.rows {
        batches.entry(row.log).or_default().push(row.bytes.clone());
    }
    batches.into_iter().map(|(table, rows)| RowBatch { table, rows }).collect()
}

/// Whether the files hold all blocks with all their receipts, and a snapshot that leads to its root.
fn whole(store: &Store, plan: &Plan, blocks: &[Block]) -> Result<(), String> {
    let mut ledger = Ledger::new(plan.seed, plan.blocks, plan.registry);
    let mut next = 0;
    for block in blocks {
        let ran = ledger.run(block).map_err(|failure| failure.law)?;
        for receipt in ran.outcome.receipt_rows() {
            let held = store.rows().read(RECEIPTS, next).map_err(|error| error.to_string())?;
            if held.as_deref() != Some(receipt) {
                return Err(format!("receipt {next} of block {}", ran.header.height));
            }
            next += 1;
        }
    }
    if store.rows().count(RECEIPTS) != next {
        return Err(format!("{} receipts of {next}", store.rows().count(RECEIPTS)));
    }
    if store.log().last_id() != Some(ledger.head().id().0) {
        return Err("the last block is another one".to_owned());
    }
    Ok(())
}
