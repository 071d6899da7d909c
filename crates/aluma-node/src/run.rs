//! The execution thread: cuts a block when there is something to do, one at a time.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, Sender, TryRecvError};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use aluma_core::kernel::leaving::Taker;
use aluma_core::kernel::refusal::Refused;
use aluma_core::kernel::table::AnyTable;
use aluma_core::kernel::version::LATEST;
use aluma_core::registry::State;
use aluma_store::{LoggedBlock, Proof};
use aluma_types::DaoId;
use aluma_types::Timestamp;
use aluma_types::codec::Canon;
use aluma_types::header::Header;

use crate::answers::Told;
use crate::archive::make::Proven;
use crate::beacon::Beacon;
use crate::block::{Block, MAX_BYTES, MAX_TRANSACTIONS};
use crate::executor::{Executor, Slot, Staged};
use crate::feed::Committed;
use crate::intake::Submission;
use crate::node::{NodeError, Shared};
use crate::ordering::{Ledger, NotABlock, Wanted, solo};
use crate::pace::Pace;

/// Blocks between two snapshots.
const SNAPSHOT_BLOCKS: u64 = 5_000;
/// Rows changed between two snapshots.
const SNAPSHOT_CHANGES: u64 = 2_000_000;
/// Blocks that one move of a clock may make.
const ADVANCE_BLOCKS: u64 = 1_000_000;

/// What the execution thread is asked.
pub(crate) enum Command {
    /// A proof against the last header, where there is one.
    Prove {
        /// The table.
        table: u16,
        /// The key's bytes.
        key: Vec<u8>,
        /// Where the answer goes.
        reply: Sender<(Header, Option<Proof>)>,
    },
    /// Everything of a DAO that leaves, proven against the last header.
    Part {
        /// Which.
        dao: DaoId,
        /// Whose archive it is to be.
        taker: Taker,
        /// Where the answer goes.
        reply: Sender<Result<Proven, Refused>>,
    },
    /// Move the clock.
    Advance {
        /// To when.
        to: Timestamp,
        /// Where the answer goes.
        reply: Sender<Result<Timestamp, NodeError>>,
    },
    /// Finish, snapshot, end.
    Stop,
}

/// The ledger as the solo ordering drives it.
struct Running<'s> {
    shared: &'s Arc<Shared>,
    executor: Executor,
    staged: Option<Staged>,
    /// What executing the staged block took.
    executed: Duration,
    blocks: u64,
    changes: u64,
}

pub(crate) fn run(
    shared: &Arc<Shared>,
    executor: Executor,
    mut beacon: Beacon,
    commands: &Receiver<Command>,
) {
    let mut running =
        Running { shared, executor, staged: None, executed: Duration::ZERO, blocks: 0, changes: 0 };
    loop {
        match commands.try_recv() {
            Ok(Command::Prove { table, key, reply }) => {
                let head = running.executor.head().clone();
                let _ = reply.send((head, running.executor.tree().prove(table, &key)));
                continue;
            }
            Ok(Command::Part { dao, taker, reply }) => {
                let _ = reply.send(crate::archive::make::prove(&running.executor, (dao, taker)));
                continue;
            }
            Ok(Command::Advance { to, reply }) => {
                let _ = reply.send(running.advance(to, &mut beacon));
                continue;
            }
            Ok(Command::Stop) | Err(TryRecvError::Disconnected) => break,
            Err(TryRecvError::Empty) => {}
        }
        if running.has_work() {
            running.cut(&mut beacon);
        } else {
            running.sleep();
        }
    }
    running.snapshot();
}

