//! Blocks of ten thousand votes, how far the index is behind them, and a restart.

use std::sync::Arc;
use std::time::{Duration, Instant};

use aluma_index::{INDEX_FILE, Index};
use aluma_node::{Node, Submission};

use super::ground::{Folder, Ground, bytes_of, open};
use super::{BLOCK, Series, broken, race};
use crate::outcome::Failure;

/// How long one step may take before something is wrong.
const PATIENCE: Duration = Duration::from_secs(120);

/// What was measured.
pub(super) struct Large {
    /// Executing a block with its roots, and putting it on the disk with fsync.
    pub(super) block_ms: Series,
    /// From a block's commit until the index tells of it.
    pub(super) index_ms: Series,
    pub(super) bytes_per_ballot: u64,
    pub(super) restart: Duration,
}

/// Puts the rest of the votes into blocks of their own.
pub(super) fn run(ground: Ground, votes: &mut Vec<Submission>) -> Result<Large, Failure> {
    let (mut block_ms, mut index_ms) = (Series::default(), Series::default());
    let Ground { node, folder, threads, .. } = ground;
    let node = Arc::new(node);
    let index = Index::open(&folder.path().join(INDEX_FILE), &node).map_err(broken)?;
    let heights = index.subscribe();
    caught_up(&index, node.published().read().header.height)?;
    while votes.len() >= BLOCK {
        let now: Vec<Submission> = votes.drain(..BLOCK).collect();
        let feed = node.subscribe();
        node.hold(true);
        let (told, answers) = std::sync::mpsc::channel();
        for vote in now {
            let told = told.clone();
            // The other end waits for as many answers.
            node.ask_then(vote, move |judgement| {
                let _ = told.send(judgement.is_ok());
            });
        }
        for _ in 0..BLOCK {
            let is_good = answers.recv_timeout(PATIENCE).map_err(broken)?;
            if !is_good {
                return Err(broken("a vote is inadmissible"));
            }
        }
        node.hold(false);
        race::await_receipts(&feed, BLOCK, &Default::default())?;
        let committed = Instant::now();
        let height = node.published().read().header.height;
        while heights.recv_timeout(PATIENCE).map_err(broken)? < height {}
        index_ms.note(committed.elapsed());
        let pace = node.paces().into_iter().rfind(|pace| pace.height == height);
        let pace = pace.filter(|pace| pace.transactions == BLOCK);
        let pace = pace.ok_or_else(|| broken("the votes are not in one block"))?;
        block_ms.note(pace.executed + pace.committed);
    }
    let ballots = {
        let view = node.published().read();
        let ballots = view.state.tables().find(|table| table.spec().name == "ballots");
        let count = ballots.map_or(0, |table| table.count() as u64);
        bytes_of(&view.state, Some("ballots")) / count.max(1)
    };
    drop((index, heights));
    let node = Arc::into_inner(node).ok_or_else(|| broken("the index holds the node"))?;
    let restart = restart(node, (&folder, threads))?;
    Ok(Large { block_ms, index_ms, bytes_per_ballot: ballots, restart })
}

/// Stops the node in order, opens it again and returns how long it took to answer.
fn restart(node: Node, (folder, threads): (&Folder, usize)) -> Result<Duration, Failure> {
    let height = node.published().read().header.height;
    node.stop();
    let clock = Instant::now();
    let node = open(folder.path(), threads)?;
    let answered = node.published().read().header.height;
    let took = clock.elapsed();
    if answered == height { Ok(took) } else { Err(broken("not everything was kept")) }
}

fn caught_up(index: &Index, height: u64) -> Result<(), Failure> {
    let until = Instant::now() + PATIENCE;
    while index.height() < height {
        if Instant::now() > until {
            return Err(broken("the index does not catch up"));
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}
