//! State machine, authenticated tree and header in step: from ordered transactions to a block that
//! can be committed, and back when nobody commits it.

use std::collections::HashSet;

use aluma_core::kernel::block::{BadStart, BlockStart, Outcome};
use aluma_core::kernel::invariants::BrokenInvariant;
use aluma_core::kernel::receipt::Status;
use aluma_core::kernel::table::Change;
use aluma_core::{Contain, Machine};
use aluma_store::{StateTree, Undo};
use aluma_types::admission::Inadmissible;
use aluma_types::header::Header;
use aluma_types::{Hash32, Timestamp};

use crate::block::Block;
use crate::mempool::Checked;

/// What an ordering decides about the next block.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Validator epoch; 0 on one machine.
    pub epoch: u64,
    /// View of the consensus engine; 0 on one machine.
    pub view: u64,
    /// Block time.
    pub time: Timestamp,
    /// Header flags.
    pub flags: u32,
    /// Rule version.
    pub rules: u32,
    /// The block's own randomness.
    pub beacon: Hash32,
}

/// A block that was executed and not yet committed.
#[derive(Debug)]
pub struct Staged {
    /// What it commits to.
    pub header: Header,
    /// Its transactions' bytes.
    pub transactions: Vec<Vec<u8>>,
    /// What it leaves behind.
    pub outcome: Outcome,
    /// Rows that it changes.
    pub changes: Vec<Change>,
    /// What was asked for and gets no place.
    pub rejected: Vec<(Hash32, Inadmissible)>,
    undo: Undo,
}

/// Why a block cannot be made.
#[derive(Debug)]
pub enum Fault {
    /// The ordering asked for a block that cannot follow.
    Start(BadStart),
    /// A law breaks without any transaction: the due work is at fault, and the ledger halts before
    /// commit.
    Invariant(BrokenInvariant),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Start(bad) => write!(f, "the next block cannot begin: {bad:?}"),
            Self::Invariant(broken) => write!(f, "the due work breaks the law '{}'", broken.0),
        }
    }
}

/// State machine, tree and header in step.
#[derive(Debug)]
pub struct Executor {
    machine: Machine,
    tree: StateTree,
    head: Header,
    validators: Hash32,
    contain: Contain,
    quarantine: HashSet<Hash32>,
}

impl Executor {
    /// An executor over a state and its tree; `head` is the last block's header, or one without a
    /// parent, with the genesis time, network and height.
    pub fn new(machine: Machine, tree: StateTree, (head, validators): (Header, Hash32)) -> Self {
        let contain = contain as Contain;
        Self { machine, tree, head, validators, contain, quarantine: HashSet::new() }
    }

    /// The last committed header.
    pub const fn head(&self) -> &Header {
        &self.head
    }

    /// The state machine.
    pub const fn machine(&self) -> &Machine {
        &self.machine
    }

    /// The authenticated tree.
    pub const fn tree(&self) -> &StateTree {
        &self.tree
    }

    /// Transactions that broke a law of the block and were left out.
    pub const fn quarantine(&self) -> &HashSet<Hash32> {
        &self.quarantine
    }

    /// Executes the next block. Where it breaks a law, the culprit among the transactions is found
    /// by bisection, quarantined, and the block is built without it.
    ///
    /// # Errors
    /// [`Fault`]: nothing is staged.
    pub fn execute(&mut self, slot: Slot, transactions: &[Checked]) -> Result<Staged, Fault> {
        let mut left: Vec<&Checked> =
            transactions.iter().filter(|one| !self.quarantine.contains(&one.id)).collect();
        loop {
            match self.try_block(slot, &left) {
                Ok(staged) => return Ok(staged),
                Err(Fault::Invariant(_)) if !left.is_empty() => {
                    let culprit = self.culprit(slot, &left)?;
                    self.quarantine.insert(culprit);
                    left.retain(|one| one.id != culprit);
                }
                Err(fault) => return Err(fault),
            }
        }
    }

    /// Keeps a staged block: the store has it.
    pub fn settle(&mut self, staged: &Staged) {
        self.machine.settle();
        self.head = staged.header.clone();
    }

    /// Undoes a staged block that nobody committed.
    pub fn revert(&mut self, staged: Staged) {
        self.machine.revert();
        self.tree.undo(staged.undo);
    }

    /// The shortest prefix that breaks the law ends with the culprit.
    fn culprit(&mut self, slot: Slot, transactions: &[&Checked]) -> Result<Hash32, Fault> {
        let (mut holds, mut breaks) = (0, transactions.len());
        self.try_and_revert(slot, &[])?;
        while breaks - holds > 1 {
            let middle = holds + (breaks - holds) / 2;
            match self.try_and_revert(slot, &transactions[..middle]) {
                Ok(()) => holds = middle,
                Err(Fault::Invariant(_)) => breaks = middle,
                Err(fault) => return Err(fault),
            }
        }
        Ok(transactions[breaks - 1].id)
    }

    fn try_and_revert(&mut self, slot: Slot, transactions: &[&Checked]) -> Result<(), Fault> {
        let staged = self.try_block(slot, transactions)?;
        self.revert(staged);
        Ok(())
    }

    fn try_block(&mut self, slot: Slot, transactions: &[&Checked]) -> Result<Staged, Fault> {
        let height = self.head.height + 1;
        let start = BlockStart { height, time: slot.time, rules: slot.rules, beacon: slot.beacon };
        let mut run = self.machine.begin(start, self.contain).map_err(Fault::Start)?;
        run.due();
        let mut included = Vec::with_capacity(transactions.len());
        let mut rejected = Vec::new();
        for checked in transactions {
            match run.transaction_of(&checked.transaction, checked.id) {
                Ok(_) => included.push(checked.bytes.clone()),
                Err(reason) => rejected.push((checked.id, reason)),
            }
        }
        let outcome = run.finish().map_err(Fault::Invariant)?;
        let changes = self.machine.changes();
        let undo = self.tree.apply_rows(changes.iter().map(row_of));
        let header = self.header(slot, &included, &outcome);
        Ok(Staged { header, transactions: included, outcome, changes, rejected, undo })
    }

    fn header(&self, slot: Slot, transactions: &[Vec<u8>], outcome: &Outcome) -> Header {
        Header {
            network: self.head.network,
            epoch: slot.epoch,
            view: slot.view,
            height: self.head.height + 1,
            time: slot.time,
            flags: slot.flags,
            rules: slot.rules,
            parent: match self.head.is_before_the_first() {
                true => self.head.network,
                false => self.head.id(),
            },
            transactions: Block::transactions_root(transactions),
            receipts: Block::receipts_root(outcome.receipt_rows(), |place| {
                self.tree.salting().receipt(self.head.height + 1, place)
            }),
            state: Hash32(self.tree.root()),
            outbox: Hash32::ZERO,
            validators: self.validators,
            beacon: slot.beacon,
        }
    }
}

impl Staged {
    /// Ids of transactions that ended in a fault: the operator is told loudly.
    pub fn faults(&self) -> impl Iterator<Item = Hash32> + '_ {
        let faulty = |status| matches!(status, Status::Fault);
        self.outcome.receipts.iter().filter(move |one| faulty(one.status)).map(|one| one.id)
    }
}

/// A change as the tree takes it.
fn row_of(change: &Change) -> (u16, &[u8], Option<&[u8]>) {
    (change.table, &change.key, change.value.as_deref())
}

/// Runs a step and says whether it came back without a panic. The state is made whole again by the
/// undo journal, so looking at it afterwards is safe.
pub fn contain(step: &mut dyn FnMut()) -> bool {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(step)).is_ok()
}
