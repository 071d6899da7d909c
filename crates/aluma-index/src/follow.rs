//! The thread that keeps up with the node: first what the log already has, then each block as it
//! comes. Between blocks it looks for texts that were erased.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Weak};
use std::time::Duration;

use aluma_node::{Committed, Node};
use aluma_store::Body;
use aluma_types::Hash32;
use rusqlite::{Connection, params};

use crate::write;
use crate::{IndexError, Shared};

/// Blocks written in one go.
const BATCH: usize = 256;
/// How long the thread waits for a block before it looks for erased texts.
const IDLE: Duration = Duration::from_secs(10);
/// Texts looked at in one go.
const SWEEP: i64 = 1_000;

/// Starts the thread.
pub(crate) fn start(
    shared: &Arc<Shared>,
    node: &Arc<Node>,
    (writer, height): (Connection, u64),
    blocks: Receiver<Arc<Committed>>,
) -> Result<(), IndexError> {
    // Weak both: the index must keep neither the node nor its own readers alive.
    let (shared, node) = (Arc::downgrade(shared), Arc::downgrade(node));
    let mut follower = Follower { shared, node, writer, height, swept: 0 };
    std::thread::Builder::new()
        .name("index".to_owned())
        .spawn(move || {
            if let Err(error) = follower.run(&blocks) {
                eprintln!("aluma: the index stands still: {error}");
            }
        })
        .map_err(|error| IndexError::Facts(error.to_string()))?;
    Ok(())
}

struct Follower {
    shared: Weak<Shared>,
    node: Weak<Node>,
    writer: Connection,
    height: u64,
    /// The last text that was looked at.
    swept: i64,
}

impl Follower {
    fn run(&mut self, blocks: &Receiver<Arc<Committed>>) -> Result<(), IndexError> {
        if !(self.catch_up()? && self.sweep()?) {
            return Ok(());
        }
        loop {
            match blocks.recv_timeout(IDLE) {
                Ok(block) => {
                    let mut batch = vec![block];
                    batch.extend(blocks.try_iter().take(BATCH - 1));
                    if !self.take(&batch)? {
                        return Ok(());
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    if !self.sweep()? {
                        return Ok(());
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    }

    /// Writes what the log has beyond the index; false when the node has gone.
    fn catch_up(&mut self) -> Result<bool, IndexError> {
        loop {
            let Some(node) = self.node.upgrade() else { return Ok(false) };
            let head = node.published().read().header.height;
            let last = head.min(self.height.saturating_add(BATCH as u64));
            if last <= self.height {
                return Ok(true);
            }
            let mut batch = Vec::new();
            for height in self.height.saturating_add(1)..=last {
                let block = node.history(height);
                let block = block.map_err(|error| IndexError::Facts(error.to_string()))?;
                let missing = || IndexError::Facts(format!("block {height} is missing"));
                batch.push(block.ok_or_else(missing)?);
            }
            self.write(&node, batch.iter())?;
        }
    }

    /// Takes blocks of the feed; a gap is filled from the log.
    fn take(&mut self, batch: &[Arc<Committed>]) -> Result<bool, IndexError> {
        let from = self.height.saturating_add(1);
        let new: Vec<_> = batch.iter().filter(|block| block.header.height >= from).collect();
        match new.first() {
            None => return Ok(true),
            Some(first) if first.header.height != from => return self.catch_up(),
            Some(_) => {}
        }
        let Some(node) = self.node.upgrade() else { return Ok(false) };
        self.write(&node, new.iter().map(|block| block.as_ref()))?;
        Ok(true)
    }

    fn write<'b>(
        &mut self,
        node: &Node,
        blocks: impl Iterator<Item = &'b Committed>,
    ) -> Result<(), IndexError> {
        let rows = self.writer.transaction()?;
        let mut height = self.height;
        for block in blocks {
            write::block(&rows, node, block)?;
            height = block.header.height;
        }
        rows.commit()?;
        self.height = height;
        if let Some(shared) = self.shared.upgrade() {
            shared.reached(height);
        }
        Ok(())
    }

    /// Looks at the next texts and forgets those whose words are gone.
    fn sweep(&mut self) -> Result<bool, IndexError> {
        let Some(node) = self.node.upgrade() else { return Ok(false) };
        let rows = self.writer.transaction()?;
        let texts: Vec<(i64, [u8; 32])> = rows
            .prepare_cached("SELECT seq, body FROM texts WHERE seq > ?1 ORDER BY seq LIMIT ?2")?
            .query_map(params![self.swept, SWEEP], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        for (seq, id) in &texts {
            if matches!(node.body(&Hash32(*id)), Ok(Body::Erased { .. })) {
                write::forget(&rows, *seq)?;
            }
        }
        rows.commit()?;
        // From the start again after the last one.
        self.swept = texts.last().map_or(0, |(seq, _)| *seq);
        Ok(true)
    }
}

#[cfg(test)]
mod tests;