impl Running<'_> {
    fn halted(&self) -> bool {
        self.shared.halted.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn has_work(&self) -> bool {
        if self.halted() || self.shared.held.load(Ordering::Acquire) {
            return false;
        }
        let waiting =
            !self.shared.mempool.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        waiting || self.due_by(self.shared.now())
    }

    fn due_by(&self, now: Timestamp) -> bool {
        self.executor.machine().next_due().is_some_and(|due| due <= now)
    }

    /// Sleeps until something is handed in, asked, or falls due.
    fn sleep(&self) {
        let clock = self.shared.clock.lock().unwrap_or_else(PoisonError::into_inner);
        let until_due = match self.executor.machine().next_due() {
            Some(due) if !clock.is_set_by_hand() && !self.halted() => due.since(clock.now()).0,
            _ => u64::MAX,
        };
        drop(clock);
        let pause = Duration::from_millis(until_due.clamp(1, 1_000));
        let rung = self.shared.bell.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut rung = match *rung {
            true => rung,
            false => {
                self.shared
                    .bell
                    .1
                    .wait_timeout(rung, pause)
                    .unwrap_or_else(PoisonError::into_inner)
                    .0
            }
        };
        *rung = false;
    }

    /// Cuts one block; false where there was nothing to do or it cannot be done.
    fn cut(&mut self, beacon: &mut Beacon) -> bool {
        let head = (self.executor.head().height, self.executor.head().time);
        let preimage = match beacon.at(head.0 + 1) {
            Ok(preimage) => preimage,
            Err(why) => {
                self.shared.halt(why);
                return false;
            }
        };
        let stamped = {
            let mut clock = self.shared.clock.lock().unwrap_or_else(PoisonError::into_inner);
            clock.stamp(head.1).map(|time| (time, clock.flags()))
        };
        let (time, flags) = match stamped {
            Ok(stamped) => stamped,
            Err(fault) => {
                self.shared.halt(&fault.to_string());
                return false;
            }
        };
        let wanted = Wanted { epoch: 0, view: 0, time, flags, beacon: preimage };
        match solo(self, wanted) {
            Ok(done) => done,
            Err(why) => {
                self.shared.halt(&why);
                false
            }
        }
    }

    /// Moves a clock that is set by hand, making every block that falls due on the way.
    fn advance(&mut self, to: Timestamp, beacon: &mut Beacon) -> Result<Timestamp, NodeError> {
        let by_hand = |shared: &Shared| {
            shared.clock.lock().unwrap_or_else(PoisonError::into_inner).is_set_by_hand()
        };
        if !by_hand(self.shared) {
            let what = "this ledger's time is the real one; only a manual clock can be advanced";
            return Err(NodeError::Clock(what.to_owned()));
        }
        for _ in 0..ADVANCE_BLOCKS {
            // What waits belongs to the present, before time moves.
            while self.has_work() && self.cut(beacon) {}
            match self.executor.machine().next_due() {
                Some(due) if due <= to && !self.halted() => self.set_clock(due)?,
                _ => break,
            }
            self.cut(beacon);
        }
        self.set_clock(to)?;
        Ok(self.shared.now())
    }

    fn set_clock(&self, to: Timestamp) -> Result<(), NodeError> {
        Ok(self.shared.clock.lock().unwrap_or_else(PoisonError::into_inner).set(to)?)
    }

    fn snapshot(&mut self) {
        if self.blocks == 0 {
            return;
        }
        let store = self.shared.store.read().unwrap_or_else(PoisonError::into_inner);
        let written = write_snapshot(&store, &self.executor);
        drop(store);
        match written {
            Ok(()) => {
                self.blocks = 0;
                self.changes = 0;
            }
            // The log is whole: a snapshot only shortens the next start.
            Err(error) => eprintln!("aluma: no snapshot: {error}"),
        }
    }

    fn publish(&mut self, staged: Staged) {
        let Staged { header, outcome, changes, rejected, .. } = staged;
        self.shared.published.advance(&changes, header.clone());
        let receipts = Arc::new(outcome.receipts);
        let told = Told {
            at: header.time,
            receipts: Arc::clone(&receipts),
            refusals: outcome.refusals.clone(),
            dropped: rejected,
        };
        let (refusals, events) = (outcome.refusals, outcome.events);
        let committed = Arc::new(Committed { header, receipts, refusals, events });
        // Before the feed: whoever wakes by it and asks what became of their own is to find it.
        self.shared.answers.tell(told);
        self.shared.feed.publish(&committed);
    }
}

