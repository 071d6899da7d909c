//! The line in which submissions are taken: in parts, by several threads, and back in order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Receiver;

use aluma_types::admission::Inadmissible;
use aluma_verify::bodies::BodyText;

use super::{Ask, BATCH, PART, Reply};
use crate::mempool::Checked;

/// What was asked, taken in parts by the threads that check them. Each takes the next part when it
/// is done with one and none waits for another: what others want of a core is no reason for the
/// rest to wait.
pub(crate) struct Line {
    asked: Receiver<Ask>,
    /// Parts that were taken.
    taken: u64,
}

impl Line {
    pub(crate) const fn new(asked: Receiver<Ask>) -> Self {
        Self { asked, taken: 0 }
    }

    /// The next part with its number, as soon as there is one; none when nobody can ask any more.
    pub(super) fn next(&mut self, in_check: &AtomicU64) -> Option<(u64, Vec<Ask>)> {
        let first = self.asked.recv().ok()?;
        let mut asks = vec![first];
        asks.extend(self.asked.try_iter().take(PART - 1));
        self.taken += 1;
        in_check.store(self.taken, Ordering::Release);
        Some((self.taken, asks))
    }
}

/// A part whose signatures were checked, on its way to the disk.
pub(crate) struct Verified {
    /// Its place among the parts.
    pub(super) number: u64,
    /// The texts that came with each, and where its answer goes.
    pub(super) asks: Vec<(Vec<BodyText>, Reply)>,
    pub(super) judged: Vec<Result<Checked, Inadmissible>>,
}

/// Parts in the order in which they were taken, whichever was checked first: of one signer, what
/// came first is promised first.
pub(super) struct InOrder<'p> {
    parts: &'p Receiver<Verified>,
    early: BTreeMap<u64, Verified>,
    given: u64,
}

impl<'p> InOrder<'p> {
    pub(super) const fn of(parts: &'p Receiver<Verified>) -> Self {
        Self { parts, early: BTreeMap::new(), given: 0 }
    }

    /// The next part, however long it takes; none when no more come.
    fn next(&mut self) -> Option<Verified> {
        loop {
            if let Some(part) = self.early.remove(&(self.given + 1)) {
                self.given += 1;
                return Some(part);
            }
            let part = self.parts.recv().ok()?;
            self.early.insert(part.number, part);
        }
    }

    /// The next batch: as many parts as are being checked already, up to [`BATCH`] submissions where
    /// all are full. The more there are, the fewer times the disk is waited for; a part that comes
    /// alone waits for nobody, and one of few for as many others at most.
    pub(super) fn batch(&mut self, in_check: &AtomicU64) -> Option<Verified> {
        let mut batch = self.next()?;
        for _ in 1..BATCH / PART {
            if self.given == in_check.load(Ordering::Acquire) {
                break;
            }
            let Some(part) = self.next() else { break };
            batch.asks.extend(part.asks);
            batch.judged.extend(part.judged);
        }
        Some(batch)
    }
}

#[cfg(test)]
mod tests;