impl Ledger for Running<'_> {
    fn propose(&mut self, wanted: Wanted) -> Option<Vec<u8>> {
        let transactions = {
            let mut mempool = self.shared.mempool.lock().unwrap_or_else(PoisonError::into_inner);
            mempool.take(MAX_TRANSACTIONS, MAX_BYTES)
        };
        let rules = LATEST;
        let Wanted { epoch, view, time, flags, beacon } = wanted;
        let slot = Slot { epoch, view, time, flags, rules, beacon };
        let before = self.executor.quarantine().len();
        let began = Instant::now();
        let staged = match self.executor.execute(slot, &transactions) {
            Ok(staged) => staged,
            Err(fault) => {
                self.shared.halt(&fault.to_string());
                return None;
            }
        };
        self.executed = began.elapsed();
        if self.executor.quarantine().len() > before {
            eprintln!("aluma: ALARM: a transaction broke a law of the block and was left out");
        }
        for id in staged.faults() {
            eprintln!("aluma: ALARM: transaction or task {id} ended in a fault and was undone");
        }
        let sealed = Block::sealed(&staged.header);
        let seal = self.shared.key.sign_message(&sealed).unwrap_or([0; 64]);
        let block = Block::bytes_of(&staged.header, &staged.transactions, &seal);
        self.staged = Some(staged);
        Some(block)
    }

    fn verify(&mut self, block: &[u8]) -> Result<(), NotABlock> {
        let not = |what: &str| NotABlock(what.to_owned());
        let block = Block::from_bytes(block).map_err(|error| not(error.name()))?;
        let transactions = crate::open::checked(&block).map_err(|error| not(error.name()))?;
        let slot = crate::open::slot(&block.header);
        let staged = match self.executor.execute(slot, &transactions) {
            Ok(staged) => staged,
            Err(fault) => return Err(NotABlock(fault.to_string())),
        };
        if staged.header == block.header {
            self.staged = Some(staged);
            Ok(())
        } else {
            self.executor.revert(staged);
            Err(not("a root differs"))
        }
    }

    fn commit(&mut self, block: &[u8]) -> Result<(), String> {
        let mut staged = self.staged.take().ok_or("nothing was proposed or verified")?;
        let began = Instant::now();
        let (height, transactions) = (staged.header.height, staged.transactions.len());
        let logged = LoggedBlock {
            height: staged.header.height,
            id: staged.header.id().0,
            bytes: block.to_vec(),
        };
        let rows = crate::facts::rows(&mut staged);
        let mut store = self.shared.store.write().unwrap_or_else(PoisonError::into_inner);
        let committed = store.commit(&logged, &rows).map_err(|error| error.to_string())?;
        drop(store);
        // Before anybody hears of it, so that whoever reads that words were erased finds them gone.
        let gone = crate::erasing::erased(self.shared.registry, &staged.outcome.events);
        let forgotten = self.shared.kept().erase_all(height, &gone);
        forgotten.map_err(|error| error.to_string())?;
        self.executor.settle(&staged);
        self.blocks += 1;
        self.changes += staged.changes.len() as u64;
        self.publish(staged);
        let (executed, committed_in) = (self.executed, began.elapsed());
        let pace = Pace { height, transactions, executed, committed: committed_in };
        self.shared.paces.lock().unwrap_or_else(PoisonError::into_inner).note(pace);
        if committed.rotate_journal {
            self.rotate_journal()?;
        }
        if self.blocks >= SNAPSHOT_BLOCKS || self.changes >= SNAPSHOT_CHANGES {
            self.snapshot();
        }
        Ok(())
    }
}

impl Running<'_> {
    /// Begins a new journal with what still waits. The mempool is held meanwhile, so that nothing
    /// is promised between looking and writing.
    fn rotate_journal(&self) -> Result<(), String> {
        let mempool = self.shared.mempool.lock().unwrap_or_else(PoisonError::into_inner);
        // Their texts are on the disk since before they were promised.
        let entry = |transaction| Submission { transaction, bodies: Vec::new() }.to_bytes();
        let waiting: Vec<_> = mempool.waiting().into_iter().map(entry).collect();
        let mut journal = self.shared.journal.lock().unwrap_or_else(PoisonError::into_inner);
        journal.rotate(&waiting).map_err(|error| error.to_string())
    }
}

fn write_snapshot(
    store: &aluma_store::Store,
    executor: &Executor,
) -> Result<(), aluma_store::StoreError> {
    let root = executor.tree().root();
    let mut writer = store.begin_snapshot(root, executor.head().to_bytes())?;
    write_rows(&mut writer, executor.machine().state())?;
    writer.finish()
}

/// Every row of a state, in the order of tables and keys.
pub(crate) fn write_rows(
    writer: &mut aluma_store::SnapshotWriter,
    state: &State,
) -> Result<(), aluma_store::StoreError> {
    let mut failed = None;
    for table in ascending(state) {
        let number = table.spec().number;
        table.each(&mut |key, value| {
            if failed.is_none() {
                failed = writer.row(number, key, value).err();
            }
        });
    }
    failed.map_or(Ok(()), Err)
}

/// Tables by their numbers, which the order of domains is not.
fn ascending(state: &State) -> Vec<&dyn AnyTable> {
    let mut tables: Vec<_> = state.tables().collect();
    tables.sort_by_key(|table| table.spec().number);
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_takes_tables_in_the_order_of_their_numbers() {
        let state = State::default();
        let numbers: Vec<_> = ascending(&state).iter().map(|table| table.spec().number).collect();
        assert!(numbers.is_sorted(), "{numbers:?}");
        assert_eq!(numbers.len(), state.tables().count());
    }
}
